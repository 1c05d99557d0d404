//! Killed in the middle: everything acknowledged is there, and nothing is there by half.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use store::{Location, Store};

use crate::tables::{TABLES, insert_pair, stores, whole_pairs};

const WHERE: &str = "SVORNIK_CRASH_TEST_LOCATION";
const SITE: &str = "SVORNIK_CRASH_TEST_SITE";
const ACKNOWLEDGED: &str = "acknowledged ";
const LIVES: u64 = 5;

#[tokio::test(flavor = "multi_thread")]
async fn everything_acknowledged_survives_kill_9() {
    for mut store in stores("crash").await {
        let mut acknowledged = Vec::new();
        for life in 1..=LIVES {
            acknowledged.extend(live_and_die(store.location(), store.site(), life));
        }
        store.reopen(&[TABLES]).await;
        let there = whole_pairs(&store).await;
        assert!(acknowledged.len() > 50, "{}: only {} writes", store.engine(), acknowledged.len());
        for id in &acknowledged {
            assert!(there.binary_search(id).is_ok(), "{}: {id} was acknowledged and is lost", store.engine());
        }
        println!("{}: {} acknowledged, {} there", store.engine(), acknowledged.len(), there.len());
    }
}

/// Runs [`write_until_killed`] in a process of its own and returns what it acknowledged.
fn live_and_die(location: &Location, site: &str, life: u64) -> Vec<String> {
    let place = match location {
        Location::Sqlite(directory) => directory.display().to_string(),
        Location::Postgres(url) => url.clone(),
    };
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::write_until_killed", "--ignored", "--nocapture"])
        .envs([(WHERE, place.as_str()), (SITE, site)])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut acknowledged: Vec<String> = Vec::new();
    let mut note = |line: String| acknowledged.extend(line.strip_prefix(ACKNOWLEDGED).map(str::to_owned));
    note(lines.find(|line| line.starts_with(ACKNOWLEDGED)).expect("a first write"));
    std::thread::sleep(Duration::from_millis(40 * life));
    child.kill().unwrap();
    child.wait().unwrap();
    lines.for_each(note);
    acknowledged
}

/// Not a test: the process that is killed.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "the process that everything_acknowledged_survives_kill_9 kills"]
async fn write_until_killed() {
    let (Ok(place), Ok(site)) = (std::env::var(WHERE), std::env::var(SITE)) else { return };
    let location = if place.contains("://") {
        Location::Postgres(place)
    } else {
        Location::Sqlite(PathBuf::from(place))
    };
    let store = Store::open(&location, &site, &[TABLES]).await.unwrap();
    let process = std::process::id();
    let writers: Vec<_> = (0..8)
        .map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                for number in 0.. {
                    let id = format!("{process}-{writer}-{number}");
                    store.write(|tx| insert_pair(tx, &id)).await.unwrap();
                    let mut out = std::io::stdout().lock();
                    out.write_all(format!("{ACKNOWLEDGED}{id}\n").as_bytes()).unwrap();
                    out.flush().unwrap();
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
}
