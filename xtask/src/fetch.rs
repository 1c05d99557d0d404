//! Everything that comes from the network and that a later step needs: crates, npm packages, Python packages. What
//! Debian has is installed by [`crate::machine`]. After that every step works without the network.

use crate::assets;
use crate::run::{command, run};
use anyhow::{Context, Result};

/// Every crate that Cargo.lock names, those for other systems too: `cargo metadata` wants them all.
pub(crate) fn crates() -> Result<()> {
    run(&mut command(&["cargo", "fetch", "--locked", "--quiet"]))
        .context("crates cannot be fetched; the first time needs the network")
}

/// What the demo is built from.
pub(crate) fn for_demo() -> Result<()> {
    crates()?;
    assets::install_all()
}

/// What the tests need on top of it.
pub(crate) fn for_tests() -> Result<()> {
    for_demo()?;
    assets::install("tests/end_to_end")?;
    let make = "import('./lib/python.mjs').then((python) => python.preparePython())";
    run(command(&["node", "--eval", make]).current_dir("tests/end_to_end"))
        .context("the Python packages of the foreign clients cannot be installed")
}
