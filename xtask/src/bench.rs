//! `cargo xtask bench [WHAT…]`: the figures of docs/performance.md.

mod approval;
mod build;
mod commits;
mod cost;
mod login;
mod provider;
mod server;
mod sizes;
mod start;
mod statistics;

use crate::run::{cargo, run, say};
use crate::{assets, fetch, machine};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;

struct Figure {
    name: &'static str,
    what: &'static str,
    measure: fn() -> Result<()>,
    /// Takes long or needs much of the machine: measured only when it is named.
    on_request: bool,
}

const FIGURES: &[Figure] = &[
    Figure { name: "start", what: "cold start and idle memory", measure: start::measure, on_request: false },
    Figure { name: "login", what: "logins beside the control", measure: login::measure, on_request: false },
    Figure { name: "commits", what: "group commit", measure: commits::measure, on_request: false },
    Figure {
        name: "approval",
        what: "from approval to logged in",
        measure: approval::measure,
        on_request: false,
    },
    Figure {
        name: "sizes",
        what: "phone app, style sheet, binary",
        measure: sizes::measure,
        on_request: false,
    },
    Figure {
        name: "cost",
        what: "what one login is made of (perf, root)",
        measure: cost::measure,
        on_request: true,
    },
    Figure { name: "build", what: "release build from nothing", measure: build::measure, on_request: true },
];

/// Measures what is named, or everything that is not on request. A measurement installs itself what it needs beyond the
/// demo.
pub(crate) fn bench(only: &[String]) -> Result<()> {
    if let Some(unknown) = only.iter().find(|name| !FIGURES.iter().any(|figure| figure.name == *name)) {
        let names: Vec<_> = FIGURES.iter().map(|figure| figure.name).collect();
        bail!("no such figure: {unknown}; there are {}", names.join(", "));
    }
    let is_chosen = |figure: &&Figure| match only {
        [] => !figure.on_request,
        names => names.iter().any(|name| name == figure.name),
    };
    machine::prepare_for_demo()?;
    fetch::for_demo()?;
    assets::build()?;
    for figure in FIGURES.iter().filter(is_chosen) {
        say(&format!("{}: {} ({})", figure.name, figure.what, load()?));
        (figure.measure)()?;
    }
    Ok(())
}

/// How busy the machine is, which belongs beside every figure.
fn load() -> Result<String> {
    let averages = std::fs::read_to_string("/proc/loadavg").context("no /proc/loadavg")?;
    let last_minute = averages.split_whitespace().next().unwrap_or_default();
    let cores = std::thread::available_parallelism()?;
    Ok(format!("load {last_minute} on {cores} cores"))
}

/// The binary as it is delivered, or the one that `SVORNIK_BINARY` names.
fn svornik() -> Result<PathBuf> {
    if let Some(binary) = std::env::var_os("SVORNIK_BINARY") {
        return Ok(binary.into());
    }
    run(&mut cargo(&["build", "--quiet", "--release", "--package", "svornik"]))?;
    Ok(crate::demo::target_folder().join("release/svornik"))
}

/// An empty folder on the disk of the checkout: `/tmp` may be memory, where fsync costs nothing.
fn empty_folder(name: &str) -> Result<PathBuf> {
    let folder = crate::demo::target_folder().join("bench").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}
