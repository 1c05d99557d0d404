use std::sync::atomic::{AtomicU32, Ordering};

use ::store::testing::both_engines;
use tokio::sync::Notify;

use super::*;
use crate::MIGRATIONS;

const START: Timestamp = Timestamp::from_unix_ms(1_795_000_000_000);

/// A job that counts its runs, each of which takes a moment.
fn counting(count: &Arc<AtomicU32>) -> PeriodicJob {
    let count = Arc::clone(count);
    PeriodicJob::new("count", Duration::from_mins(10), move |_| {
        let count = Arc::clone(&count);
        async move {
            count.fetch_add(1, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(30)).await;
            Ok::<_, Error>(())
        }
    })
}

async fn run_if_due(runner: &PeriodicJobRunner) {
    let (_signal, mut stopped) = watch::channel(false);
    for job in &runner.0.jobs {
        runner.0.run_once(job, When::Due, &mut stopped).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_processes_one_runs_a_job_when_it_is_due() {
    for store in both_engines("jobs", &[MIGRATIONS]).await {
        let clock = Clock::fixed(START);
        let count = Arc::new(AtomicU32::new(0));
        let other = Store::open_at(store.location(), store.site(), &[MIGRATIONS], &clock).await.unwrap();
        let [one, two] = [(*store).clone(), other]
            .map(|store| PeriodicJobRunner::new("test", store, clock.clone(), vec![counting(&count)]));
        for runs in 1..=3 {
            tokio::join!(run_if_due(&one), run_if_due(&two));
            run_if_due(&two).await;
            assert_eq!(count.load(Ordering::SeqCst), runs, "{}", store.engine());
            clock.shift(10 * MINUTE_MS);
        }
        two.run_all().await;
        two.run_all().await;
        assert_eq!(count.load(Ordering::SeqCst), 5, "the time machine does not wait for an interval");
    }
}

#[tokio::test]
async fn a_lease_ends_with_its_process() {
    for store in both_engines("jobs", &[MIGRATIONS]).await {
        let clock = Clock::fixed(START);
        let count = Arc::new(AtomicU32::new(0));
        let runner = PeriodicJobRunner::new("test", (*store).clone(), clock.clone(), vec![counting(&count)]);
        let terms = Terms { now: START, leased_until: START.plus_ms(LEASE_MS), not_due_until: START };
        let dead = Lease { job: "count", holder: "a process that died" };
        assert!(store.write(|tx| store::take(tx, &dead, &terms)).await.unwrap());
        run_if_due(&runner).await;
        assert_eq!(count.load(Ordering::SeqCst), 0, "it may be alive");
        clock.shift(LEASE_MS);
        run_if_due(&runner).await;
        assert_eq!(count.load(Ordering::SeqCst), 1);
        assert!(!store.write(|tx| store::renew(tx, &dead, terms.leased_until)).await.unwrap());
    }
}

#[tokio::test]
async fn a_job_that_hangs_or_fails_stalls_no_other() {
    for store in both_engines("jobs", &[MIGRATIONS]).await {
        let ran = Arc::new(Notify::new());
        let runs = Arc::clone(&ran);
        let jobs = vec![
            PeriodicJob::new("hangs", Duration::from_mins(1), |_| {
                std::future::pending::<Result<(), Error>>()
            }),
            PeriodicJob::new("fails", Duration::from_mins(1), async |_| Err::<(), _>("it fails")),
            PeriodicJob::new("works", Duration::from_mins(1), move |_| {
                runs.notify_one();
                std::future::ready(Ok::<_, Error>(()))
            }),
        ];
        let runner = PeriodicJobRunner::new("test", (*store).clone(), Clock::fixed(START), jobs);
        let stop = async { ran.notified().await };
        tokio::time::timeout(Duration::from_secs(10), runner.run(stop))
            .await
            .expect("it ran, and all stopped");
    }
}

#[tokio::test]
async fn a_job_that_was_cut_short_or_failed_is_due_again_soon() {
    for store in both_engines("jobs", &[MIGRATIONS]).await {
        let clock = Clock::fixed(START);
        let count = Arc::new(AtomicU32::new(0));
        let runs = Arc::clone(&count);
        let failing = PeriodicJob::new("fails", Duration::from_hours(1), move |_| {
            runs.fetch_add(1, Ordering::SeqCst);
            std::future::ready(Err::<(), _>("it fails"))
        });
        let runner = PeriodicJobRunner::new("test", (*store).clone(), clock.clone(), vec![failing]);
        run_if_due(&runner).await;
        run_if_due(&runner).await;
        assert_eq!(count.load(Ordering::SeqCst), 1);
        clock.shift(RETRY_MS);
        run_if_due(&runner).await;
        assert_eq!(count.load(Ordering::SeqCst), 2);
    }
}

#[tokio::test]
async fn a_job_that_panics_has_failed_and_runs_again() {
    for store in both_engines("jobs", &[MIGRATIONS]).await {
        let clock = Clock::fixed(START);
        let count = Arc::new(AtomicU32::new(0));
        let runs = Arc::clone(&count);
        let job = PeriodicJob::new("panics", Duration::from_mins(10), move |_| {
            assert!(runs.fetch_add(1, Ordering::SeqCst) > 0, "a mistake in the job");
            async { Ok::<_, Error>(()) }
        });
        let runner = PeriodicJobRunner::new("test", (*store).clone(), clock.clone(), vec![job]);
        run_if_due(&runner).await;
        clock.shift(10 * MINUTE_MS);
        run_if_due(&runner).await;
        assert_eq!(count.load(Ordering::SeqCst), 2);
    }
}
