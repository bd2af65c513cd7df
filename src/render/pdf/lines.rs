//! Rich text to lines: where a line may end is Unicode's rule, so a number stays
//! with its unit where a no-break space joins them.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::face::{Face, Faces};
use super::item::Target;
use super::style::{Colour, Size};

/// How text looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub(super) face: Face,
    pub(super) size: f32,
    pub(super) leading: f32,
    pub(super) colour: Colour,
}

impl Look {
    pub(super) const fn new(face: Face, size: Size, colour: Colour) -> Self {
        Self { face, size: size.0, leading: size.1, colour }
    }

    /// The same with another line height.
    pub(super) const fn led(self, leading: f32) -> Self {
        Self { leading, ..self }
    }

    /// Baseline below the top of a line: capitals stand in its middle.
    pub(super) const fn baseline(self) -> f32 {
        self.leading / 2.0 + self.size * 0.33
    }
}

/// A stretch of text of one look.
#[derive(Clone, Debug)]
pub(super) struct Span {
    pub(super) text: String,
    pub(super) face: Face,
    pub(super) size: f32,
    /// Above the baseline.
    pub(super) rise: f32,
    pub(super) colour: Colour,
    /// Where it leads, and what a screen reader says of that.
    pub(super) link: Option<(Target, String)>,
    /// Name of this place.
    pub(super) anchor: String,
}

impl Span {
    pub(super) fn new(text: impl Into<String>, look: Look) -> Self {
        Self {
            text: text.into(),
            face: look.face,
            size: look.size,
            rise: 0.0,
            colour: look.colour,
            link: None,
            anchor: String::new(),
        }
    }
}

/// A part of a line: text of one span.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) span: usize,
    pub(super) text: String,
    /// From the start of the line.
    pub(super) x: f32,
    pub(super) width: f32,
}

/// A line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    pub(super) pieces: Vec<Piece>,
    pub(super) width: f32,
}

/// Breaks text into lines no wider than `room`; what is wider without a place
/// to break is broken anywhere. There is one line at least.
pub(super) fn lines(faces: &Faces, spans: &[Span], room: f32) -> Vec<Line> {
    let whole: String = spans.iter().map(|span| span.text.as_str()).collect();
    let mut made = Vec::new();
    let mut line = Draft::default();
    let mut start = 0;
    for (end, opportunity) in linebreaks(&whole) {
        for (span, text) in cut(spans, start, end) {
            line.next.push((span, text.to_owned()));
        }
        start = end;
        let ends = opportunity == BreakOpportunity::Mandatory && end < whole.len();
        line.take(faces, spans, room, &mut made);
        if ends {
            made.push(line.close(faces, spans));
        }
    }
    if !line.pieces.is_empty() || made.is_empty() {
        made.push(line.close(faces, spans));
    }
    made
}

/// Width of the longest part that is not broken, and of the whole on one line.
pub(super) fn extent(faces: &Faces, spans: &[Span]) -> (f32, f32) {
    let whole: String = spans.iter().map(|span| span.text.as_str()).collect();
    let (mut longest, mut line, mut widest, mut start) = (0.0f32, 0.0f32, 0.0f32, 0);
    for (end, opportunity) in linebreaks(&whole) {
        let (mut word, mut spaces) = (0.0, 0.0);
        for (span, text) in cut(spans, start, end) {
            let Some(span) = spans.get(span) else { continue };
            let tight = text.trim_end_matches([' ', '\n']);
            word += spaces + faces.width(span.face, span.size, tight);
            spaces = faces.width(span.face, span.size, text)
                - faces.width(span.face, span.size, tight);
        }
        start = end;
        longest = longest.max(word);
        widest = widest.max(line + word);
        line += word + spaces;
        if opportunity == BreakOpportunity::Mandatory {
            line = 0.0;
        }
    }
    (longest, widest)
}

/// The stretches of spans between two places of the whole text.
fn cut(
    spans: &[Span],
    start: usize,
    end: usize,
) -> impl Iterator<Item = (usize, &str)> + '_ {
    let mut at = 0;
    spans.iter().enumerate().filter_map(move |(number, span)| {
        let (from, to) = (at, at + span.text.len());
        at = to;
        let (from, to) = (start.max(from) - from, end.min(to).checked_sub(from)?);
        span.text.get(from..to).filter(|text| !text.is_empty()).map(|text| (number, text))
    })
}

