//! Requests to log in and to enrol.

use serde::{Deserialize, Serialize};
use values::AssuranceLevel;

use crate::RequestId;
use crate::words::words;

/// A scan, or the button on the same device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The text of the QR code, or the link.
    pub link: String,
}

/// A claimed request, as the phone shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum ClaimedRequest {
    /// Somebody logs in to a service.
    #[cfg_attr(test, schemars(title = "LoginRequest"))]
    Login {
        /// Its identifier.
        id: RequestId,
        /// Four digits, on both screens.
        code: String,
        /// What the service will be told.
        #[serde(with = "crate::level")]
        #[cfg_attr(test, schemars(with = "crate::description::Level"))]
        level: AssuranceLevel,
        /// Whether it began on this phone.
        same_device: bool,
        /// The browser that began it: `Chrome, Linux`.
        browser: String,
        /// Until when it can be decided.
        expires_at_ms: i64,
        /// The service.
        service: Service,
        /// What the service asks for.
        data: Vec<DataItem>,
    },
    /// Somebody makes this phone their Mobile Key.
    #[cfg_attr(test, schemars(title = "EnrolmentRequest"))]
    Enrolment {
        /// Its identifier.
        id: RequestId,
        /// Four digits, on both screens.
        code: String,
        /// The level that the key will have.
        #[serde(with = "crate::level")]
        #[cfg_attr(test, schemars(with = "crate::description::Level"))]
        level: AssuranceLevel,
        /// Whether it began on this phone.
        same_device: bool,
        /// The browser that began it: `Chrome, Linux`.
        browser: String,
        /// Until when it can be decided.
        expires_at_ms: i64,
        /// Whose key it will be.
        identity: Identity,
    },
}

/// The service that asks, as the hub registered it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Its name.
    pub name: String,
    /// Its domain.
    pub domain: String,
}

/// One item of data, and the choice that the app starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DataItem {
    /// The item's name.
    pub name: String,
    /// Whether the service cannot do without it.
    pub essential: bool,
    /// Whether it is released unless the person says otherwise.
    pub released: bool,
}

/// Whose key is being made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// Given name or names.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Date of birth, ISO 8601.
    pub birthdate: String,
}

/// What the person decided, with everything that was shown to them. Texts as they were shown: the server compares each with
/// its own record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The request.
    pub request_id: RequestId,
    /// Its kind.
    #[cfg_attr(test, schemars(with = "RequestKind"))]
    pub kind: String,
    /// Its code.
    pub code: String,
    /// Its level.
    #[cfg_attr(test, schemars(with = "crate::description::Level"))]
    pub level: String,
    /// Of a login: the service's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_name: Option<String>,
    /// Of a login: the service's domain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_domain: Option<String>,
    /// Of a login: the names of the items that the person releases, sorted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Vec<String>>,
    /// Of an enrolment: whose key it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<Identity>,
    /// Yes or no.
    pub decision: Verdict,
}

words!(
    /// Yes or no.
    Verdict {
        /// Yes.
        Approve = "approve",
        /// No.
        Refuse = "refuse",
    }
);

/// How the request stands after a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// How it stands.
    pub state: RequestState,
    /// Back to the browser on the same phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_url: Option<String>,
    /// How many entries of the PIN or password before this one were wrong or not finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed_tries: Option<i64>,
}

/// A request that this device has claimed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RequestQuery {
    /// The request.
    pub request_id: RequestId,
}

/// How it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StateAnswer {
    /// How it stands.
    pub state: RequestState,
}

words!(
    /// What a request is for.
    RequestKind {
        /// To log in to a service.
        Login = "login",
        /// To make a phone somebody's Mobile Key.
        Enrolment = "enrolment",
    }
);

words!(
    /// How a request stands (docs/mobile-key-protocol.md §4).
    RequestState {
        /// The QR code is on the screen.
        Waiting = "waiting",
        /// A phone has it and shows it to its person.
        Claimed = "claimed",
        /// The phone approved; the browser has yet to fetch the login or to confirm the enrolment.
        Approved = "approved",
        /// The browser fetched the login.
        Redeemed = "redeemed",
        /// The browser confirmed the enrolment.
        Confirmed = "confirmed",
        /// The person said no.
        Refused = "refused",
        /// Its time was over.
        Expired = "expired",
        /// The person gave it up.
        Abandoned = "abandoned",
        /// The device ran out of tries.
        Blocked = "blocked",
        /// The device's level does not reach what the service asks.
        LevelTooLow = "level_too_low",
    }
);
