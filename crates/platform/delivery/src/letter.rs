//! A letter as a PDF page: A4 for a window envelope, with a box for what the letter is about.

mod layout;
mod typeface;

use krilla::Document;
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use serde::{Deserialize, Serialize};
use values::{Language, Timestamp};

use layout::Sheet;
use typeface::Typefaces;

/// What stands in a letter. The texts are the site's, in the person's language.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// In which language it is written.
    pub language: Language,
    /// When the letter was written.
    pub written_at: Timestamp,
    /// Who writes: the name in bold, then the lines below it.
    pub sender: Vec<String>,
    /// The envelope's lines: name, street, town.
    pub to: Vec<String>,
    /// Place and date, as the language writes them.
    pub date: String,
    /// The subject line.
    pub subject: String,
    /// The text before the box.
    pub paragraphs: Vec<String>,
    /// The code that the letter brings, in a box.
    pub boxed: Option<CodeBox>,
    /// Numbered instructions.
    pub steps: Vec<String>,
    /// The text after the steps.
    pub closing: Vec<String>,
    /// Small print at the foot: help, contact.
    pub footer: Vec<String>,
}

/// A box in a letter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeBox {
    /// The name of the code: `PIN3`.
    pub label: String,
    /// The code, printed large: `7KQ2-XM4A`.
    pub code: String,
}

/// Why a letter could not be typeset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LetterError {
    /// The text does not fit on one page.
    #[error("the letter is longer than one page")]
    TooLong,
    /// The recipient does not fit into the window of the envelope.
    #[error("the recipient does not fit into the window of the envelope")]
    Recipient,
    /// The PDF could not be made: a mistake in the program.
    #[error("the letter could not be made into a PDF")]
    Pdf,
}

/// Whether the lines of an address fit into the window of the envelope, wrapped where they are long. Ask when the
/// address is typed: a letter whose recipient does not fit is not sent ([`LetterError::Recipient`]).
pub fn fits_window(recipient: &[String]) -> bool {
    Typefaces::load().is_some_and(|faces| layout::in_window(recipient, &faces.regular).is_some())
}

impl Letter {
    /// The letter as a PDF of one A4 page. The same sheet gives the same bytes.
    pub fn pdf(&self) -> Result<Vec<u8>, LetterError> {
        self.set(None)
    }

    /// The same, with the address to which the post returns what it cannot deliver.
    pub fn pdf_from(&self, address: &str) -> Result<Vec<u8>, LetterError> {
        self.set(Some(address))
    }

    fn set(&self, back_to: Option<&str>) -> Result<Vec<u8>, LetterError> {
        let faces = Typefaces::load().ok_or(LetterError::Pdf)?;
        let mut document = Document::new();
        document.set_metadata(self.metadata());
        let size = PageSettings::from_wh(layout::PAGE_WIDTH, layout::PAGE_HEIGHT).ok_or(LetterError::Pdf)?;
        let mut page = document.start_page_with(size);
        let mut surface = page.surface();
        let drawn = Sheet::new(&mut surface, &faces).draw(self, back_to);
        surface.finish();
        page.finish();
        document.set_tag_tree(drawn?.with_lang(Some(self.language.code().to_owned())));
        document.finish().map_err(|_| LetterError::Pdf)
    }

    /// What the letter says, for screens and for people who cannot see the page.
    pub fn plain_text(&self) -> String {
        let boxed = self.boxed.iter().map(|boxed| format!("{}: {}", boxed.label, boxed.code));
        let steps = self.steps.iter().enumerate().map(|(index, step)| format!("{}. {step}", index + 1));
        let parts = std::iter::once(self.subject.clone())
            .chain(self.paragraphs.iter().cloned())
            .chain(boxed)
            .chain(steps)
            .chain(self.closing.iter().cloned())
            .chain(self.footer.iter().cloned());
        parts.collect::<Vec<_>>().join("\n\n")
    }

    fn metadata(&self) -> Metadata {
        let metadata = Metadata::new()
            .title(self.subject.clone())
            .language(self.language.code().to_owned())
            .creator("Svorník".to_owned());
        let author = self.sender.first().cloned();
        let metadata = metadata.authors(author.into_iter().collect());
        match written_on(self.written_at) {
            Some(date) => metadata.creation_date(date),
            None => metadata,
        }
    }
}

fn written_on(at: Timestamp) -> Option<DateTime> {
    let day = at.day_in_prague();
    let mut parts = day.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    Some(DateTime::new(year).month(month).day(parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests;
