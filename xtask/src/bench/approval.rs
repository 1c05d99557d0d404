//! From the approval in the app to the PC being logged in.

use crate::assets;
use crate::run::{command, run};
use anyhow::Result;

pub(super) fn measure() -> Result<()> {
    let binary = super::svornik()?;
    assets::install("tests/end_to_end")?;
    run(command(&["node", "bench/approval.mjs"]).env("SVORNIK_BINARY", binary))
}
