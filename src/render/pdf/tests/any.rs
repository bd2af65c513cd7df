//! Whatever a document holds.

use proptest::prelude::*;

use super::*;

fn words() -> impl Strategy<Value = String> {
    proptest::collection::vec("[a-zA-Z0-9£%,.+()–-]{1,14}", 0..60)
        .prop_map(|words| words.join(" "))
}

fn cell() -> impl Strategy<Value = TableCell> {
    prop_oneof![
        "[+−]?[0-9]{1,6}(\\.[0-9]{1,2})?%?".prop_map(TableCell::Text),
        words().prop_map(TableCell::Text),
        Just(TableCell::Text("[c]".to_owned())),
        proptest::collection::vec(proptest::option::of(-9.0..9.0), 0..12).prop_map(
            |values| TableCell::Spark(Box::new(Spark {
                values,
                scale: (-9.0, 9.0),
                words: "values".to_owned(),
            }))
        ),
        words().prop_map(|text| TableCell::Rich(vec![Inline::Strong(text)])),
    ]
}

fn any_table() -> impl Strategy<Value = Block> {
    (1usize..12, 0usize..30).prop_flat_map(|(columns, rows)| {
        let row = proptest::collection::vec(cell(), columns);
        let align =
            prop_oneof![Just(Align::Left), Just(Align::Decimal), Just(Align::Centre)];
        let heads = proptest::collection::vec(("[A-Za-z ]{0,20}", align), columns);
        (proptest::collection::vec(row, rows), heads, words()).prop_map(
            |(rows, columns, caption)| {
                Block::Table(Box::new(Table {
                    id: "t".to_owned(),
                    caption,
                    columns,
                    has_row_heads: true,
                    rows: rows.into_iter().map(|row| (RowKind::Body, row)).collect(),
                    foot: vec![plain("Source")],
                }))
            },
        )
    })
}

fn any_block() -> impl Strategy<Value = Block> {
    prop_oneof![
        words().prop_map(|text| heading(2, &text)),
        words().prop_map(|text| heading(3, &text)),
        (words(), words(), "[0-9]{0,3}").prop_map(|(text, side, number)| {
            Block::Paragraph { number, text: plain(text), side }
        }),
        (words(), words()).prop_map(|(text, side)| Block::List {
            is_lettered: true,
            items: vec![(plain(text.clone()), side), (plain(text), String::new())],
        }),
        (words(), words()).prop_map(|(text, by)| Block::Quote { text, by }),
        (words(), words()).prop_map(|(headline, line)| Block::Summary {
            headline,
            lines: vec![plain(line)],
        }),
        (words(), words())
            .prop_map(|(label, text)| Block::Facts(vec![(label, plain(text))])),
        ("[0-9.+]{1,12}", words(), 1usize..6).prop_map(|(figure, label, count)| {
            let tile =
                Tile { figure, label, compare: String::new(), series: Series::Lle };
            Block::Tiles(vec![tile; count])
        }),
        (words(), words(), 0u8..5).prop_map(|(label, value, lines)| Block::Line {
            label,
            value,
            lines
        }),
        words().prop_map(Block::Tick),
        words().prop_map(|text| Block::Note { number: 3, text: plain(text) }),
        (1usize..30).prop_map(chart),
        any::<bool>().prop_map(Block::Together),
        any_table(),
    ]
}

/// A block, or an entry of a directory.
fn any_blocks() -> impl Strategy<Value = Vec<Block>> {
    let entry = (words(), proptest::collection::vec((words(), words()), 1..9), words());
    let entry = entry.prop_map(|(name, facts, text)| {
        let facts = facts.into_iter().map(|(label, said)| (label, plain(said))).collect();
        vec![
            Block::Together(true),
            heading(2, &name),
            Block::Facts(facts),
            Block::Quote { text: text.clone(), by: name },
            Block::Paragraph {
                number: String::new(),
                text: plain(text),
                side: String::new(),
            },
            Block::Together(false),
        ]
    });
    prop_oneof![4 => any_block().prop_map(|block| vec![block]), 1 => entry]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_a_document_holds_nothing_lies_on_anything_else(
        blocks in proptest::collection::vec(any_blocks(), 1..25),
        title in words(),
    ) {
        let mut all = vec![part("a", &title)];
        all.extend(blocks.into_iter().flatten());
        all.push(paragraph("The end"));
        let (laid, faces) = laid(&document(all));
        stands_well(&laid, &faces);
    }
}
