//! ARCHITECTURE.md's code map names every crate, and links between documents lead somewhere.

use super::Findings;
use anyhow::Result;
use std::path::Path;

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
    Ok(())
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
