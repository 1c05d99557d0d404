//! E-mail through a real mail server.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "helpers of tests may panic too")]

#[path = "support/mod.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod support;

use std::future::pending;
use std::sync::Arc;

use delivery::{Email, Mail, OutboundMessage, Outbox, Security, SendFuture, Smtp, SmtpConfig, Transports};
use secrets::Secret;
use support::smtp::MailServer;
use support::{World, email, sender, sms};
use values::{DAY_MS, SECOND_MS};

fn config(server: &MailServer) -> SmtpConfig {
    SmtpConfig {
        host: "127.0.0.1".into(),
        port: Some(server.port),
        security: Security::None,
        user_name: None,
        password: None,
        ca_file: None,
        hello_name: Some("mojeid.example".into()),
    }
}

fn transports(mail: impl Mail + 'static) -> Transports {
    let nowhere = Arc::new(Outbox::new(
        sender(),
        "http://127.0.0.1:9/".parse().unwrap(),
        http_client::client().unwrap(),
    ));
    Transports {
        mail: Some(Arc::new(mail)),
        sms: Some(nowhere.clone()),
        letters: Some(nowhere),
        ..Transports::default()
    }
}

fn by_smtp(config: &SmtpConfig) -> Transports {
    transports(Smtp::new(&sender(), config).unwrap())
}

