//! What happens to an account, for its owner's history.

use std::collections::BTreeSet;

pub(crate) use audit::EventId;
use values::Timestamp;

use super::items::Item;

/// One entry of an account's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Event {
    /// For paging.
    pub(crate) id: EventId,
    /// When it happened.
    pub(crate) at: Timestamp,
    /// What happened.
    pub(crate) kind: EventKind,
    /// The service concerned, by its client id.
    pub(crate) client_id: Option<String>,
    /// What was handed to the service, or changed.
    pub(crate) items: BTreeSet<Item>,
    /// From which network address.
    pub(crate) address: Option<String>,
    /// With which browser.
    pub(crate) user_agent: Option<String>,
}

macro_rules! event_kinds {
    ($($(#[$meta:meta])* $kind:ident = $word:literal,)*) => {
        /// What can happen to an account.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum EventKind {
            $($(#[$meta])* $kind,)*
        }

        impl EventKind {
            /// Every kind.
            pub(crate) const ALL: &[Self] = &[$(Self::$kind),*];

            /// What the kind is called in the database and, after `event-`, in the texts.
            pub(crate) const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$kind => $word,)*
                }
            }

            /// The key of its text.
            pub(crate) const fn text_key(self) -> &'static str {
                match self {
                    $(Self::$kind => concat!("event-", $word),)*
                }
            }

            /// Reads what [`EventKind::as_str`] writes.
            pub(crate) fn parse(word: &str) -> Result<Self, EventKindError> {
                Self::ALL.iter().copied().find(|kind| kind.as_str() == word).ok_or(EventKindError)
            }
        }
    };
}

impl EventKind {
    /// Whether the account's owner did it, or at least somebody who had proven to be: others can fail to log in, and ask
    /// for a recovery.
    pub(crate) fn is_by_owner(self) -> bool {
        !matches!(self, Self::LoginRefused | Self::PinRefused | Self::RecoveryAsked)
    }
}

event_kinds! {
    /// The account was registered.
    Registered = "registered",
    /// PIN1 and PIN2 were sent again.
    PinsSent = "pins-sent",
    /// PIN1 was sent again.
    EmailPinSent = "pin1-sent",
    /// PIN2 was sent again.
    SmsPinSent = "pin2-sent",
    /// PIN1 was entered.
    EmailConfirmed = "pin1-confirmed",
    /// PIN2 was entered.
    PhoneConfirmed = "pin2-confirmed",
    /// The second of PIN1 and PIN2 was entered.
    Activated = "activated",
    /// A wrong, expired or worn-out code was entered.
    PinRefused = "pin-refused",
    /// A letter with PIN3 was sent.
    LetterSent = "letter-sent",
    /// A letter with PIN3 waits until it may leave.
    LetterDue = "letter-due",
    /// PIN3 was entered.
    Identified = "identified",
    /// Logged in by password.
    Login = "login",
    /// A wrong password.
    LoginRefused = "login-refused",
    /// Logged in by passcode as well.
    SteppedUp = "stepped-up",
    /// A passcode for a login was sent.
    PasscodeSent = "passcode-sent",
    /// A passcode for a change of the password was sent.
    PasswordCodeSent = "password-code-sent",
    /// A passcode for a change of data was sent.
    DataCodeSent = "data-code-sent",
    /// The password was entered once more before a change.
    ProvenByPassword = "proven-by-password",
    /// A passcode confirmed the person before a change.
    ProvenBySms = "proven-by-sms",
    /// Logged out.
    Logout = "logout",
    /// The password was changed.
    PasswordChanged = "password-changed",
    /// A forgotten password: a link was sent.
    RecoveryAsked = "recovery-asked",
    /// A forgotten password: a code was sent.
    RecoveryCodeSent = "recovery-code-sent",
    /// A new password in place of a forgotten one.
    Recovered = "recovered",
    /// A recovery was undone.
    RecoveryUndone = "recovery-undone",
    /// The owner said that a login was somebody else's.
    LoginDenied = "login-denied",
    /// The language of messages was changed.
    LanguageChanged = "language-changed",
    /// Name, address or company was changed.
    ContactChanged = "contact-changed",
    /// A new name or address waits for PIN3 of its letter.
    PostalChangeRequested = "place-change-asked",
    /// What waited for PIN3 was cancelled.
    PostalChangeCancelled = "place-change-cancelled",
    /// PIN3 proved a new name or address.
    PostalInfoChanged = "place-changed",
    /// The e-mail address was changed.
    EmailChanged = "email-changed",
    /// The telephone number was changed.
    PhoneChanged = "phone-changed",
    /// Logged in to a service, with what was handed over.
    ServiceLogin = "service-login",
    /// Decided what a service gets.
    Consent = "consent",
    /// Took the decision back.
    ConsentForgotten = "consent-forgotten",
    /// A browser was signed out from another one.
    SessionEnded = "session-ended",
}

/// The word names no kind of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a kind of event")]
pub(crate) struct EventKindError;

impl std::fmt::Display for EventKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_one_kind_each() {
        for kind in EventKind::ALL {
            assert_eq!(EventKind::parse(kind.as_str()), Ok(*kind));
        }
        assert_eq!(EventKind::parse(""), Err(EventKindError));
    }
}
