//! What the log says of those who guess.

use std::fmt::Write;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use crate::acts::{ClientInfo, login};
use crate::tests::world::{World, jana};

/// Keeps the warnings.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        let _ = write!(self.0, "{}={value:?} ", field.name());
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() == Level::WARN
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(String::new());
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// Finding O-51.
#[tokio::test(flavor = "multi_thread")]
async fn a_lock_of_guessing_is_a_line_in_the_log_without_name_or_address() {
    let world = World::new().await;
    world.active(&jana()).await;
    let log = Log::default();
    let guard = tracing::subscriber::set_default(log.clone());
    let client = ClientInfo { address: Some("192.0.2.7".to_owned()), ..ClientInfo::default() };
    for tried in 1..=5 {
        let _ = login::login(&world.context, world.now(), "jana", "a wrong guess", &client, None).await;
        assert_eq!(log.0.lock().unwrap().len(), usize::from(tried == 5), "after {tried}");
    }
    for guess in 0..95 {
        let _ = login::login(
            &world.context,
            world.now(),
            &format!("nobody{guess}"),
            "a wrong guess",
            &client,
            None,
        )
        .await;
    }
    drop(guard);
    let lines = log.0.lock().unwrap().clone();
    assert!(lines[0].contains(r#"counted="name""#) && lines[0].contains("failures=5"), "{lines:?}");
    assert!(lines.last().unwrap().contains(r#"counted="address" failures=100"#), "{lines:?}");
    assert!(lines.iter().all(|line| !line.contains("jana") && !line.contains("192.0.2")), "{lines:?}");
}
