//! One SQL text for SQLite and PostgreSQL (ARCHITECTURE.md, Store), and none outside the rooms that know a database.

use super::Findings;
use anyhow::Result;
use std::path::Path;

/// What only one of the engines knows, or knows differently.
const NOT_PORTABLE: &[&str] = &[
    "now(",
    "current_timestamp",
    "datetime(",
    "strftime(",
    "autoincrement",
    "serial",
    "boolean",
    "timestamp ",
    "jsonb",
    "json_",
    "->>",
    "listen ",
    "notify ",
    "for update",
    "advisory",
    "ilike",
    "insert or ",
    "replace into",
    "glob ",
    "create trigger",
    "create function",
    "nextval",
    "rowid",
    "pragma",
    "varchar",
    " integer",
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
        let literals = super::texts::literals(&text);
        let is_sql = |literal: &&str| STATEMENTS.iter().any(|start| literal.trim_start().starts_with(start));
        let statements: Vec<&str> = literals.into_iter().filter(is_sql).collect();
        if !statements.is_empty() && !may_hold_sql(&file) {
            findings.add(&file, "SQL stands in store/ (or table/) only");
        }
        for statement in statements {
            words(&file, statement, findings);
        }
    }
    Ok(())
}

fn words(file: &Path, sql: &str, findings: &mut Findings) {
    let lower: String =
        sql.lines().filter(|line| !line.trim_start().starts_with("--")).collect::<Vec<_>>().join("\n");
    let lower = lower.to_lowercase();
    for word in NOT_PORTABLE.iter().filter(|word| lower.contains(*word)) {
        findings.add(file, format_args!("`{}` is not portable SQL", word.trim()));
    }
}

/// `store`, or `table` where a platform crate keeps the SQL of its own tables; or a test.
fn may_hold_sql(file: &Path) -> bool {
    const ROOMS: [&str; 6] = ["store", "store.rs", "table", "table.rs", "tests", "tests.rs"];
    file.iter().any(|part| ROOMS.iter().any(|room| part == *room))
}
