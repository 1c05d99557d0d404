//! The demo answers only to this machine's names. A page of a stranger, whose name was made to point to 127.0.0.1 (DNS
//! rebinding), would otherwise read the outbox as if it were its own.

use axum::Router;
use axum::extract::Request;
use axum::http::{StatusCode, Uri, header, uri::Authority};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};

const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// The router behind a look at the `Host` of each request.
pub(crate) fn only(router: Router) -> Router {
    router.layer(middleware::from_fn(look))
}

async fn look(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|value| value.to_str().ok());
    // HTTP/2 has it in the request's address
    match host.or(request.uri().authority().map(Authority::as_str)) {
        Some(host) if is_ours(host) => next.run(request).await,
        _ => {
            let says = "This demo answers to localhost only.\n";
            (StatusCode::MISDIRECTED_REQUEST, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], says)
                .into_response()
        }
    }
}

fn is_ours(host: &str) -> bool {
    let uri: Option<Uri> = host.parse().ok();
    uri.as_ref()
        .and_then(Uri::host)
        .is_some_and(|name| NAMES.iter().any(|ours| name.eq_ignore_ascii_case(ours)))
}

#[cfg(test)]
mod tests {
    use super::{is_ours, only};
    use axum::Router;
    use axum::routing::get;
    use web::testing::Browser;

    /// Finding S-A16.
    #[tokio::test]
    async fn a_name_of_a_stranger_is_answered_with_nothing() {
        let router = || only(Router::new().route("/", get(async || "the outbox")));
        for (origin, status) in [("http://localhost:8009", 200), ("http://evil.example:8009", 421)] {
            let mut browser = Browser::new().with_origin(origin, router());
            let answer = browser.get(&format!("{origin}/")).await;
            assert_eq!(
                (answer.status.as_u16(), answer.body == "the outbox"),
                (status, status == 200),
                "{origin}"
            );
        }
    }

    /// Finding S-A16.
    #[test]
    fn only_this_machine_is_meant() {
        for ours in ["localhost:8009", "LOCALHOST", "127.0.0.1:8000", "[::1]:8000"] {
            assert!(is_ours(ours), "{ours}");
        }
        for foreign in [
            "",
            "evil.example",
            "evil.example:8009",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "10.0.0.1",
        ] {
            assert!(!is_ours(foreign), "{foreign}");
        }
    }
}
