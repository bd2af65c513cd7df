//! Widths of text on the page, where the reader's own typeface is not known.
//!
//! The page asks for Arial first; Helvetica and Liberation Sans have its widths
//! and are what other systems give. What is allowed for is a little more than
//! that, so that labels of a chart stand clear in a similar face too.

use crate::render::chart::picture::Weight;

/// Allowance for faces that run wider than Arial.
const CAUTION: f32 = 1.05;

/// Width in points.
pub(super) fn width(weight: Weight, size: f32, text: &str) -> f32 {
    let thousandths: u32 = text.chars().map(|c| u32::from(of(weight, c))).sum();
    thousandths as f32 / 1000.0 * size * CAUTION
}

/// Width of a character in thousandths of its size.
fn of(weight: Weight, c: char) -> u16 {
    let table = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };
    let place = u32::from(c).checked_sub(0x20).and_then(|at| usize::try_from(at).ok());
    if let Some(width) = place.and_then(|at| table.get(at)) {
        return *width;
    }
    match c {
        '\u{a0}' | '\u{202f}' | '‘' | '’' => 278,
        '“' | '”' => 500,
        '–' | '£' | '€' => 556,
        '−' | '±' | '×' => 600,
        'à'..='ÿ' => 620,
        'À'..='Þ' | '\u{100}'..='\u{24f}' => 800,
        _ => 1000,
    }
}

/// Arial, from the space to the tilde.
#[rustfmt::skip]
const REGULAR: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Arial Bold, from the space to the tilde.
#[rustfmt::skip]
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];
