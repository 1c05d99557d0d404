//! Through real sockets: plain, TLS, client certificates, shutdown.

use std::sync::Arc;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio_rustls::TlsConnector;
use web::Tls;
use web::serve::ServerTls;

use crate::sample::Sample;

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
        web::serve(listener, router, tls, async { drop(stopped.await) }).await.unwrap();
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

struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
    der: CertificateDer<'static>,
}

struct Leaf {
    pem: String,
    key_pem: String,
    der: CertificateDer<'static>,
    key: PrivateKeyDer<'static>,
}

fn authority() -> Authority {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().unwrap();
    let certificate = params.self_signed(&key).unwrap();
    Authority { pem: certificate.pem(), der: certificate.der().clone(), issuer: Issuer::new(params, key) }
}

fn leaf(authority: &Authority) -> Leaf {
    let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, &authority.issuer).unwrap();
    let private = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    Leaf {
        pem: certificate.pem(),
        key_pem: key.serialize_pem(),
        der: certificate.der().clone(),
        key: private,
    }
}

fn server_tls(server: &Leaf, client_ca: Option<&Authority>) -> Tls {
    Tls::Server(ServerTls {
        certificate_pem: server.pem.clone().into_bytes(),
        key_pem: server.key_pem.clone().into_bytes(),
        client_ca_pem: client_ca.map(|authority| authority.pem.clone().into_bytes()),
    })
}

async fn connect(
    address: std::net::SocketAddr,
    trust: &Authority,
    own: Option<&Leaf>,
) -> std::io::Result<tokio_rustls::client::TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(trust.der.clone()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let builder = builder.with_root_certificates(roots);
    let config = match own {
        None => builder.with_no_client_auth(),
        Some(own) => builder.with_client_auth_cert(vec![own.der.clone()], own.key.clone_key()).unwrap(),
    };
    let stream = TcpStream::connect(address).await?;
    TlsConnector::from(Arc::new(config)).connect(ServerName::try_from("localhost").unwrap(), stream).await
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
        let limit = Duration::from_millis(2 * web::limits::HEAD_TIMEOUT_MS);
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
async fn tls_with_and_without_a_client_certificate() {
    let ca = authority();
    let (server, client) = (leaf(&ca), leaf(&ca));
    let running = run(server_tls(&server, None)).await;
    let stream = connect(running.address, &ca, Some(&client)).await.unwrap();
    assert!(ask(stream, "/peer").await.unwrap().contains(r#""certificate_bytes":null"#));

    let running = run(server_tls(&server, Some(&ca))).await;
    let stream = connect(running.address, &ca, Some(&client)).await.unwrap();
    let answer = ask(stream, "/peer").await.unwrap();
    assert!(answer.contains(&format!(r#""certificate_bytes":{}"#, client.der.len())), "{answer}");
}

#[tokio::test]
async fn strangers_are_turned_away() {
    let (ca, other_ca) = (authority(), authority());
    let (server, stranger) = (leaf(&ca), leaf(&other_ca));
    let running = run(server_tls(&server, Some(&ca))).await;
    for own in [None, Some(&stranger)] {
        // In TLS 1.3 the client learns of the refusal when it first reads.
        let outcome = match connect(running.address, &ca, own).await {
            Ok(stream) => ask(stream, "/peer").await,
            Err(error) => Err(error),
        };
        assert!(outcome.is_err(), "{outcome:?}");
    }
}

#[tokio::test]
async fn unusable_certificates_are_told_at_once() {
    let sample = Sample::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let tls = Tls::Server(ServerTls {
        certificate_pem: b"x".to_vec(),
        key_pem: b"y".to_vec(),
        client_ca_pem: None,
    });
    let error = web::serve(listener, sample.router.clone(), tls, std::future::pending()).await.unwrap_err();
    assert_eq!(error.to_string(), "the certificate cannot be read as PEM");
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
