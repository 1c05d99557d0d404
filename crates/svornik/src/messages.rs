//! `svornik messages`: how much queued work waits at each site (e-mails, SMS, letters, webhooks and other jobs), and
//! what was given up.

use crate::app::Installation;
use crate::config::Config;
use anyhow::{Context, Result};
use clock::Clock;
use jobs::{FailedJob, Queue};
use runtime::Dependencies;
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
    print(&report(&Config::read(config)?, retry).await?)
}

/// Writes to standard output, as far as somebody reads: `svornik messages | head`.
pub(crate) fn print(text: &str) -> Result<()> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        outcome => Ok(outcome?),
    }
}

/// What the queues hold. Only the databases of sites that have one are opened.
pub(crate) async fn report(config: &Config, retry: bool) -> Result<String> {
    let (clock, mut said) = (Clock::system(), String::new());
    let installation = Installation::new(config, &clock)?;
    for site in config.sites.iter().map(|site| site.entry()).filter(|site| site.has_queue()) {
        let Dependencies { store, master_key, .. } = installation.dependencies(site).await?;
        let (queue, site) = (Queue::new(site.name, &master_key), site.name);
        let failed = store.read(|tx| queue.failed(tx, SHOWN)).await.context("the queue cannot be read")?;
        if retry {
            let mut put_back = 0;
            for job in &failed {
                let is_back = store.write(|tx| queue.retry(tx, clock.now(), &job.id)).await?;
                put_back += usize::from(is_back);
            }
            writeln!(said, "{site}: {put_back} messages are back in the queue")?;
        }
        let statuses = store.read(|tx| queue.status(tx)).await?;
        if statuses.is_empty() {
            writeln!(said, "{site}: nothing waits, nothing was given up")?;
        }
        for status in statuses {
            let since = status.waiting_since.map_or(String::new(), |at| format!(" since {at}"));
            writeln!(
                said,
                "{site} {}: {} waiting{since}, {} given up",
                status.kind, status.waiting, status.failed
            )?;
        }
        for FailedJob { id, idempotency_key, kind, attempts, failed_at, problem } in
            failed.iter().filter(|_| !retry)
        {
            writeln!(
                said,
                "{site} {kind} {id}: {idempotency_key}, given up at {failed_at} after {attempts} attempts: {problem}"
            )?;
        }
    }
    Ok(said)
}
