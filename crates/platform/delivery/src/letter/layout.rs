//! Where things stand on the page. Lengths are points (1/72 inch) from the upper left corner.

use std::num::NonZeroU16;

use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag, Tag, TagGroup, TagKind, TagTree};

use super::typeface::{Typeface, Typefaces};
use super::{CodeBox, Letter, LetterError};

pub(super) const PAGE_WIDTH: f32 = 210.0 * MM;
pub(super) const PAGE_HEIGHT: f32 = 297.0 * MM;

const MM: f32 = 72.0 / 25.4;
const LEFT: f32 = 25.0 * MM;
const RIGHT: f32 = PAGE_WIDTH - 25.0 * MM;
const TEXT_WIDTH: f32 = RIGHT - LEFT;
/// The window of a DL envelope lies on the right, 44 to 79 mm from the upper edge of a sheet folded in three. The
/// sheet slides in the envelope, so that the text keeps away from the window's edges.
const WINDOW_LEFT: f32 = 118.0 * MM;
const WINDOW_WIDTH: f32 = 77.0 * MM;
const WINDOW_TOP: f32 = 48.0 * MM;
const WINDOW_BOTTOM: f32 = 77.0 * MM;
/// Size and leading of the address: the first in which it fits. Below 8 points sorting machines do not read.
const WINDOW_SIZES: [(f32, f32); 3] = [(10.5, 13.5), (9.0, 11.5), (8.0, 10.0)];
/// The address to return to, above the recipient: what the window shows is all that a postman sees.
const RETURN_BASELINE: f32 = 47.5 * MM;
const RETURN_SIZES: [f32; 3] = [6.5, 6.0, 5.5];
/// Where the sheet is folded, so that the code lies inside.
const FOLDS: [f32; 2] = [99.0 * MM, 198.0 * MM];
const FOLD_MARK: f32 = 5.0 * MM;
const DATE_TOP: f32 = 92.0 * MM;
const BODY_TOP: f32 = 106.0 * MM;
const FOOT_BOTTOM: f32 = PAGE_HEIGHT - 15.0 * MM;
const NUMBER_WIDTH: f32 = 7.0 * MM;
const BOX_HEIGHT: f32 = 25.0 * MM;
const BOX_WIDTH: f32 = 100.0 * MM;

/// Shades of grey, 0 is black.
const INK: u8 = 20;
const PALE_INK: u8 = 95;

#[derive(Clone, Copy)]
pub(super) struct Style<'a> {
    face: &'a Typeface,
    size: f32,
    leading: f32,
    shade: u8,
}

pub(super) struct Sheet<'s, 'p> {
    surface: &'s mut Surface<'p>,
    text: Style<'s>,
    strong: Style<'s>,
    title: Style<'s>,
    small: Style<'s>,
    /// The baseline of the last line drawn.
    y: f32,
    /// What screen readers and reflowing readers are told: headings and paragraphs in their order.
    tags: TagTree,
    group: Option<TagGroup>,
}

impl<'s, 'p> Sheet<'s, 'p> {
    pub(super) fn new(surface: &'s mut Surface<'p>, faces: &'s Typefaces) -> Self {
        let style = |face, size, leading, shade| Style { face, size, leading, shade };
        Self {
            surface,
            text: style(&faces.regular, 10.5, 15.0, INK),
            strong: style(&faces.bold, 10.5, 15.0, INK),
            title: style(&faces.bold, 14.0, 20.0, INK),
            small: style(&faces.regular, 8.5, 11.5, PALE_INK),
            y: 0.0,
            tags: TagTree::new(),
            group: None,
        }
    }

    /// Refuses what runs out of the envelope's window, or into the foot of the page; returns the structure of the text.
    pub(super) fn draw(mut self, letter: &Letter, back_to: Option<&str>) -> Result<TagTree, LetterError> {
        self.fold_marks();
        self.sender(&letter.sender, back_to);
        self.return_line(letter.sender.first().map(String::as_str), back_to);
        self.window(&letter.to)?;
        self.grouped(Tag::P, |sheet| sheet.line_at(LEFT, DATE_TOP, &letter.date, sheet.text));
        self.y = BODY_TOP;
        self.grouped(Tag::Hn(NonZeroU16::MIN, None), |sheet| {
            sheet.paragraph(LEFT, TEXT_WIDTH, &letter.subject, sheet.title);
        });
        self.y += 6.0;
        self.paragraphs(&letter.paragraphs);
        if let Some(boxed) = &letter.boxed {
            self.boxed(boxed);
        }
        self.steps(&letter.steps);
        self.paragraphs(&letter.closing);
        let body_bottom = self.y;
        if body_bottom < self.footer(&letter.footer) { Ok(self.tags) } else { Err(LetterError::TooLong) }
    }

