//! Which requirements of docs/mission.md no test names.

use anyhow::Result;
use std::collections::BTreeSet;

/// The IDs of docs/mission.md, less those that some test names.
pub(super) fn untested() -> Result<Vec<String>> {
    let all = ids(&std::fs::read_to_string("docs/mission.md")?);
    let mut tested = BTreeSet::new();
    for file in super::sources(&["rs", "ts", "mjs"]) {
        let text = std::fs::read_to_string(&file)?;
        let name = file.to_string_lossy();
        let tests = if name.contains("/tests/") || name.starts_with("tests/") || name.ends_with(".test.ts") {
            Some(text.as_str())
        } else {
            text.split_once("#[cfg(test)]").map(|(_, tests)| tests)
        };
        tested.extend(tests.map(ids).into_iter().flatten());
    }
    let mut missing: Vec<String> = all.difference(&tested).cloned().collect();
    missing.sort_by_key(|id| (id.as_bytes()[0], id[1..].parse::<u8>().unwrap_or_default()));
    Ok(missing)
}

/// Words like `A1` or `B22`; a test's name may carry them in small letters (`a1_…`).
fn ids(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).map(str::to_ascii_uppercase);
    words
        .filter(|word| {
            let (letter, number) = word.split_at(word.len().min(1));
            let highest = match letter {
                "A" => 7,
                "B" => 22,
                _ => return false,
            };
            !number.starts_with('0') && number.parse::<u8>().is_ok_and(|n| (1..=highest).contains(&n))
        })
        .collect()
}
