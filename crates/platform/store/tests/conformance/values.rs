//! What goes in comes out.

use store::{FromValue, Store, StoreError, ToValue};
use values::{AssuranceLevel, Language, Timestamp};

use crate::tables::stores;

values::id_type!(PersonId);
store::text_value!(PersonId, as_str);

/// A closed set, kept as text.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Colour {
    Red,
    Blue,
}

impl Colour {
    fn parse(text: &str) -> Result<Self, ()> {
        match text {
            "red" => Ok(Self::Red),
            "blue" => Ok(Self::Blue),
            _ => Err(()),
        }
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Red => "red",
            Self::Blue => "blue",
        })
    }
}

store::text_value!(Colour);

async fn text_trip<T: FromValue + Send>(
    store: &Store,
    value: &(dyn ToValue + Sync),
) -> Result<T, StoreError> {
    store
        .write(|tx| {
            tx.execute("DELETE FROM person", &[])?;
            tx.execute("INSERT INTO person (id, email) VALUES ('a', $1)", &[&value])?;
            tx.query_one_or_none("SELECT email FROM person", &[], |row| row.get(0))
        })
        .await
        .map(|row| row.expect("the row that was written"))
}

/// The same for the other columns; statements are literals.
macro_rules! trip {
    ($name:ident, $column:literal) => {
        async fn $name<T: FromValue + Send>(
            store: &Store,
            value: &(dyn ToValue + Sync),
        ) -> Result<T, StoreError> {
            store
                .write(|tx| {
                    tx.execute("DELETE FROM person", &[])?;
                    tx.execute(
                        concat!("INSERT INTO person (id, ", $column, ") VALUES ('a', $1)"),
                        &[&value],
                    )?;
                    tx.query_one_or_none(concat!("SELECT ", $column, " FROM person"), &[], |row| row.get(0))
                })
                .await
                .map(|row| row.expect("the row that was written"))
        }
    };
}

trip!(int_trip, "born");
trip!(bytes_trip, "photo");

#[tokio::test(flavor = "multi_thread")]
async fn every_type_survives_the_trip() {
    for store in stores("values").await {
        let engine = store.engine();
        for text in ["", "Žluťoučký kůň 🐎", "it's \"quoted\" $1 ; --", &"ř".repeat(100_000)] {
            assert_eq!(text_trip(&store, &text).await, Ok(text.to_owned()), "{engine}");
        }
        assert_eq!(text_trip(&store, &None::<String>).await, Ok(None::<String>), "{engine}");
        assert_eq!(text_trip(&store, &Some("a")).await, Ok(Some("a".to_owned())), "{engine}");
        for number in [1, 255, i64::MAX] {
            assert_eq!(int_trip(&store, &number).await, Ok(number), "{engine}");
        }
        assert_eq!(int_trip(&store, &7_u8).await, Ok(7_u8), "{engine}");
        let now = Timestamp::from_unix_ms(1_795_287_965_123);
        assert_eq!(int_trip(&store, &now).await, Ok(now), "{engine}");
        for bytes in [Vec::new(), vec![0, 255, 128], vec![7; 300_000]] {
            assert_eq!(bytes_trip(&store, &bytes).await, Ok(bytes), "{engine}");
        }
        assert_eq!(bytes_trip(&store, &[3_u8; 32]).await, Ok([3_u8; 32]), "{engine}");
        assert_eq!(bytes_trip(&store, &Some(&[3_u8, 4][..])).await, Ok(vec![3_u8, 4]), "{engine}");
        let id = PersonId::new(now, [9; 10]);
        assert_eq!(text_trip(&store, &id).await, Ok(id), "{engine}");
        assert_eq!(text_trip(&store, &Colour::Blue).await, Ok(Colour::Blue), "{engine}");
        assert_eq!(text_trip(&store, &Some(Colour::Red)).await, Ok(Some(Colour::Red)), "{engine}");
        assert_eq!(text_trip(&store, &AssuranceLevel::High).await, Ok(AssuranceLevel::High), "{engine}");
        assert_eq!(text_trip(&store, &Language::Sk).await, Ok(Language::Sk), "{engine}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_cannot_be_read_is_loud_and_names_its_place() {
    for store in stores("corrupt").await {
        let wrong = text_trip::<Colour>(&store, &"green").await.unwrap_err();
        assert_eq!(wrong, StoreError::Corrupt { place: "person.email".to_owned(), expected: "Colour" });
        assert!(!wrong.to_string().contains("green"));
        for outcome in [
            text_trip::<String>(&store, &None::<String>).await.map(drop),
            text_trip::<i64>(&store, &"1").await.map(drop),
            int_trip::<u8>(&store, &256_i64).await.map(drop),
            bytes_trip::<[u8; 32]>(&store, &[1_u8; 31]).await.map(drop),
        ] {
            assert!(matches!(outcome, Err(StoreError::Corrupt { .. })), "{}: {outcome:?}", store.engine());
        }
    }
}

/// PostgreSQL knows no such text, so nobody may store it.
#[tokio::test(flavor = "multi_thread")]
async fn a_zero_character_is_refused() {
    for store in stores("zero").await {
        let outcome = text_trip::<String>(&store, &"a\0b").await;
        assert!(matches!(outcome, Err(StoreError::Statement { .. })), "{}: {outcome:?}", store.engine());
    }
}
