//! Checks on the text of a statement.

/// Checks that `$1…$n` first appear in ascending order: SQLite numbers them by first appearance.
pub(crate) fn check_placeholders(sql: &str, given: usize) -> Result<(), String> {
    let mut seen = 0;
    for number in placeholders(sql) {
        if number == seen + 1 {
            seen = number;
        } else if number == 0 || number > seen {
            return Err(format!("${number} appears before ${} in: {sql}", seen + 1));
        }
    }
    if seen == given { Ok(()) } else { Err(format!("{given} values for {seen} placeholders in: {sql}")) }
}

/// Whether the statement only reads.
pub(crate) fn is_read(sql: &str) -> bool {
    let word = sql.split(|c: char| c.is_whitespace() || c == '(').find(|word| !word.is_empty());
    word.is_some_and(|word| ["SELECT", "WITH", "VALUES"].iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// The first table that the statement names, for messages.
pub(crate) fn table_of(sql: &str) -> &str {
    let mut words =
        sql.split(|c: char| c.is_whitespace() || c == '(' || c == ',').filter(|word| !word.is_empty());
    while let Some(word) = words.next() {
        if ["FROM", "INTO", "UPDATE"].iter().any(|known| word.eq_ignore_ascii_case(known)) {
            return words.next().unwrap_or("?");
        }
    }
    "?"
}

/// The numbers after `$`, outside quotes and comments.
fn placeholders(sql: &str) -> impl Iterator<Item = usize> {
    let mut rest = sql;
    std::iter::from_fn(move || {
        loop {
            let at = rest.find(['$', '\'', '"', '-'])?;
            let found = rest.as_bytes()[at];
            rest = &rest[at + 1..];
            match found {
                b'$' => {
                    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                    let number = rest[..end].parse().unwrap_or(0);
                    rest = &rest[end..];
                    return Some(number);
                }
                b'-' if rest.starts_with('-') => rest = &rest[rest.find('\n').unwrap_or(rest.len())..],
                b'-' => {}
                quote => rest = &rest[rest.find(char::from(quote)).map_or(rest.len(), |end| end + 1)..],
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_must_first_appear_in_order() {
        let good = ["SELECT 1", "SELECT $1, $2, $1", "SELECT '$9', \"$8\", $1 -- $7\n, $2", "SELECT $1 - 1"];
        for (sql, given) in good.into_iter().zip([0, 2, 2, 1]) {
            assert_eq!(check_placeholders(sql, given), Ok(()), "{sql}");
        }
        for (sql, given) in [("SELECT $2, $1", 2), ("SELECT $1", 2), ("SELECT $1, $3", 2), ("SELECT $0", 1)] {
            assert!(check_placeholders(sql, given).is_err(), "{sql}");
        }
    }

    #[test]
    fn reads_are_told_from_writes() {
        assert!(is_read("  select(1)") && is_read("WITH a AS (SELECT 1) SELECT 1"));
        assert!(
            !is_read("INSERT INTO a VALUES (1) RETURNING 1")
                && !is_read("UPDATE a SET b = 1")
                && !is_read("")
        );
    }

    #[test]
    fn tables_are_found_for_messages() {
        assert_eq!(table_of("SELECT a FROM account WHERE b = $1"), "account");
        assert_eq!(table_of("INSERT INTO letter(id) VALUES ($1)"), "letter");
        assert_eq!(table_of("UPDATE device SET a = 1"), "device");
        assert_eq!(table_of("SELECT 1"), "?");
    }
}
