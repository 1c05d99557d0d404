//! Listeners: plain HTTP and TLS, HTTP/1.1 and HTTP/2, within limits, ending politely.

mod connections;
mod counted;
mod files;
mod tls;

use std::io;
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
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

use crate::Proxies;
use crate::limits::{
    CONNECTION_MS, HANDSHAKE_TIMEOUT_MS, HEAD_TIMEOUT_MS, LAST_REQUESTS_MS, MAX_HEAD_BYTES, MAX_STREAMS,
    SHUTDOWN_TIMEOUT_MS,
};
use connections::{OPEN, Place, Share};
use counted::Counted;

pub use tls::{ServerTls, Tls, TlsError};

/// The address of the peer, in the request's extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// The certificate that the client proved to own (DER), in the request's extensions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerCertificate(pub Arc<[u8]>);

/// Serves a site until `shutdown` is done, then lets running requests end within three seconds.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    tls: Tls,
    shutdown: impl Future<Output = ()>,
) -> Result<(), TlsError> {
    serve_behind(Proxies::default(), listener, router, tls, shutdown).await
}

/// The same behind reverse proxies, which may have more connections than others.
pub async fn serve_behind(
    proxies: Proxies,
    listener: TcpListener,
    router: Router,
    tls: Tls,
    shutdown: impl Future<Output = ()>,
) -> Result<(), TlsError> {
    serve_within(OPEN.share(proxies), listener, router, tls, shutdown).await
}

async fn serve_within(
    share: Share,
    listener: TcpListener,
    router: Router,
    tls: Tls,
    shutdown: impl Future<Output = ()>,
) -> Result<(), TlsError> {
    let acceptor = tls.acceptor()?;
    let (stop, stopped) = watch::channel(());
    let mut connections = JoinSet::new();
    let mut shutdown = pin!(shutdown);
    loop {
        let (stream, place, address) = tokio::select! {
            accepted = accept(&listener, &share) => accepted,
            () = &mut shutdown => break,
        };
        while connections.try_join_next().is_some() {}
        let (router, acceptor, stopped) = (router.clone(), acceptor.clone(), stopped.clone());
        connections.spawn(async move {
            let outcome = async {
                match acceptor {
                    None => talk(stream, router, stopped, Peer { address, certificate: None }, &place).await,
                    Some(acceptor) => {
                        match timeout(ms(HANDSHAKE_TIMEOUT_MS), acceptor.accept(stream)).await {
                            Ok(Ok(stream)) => {
                                let certificate = tls::peer_certificate(&stream).map(PeerCertificate);
                                talk(stream, router, stopped, Peer { address, certificate }, &place).await
                            }
                            Ok(Err(error)) => Err(error.into()),
                            Err(_) => Err("the TLS handshake took too long".into()),
                        }
                    }
                }
            };
            let outcome = tokio::select! {
                outcome = outcome => outcome,
                () = place.ends() => Err("it made room for others".into()),
            };
            if let Err(error) = outcome {
                tracing::debug!(%error, "a connection ended early");
            }
            drop(place);
        });
    }
    drop((listener, stop));
    let all_ended = async { while connections.join_next().await.is_some() {} };
    if timeout(ms(SHUTDOWN_TIMEOUT_MS), all_ended).await.is_err() {
        tracing::info!("some connections are closed in the middle");
    }
    connections.shutdown().await;
    Ok(())
}

struct Peer {
    address: IpAddr,
    certificate: Option<PeerCertificate>,
}

type Accepted = (TcpStream, Place, IpAddr);

/// The next connection that has a place; waits out want of files.
async fn accept(listener: &TcpListener, share: &Share) -> Accepted {
    const PAUSE_MS: u64 = 100;
    const TELL_EVERY_MS: u64 = 10_000;
    let mut told = None;
    let mut is_news = move || {
        let now = tokio::time::Instant::now();
        let is_news = told.is_none_or(|told| now.duration_since(told) >= ms(TELL_EVERY_MS));
        if is_news {
            told = Some(now);
        }
        is_news
    };
    loop {
        match listener.accept().await {
            Ok((stream, address)) => {
                let Some(place) = share.place(address.ip()) else {
                    if is_news() {
                        tracing::warn!("too many connections: new ones are turned away");
                    }
                    continue;
                };
                // Answers are short: waiting to fill a packet would only delay them.
                if let Err(error) = stream.set_nodelay(true) {
                    tracing::debug!(%error, "TCP_NODELAY was not set");
                }
                return (stream, place, address.ip());
            }
            Err(error) if is_of_the_peer(&error) => {}
            Err(error) => {
                // No files are left, although there should be: an idle connection gives its own back.
                let made_room = share.end_one();
                if is_news() {
                    tracing::error!(%error, made_room, "cannot accept connections");
                }
                sleep(ms(PAUSE_MS)).await;
            }
        }
    }
}

