//! `svornik record-people`: reference data from a file into the population register.

use crate::app::App;
use crate::config::Config;
use anyhow::{Context, Result, anyhow, ensure};
use clock::Clock;
use population::{Person, PersonId, PersonInput, Register};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use values::Timestamp;

/// How many are recorded in one transaction.
const BATCH: usize = 500;

/// Records everybody in a file of JSON lines. The whole file is read once before anybody is recorded, so a mistake
/// in its last line costs nothing; recorded again, people stay the same people.
///
/// # Errors
/// The file cannot be read, a line is not a person (the error has its number, and no personal data), the
/// configuration has no population register, or the database refuses.
pub(crate) async fn record_people(config: &Path, file: &Path) -> Result<()> {
    let clock = Clock::system();
    let dependencies = App::dependencies(&Config::read(config)?, &clock, "population").await?;
    let register = Register::new(dependencies);
    let total = people(file, &clock)?.try_fold(0_u64, |total, person| person.map(|_| total + 1))?;
    let mut people = people(file, &clock)?;
    let mut recorded = 0;
    while recorded < total {
        let batch = people.by_ref().take(BATCH).collect::<Result<Vec<_>>>()?;
        ensure!(!batch.is_empty(), "the file has changed while it was read; it cannot be a pipe");
        register.record_people(&batch).await?;
        recorded += batch.len() as u64;
        tracing::info!("{recorded} of {total} people are recorded");
    }
    Ok(())
}

fn people(file: &Path, clock: &Clock) -> Result<impl Iterator<Item = Result<(PersonId, Person)>>> {
    let now = clock.now();
    let opened = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
    let lines = BufReader::new(opened).lines().zip(1_u64..);
    let lines = lines.filter(|(line, _)| !line.as_ref().is_ok_and(|line| line.trim().is_empty()));
    Ok(lines.map(move |(line, number)| person(&line?, now).with_context(|| format!("line {number}"))))
}

fn person(line: &str, now: Timestamp) -> Result<(PersonId, Person)> {
    let input: PersonInput = serde_json::from_str(line).map_err(|error| unlike(&error))?;
    Ok((input.id()?, input.read(now)?))
}

/// What serde says of a mistake may quote what stands in the line. The name of a member is told, nothing else.
fn unlike(error: &serde_json::Error) -> anyhow::Error {
    let said = error.to_string();
    let named = ["unknown field `", "missing field `", "duplicate field `"].into_iter().find_map(|start| {
        let end = start.len() + said.strip_prefix(start)?.find('`')?;
        said.get(..=end)
    });
    match named {
        Some(named) => anyhow!("{named}, at column {}", error.column()),
        None => anyhow!("not such a person as is expected, at column {}", error.column()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(line: &str) -> String {
        format!("{:#}", person(line, Clock::system().now()).expect_err("it is refused"))
    }

    #[test]
    fn a_member_is_named_and_nothing_that_it_says() {
        assert!(complaint(r#"{"placeofbirth": "Olomouc"}"#).starts_with("unknown field `placeofbirth`"));
        assert!(complaint(r#"{"given_name": "Jana"}"#).starts_with("missing field `family_name`"));
        let wrong_kind = complaint(r#"{"given_name": ["Jana"]}"#);
        assert!(wrong_kind.starts_with("not such a person"), "{wrong_kind}");
        assert!(!complaint("Jana Nováková").contains("Jana"));
    }

    #[test]
    fn empty_lines_are_passed_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("people.jsonl");
        std::fs::write(&file, "\n  \n\n").expect("a file");
        assert_eq!(people(&file, &Clock::system()).expect("it is read").count(), 0);
    }
}
