//! Texts for pages, where no number is torn apart, and for SMS, where every letter costs.

use crate::line::without_accents;

/// The same text with blanks at which no line is broken, for pages: `110 00`, `28. 2. 1990`, `+420 601 123 456`.
///
/// Pages, letters and e-mails take it; an SMS and what a machine reads do not.
pub fn unbroken(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

/// The same text in characters that are in the GSM 7-bit alphabet (3GPP TS 23.038) and in ASCII alike, so that an SMS
/// has room for 160 of them: without accents, with plain quotation marks and hyphens.
pub fn gsm7(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in without_accents(text).chars() {
        match character {
            '\n' | ' '..='Z' | '_' | 'a'..='z' => plain.push(character),
            blank if blank.is_whitespace() => plain.push(' '),
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '~' | '|' | '\\' | '^' => plain.push('-'),
            '„' | '“' | '”' | '«' | '»' => plain.push('"'),
            '’' | '‘' | '‚' | '´' | '`' => plain.push('\''),
            '[' | '{' => plain.push('('),
            ']' | '}' => plain.push(')'),
            '…' => plain.push_str("..."),
            _ => plain.push('?'),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_within_numbers_break_no_line() {
        assert_eq!(unbroken("+420 601 123 456"), "+420\u{a0}601\u{a0}123\u{a0}456");
    }

    // finding M5
    #[test]
    fn an_sms_needs_no_letter_that_costs_more() {
        assert_eq!(
            gsm7("Příliš žluťoučký – „kůň“ do 28.\u{a0}11.…"),
            "Prilis zlutoucky - \"kun\" do 28. 11...."
        );
        assert_eq!(gsm7("[a] {b}\t王 €\n@x #1"), "(a) (b) ? ?\n@x #1");
    }
}
