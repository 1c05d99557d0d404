//! What is deleted is gone from the disk as well.

use std::path::{Path, PathBuf};

use store::testing::sqlite;
use store::{Location, Store, StoreError};

use crate::tables::{TABLES, insert_pair};

const ROWS: usize = 62;
const SECRET: &[u8] = b"zuzana.nekonecna.";

/// Finding S-A13. Only SQLite's files are ours to look at; PostgreSQL's are erased by VACUUM.
#[tokio::test(flavor = "multi_thread")]
async fn deleted_rows_can_be_read_in_no_file() {
    let mut store = sqlite("erased", &[TABLES]).await;
    let Location::Sqlite(directory) = store.location().clone() else { panic!("SQLite has files") };
    write_and_delete(&store, &directory).await;
    store.reopen(&[TABLES]).await;
    assert_eq!(found(&directory), 0, "traces after a clean end");

    // While it runs the log begins anew as soon as it was copied into the file, and its rest is cut off.
    write_and_delete(&store, &directory).await;
    for round in 0..6 {
        for number in 0..16 {
            let photo = vec![7_u8; 400_000];
            let id = format!("later-{round}-{number}");
            let put: Result<u64, StoreError> = store
                .write(|tx| tx.execute("INSERT INTO person (id, photo) VALUES ($1, $2)", &[&id, &photo]))
                .await;
            put.unwrap();
        }
        if found(&directory) == 0 {
            return;
        }
    }
    panic!("{} traces in the files", found(&directory));
}

async fn write_and_delete(store: &Store, directory: &Path) {
    for number in 0..ROWS {
        let id = format!("{}{number:04}@posta.example", String::from_utf8_lossy(SECRET));
        let put: Result<(), StoreError> = store.write(|tx| insert_pair(tx, &id)).await;
        put.unwrap();
    }
    assert!(found(directory) > 0, "they are there, or this test could not fail");
    let deleted: Result<u64, StoreError> = store.write(|tx| tx.execute("DELETE FROM pair", &[])).await;
    assert_eq!(deleted, Ok(2 * ROWS as u64));
}

fn found(directory: &Path) -> usize {
    let files = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let count = |path: PathBuf| {
        let bytes = std::fs::read(path).unwrap_or_default();
        bytes.windows(SECRET.len()).filter(|window| *window == SECRET).count()
    };
    files.map(count).sum()
}
