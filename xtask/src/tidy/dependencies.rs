//! Where crates come from, under which licences, and that each one is used where it is declared.
//!
//! Known vulnerabilities are another matter: they need a database from the network, which a build must not depend on
//! (`cargo deny check advisories`, or `cargo audit`).

use super::{Findings, licence};
use crate::assets::files_below;
use crate::run::{cargo, output};
use anyhow::Result;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

const CRATES_IO: [&str; 2] =
    ["registry+https://github.com/rust-lang/crates.io-index", "sparse+https://index.crates.io/"];

/// What Svorník is built for; crates for other systems stand in Cargo.lock and in no binary.
const TARGETS: [&str; 2] = ["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"];

/// Crates that may not come in, however far down.
const REFUSED: &[(&str, &str)] = &[
    ("openssl-sys", "aws-lc-rs is the only TLS and signature engine"),
    ("ring", "aws-lc-rs is the only TLS and signature engine"),
    ("sqlx", "libsqlite3-sys exists once in a binary"),
    ("diesel", "libsqlite3-sys exists once in a binary"),
];

/// Fewer would mean that they are no longer found.
const FEWEST_CRATES: usize = 100;

pub(super) fn check(findings: &mut Findings) -> Result<()> {
    let built = built()?;
    let metadata: Value = serde_json::from_str(&output(&mut cargo(&["metadata", "--format-version", "1"]))?)?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let (ours, others): (Vec<&Value>, Vec<&Value>) =
        packages.partition(|package| package["source"].is_null());
    let others: Vec<&Value> = others.into_iter().filter(|package| built.contains(&named(package))).collect();
    if others.len() < FEWEST_CRATES {
        findings.add("Cargo.lock", format_args!("cargo names only {} crates", others.len()));
    }
    for package in others {
        foreign(package, findings);
    }
    ours.into_iter().try_for_each(|package| used(package, findings))
}

/// Name and version of each crate that some binary or test is built from: Cargo.lock, and what `cargo metadata` says
/// of it, also has crates that no chosen feature brings in.
fn built() -> Result<BTreeSet<String>> {
    let mut tree = cargo(&["tree", "--workspace", "--edges", "all", "--prefix", "none", "--format", "{p}"]);
    for target in TARGETS {
        tree.args(["--target", target]);
    }
    let text = output(&mut tree)?;
    let name = |line: &str| line.split(' ').take(2).collect::<Vec<_>>().join(" ");
    Ok(text.lines().map(name).collect())
}

fn named(package: &Value) -> String {
    let text = |field: &str| package[field].as_str().unwrap_or_default();
    format!("{} v{}", text("name"), text("version"))
}

fn foreign(package: &Value, findings: &mut Findings) {
    let text = |field: &str| package[field].as_str().unwrap_or_default();
    let name = named(package);
    if !CRATES_IO.contains(&text("source")) {
        findings.add(&name, "comes from elsewhere than crates.io");
    }
    if !licence::is_allowed(text("license")) {
        findings.add(&name, format_args!("its licence is `{}`", text("license")));
    }
    if let Some((_, reason)) = REFUSED.iter().find(|(refused, _)| *refused == text("name")) {
        findings.add(&name, reason);
    }
}

/// Each dependency is named in the crate's code: `name::`, `use name;`, `name as`.
fn used(package: &Value, findings: &mut Findings) -> Result<()> {
    let manifest = Path::new(package["manifest_path"].as_str().unwrap_or_default());
    let folder = manifest.parent().unwrap_or(manifest);
    let shown = manifest.strip_prefix(crate::run::root()).unwrap_or(manifest);
    let product = code(folder, &["src", "build.rs"])?;
    let everything = product.clone() + &code(folder, &["tests", "examples", "benches"])?;
    for dependency in package["dependencies"].as_array().into_iter().flatten() {
        let text = |field: &str| dependency[field].as_str();
        let Some(name) = text("rename").or(text("name")) else { continue };
        let code = if text("kind") == Some("dev") { &everything } else { &product };
        if !is_named(code, &name.replace('-', "_")) {
            findings.add(shown, format_args!("{name} is declared and not used"));
        }
    }
    Ok(())
}

fn code(folder: &Path, parts: &[&str]) -> Result<String> {
    let mut code = String::new();
    for part in parts.iter().map(|part| folder.join(part)) {
        let files = if part.is_file() { vec![part] } else { files_below(&part, &[]) };
        for file in files.iter().filter(|file| file.extension().is_some_and(|e| e == "rs")) {
            for line in std::fs::read_to_string(file)?.lines() {
                if !line.trim_start().starts_with("//") {
                    code.push_str(line);
                    code.push('\n');
                }
            }
        }
    }
    Ok(code)
}

fn is_named(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + name.len()..];
        before.is_none_or(|c| !c.is_alphanumeric() && c != '_')
            && (after.starts_with("::") || after.starts_with(';') || after.starts_with(" as "))
    })
}

#[cfg(test)]
mod tests {
    use super::is_named;

    #[test]
    fn a_crate_is_named_by_a_path_and_not_by_chance() {
        assert!(is_named("use url::Url;", "url"));
        assert!(is_named("let a = serde_json::json!({});", "serde_json"));
        assert!(is_named("use rustls as tls;", "rustls"));
        assert!(!is_named("let my_url::x", "url"));
        assert!(!is_named("\"a url in a text\"", "url"));
    }
}
