//! Charts that do not fit where they were written, and parts that share a page.

use proptest::prelude::*;

use super::fill::filled;
use super::*;

/// A paragraph that can be found again, of so many lines.
fn marked(number: usize, lines: usize) -> Block {
    let line = "words that go on to the end of the line and make it as long as it is";
    let text = format!("Block{number} {}", vec![line; lines].join(" "));
    Block::Paragraph { number: String::new(), text: plain(text), side: String::new() }
}

fn named_chart(number: usize, points: usize) -> Block {
    let Block::Chart(mut made) = chart(points) else { return Block::NewPage };
    made.id = format!("c{number}");
    made.title = format!("Block{number} rose");
    Block::Chart(made)
}

fn named_table(number: usize, rows: usize) -> Block {
    let Block::Table(mut made) = table(rows) else { return Block::NewPage };
    made.id = format!("t{number}");
    made.caption = format!("Block{number} in a table");
    Block::Table(made)
}

fn without_cover(blocks: Vec<Block>) -> Document<Public> {
    let mut document = document(blocks);
    document.has_cover = false;
    document
}

/// Page of each block that is marked, by its number.
fn pages_of(laid: &Laid, faces: &Faces, count: usize) -> Vec<usize> {
    let holds = |page: &pages::Page, words: &str| {
        boxes(page, faces).iter().any(|(_, text, _)| text.contains(words))
    };
    (0..count)
        .map(|number| {
            let words = format!("Block{number} ");
            laid.pages.iter().position(|page| holds(page, &words)).unwrap()
        })
        .collect()
}

#[test]
fn text_moves_up_past_a_chart_that_does_not_fit_and_the_tree_stays_as_written() {
    let mut blocks = vec![part("a", "Part")];
    blocks.extend((0..5).map(|n| marked(n, 6)));
    blocks.extend([named_chart(5, 14), marked(6, 2), marked(7, 1)]);
    blocks.push(heading(2, "Another section"));
    blocks.extend([marked(8, 1), marked(9, 12), marked(10, 12)]);
    let (laid, faces) = laid(&without_cover(blocks));
    stands_well(&laid, &faces);
    // A section is never passed.
    let pages = pages_of(&laid, &faces, 11);
    assert_eq!(pages[..9], [0, 0, 0, 0, 0, 1, 0, 0, 1]);
    let (page, y) = laid.anchors["c5"];
    assert!(page == 1 && (y - 22.0 * style::MM).abs() < 0.1, "{y}");
    // The chart is read where it was written.
    let roles: Vec<&str> = laid.tree.nodes.iter().map(|node| node.role).collect();
    let figure = roles.iter().position(|role| *role == "Figure").unwrap();
    let before = roles[..figure].iter().filter(|role| **role == "P").count();
    assert_eq!(before, 1 + 5 + 2, "purpose, five paragraphs, title and subtitle");
}

#[test]
fn small_print_stays_below_the_chart_that_it_is_about() {
    let mut blocks = vec![part("a", "Part")];
    blocks.extend((0..5).map(|n| marked(n, 6)));
    blocks.extend([named_chart(5, 14), Block::Caption(plain("Block6 is about it"))]);
    blocks.push(marked(7, 1));
    let (laid, faces) = laid(&without_cover(blocks));
    assert_eq!(pages_of(&laid, &faces, 8)[5..], [1, 1, 1]);
}

/// How high the figure of a document is, and the least size of its words.
fn figure(laid: &Laid) -> (f32, f32) {
    let runs = laid.pages.iter().flat_map(|page| &page.runs);
    let run = runs.into_iter().find(|run| run.area.is_some()).unwrap();
    let sizes = run.items.iter().filter_map(|item| match item {
        Item::Text { size, .. } => Some(*size),
        _ => None,
    });
    let area = run.area.unwrap();
    (area[3] - area[1], sizes.fold(f32::MAX, f32::min))
}

#[test]
fn a_chart_that_nearly_fits_is_drawn_a_little_smaller_and_no_more() {
    let made = |lines: usize| {
        let mut blocks = vec![part("a", "Part")];
        blocks.extend((0..lines).map(|n| marked(n, 1)));
        blocks.push(named_chart(lines, 16));
        blocks.extend((0..20).map(|n| marked(lines + 1 + n, 1)));
        let (laid, faces) = laid(&without_cover(blocks));
        stands_well(&laid, &faces);
        let page = pages_of(&laid, &faces, lines + 1)[lines];
        (page, figure(&laid))
    };
    let whole = made(1).1;
    let all: Vec<_> = (2..20).map(made).collect();
    let first = all.iter().take_while(|(page, _)| *page == 0);
    let least = first.map(|(_, (high, _))| *high).fold(whole.0, f32::min);
    assert!(least < whole.0 - 5.0, "{all:?}");
    assert!(all.iter().all(|(_, (high, size))| *high >= whole.0 * 0.8 && *size > 7.5));
}

