//! A request to log in or to enrol, and the life it leads (docs/mobile-key-protocol.md §4).
//!
//! `Waiting → Claimed → Approved → Done`, or an end. The SQL repeats each guard.

use mobile_key_api::phone::{DataItem, Identity, RequestKind, RequestState};
use mobile_key_api::{DeviceId, RequestId};
use values::{AssuranceLevel, Timestamp};

use super::{Code, PersonId, Refusal};

/// From the beginning to the decision (mission A7: a pairing QR lives 4 minutes at most).
pub(crate) const LIFE_MS: i64 = 240_000;
/// From the approval until the browser fetches the login.
pub(crate) const REDEEM_WITHIN_MS: i64 = 60_000;
/// From the approval until the browser confirms the enrolment.
pub(crate) const CONFIRM_WITHIN_MS: i64 = 240_000;

/// One request, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Request {
    pub(crate) id: RequestId,
    pub(crate) details: RequestDetails,
    pub(crate) stage: Stage,
    /// What the browser calls itself, for the person to recognise: `Chrome, Linux`.
    pub(crate) browser: String,
    pub(crate) created_at: Timestamp,
    pub(crate) expires_at: Timestamp,
}

/// What it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RequestDetails {
    Login { service: Service, asked: AssuranceLevel, items: Vec<DataItem> },
    Enrolment { person: PersonId, level: AssuranceLevel, identity: Option<Identity> },
}

/// The service that asks, as the hub registered it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Service {
    pub(crate) name: String,
    pub(crate) domain: String,
    /// Where a browser begins anew; the phone does not need it.
    pub(crate) uri: Option<String>,
}

/// How far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The QR code is on the screen.
    Waiting,
    /// A phone has it and shows it to its person.
    Claimed(Claim),
    /// The phone approved; the browser has yet to fetch the login or to confirm the enrolment.
    Approved(Claim, Vec<String>),
    /// Logged in, or enrolled.
    Done(Claim),
    Ended(Termination),
}

/// What the scan fixed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Claim {
    pub(crate) device: DeviceId,
    pub(crate) code: Code,
    /// What the service will be told.
    pub(crate) level: AssuranceLevel,
    /// Started by the button on the phone itself.
    pub(crate) same_device: bool,
}

/// Why nothing came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Termination {
    Refused,
    Expired,
    Abandoned,
    Blocked,
    LevelTooLow,
}

impl Request {
    pub(crate) fn kind(&self) -> RequestKind {
        match self.details {
            RequestDetails::Login { .. } => RequestKind::Login,
            RequestDetails::Enrolment { .. } => RequestKind::Enrolment,
        }
    }

    /// The stage at `now`: what nobody finished in time has expired, whether or not a job has noticed.
    pub(crate) fn stage_at(&self, now: Timestamp) -> Stage {
        match &self.stage {
            Stage::Waiting | Stage::Claimed(_) | Stage::Approved(..) if now >= self.expires_at => {
                Stage::Ended(Termination::Expired)
            }
            stage => stage.clone(),
        }
    }

    /// That stage for phones and pages; a finished enrolment is `confirmed`, a login `redeemed`.
    pub(crate) fn state_at(&self, now: Timestamp) -> RequestState {
        match (self.stage_at(now), self.kind()) {
            (Stage::Done(_), RequestKind::Enrolment) => RequestState::Confirmed,
            (stage, _) => stage.state(),
        }
    }

    /// Whose phone has it.
    pub(crate) fn claim(&self) -> Option<&Claim> {
        match &self.stage {
            Stage::Claimed(claim) | Stage::Approved(claim, _) | Stage::Done(claim) => Some(claim),
            Stage::Waiting | Stage::Ended(_) => None,
        }
    }

