//! `cargo xtask demo`: from a fresh checkout to the running demo world.

use crate::run::{cargo, run, say};
use crate::{assets, fetch, machine};
use anyhow::Result;

/// Installs, builds and starts `svornik demo`; `arguments` go to it.
pub(crate) fn demo(arguments: &[String]) -> Result<()> {
    machine::prepare_for_demo()?;
    fetch::for_demo()?;
    assets::build()?;
    say("Building svornik (the first time takes some minutes)");
    run(&mut cargo(&["build", "--release", "--package", "svornik"]))?;
    let binary = target_folder().join("release/svornik");
    run(std::process::Command::new(binary).arg("demo").args(arguments))
}

/// Where cargo puts what it builds.
pub(crate) fn target_folder() -> std::path::PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| crate::run::root().join("target"), Into::into)
}
