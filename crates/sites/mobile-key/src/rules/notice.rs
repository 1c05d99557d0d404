//! What a person is told, and what stands in their history.

use super::Kind;

/// A notice in the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoticeKind {
    /// Somebody logged in as this person, by any method; can be switched off (mission A7).
    Login,
    /// As [`Self::Login`], without proving anything anew: the session at the hub was still good.
    SingleSignOn,
    /// Somebody logged in to found a Mobile Key of this person.
    EnrolmentBegun,
    /// One more account at another method can log the person in.
    AccountLinked,
    /// An account that was disconnected can log the person in again.
    AccountAllowed,
    /// An account logs nobody in any more: the person or support disconnected it.
    AccountDisconnected,
    /// An account was suspended, because it describes somebody else now.
    AccountSuspended,
    DeviceAttached,
    DeviceDisconnected,
    DeviceBlocked,
    FactorChanged,
    /// Wrong or unfinished entries of the PIN came before a right one.
    FailedTries,
}

/// An entry of the audit trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EventKind {
    Login,
    Enrolment,
    DeviceInstalled,
    DeviceRenamed,
    DeviceDisconnected,
    DeviceBlocked,
    DeviceForgotten,
    FactorChanged,
    /// Wrong or unfinished entries of the PIN came before a right one.
    FailedTries,
    /// The browser fetched an approved login.
    LoginRedeemed,
    /// The phone approved an enrolment; the browser has yet to confirm it.
    EnrolmentApproved,
    /// A request of a phone that was refused; the outcome is its code.
    Refused,
}

macro_rules! names {
    ($name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        impl $name {
            /// As the protocol and the database have it.
            pub(crate) fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownName;

            fn from_str(text: &str) -> Result<Self, UnknownName> {
                match text {
                    $($text => Ok(Self::$variant),)*
                    _ => Err(UnknownName),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

/// Not a name of this kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a known kind")]
pub(crate) struct UnknownName;

names!(NoticeKind {
    Login = "login",
    SingleSignOn = "single_sign_on",
    EnrolmentBegun = "enrolment_begun",
    AccountLinked = "account_linked",
    AccountAllowed = "account_allowed",
    AccountDisconnected = "account_disconnected",
    AccountSuspended = "account_suspended",
    DeviceAttached = "device_attached",
    DeviceDisconnected = "device_disconnected",
    DeviceBlocked = "device_blocked",
    FactorChanged = "factor_changed",
    FailedTries = "failed_tries",
});

names!(EventKind {
    Login = "login",
    Enrolment = "enrolment",
    DeviceInstalled = "device_installed",
    DeviceRenamed = "device_renamed",
    DeviceDisconnected = "device_disconnected",
    DeviceBlocked = "device_blocked",
    DeviceForgotten = "device_forgotten",
    FactorChanged = "factor_changed",
    FailedTries = "failed_tries",
    LoginRedeemed = "login_redeemed",
    EnrolmentApproved = "enrolment_approved",
    Refused = "refused",
});

impl EventKind {
    /// The end of a request, whichever it was.
    pub(crate) fn of_request(kind: Kind) -> Self {
        match kind {
            Kind::Login => Self::Login,
            Kind::Enrolment => Self::Enrolment,
        }
    }
}

impl NoticeKind {
    /// Notices of logins may be switched off, warnings may not.
    pub(crate) fn can_be_switched_off(self) -> bool {
        matches!(self, Self::Login | Self::SingleSignOn | Self::EnrolmentBegun)
    }
}
