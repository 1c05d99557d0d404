//! `cargo xtask tidy`: the rules of the house that no compiler checks (ARCHITECTURE.md says why each is there).

mod dependencies;
mod dependency_layers;
mod documents;
mod files;
mod licence;
mod mission;
mod site_layers;
mod sql;
mod texts;
mod vocabulary;
mod words;

use anyhow::{Result, bail};
use std::path::Path;

type Rule = (&'static str, fn(&mut Findings) -> Result<()>);

const RULES: &[Rule] = &[
    ("a crate uses crates of lower layers only", dependency_layers::check),
    ("dependencies are used, from crates.io, and under licences that we may use", dependencies::check),
    ("files are small", files::check),
    ("acts know no HTTP, pages open no transaction", site_layers::check),
    ("SQL is portable and stands in store/", sql::check),
    ("names are those of the glossary", vocabulary::check),
    ("every text is translated and used", texts::check),
    ("people's texts use the words of the glossary", words::check),
    ("documents name what exists", documents::check),
];

/// What the rules found: a line each, `file: what is wrong`.
#[derive(Default)]
struct Findings(Vec<String>);

impl Findings {
    fn add(&mut self, place: impl AsRef<Path>, what: impl std::fmt::Display) {
        self.0.push(format!("{}: {what}", place.as_ref().display()));
    }
}

/// Runs all rules; any finding is a failure. Mission IDs without a test are listed, not refused.
pub(crate) fn tidy() -> Result<()> {
    crate::fetch::crates()?;
    let mut findings = Findings::default();
    for (name, rule) in RULES {
        let before = findings.0.len();
        rule(&mut findings)?;
        println!("  {} {name}", if findings.0.len() == before { "✓" } else { "✗" });
    }
    println!("  ○ mission IDs without a test: {}", mission::untested()?.join(" "));
    if findings.0.is_empty() {
        return Ok(());
    }
    bail!("the house is not tidy:\n{}", findings.0.join("\n"));
}

/// The project's own source files with one of these endings.
fn sources(endings: &[&str]) -> Vec<std::path::PathBuf> {
    let folders = ["crates", "xtask", "apps", "tests"];
    let all = folders.iter().flat_map(|folder| {
        crate::assets::files_below(
            Path::new(folder),
            &["node_modules", "dist", "target", "artifacts", ".venv"],
        )
    });
    all.filter(|file| file.extension().is_some_and(|e| endings.iter().any(|ending| e == *ending))).collect()
}
