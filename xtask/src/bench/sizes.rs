//! What people download and what operators install.

use crate::run::{command, output, run};
use anyhow::{Context, Result};

const STYLE_SHEET: &str = "crates/platform/web/dist/svornik.css";

pub(super) fn measure() -> Result<()> {
    run(command(&["npm", "run", "--silent", "size"]).current_dir("apps/key"))?;
    let zipped = command(&["gzip", "--best", "--stdout", STYLE_SHEET]).output().context("no gzip")?;
    println!(
        "{:>7}  style sheet, gzip ({} plain)",
        zipped.stdout.len(),
        std::fs::metadata(STYLE_SHEET)?.len()
    );
    let binary = super::svornik()?;
    println!("{:>7}  binary, bytes", std::fs::metadata(&binary)?.len());
    println!("{}", output(command(&["size"]).arg(&binary))?);
    Ok(())
}
