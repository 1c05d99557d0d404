//! A crate may use only crates below it; a site never uses a site.

use super::Findings;
use crate::run::{command, output};
use anyhow::{Context, Result};
use serde_json::Value;

/// The layers, from the bottom up. All crates of a folder are in one layer, unless they are named themselves.
const LAYERS: &[(&str, u8)] = &[
    ("crates/foundation/values", 0),
    ("crates/foundation/openapi", 0),
    ("crates/foundation/random", 1),
    ("crates/protocols/jose", 0),
    ("crates/protocols/", 1),
    ("crates/foundation/clock", 2),
    ("crates/platform/secrets", 3),
    ("crates/platform/http-client", 3),
    ("crates/platform/store", 4),
    ("crates/platform/rate-limit", 3),
    ("crates/platform/i18n", 3),
    ("crates/platform/listener", 4),
    ("crates/platform/sessions", 5),
    ("crates/platform/audit", 5),
    ("crates/platform/codes", 5),
    ("crates/platform/jobs", 5),
    ("crates/platform/web", 6),
    ("crates/platform/delivery", 6),
    ("crates/platform/openid", 7),
    ("crates/platform/runtime", 8),
    ("crates/sites/", 9),
    ("crates/demo/", 9),
    ("crates/svornik", 10),
    ("xtask", 11),
];

pub(super) fn check(findings: &mut Findings) -> Result<()> {
    let text =
        output(&mut command(&["cargo", "metadata", "--format-version", "1", "--no-deps", "--offline"]))?;
    let metadata: Value = serde_json::from_str(&text)?;
    let root = metadata["workspace_root"].as_str().context("cargo metadata without workspace_root")?;
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let manifest = package["manifest_path"].as_str().unwrap_or_default();
        let folder = inside(root, manifest);
        let Some(layer) = layer(folder) else {
            findings.add(folder, "is in no layer: name it in xtask/src/tidy/dependency_layers.rs");
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let Some(path) = dependency["path"].as_str() else { continue };
            let below = inside(root, path);
            // A crate's own tests may switch on its features.
            if below != folder && self::layer(below).is_none_or(|other| other >= layer) {
                findings.add(folder, format_args!("may not use {below}: a crate uses lower layers only"));
            }
        }
    }
    Ok(())
}

fn inside<'a>(root: &str, path: &'a str) -> &'a str {
    path.strip_prefix(root).unwrap_or(path).trim_start_matches('/').trim_end_matches("/Cargo.toml")
}

fn layer(folder: &str) -> Option<u8> {
    LAYERS.iter().find(|(start, _)| folder.starts_with(start)).map(|(_, layer)| *layer)
}
