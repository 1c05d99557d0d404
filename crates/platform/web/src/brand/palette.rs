//! One colour becomes every colour of a site, on light and on dark screens.

use std::fmt::Write;

use super::GOLD;
use super::oklch::{Oklch, Rgb};

const WHITE: Rgb = Rgb::new(255, 255, 255);
/// How finely lightness is taken back until a contrast is reached.
const STEP: f64 = 0.01;

/// The colours of a site, by the names that the style sheet gives them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Palette {
    pub(super) light: Scheme,
    pub(super) dark: Scheme,
}

/// The colours of one scheme. No component of the style sheet knows which it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scheme {
    /// Header and hero: white stands on it.
    pub(super) deep: Rgb,
    /// Fine lines on `deep`.
    pub(super) deep_2: Rgb,
    /// The main button, numbers, the edge of the ticket: white stands on it.
    pub(super) accent: Rgb,
    pub(super) accent_hover: Rgb,
    /// Links, icons, the current item.
    pub(super) link: Rgb,
    /// The second tone of pictures; never text.
    pub(super) mid: Rgb,
    /// Badges and digits.
    pub(super) tint_2: Rgb,
    /// Bands, notices, the footer.
    pub(super) tint: Rgb,
    /// Borders that carry no meaning.
    pub(super) line: Rgb,
    pub(super) page: Rgb,
    /// Under a sheet: a sheet is never darker than what it lies on.
    pub(super) ground: Rgb,
    pub(super) surface: Rgb,
}

/// Two colours that must be told apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Check {
    pub(super) what: &'static str,
    pub(super) found: f64,
    pub(super) needed: f64,
}

impl Palette {
    pub(super) fn derive(brand: Rgb) -> Self {
        let Oklch { lightness, chroma, hue } = brand.to_oklch();
        let capped = chroma.min(0.13);
        let at = |lightness: f64, chroma: f64| Oklch { lightness, chroma, hue };
        let paint = |lightness: f64, chroma: f64| at(lightness, chroma).to_rgb();
        let own = lightness.min(0.52);
        let light = Scheme {
            deep: paint(0.3, capped.min(0.09)),
            deep_2: paint(0.36, capped.min(0.1)),
            accent: darker_until(at(own, chroma), 5.5),
            accent_hover: darker_until(at(own - 0.09, capped), 8.0),
            link: darker_until(at(0.46, capped), 7.0),
            mid: paint(0.74, capped * 0.75),
            tint_2: paint(0.915, capped * 0.32),
            tint: paint(0.966, capped * 0.13),
            line: paint(0.87, capped * 0.18),
            page: WHITE,
            ground: paint(0.966, capped * 0.13),
            surface: WHITE,
        };
        let dark = Scheme {
            deep: paint(0.25, capped.min(0.06)),
            deep_2: paint(0.32, capped.min(0.07)),
            accent: darker_until(at(0.6, capped), 4.9),
            accent_hover: darker_until(at(0.5, capped), 6.5),
            link: paint(0.85, capped.min(0.09)),
            mid: paint(0.62, capped * 0.8),
            tint_2: paint(0.36, capped * 0.5),
            tint: paint(0.285, capped * 0.35),
            line: paint(0.44, capped * 0.35),
            page: paint(0.17, capped.min(0.02)),
            ground: paint(0.17, capped.min(0.02)),
            surface: paint(0.215, capped.min(0.025)),
        };
        Self { light, dark }
    }

    /// Every contrast that the design promises.
    pub(super) fn checks(&self) -> Vec<Check> {
        let Self { light, dark } = self;
        let check = |what, one: Rgb, other, needed| Check { what, found: one.contrast(other), needed };
        vec![
            check("white on the header", light.deep, WHITE, 10.0),
            check("the keystone on the header", light.deep, GOLD, 6.0),
            check("white on a button", light.accent, WHITE, 4.5),
            check("a link on the page", light.link, light.page, 7.0),
            check("a link on a band", light.link, light.tint, 6.0),
            check("a link on a badge", light.link, light.tint_2, 5.0),
            check("white on a dark screen's button", dark.accent, WHITE, 4.5),
            check("a link on a dark screen", dark.link, dark.surface, 8.0),
            check("a link on a dark screen's badge", dark.link, dark.tint_2, 4.5),
            check("a button on a dark screen", dark.accent, dark.surface, 3.0),
        ]
    }

    pub(super) fn header(&self) -> Rgb {
        self.light.deep
    }

    pub(super) fn style_sheet(&self) -> String {
        let (light, dark) = (self.light.properties(), self.dark.properties());
        format!(":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n")
    }

    #[cfg(test)]
    pub(super) fn with_accent(accent: Rgb) -> Self {
        let palette = Self::derive(Rgb::new(0x23, 0x62, 0xa2));
        Self { light: Scheme { accent, ..palette.light }, ..palette }
    }
}

impl Scheme {
    fn properties(&self) -> String {
        let all = [
            ("deep", self.deep),
            ("deep-2", self.deep_2),
            ("accent", self.accent),
            ("accent-hover", self.accent_hover),
            ("link", self.link),
            ("mid", self.mid),
            ("tint-2", self.tint_2),
            ("tint", self.tint),
            ("line", self.line),
            ("page", self.page),
            ("ground", self.ground),
            ("surface", self.surface),
        ];
        let mut text = String::new();
        for (name, colour) in all {
            // Writing to a text does not fail.
            let _ = write!(text, "--sv-{name}:{colour};");
        }
        text.trim_end_matches(';').to_owned()
    }
}

/// The lightest colour from here on down against which white has this contrast.
fn darker_until(from: Oklch, contrast: f64) -> Rgb {
    let mut lightness = from.lightness.max(0.0);
    loop {
        let colour = Oklch { lightness, ..from }.to_rgb();
        if lightness <= 0.0 || colour.contrast(WHITE) >= contrast {
            return colour;
        }
        lightness = (lightness - STEP).max(0.0);
    }
}
