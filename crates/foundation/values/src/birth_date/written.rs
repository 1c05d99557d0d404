//! How people write dates.

use super::BirthDateError;
use crate::line::{folded, is_stray, without_accents};

/// How the months begin in Czech, Slovak and English, without accents; what is longer comes first.
const MONTHS: [(&str, i8); 37] = [
    ("led", 1),
    ("jan", 1),
    ("uno", 2),
    ("feb", 2),
    ("bre", 3),
    ("mar", 3),
    ("dub", 4),
    ("apr", 4),
    ("kve", 5),
    ("maj", 5),
    ("may", 5),
    ("cervenc", 7),
    ("cervene", 7),
    ("cerv", 6),
    ("jun", 6),
    ("jul", 7),
    ("srp", 8),
    ("aug", 8),
    ("zar", 9),
    ("sep", 9),
    ("rij", 10),
    ("okt", 10),
    ("oct", 10),
    ("lis", 11),
    ("nov", 11),
    ("pro", 12),
    ("dec", 12),
    ("viii", 8),
    ("vii", 7),
    ("vi", 6),
    ("xii", 12),
    ("xi", 11),
    ("iii", 3),
    ("iv", 4),
    ("ix", 9),
    ("ii", 2),
    ("x", 10),
];
/// Months that other months begin like.
const WHOLE_MONTHS: [(&str, i8); 2] = [("i", 1), ("v", 5)];
const YEAR_DIGITS: usize = 4;

enum Part {
    Number(String),
    Month(i8),
}

/// Year, month and day, none of them checked against the calendar.
pub(super) fn parts(entered: &str) -> Result<(i16, i8, i8), BirthDateError> {
    use Part::{Month, Number};
    let parts = split(entered)?;
    match parts.as_slice() {
        [] => Err(BirthDateError::Empty),
        [Number(year), Number(month), Number(day)] if year.len() == YEAR_DIGITS => {
            date(year, number(month)?, day)
        }
        [Number(day), Number(month), Number(year)] => date(year, number(month)?, day),
        [Number(day), Month(month), Number(year)] | [Month(month), Number(day), Number(year)] => {
            date(year, *month, day)
        }
        [Number(year)] | [Number(_) | Month(_), Number(year)] if year.len() == YEAR_DIGITS => {
            Err(BirthDateError::Incomplete)
        }
        [Number(year), Number(_)] if year.len() == YEAR_DIGITS => Err(BirthDateError::Incomplete),
        _ => Err(BirthDateError::Format),
    }
}

fn date(year: &str, month: i8, day: &str) -> Result<(i16, i8, i8), BirthDateError> {
    if year.len() != YEAR_DIGITS {
        return Err(BirthDateError::Format);
    }
    let year = year.parse().map_err(|_| BirthDateError::Format)?;
    let day = number(day)?;
    if month == 0 || day == 0 { Err(BirthDateError::Incomplete) } else { Ok((year, month, day)) }
}

fn number(digits: &str) -> Result<i8, BirthDateError> {
    if digits.len() > 2 {
        return Err(BirthDateError::Format);
    }
    digits.parse().map_err(|_| BirthDateError::Format)
}

fn split(entered: &str) -> Result<Vec<Part>, BirthDateError> {
    let visible: String = entered.chars().filter(|character| !is_stray(*character)).collect();
    let text = without_accents(&folded(&visible));
    let mut parts = Vec::new();
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let end =
            |belongs: fn(char) -> bool| rest.find(|character| !belongs(character)).unwrap_or(rest.len());
        let length = match first {
            '0'..='9' => {
                let (digits, after) = rest.split_at(end(|character| character.is_ascii_digit()));
                parts.push(Part::Number(digits.to_owned()));
                digits.len() + ordinal(after)
            }
            letter if letter.is_alphabetic() => {
                let (word, _) = rest.split_at(end(char::is_alphabetic));
                parts.push(Part::Month(month(word).ok_or(BirthDateError::Format)?));
                word.len()
            }
            '.' | '/' | '-' | ',' | ' ' | '\u{2010}'..='\u{2015}' | '\u{2212}' => first.len_utf8(),
            _ => return Err(BirthDateError::Format),
        };
        rest = &rest[length..];
    }
    Ok(parts)
}

/// `28th`.
fn ordinal(after: &str) -> usize {
    const ENDINGS: [&str; 4] = ["st", "nd", "rd", "th"];
    ENDINGS.iter().find(|ending| after.starts_with(**ending)).map_or(0, |ending| ending.len())
}

fn month(word: &str) -> Option<i8> {
    const SHORTEST_NAME_CHARS: usize = 3;
    const LONGEST_NAME_CHARS: usize = 9;
    let is_roman = word.chars().all(|character| "ivx".contains(character));
    if is_roman {
        return MONTHS.iter().chain(&WHOLE_MONTHS).find(|(name, _)| *name == word).map(|(_, month)| *month);
    }
    if !(SHORTEST_NAME_CHARS..=LONGEST_NAME_CHARS).contains(&word.len()) {
        return None;
    }
    MONTHS.iter().find(|(name, _)| word.starts_with(name)).map(|(_, month)| *month)
}