async fn talk<S>(
    stream: S,
    router: Router,
    mut stopped: watch::Receiver<()>,
    peer: Peer,
    place: &Place,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let asked = Arc::new(AtomicBool::new(false));
    let asks = Arc::clone(&asked);
    let service = hyper::service::service_fn(move |request: Request<Incoming>| {
        asks.store(true, Ordering::Relaxed);
        let busy = place.begin_request();
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ClientAddress(peer.address));
        if let Some(certificate) = &peer.certificate {
            request.extensions_mut().insert(certificate.clone());
        }
        let answer = router.clone().oneshot(request);
        async move { answer.await.map(|response| response.map(|body| Counted::new(body, busy))) }
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
        () = nothing_is_asked(&asked) => return Err("the client asked for nothing".into()),
        // an error means that the sender is gone: the listener has stopped
        _ = stopped.changed() => {}
        () = sleep(ms(CONNECTION_MS)) => {}
    }
    connection.as_mut().graceful_shutdown();
    timeout(ms(LAST_REQUESTS_MS), connection).await?
}

/// hyper's own limit begins with the first byte; this one is for those who never send it.
async fn nothing_is_asked(asked: &AtomicBool) {
    sleep(ms(HEAD_TIMEOUT_MS)).await;
    if asked.load(Ordering::Relaxed) {
        std::future::pending::<()>().await;
    }
}

fn is_of_the_peer(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

const fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

#[cfg(test)]
mod tests {
    use super::connections::Connections;
    use super::*;
    use axum::routing::get;
    use hyper::client::conn::http2;
    use tokio::time::Instant;

    /// Whoever waits on an HTTP/2 connection and asks for nothing more gives the place back.
    #[tokio::test(start_paused = true)]
    async fn a_connection_ends_and_its_last_request_is_answered() {
        let slow = || async {
            sleep(ms(CONNECTION_MS * 3 / 4)).await;
            "answered"
        };
        let router = Router::new().route("/", get(|| async { "at once" })).route("/slow", get(slow));
        let (ours, theirs) = tokio::io::duplex(1 << 16);
        let (_stop, stopped) = watch::channel(());
        let peer = Peer { address: [127, 0, 0, 1].into(), certificate: None };
        let served = tokio::spawn(async move {
            let place = Arc::new(Connections::new(1)).share(Proxies::default()).place(peer.address).unwrap();
            talk(ours, router, stopped, peer, &place).await.map_err(|error| error.to_string())
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

    /// finding S-A11
    #[tokio::test]
    async fn idle_connections_at_one_site_shut_out_nobody() {
        use crate::limits::LEAST_CONNECTIONS;
        use tokio::io::{AsyncReadExt, AsyncWriteExt};

        let open = Arc::new(Connections::new(2 * LEAST_CONNECTIONS));
        let mut addresses = Vec::new();
        for _ in 0..2 {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            addresses.push(listener.local_addr().unwrap());
            let router = Router::new().route("/", get(|| async { "answered" }));
            let share = open.share(Proxies::default());
            tokio::spawn(serve_within(share, listener, router, Tls::None, std::future::pending()));
        }
        let ask = async |address| {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await.unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.unwrap();
            answer
        };
        let mut idle = Vec::new();
        for _ in 0..10 * LEAST_CONNECTIONS {
            idle.push(TcpStream::connect(addresses[0]).await.unwrap());
        }
        for address in addresses {
            let answer = timeout(ms(5_000), ask(address)).await.expect("an answer at once");
            assert!(answer.ends_with("answered"), "{answer}");
        }
        // Those that made room are closed, not left waiting.
        let mut first = idle.swap_remove(0);
        assert_eq!(timeout(ms(5_000), first.read(&mut [0; 1])).await.expect("its end").unwrap_or(0), 0);
    }
}
