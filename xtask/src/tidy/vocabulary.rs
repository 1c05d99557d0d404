//! One word for one concept: names that the glossary of ARCHITECTURE.md has replaced do not come back.

use super::{Findings, sources};
use anyhow::Result;

/// Identifiers and file names that are refused, and what to say instead.
const REFUSED: &[(&str, &str)] = &[
    // the binary
    ("House", "App"),
    ("Ground", "Dependencies"),
    ("robot", "seed"),
    ("neighbours", "clients"),
    // sites
    ("Desk", "Context"),
    ("depart", "start_login"),
    ("Departure", "AuthorizationRedirect"),
    ("Arrival", "CallbackOutcome"),
    ("Leaving", "LoginState"),
    ("Errand", "LoginState"),
    ("conclude", "finish_authorization"),
    ("Described", "MatchingAttributes"),
    ("Wishes", "RequestedItems"),
    ("EnteredPlace", "ContactForm"),
    ("Complaint", "FieldError"),
    ("Founded", "Registered"),
    ("sign_out", "logout"),
    ("Wakes", "Notifier"),
    ("Streams", "SseLimiter"),
    // the platform
    ("EndUsers", "AccountProvider"),
    ("Abilities", "Capabilities"),
    ("Mint", "TokenCodec"),
    ("minted", "tokens"),
    ("Subjects", "pairwise subjects"),
    ("Visitor", "RequestContext"),
    ("SignedIn", "Authenticated"),
    ("Texts", "Translations"),
    ("Keep", "MaxAge"),
    ("Again", "ResubmitForm"),
    ("Parcel", "OutboundMessage"),
    ("Boxed", "CodeBox"),
    ("useless_after", "expires_at"),
    ("Figures", "Stats"),
    ("sweep", "delete_expired"),
    ("arrows", "dependency_layers"),
];

pub(super) fn check(findings: &mut Findings) -> Result<()> {
    for file in sources(&["rs"]).into_iter().filter(|file| !file.ends_with("tidy/vocabulary.rs")) {
        let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        if let Some(instead) = refused(&stem) {
            findings.add(&file, format_args!("a file `{stem}`: say `{instead}`"));
        }
        for (number, line) in std::fs::read_to_string(&file)?.lines().enumerate() {
            for name in defined(line) {
                if let Some(instead) = refused(name) {
                    let place = format!("{}:{}", file.display(), number + 1);
                    findings.add(place, format_args!("`{name}`: say `{instead}`"));
                }
            }
        }
    }
    Ok(())
}

/// The name that a line of Rust defines: a type, trait, function, module or constant.
fn defined(line: &str) -> impl Iterator<Item = &str> {
    const KEYWORDS: [&str; 6] = ["struct", "enum", "trait", "type", "fn", "mod"];
    let code = line.split("//").next().unwrap_or_default();
    let words: Vec<_> = code.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let mut found = Vec::new();
    for pair in words.windows(2) {
        if KEYWORDS.contains(&pair[0]) && !pair[1].is_empty() {
            found.push(pair[1]);
        }
    }
    found.into_iter()
}

fn refused(name: &str) -> Option<&'static str> {
    REFUSED.iter().find(|(old, _)| *old == name).map(|(_, instead)| *instead)
}

#[cfg(test)]
mod tests {
    use super::{defined, refused};

    #[test]
    fn a_refused_name_is_found_where_it_is_defined() {
        let names = |line| defined(line).collect::<Vec<_>>();
        assert_eq!(names("pub(crate) struct House<'a> {"), ["House"]);
        assert_eq!(names("    async fn depart(self) // fn other"), ["depart"]);
        assert_eq!(names("let departure = house.depart();"), Vec::<&str>::new());
        assert_eq!(refused("House"), Some("App"));
        assert_eq!(refused("Houses"), None);
    }
}