#[test]
fn a_part_begins_below_the_last_where_the_document_runs_on() {
    let mut blocks = Vec::new();
    for n in 0..3 {
        blocks.push(part(&format!("p{n}"), "Part"));
        blocks.push(marked(n, 2));
    }
    blocks.push(part("p3", "Part"));
    blocks.extend((3..12).map(|n| marked(n, 9)));
    blocks.push(part("p4", "Part"));
    blocks.push(marked(12, 2));
    let mut document = document(blocks);
    let page = |laid: &Laid, id: &str| laid.anchors[id].0;
    let all = ["p0", "p1", "p2", "p3", "p4"];
    let (apart, _) = laid(&document);
    assert_eq!(all.map(|id| page(&apart, id)), [1, 2, 3, 4, 6]);
    document.runs_on = true;
    let (together, faces) = laid(&document);
    stands_well(&together, &faces);
    let pages = all.map(|id| page(&together, id));
    assert_eq!(pages[..4], [1, 1, 1, 1], "nothing begins on the cover");
    assert!(pages[4] < 4, "{pages:?}");
    let levels: Vec<u8> = together.marks.iter().map(|(mark, ..)| mark.level).collect();
    assert_eq!(levels, [2, 1, 1, 1, 1, 1], "the contents and five parts");
}

#[derive(Clone, Debug)]
enum Piece {
    Heading,
    Words(usize),
    Chart(usize),
    Table(usize),
}

fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    let piece = prop_oneof![
        1 => Just(Piece::Heading),
        4 => (1usize..10).prop_map(Piece::Words),
        3 => (1usize..24).prop_map(Piece::Chart),
        2 => (1usize..16).prop_map(Piece::Table),
    ];
    proptest::collection::vec(piece, 4..30)
}

fn block_of(number: usize, piece: &Piece) -> Block {
    match piece {
        Piece::Heading => heading(2, &format!("Block{number} heads")),
        Piece::Words(lines) => marked(number, *lines),
        Piece::Chart(points) => named_chart(number, *points),
        Piece::Table(rows) => named_table(number, *rows),
    }
}

/// How much of the page blocks take, with the air around them.
fn height_of(blocks: Vec<Block>) -> f32 {
    let end = |blocks: Vec<Block>| {
        let all = std::iter::once(part("a", "Part")).chain(blocks).collect();
        let (laid, faces) = laid(&without_cover(all));
        let last = laid.pages.len() - 1;
        let boxes = boxes(&laid.pages[last], &faces);
        let end = boxes.iter().find(|(_, text, _)| text.starts_with("Build")).unwrap();
        last as f32 * 1_000.0 + end.0[1]
    };
    end(blocks) - end(Vec::new())
}

/// Air below the last words of a page, at most.
const AIR: f32 = 22.0;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_page_is_empty_in_large_part_unless_what_comes_next_is_higher(
        pieces in pieces(),
    ) {
        let blocks = || pieces.iter().enumerate().map(|(n, piece)| block_of(n, piece));
        let all = std::iter::once(part("a", "Part")).chain(blocks()).collect();
        let (laid, faces) = laid(&without_cover(all));
        stands_well(&laid, &faces);
        let places = pages_of(&laid, &faces, pieces.len());
        let filled = filled(&laid, &faces);
        for (page, share) in filled.iter().enumerate().take(filled.len() - 1) {
            let room = (1.0 - share) * (297.0 - 22.0 - 24.0) * style::MM;
            if *share >= 0.73 {
                continue;
            }
            // What goes on over the page cannot be higher than what is left of it.
            let next = places.iter().position(|place| *place > page).unwrap_or(0);
            let is_head = |piece: &&Piece| matches!(piece, Piece::Heading);
            let heads = pieces[next..].iter().take_while(is_head).count();
            let unit: Vec<Block> = blocks().skip(next).take(heads + 1).collect();
            let high = height_of(unit);
            prop_assert!(high > room, "page {page}: {high} in {room} of {pieces:?}");
            if heads > 0 {
                continue;
            }
            prop_assert!(
                matches!(pieces[next], Piece::Chart(_) | Piece::Table(1..=6)),
                "page {page}: {:?} would go on over the page, {room}", pieces[next]
            );
            // Nor does anything of the section that could move up past a chart.
            let passing = (next..pieces.len())
                .take_while(|at| !is_head(&&pieces[*at]))
                .filter(|at| !matches!(pieces[*at], Piece::Chart(_)))
                .find(|at| places[*at] > page);
            if let (Piece::Chart(_), Some(at)) = (&pieces[next], passing) {
                // What is left is measured from the last words, without their air.
                let high = height_of(vec![block_of(at, &pieces[at])]) + AIR;
                prop_assert!(high > room, "page {page}: block {at}, {high} in {room} of {pieces:?} on {places:?}");
            }
        }
    }
}
