//! `svornik hub-account`: what support does when somebody says that an account at a method is not theirs.

use crate::config::Config;
use crate::house::House;
use anyhow::{Context, Result, ensure};
use clock::Clock;
use std::path::Path;

/// Blocks an account, or allows it again; a running hub heeds it from the next request on.
///
/// # Errors
/// There is no such method or account, or it is in that state already.
pub(crate) async fn set_blocked(config: &Path, method: &str, account: &str, blocked: bool) -> Result<()> {
    let clock = Clock::system();
    let config = Config::read(config)?;
    let methods = config.hub.iter().flat_map(|part| &part.settings.methods);
    let methods: Vec<_> = methods.map(|method| method.id.to_string()).collect();
    ensure!(
        methods.iter().any(|id| id == method),
        "there is no method {method}, only {}",
        methods.join(", ")
    );
    let hub = House::hub(&config, &clock).await?;
    let method = method.parse().ok().context("this is not the short name of a method")?;
    let changed = hub.set_blocked(&method, account, blocked, clock.now()).await?;
    ensure!(changed, "there is no such account, or nothing to change");
    tracing::info!(account, blocked, "done");
    Ok(())
}
