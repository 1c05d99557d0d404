//! What must not be torn apart at the end of a line.

/// The same text with blanks at which no line is broken, for pages: `110 00`, `28. 2. 1990`, `+420 601 123 456`.
///
/// Pages, letters and e-mails take it; an SMS and what a machine reads do not.
pub fn unbroken(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}
