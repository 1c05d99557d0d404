//! Roboto, embedded: which glyph a character has and how wide it is.
//!
//! The languages written here need no shaping: one character, one glyph, from left to right.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use unicode_normalization::UnicodeNormalization;

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
        text.char_indices()
            .map(|(start, character)| {
                let glyph = glyph(&charmap, character).or_else(|| charmap.map('?')).unwrap_or_default();
                let advance = metrics.advance_width(glyph).unwrap_or_default() / self.units_per_em;
                let range = start..start + character.len_utf8();
                KrillaGlyph::new(GlyphId::new(glyph.to_u32()), advance + spacing, 0.0, 0.0, 0.0, range, None)
            })
            .collect()
    }

    /// Whether a character is printed as itself, or nearly so.
    #[cfg(test)]
    pub(super) fn has(&self, character: char) -> bool {
        glyph(&self.bytes.charmap(), character).is_some()
    }

    /// How wide a line is in ems.
    pub(super) fn width(&self, text: &str, spacing: f32) -> f32 {
        self.glyphs(text, spacing).iter().map(|glyph| glyph.x_advance).sum()
    }
}

/// The glyph of a character, or of the one that a typesetter would take in its place: without an accent that the
/// typeface lacks, and one apostrophe for all.
fn glyph(charmap: &Charmap<'_>, character: char) -> Option<skrifa::GlyphId> {
    let near = |character: char| match character {
        '\u{2b0}'..='\u{2ff}' => Some('’'),
        _ => character.nfd().next().filter(|base| *base != character),
    };
    charmap.map(character).or_else(|| charmap.map(near(character)?))
}
