//! What a fresh Debian 12 with cargo and Node still lacks.

use crate::run::{command, has, output, run, say};
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

/// The oldest Node that the app's and the tests' packages run on.
const NODE_MAJOR: u32 = 20;

/// A program and the Debian package that brings it.
type Need = (&'static str, &'static str);

const TESTS_NEED: &[Need] = &[
    ("/usr/bin/chromium", "chromium"),
    ("/usr/lib/postgresql/15/bin/initdb", "postgresql"),
    ("/usr/bin/pdftoppm", "poppler-utils"),
    ("/usr/bin/python3", "python3"),
    ("/usr/share/doc/python3-venv", "python3-venv"),
];

/// A C compiler (SQLite, aws-lc) and Node: all that the demo needs.
pub(crate) fn prepare_for_demo() -> Result<()> {
    check_node()?;
    install(&[("/usr/bin/cc", "build-essential")])
}

/// What the tests need on top of the demo.
pub(crate) fn prepare_for_tests() -> Result<()> {
    prepare_for_demo()?;
    install(TESTS_NEED)?;
    if !has("cargo-deny") {
        say("Installing cargo-deny (once; some minutes)");
        run(&mut command(&["cargo", "install", "--locked", "--quiet", "cargo-deny@0.20.2"]))?;
    }
    Ok(())
}

fn check_node() -> Result<()> {
    let version =
        output(&mut command(&["node", "--version"])).context("Node is needed (version 20 or newer)")?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|m| m.parse::<u32>().ok());
    anyhow::ensure!(major >= Some(NODE_MAJOR), "Node {NODE_MAJOR} or newer is needed, this is {version}");
    Ok(())
}

fn install(needs: &[Need]) -> Result<()> {
    let missing: Vec<&str> =
        needs.iter().filter(|(path, _)| !Path::new(path).exists()).map(|(_, package)| *package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    say(&format!("Installing from Debian: {}", missing.join(", ")));
    run(apt().args(["update", "--quiet"]))?;
    run(apt().args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(&missing))
}

fn apt() -> Command {
    let root = output(&mut command(&["id", "-u"])).is_ok_and(|id| id.trim() == "0");
    let mut apt = if root { command(&["apt-get"]) } else { command(&["sudo", "apt-get"]) };
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    apt
}
