//! From the approval in the app to the PC being logged in.

use crate::run::{command, run};
use crate::{assets, machine};
use anyhow::Result;

pub(super) fn measure() -> Result<()> {
    machine::prepare_for_tests()?;
    let binary = super::svornik()?;
    assets::install("tests/end_to_end")?;
    run(command(&["node", "bench/approval.mjs"]).env("SVORNIK_BINARY", binary))
}
