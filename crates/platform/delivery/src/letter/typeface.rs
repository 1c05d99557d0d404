//! Roboto, embedded: which glyph a character has and how wide it is.
//!
//! The languages written here need no shaping: one character, one glyph, from left to right.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

static REGULAR: &[u8] = include_bytes!("../../fonts/Roboto-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../../fonts/Roboto-Bold.ttf");

pub(super) struct Typefaces {
    pub(super) regular: Typeface,
    pub(super) bold: Typeface,
}

pub(super) struct Typeface {
    pub(super) font: Font,
    bytes: FontRef<'static>,
    units_per_em: f32,
}

impl Typefaces {
    pub(super) fn load() -> Option<Self> {
        Some(Self { regular: Typeface::load(REGULAR)?, bold: Typeface::load(BOLD)? })
    }
}

impl Typeface {
    fn load(bytes: &'static [u8]) -> Option<Self> {
        let font = Font::new(bytes.into(), 0)?;
        let units_per_em = font.units_per_em();
        Some(Self { font, bytes: FontRef::new(bytes).ok()?, units_per_em })
    }

    /// The glyphs of a line; advances in ems, with so many ems between characters.
    pub(super) fn glyphs(&self, text: &str, spacing: f32) -> Vec<KrillaGlyph> {
        let charmap = self.bytes.charmap();
        let metrics = self.bytes.glyph_metrics(Size::unscaled(), LocationRef::default());
        // A character that the font lacks is shown as a question mark: the letter still arrives.
        let stand_in = charmap.map('?').unwrap_or_default();
        text.char_indices()
            .map(|(start, character)| {
                let glyph = charmap.map(character).unwrap_or(stand_in);
                let advance = metrics.advance_width(glyph).unwrap_or_default() / self.units_per_em;
                let range = start..start + character.len_utf8();
                KrillaGlyph::new(GlyphId::new(glyph.to_u32()), advance + spacing, 0.0, 0.0, 0.0, range, None)
            })
            .collect()
    }

    /// How wide a line is in ems.
    pub(super) fn width(&self, text: &str, spacing: f32) -> f32 {
        self.glyphs(text, spacing).iter().map(|glyph| glyph.x_advance).sum()
    }
}
