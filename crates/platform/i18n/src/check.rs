//! The rules that texts must keep: the same keys and placeables in three languages, none missing, none unused.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use values::Language;

use super::Locales;

/// Each key (`key` or `key.attribute`) with the placeables in its text.
type Placeables = BTreeMap<String, BTreeSet<String>>;

/// The keys of one `.ftl` source, `key` or `key.attribute`, in order.
pub fn keys(source: &str) -> Vec<String> {
    read(source).0.into_keys().collect()
}

/// What is wrong with the texts, a sentence each: a test asserts that there is nothing.
pub fn check(parts: &[Locales]) -> Vec<String> {
    let mut complaints = Vec::new();
    for part in parts {
        let (czech, _) = read(part.cs);
        for language in Language::ALL {
            let (texts, errors) = read(part.source(language));
            complaints.extend(errors.into_iter().map(|error| format!("{language}: {error}")));
            for (key, placeables) in &czech {
                match texts.get(key) {
                    None => complaints.push(format!("{language}: {key} is missing")),
                    Some(other) if other != placeables => {
                        complaints.push(format!("{language}: {key} has {other:?}, Czech has {placeables:?}"));
                    }
                    Some(_) => {}
                }
            }
            for key in texts.keys().filter(|key| !czech.contains_key(*key)) {
                complaints.push(format!("{language}: {key} is not in Czech"));
            }
        }
    }
    complaints
}

/// The keys that sources and templates ask for by `.text("key")` or `Problem::new(…, "key")`.
pub fn used_keys(source: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for opening in [".text(\"", "Problem::new("] {
        for (_, rest) in source.match_indices(opening).map(|(at, found)| source.split_at(at + found.len())) {
            let literal = if opening.ends_with('"') {
                rest.split('"').next()
            } else {
                rest.split(')').next().and_then(|arguments| arguments.split('"').nth(1))
            };
            found.extend(literal.filter(|key| is_key(key)).map(str::to_owned));
        }
    }
    found
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

fn read(source: &str) -> (Placeables, Vec<String>) {
    let (resource, errors) = match parser::parse(source) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors.into_iter().map(|error| error.to_string()).collect()),
    };
    let mut texts = Placeables::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        if let Some(value) = &message.value {
            texts.insert(message.id.name.to_owned(), placeables(value));
        }
        for attribute in &message.attributes {
            texts.insert(format!("{}.{}", message.id.name, attribute.id.name), placeables(&attribute.value));
        }
    }
    (texts, errors)
}

fn placeables(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    collect(pattern, &mut names);
    names
}

fn collect(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => collect_inline(inline, names),
            Expression::Select { selector, variants } => {
                collect_inline(selector, names);
                for variant in variants {
                    collect(&variant.value, names);
                }
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        names.insert(id.name.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_between_languages_are_named() {
        let texts = Locales { cs: "a = { $x }\nb = B", sk: "a = A\nb = B", en: "a = { $x }\nc = C" };
        let complaints = check(&[texts]);
        assert_eq!(complaints.len(), 3, "{complaints:?}");
        assert!(complaints[0].starts_with("sk: a has"));
        assert_eq!(complaints[1], "en: b is missing");
        assert_eq!(complaints[2], "en: c is not in Czech");
    }

    #[test]
    fn keys_with_attributes() {
        assert_eq!(
            keys("one = 1\n    .next = 2\ntwo = { $n ->\n *[other] x\n }"),
            ["one", "one.next", "two"]
        );
    }

    #[test]
    fn uses_in_templates_and_sources() {
        let used = used_keys(
            r#"{{ page.text("greeting").with("name", name) }} Problem::new(StatusCode::GONE, "qr-expired")"#,
        );
        assert_eq!(used.into_iter().collect::<Vec<_>>(), ["greeting", "qr-expired"]);
    }
}
