//! No-break spaces, where a line must not end: put into Czech and Slovak texts once, when they are loaded.
//!
//! After one-letter prepositions and conjunctions (k, v, s, z, o, u, a, i), after numbers, after „č.", „čl.", „odst.", „tzv."
//! and the like. Only what people read is changed: never keys, placeables or what fills them.

use std::ops::Range;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use values::Language;

/// The space at which no line ends.
pub(super) const NO_BREAK: char = '\u{a0}';
/// Words that do not stand at the end of a line, beside one-letter ones and numbers.
const LEADING: [&str; 10] = ["č.", "čl.", "odst.", "písm.", "str.", "tzv.", "tj.", "např.", "sv.", "Kč"];
/// Placeables with these names are numbers: what is counted follows them.
const NUMBERS: [&str; 9] = ["n", "count", "number", "days", "hours", "minutes", "seconds", "tries", "left"];

/// The source of a `.ftl` file, with no-break spaces in its texts.
pub(super) fn bind(source: &str, language: Language) -> String {
    if language == Language::En {
        return source.to_owned();
    }
    let (Ok(resource) | Err((resource, _))) = parser::parse(source);
    let mut spaces = Vec::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let attributes = message.attributes.iter().map(|attribute| &attribute.value);
        for pattern in message.value.iter().chain(attributes) {
            read(source, pattern, &mut spaces);
        }
    }
    replace(source, &spaces)
}

/// A date, a telephone number or another value, with no-break spaces in place of spaces.
pub fn no_break(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

/// A date and a time after it, with no-break spaces in the date.
pub fn format_datetime(text: &str) -> String {
    match text.rsplit_once(' ') {
        Some((date, time)) => format!("{} {time}", no_break(date)),
        None => text.to_owned(),
    }
}

/// Collects the places of spaces that must not end a line.
fn read(source: &str, pattern: &Pattern<&str>, spaces: &mut Vec<usize>) {
    let mut after_number = false;
    let mut elements = pattern.elements.iter().peekable();
    while let Some(element) = elements.next() {
        match element {
            PatternElement::TextElement { value } => {
                let start = value.as_ptr() as usize - source.as_ptr() as usize;
                let is_last = elements.peek().is_none();
                spaces.extend(bound_spaces(value, after_number, is_last).map(|at| start + at));
                after_number = false;
            }
            PatternElement::Placeable { expression } => {
                after_number = is_number(expression);
                if let Expression::Select { variants, .. } = expression {
                    for variant in variants {
                        read(source, &variant.value, spaces);
                    }
                }
            }
        }
    }
}

fn is_number(expression: &Expression<&str>) -> bool {
    let Expression::Inline(InlineExpression::VariableReference { id }) = expression else { return false };
    NUMBERS.contains(&id.name)
}

/// Where in a piece of text a space must not end a line.
fn bound_spaces(text: &str, after_number: bool, is_last: bool) -> impl Iterator<Item = usize> {
    let (words, end) = (words(text), text.len());
    let counted = (after_number && text.starts_with(' ') && starts_word(&text[1..])).then_some(0);
    let bound = words.into_iter().filter_map(move |word| {
        let after = word.end;
        let rest = text.get(after + 1..)?;
        let is_followed = if rest.is_empty() { !is_last } else { starts_word(rest) };
        (after < end && text[after..].starts_with(' ') && is_followed && binds(&text[word], rest))
            .then_some(after)
    });
    counted.into_iter().chain(bound.collect::<Vec<_>>())
}

/// Whether a word must stay with the one after it.
fn binds(word: &str, rest: &str) -> bool {
    let word = word.trim_start_matches(['(', '„', '‚', '"', '–', '/']);
    let mut letters = word.chars();
    let (Some(first), second) = (letters.next(), letters.next()) else { return false };
    if second.is_none() && "kvszouaiKVSZOUAI".contains(first) {
        return true;
    }
    // A number binds what it counts, but not the conjunction after it.
    let next = rest.split(' ').next().unwrap_or_default();
    let is_counted = next.chars().count() > 1 || next.starts_with(|c: char| c.is_ascii_digit() || c == '%');
    let digits = word.trim_end_matches('.');
    let is_number = !word.ends_with(',')
        && first.is_ascii_digit()
        && digits.chars().all(|c| c.is_ascii_digit() || ".,–+×".contains(c));
    (is_number && is_counted) || LEADING.contains(&word)
}

fn starts_word(text: &str) -> bool {
    text.chars().next().is_some_and(|c| c.is_alphanumeric() || "„(%+".contains(c))
}

/// The words of a text: what stands between spaces.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices([' ', NO_BREAK, '\n']) {
        words.push(start..at);
        start = at + text[at..].chars().next().map_or(1, char::len_utf8);
    }
    words.push(start..text.len());
    words.retain(|word| !word.is_empty());
    words
}

