//! Typefaces: widths, wrapping, and the glyphs that a document uses.

use std::collections::BTreeSet;

use printpdf::{ParsedFont, PdfFontParseWarning};

const REGULAR: &[u8] =
    include_bytes!("../../../templates/fonts/SourceSans3_400Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../templates/fonts/SourceSans3_700Bold.ttf");

/// Which face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Face {
    Regular,
    Bold,
}

impl Face {
    pub(super) const ALL: [Self; 2] = [Self::Regular, Self::Bold];

    /// Name of the font resource, fixed so that bytes repeat.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Regular => "F1",
            Self::Bold => "F2",
        }
    }

    const fn at(self) -> usize {
        match self {
            Self::Regular => 0,
            Self::Bold => 1,
        }
    }
}

/// The faces with what is used of each.
pub(super) struct Faces {
    fonts: Vec<(ParsedFont, &'static [u8], BTreeSet<char>)>,
}

impl Faces {
    pub(super) fn load() -> Result<Self, String> {
        let mut fonts = Vec::new();
        for bytes in [REGULAR, BOLD] {
            let mut warnings: Vec<PdfFontParseWarning> = Vec::new();
            let font = ParsedFont::from_bytes(bytes, 0, &mut warnings)
                .ok_or_else(|| "A typeface could not be read.".to_owned())?;
            fonts.push((font, bytes, BTreeSet::new()));
        }
        Ok(Self { fonts })
    }

    fn get(&self, face: Face) -> Option<&(ParsedFont, &'static [u8], BTreeSet<char>)> {
        self.fonts.get(face.at())
    }

    /// The full font, its bytes, and the characters used.
    pub(super) fn parts(
        &self,
        face: Face,
    ) -> Option<(&ParsedFont, &'static [u8], &BTreeSet<char>)> {
        self.get(face).map(|(font, bytes, used)| (font, *bytes, used))
    }

    /// The character that is drawn: one the face has, else a visible box.
    pub(super) fn drawn(&self, face: Face, c: char) -> char {
        let c = match c {
            '\u{a0}' | '\u{202f}' | '\t' | '\n' | '\r' => ' ',
            '\u{2011}' => '-',
            c => c,
        };
        let has = self.get(face).is_some_and(|(font, _, _)| {
            font.codepoint_to_glyph.get(&u32::from(c)).is_some_and(|glyph| *glyph != 0)
        });
        if has { c } else { '?' }
    }

    /// Notes the characters of a text as used.
    pub(super) fn using(&mut self, face: Face, text: &str) {
        let drawn: Vec<char> = text.chars().map(|c| self.drawn(face, c)).collect();
        if let Some((_, _, used)) = self.fonts.get_mut(face.at()) {
            used.extend(drawn);
        }
    }

    /// Width in points.
    pub(super) fn width(&self, face: Face, size: f32, text: &str) -> f32 {
        let Some((font, _, _)) = self.get(face) else { return 0.0 };
        let units: u32 = text
            .chars()
            .filter_map(|c| font.codepoint_to_glyph.get(&u32::from(self.drawn(face, c))))
            .map(|glyph| u32::from(font.glyph_widths.get(glyph).copied().unwrap_or(0)))
            .sum();
        units as f32 * size / f32::from(font.units_per_em.max(1))
    }

    /// Breaks text into lines no wider than `room`; a word that is wider alone is cut.
    pub(super) fn lines(
        &self,
        face: Face,
        size: f32,
        text: &str,
        room: f32,
    ) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let tried =
                if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(face, size, &tried) <= room {
                line = tried;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for c in word.chars() {
                line.push(c);
                if self.width(face, size, &line) > room && line.chars().count() > 1 {
                    let last = line.pop();
                    lines.push(std::mem::take(&mut line));
                    line.extend(last);
                }
            }
        }
        if !line.is_empty() || lines.is_empty() {
            lines.push(line);
        }
        lines
    }
}
