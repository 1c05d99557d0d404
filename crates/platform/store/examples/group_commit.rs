//! How many durable commits a second one caller gets, and how many 64 callers get together.
//!
//! `cargo run --release -p store --example group_commit [DIRECTORY]`: on SQLite in the directory (default: a
//! temporary one), and on PostgreSQL too if `SVORNIK_TEST_POSTGRES` is set.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a measurement, not a program")]

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::{Duration, Instant};

use store::{Location, MigrationSet, Step, Store, StoreError};

/// A table and an index like those of grants and histories: ids begin with the time, subjects come in any order.
const TABLES: MigrationSet = MigrationSet {
    component: "bench",
    steps: &[Step {
        name: "0001",
        sql: "CREATE TABLE grant_row (id TEXT PRIMARY KEY, subject TEXT NOT NULL, created_at BIGINT NOT NULL,
                  detail TEXT NOT NULL);
              CREATE INDEX grant_row_subject ON grant_row (subject, created_at)",
    }],
};
const CALLERS: usize = 64;
const ROUNDS: usize = 5;
const ROUND_MS: u64 = 2_000;

#[tokio::main]
async fn main() {
    let directory = std::env::args().nth(1).map_or_else(std::env::temp_dir, PathBuf::from);
    let directory = directory.join(format!("svornik-bench-{}", std::process::id()));
    measure("SQLite", &Location::Sqlite(directory.clone())).await;
    std::fs::remove_dir_all(directory).unwrap();
    if let Ok(url) = std::env::var(store::testing::POSTGRES_VARIABLE) {
        measure("PostgreSQL", &Location::Postgres(url)).await;
    }
}

async fn measure(engine: &str, location: &Location) {
    let store = Store::open(location, "group-commit", &[TABLES]).await.unwrap();
    point_reads(engine, &store).await;
    let (mut alone, mut together) = (Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        alone.push(rate(&store, 1).await);
        let between = store.stats();
        together.push(rate(&store, CALLERS).await);
        let after = store.stats();
        println!(
            "{engine} round {round}: 1 caller {:.0} commits/s; {CALLERS} callers {:.0} durable writes/s, {:.1} in a commit",
            alone[round - 1],
            together[round - 1],
            ratio(after.writes - between.writes, after.commits - between.commits),
        );
    }
    let (alone, together) = (median(&mut alone), median(&mut together));
    drop(store);
    let start = now();
    drop(Store::open(location, "group-commit", &[TABLES]).await.unwrap());
    println!("{engine}: opening and closing it again takes {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    println!("{engine} median: {alone:.0} against {together:.0}, {:.1} times as many", together / alone);
}

/// Durable writes a second.
async fn rate(store: &Store, callers: usize) -> f64 {
    let stop = Arc::new(AtomicBool::new(false));
    let start = now();
    let tasks: Vec<_> = (0..callers)
        .map(|_| {
            let (store, stop) = (store.clone(), Arc::clone(&stop));
            tokio::spawn(async move {
                let mut done = 0_u32;
                while !stop.load(Ordering::Relaxed) {
                    write(&store).await;
                    done += 1;
                }
                done
            })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(ROUND_MS)).await;
    stop.store(true, Ordering::Relaxed);
    let mut done = 0;
    for task in tasks {
        done += task.await.unwrap();
    }
    f64::from(done) / start.elapsed().as_secs_f64()
}

async fn write(store: &Store) {
    static CREATED_AT: AtomicI64 = AtomicI64::new(0);
    let id = random::random_id(clock::Clock::system().now());
    let created_at = CREATED_AT.fetch_add(1, Ordering::Relaxed);
    let subject = format!("subject {}", created_at % 1_000);
    let written: Result<u64, StoreError> = store
        .write(|tx| {
            tx.execute(
                "INSERT INTO grant_row (id, subject, created_at, detail) VALUES ($1, $2, $3, $4)",
                &[
                    &id,
                    &subject,
                    &created_at,
                    &"openid profile email phone address; a hundred bytes or so of detail",
                ],
            )
        })
        .await;
    assert_eq!(written, Ok(1));
}

async fn point_reads(engine: &str, store: &Store) {
    const READS: u32 = 20_000;
    for _ in 0..1_000 {
        write(store).await;
    }
    let start = now();
    for _ in 0..READS {
        let found: Result<Option<i64>, StoreError> = store
            .read(|tx| {
                tx.query_one_or_none(
                    "SELECT created_at FROM grant_row WHERE subject = $1 AND created_at >= $2 LIMIT 1",
                    &[&"subject 7", &0_i64],
                    |row| row.get(0),
                )
            })
            .await;
        assert!(found.unwrap().is_some());
    }
    println!("{engine}: a point read takes {:.1} µs", start.elapsed().as_secs_f64() * 1e6 / f64::from(READS));
}

#[expect(clippy::disallowed_methods, reason = "a measurement")]
fn now() -> Instant {
    Instant::now()
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
fn ratio(a: u64, b: u64) -> f64 {
    a as f64 / b as f64
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