    fn sender(&mut self, lines: &[String], back_to: Option<&str>) {
        self.y = 18.0 * MM;
        let Some((name, rest)) = lines.split_first() else { return };
        self.grouped(Tag::P, |sheet| {
            sheet.paragraph(LEFT, TEXT_WIDTH, name, sheet.title);
            for line in rest.iter().map(String::as_str).chain(back_to) {
                sheet.paragraph(LEFT, TEXT_WIDTH, line, sheet.small);
            }
        });
    }

    /// Left out where it does not fit: it stands at the head of the sheet as well.
    fn return_line(&mut self, name: Option<&str>, back_to: Option<&str>) {
        let (Some(name), Some(back_to)) = (name, back_to) else { return };
        let line = format!("{name}, {back_to}");
        let width = self.small.face.width(&line, 0.0);
        let fitting = RETURN_SIZES.into_iter().find(|size| width * size <= WINDOW_WIDTH);
        if let Some(size) = fitting {
            let style = Style { size, ..self.small };
            self.glyphs_at(WINDOW_LEFT, RETURN_BASELINE, &line, style, 0.0);
        }
    }

    fn fold_marks(&mut self) {
        for y in FOLDS {
            let mut path = PathBuilder::new();
            path.move_to(0.0, y);
            path.line_to(FOLD_MARK, y);
            self.stroke(path, PALE_INK, 0.4);
        }
    }

    /// What is drawn within is one heading or paragraph.
    fn grouped(&mut self, tag: impl Into<TagKind>, draw: impl FnOnce(&mut Self)) {
        self.group = Some(TagGroup::new(tag));
        draw(self);
        self.tags.children.extend(self.group.take().map(Into::into));
    }

    fn window(&mut self, lines: &[String]) -> Result<(), LetterError> {
        let (style, lines) = in_window(lines, self.text.face).ok_or(LetterError::Recipient)?;
        self.y = WINDOW_TOP;
        self.grouped(Tag::P, |sheet| {
            for line in lines {
                sheet.y += style.leading;
                sheet.line_at(WINDOW_LEFT, sheet.y, &line, style);
            }
        });
        Ok(())
    }

    fn paragraphs(&mut self, texts: &[String]) {
        for text in texts {
            self.grouped(Tag::P, |sheet| sheet.paragraph(LEFT, TEXT_WIDTH, text, sheet.text));
            self.y += 7.0;
        }
    }

    fn steps(&mut self, steps: &[String]) {
        for (index, step) in steps.iter().enumerate() {
            let number = format!("{}.", index + 1);
            self.grouped(Tag::P, |sheet| {
                sheet.line_at(LEFT, sheet.y + sheet.strong.leading, &number, sheet.strong);
                sheet.paragraph(LEFT + NUMBER_WIDTH, TEXT_WIDTH - NUMBER_WIDTH, step, sheet.text);
            });
            self.y += 4.0;
        }
        self.y += 5.0;
    }

    fn boxed(&mut self, boxed: &CodeBox) {
        const CODE_SIZE: f32 = 24.0;
        const SPACING_EM: f32 = 0.12;
        let (left, top) = (LEFT + (TEXT_WIDTH - BOX_WIDTH) / 2.0, self.y + 4.0);
        self.frame(left, top, BOX_WIDTH, BOX_HEIGHT);
        let middle = left + BOX_WIDTH / 2.0;
        let label_width = self.small.face.width(&boxed.label, 0.0) * self.small.size;
        let code = Style { size: CODE_SIZE, ..self.strong };
        let width = (code.face.width(&boxed.code, SPACING_EM) - SPACING_EM) * CODE_SIZE;
        self.grouped(Tag::P, |sheet| {
            sheet.line_at(middle - label_width / 2.0, top + 18.0, &boxed.label, sheet.small);
            sheet.glyphs_at(middle - width / 2.0, top + 50.0, &boxed.code, code, SPACING_EM);
        });
        self.y = top + BOX_HEIGHT + 14.0;
    }

    /// Draws upwards from the foot and returns where the small print begins.
    fn footer(&mut self, lines: &[String]) -> f32 {
        let wrapped: Vec<String> = lines.iter().flat_map(|line| wrap(line, TEXT_WIDTH, self.small)).collect();
        let height = wrapped.iter().fold(0.0, |height, _| height + self.small.leading);
        let top = FOOT_BOTTOM - height;
        self.y = top;
        self.grouped(Tag::P, |sheet| {
            for line in &wrapped {
                sheet.y += sheet.small.leading;
                sheet.line_at(LEFT, sheet.y, line, sheet.small);
            }
        });
        top
    }

    /// A paragraph below the last line, wrapped.
    fn paragraph(&mut self, left: f32, width: f32, text: &str, style: Style<'s>) {
        for line in wrap(text, width, style) {
            self.y += style.leading;
            self.line_at(left, self.y, &line, style);
        }
    }

    fn line_at(&mut self, left: f32, baseline: f32, text: &str, style: Style<'s>) {
        self.glyphs_at(left, baseline, text, style, 0.0);
    }

