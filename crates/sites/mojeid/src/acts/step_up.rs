//! The second factor: a passcode by SMS, on top of a session that began with a password.
//!
//! A passcode belongs to the session that asked for it: nobody else can enter it, wear it out or have it replaced. What
//! is counted for the whole account is counted apart for browsers in which a passcode was right before, so that whoever
//! has only the password cannot use up what the owner needs.

use ::codes::{CodeRejection, CodeState, Kind};
use delivery::{Quota, Recipient};
use sessions::{Session, StartedSession};
use store::{StoreError, Tx};
use values::Timestamp;

use super::ClientInfo;
use super::codes::{self, CHANGE_PASSCODE, PASSCODE};
use super::throttle::warn_of_guessing;
use crate::context::Context;
use crate::messages;
use crate::rules::account::AccountId;
use crate::rules::backoff::{KNOWN_BROWSER_SENDING, PASSCODE_BACKOFF, UNKNOWN_BROWSER_SENDING};
use crate::rules::event::EventKind;
use crate::rules::login_step::highest_level;
use crate::rules::reauthentication::BY_BOTH;
use crate::rules::recovery::level_limited_until;
use crate::store::account::{self, Credentials};
use crate::store::failure;

/// What a passcode is for: its message and the history say so. One for a login changes nothing, and one for a change logs
/// nobody in.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PasscodePurpose<'a> {
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

impl PasscodePurpose<'_> {
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
pub(crate) enum PasscodeRequested {
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
pub(crate) enum StepUp {
    /// Signed in by both factors, with a new session; and what the browser keeps.
    In(StartedSession, String),
    /// There is no such account, or its telephone was never proven.
    NotPossible,
    /// This browser was signed out meanwhile.
    LoggedOut,
    /// The code was not taken.
    Refused(CodeRejection),
    /// Too many wrong ones, over all codes that were sent.
    TooMany {
        /// When the next try may be made.
        until: Timestamp,
    },
}

/// Sends a passcode for this session: with `again` a new one, otherwise only if none is waiting. The message names
/// what it is for.
pub(crate) async fn send_passcode(
    context: &Context,
    now: Timestamp,
    session: &Session,
    purpose: PasscodePurpose<'_>,
    again: bool,
    client: &ClientInfo,
) -> Result<PasscodeRequested, StoreError> {
    let Ok(id) = AccountId::parse(&session.subject) else { return Ok(PasscodeRequested::NotPossible) };
    context
        .store
        .write(|tx| {
            let Some(person) = reachable(tx, &id)? else { return Ok(PasscodeRequested::NotPossible) };
            let state = context.codes.state(tx, now, purpose.kind(), &session.id)?;
            if !again && matches!(state, CodeState::Waiting { .. }) {
                return Ok(PasscodeRequested::Waiting);
            }
            let counted = counted(context, &person, client);
            let backoff = if counted.is_proven { &KNOWN_BROWSER_SENDING } else { &UNKNOWN_BROWSER_SENDING };
            let sent = failure::find(tx, &counted.sending)?;
            let wrong = failure::find(tx, &counted.wrong)?;
            let wait = PASSCODE_BACKOFF.wait_until(wrong, now).max(backoff.wait_until(sent, now));
            if let Some(allowed_at) = wait {
                return Ok(PasscodeRequested::TooSoon { allowed_at });
            }
            let account = &person.account;
            let quota = if counted.is_proven { Quota::Owner } else { Quota::Account };
            let to = Some((Recipient::Phone(&account.contact.phone), quota));
            let wait =
                codes::send_code(context, tx, now, (purpose.kind(), session.id.as_str()), to, |code| {
                    messages::passcode(&context.site, now, account, code, purpose.kind().lifetime_ms, purpose)
                })?;
            if let Some(allowed_at) = wait {
                return Ok(PasscodeRequested::TooSoon { allowed_at });
            }
            failure::save(tx, &counted.sending, backoff.one_more(sent, now))?;
            client.record(tx, now, &id, purpose.sent())?;
            Ok(PasscodeRequested::Sent)
        })
        .await
}

/// Tries a passcode on top of a session that began with a password. Wrong tries count. The proof stays as old as the
/// password: a passcode alone renews nothing.
pub(crate) async fn step_up(
    context: &Context,
    now: Timestamp,
    session: &Session,
    entered: &str,
    client: &ClientInfo,
) -> Result<StepUp, StoreError> {
    step_up_by(context, now, session, (&PASSCODE, EventKind::SteppedUp), entered, client).await
}

/// The same before a change, with the passcode that was sent for it.
pub(crate) async fn confirm_by_passcode(
    context: &Context,
    now: Timestamp,
    session: &Session,
    entered: &str,
    client: &ClientInfo,
) -> Result<StepUp, StoreError> {
    step_up_by(context, now, session, (&CHANGE_PASSCODE, EventKind::ProvenBySms), entered, client).await
}

async fn step_up_by(
    context: &Context,
    now: Timestamp,
    session: &Session,
    (kind, done): (&'static Kind, EventKind),
    entered: &str,
    client: &ClientInfo,
) -> Result<StepUp, StoreError> {
    let Ok(id) = AccountId::parse(&session.subject) else { return Ok(StepUp::NotPossible) };
    context
        .store
        .write(|tx| {
            let Some(person) = reachable(tx, &id)? else { return Ok(StepUp::NotPossible) };
            let counted = counted(context, &person, client);
            let failures = failure::find(tx, &counted.wrong)?;
            if let Some(until) = PASSCODE_BACKOFF.wait_until(failures, now) {
                return Ok(StepUp::TooMany { until });
            }
            let code = (kind, session.id.as_str());
            if let Err(rejection) = codes::redeem(context, tx, now, &id, code, entered, client)? {
                if matches!(rejection, CodeRejection::Wrong { .. }) {
                    let failures = PASSCODE_BACKOFF.one_more(failures, now);
                    failure::save(tx, &counted.wrong, failures)?;
                    warn_of_guessing(&counted.wrong, &PASSCODE_BACKOFF, failures);
                }
                return Ok(StepUp::Refused(rejection));
            }
            let limited_until = level_limited_until(person.account.recovered_at, now);
            let proven = Session {
                level: highest_level(person.account.state, limited_until),
                amr: BY_BOTH.iter().map(|&method| method.to_owned()).collect(),
                ..session.clone()
            };
            let Some(cookie) = context.site.sessions().renew(tx, now, proven)? else {
                return Ok(StepUp::LoggedOut);
            };
            if counted.is_proven {
                failure::clear(tx, &counted.wrong)?;
                failure::clear(tx, &counted.sending)?;
            } else if let Some(sent) = failure::find(tx, &counted.sending)? {
                // What strangers guessed wrong stays counted; a message that was used was none too many.
                failure::save(tx, &counted.sending, sent.one_fewer())?;
            }
            client.record(tx, now, &id, done)?;
            let kept = context.known_browsers.proven(client.known_browser.as_deref(), &person);
            Ok(StepUp::In(cookie, kept))
        })
        .await
}

fn counted(context: &Context, person: &Credentials, client: &ClientInfo) -> Counted {
    let id = &person.account.id;
    let kept = client.known_browser.as_deref();
    let browser = kept.and_then(|kept| context.known_browsers.proven_name(kept, person));
    let (of, is_proven) = match browser {
        Some(browser) => (format!("{id}:{browser}"), true),
        None => (id.to_string(), false),
    };
    Counted { wrong: format!("passcode:{of}"), sending: format!("passcode-sent:{of}"), is_proven }
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
