//! A protocol of lines over real sockets: what EPP and WHOIS need of a listener.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::permits::ConnectionLimiter;
use crate::testing::Authority;
use crate::{
    Connection, IDLE_TIMEOUT_MS, LEAST_CONNECTIONS, Listener, Protocol, Proxies, ServerTls, Tls, TlsError, ms,
};

/// Answers each line with the client's address, the length of its certificate, and the line.
fn echo() -> Protocol {
    Protocol::new(async |Connection { stream, peer, mut control }| {
        let mut stream = BufReader::new(stream);
        loop {
            let mut line = String::new();
            if control.receive(stream.read_line(&mut line)).await? == 0 {
                return Ok(());
            }
            let _busy = control.begin_request();
            let certificate = peer.certificate.as_ref().map_or(0, |certificate| certificate.0.len());
            stream.write_all(format!("{} {certificate} {line}", peer.address).as_bytes()).await?;
            stream.flush().await?;
        }
    })
}

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    server: JoinHandle<Result<(), TlsError>>,
}

async fn run(tls: Tls) -> Running {
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(Listener::new(socket, echo()).tls(tls).run(async { drop(stopped.await) }));
    Running { address, stop, server }
}

async fn ask(mut stream: impl AsyncRead + AsyncWrite + Unpin) -> std::io::Result<String> {
    stream.write_all(b"hello\n").await?;
    let mut answer = String::new();
    BufReader::new(stream).read_line(&mut answer).await?;
    Ok(answer)
}

#[tokio::test]
async fn a_protocol_knows_the_address_and_the_certificate_of_its_peer() {
    let running = run(Tls::None).await;
    assert_eq!(ask(TcpStream::connect(running.address).await.unwrap()).await.unwrap(), "127.0.0.1 0 hello\n");

    let ca = Authority::new();
    let (server, client) = (ca.leaf(), ca.leaf());
    for (asks_for_one, length) in [(None, 0), (Some(&ca), client.der.len())] {
        let running = run(server.server_tls(asks_for_one)).await;
        let stream = ca.connect(running.address, Some(&client)).await.unwrap();
        assert_eq!(ask(stream).await.unwrap(), format!("127.0.0.1 {length} hello\n"));
    }
}

#[tokio::test]
async fn strangers_are_turned_away() {
    let (ca, other) = (Authority::new(), Authority::new());
    let stranger = other.leaf();
    let running = run(ca.leaf().server_tls(Some(&ca))).await;
    for client in [None, Some(&stranger)] {
        // In TLS 1.3 the client learns of the refusal when it first reads.
        let answer = match ca.connect(running.address, client).await {
            Ok(stream) => ask(stream).await,
            Err(error) => Err(error),
        };
        assert!(answer.is_err(), "{answer:?}");
    }
}

#[tokio::test]
async fn unusable_certificates_are_told_at_once() {
    let (certificate_pem, key_pem) = (b"x".to_vec(), b"y".to_vec());
    let running = run(Tls::Server(ServerTls { certificate_pem, key_pem, client_ca_pem: None })).await;
    let error = running.server.await.unwrap().unwrap_err();
    assert_eq!(error.to_string(), "the certificate cannot be read as PEM");
}

#[tokio::test(start_paused = true)]
async fn whoever_sends_nothing_or_stops_in_a_line_is_let_go() {
    let running = run(Tls::None).await;
    for start in ["", "hel", "hello\n"] {
        let mut stream = TcpStream::connect(running.address).await.unwrap();
        stream.write_all(start.as_bytes()).await.unwrap();
        let ended = timeout(ms(2 * IDLE_TIMEOUT_MS), stream.read_to_end(&mut Vec::new())).await;
        assert!(ended.is_ok(), "{start:?} holds its connection");
    }
}

#[tokio::test]
async fn shutdown_closes_idle_connections_and_ends_soon() {
    let running = run(Tls::None).await;
    let idle = TcpStream::connect(running.address).await.unwrap();
    running.stop.send(()).unwrap();
    timeout(Duration::from_secs(2), running.server).await.unwrap().unwrap().unwrap();
    assert!(TcpStream::connect(running.address).await.is_err());
    drop(idle);
}

/// finding S-A11
#[tokio::test]
async fn idle_connections_at_one_listener_shut_out_nobody() {
    let limiter = Arc::new(ConnectionLimiter::new(2 * LEAST_CONNECTIONS));
    let mut addresses = Vec::new();
    for _ in 0..2 {
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        addresses.push(socket.local_addr().unwrap());
        let share = limiter.share(Proxies::default());
        tokio::spawn(Listener::new(socket, echo()).run_within(share, std::future::pending()));
    }
    let mut idle = Vec::new();
    for _ in 0..10 * LEAST_CONNECTIONS {
        idle.push(TcpStream::connect(addresses[0]).await.unwrap());
    }
    for address in addresses {
        let stream = TcpStream::connect(address).await.unwrap();
        let answer = timeout(ms(5_000), ask(stream)).await.expect("an answer at once").unwrap();
        assert!(answer.ends_with("hello\n"), "{answer}");
    }
    // Those that made room are closed, not left waiting.
    let mut first = idle.swap_remove(0);
    assert_eq!(timeout(ms(5_000), first.read(&mut [0; 1])).await.expect("its end").unwrap_or(0), 0);
}
