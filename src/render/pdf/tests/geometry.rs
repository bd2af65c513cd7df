//! Nothing outside the page, nothing on anything else, no heading left behind.

use std::collections::BTreeSet;

use super::*;

#[test]
fn every_kind_of_block_stands_well() {
    let (laid, faces) = laid(&all_kinds());
    stands_well(&laid, &faces);
}

#[test]
fn the_contents_give_true_pages() {
    let long = "Words that go on. ".repeat(400);
    let (laid, _) = laid(&document(vec![
        part("a", "First part"),
        paragraph(&long),
        part("b", "Second part"),
        paragraph("x"),
    ]));
    let (page, _) = laid.anchors["b"];
    assert!(page > 2);
    let cover = &laid.pages[0];
    let texts: Vec<&str> = cover
        .runs
        .iter()
        .flat_map(|run| &run.items)
        .filter_map(|item| match item {
            Item::Text { text, .. } => Some(text.trim()),
            _ => None,
        })
        .collect();
    assert!(texts.contains(&"2"), "{texts:?}");
    assert!(texts.contains(&(page + 1).to_string().as_str()), "{texts:?}");
}

#[test]
fn a_long_table_repeats_its_headings_on_each_page_and_loses_no_row() {
    let (laid, faces) = laid(&document(vec![part("a", "Part"), table(200)]));
    stands_well(&laid, &faces);
    let mut rows = BTreeSet::new();
    let mut pages = 0;
    for page in &laid.pages {
        let boxes = boxes(page, &faces);
        let lines: Vec<&str> = boxes.iter().map(|(_, text, _)| text.trim()).collect();
        if lines.iter().any(|text| text.starts_with("Line ")) {
            assert!(lines.contains(&"Change"), "a page without the headings");
            pages += 1;
        }
        rows.extend(
            lines.iter().filter(|t| t.starts_with("Line ")).map(|t| (*t).to_owned()),
        );
    }
    assert!(pages > 3);
    assert_eq!(rows.len(), 200);
}

#[test]
fn a_chart_stays_whole_and_with_its_title() {
    for lines in 1..12 {
        let mut blocks = vec![part("a", "Part")];
        blocks.extend((0..lines * 4).map(|_| paragraph("A line")));
        blocks.push(chart(12));
        let (laid, _) = laid(&document(blocks));
        let holds = |words: &str| {
            laid.pages.iter().position(|page| {
                page.runs.iter().flat_map(|run| &run.items).any(
                    |item| matches!(item, Item::Text { text, .. } if text.trim() == words),
                )
            })
        };
        let title = holds("Most rose");
        assert_eq!(title, holds("School 0"));
        assert_eq!(title, holds("School 11"));
    }
}

#[test]
fn columns_that_do_not_fit_turn_the_page_and_then_part() {
    let wide = |columns: usize| {
        let cell = TableCell::Text("Unbreakablewordhere".to_owned());
        Block::Table(Box::new(Table {
            id: "t".to_owned(),
            caption: "Wide".to_owned(),
            columns: (0..columns).map(|n| (format!("C{n}"), Align::Left)).collect(),
            has_row_heads: true,
            rows: vec![(RowKind::Body, vec![cell; columns]); 3],
            foot: Vec::new(),
        }))
    };
    let (laid_once, faces) =
        laid(&document(vec![part("a", "Part"), wide(7), paragraph("x")]));
    stands_well(&laid_once, &faces);
    assert_eq!(laid_once.pages[1].sheet, item::Sheet::Landscape);
    assert_eq!(laid_once.pages[2].sheet, item::Sheet::Portrait);
    let (laid, faces) =
        laid(&document(vec![part("a", "Part"), wide(40), paragraph("x")]));
    stands_well(&laid, &faces);
    let tables = laid.tree.nodes.iter().filter(|node| node.role == "Table").count();
    assert!(tables > 1, "the columns are parted");
}

#[test]
fn two_thousand_parts_and_five_thousand_rows_are_written() {
    let mut blocks = Vec::new();
    for n in 0..2_000 {
        blocks.push(part(&format!("s{n}"), &format!("School {n}")));
        blocks.push(paragraph("What was agreed, and what came of it."));
    }
    let file = File::load_mem(&written(&document(blocks))).unwrap();
    assert!(file.get_pages().len() > 2_000);
    let rows = written(&document(vec![part("a", "Part"), table(5_000)]));
    assert!(File::load_mem(&rows).unwrap().get_pages().len() > 100);
}

#[test]
fn a_grade_stands_under_whole_numbers_and_not_beside_their_decimals() {
    let row = |value: &str| {
        let cells = ["x", value].map(|text| TableCell::Text(text.to_owned()));
        (RowKind::Body, cells.to_vec())
    };
    let made = Table {
        id: "t".to_owned(),
        caption: "Values".to_owned(),
        columns: vec![
            ("Measure".to_owned(), Align::Left),
            ("Value".to_owned(), Align::Decimal),
        ],
        has_row_heads: true,
        rows: vec![row("14"), row("+16.9 pp"), row("B")],
        foot: Vec::new(),
    };
    let (laid, faces) =
        laid(&document(vec![part("a", "P"), Block::Table(Box::new(made))]));
    let boxes = boxes(&laid.pages[1], &faces);
    let right = |words: &str| {
        boxes
            .iter()
            .find(|(_, text, _)| text.trim() == words)
            .map(|(area, ..)| area[2])
            .unwrap()
    };
    assert!((right("14") - right("B")).abs() < 0.1);
    assert!(right("B") < right("+16.9 pp") - 10.0);
}
