//! HTTP/1.1 and HTTP/2 on the connections of a listener.

use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use listener::{Connection, Protocol, ProtocolError};
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

use crate::busy_body::BusyBody;
use crate::limits::{CONNECTION_MS, HEAD_TIMEOUT_MS, LAST_REQUESTS_MS, MAX_HEAD_BYTES, MAX_STREAMS};

/// The address of the peer, in the request's extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// HTTP for a [`listener::Listener`]: `Listener::new(socket, web::http(router))`. Handlers find [`ClientAddress`] and
/// [`listener::PeerCertificate`] in the request's extensions.
pub fn http(router: Router) -> Protocol {
    Protocol::new(move |connection| serve(router.clone(), connection)).alpn(&[b"h2", b"http/1.1"])
}

async fn serve(
    router: Router,
    Connection { stream, peer, mut control }: Connection,
) -> Result<(), ProtocolError> {
    let has_request = Arc::new(AtomicBool::new(false));
    let (requested, requests) = (Arc::clone(&has_request), control.clone());
    let service = hyper::service::service_fn(move |request: Request<Incoming>| {
        requested.store(true, Ordering::Relaxed);
        let busy = requests.begin_request();
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ClientAddress(peer.address));
        if let Some(certificate) = &peer.certificate {
            request.extensions_mut().insert(certificate.clone());
        }
        let answer = router.clone().oneshot(request);
        async move { answer.await.map(|response| response.map(|body| BusyBody::new(body, busy))) }
    });
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(ms(HEAD_TIMEOUT_MS))
        .max_buf_size(MAX_HEAD_BYTES)
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(MAX_STREAMS)
        .max_header_list_size(u32::try_from(MAX_HEAD_BYTES).unwrap_or(u32::MAX))
        .keep_alive_interval(ms(HEAD_TIMEOUT_MS));
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        ended = &mut connection => return ended,
        () = no_request(&has_request) => return Err("the client sent no request".into()),
        () = control.stopping() => {}
        () = sleep(ms(CONNECTION_MS)) => {}
    }
    connection.as_mut().graceful_shutdown();
    timeout(ms(LAST_REQUESTS_MS), connection).await?
}

/// Done when no request has come in time. hyper's own limit begins with the first byte; this one is for clients that never
/// send it.
async fn no_request(has_request: &AtomicBool) {
    sleep(ms(HEAD_TIMEOUT_MS)).await;
    if has_request.load(Ordering::Relaxed) {
        std::future::pending::<()>().await;
    }
}

const fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use hyper::client::conn::http2;
    use tokio::time::Instant;

    use super::*;

    /// A client that keeps an HTTP/2 connection open without asking for anything loses it in the end.
    #[tokio::test(start_paused = true)]
    async fn a_connection_ends_and_its_last_request_is_answered() {
        let slow = || async {
            sleep(ms(CONNECTION_MS * 3 / 4)).await;
            "answered"
        };
        let router = Router::new().route("/", get(|| async { "at once" })).route("/slow", get(slow));
        let (ours, theirs) = tokio::io::duplex(1 << 16);
        let served = tokio::spawn(async move {
            listener::testing::handle(&http(router), ours).await.map_err(|error| error.to_string())
        });
        let (mut client, connection) =
            http2::handshake(TokioExecutor::new(), TokioIo::new(theirs)).await.unwrap();
        tokio::spawn(connection);
        let ask = |path: &str| {
            Request::builder().uri(format!("http://localhost{path}")).body(Body::empty()).unwrap()
        };
        let began = Instant::now();
        assert_eq!(client.send_request(ask("/")).await.unwrap().status(), 200);
        sleep(ms(CONNECTION_MS / 2)).await;
        let last = client.send_request(ask("/slow"));
        assert_eq!(
            last.await.unwrap().status(),
            200,
            "it began before the connection's end and is answered after it"
        );
        assert!(client.send_request(ask("/")).await.is_err());
        assert_eq!(served.await.unwrap(), Ok(()));
        assert!(began.elapsed() < ms(2 * CONNECTION_MS));
    }
}
