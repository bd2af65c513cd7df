//! Typefaces: shaping with kerning, widths, and the glyphs that a document uses.
//!
//! A PDF knows one text for each glyph, so every glyph here stands for one
//! character: ligatures are off, and characters that are drawn alike (a no-break
//! space and a space, a no-break hyphen and a hyphen) become one before shaping.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use harfrust::{
    Buffer, Direction, Feature, Font, Script, ShapeOptions, ShapePlan, ShaperFont, Tag,
};
use unicode_normalization::UnicodeNormalization;

const REGULAR: &[u8] =
    include_bytes!("../../../templates/fonts/SourceSans3_400Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../templates/fonts/SourceSans3_700Bold.ttf");
const ITALIC: &[u8] =
    include_bytes!("../../../templates/fonts/SourceSans3_400Regular_Italic.ttf");

/// Lengths are in thousandths of the size, as a PDF counts them.
const EM: i32 = 1000;
/// Stands for a character that the typeface lacks: a box.
pub(super) const SUBSTITUTE: char = '\u{25a1}';

/// Which face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Face {
    Regular,
    Bold,
    Italic,
}

impl Face {
    pub(super) const ALL: [Self; 3] = [Self::Regular, Self::Bold, Self::Italic];

    /// Name of the font resource, fixed so that bytes repeat.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Regular => "F1",
            Self::Bold => "F2",
            Self::Italic => "F3",
        }
    }

    /// Name of the font in the file; the letters in front mark a subset.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Regular => "AAAAAA+SourceSans3-Regular",
            Self::Bold => "AAAAAB+SourceSans3-Bold",
            Self::Italic => "AAAAAC+SourceSans3-Italic",
        }
    }

    /// The font's file.
    pub(super) const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => REGULAR,
            Self::Bold => BOLD,
            Self::Italic => ITALIC,
        }
    }
}

/// A glyph of a word, with what kerning adds after it, in thousandths of the size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Glyph {
    pub(super) id: u16,
    pub(super) kern: f32,
}

/// A shaped word.
#[derive(Debug, Default)]
pub(super) struct Word {
    pub(super) glyphs: Vec<Glyph>,
    /// Thousandths of the size.
    width: f32,
}

struct Loaded {
    font: Font,
    plan: ShapePlan,
    space: Glyph,
    space_width: f32,
    words: RefCell<BTreeMap<String, Rc<Word>>>,
    used: RefCell<BTreeMap<u16, char>>,
}

/// The faces with what is used of each.
pub(super) struct Faces {
    regular: Loaded,
    bold: Loaded,
    italic: Loaded,
    lacking: RefCell<BTreeSet<char>>,
}

impl Faces {
    pub(super) fn load() -> Result<Self, String> {
        Ok(Self {
            regular: Loaded::new(Face::Regular)?,
            bold: Loaded::new(Face::Bold)?,
            italic: Loaded::new(Face::Italic)?,
            lacking: RefCell::default(),
        })
    }

    const fn of(&self, face: Face) -> &Loaded {
        match face {
            Face::Regular => &self.regular,
            Face::Bold => &self.bold,
            Face::Italic => &self.italic,
        }
    }

    /// Glyphs of the face that are used, with the character that each stands for.
    pub(super) fn used(&self, face: Face) -> BTreeMap<u16, char> {
        self.of(face).used.borrow().clone()
    }

    /// Width of a glyph in units of the font, and those units in its size.
    pub(super) fn advance(&self, face: Face, glyph: u16) -> u16 {
        let font = ShaperFont::new(&self.of(face).font);
        u16::try_from(font.glyph_h_advance(u32::from(glyph).into())).unwrap_or(0)
    }

    /// Characters that were asked for and that no face has.
    pub(super) fn lacking(&self) -> Vec<char> {
        self.lacking.borrow().iter().copied().collect()
    }

