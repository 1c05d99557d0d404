//! `cargo xtask bench`: the figures of docs/performance.md.

use anyhow::Result;

/// Runs the named measurements, or all.
pub(crate) fn bench(_only: &[String]) -> Result<()> {
    Ok(())
}
