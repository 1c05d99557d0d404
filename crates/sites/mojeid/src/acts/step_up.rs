//! The second factor: a passcode by SMS, on top of a session that began with a password.
//!
//! A passcode belongs to the session that asked for it: nobody else can enter it, wear it out or have it replaced. What
//! is counted for the whole account is counted apart for browsers in which a passcode was right before, so that whoever
//! has only the password cannot use up what the owner needs.

use codes::{CodeRejection, CodeState, Kind};
use delivery::{Quota, Recipient};
use sessions::{Session, StartedSession};
use store::{StoreError, Tx};
use values::Timestamp;

use super::tries::warn_of_guessing;
use super::{CHANGE_PASSCODE, Origin, PASSCODE};
use crate::Mojeid;
use crate::messages;
use crate::rules::account::AccountId;
use crate::rules::event::EventKind;
use crate::rules::proof::BY_BOTH;
use crate::rules::recovery::level_limited_until;
use crate::rules::step::highest_level;
use crate::rules::tries::{PASSCODE_PACE, PROVEN_SENDING, STRANGERS_SENDING};
use crate::store::account::{self, Credentials};
use crate::store::failure;

/// What a passcode is for: its message and the history say so. One for a login changes nothing, and one for a change logs
/// nobody in.
#[derive(Clone, Copy, Debug)]
pub enum Purpose<'a> {
    /// A login, to a service if one waits for it.
    Login {
        /// Its name.
        service: Option<&'a str>,
    },
    /// A change of the password.
    Password,
    /// A change of how somebody is called or reached.
    Data,
}

impl Purpose<'_> {
    const fn kind(self) -> &'static Kind {
        match self {
            Self::Login { .. } => &PASSCODE,
            Self::Password | Self::Data => &CHANGE_PASSCODE,
        }
    }

    const fn sent(self) -> EventKind {
        match self {
            Self::Login { .. } => EventKind::PasscodeSent,
            Self::Password => EventKind::PasswordCodeSent,
            Self::Data => EventKind::DataCodeSent,
        }
    }
}

/// What came of asking for a passcode.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passcode {
    /// It is on its way.
    Sent,
    /// One that was sent before can still be entered.
    Waiting,
    /// Asked for too often.
    TooSoon {
        /// When it can be asked again.
        allowed_at: Timestamp,
    },
    /// There is no such account, or its telephone was never proven.
    NotPossible,
}

/// What came of entering a passcode.
#[must_use]
#[derive(Debug)]
pub enum SteppedUp {
    /// Signed in by both factors, with a new session; and what the browser keeps.
    In(StartedSession, String),
    /// There is no such account, or its telephone was never proven.
    NotPossible,
    /// This browser was signed out meanwhile.
    SignedOut,
    /// The code was not taken.
    Refused(CodeRejection),
    /// Too many wrong ones, over all codes that were sent.
    TooMany {
        /// When the next try may be made.
        until: Timestamp,
    },
}

impl Mojeid {
    /// Sends a passcode for this session: with `again` a new one, otherwise only if none is waiting. The message names
    /// what it is for.
    pub async fn send_passcode(
        &self,
        now: Timestamp,
        session: &Session,
        purpose: Purpose<'_>,
        again: bool,
        origin: &Origin,
    ) -> Result<Passcode, StoreError> {
        let Ok(id) = AccountId::parse(&session.subject) else { return Ok(Passcode::NotPossible) };
        self.store()
            .write(|tx| {
                let Some(person) = reachable(tx, &id)? else { return Ok(Passcode::NotPossible) };
                let state = self.codes().state(tx, now, purpose.kind(), &session.id)?;
                if !again && matches!(state, CodeState::Waiting { .. }) {
                    return Ok(Passcode::Waiting);
                }
                let counted = self.counted(&person, origin);
                let pace = if counted.is_proven { &PROVEN_SENDING } else { &STRANGERS_SENDING };
                let sent = failure::find(tx, &counted.sending)?;
                let wrong = failure::find(tx, &counted.wrong)?;
                let wait = PASSCODE_PACE.wait_until(wrong, now).max(pace.wait_until(sent, now));
                if let Some(allowed_at) = wait {
                    return Ok(Passcode::TooSoon { allowed_at });
                }
                let account = &person.account;
                let quota = if counted.is_proven { Quota::Owner } else { Quota::Account };
                let to = Some((Recipient::Phone(&account.contact.phone), quota));
                let wait = self.send_code(tx, now, (purpose.kind(), session.id.as_str()), to, |code| {
                    messages::passcode(self.web(), now, account, code, purpose.kind().lifetime_ms, purpose)
                })?;
                if let Some(allowed_at) = wait {
                    return Ok(Passcode::TooSoon { allowed_at });
                }
                failure::save(tx, &counted.sending, pace.one_more(sent, now))?;
                origin.record(tx, now, &id, purpose.sent())?;
                Ok(Passcode::Sent)
            })
            .await
    }

