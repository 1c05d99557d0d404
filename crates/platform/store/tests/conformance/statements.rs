//! Statements, and what they may not be.

use store::{StoreError, Transition};

use crate::tables::stores;

#[tokio::test(flavor = "multi_thread")]
async fn statements_answer_alike() {
    for store in stores("statements").await {
        let engine = store.engine();
        store
            .write(|tx| {
                for (id, born) in [("a", 1_i64), ("b", 2), ("c", 3)] {
                    assert_eq!(
                        tx.execute("INSERT INTO person (id, born) VALUES ($1, $2)", &[&id, &born])?,
                        1
                    );
                }
                let again =
                    tx.execute("INSERT INTO person (id) VALUES ($1) ON CONFLICT (id) DO NOTHING", &[&"a"])?;
                assert_eq!(again, 0, "{engine}");
                let touched = tx.execute("UPDATE person SET given = $1 WHERE born >= $2", &[&"X", &2_i64]);
                // Two rows would have the same name and no family name: NULLs are never the same.
                assert_eq!(touched, Ok(2), "{engine}");
                let guarded = tx.query_one_or_none(
                    "UPDATE person SET family = $1 WHERE id = $2 AND family IS NULL RETURNING born",
                    &[&"Y", &"c"],
                    |row| row.get::<i64>(0),
                );
                assert_eq!(guarded, Ok(Some(3)), "{engine}");
                let lost = tx.query_one_or_none(
                    "UPDATE person SET family = $1 WHERE id = $2 AND family IS NULL RETURNING born",
                    &[&"Z", &"c"],
                    |row| row.get::<i64>(0),
                );
                assert_eq!(lost, Ok(None), "{engine}");
                Ok::<_, StoreError>(())
            })
            .await
            .unwrap();
        let page = store
            .read(|tx| {
                tx.query(
                    "SELECT id FROM person WHERE born > $1 AND (family IS NULL OR family = $2) ORDER BY born LIMIT $3",
                    &[&0_i64, &"Y", &2_i64],
                    |row| row.get::<String>(0),
                )
            })
            .await;
        assert_eq!(page, Ok::<_, StoreError>(vec!["a".to_owned(), "b".to_owned()]), "{engine}");
        let exists: Result<Option<i64>, StoreError> = store
            .read(|tx| {
                tx.query_one_or_none("SELECT EXISTS (SELECT 1 FROM person WHERE id = $1)", &[&"a"], |row| {
                    row.get(0)
                })
            })
            .await;
        assert_eq!(exists, Ok(Some(1)), "{engine}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn broken_rules_of_tables_are_told_apart() {
    for store in stores("rules").await {
        let engine = store.engine();
        store
            .write(|tx| {
                tx.execute(
                    "INSERT INTO person (id, email, given, family) VALUES ('a', 'Jana@example.cz', 'Jana', 'Malá')",
                    &[],
                )
            })
            .await
            .unwrap_or_else(|failure: StoreError| panic!("{failure}"));
        let attempts = [
            "INSERT INTO person (id) VALUES ('a')",
            "INSERT INTO person (id, email) VALUES ('b', 'Jana@example.cz')",
            "INSERT INTO person (id, given, family) VALUES ('b', 'Jana', 'Malá')",
            "INSERT INTO person (id, email) VALUES ('b', 'jana@EXAMPLE.cz')",
            "INSERT INTO letter (id, person) VALUES ('x', 'nobody')",
            "INSERT INTO letter (id, person) VALUES ('x', NULL)",
            "INSERT INTO person (id, born) VALUES ('b', -1)",
        ];
        let mut failures = Vec::new();
        for sql in attempts {
            failures.push(store.write(|tx| tx.execute(sql, &[])).await.unwrap_err());
        }
        assert!(failures[0].is_unique("person", "id"), "{engine}: {:?}", failures[0]);
        // Both constraints are broken; engines differ in which they name.
        assert!(matches!(failures[1], StoreError::Unique { .. }), "{engine}: {:?}", failures[1]);
        assert!(failures[2].is_unique("person", "given, family"), "{engine}: {:?}", failures[2]);
        assert!(failures[3].is_unique("", "person_lower_email"), "{engine}: {:?}", failures[3]);
        assert_eq!(failures[4], StoreError::ForeignKey, "{engine}");
        assert_eq!(failures[5..], [StoreError::Check, StoreError::Check], "{engine}");
        for failure in &failures {
            assert!(!failure.to_string().to_lowercase().contains("jana"), "{engine}: {failure}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_in_statements_are_caught() {
    for store in stores("mistakes").await {
        let wrong: [(&'static str, usize); 5] = [
            ("UPDATE person SET given = $2 WHERE id = $1", 2),
            ("UPDATE person SET given = $1 WHERE id = $2", 1),
            ("UPDATE person SET given = $1", 2),
            ("UPDATE nobody SET given = 'a'", 0),
            ("UPDATE person SETT given = 'a'", 0),
        ];
        for (sql, given) in wrong {
            let outcome = store.write(|tx| tx.execute(sql, &params_of(given))).await;
            assert!(matches!(outcome, Err(StoreError::Statement { .. })), "{}: {outcome:?}", store.engine());
        }
        let many: Result<_, StoreError> = store
            .read(|tx| tx.query_one_or_none("SELECT 1 UNION ALL SELECT 2", &[], |row| row.get::<i64>(0)))
            .await;
        assert!(matches!(many, Err(StoreError::Statement { .. })), "{}: {many:?}", store.engine());
    }
}

fn params_of(count: usize) -> Vec<&'static dyn store::ToValue> {
    (0..count).map(|_| &"a" as &'static dyn store::ToValue).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_writes_nothing() {
    for store in stores("reading").await {
        for sql in [
            "INSERT INTO person (id) VALUES ('a')",
            "INSERT INTO person (id) VALUES ('a') RETURNING 1",
            "DELETE FROM person",
        ] {
            let outcome: Result<_, StoreError> =
                store.read(|tx| tx.query(sql, &[], |row| row.get::<i64>(0))).await;
            assert!(matches!(outcome, Err(StoreError::Statement { .. })), "{}: {outcome:?}", store.engine());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transition_is_done_once_and_changes_one_row() {
    for store in stores("transitions").await {
        store
            .write(|tx| {
                for id in ["a", "b"] {
                    tx.execute("INSERT INTO person (id) VALUES ($1)", &[&id])?;
                }
                let marry = "UPDATE person SET family = $1 WHERE id = $2 AND family IS NULL";
                assert_eq!(tx.transition(marry, &[&"Y", &"a"]), Ok(Transition::Done));
                assert_eq!(tx.transition(marry, &[&"Z", &"a"]), Ok(Transition::Lost));
                Ok::<_, StoreError>(())
            })
            .await
            .unwrap();
        let all: Result<(), StoreError> = store
            .write(|tx| {
                let all = tx.transition("UPDATE person SET given = $1 WHERE born IS NULL", &[&"X"]);
                assert!(matches!(all, Err(StoreError::Statement { .. })), "{all:?}");
                all?.or_conflict()
            })
            .await;
        assert!(all.is_err(), "nothing of it is written");
        assert_eq!(Transition::Lost.or_conflict(), Err(StoreError::Conflict));
    }
}
