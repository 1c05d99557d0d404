//! `svornik messages`: how the queues of e-mails, SMS, letters and notices stand, and what was given up.

use crate::config::Config;
use crate::house::House;
use anyhow::{Context, Result};
use delivery::{Failed, Worker};
use std::path::Path;

/// So many of each site, the newest first.
const SHOWN: u32 = 100;

/// Prints the queues of every site in the configuration; with `retry` puts what was given up back into them.
///
/// # Errors
/// The configuration or a database cannot be read.
#[expect(clippy::print_stdout, reason = "this is what the person who typed the command waits for")]
pub(crate) async fn messages(config: &Path, retry: bool) -> Result<()> {
    for (site, worker) in &House::queues(&Config::read(config)?).await? {
        let failed = worker.failed(SHOWN).await.context("the queue cannot be read")?;
        if retry {
            println!("{site}: {} messages are back in the queue", put_back(worker, &failed).await?);
        }
        for standing in worker.standing().await? {
            let since = standing.waiting_since.map_or(String::new(), |at| format!(" since {at}"));
            println!(
                "{site} {}: {} waiting{since}, {} given up",
                standing.channel, standing.waiting, standing.failed
            );
        }
        for Failed { id, cause, channel, attempts, at, problem } in failed.iter().filter(|_| !retry) {
            println!("{site} {channel} {id}: {cause}, given up at {at} after {attempts} attempts: {problem}");
        }
    }
    Ok(())
}

async fn put_back(worker: &Worker, failed: &[Failed]) -> Result<usize> {
    let mut put_back = 0;
    for message in failed {
        put_back += usize::from(worker.retry(&message.id).await?);
    }
    Ok(put_back)
}