fn replace(source: &str, spaces: &[usize]) -> String {
    let mut spaces = spaces.to_vec();
    spaces.sort_unstable();
    let mut bound = String::with_capacity(source.len() + spaces.len());
    let mut from = 0;
    for at in spaces {
        if source[from..].len() >= at - from && source[at..].starts_with(' ') {
            bound.push_str(&source[from..at]);
            bound.push(NO_BREAK);
            from = at + 1;
        }
    }
    bound.push_str(&source[from..]);
    bound
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `~` stands for the no-break space.
    fn bound(source: &str) -> String {
        bind(source, Language::Cs).replace(NO_BREAK, "~")
    }

    // finding N-54
    #[test]
    fn no_line_ends_with_one_letter_or_with_a_number() {
        for (source, expected) in [
            ("a = Přihlaste se k účtu v portálu", "a = Přihlaste se k~účtu v~portálu"),
            ("a = K tomu a s tím i bez toho", "a = K~tomu a~s~tím i~bez toho"),
            ("a = (v práci) „o víkendu“", "a = (v~práci) „o~víkendu“"),
            (
                "a = do 15 minut, 24. prosince, od 8:00 do 18:00 v týdnu",
                "a = do 15~minut, 24.~prosince, od 8:00 do 18:00 v~týdnu",
            ),
            ("a = volejte 225 514 777 hned", "a = volejte 225~514~777~hned"),
            ("a = 390 01 Tábor, č. p. 12, 5 %", "a = 390~01~Tábor, č.~p. 12, 5~%"),
            ("a = PIN1 a PIN2 jsou dva", "a = PIN1 a~PIN2 jsou dva"),
            ("a = ve službě { $service }, k { $what }", "a = ve službě { $service }, k~{ $what }"),
            ("a = { $n } pokusů, { $name } žádá", "a = { $n }~pokusů, { $name } žádá"),
            (
                "a = { $n ->\n    [one] { $n } den v týdnu\n   *[other] { $n } dní\n }",
                "a = { $n ->\n    [one] { $n }~den v~týdnu\n   *[other] { $n }~dní\n }",
            ),
            ("a = x\n    .next = Vraťte se o krok", "a = x\n    .next = Vraťte se o~krok"),
            ("# k a v\na = konec a", "# k a v\na = konec a"),
        ] {
            assert_eq!(bound(source), expected);
        }
    }

    #[test]
    fn english_and_what_is_bound_already_stay_as_they_are() {
        let source = "a = I have a key";
        assert_eq!(bind(source, Language::En), source);
        let source = "a = v\u{a0}portálu";
        assert_eq!(bind(source, Language::Sk), source);
    }

    #[test]
    fn a_date_is_one_piece_and_its_time_another() {
        assert_eq!(format_datetime("21. 11. 2026 19:46"), "21.\u{a0}11.\u{a0}2026 19:46");
        assert_eq!(format_datetime("21 November 2026, 19:46"), "21\u{a0}November\u{a0}2026, 19:46");
        assert_eq!(no_break("390 01"), "390\u{a0}01");
    }
}
