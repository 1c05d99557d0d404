//! The release build of a fresh checkout.

use super::statistics::now;
use crate::run::{command, run};
use anyhow::{Context, Result};

/// `/proc/self/stat` counts in these, on every architecture that Debian has.
const TICKS_PER_S: f64 = 100.0;

pub(super) fn measure() -> Result<()> {
    // What is fetched from the network is no part of the figure.
    run(&mut command(&["cargo", "fetch", "--quiet", "--locked"]))?;
    let folder = super::empty_folder("build")?;
    let mut build = command(&["cargo", "build", "--quiet", "--release", "--package", "svornik", "--timings"]);
    let (began, cpu_before) = (now(), cpu_of_children()?);
    run(build.env("CARGO_TARGET_DIR", &folder))?;
    let (wall, cpu) = (began.elapsed().as_secs_f64(), cpu_of_children()? - cpu_before);
    println!("  release build: {wall:.0} s, {cpu:.0} s of CPU ({} at its end)", super::load()?);
    println!("  which crate took how long: {}", folder.join("cargo-timings").display());
    Ok(())
}

/// Seconds that programs have used which this one started and saw end: they do not depend on what else runs.
fn cpu_of_children() -> Result<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let (_, fields) = stat.rsplit_once(") ").context("/proc/self/stat has changed")?;
    let ticks = fields.split(' ').skip(13).take(2).map(str::parse::<f64>);
    Ok(ticks.sum::<Result<f64, _>>()? / TICKS_PER_S)
}