    /// Width in points.
    pub(super) fn width(&self, face: Face, size: f32, text: &str) -> f32 {
        let loaded = self.of(face);
        let text = plain(text);
        let mut width = 0.0;
        for (at, word) in text.split(' ').enumerate() {
            if at > 0 {
                width += loaded.space_width;
            }
            if !word.is_empty() {
                width += self.word(loaded, word).width;
            }
        }
        width * size / 1000.0
    }

    /// Glyphs of a line.
    pub(super) fn glyphs(&self, face: Face, text: &str) -> Vec<Glyph> {
        let loaded = self.of(face);
        let mut glyphs = Vec::new();
        for (at, word) in plain(text).split(' ').enumerate() {
            if at > 0 {
                glyphs.push(loaded.space);
                loaded.used.borrow_mut().insert(loaded.space.id, ' ');
            }
            if !word.is_empty() {
                glyphs.extend_from_slice(&self.word(loaded, word).glyphs);
            }
        }
        glyphs
    }

    fn word(&self, loaded: &Loaded, word: &str) -> Rc<Word> {
        if let Some(known) = loaded.words.borrow().get(word) {
            return Rc::clone(known);
        }
        let shaped = Rc::new(loaded.shape(word, &self.lacking));
        loaded.words.borrow_mut().insert(word.to_owned(), Rc::clone(&shaped));
        shaped
    }
}

