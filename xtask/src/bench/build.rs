//! The release build of a fresh checkout.

use super::statistics::now;
use crate::run::{command, run};
use anyhow::Result;

pub(super) fn measure() -> Result<()> {
    // What is fetched from the network is no part of the figure.
    run(&mut command(&["cargo", "fetch", "--quiet", "--locked"]))?;
    let folder = super::empty_folder("build")?;
    let mut build = command(&["cargo", "build", "--quiet", "--release", "--package", "svornik", "--timings"]);
    let began = now();
    run(build.env("CARGO_TARGET_DIR", &folder))?;
    println!("  release build: {:.0} s ({} at its end)", began.elapsed().as_secs_f64(), super::load()?);
    println!("  which crate took how long: {}", folder.join("cargo-timings").display());
    Ok(())
}
