//! The colours of a site: all of them derived from the one colour that its operator configures.
//!
//! The hue is the operator's, lightness is ours, chroma is the operator's up to a limit; so every colour keeps the
//! contrast that people need, and [`BrandColour::parse`] refuses one that does not.

mod oklch;
mod palette;

use std::fmt;

use serde::{Deserialize, Deserializer};

use oklch::Rgb;
use palette::Palette;

/// The keystone: the same gold on every site (`secondary-500` of the Czech government's design system).
pub(crate) const GOLD: Rgb = Rgb::new(0xfb, 0xc3, 0x42);

/// The colour of a brand, as `#2362a2` in the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrandColour(Rgb);

/// Why a text is not the colour of a brand.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum BrandColourError {
    /// Not `#` and six hexadecimal digits.
    #[error("{0:?} is not a colour: write # and six hexadecimal digits, such as #2362a2")]
    Shape(String),
    /// Nothing readable can be made of it.
    #[error(
        "{colour} cannot be a brand's colour: {what} would have the contrast {found:.1}, people need {needed:.1}"
    )]
    Contrast {
        /// The colour that was asked for.
        colour: BrandColour,
        /// Which two colours.
        what: &'static str,
        /// Their contrast (WCAG 2.2).
        found: f64,
        /// The least that will do.
        needed: f64,
    },
}

impl BrandColour {
    /// The blue of the Czech government's design system: the national point.
    pub const BLUE: Self = Self(Rgb::new(0x23, 0x62, 0xa2));
    /// For mojeID.
    pub const TEAL: Self = Self(Rgb::new(0x00, 0x69, 0x6f));
    /// For the phone's key.
    pub const VIOLET: Self = Self(Rgb::new(0x67, 0x32, 0x9e));
    /// For registers, and for the pages that explain the demo.
    pub const SLATE: Self = Self(Rgb::new(0x3c, 0x4a, 0x5e));
    /// For services.
    pub const GREEN: Self = Self(Rgb::new(0x2e, 0x7d, 0x32));
    /// For a second service.
    pub const AMBER: Self = Self(Rgb::new(0x8a, 0x5a, 0x00));
    /// For a third.
    pub const BERRY: Self = Self(Rgb::new(0x86, 0x30, 0x6b));

    /// Reads `#2362a2`, when a readable site can be made of it.
    pub fn parse(text: &str) -> Result<Self, BrandColourError> {
        let rgb = Rgb::parse(text).ok_or_else(|| BrandColourError::Shape(text.chars().take(20).collect()))?;
        let colour = Self(rgb);
        for check in colour.palette().checks() {
            if check.found < check.needed {
                let palette::Check { what, found, needed } = check;
                return Err(BrandColourError::Contrast { colour, what, found, needed });
            }
        }
        Ok(colour)
    }

    /// `brand.css`: the custom properties of the style sheet, for light and dark screens.
    pub fn style_sheet(self) -> String {
        self.palette().style_sheet()
    }

    /// What browsers on phones paint their own frame with, beside the header.
    pub fn header_colour(self) -> String {
        self.palette().header().to_string()
    }

    /// The keystone on the brand's ground.
    pub(crate) fn icon(self) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-9 -11 50 50\"><rect x=\"-9\" y=\"-11\" width=\"50\" height=\"50\" \
             rx=\"11\" fill=\"{}\"/><path fill=\"#fff\" d=\"M2 27V15A14 14 0 0 1 7.6 3.8l3.3 5A8.2 8.2 0 0 0 8 15v12zm28 \
             0V15A14 14 0 0 0 24.4 3.8l-3.3 5A8.2 8.2 0 0 1 24 15v12z\"/><path fill=\"{GOLD}\" d=\"M9.8 1h12.4l-3.7 \
             11h-5z\"/></svg>",
            self.palette().header()
        )
    }

    fn palette(self) -> Palette {
        Palette::derive(self.0)
    }
}

impl Default for BrandColour {
    fn default() -> Self {
        Self::BLUE
    }
}

impl fmt::Display for BrandColour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for BrandColour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_colours_of_the_house_can_be_brands() {
        let all = [
            BrandColour::BLUE,
            BrandColour::TEAL,
            BrandColour::VIOLET,
            BrandColour::SLATE,
            BrandColour::GREEN,
            BrandColour::AMBER,
            BrandColour::BERRY,
        ];
        for colour in all {
            assert_eq!(BrandColour::parse(&colour.to_string()), Ok(colour));
        }
    }

    #[test]
    fn what_is_no_colour_is_refused_by_a_sentence() {
        for text in ["", "2362a2", "#2362a", "#2362a2ff", "#23g2a2", "blue", "#é62a2", "# 362a2", "#+362a2"]
        {
            let error = BrandColour::parse(text).unwrap_err();
            assert!(error.to_string().contains("write # and six hexadecimal digits"), "{text:?}: {error}");
        }
    }

    /// Known from the design: what the national point looks like.
    #[test]
    fn the_palette_of_the_national_point() {
        let css = BrandColour::BLUE.style_sheet();
        for part in ["--sv-deep:#002e59", "--sv-accent:#2362a2", "--sv-mid:#81afe3", "--sv-tint-2:#d1e5fd"] {
            assert!(css.contains(part), "{part} is not in {css}");
        }
        assert_eq!(css.matches("--sv-deep:").count(), 2, "light and dark");
        assert!(css.contains("prefers-color-scheme:dark"));
    }

    #[test]
    fn a_grey_and_black_and_white_are_possible() {
        for text in ["#000000", "#00000f", "#ffffff", "#808080", "#ff0000", "#ffff00", "#00ffff"] {
            assert_eq!(BrandColour::parse(text).map(|colour| colour.to_string()), Ok(text.to_owned()));
        }
    }

    /// A palette whose contrast is too low must not pass: white text on a light ground.
    #[test]
    fn a_contrast_that_is_too_low_is_found() {
        let palette = Palette::with_accent(Rgb::new(0xff, 0xee, 0x99));
        assert!(palette.checks().into_iter().any(|check| check.found < check.needed));
    }

    proptest! {
        /// Whatever colour an operator writes: either everything on the page can be read, or it is refused.
        #[test]
        fn every_accepted_colour_gives_a_readable_site(red: u8, green: u8, blue: u8) {
            let colour = BrandColour(Rgb::new(red, green, blue));
            if BrandColour::parse(&colour.to_string()).is_ok() {
                let Palette { light, dark } = colour.palette();
                let white = Rgb::new(255, 255, 255);
                for (ground, text, least) in [
                    (light.deep, white, 10.0), (light.accent, white, 4.5), (light.accent_hover, white, 4.5),
                    (light.surface, light.link, 4.5), (light.tint, light.link, 4.5), (light.tint_2, light.link, 4.5),
                    (dark.deep, white, 4.5), (dark.accent, white, 4.5), (dark.accent_hover, white, 4.5),
                    (dark.surface, dark.link, 4.5), (dark.tint, dark.link, 4.5), (dark.tint_2, dark.link, 4.5),
                    (light.deep, GOLD, 3.0), (dark.surface, dark.accent, 3.0),
                ] {
                    prop_assert!(ground.contrast(text) >= least, "{text} on {ground} in the palette of {colour}");
                }
            }
        }
    }
}