    fn glyphs_at(&mut self, left: f32, baseline: f32, text: &str, style: Style<'s>, spacing: f32) {
        let fill = Fill { paint: grey(style.shade).into(), opacity: NormalizedF32::ONE, ..Fill::default() };
        self.surface.set_fill(Some(fill));
        self.surface.set_stroke(None);
        let glyphs = style.face.glyphs(text, spacing);
        let start = Point::from_xy(left, baseline);
        let tag = match &self.group {
            Some(_) => ContentTag::Span(SpanTag::empty()),
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Header)),
        };
        let id = self.surface.start_tagged(tag);
        self.surface.draw_glyphs(start, &glyphs, style.face.font.clone(), text, style.size, false);
        self.surface.end_tagged();
        if let Some(group) = &mut self.group {
            group.push(id);
        }
    }

    fn frame(&mut self, left: f32, top: f32, width: f32, height: f32) {
        let Some(rect) = Rect::from_xywh(left, top, width, height) else { return };
        let mut path = PathBuilder::new();
        path.push_rect(rect);
        self.stroke(path, INK, 1.0);
    }

    fn stroke(&mut self, path: PathBuilder, shade: u8, width: f32) {
        let Some(path) = path.finish() else { return };
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke { paint: grey(shade).into(), width, ..Stroke::default() }));
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)));
        self.surface.draw_path(&path);
        self.surface.end_tagged();
    }
}

fn grey(shade: u8) -> rgb::Color {
    rgb::Color::new(shade, shade, shade)
}

/// The recipient as the window shows it, wrapped, or nothing if it has more lines than there is room for.
pub(super) fn in_window<'f>(lines: &[String], face: &'f Typeface) -> Option<(Style<'f>, Vec<String>)> {
    WINDOW_SIZES.into_iter().find_map(|(size, leading)| {
        let style = Style { face, size, leading, shade: INK };
        let wrapped: Vec<String> = lines.iter().flat_map(|line| wrap(line, WINDOW_WIDTH, style)).collect();
        let bottom = wrapped.iter().fold(WINDOW_TOP, |y, _| y + leading);
        (bottom <= WINDOW_BOTTOM).then_some((style, wrapped))
    })
}

/// Breaks a text into lines at blanks, but not at no-break spaces. A word longer than a line is broken where the line ends.
fn wrap(text: &str, width: f32, style: Style<'_>) -> Vec<String> {
    let fits = |line: &str| style.face.width(line, 0.0) * style.size <= width;
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split([' ', '\t', '\n']).filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if fits(&longer) {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for character in word.chars() {
            line.push(character);
            if !fits(&line) && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, character.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_at_blanks_and_long_words_anywhere() {
        let faces = Typefaces::load().unwrap();
        let style = Style { face: &faces.regular, size: 10.0, leading: 12.0, shade: INK };
        let text = "Příliš žluťoučký kůň úpěl ďábelské ódy.";
        for width in [40.0, 80.0, 400.0] {
            let lines = wrap(text, width, style);
            assert!(lines.iter().all(|line| faces.regular.width(line, 0.0) * 10.0 <= width), "{lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
        assert_eq!(wrap("aaaaaaaaaa", 20.0, style).concat(), "aaaaaaaaaa");
        assert!(wrap("  ", 20.0, style).is_empty());
        assert!(!wrap("aaa", 0.1, style).is_empty());
        assert_eq!(wrap("do 27.\u{a0}11.\u{a0}2026", 40.0, style)[0], "do", "a date is not torn apart");
    }

    // finding L1
    #[test]
    fn every_line_of_an_address_is_in_the_window_or_the_address_is_refused() {
        let faces = Typefaces::load().unwrap();
        let ends = ["Dlouhá třída 1234/56", "110 00 Praha", "SLOVENSKO"].map(str::to_owned);
        let mut refused = 0;
        for chars in (0..=200).step_by(5) {
            let mut lines = vec!["Společnost ".repeat(20).chars().take(chars).collect::<String>()];
            lines.push("Nováková ".repeat(23).chars().take(chars / 2).collect());
            lines.extend(ends.clone());
            let Some((style, shown)) = in_window(&lines, &faces.regular) else {
                refused += 1;
                continue;
            };
            assert_eq!(shown.concat().replace(' ', ""), lines.concat().replace(' ', ""), "nothing is cut");
            let first = WINDOW_TOP + style.leading - style.size;
            let last = shown.iter().fold(WINDOW_TOP, |baseline, _| baseline + style.leading);
            assert!(first > 44.0 * MM && last + 0.3 * style.size < 79.0 * MM, "{chars}");
            for line in shown {
                let right = WINDOW_LEFT + faces.regular.width(&line, 0.0) * style.size;
                assert!(right < PAGE_WIDTH - 10.0 * MM, "{line}");
            }
        }
        assert!((1..30).contains(&refused), "{refused}: long ones are refused, usual ones are not");
    }
}
