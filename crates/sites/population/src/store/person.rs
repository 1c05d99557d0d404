//! People and their reference data.

use ::store::{Row, StoreError, Tx};
use population_api::{Document, DocumentKind};
use values::{PersonName, PostalAddress, Timestamp, folded};

use crate::rules::matching::MatchingAttributes;
use crate::rules::person::{Person, PersonId};

macro_rules! columns {
    () => {
        "id, given_name, family_name, birth_date, place_of_birth, street, city, postal_code, country,
         document_kind, document_number, data_box"
    };
}

/// Writes everything known about a person, new or not. The keys are for processes of an older version that look for
/// people by them.
pub(crate) fn put(tx: &mut Tx<'_>, id: &PersonId, person: &Person, now: Timestamp) -> Result<(), StoreError> {
    let (name, address) = (&person.name, &person.address);
    let document = person.document.as_ref();
    tx.execute(
        "INSERT INTO person (id, given_name, family_name, given_key, family_key, birth_date, place_of_birth,
             street, city, postal_code, country, document_kind, document_number, data_box, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         ON CONFLICT (id) DO UPDATE SET
             given_name = excluded.given_name, family_name = excluded.family_name,
             given_key = excluded.given_key, family_key = excluded.family_key,
             birth_date = excluded.birth_date, place_of_birth = excluded.place_of_birth,
             street = excluded.street, city = excluded.city, postal_code = excluded.postal_code,
             country = excluded.country, document_kind = excluded.document_kind,
             document_number = excluded.document_number, data_box = excluded.data_box,
             recorded_at = excluded.recorded_at",
        &[
            id,
            &name.given(),
            &name.family(),
            &folded(name.given()),
            &folded(name.family()),
            &person.birth_date.to_string(),
            &person.place_of_birth,
            &address.street(),
            &address.city(),
            &address.postal_code(),
            &address.country().as_str(),
            &document.map(|document| document.kind.code()),
            &document.map(|document| document.number.as_str()),
            &person.data_box,
            &now,
        ],
    )?;
    Ok(())
}

/// Reference data about one person.
pub(crate) fn get(tx: &mut Tx<'_>, id: &PersonId) -> Result<Option<Person>, StoreError> {
    let sql = concat!("SELECT ", columns!(), " FROM person WHERE id = $1");
    Ok(tx.query_one_or_none(sql, &[id], from_row)?.map(|(_, person)| person))
}

/// People of this birth date: those among whom the rules look for exactly one. In ten million there are some four
/// hundred born on one day; names are compared by the rules, because no key stands for every way to spell one.
pub(crate) fn candidates(
    tx: &mut Tx<'_>,
    attributes: &MatchingAttributes,
) -> Result<Vec<(PersonId, Person)>, StoreError> {
    let sql = concat!("SELECT ", columns!(), " FROM person WHERE birth_date = $1 ORDER BY id");
    tx.query(sql, &[&attributes.birth_date.to_string()], from_row)
}

fn from_row(row: &Row<'_>) -> Result<(PersonId, Person), StoreError> {
    let text = |index| row.get::<String>(index);
    let kind: Option<String> = row.get(9)?;
    let number: Option<String> = row.get(10)?;
    let document = match (kind, number) {
        (Some(kind), Some(number)) => {
            let kind =
                DocumentKind::parse(&kind).ok_or_else(|| corrupt("document_kind", "a kind of document"))?;
            Some(Document { kind, number })
        }
        _ => None,
    };
    let person = Person {
        name: PersonName::parse(&text(1)?, &text(2)?).map_err(|_| corrupt("given_name", "a name"))?,
        birth_date: text(3)?.parse().map_err(|_| corrupt("birth_date", "a date"))?,
        place_of_birth: text(4)?,
        address: PostalAddress::parse(&text(5)?, &text(6)?, &text(7)?, &text(8)?)
            .map_err(|_| corrupt("street", "an address"))?,
        document,
        data_box: row.get(11)?,
    };
    Ok((row.get(0)?, person))
}

fn corrupt(column: &str, expected: &'static str) -> StoreError {
    StoreError::Corrupt { place: format!("person.{column}"), expected }
}
