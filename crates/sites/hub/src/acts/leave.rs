//! Logging out: here, then at the methods by which the person had logged in, and in the end the word where else they are
//! still logged in.

use ::store::StoreError;
use url::Url;
use values::{MINUTE_MS, Timestamp};
use web::Session;

use super::Hub;
use crate::rules::method::MethodId;
use crate::rules::service::ServiceId;
use crate::store::{self, logout::Leave};

/// How long the way over the pages of methods may take.
const LEAVE_MS: i64 = 15 * MINUTE_MS;

/// A browser that has logged out here.
pub(crate) struct Left {
    /// The methods of the session, those of which the logout is asked first.
    pub(crate) methods: Vec<MethodId>,
    /// The services that the session logged the person in to.
    pub(crate) services: Vec<ServiceId>,
    /// The logout that a service asked for, if one did.
    pub(crate) request: Option<String>,
}

/// Signs out this browser; what comes back finds the way again ([`left`]).
pub(crate) async fn leave(
    hub: &Hub,
    session: &Session,
    request: Option<&str>,
    now: Timestamp,
) -> Result<String, StoreError> {
    let (text, id) = hub.desk.marks.new_logout();
    let leave = Leave { session: session.id.clone(), request: request.map(str::to_owned) };
    hub.desk
        .store
        .write(|tx| {
            hub.site.sessions().end(tx, session)?;
            store::logout::add(tx, &id, &leave, now.plus_ms(LEAVE_MS))
        })
        .await?;
    Ok(text)
}

/// The logout that an address carries, for a quarter of an hour.
pub(crate) async fn left(hub: &Hub, text: &str, now: Timestamp) -> Result<Option<Left>, StoreError> {
    let id = hub.desk.marks.logout(text);
    hub.desk
        .store
        .read(|tx| {
            let Some(leave) = store::logout::find(tx, &id, now)? else { return Ok(None) };
            let methods = store::trail::methods(tx, &leave.session)?;
            let services = store::trail::services(tx, &leave.session)?;
            Ok(Some(Left { methods, services, request: leave.request }))
        })
        .await
}

/// Where the browser goes to log out at a method, and comes back from. `None`: the method has no logout for us.
pub(crate) async fn logout_at(hub: &Hub, method: &MethodId, text: &str) -> Option<String> {
    let configured = hub.desk.method(method).filter(|method| method.logout && !method.is_mobile_key())?;
    let relying_party = hub.relying_party(&configured.id)?;
    let back = hub.site.url("/logout/returned");
    let url = match relying_party.logout_url(Some(&back)).await {
        Ok(url) => url?,
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, method = %method, "no logout at a method");
            return None;
        }
    };
    let mut url = Url::parse(&url).ok()?;
    url.query_pairs_mut().append_pair("state", text);
    Some(url.into())
}
