//! `cargo xtask pictures`: what every kind of page looks like, in a folder of screenshots; and the README's picture.

use crate::run::{cargo, command, run, say};
use crate::{assets, machine};
use anyhow::Result;

const README_PICTURE: &str = "docs/pictures/login.png";

/// Builds, starts a demo world of its own, and takes the pictures.
pub(crate) fn pictures() -> Result<()> {
    machine::prepare_for_tests()?;
    assets::install("tests/end_to_end")?;
    assets::build()?;
    run(&mut cargo(&["build", "--quiet", "--package", "svornik"]))?;
    let folder = crate::demo::target_folder().join("pictures");
    say("Taking the pictures");
    run(command(&["node", "pictures.mjs"])
        .arg(&folder)
        .arg(crate::run::root().join(README_PICTURE))
        .current_dir("tests/end_to_end")
        .env("SVORNIK_BINARY", crate::demo::target_folder().join("debug/svornik")))?;
    say(&format!("All at a glance: {}", folder.join("index.html").display()));
    Ok(())
}
