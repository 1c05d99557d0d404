//! ARCHITECTURE.md's code map names every crate, links between documents lead somewhere, and the tests that the pages
//! of threats name exist.

use super::Findings;
use anyhow::Result;
use std::path::Path;

/// The pages of threats name more tests than this: fewer would mean that names are no longer found.
const FEWEST_TESTS: usize = 60;

pub(super) fn check(findings: &mut Findings) -> Result<()> {
    let map = std::fs::read_to_string("ARCHITECTURE.md").unwrap_or_default();
    for folder in ["crates/platform", "crates/protocols", "crates/sites", "crates/demo"] {
        for entry in std::fs::read_dir(folder)?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if !map.contains(&format!("    {name}/ ")) {
                findings.add("ARCHITECTURE.md", format_args!("the code map does not name {folder}/{name}"));
            }
        }
    }
    let documents =
        std::fs::read_dir(".")?.chain(std::fs::read_dir("docs")?).flatten().map(|entry| entry.path());
    for document in documents.filter(|path| path.extension().is_some_and(|e| e == "md")) {
        links(&document, findings)?;
    }
    tables(findings)?;
    threats(findings)
}

/// Where a table of the configuration really stands.
const CONFIGURATIONS: &[&str] = &["docs/operating.md", "crates/svornik/demo/svornik.toml"];

/// The tables of the configuration that the code's documentation names exist (finding F8): `[mojeid.settings]`, and
/// `[[hub.settings.methods]]` in an example.
fn tables(findings: &mut Findings) -> Result<()> {
    let mut real = String::new();
    for file in CONFIGURATIONS {
        real.push_str(&std::fs::read_to_string(file)?);
    }
    for path in super::sources(&["rs"]) {
        for line in std::fs::read_to_string(&path)?.lines() {
            let Some(text) = line.trim_start().strip_prefix("///").or(line.trim_start().strip_prefix("//!"))
            else {
                continue;
            };
            let quoted = text.split('`').skip(1).step_by(2);
            for table in quoted.chain([text.trim()]).filter_map(table) {
                if !real.lines().any(|line| self::table(line) == Some(table)) {
                    findings.add(&path, format_args!("the configuration has no [{table}]"));
                }
            }
        }
    }
    Ok(())
}

/// `mojeid.settings` of `[mojeid.settings]` or `[[mojeid.settings]]`, whatever comment follows.
fn table(text: &str) -> Option<&str> {
    let inner = text.split('#').next()?.trim().strip_prefix('[')?.strip_suffix(']')?;
    let name = inner.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(inner);
    let is_path = |c: char| c.is_ascii_lowercase() || c == '_' || c == '.' || c == '-';
    (!name.is_empty() && name.chars().all(is_path)).then_some(name)
}

/// Each defence has the test that shows it.
fn threats(findings: &mut Findings) -> Result<()> {
    let mut sources = String::new();
    for path in super::sources(&["rs"]) {
        sources.push_str(&std::fs::read_to_string(path)?);
    }
    let mut found = 0;
    for page in ["docs/threats.md", "docs/threats-accounts.md"] {
        let text = std::fs::read_to_string(page)?;
        for name in text.split('`').skip(1).step_by(2).filter(|name| is_test(name)) {
            found += 1;
            if !sources.contains(&format!("fn {name}(")) {
                findings.add(page, format_args!("there is no test {name}"));
            }
        }
    }
    if found <= FEWEST_TESTS {
        findings.add("docs/threats.md", format_args!("the pages of threats name only {found} tests"));
    }
    Ok(())
}

fn is_test(name: &str) -> bool {
    name.matches('_').count() >= 3
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn links(document: &Path, findings: &mut Findings) -> Result<()> {
    let text = std::fs::read_to_string(document)?;
    let folder = document.parent().unwrap_or(Path::new("."));
    for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        let path = link.split('#').next().unwrap_or_default();
        if !path.is_empty() && !path.contains("://") && !path.contains(' ') && !folder.join(path).exists() {
            findings.add(document, format_args!("the link to {path} leads nowhere"));
        }
    }
    Ok(())
}
