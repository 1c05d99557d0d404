//! One SQL text for SQLite and PostgreSQL (ARCHITECTURE.md, Store), and none outside the rooms that know a database.

use super::Findings;
use anyhow::Result;
use std::path::Path;

/// What only one of the engines knows, or knows differently.
const NOT_PORTABLE: &[&str] = &[
    "now(", "current_timestamp", "datetime(", "strftime(", "autoincrement", "serial", "boolean", "timestamp ", "jsonb",
    "json_", "->>", "listen ", "notify ", "for update", "advisory", "ilike", "insert or ", "replace into", "glob ",
    "create trigger", "create function", "nextval", "rowid", "pragma", "varchar", " integer",
];

/// How a statement begins.
const STATEMENTS: &[&str] = &["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "WITH ", "CREATE TABLE "];

pub(super) fn check(findings: &mut Findings) -> Result<()> {
    for file in super::sources(&["sql", "rs"]) {
        if file.starts_with("xtask") || file.starts_with("crates/platform/store") {
            continue; // the store itself speaks both dialects
        }
        let text = std::fs::read_to_string(&file)?;
        if file.extension().is_some_and(|e| e == "sql") {
            words(&file, &text, findings);
            continue;
        }
        for literal in super::texts::literals(&text) {
            let start = literal.trim_start();
            if STATEMENTS.iter().any(|statement| start.starts_with(statement)) {
                words(&file, literal, findings);
                place(&file, findings);
            }
        }
    }
    Ok(())
}

fn words(file: &Path, sql: &str, findings: &mut Findings) {
    let lower: String = sql.lines().filter(|line| !line.trim_start().starts_with("--")).collect::<Vec<_>>().join("\n");
    let lower = lower.to_lowercase();
    for word in NOT_PORTABLE.iter().filter(|word| lower.contains(*word)) {
        findings.add(file, format_args!("`{}` is not portable SQL", word.trim()));
    }
}

/// `store/`, a file `store.rs`, or a test.
fn place(file: &Path, findings: &mut Findings) {
    let allowed = file.iter().any(|part| part == "store" || part == "store.rs" || part == "tests");
    if !allowed {
        findings.add(file, "SQL stands in store/ only");
    }
}
