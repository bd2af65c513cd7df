//! Forms and captions: what stands how near to what.

use super::*;

/// Heights of the lines to write on of a page.
fn rules(page: &pages::Page) -> Vec<f32> {
    let long = |item: &Item| match item {
        Item::Rule { from, to, .. } if to.0 - from.0 > 200.0 => Some(from.1),
        _ => None,
    };
    let foot = page.sheet.size().1 - 24.0 * style::MM;
    let all = page.runs.iter().flat_map(|run| &run.items).filter_map(long);
    all.filter(|y| *y < foot).collect()
}

fn field(lines: u8) -> Block {
    Block::Line { label: "What was done".to_owned(), value: String::new(), lines }
}

#[test]
fn lines_to_write_on_are_evenly_apart_and_leave_room_for_a_hand() {
    let mut form =
        document(vec![part("f", "Form"), field(1), field(3), field(1), field(2)]);
    form.has_cover = false;
    let (laid, faces) = laid(&form);
    stands_well(&laid, &faces);
    let rules = rules(&laid.pages[0]);
    assert_eq!(rules.len(), 7);
    for pair in rules.windows(2) {
        let apart = (pair[1] - pair[0]) / style::MM;
        assert!((apart - 9.0).abs() < 0.1, "{apart} mm");
    }
}

#[test]
fn boxes_to_tick_stand_clear_of_the_line_above_them() {
    let tick = Block::Tick("Insurance is held".to_owned());
    let mut form = document(vec![part("f", "Form"), field(1), tick.clone(), tick]);
    form.has_cover = false;
    let (laid, faces) = laid(&form);
    let line = rules(&laid.pages[0])[0];
    let ticks: Vec<f32> = boxes(&laid.pages[0], &faces)
        .iter()
        .filter(|(_, text, _)| text.starts_with("Insurance"))
        .map(|(area, ..)| area[1])
        .collect();
    assert!(ticks[0] - line > 3.0 * style::MM, "{} points", ticks[0] - line);
    assert!((ticks[1] - ticks[0]) < 5.1 * style::MM);
}

#[test]
fn a_caption_stands_as_near_to_its_heading_as_words_do() {
    let heights = |below: Block, start: &str| -> f32 {
        let (laid, faces) =
            laid(&document(vec![part("a", "Part"), heading(2, "Head"), below]));
        let boxes = boxes(laid.pages.last().unwrap(), &faces);
        let of = |start: &str| {
            boxes.iter().find(|(_, text, _)| text.starts_with(start)).unwrap().0[1]
        };
        of(start) - of("Head")
    };
    let words = heights(paragraph("Words of the section"), "Words");
    let caption = heights(table(3), "Table 1");
    assert!((caption - words).abs() < 3.0, "{caption} and {words} points");
}
