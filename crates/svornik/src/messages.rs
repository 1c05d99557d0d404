//! `svornik messages`: how the queues of e-mails, SMS, letters and notices stand, and what was given up.

use crate::config::Config;
use crate::house::House;
use anyhow::{Context, Result};
use delivery::{Failed, Worker};
use std::fmt::Write as _;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

/// So many of each site, the newest first.
const SHOWN: u32 = 100;

/// Prints the queues of every site in the configuration; with `retry` puts what was given up back into them.
///
/// # Errors
/// The configuration or a database cannot be read.
pub(crate) async fn messages(config: &Path, retry: bool) -> Result<()> {
    let mut said = String::new();
    for (site, worker) in &House::queues(&Config::read(config)?).await? {
        let failed = worker.failed(SHOWN).await.context("the queue cannot be read")?;
        if retry {
            writeln!(said, "{site}: {} messages are back in the queue", put_back(worker, &failed).await?)?;
        }
        for standing in worker.standing().await? {
            let since = standing.waiting_since.map_or(String::new(), |at| format!(" since {at}"));
            writeln!(
                said,
                "{site} {}: {} waiting{since}, {} given up",
                standing.channel, standing.waiting, standing.failed
            )?;
        }
        for Failed { id, cause, channel, attempts, at, problem } in failed.iter().filter(|_| !retry) {
            writeln!(
                said,
                "{site} {channel} {id}: {cause}, given up at {at} after {attempts} attempts: {problem}"
            )?;
        }
    }
    match std::io::stdout().write_all(said.as_bytes()) {
        // whoever reads has seen enough: `svornik messages | head`
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        outcome => Ok(outcome?),
    }
}

async fn put_back(worker: &Worker, failed: &[Failed]) -> Result<usize> {
    let mut put_back = 0;
    for message in failed {
        put_back += usize::from(worker.retry(&message.id).await?);
    }
    Ok(put_back)
}