    /// A scan takes it: the first wins, and may ask again.
    pub(crate) fn claimed(self, claim: Claim, now: Timestamp) -> Result<Self, Refusal> {
        match self.stage_at(now) {
            Stage::Waiting => Ok(Self { stage: Stage::Claimed(claim), ..self }),
            Stage::Claimed(held) if held.device == claim.device => Ok(self),
            Stage::Claimed(_) | Stage::Approved(..) => Err(Refusal::AlreadyClaimed),
            Stage::Ended(Termination::Expired) => Err(Refusal::RequestExpired),
            Stage::Done(_) | Stage::Ended(_) => Err(Refusal::RequestFinished),
        }
    }

    /// The phone that has it says yes. The names of what it releases are those that it signed.
    pub(crate) fn approved(
        self,
        device: &DeviceId,
        released: Vec<String>,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        match self.stage_at(now) {
            Stage::Claimed(claim) if claim.device == *device => {
                let expires_at = now.plus_ms(finish_within_ms(self.kind()));
                Ok(Self { stage: Stage::Approved(claim, released), expires_at, ..self })
            }
            Stage::Approved(claim, before) if claim.device == *device && before == released => Ok(self),
            stage => Err(why_not(&stage, device)),
        }
    }

    /// The phone that has it says no, or lost interest.
    pub(crate) fn ended(self, device: &DeviceId, end: Termination, now: Timestamp) -> Result<Self, Refusal> {
        match self.stage_at(now) {
            Stage::Claimed(claim) if claim.device == *device => Ok(Self { stage: Stage::Ended(end), ..self }),
            Stage::Ended(before) if before == end => Ok(self),
            stage => Err(why_not(&stage, device)),
        }
    }

    /// The browser fetches the login or confirms the enrolment: once.
    pub(crate) fn done(self, now: Timestamp) -> Result<(Self, Vec<String>), Refusal> {
        match self.stage_at(now) {
            Stage::Approved(claim, released) => Ok((Self { stage: Stage::Done(claim), ..self }, released)),
            Stage::Ended(Termination::Expired) => Err(Refusal::RequestExpired),
            Stage::Waiting | Stage::Claimed(_) | Stage::Done(_) | Stage::Ended(_) => {
                Err(Refusal::RequestFinished)
            }
        }
    }
}

impl Stage {
    /// As phones, pages and the database name it.
    pub(crate) fn state(&self) -> RequestState {
        match self {
            Self::Waiting => RequestState::Waiting,
            Self::Claimed(_) => RequestState::Claimed,
            Self::Approved(..) => RequestState::Approved,
            Self::Done(_) => RequestState::Redeemed,
            Self::Ended(end) => end.state(),
        }
    }
}

impl Termination {
    pub(crate) const ALL: [Self; 5] =
        [Self::Refused, Self::Expired, Self::Abandoned, Self::Blocked, Self::LevelTooLow];

    pub(crate) fn state(self) -> RequestState {
        match self {
            Self::Refused => RequestState::Refused,
            Self::Expired => RequestState::Expired,
            Self::Abandoned => RequestState::Abandoned,
            Self::Blocked => RequestState::Blocked,
            Self::LevelTooLow => RequestState::LevelTooLow,
        }
    }
}

fn finish_within_ms(kind: RequestKind) -> i64 {
    match kind {
        RequestKind::Login => REDEEM_WITHIN_MS,
        RequestKind::Enrolment => CONFIRM_WITHIN_MS,
    }
}

/// Why a phone cannot decide a request that stands at `stage`.
fn why_not(stage: &Stage, device: &DeviceId) -> Refusal {
    match stage {
        Stage::Claimed(claim) | Stage::Approved(claim, _) | Stage::Done(claim) if claim.device != *device => {
            Refusal::NotYours
        }
        Stage::Waiting => Refusal::NotYours,
        Stage::Ended(Termination::Expired) => Refusal::RequestExpired,
        Stage::Claimed(_) | Stage::Approved(..) | Stage::Done(_) | Stage::Ended(_) => {
            Refusal::RequestFinished
        }
    }
}

#[cfg(test)]
#[path = "request_tests.rs"]
mod tests;
