//! `svornik record-people`: reference data from a file into the population register.

use crate::config::Config;
use crate::house::House;
use anyhow::{Context, Result, anyhow, ensure};
use environment::Clock;
use population::rules::person::{Person, PersonId};
use population::rules::written::WrittenPerson;
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
    let population = House::population(&Config::read(config)?, &clock).await?;
    let register = population.register();
    let total = people(file, &clock)?.try_fold(0_u64, |total, person| person.map(|_| total + 1))?;
    let mut people = people(file, &clock)?;
    let mut recorded = 0;
    while recorded < total {
        let batch = people.by_ref().take(BATCH).collect::<Result<Vec<_>>>()?;
        ensure!(!batch.is_empty(), "the file has changed while it was read; it cannot be a pipe");
        population::record_people(register, &batch).await?;
        recorded += batch.len() as u64;
        tracing::info!("{recorded} of {total} people are recorded");
    }
    Ok(())
}

fn people(file: &Path, clock: &Clock) -> Result<impl Iterator<Item = Result<(PersonId, Person)>>> {
    let now = clock.now();
    let opened = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
    let lines = BufReader::new(opened).lines().zip(1_u64..);
    Ok(lines.map(move |(line, number)| person(&line?, now).with_context(|| format!("line {number}"))))
}

fn person(line: &str, now: Timestamp) -> Result<(PersonId, Person)> {
    // What serde says of a mistake may quote the line: only its place is told.
    let written: WrittenPerson = serde_json::from_str(line)
        .map_err(|error| anyhow!("not such a person as is expected, at column {}", error.column()))?;
    Ok((written.id()?, written.read(now)?))
}