#[derive(Default)]
struct Draft {
    pieces: Vec<(usize, String)>,
    width: f32,
    next: Vec<(usize, String)>,
}

impl Draft {
    /// Takes the next stretch into the line, or into a new one.
    fn take(&mut self, faces: &Faces, spans: &[Span], room: f32, made: &mut Vec<Line>) {
        let next = std::mem::take(&mut self.next);
        let width_of = |span: usize, text: &str| {
            spans.get(span).map_or(0.0, |span| faces.width(span.face, span.size, text))
        };
        let full: f32 = next.iter().map(|(span, text)| width_of(*span, text)).sum();
        let tight = match next.last() {
            Some((span, text)) => {
                full - width_of(*span, text)
                    + width_of(*span, text.trim_end_matches([' ', '\n']))
            }
            None => return,
        };
        // Sums of widths differ in their last digits by the order of adding.
        let fits = |used: f32| used <= room + 0.01;
        if !self.pieces.is_empty() && !fits(self.width + tight) {
            made.push(self.close(faces, spans));
        }
        if fits(tight) || (self.pieces.is_empty() && fits(self.width + tight)) {
            for (span, text) in next {
                self.add(span, &text);
            }
            self.width += full;
            return;
        }
        for (span, text) in next {
            for c in text.chars() {
                let mut buffer = [0; 4];
                let wide = width_of(span, c.encode_utf8(&mut buffer));
                if !self.pieces.is_empty() && !fits(self.width + wide) && c != ' ' {
                    made.push(self.close(faces, spans));
                }
                self.add(span, c.encode_utf8(&mut buffer));
                self.width += wide;
            }
        }
    }

    fn add(&mut self, span: usize, text: &str) {
        match self.pieces.last_mut() {
            Some((last, words)) if *last == span => words.push_str(text),
            _ => self.pieces.push((span, text.to_owned())),
        }
    }

    /// The line as it stands, without the spaces at its end.
    fn close(&mut self, faces: &Faces, spans: &[Span]) -> Line {
        self.width = 0.0;
        let mut line = Line::default();
        let mut drafts = std::mem::take(&mut self.pieces);
        if let Some((_, text)) = drafts.last_mut() {
            text.truncate(text.trim_end_matches([' ', '\n']).len());
        }
        for (span, text) in drafts {
            let width = spans
                .get(span)
                .map_or(0.0, |span| faces.width(span.face, span.size, &text));
            line.pieces.push(Piece { span, text, x: line.width, width });
            line.width += width;
        }
        line
    }
}

/// A text cut to a width, with dots where something is left out.
pub(super) fn shortened(faces: &Faces, look: Look, text: &str, room: f32) -> String {
    if faces.width(look.face, look.size, text) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if faces.width(look.face, look.size, &format!("{kept}…")) > room {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOK: Look = Look {
        face: Face::Regular,
        size: 10.0,
        leading: 14.0,
        colour: Colour([0, 0, 0]),
    };

    fn broken(texts: &[&str], room: f32) -> Vec<String> {
        let faces = Faces::load().unwrap();
        let spans: Vec<Span> = texts.iter().map(|text| Span::new(*text, LOOK)).collect();
        let lines = lines(&faces, &spans, room);
        for line in &lines {
            assert!(line.width <= room + 0.2, "{line:?}");
        }
        lines
            .iter()
            .map(|line| line.pieces.iter().map(|piece| piece.text.as_str()).collect())
            .collect()
    }

    #[test]
    fn lines_end_at_spaces_and_never_at_no_break_spaces() {
        assert_eq!(
            broken(&["The change was +16.9\u{a0}points in", " 2011."], 78.0),
            ["The change was", "+16.9\u{a0}points in", "2011."]
        );
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_anywhere() {
        let lines = broken(&["A", "bcdefghijklmnopqrstuvwxyz"], 40.0);
        assert!(lines.len() > 2);
        assert_eq!(lines.concat(), "Abcdefghijklmnopqrstuvwxyz");
    }

    #[test]
    fn an_empty_text_is_one_empty_line() {
        assert_eq!(broken(&[""], 40.0), [""]);
    }

    #[test]
    fn a_shortened_text_fits_and_says_so() {
        let faces = Faces::load().unwrap();
        let text = shortened(&faces, LOOK, "A very long title of a document", 60.0);
        assert!(text.ends_with('…') && faces.width(Face::Regular, 10.0, &text) <= 60.0);
    }
}
