//! The phone's API, `/api/v1` (docs/mobile-key-protocol.md §3). Each operation is a `POST` of a
//! [`SignedRequest`](crate::SignedRequest); its payload has the members of [`Purpose`] and those of the operation.

mod device;
mod factor;
mod info;
mod notice;
mod problem;
mod request;

pub use device::{
    DeviceEntry, DeviceList, DisconnectDevice, Install, Installed, Me, Nothing, OwnDevice, RenameDevice,
};
pub use factor::{Evaluate, Evaluated, FactorKind, KnowledgeKind, SetKnowledge, WebauthnOptions};
pub use info::{Config, Helpdesk, Time};
pub use notice::{
    DeviceEvent, DeviceState, History, HistoryQuery, Notice, NoticeKind, NoticeSettings, Notices,
    NoticesQuery, RequestEvent, Ticket,
};
pub use problem::{ErrorCode, Problem};
pub use request::{
    Claim, ClaimedRequest, DataItem, Decided, Decision, Identity, RequestKind, RequestQuery, RequestState,
    Service, StateAnswer, Verdict,
};

use serde::{Deserialize, Serialize};

/// Where the API is.
pub const BASE: &str = "/api/v1/";

/// What every signed payload says beside the members of its operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purpose {
    /// The HTTP method: `POST`.
    pub htm: String,
    /// The path.
    pub htu: String,
    /// When the phone signed, by its own clock.
    pub iat_ms: i64,
}
