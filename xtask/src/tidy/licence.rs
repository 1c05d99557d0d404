//! SPDX licence expressions (SPDX 2.3, annex D), as far as crates use them.

/// Licences that the product may contain.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BlueOak-1.0.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "EUPL-1.2",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Zlib",
];

/// Whether the expression can be met by licences of [`ALLOWED`] alone. What cannot be read cannot be met.
pub(super) fn is_allowed(expression: &str) -> bool {
    // before SPDX, crates wrote `MIT/Apache-2.0`
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    any(&mut rest) == Some(true) && rest.is_empty()
}

/// `A OR B`; `None` is no expression.
fn any(rest: &mut &[&str]) -> Option<bool> {
    let mut is_met = all(rest)?;
    while take(rest, "OR") {
        is_met |= all(rest)?;
    }
    Some(is_met)
}

/// `A AND B`, which binds more tightly.
fn all(rest: &mut &[&str]) -> Option<bool> {
    let mut is_met = one(rest)?;
    while take(rest, "AND") {
        is_met &= one(rest)?;
    }
    Some(is_met)
}

/// A licence, perhaps with an exception, which only adds rights; or an expression in parentheses.
fn one(rest: &mut &[&str]) -> Option<bool> {
    if take(rest, "(") {
        let is_met = any(rest)?;
        return take(rest, ")").then_some(is_met);
    }
    let name = next(rest)?;
    if take(rest, "WITH") {
        next(rest)?;
    }
    Some(ALLOWED.contains(&name))
}

fn take(rest: &mut &[&str], word: &str) -> bool {
    let is_next = rest.first() == Some(&word);
    if is_next {
        *rest = &rest[1..];
    }
    is_next
}

fn next<'a>(rest: &mut &[&'a str]) -> Option<&'a str> {
    let (first, others) = rest.split_first()?;
    *rest = others;
    Some(first)
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn expressions_are_met_by_allowed_licences_only() {
        for allowed in [
            "MIT",
            "MIT OR Apache-2.0",
            "MIT/Apache-2.0",
            "GPL-3.0 OR MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
            "ISC AND (Apache-2.0 OR ISC)",
        ] {
            assert!(is_allowed(allowed), "{allowed}");
        }
        for refused in [
            "",
            "GPL-3.0",
            "MIT AND OpenSSL",
            "GPL-3.0 OR MIT AND OpenSSL",
            "(MIT",
            "MIT)",
            "MIT Apache-2.0",
            "MIT OR",
            "OR MIT",
        ] {
            assert!(!is_allowed(refused), "{refused}");
        }
    }
}
