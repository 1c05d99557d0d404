//! What the pages say when an act did not happen.

use axum::http::StatusCode;
use web::Problem;

use crate::acts::{ActError, CompleteLoginError};
use crate::rules::Refusal;

/// For a browser; phones get the codes of the protocol.
pub(super) fn of(error: ActError) -> Problem {
    match error {
        ActError::Store(error) => error.into(),
        ActError::Refused(refusal) => of_refusal(&refusal),
    }
}

/// For a browser whose login was not handed over.
pub(super) fn of_complete_login(error: CompleteLoginError) -> Problem {
    match error {
        CompleteLoginError::Act(error) => of(error),
        CompleteLoginError::Interaction(error) => error.into(),
        CompleteLoginError::Store(error) => error.into(),
    }
}

fn of_refusal(refusal: &Refusal) -> Problem {
    let key = match refusal {
        Refusal::NotYours => "page-other-browser",
        Refusal::RequestUnknown => "page-request-unknown",
        Refusal::RequestExpired => "page-request-expired",
        Refusal::DeviceBlocked
        | Refusal::DeviceDisconnected
        | Refusal::UnknownDevice
        | Refusal::NotEnrolled => "page-device-gone",
        Refusal::AlreadyEnrolled => "page-already-enrolled",
        Refusal::LevelTooLow => "page-level-too-low",
        _ => "page-request-finished",
    };
    Problem::new(StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST), key)
}
