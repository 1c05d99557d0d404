//! A QR code as the path of an SVG, which a script can exchange without touching the page.

use std::fmt::Write;

use qrcode::types::QrError;
use qrcode::{Color, EcLevel, QrCode};

/// Half of the empty border that readers need (ISO/IEC 18004 §5.3.8 asks for 4); the other half is the padding of the
/// white box around it.
const QUIET_ZONE: usize = 2;

/// One code: `<path d=…>` in a square of `side` units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Drawing {
    pub(super) path: String,
    pub(super) side: usize,
}

/// The lowest level of correction: nothing stains a screen, and larger modules are read from farther away.
pub(super) fn draw(text: &str) -> Result<Drawing, QrError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L)?;
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            let length = run.len();
            if run[0] == Color::Dark {
                // Writing to a String cannot fail.
                let _ = write!(path, "M{} {}h{length}v1h-{length}z", x + QUIET_ZONE, y + QUIET_ZONE);
            }
            x += length;
        }
    }
    Ok(Drawing { path, side: width + 2 * QUIET_ZONE })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_module_is_drawn_once() {
        let text = "https://key.example/app/#/q/019a8b4c-0000-7000-8000-000000000001.1795000000.0123456789abcdefghijkl";
        let drawing = draw(text).unwrap();
        let code = QrCode::with_error_correction_level(text, EcLevel::L).unwrap();
        assert_eq!(drawing.side, code.width() + 4);
        let dark = code.to_colors().iter().filter(|color| **color == Color::Dark).count();
        let drawn: usize = drawing
            .path
            .split('M')
            .skip(1)
            .map(|run| run.split_once('h').unwrap().1.split('v').next().unwrap().parse::<usize>().unwrap())
            .sum();
        assert_eq!(drawn, dark);
        assert!(drawing.path.starts_with("M2 2h7v1h-7z"));
    }
}
