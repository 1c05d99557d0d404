//! What a service asks for, whatever protocol it speaks.

use url::Url;
use values::{AssuranceLevel, Label};

use super::release::Requested;
use super::service::ServiceId;

/// A service's request for a login. It is made once, when the request is read.
#[derive(Clone, Debug)]
pub struct ServiceRequest {
    /// The service.
    pub service: ServiceId,
    /// What people know it as.
    pub name: Label,
    /// The domain that people know it by.
    pub domain: String,
    /// Where a browser begins anew at the service; an app on a device has no such place.
    pub home: Option<Url>,
    /// The lowest level that will do.
    pub minimum_level: AssuranceLevel,
    /// How long ago, in seconds, the person may have authenticated.
    pub max_age_s: Option<i64>,
    /// Whether the person must authenticate again, whatever session there is here or at a method.
    pub force_login: bool,
    /// Whether the service wants to fetch data while the person is away: that is asked each time.
    pub offline_access: bool,
    /// What it asks for, as far as it may, in the order in which people read it.
    pub requested: Vec<Requested>,
}
