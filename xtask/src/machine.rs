//! What a fresh Debian 12 with cargo and Node still lacks.

use crate::run::{command, output, run, say};
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::process::Command;

/// The oldest Node that the app's and the tests' packages run on.
const NODE_MAJOR: u32 = 20;

/// A program and the Debian package that brings it.
pub(crate) type Need = (&'static str, &'static str);

/// A C compiler (SQLite, aws-lc).
pub(crate) const DEMO_NEEDS: &[Need] = &[("/usr/bin/cc", "build-essential")];

/// What the tests need on top of the demo.
pub(crate) const TESTS_NEED: &[Need] = &[
    ("/usr/bin/chromium", "chromium"),
    ("/usr/lib/postgresql/15/bin/initdb", "postgresql"),
    ("/usr/sbin/nginx", "nginx-light"),
    ("/usr/bin/pdftoppm", "poppler-utils"),
    ("/usr/bin/openssl", "openssl"),
    ("/usr/lib/apache2/modules/mod_auth_openidc.so", "libapache2-mod-auth-openidc"),
    ("/usr/bin/python3", "python3"),
    ("/usr/share/doc/python3-venv", "python3-venv"),
];

/// Parts of the Rust toolchain that its minimal profile lacks, and the commands that they bring.
const COMPONENTS: &[(&str, &str)] = &[("fmt", "rustfmt"), ("clippy", "clippy")];

/// A C compiler and Node: all that the demo needs.
pub(crate) fn prepare_for_demo() -> Result<()> {
    check_node()?;
    install(DEMO_NEEDS)
}

/// What the tests need on top of the demo.
pub(crate) fn prepare_for_tests() -> Result<()> {
    prepare_for_demo()?;
    check_toolchain()?;
    install(TESTS_NEED)
}

fn check_node() -> Result<()> {
    let version = output(&mut command(&["node", "--version"]))
        .with_context(|| format!("Node is needed (version {NODE_MAJOR} or newer, with npm)"))?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|m| m.parse::<u32>().ok());
    ensure!(major >= Some(NODE_MAJOR), "Node {NODE_MAJOR} or newer is needed, this is {version}");
    output(&mut command(&["npm", "--version"])).context("npm is needed (it comes with Node)")?;
    Ok(())
}

fn check_toolchain() -> Result<()> {
    for (name, component) in COMPONENTS {
        output(&mut command(&["cargo", name, "--version"]))
            .with_context(|| format!("`cargo {name}` is needed: rustup component add {component}"))?;
    }
    Ok(())
}

/// The packages that are not there yet.
pub(crate) fn missing(needs: &[Need]) -> Vec<&'static str> {
    needs.iter().filter(|(path, _)| !Path::new(path).exists()).map(|(_, package)| *package).collect()
}

fn install(needs: &[Need]) -> Result<()> {
    let missing = missing(needs);
    if missing.is_empty() {
        return Ok(());
    }
    say(&format!("Installing from Debian: {}", missing.join(", ")));
    let by_hand = || format!("install them yourself: apt-get install {}", missing.join(" "));
    run(apt().args(["update", "--quiet"])).with_context(by_hand)?;
    run(apt().args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(&missing))
        .with_context(by_hand)
}

fn apt() -> Command {
    let root = output(&mut command(&["id", "-u"])).is_ok_and(|id| id.trim() == "0");
    let mut apt = if root { command(&["apt-get"]) } else { command(&["sudo", "apt-get"]) };
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    apt
}
