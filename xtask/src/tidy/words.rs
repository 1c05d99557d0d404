//! People's texts use the words of docs/glossary.md: those it refuses stand in no text.

use super::{Findings, sources};
use anyhow::{Result, ensure};
use std::path::Path;

const GLOSSARY: &str = "docs/glossary.md";
const LANGUAGES: [&str; 3] = ["cs", "sk", "en"];

/// Fewer texts would mean that they are no longer found.
const FEWEST_TEXTS: usize = 1000;

/// What a language may not say.
struct Refused<'a> {
    language: &'a str,
    /// All of them, in this order, in one sentence.
    parts: Vec<&'a str>,
    instead: &'a str,
}

pub(super) fn check(findings: &mut Findings) -> Result<()> {
    let glossary = std::fs::read_to_string(GLOSSARY)?;
    let refused: Vec<_> = rows(&glossary, "## Refused words\n").filter_map(|row| refused(&row)).collect();
    let standing: Vec<_> =
        rows(&glossary, "## Refused words that stand\n").filter(|row| row.len() == 2).collect();
    ensure!(!refused.is_empty() && !standing.is_empty(), "{GLOSSARY} has no tables of refused words");
    let mut count = 0;
    for file in sources(&["ftl", "ts"]) {
        let name = file.to_string_lossy().into_owned();
        for (line, language, text) in texts(&name, &std::fs::read_to_string(&file)?) {
            count += 1;
            let phrases = standing.iter().filter(|row| row[0] == language).map(|row| row[1]);
            let rest = phrases.fold(text, |text, phrase| text.replace(phrase, ""));
            for word in refused.iter().filter(|word| word.language == language && holds(&rest, &word.parts)) {
                let place = format!("{name}:{line}");
                findings.add(place, format_args!("`{}`: say {}", word.parts.join(" … "), word.instead));
            }
        }
    }
    if count < FEWEST_TEXTS {
        findings.add(GLOSSARY, format_args!("only {count} texts were found"));
    }
    Ok(())
}

/// The cells of the table that follows a heading, its own heading included.
fn rows<'a>(document: &'a str, heading: &str) -> impl Iterator<Item = Vec<&'a str>> {
    let section = document.split_once(heading).map_or("", |(_, rest)| rest);
    let section = section.split("\n## ").next().unwrap_or_default();
    let lines = section.lines().filter(|line| line.starts_with("| "));
    lines.map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
}

fn refused<'a>(row: &[&'a str]) -> Option<Refused<'a>> {
    let &[language, words, instead] = row else { return None };
    LANGUAGES
        .contains(&language)
        .then(|| Refused { language, parts: words.split(" … ").collect(), instead })
}

/// Line, language and text: each line of a Fluent file, each `cs: '…'` of the app's texts.
fn texts(name: &str, content: &str) -> Vec<(usize, &'static str, String)> {
    let of_language = |language: &str| LANGUAGES.into_iter().find(|known| *known == language);
    let path = Path::new(name);
    if path.extension().is_some_and(|e| e == "ftl") {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let Some(language) = of_language(&stem) else { return Vec::new() };
        let lines = content.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
        return lines.map(|(number, line)| (number + 1, language, value(line).to_owned())).collect();
    }
    if !name.contains("/src/texts/") {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (number, line) in content.lines().enumerate() {
        for language in LANGUAGES {
            let start = format!("{language}: ");
            let quoted = line.split(start.as_str()).skip(1).filter_map(literal);
            found.extend(quoted.map(|text| (number + 1, language, text)));
        }
    }
    found
}

/// Without the key.
fn value(line: &str) -> &str {
    line.split_once('=').map_or(line, |(_, value)| value)
}

/// The first string of some TypeScript.
fn literal(code: &str) -> Option<String> {
    let start = code.find(['\'', '`'])?;
    let quote = code[start..].chars().next()?;
    let inner = &code[start + 1..];
    Some(inner[..inner.find(quote).unwrap_or(inner.len())].to_owned())
}

fn holds(text: &str, parts: &[&str]) -> bool {
    text.split_inclusive(['.', '!', '?', ';', ':']).any(|sentence| {
        let found = parts.iter().try_fold(sentence, |rest, part| rest.split_once(part).map(|(_, rest)| rest));
        found.is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Finding N-49.
    #[test]
    fn refused_words_are_found_in_one_sentence_and_in_the_right_language() {
        assert!(holds("Přihlášení ke službě Lipová", &["řihl", "ke služb"]));
        assert!(!holds("Přihlášení trvalo dlouho. Vraťte se ke službě", &["řihl", "ke služb"]));
        let found =
            texts("apps/key/src/texts/a.ts", "a: { cs: 'jedna', sk: `dva`, en: (n) => `three ${n}` },");
        let texts: Vec<_> = found.iter().map(|(_, language, text)| (*language, text.as_str())).collect();
        assert_eq!(texts, [("cs", "jedna"), ("sk", "dva"), ("en", "three ${n}")]);
        let table = "## Refused words\n\n| language | refused | say |\n|---|---|---|\n| sk | a … b | c |\n\n## Next\n";
        let words: Vec<_> = rows(table, "## Refused words\n").filter_map(|row| refused(&row)).collect();
        assert_eq!(
            (words.len(), words[0].parts.as_slice(), words[0].instead),
            (1, ["a", "b"].as_slice(), "c")
        );
    }
}
