//! A crate may use only crates below it; a site never uses a site.

use super::Findings;
use crate::run::{command, output};
use anyhow::{Context, Result};
use serde_json::Value;

/// The floors of the house, from the bottom up. A folder's crates stand on one floor unless they are named themselves.
const FLOORS: &[(&str, u8)] = &[
    ("crates/foundation/values", 0),
    ("crates/foundation/random", 1),
    ("crates/protocols/jose", 0),
    ("crates/protocols/", 1),
    ("crates/foundation/clock", 2),
    ("crates/platform/secrets", 3),
    ("crates/platform/http-client", 3),
    ("crates/platform/store", 4),
    ("crates/platform/web", 5),
    ("crates/platform/codes", 5),
    ("crates/platform/delivery", 5),
    ("crates/platform/openid", 6),
    ("crates/sites/", 7),
    ("crates/demo/", 7),
    ("crates/svornik", 8),
    ("xtask", 9),
];

pub(super) fn check(findings: &mut Findings) -> Result<()> {
    let text =
        output(&mut command(&["cargo", "metadata", "--format-version", "1", "--no-deps", "--offline"]))?;
    let metadata: Value = serde_json::from_str(&text)?;
    let root = metadata["workspace_root"].as_str().context("cargo metadata without workspace_root")?;
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let manifest = package["manifest_path"].as_str().unwrap_or_default();
        let folder = inside(root, manifest);
        let Some(floor) = floor(folder) else {
            findings.add(folder, "stands on no floor: name it in xtask/src/tidy/arrows.rs");
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let Some(path) = dependency["path"].as_str() else { continue };
            let below = inside(root, path);
            // A crate's own tests may switch on its features.
            if below != folder && self::floor(below).is_none_or(|other| other >= floor) {
                findings.add(folder, format_args!("may not use {below}: arrows point down"));
            }
        }
    }
    Ok(())
}

fn inside<'a>(root: &str, path: &'a str) -> &'a str {
    path.strip_prefix(root).unwrap_or(path).trim_start_matches('/').trim_end_matches("/Cargo.toml")
}

fn floor(folder: &str) -> Option<u8> {
    FLOORS.iter().find(|(start, _)| folder.starts_with(start)).map(|(_, floor)| *floor)
}
