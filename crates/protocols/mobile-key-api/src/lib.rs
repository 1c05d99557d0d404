//! The wire format of the Mobile Key: what phones and the hub send it and get.
//!
//! * [`release`]: what the hub pushes with a login, and what comes back with it (RFC 9396, type `identity_release`).
//! * [`people`]: the hub's API, `/api/people`: the devices of a person, and notices of logins.
//! * [`phone`]: the phone's API, `/api/v1`, in requests that the device signs (docs/mobile-key-protocol.md).
//!
//! Members whose names end in `_ms` are Unix milliseconds; binary values are base64url without padding. Unknown members are
//! refused on both sides: a new one is known to whoever reads it one release before anybody writes it. `phone.openapi.json`
//! and `people.openapi.json` say the same to programs, `apps/key/src/protocol/types.ts` to the app; all three are made from
//! these types.

#[cfg(test)]
mod description;
mod device_name;
mod history;
pub mod level;
pub mod people;
pub mod phone;
pub mod release;
#[cfg(test)]
mod round_trip;
mod signed;
mod words;

pub use device_name::{DeviceName, DeviceNameError};
pub use history::{HistoryEntry, HistoryKind, HistoryOutcome};
pub use signed::{Assertion, Registration, SignedRequest};
pub use words::UnknownWord;

/// The description of the phone's API (OpenAPI 3.1).
pub const PHONE_OPENAPI: &str = include_str!("../phone.openapi.json");

values::id_type!(
    /// One installation of the app.
    pub DeviceId
);
values::id_type!(
    /// One request to log in or to enrol.
    pub RequestId
);
values::id_type!(
    /// One notice on one device.
    pub NoticeId
);
