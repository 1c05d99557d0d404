//! What the tests of delivery share.

pub(crate) mod http;
pub(crate) mod smtp;

use clock::Clock;
use delivery::{CodeBox, Delivery, Email, Letter, Limits, Message, Sender, Sms};
use secrets::MasterKey;
use store::testing::{TestStore, both_engines};
use values::{EmailAddress, Language, PhoneNumber, Timestamp};

pub(crate) fn start() -> Timestamp {
    Timestamp::parse("2026-11-21T18:46:00Z").unwrap()
}

pub(crate) fn sender() -> Sender {
    Sender {
        name: "mojeID – účty".into(),
        email: EmailAddress::parse("podpora@mojeid.example").unwrap(),
        address: None,
    }
}

pub(crate) fn email(cause: &str, to: &str) -> Message {
    let to = EmailAddress::parse(to).unwrap();
    let text = "Dobrý den,\n\nVáš PIN1 je 7KQ2-XM4A.\n".to_owned();
    Message::new(cause, Email { to, language: Language::Cs, subject: "Váš účet: PIN1".into(), text })
}

pub(crate) fn sms(cause: &str) -> Message {
    Message::new(
        cause,
        Sms { to: PhoneNumber::parse("+420601123456").unwrap(), text: "PIN2: 7KQ2-XM4A".into() },
    )
}

pub(crate) fn letter(cause: &str) -> Message {
    Message::new(
        cause,
        Letter {
            language: Language::Cs,
            written_at: Timestamp::from_unix_ms(0),
            sender: vec!["mojeID".into()],
            to: vec!["Jana Nováková".into()],
            date: "1. 1. 1970".into(),
            subject: "Váš účet: PIN3".into(),
            paragraphs: Vec::new(),
            boxed: Some(CodeBox { label: "PIN3".into(), code: "7KQ2-XM4A".into() }),
            steps: Vec::new(),
            closing: Vec::new(),
            footer: Vec::new(),
        },
    )
}

/// A queue on one engine, with a clock that stands still.
pub(crate) struct World {
    pub(crate) store: TestStore,
    pub(crate) delivery: Delivery,
    pub(crate) clock: Clock,
}

impl World {
    pub(crate) async fn all() -> Vec<Self> {
        let stores = both_engines("delivery", &[jobs::MIGRATIONS, delivery::MIGRATIONS]).await;
        // The tests send many messages to one number.
        let limits = Limits { sms_per_number_per_day: 1_000, ..Limits::default() };
        stores
            .into_iter()
            .map(|store| Self {
                store,
                delivery: Delivery::with_limits("mojeid", &MasterKey::generate(), limits),
                clock: Clock::fixed(start()),
            })
            .collect()
    }

    pub(crate) async fn one() -> Self {
        Self::all().await.swap_remove(0)
    }

    pub(crate) async fn queue(&self, message: &Message) -> delivery::Queued {
        let now = self.clock.now();
        let queued: Result<_, store::StoreError> =
            self.store.write(|tx| self.delivery.queue(tx, now, message)).await;
        queued.unwrap()
    }

    pub(crate) async fn tell(&self, message: &Message) {
        let now = self.clock.now();
        let queued: Result<_, store::StoreError> =
            self.store.write(|tx| self.delivery.queue_warning(tx, now, message)).await;
        queued.unwrap();
    }

    pub(crate) fn worker(&self, transports: delivery::Transports) -> jobs::Worker {
        self.delivery.worker((*self.store).clone(), transports, self.clock.clone())
    }

    /// Waiting and failed over all channels.
    pub(crate) async fn waiting_and_failed(&self) -> (i64, i64) {
        let status: Result<Vec<jobs::QueueStatus>, store::StoreError> =
            self.store.read(|tx| self.delivery.jobs().status(tx)).await;
        let status = status.unwrap();
        (status.iter().map(|kind| kind.waiting).sum(), status.iter().map(|kind| kind.failed).sum())
    }
}
