//! One idea a file: half of them under 150 lines, none over 600.

use super::Findings;
use anyhow::Result;

const CAP_LINES: usize = 600;
const MEDIAN_LINES: usize = 150;

pub(super) fn check(findings: &mut Findings) -> Result<()> {
    let mut lengths = Vec::new();
    for file in super::sources(&["rs", "ts", "mjs", "html", "scss", "css"]) {
        let lines = std::fs::read_to_string(&file)?.lines().count();
        if lines > CAP_LINES {
            findings.add(&file, format_args!("{lines} lines, the cap is {CAP_LINES}"));
        }
        lengths.push(lines);
    }
    lengths.sort_unstable();
    let median = lengths.get(lengths.len() / 2).copied().unwrap_or_default();
    if median > MEDIAN_LINES {
        findings.add(".", format_args!("the median file has {median} lines, the aim is {MEDIAN_LINES}"));
    }
    Ok(())
}
