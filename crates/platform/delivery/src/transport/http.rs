//! What all HTTP transports share.

use std::time::Duration;

use reqwest::{RequestBuilder, StatusCode};

use super::JobError;

/// How long a gateway may take to answer.
pub(super) const ANSWER_LIMIT: Duration = Duration::from_secs(15);

/// Sends a request and judges the answer: 2xx is accepted, most of 4xx is refused for good, the rest may work later.
pub(super) async fn post(request: RequestBuilder) -> Result<(), JobError> {
    judge(exchange(request).await?)
}

/// Sends a request and gives the status, whatever it is.
pub(super) async fn exchange(request: RequestBuilder) -> Result<StatusCode, JobError> {
    let answer = request.timeout(ANSWER_LIMIT).send().await.map_err(|error| no_answer(&error))?;
    Ok(answer.status())
}

pub(super) fn judge(status: StatusCode) -> Result<(), JobError> {
    let reason = format!("HTTP {}", status.as_u16());
    match status {
        _ if status.is_success() => Ok(()),
        // Our key or address is wrong, or we are too many: an operator can mend that, so nothing is given up yet.
        StatusCode::UNAUTHORIZED
        | StatusCode::FORBIDDEN
        | StatusCode::PROXY_AUTHENTICATION_REQUIRED
        | StatusCode::REQUEST_TIMEOUT
        | StatusCode::TOO_EARLY
        | StatusCode::TOO_MANY_REQUESTS => Err(JobError::temporary(reason)),
        _ if status.is_client_error() => Err(JobError::permanent(reason)),
        _ => Err(JobError::temporary(reason)),
    }
}

fn no_answer(error: &reqwest::Error) -> JobError {
    JobError::temporary(match () {
        () if error.is_timeout() => "no answer in time",
        () if error.is_connect() => "cannot connect",
        () => "no proper answer",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_judged() {
        for (status, expected) in [
            (200, None),
            (202, None),
            (204, None),
            (301, Some(false)),
            (400, Some(true)),
            (401, Some(false)),
            (404, Some(true)),
            (422, Some(true)),
            (429, Some(false)),
            (500, Some(false)),
            (503, Some(false)),
        ] {
            let judged = judge(StatusCode::from_u16(status).unwrap());
            assert_eq!(judged.err().map(|error| error.is_permanent()), expected, "{status}");
        }
    }
}
