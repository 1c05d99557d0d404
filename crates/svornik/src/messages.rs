//! `svornik messages`: how the queues of e-mails, SMS, letters and notices stand, and what was given up.

use crate::app::Installation;
use crate::config::Config;
use anyhow::{Context, Result};
use clock::Clock;
use delivery::{Delivery, Failed};
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
    let said = report(&Config::read(config)?, retry).await?;
    match std::io::stdout().write_all(said.as_bytes()) {
        // whoever reads has seen enough: `svornik messages | head`
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
        let (queue, site) = (Delivery::new(site.name, &master_key), site.name);
        let failed = store.read(|tx| queue.failed(tx, SHOWN)).await.context("the queue cannot be read")?;
        if retry {
            let mut put_back = 0;
            for message in &failed {
                let is_back = store.write(|tx| queue.retry(tx, clock.now(), &message.id)).await?;
                put_back += usize::from(is_back);
            }
            writeln!(said, "{site}: {put_back} messages are back in the queue")?;
        }
        for standing in store.read(|tx| queue.standing(tx)).await? {
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
    Ok(said)
}