    /// Tries a passcode on top of a session that began with a password. Wrong tries count. The proof stays as old as the
    /// password: a passcode alone renews nothing.
    pub async fn step_up(
        &self,
        now: Timestamp,
        session: &Session,
        entered: &str,
        origin: &Origin,
    ) -> Result<SteppedUp, StoreError> {
        self.step_up_by(now, session, (&PASSCODE, EventKind::SteppedUp), entered, origin).await
    }

    /// The same before a change, with the passcode that was sent for it.
    pub async fn confirm_by_passcode(
        &self,
        now: Timestamp,
        session: &Session,
        entered: &str,
        origin: &Origin,
    ) -> Result<SteppedUp, StoreError> {
        self.step_up_by(now, session, (&CHANGE_PASSCODE, EventKind::ProvenBySms), entered, origin).await
    }

    async fn step_up_by(
        &self,
        now: Timestamp,
        session: &Session,
        (kind, done): (&'static Kind, EventKind),
        entered: &str,
        origin: &Origin,
    ) -> Result<SteppedUp, StoreError> {
        let Ok(id) = AccountId::parse(&session.subject) else { return Ok(SteppedUp::NotPossible) };
        self.store()
            .write(|tx| {
                let Some(person) = reachable(tx, &id)? else { return Ok(SteppedUp::NotPossible) };
                let counted = self.counted(&person, origin);
                let failures = failure::find(tx, &counted.wrong)?;
                if let Some(until) = PASSCODE_PACE.wait_until(failures, now) {
                    return Ok(SteppedUp::TooMany { until });
                }
                if let Err(rejection) = self.codes().try_redeem(tx, now, kind, &session.id, entered)? {
                    if matches!(rejection, CodeRejection::Wrong { .. }) {
                        let failures = PASSCODE_PACE.one_more(failures, now);
                        failure::save(tx, &counted.wrong, failures)?;
                        warn_of_guessing(&counted.wrong, &PASSCODE_PACE, failures);
                        origin.record(tx, now, &id, EventKind::PinRefused)?;
                    }
                    return Ok(SteppedUp::Refused(rejection));
                }
                let limited_until = level_limited_until(person.account.recovered_at, now);
                let proven = Session {
                    level: highest_level(&person.account.state, limited_until),
                    amr: BY_BOTH.iter().map(|&method| method.to_owned()).collect(),
                    ..session.clone()
                };
                let Some(cookie) = self.web().sessions().renew(tx, now, proven)? else {
                    return Ok(SteppedUp::SignedOut);
                };
                if counted.is_proven {
                    failure::clear(tx, &counted.wrong)?;
                    failure::clear(tx, &counted.sending)?;
                } else if let Some(sent) = failure::find(tx, &counted.sending)? {
                    // What strangers guessed wrong stays counted; a message that was used was none too many.
                    failure::save(tx, &counted.sending, STRANGERS_SENDING.one_fewer(sent))?;
                }
                origin.record(tx, now, &id, done)?;
                let kept = self.known_browsers().proven(origin.known_browser.as_deref(), &person);
                Ok(SteppedUp::In(cookie, kept))
            })
            .await
    }

    fn counted(&self, person: &Credentials, origin: &Origin) -> Counted {
        let id = &person.account.id;
        let kept = origin.known_browser.as_deref();
        let browser = kept.and_then(|kept| self.known_browsers().proven_name(kept, person));
        let (of, is_proven) = match browser {
            Some(browser) => (format!("{id}:{browser}"), true),
            None => (id.to_string(), false),
        };
        Counted { wrong: format!("passcode:{of}"), sending: format!("passcode-sent:{of}"), is_proven }
    }
}

/// Under which names wrong passcodes and sent ones are counted.
struct Counted {
    wrong: String,
    sending: String,
    /// A passcode was right in this browser before.
    is_proven: bool,
}

fn reachable(tx: &mut Tx<'_>, id: &AccountId) -> Result<Option<Credentials>, StoreError> {
    Ok(account::credentials(tx, id)?.filter(|person| person.account.state.is_active()))
}
