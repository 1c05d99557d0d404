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
    let shared = keys(&Path::new(SHARED).join("locales/en.ftl"));
    let mut crates: Vec<_> = ["crates/platform", "crates/sites", "crates/demo"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).into_iter().flatten().flatten())
        .map(|entry| entry.path())
        .chain([Path::new("crates/svornik").to_path_buf()])
        .filter(|folder| folder.join("locales").is_dir())
        .collect();
    crates.sort();
    let shared_code = code(Path::new(SHARED))?;
    let mut everywhere = String::new();
    for folder in &crates {
        everywhere.push_str(&code(folder)?);
    }
    for folder in &crates {
        let own = same_in_all(folder, findings);
        // the shell asks sites for some of their texts, such as their name
        let own_code = code(folder)?;
        let is_shared = folder == Path::new(SHARED);
        let code = if is_shared { everywhere.clone() } else { own_code.clone() + shared_code.as_str() };
        let used: BTreeSet<&str> = literals(&code).into_iter().chain(asked_for(&code)).collect();
        for key in own.iter().filter(|key| !is_used(key, &used)) {
            findings.add(folder, format_args!("the text `{key}` is not used"));
        }
        for key in asked_for(&own_code).into_iter().filter(|key| !is_shared && !own.contains(*key)) {
            if !shared.contains(key) {
                findings.add(folder, format_args!("the text `{key}` does not exist"));
            }
        }
    }
    Ok(())
}

fn same_in_all(folder: &Path, findings: &mut Findings) -> BTreeSet<String> {
    let all = LANGUAGES.map(|language| keys(&folder.join(format!("locales/{language}.ftl"))));
    let union: BTreeSet<String> = all.iter().flatten().cloned().collect();
    for (language, keys) in LANGUAGES.iter().zip(&all) {
        for key in union.difference(keys) {
            findings.add(folder, format_args!("the text `{key}` is missing in {language}"));
        }
    }
    union
}

/// The message ids of a Fluent file.
fn keys(file: &Path) -> BTreeSet<String> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let starts = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    starts.filter_map(|line| line.split_once('=')).map(|(key, _)| key.trim().to_owned()).collect()
}

fn code(folder: &Path) -> Result<String> {
    let mut code = String::new();
    for part in ["src", "templates"] {
        for file in files_below(&folder.join(part), &[]) {
            let text = std::fs::read_to_string(file)?;
            for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
                code.push_str(line);
                code.push('\n');
            }
        }
    }
    Ok(code)
}

/// Named as it is, or made from a literal that ends with a hyphen (`format!("state-{}", …)`).
fn is_used(key: &str, literals: &BTreeSet<&str>) -> bool {
    let stem = |literal: &&str| literal.split_once('{').map_or(*literal, |(stem, _)| stem).to_owned();
    literals.contains(key)
        || literals
            .iter()
            .map(stem)
            .any(|stem| stem.ends_with('-') && key.len() > stem.len() && key.starts_with(&stem))
}

/// Keys asked for by `text("…")`; an attribute (`key.hint`) belongs to its key.
fn asked_for(code: &str) -> BTreeSet<&str> {
    let found = code.split(".text(\"").skip(1).filter_map(|rest| rest.split(['"', '.']).next());
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