/// Text as it is drawn: composed, with the spaces and hyphens of one kind, and
/// without characters that are never seen.
fn plain(text: &str) -> String {
    let is_plain =
        |c: char| matches!(c, ' '..='&' | '('..='~' | '£' | '–' | '−' | '’' | '‘');
    if text.chars().all(is_plain) {
        return text.to_owned();
    }
    // As typed in a spreadsheet: an apostrophe within a word or at its end; where one
    // opens a word they are quotes.
    let opens = |c: char| !c.is_alphanumeric();
    let has_quotes = text.starts_with('\'')
        || text.split('\'').rev().skip(1).any(|before| before.ends_with(opens));
    text.nfc()
        .filter_map(|c| match c {
            '\'' if !has_quotes => Some('’'),
            '\t' | '\n' | '\r' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' => {
                Some(' ')
            }
            '\u{2010}' | '\u{2011}' => Some('-'),
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' => None,
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect()
}

impl Loaded {
    fn new(face: Face) -> Result<Self, String> {
        let failed = || "A typeface could not be read.".to_owned();
        let font = Font::new(face.bytes(), 0).ok_or_else(failed)?;
        let off = |tag: &[u8; 4]| Feature::new(Tag::new(tag), 0, ..);
        let features = [off(b"liga"), off(b"clig"), off(b"calt"), off(b"rlig")];
        let plan = ShapePlan::new(
            &font,
            Direction::LeftToRight,
            Some(Script::LATIN),
            None,
            &features,
        );
        let shaper = ShaperFont::new(&font).with_scale(EM);
        let space = shaper.nominal_glyph(u32::from(' ')).ok_or_else(failed)?;
        let space_width = shaper.glyph_h_advance(space) as f32;
        let space =
            Glyph { id: u16::try_from(space.to_u32()).map_err(|_| failed())?, kern: 0.0 };
        Ok(Self {
            font,
            plan,
            space,
            space_width,
            words: RefCell::default(),
            used: RefCell::default(),
        })
    }

    /// A word's glyphs: one for each character, so that copied text is right.
    fn shape(&self, word: &str, lacking: &RefCell<BTreeSet<char>>) -> Word {
        let shaper = ShaperFont::new(&self.font).with_scale(EM);
        let glyph_of = |c: char| {
            shaper
                .nominal_glyph(u32::from(c))
                .and_then(|glyph| u16::try_from(glyph.to_u32()).ok())
                .filter(|glyph| *glyph != 0)
        };
        let mut drawn = String::with_capacity(word.len());
        let mut nominal = Vec::new();
        for c in word.chars() {
            let found = glyph_of(c).map(|glyph| (glyph, c)).or_else(|| {
                lacking.borrow_mut().insert(c);
                [SUBSTITUTE, '?'].into_iter().find_map(|c| glyph_of(c).map(|g| (g, c)))
            });
            let Some((glyph, c)) = found else { continue };
            drawn.push(c);
            nominal.push(glyph);
            // The least of the characters that share a glyph is the common one.
            self.used
                .borrow_mut()
                .entry(glyph)
                .and_modify(|known| *known = (*known).min(c))
                .or_insert(c);
        }
        let mut buffer = Buffer::new();
        buffer.push_str(&drawn);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(Some(Script::LATIN));
        let options = ShapeOptions::new().plan(Some(&self.plan));
        let is_shaped = harfrust::shape(&shaper, &mut buffer, options).is_ok();
        let is_one_to_one = is_shaped
            && buffer.glyph_infos().len() == nominal.len()
            && buffer
                .glyph_infos()
                .iter()
                .zip(&nominal)
                .all(|(info, glyph)| info.glyph_id == u32::from(*glyph));
        let mut shaped = Word::default();
        for (at, glyph) in nominal.into_iter().enumerate() {
            let own = shaper.glyph_h_advance(u32::from(glyph).into());
            let advance = buffer
                .glyph_positions()
                .get(at)
                .filter(|_| is_one_to_one)
                .map_or(own, |position| position.x_advance);
            let kern = (advance - own) as f32;
            shaped.width += advance as f32;
            shaped.glyphs.push(Glyph { id: glyph, kern });
        }
        shaped
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_kerned() {
        let faces = Faces::load().unwrap();
        let apart =
            faces.width(Face::Regular, 10.0, "A") + faces.width(Face::Regular, 10.0, "V");
        assert!(faces.width(Face::Regular, 10.0, "AV") < apart - 0.1);
    }

    #[test]
    fn an_apostrophe_typed_straight_is_drawn_curled_and_a_quote_is_left_alone() {
        assert_eq!(plain("pupils' work, King's Lynn"), "pupils’ work, King’s Lynn");
        assert_eq!(plain("sheet 'Spr 11'"), "sheet 'Spr 11'");
        assert_eq!(plain("'a'"), "'a'");
    }

    #[test]
    fn no_two_characters_share_a_glyph_under_different_texts() {
        let faces = Faces::load().unwrap();
        faces.glyphs(Face::Regular, "a\u{a0}b c\u{2011}d-e");
        let used = faces.used(Face::Regular);
        let texts: Vec<char> = used.values().copied().collect();
        assert!(texts.contains(&' ') && texts.contains(&'-'), "{texts:?}");
        assert!(!texts.contains(&'\u{a0}') && !texts.contains(&'\u{2011}'));
    }

    #[test]
    fn a_character_that_the_face_lacks_is_a_box_and_is_told() {
        let faces = Faces::load().unwrap();
        let glyphs = faces.glyphs(Face::Bold, "学校 x");
        assert_eq!(glyphs.len(), 4);
        assert!(glyphs.iter().all(|glyph| glyph.id != 0));
        assert_eq!(faces.lacking(), ['学', '校']);
    }

    #[test]
    fn every_sign_of_a_pack_is_in_every_face() {
        let faces = Faces::load().unwrap();
        for face in Face::ALL {
            faces.glyphs(face, "£€–—‘’“”•…±×≤≥→▲▼☐✓−½·éŵŷ□½");
        }
        assert_eq!(faces.lacking(), Vec::<char>::new());
    }

    #[test]
    fn marks_that_are_never_seen_are_not_drawn() {
        let faces = Faces::load().unwrap();
        assert_eq!(faces.glyphs(Face::Regular, "a\u{200b}\u{ad}b\u{feff}").len(), 2);
        assert_eq!(faces.lacking(), Vec::<char>::new());
    }
}
