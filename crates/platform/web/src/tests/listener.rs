//! Through real sockets: plain, TLS, client certificates, shutdown.

use std::time::Duration;

use listener::testing::Authority;
use listener::{Listener, Tls};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::tests::sample::Sample;

struct Running {
    address: std::net::SocketAddr,
    stop: oneshot::Sender<()>,
    server: JoinHandle<()>,
    _sample: Sample,
}

async fn run(tls: Tls) -> Running {
    let sample = Sample::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let router = sample.router.clone();
    let server = tokio::spawn(async move {
        Listener::new(listener, crate::http(router))
            .tls(tls)
            .run(async { drop(stopped.await) })
            .await
            .unwrap();
    });
    Running { address, stop, server, _sample: sample }
}

async fn ask(mut stream: impl AsyncRead + AsyncWrite + Unpin, path: &str) -> std::io::Result<String> {
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}

#[tokio::test]
async fn plain_listener_knows_the_address() {
    let running = run(Tls::None).await;
    let answer = ask(TcpStream::connect(running.address).await.unwrap(), "/peer").await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains(r#""address":"127.0.0.1","certificate_bytes":null"#), "{answer}");
}

#[tokio::test(start_paused = true)]
async fn clients_that_send_nothing_or_too_slowly_are_let_go() {
    let running = run(Tls::None).await;
    for start in ["", "P", "PRI * HTTP/2.0", "GET /peer HTTP/1.1\r\nHost: loc"] {
        let mut stream = TcpStream::connect(running.address).await.unwrap();
        stream.write_all(start.as_bytes()).await.unwrap();
        let mut rest = Vec::new();
        let limit = Duration::from_millis(2 * crate::limits::HEAD_TIMEOUT_MS);
        let ended = tokio::time::timeout(limit, stream.read_to_end(&mut rest)).await;
        assert!(ended.is_ok(), "{start:?} holds its connection");
    }
}

#[tokio::test]
async fn only_what_our_own_proxy_adds_is_believed() {
    let running = run(Tls::None).await;
    for (forwarded, believed) in [
        ("192.0.2.7", "192.0.2.7"),
        ("10.9.9.9, 192.0.2.7", "192.0.2.7"),
        ("192.0.2.7, 127.0.0.1", "192.0.2.7"),
    ] {
        let request = format!(
            "GET /peer HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: {forwarded}\r\nConnection: close\r\n\r\n"
        );
        let mut stream = TcpStream::connect(running.address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.contains(&format!(r#""address":"{believed}""#)), "{forwarded}: {answer}");
    }
}

#[tokio::test]
async fn a_handler_sees_the_client_certificate() {
    let ca = Authority::new();
    let (server, client) = (ca.leaf(), ca.leaf());
    for (asks_for_one, length) in [(None, "null".to_owned()), (Some(&ca), client.der.len().to_string())] {
        let running = run(server.server_tls(asks_for_one)).await;
        let stream = ca.connect(running.address, Some(&client)).await.unwrap();
        let answer = ask(stream, "/peer").await.unwrap();
        assert!(answer.contains(&format!(r#""certificate_bytes":{length}"#)), "{answer}");
    }
}

#[tokio::test]
async fn shutdown_closes_idle_connections_and_ends_soon() {
    let running = run(Tls::None).await;
    let mut idle = TcpStream::connect(running.address).await.unwrap();
    idle.write_all(b"GET /peer HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    let mut start = [0; 12];
    idle.read_exact(&mut start).await.unwrap();
    running.stop.send(()).unwrap();
    tokio::time::timeout(Duration::from_secs(4), running.server).await.unwrap().unwrap();
    assert!(TcpStream::connect(running.address).await.is_err());
}
