//! What every engine does.

use store::testing::both_engines;
use store::{MigrationSet, Step, StoreError};

const TABLES: MigrationSet = MigrationSet {
    component: "test",
    steps: &[Step {
        name: "0001_person",
        sql: "CREATE TABLE person (id TEXT PRIMARY KEY, email TEXT NOT NULL, born BIGINT, photo BYTEA, UNIQUE (email))",
    }],
};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_can_be_read() {
    for store in both_engines("basics", &[TABLES]).await {
        let name = String::from("a");
        store
            .write(|tx| {
                tx.execute(
                    "INSERT INTO person (id, email, born, photo) VALUES ($1, $2, $3, $4)",
                    &[&name, &"a@example.cz", &Some(5_i64), &[1_u8, 2]],
                )
            })
            .await
            .unwrap();
        let row = store
            .read(|tx| {
                tx.query_one_or_none("SELECT email, born, photo FROM person WHERE id = $1", &[&name], |row| {
                    Ok((row.get::<String>(0)?, row.get::<Option<i64>>(1)?, row.get::<Vec<u8>>(2)?))
                })
            })
            .await
            .unwrap();
        assert_eq!(row, Some(("a@example.cz".to_owned(), Some(5), vec![1, 2])), "{}", store.engine());
        let twice: Result<u64, StoreError> = store
            .write(|tx| {
                tx.execute("INSERT INTO person (id, email) VALUES ($1, $2)", &[&"b", &"a@example.cz"])
            })
            .await;
        assert!(twice.unwrap_err().is_unique("person", "email"));
    }
}
