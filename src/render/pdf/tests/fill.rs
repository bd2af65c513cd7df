//! How far pages are filled.

use super::*;

/// How far down the words of each page reach, as a share of what can be filled.
pub(super) fn filled(laid: &Laid, faces: &Faces) -> Vec<f32> {
    let (top, foot) = (22.0 * style::MM, 24.0 * style::MM);
    let end = |page: &pages::Page| {
        let high = page.sheet.size().1;
        let words = boxes(page, faces).into_iter().map(|(area, ..)| area[3]);
        let last = words.filter(|y| *y < high - foot).fold(top, f32::max);
        (last - top) / (high - top - foot)
    };
    laid.pages.iter().map(end).collect()
}

#[test]
fn a_box_that_would_leave_a_page_half_empty_is_parted_between_its_paragraphs() {
    let line = "A finding with its interval, its comparison and its caveat. ".repeat(4);
    for above in 8..24 {
        let mut blocks = vec![part("a", "Part")];
        blocks.extend((0..above).map(|_| paragraph("A line")));
        blocks.push(Block::Summary {
            headline: "The finding in one sentence.".to_owned(),
            lines: vec![plain(&line); 7],
        });
        blocks.extend((0..20).map(|_| paragraph("A line")));
        let (laid, faces) = laid(&document(blocks));
        stands_well(&laid, &faces);
        let filled = filled(&laid, &faces);
        let inner = &filled[1..filled.len() - 1];
        assert!(inner.iter().all(|share| *share > 0.7), "{above}: {filled:?}");
    }
}

#[test]
fn a_heading_of_many_lines_goes_on_with_its_table_where_both_fill_more_than_a_page() {
    let line = "A heading that somebody wrote as if it were a paragraph ";
    let (title, long) = (line.repeat(7), line.repeat(15));
    let cell = TableCell::Text("Unbreakablewordhere".to_owned());
    let turned = Block::Table(Box::new(Table {
        id: "t".to_owned(),
        caption: "Wide".to_owned(),
        columns: (0..7).map(|n| (format!("C{n}"), Align::Left)).collect(),
        has_row_heads: true,
        rows: vec![(RowKind::Body, vec![cell; 7]); 3],
        foot: Vec::new(),
    }));
    let (laid, faces) =
        laid(&document(vec![part("a", &title), heading(2, &long), turned]));
    stands_well(&laid, &faces);
    let page = |start: &str| {
        laid.pages.iter().rposition(|page| {
            boxes(page, &faces).iter().any(|(_, text, _)| text.starts_with(start))
        })
    };
    assert_eq!(laid.anchors[&format!("h-{long}")].0, page("C0").unwrap());
    assert_eq!(page("For noting").unwrap() + 1, page("C0").unwrap());
}

/// The two columns of each page: how far down they reach, and their words.
fn columns(laid: &Laid, faces: &Faces) -> Vec<[(f32, Vec<String>); 2]> {
    let (top, foot) = (22.0 * style::MM, (297.0 - 24.0) * style::MM);
    let of = |page: &pages::Page, is_right: bool| {
        let boxes = boxes(page, faces);
        let own = boxes.into_iter().filter(|(area, text, _)| {
            (area[0] > 290.0) == is_right && area[3] < foot && !text.starts_with("Build")
        });
        let (ends, words): (Vec<f32>, Vec<String>) =
            own.map(|(area, text, _)| (area[3], text)).unzip();
        ((ends.into_iter().fold(top, f32::max) - top) / (foot - top), words)
    };
    laid.pages.iter().map(|page| [false, true].map(|right| of(page, right))).collect()
}

#[test]
fn entries_fill_two_columns_that_end_level_and_are_parted_between_paragraphs() {
    let facts = |count: usize| {
        let fact = |n: usize| (format!("Fact {n}"), plain("What it is"));
        Block::Facts((0..count).map(fact).collect())
    };
    let long = "Words about somebody, and what they did. ".repeat(8);
    for above in 1..30 {
        let mut blocks = vec![part("a", "Part")];
        blocks.extend((0..above).map(|_| paragraph("A line")));
        for _ in 0..9 {
            blocks.push(Block::Together(true));
            blocks.push(heading(2, "Somebody"));
            blocks.push(facts(8));
            blocks.push(paragraph(&long));
            blocks.push(paragraph(&long));
            blocks.push(Block::Together(false));
        }
        let (laid, faces) = laid(&document(blocks));
        stands_well(&laid, &faces);
        let mut columns = columns(&laid, &faces);
        // Those of the last page end level; an entry is more than a quarter high.
        let last = columns.pop().unwrap();
        assert!((last[0].0 - last[1].0).abs() < 0.3, "{above}: {last:?}");
        for (share, words) in columns.into_iter().skip(1).flatten() {
            assert!(share > 0.7 || words.is_empty(), "{above}: {share} {words:?}");
            let count =
                |of: &str| words.iter().filter(|text| text.starts_with(of)).count();
            assert_eq!(count("Somebody"), count("Fact 1"), "{above}: {words:?}");
        }
    }
    // More than a page holds goes on over several.
    let (laid, faces) = laid(&document(vec![
        part("a", "Part"),
        Block::Together(true),
        facts(120),
        Block::Together(false),
    ]));
    stands_well(&laid, &faces);
}

#[test]
fn a_last_page_that_would_hold_next_to_nothing_is_saved() {
    // Blocks that fill a page and run over by a line or two, as loosely set.
    let pages = |blocks: usize| {
        let mut all = vec![part("a", "Part")];
        for n in 0..blocks {
            all.push(heading(2, &format!("Section {n}")));
            all.push(paragraph("A line"));
        }
        let mut document = document(all);
        document.has_cover = false;
        let (laid, faces) = laid(&document);
        (laid.pages.len(), filled(&laid, &faces).last().copied().unwrap())
    };
    let first_over = (1..40).find(|blocks| pages(*blocks).0 == 2).unwrap();
    assert!(pages(first_over - 1).1 > 0.8);
    // Where a second page begins it holds more than a line.
    assert!(pages(first_over).1 > 0.15, "{:?}", pages(first_over));
}

#[test]
fn a_short_table_stays_whole_where_little_of_a_page_is_left() {
    let is_continued = |above: usize, rows: usize| {
        let mut blocks = vec![part("a", "Part")];
        blocks.extend((0..above).map(|_| paragraph("A line")));
        blocks.extend([table(rows), paragraph("A line")]);
        let (laid, faces) = laid(&document(blocks));
        stands_well(&laid, &faces);
        laid.pages.iter().any(|page| {
            boxes(page, &faces).iter().any(|(_, text, _)| text.ends_with("continued"))
        })
    };
    for above in 19..24 {
        assert!(!is_continued(above, 9), "{above}");
    }
    assert!((19..24).any(|above| is_continued(above, 25)));
}
