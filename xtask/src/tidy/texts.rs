//! Every text exists in cs, sk and en, and is used.

use super::Findings;
use crate::assets::files_below;
use anyhow::Result;
use std::collections::BTreeSet;
use std::path::Path;

const LANGUAGES: [&str; 3] = ["cs", "sk", "en"];

/// Texts that every site may use.
const SHARED: &str = "crates/platform/web";

pub(super) fn check(findings: &mut Findings) -> Result<()> {
    let shared = keys(&Path::new(SHARED).join("locales/en.ftl"))?;
    let mut crates: Vec<_> = ["crates/platform", "crates/sites", "crates/demo"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).into_iter().flatten().flatten())
        .map(|entry| entry.path())
        .chain([Path::new("crates/svornik").to_path_buf()])
        .filter(|folder| folder.join("locales").is_dir())
        .collect();
    crates.sort();
    let mut everywhere = String::new();
    for folder in &crates {
        everywhere.push_str(&code(folder)?);
    }
    for folder in &crates {
        let own = same_in_all(folder, findings)?;
        let code = if folder == Path::new(SHARED) { everywhere.clone() } else { code(folder)? };
        let used: BTreeSet<&str> = literals(&code).into_iter().chain(asked_for(&code)).collect();
        for key in own.iter().filter(|key| !is_used(key, &used)) {
            findings.add(folder, format_args!("the text `{key}` is not used"));
        }
        for key in asked_for(&code).into_iter().filter(|key| folder != Path::new(SHARED) && !own.contains(*key)) {
            if !shared.contains(key) {
                findings.add(folder, format_args!("the text `{key}` does not exist"));
            }
        }
    }
    Ok(())
}

fn same_in_all(folder: &Path, findings: &mut Findings) -> Result<BTreeSet<String>> {
    let all = LANGUAGES.map(|language| keys(&folder.join(format!("locales/{language}.ftl"))));
    let [cs, sk, en] = all;
    let all = [cs?, sk?, en?];
    let union: BTreeSet<String> = all.iter().flatten().cloned().collect();
    for (language, keys) in LANGUAGES.iter().zip(&all) {
        for key in union.difference(keys) {
            findings.add(folder, format_args!("the text `{key}` is missing in {language}"));
        }
    }
    Ok(union)
}

/// The message ids of a Fluent file.
fn keys(file: &Path) -> Result<BTreeSet<String>> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let starts = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    Ok(starts.filter_map(|line| line.split_once('=')).map(|(key, _)| key.trim().to_owned()).collect())
}

fn code(folder: &Path) -> Result<String> {
    let mut code = String::new();
    for part in ["src", "templates"] {
        for file in files_below(&folder.join(part), &[]) {
            code.push_str(&std::fs::read_to_string(file)?);
            code.push('\n');
        }
    }
    Ok(code)
}

/// Named as it is, or made from a literal that ends with a hyphen (`format!("state-{}", …)`).
fn is_used(key: &str, literals: &BTreeSet<&str>) -> bool {
    let stem = |literal: &&str| literal.split_once('{').map_or(*literal, |(stem, _)| stem).to_owned();
    literals.contains(key)
        || literals.iter().map(stem).any(|stem| stem.ends_with('-') && key.len() > stem.len() && key.starts_with(&stem))
}

/// Keys asked for by `text("…")` or `with("…"`.
fn asked_for(code: &str) -> BTreeSet<&str> {
    let calls = [".text(\"", ".with(\""];
    let found = calls.iter().flat_map(|call| code.split(call).skip(1)).filter_map(|rest| rest.split('"').next());
    found.filter(|key| !key.contains('{') && !key.ends_with('-')).collect()
}

/// The string literals of a source text, roughly: what stands between two quotes on either side of escapes.
pub(super) fn literals(code: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = None;
    let bytes = code.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], start) {
            (b'\\', Some(_)) => at += 1,
            (b'\'', None) if bytes.get(at + 1) == Some(&b'"') && bytes.get(at + 2) == Some(&b'\'') => at += 2,
            (b'/', None) if bytes.get(at + 1) == Some(&b'/') => {
                while at < bytes.len() && bytes[at] != b'\n' {
                    at += 1;
                }
            }
            (b'"', None) => start = Some(at + 1),
            (b'"', Some(from)) => {
                found.push(&code[from..at]);
                start = None;
            }
            _ => {}
        }
        at += 1;
    }
    found
}