// mission: B6
#[tokio::test(flavor = "multi_thread")]
async fn a_mail_arrives_as_foreign_software_reads_it() {
    let server = MailServer::start(&[]);
    for world in World::all().await {
        world.tell(&email("pin1/a", "jana@háčky.example")).await;
        assert_eq!(world.worker(by_smtp(&config(&server))).run_due().await, Ok(1));
        let mail = server.next();
        assert_eq!(mail["envelope_from"], "podpora@mojeid.example");
        assert_eq!(mail["envelope_to"], serde_json::json!(["jana@xn--hky-ela4t.example"]));
        let headers = &mail["headers"];
        assert_eq!(headers["from"], "mojeID – účty <podpora@mojeid.example>");
        assert_eq!(headers["to"], "jana@xn--hky-ela4t.example");
        assert_eq!(headers["subject"], "Váš účet: PIN1");
        assert_eq!(headers["date"], "Sat, 21 Nov 2026 18:46:00 +0000");
        assert_eq!(headers["auto-submitted"], "auto-generated");
        assert_eq!(headers["content-language"], "cs");
        let message_id = headers["message-id"].as_str().unwrap();
        assert!(message_id.starts_with('<') && message_id.ends_with("@mojeid.example>"), "{message_id}");
        // finding M1
        assert_eq!(headers["mime-version"], "1.0");
        assert_eq!(headers["content-transfer-encoding"], "quoted-printable");
        assert_eq!(mail["content_type"], "text/plain");
        assert_eq!(mail["charset"], "utf-8");
        assert_eq!(mail["text"], "Dobrý den,\n\nVáš PIN1 je 7KQ2-XM4A.");
        assert_eq!(mail["defects"], serde_json::json!([]));
        assert_eq!(mail["bare_newlines"], 0);
        assert!(mail["longest_line"].as_u64().unwrap() < 998);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subject_cannot_smuggle_in_a_header() {
    let server = MailServer::start(&[]);
    let world = World::one().await;
    let mut message = email("pin1/a", "jana@example.cz");
    if let delivery::Channel::Email(Email { subject, text, .. }) = &mut message.channel {
        *subject = "Ahoj\r\nBcc: petr@example.cz".into();
        *text = "tečka\n.\nQUIT\n".into();
    }
    world.tell(&message).await;
    assert_eq!(world.worker(by_smtp(&config(&server))).run_due().await, Ok(1));
    let mail = server.next();
    assert_eq!(mail["headers"]["subject"], "Ahoj Bcc: petr@example.cz");
    assert_eq!(mail["headers"]["bcc"], serde_json::Value::Null);
    assert_eq!(mail["envelope_to"], serde_json::json!(["jana@example.cz"]));
    assert_eq!(mail["text"], "tečka\n.\nQUIT");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_wants_a_password_gets_it() {
    let server = MailServer::start(&["--auth"]);
    let world = World::one().await;
    world.tell(&email("pin1/a", "jana@example.cz")).await;
    let with = |password: &str| SmtpConfig {
        user_name: Some("mojeid".into()),
        password: Some(Secret::new(password)),
        ..config(&server)
    };
    assert_eq!(world.worker(by_smtp(&with("wrong"))).run_due().await, Ok(0));
    assert!(server.is_empty());
    assert_eq!(
        world.waiting_and_failed().await,
        (1, 0),
        "an operator can mend a password: nothing is given up"
    );
    world.clock.shift(values::HOUR_MS);
    assert_eq!(world.worker(by_smtp(&with("heslo"))).run_due().await, Ok(1));
    assert_eq!(server.next()["authenticated"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_starttls_nothing_leaves_in_the_clear() {
    let server = MailServer::start(&[]);
    let world = World::one().await;
    world.tell(&email("pin1/a", "jana@example.cz")).await;
    let strict = SmtpConfig { security: Security::Starttls, ..config(&server) };
    assert_eq!(world.worker(by_smtp(&strict)).run_due().await, Ok(0));
    assert!(server.is_empty());
    assert_eq!(world.waiting_and_failed().await, (1, 0), "it waits for the server to be mended");
}

#[tokio::test(flavor = "multi_thread")]
async fn tls_is_spoken_both_ways_and_only_with_a_certificate_of_a_known_authority() {
    let certified = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let directory = tempfile::tempdir().unwrap();
    let (ca_file, both) = (directory.path().join("ca.pem"), directory.path().join("both.pem"));
    std::fs::write(&ca_file, certified.cert.pem()).unwrap();
    std::fs::write(&both, certified.cert.pem() + &certified.signing_key.serialize_pem()).unwrap();
    for (option, security) in [("--starttls", Security::Starttls), ("--tls", Security::Tls)] {
        let server = MailServer::start(&[option, both.to_str().unwrap()]);
        let world = World::one().await;
        let unknown = SmtpConfig { host: "localhost".into(), security, ..config(&server) };
        let other_name = SmtpConfig { ca_file: Some(ca_file.clone()), security, ..config(&server) };
        let known = SmtpConfig { ca_file: Some(ca_file.clone()), ..unknown.clone() };
        for (number, (config, delivered)) in
            [(unknown, 0), (other_name, 0), (known, 1)].into_iter().enumerate()
        {
            // What was not delivered before is not due then.
            world.clock.shift(-DAY_MS);
            world.tell(&email(&format!("pin1/{number}"), "jana@example.cz")).await;
            let outcome = world.worker(by_smtp(&config)).run_due().await;
            assert_eq!(outcome, Ok(delivered), "{option}, try {number}");
        }
        assert_eq!(server.next()["encrypted"], true);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_for_good_and_for_now_are_told_apart() {
    let server = MailServer::start(&[]);
    for world in World::all().await {
        world.tell(&email("pin1/a", "reject@example.cz")).await;
        world.tell(&email("pin1/b", "later@example.cz")).await;
        assert_eq!(world.worker(by_smtp(&config(&server))).run_due().await, Ok(0));
        assert_eq!(world.waiting_and_failed().await, (1, 1));
        let failed: Result<_, store::StoreError> =
            world.store.read(|tx| world.delivery.jobs().failed(tx, 10)).await;
        let failed = failed.unwrap();
        assert_eq!((failed[0].idempotency_key.as_str(), failed[0].problem.as_str()), ("pin1/a", "SMTP 550"));
    }
}

/// The server took the mail, and the process died before it could note that.
struct SendThenHang(Smtp);

impl Mail for SendThenHang {
    fn send<'a>(&'a self, parcel: OutboundMessage<'a, Email>) -> SendFuture<'a> {
        Box::pin(async move {
            self.0.send(parcel).await?;
            pending().await
        })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_crash_the_same_mail_goes_again_under_the_same_id() {
    let server = MailServer::start(&[]);
    for world in World::all().await {
        world.tell(&email("pin1/a", "jana@example.cz")).await;
        let hanging = SendThenHang(Smtp::new(&sender(), &config(&server)).unwrap());
        let worker = world.worker(transports(hanging));
        let crashed = tokio::spawn(async move { worker.run_due().await });
        let first = server.next();
        crashed.abort();
        let _ = crashed.await;

        let worker = world.worker(by_smtp(&config(&server)));
        assert_eq!(worker.run_due().await, Ok(0), "the crashed worker's lease still holds");
        world.clock.shift(60 * SECOND_MS);
        assert_eq!(worker.run_due().await, Ok(1));
        let second = server.next();
        assert_eq!(first["headers"]["message-id"], second["headers"]["message-id"]);
        assert_eq!(first["headers"]["date"], second["headers"]["date"]);
        world.clock.shift(600 * SECOND_MS);
        assert_eq!(worker.run_due().await, Ok(0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_that_is_down_holds_up_no_sms() {
    let gateway = support::http::Gateway::start().await;
    let world = World::one().await;
    for number in 0..100 {
        world.tell(&email(&format!("pin1/{number}"), "jana@example.cz")).await;
    }
    world.tell(&sms("pin2/a")).await;
    let hanging = SendThenHang(Smtp::new(&sender(), &config(&MailServer::start(&[]))).unwrap());
    let sms = Arc::new(delivery::HttpSms::new(
        gateway.at("sms"),
        Secret::new("key"),
        http_client::client().unwrap(),
    ));
    let worker = world.worker(Transports { sms: Some(sms), ..transports(hanging) });
    let running = tokio::spawn(worker.run(pending()));
    let began = tokio::time::Instant::now();
    while gateway.requests().is_empty() {
        assert!(began.elapsed().as_secs() < 5, "the SMS waits behind the mail");
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    running.abort();
}
