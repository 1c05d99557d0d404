//! A queue with a handler that does as it is told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use clock::Clock;
use futures_util::future::BoxFuture;
use secrets::MasterKey;
use store::StoreError;
use store::testing::{TestStore, both_engines};
use values::Timestamp;

use crate::{Attempt, Enqueued, Handler, JobError, Kind, NewJob, Queue, Worker};

pub(super) const COMMAND: Kind = Kind::new("command");

pub(super) struct World {
    pub(super) store: TestStore,
    pub(super) queue: Queue,
    pub(super) clock: Clock,
    pub(super) receiver: Arc<Receiver>,
}

/// Takes every job, unless it was told otherwise.
#[derive(Default)]
pub(super) struct Receiver {
    answers: Mutex<VecDeque<Result<(), JobError>>>,
    taken: Mutex<Vec<String>>,
    /// How many attempts run now, and how many ran at most.
    running: Mutex<(usize, usize)>,
    delay: Mutex<Duration>,
}

impl World {
    pub(super) async fn all() -> Vec<Self> {
        let stores = both_engines("jobs", &[crate::MIGRATIONS]).await;
        let worlds = stores.into_iter().map(|store| Self {
            store,
            queue: Queue::new("registrar", &MasterKey::generate()),
            clock: Clock::fixed(Timestamp::parse("2026-11-21T18:46:00Z").unwrap()),
            receiver: Arc::default(),
        });
        worlds.collect()
    }

    pub(super) async fn enqueue(&self, job: &NewJob<'_>) -> Enqueued {
        let now = self.clock.now();
        let enqueued: Result<_, StoreError> = self.store.write(|tx| self.queue.enqueue(tx, now, job)).await;
        enqueued.unwrap()
    }

    /// A command whose payload is its idempotency key.
    pub(super) async fn command(&self, key: &str, order_key: Option<&str>) {
        let job = NewJob { order_key, ..NewJob::new(COMMAND, key, key.as_bytes()) };
        assert!(matches!(self.enqueue(&job).await, Enqueued::New(_)), "{key}");
    }

    pub(super) fn worker(&self, kind: Kind) -> Worker {
        let worker = Worker::new(self.queue.clone(), (*self.store).clone(), self.clock.clone());
        worker.handle(kind, self.receiver.clone())
    }

    pub(super) async fn run_due(&self) -> usize {
        self.worker(COMMAND).run_due().await.unwrap()
    }

    /// Waiting and given up, over all kinds.
    pub(super) async fn counts(&self) -> (i64, i64) {
        let status = self.worker(COMMAND).status().await.unwrap();
        (status.iter().map(|kind| kind.waiting).sum(), status.iter().map(|kind| kind.failed).sum())
    }
}

impl Receiver {
    /// The next answers; after them every job is taken.
    pub(super) fn answer(&self, answers: impl IntoIterator<Item = Result<(), JobError>>) {
        self.answers.lock().unwrap().extend(answers);
    }

    pub(super) fn delay(&self, delay: Duration) {
        *self.delay.lock().unwrap() = delay;
    }

    /// What was attempted, in this order.
    pub(super) fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }

    pub(super) fn most_at_once(&self) -> usize {
        self.running.lock().unwrap().1
    }

    fn count(&self, step: impl Fn(usize) -> usize) {
        let mut running = self.running.lock().unwrap();
        running.0 = step(running.0);
        running.1 = running.1.max(running.0);
    }
}

impl Handler for Receiver {
    fn run<'a>(&'a self, attempt: Attempt<'a>) -> BoxFuture<'a, Result<(), JobError>> {
        Box::pin(async move {
            self.count(|running| running + 1);
            self.taken.lock().unwrap().push(String::from_utf8(attempt.payload.to_vec()).unwrap());
            let (delay, answer) = (*self.delay.lock().unwrap(), self.answers.lock().unwrap().pop_front());
            tokio::time::sleep(delay).await;
            self.count(|running| running - 1);
            answer.unwrap_or(Ok(()))
        })
    }
}

pub(super) fn later() -> Result<(), JobError> {
    Err(JobError::temporary("busy"))
}

pub(super) fn never() -> Result<(), JobError> {
    Err(JobError::permanent("refused"))
}
