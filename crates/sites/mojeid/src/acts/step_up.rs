//! The second factor of a login: a passcode by SMS, which raises an identified account's session to substantial.

use codes::{Issued, Outcome};
use store::StoreError;
use values::{AssuranceLevel, Timestamp};
use web::{Session, SessionCookie};

use super::{Origin, PASSCODE};
use crate::Mojeid;
use crate::messages;
use crate::rules::account::AccountId;
use crate::rules::event::EventKind;
use crate::rules::tries::PASSCODE_PACE;
use crate::store::{account, failure};

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
    /// Only identified accounts can reach a higher level.
    NotPossible,
}

/// What came of entering a passcode.
#[must_use]
#[derive(Debug)]
pub enum SteppedUp {
    /// Signed in at level substantial, with a new session.
    In(SessionCookie),
    /// Only identified accounts can reach a higher level.
    NotPossible,
    /// This browser was signed out meanwhile.
    SignedOut,
    /// The code was not taken.
    Refused(Outcome),
    /// Too many wrong ones, over all codes that were sent.
    TooMany {
        /// When the next try may be made.
        until: Timestamp,
    },
}

impl Mojeid {
    /// Sends a passcode: with `again` a new one, otherwise only if none is waiting.
    pub async fn send_passcode(
        &self,
        now: Timestamp,
        id: &AccountId,
        again: bool,
        origin: &Origin,
    ) -> Result<Passcode, StoreError> {
        self.store()
            .write(|tx| {
                let account = account::by_id(tx, id)?.filter(|account| account.state.is_identified());
                let Some(account) = account else { return Ok(Passcode::NotPossible) };
                let state = self.codes().state(tx, now, &PASSCODE, id.as_str())?;
                if !again && matches!(state, codes::State::Waiting { .. }) {
                    return Ok(Passcode::Waiting);
                }
                if let Some(allowed_at) = PASSCODE_PACE.wait_until(failure::find(tx, &counted_as(id))?, now) {
                    return Ok(Passcode::TooSoon { allowed_at });
                }
                match self.codes().issue(tx, now, &PASSCODE, id.as_str())? {
                    Issued::TooSoon { allowed_at } => Ok(Passcode::TooSoon { allowed_at }),
                    Issued::Code(code) => {
                        let message = messages::passcode(
                            self.web(),
                            now,
                            &account,
                            code.as_str(),
                            PASSCODE.lifetime_ms,
                        );
                        self.delivery().queue(tx, now, &message)?;
                        origin.record(tx, now, id, EventKind::PasscodeSent)?;
                        Ok(Passcode::Sent)
                    }
                }
            })
            .await
    }

    /// Tries a passcode on top of a session that began with a password. Wrong tries count.
    pub async fn step_up(
        &self,
        now: Timestamp,
        id: &AccountId,
        session: &Session,
        entered: &str,
        origin: &Origin,
    ) -> Result<SteppedUp, StoreError> {
        self.store()
            .write(|tx| {
                let account = account::by_id(tx, id)?.filter(|account| account.state.is_identified());
                if account.is_none() {
                    return Ok(SteppedUp::NotPossible);
                }
                let whom = counted_as(id);
                let failures = failure::find(tx, &whom)?;
                if let Some(until) = PASSCODE_PACE.wait_until(failures, now) {
                    return Ok(SteppedUp::TooMany { until });
                }
                let outcome = self.codes().try_redeem(tx, now, &PASSCODE, id.as_str(), entered)?;
                if outcome != Outcome::Redeemed {
                    if matches!(outcome, Outcome::Wrong { .. }) {
                        failure::save(tx, &whom, PASSCODE_PACE.one_more(failures, now))?;
                        origin.record(tx, now, id, EventKind::PinRefused)?;
                    }
                    return Ok(SteppedUp::Refused(outcome));
                }
                let proven = Session {
                    authenticated_at: now,
                    level: AssuranceLevel::Substantial,
                    methods: ["pwd", "sms", "mfa"].map(str::to_owned).to_vec(),
                    ..session.clone()
                };
                let Some(cookie) = self.web().sessions().renew(tx, now, proven)? else {
                    return Ok(SteppedUp::SignedOut);
                };
                failure::clear(tx, &whom)?;
                origin.record(tx, now, id, EventKind::SteppedUp)?;
                Ok(SteppedUp::In(cookie))
            })
            .await
    }
}

fn counted_as(id: &AccountId) -> String {
    format!("passcode:{id}")
}
