//! What a person is told, and what stands in the audit trail.

use mobile_key_api::HistoryKind;
use mobile_key_api::phone::{NoticeKind, RequestKind};

/// An entry of the audit trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EventKind {
    /// One that its person sees in their history.
    Shown(HistoryKind),
    DeviceInstalled,
    DeviceForgotten,
    /// The browser fetched an approved login.
    LoginRedeemed,
    /// The phone approved an enrolment; the browser has yet to confirm it.
    EnrolmentApproved,
    /// A request of a phone that was refused; the outcome is its code.
    Refused,
}

impl EventKind {
    /// As the database has it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Shown(kind) => kind.as_str(),
            Self::DeviceInstalled => "device_installed",
            Self::DeviceForgotten => "device_forgotten",
            Self::LoginRedeemed => "login_redeemed",
            Self::EnrolmentApproved => "enrolment_approved",
            Self::Refused => "refused",
        }
    }
}

impl From<HistoryKind> for EventKind {
    fn from(kind: HistoryKind) -> Self {
        Self::Shown(kind)
    }
}

/// What the history says of the end of a request.
pub(crate) fn history_kind(kind: RequestKind) -> HistoryKind {
    match kind {
        RequestKind::Login => HistoryKind::Login,
        RequestKind::Enrolment => HistoryKind::Enrolment,
    }
}

/// Notices of logins may be switched off, warnings may not (mission A7).
pub(crate) fn can_be_switched_off(kind: NoticeKind) -> bool {
    matches!(kind, NoticeKind::Login | NoticeKind::SingleSignOn | NoticeKind::EnrolmentBegun)
}
