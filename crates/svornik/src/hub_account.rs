//! `svornik hub-account`: what support does when somebody says that an account at a method is not theirs.

use crate::app::App;
use crate::config::Config;
use anyhow::{Context, Result, ensure};
use clock::Clock;
use hub::NationalPoint;
use std::path::Path;

/// Blocks an account, or allows it again; a running hub heeds it from the next request on. Opens the hub alone.
///
/// # Errors
/// There is no such method or account, or it is in that state already.
pub(crate) async fn set_blocked(config: &Path, method: &str, account: &str, blocked: bool) -> Result<()> {
    let clock = Clock::system();
    let app = App::open(&Config::read(config)?.only("hub")?, &clock).await?;
    let hub = app.site::<NationalPoint>().context("the hub is another site")?;
    let known = hub.methods().find(|id| id.as_str() == method);
    let known = known.with_context(|| {
        let all: Vec<_> = hub.methods().map(ToString::to_string).collect();
        format!("there is no method {method}, only {}", all.join(", "))
    })?;
    let changed = hub.set_blocked(known, account, blocked, clock.now()).await?;
    ensure!(changed, "there is no such account, or nothing to change");
    tracing::info!(account, blocked, "done");
    Ok(())
}
