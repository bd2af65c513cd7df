//! The page is whole: well-formed, every link leads somewhere, nothing can be run.

use std::collections::BTreeSet;
use std::marker::PhantomData;

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::write;
use crate::base::release::Public;
use crate::render::pdf::Style;
use crate::report::block::{
    Align, Block, Document, Inline, RowKind, Spark, Table, TableCell, Tile, plain,
};
use crate::report::chart::{Chart, Drawn, Point, Series};

fn document(blocks: Vec<Block>) -> Document<Public> {
    Document {
        path: "public/forum-pack".to_owned(),
        title: "Forum pack".to_owned(),
        subject: "The pack".to_owned(),
        authority: "Norfolk".to_owned(),
        period: "November 2011".to_owned(),
        as_at: "30 November 2011".to_owned(),
        edition: "monthly edition".to_owned(),
        marks: vec!["EXAMPLE".to_owned()],
        has_cover: true,
        runs_on: false,
        cover: Vec::new(),
        build: "abc".to_owned(),
        blocks,
        audience: PhantomData,
    }
}

fn page(blocks: Vec<Block>) -> String {
    String::from_utf8(write(&document(blocks), &Style::embedded())).unwrap()
}

fn chart(id: &str, words: &str) -> Block {
    Block::Chart(Box::new(Chart {
        id: id.to_owned(),
        title: words.to_owned(),
        subtitle: words.to_owned(),
        source: words.to_owned(),
        alt: words.to_owned(),
        drawn: Drawn::DotInterval {
            points: vec![Point {
                label: words.to_owned(),
                value: 16.9,
                limits: Some((6.0, 27.8)),
                shown: "+16.9".to_owned(),
                series: Series::Clients,
            }],
            axis: words.to_owned(),
            zero: true,
        },
    }))
}

fn table(id: &str, words: &str) -> Block {
    let cells = |first: &str| {
        vec![
            TableCell::Text(first.to_owned()),
            TableCell::Spark(Box::new(Spark {
                values: vec![Some(1.0), None, Some(3.0)],
                scale: (1.0, 3.0),
                words: words.to_owned(),
            })),
        ]
    };
    Block::Table(Box::new(Table {
        id: id.to_owned(),
        caption: words.to_owned(),
        columns: vec![
            (words.to_owned(), Align::Left),
            (words.to_owned(), Align::Decimal),
        ],
        has_row_heads: true,
        rows: vec![
            (RowKind::Group, vec![TableCell::Text(words.to_owned())]),
            (RowKind::Body, cells(words)),
            (RowKind::Total, cells("[c]")),
        ],
        foot: vec![plain(words)],
    }))
}

/// Every kind of block, each with these words.
fn every_block(words: &str) -> Vec<Block> {
    let text = || {
        vec![
            Inline::Text(words.to_owned()),
            Inline::Strong(words.to_owned()),
            Inline::Em(words.to_owned()),
            Inline::Link { text: words.to_owned(), to: words.to_owned() },
            Inline::Ref { text: words.to_owned(), to: words.to_owned() },
            Inline::Note(1),
        ]
    };
    let words = || words.to_owned();
    vec![
        Block::Part { id: words(), title: words(), purpose: words() },
        Block::Heading { id: words(), level: 3, number: words(), text: words() },
        Block::Heading { id: "h".to_owned(), level: 3, number: words(), text: words() },
        Block::Paragraph { number: "1.1".to_owned(), text: text(), side: words() },
        Block::Lead(text()),
        Block::List { is_lettered: true, items: vec![(text(), words())] },
        Block::Facts(vec![(words(), text())]),
        Block::Summary { headline: words(), lines: vec![text()] },
        Block::Tiles(vec![Tile {
            figure: words(),
            label: words(),
            compare: words(),
            series: Series::Lle,
        }]),
        table(&words(), &words()),
        table(&words(), &words()),
        chart(&words(), &words()),
        chart("", &words()),
        Block::Quote { text: words(), by: words() },
        Block::Caption(text()),
        Block::Note { number: 1, text: text() },
        Block::Line { label: words(), value: words(), lines: 2 },
        Block::Tick(words()),
        Block::NewPage,
    ]
}

/// Tags with their attributes; stops at what is not well-formed.
fn tags(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut reader = Reader::from_str(html);
    let mut tags = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                let attributes = tag
                    .attributes()
                    .map(|attribute| {
                        let attribute = attribute.unwrap();
                        (attribute.key.as_ref().to_owned(), attribute.value.into_owned())
                    })
                    .collect();
                tags.push((name, attributes));
            }
            Event::Eof => return tags,
            _ => {}
        }
    }
}

fn check(html: &str) {
    let tags = tags(html);
    let all = |wanted: &str| -> Vec<String> {
        let attributes = tags.iter().flat_map(|(_, attributes)| attributes);
        attributes
            .filter(|(key, _)| key == wanted)
            .map(|(_, value)| value.clone())
            .collect()
    };
    let ids = all("id");
    let known: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(known.len(), ids.len(), "an id stands twice");
    for link in all("href") {
        if let Some(anchor) = link.strip_prefix('#') {
            assert!(known.contains(&anchor.to_owned()), "{link} leads nowhere");
        } else {
            assert!(link.starts_with("http") || link.starts_with("mailto:"), "{link}");
        }
    }
    for names in all("aria-labelledby") {
        for name in names.split(' ') {
            assert!(known.contains(&name.to_owned()), "nothing is called {name}");
        }
    }
    assert!(all("src").is_empty());
    let mut level = 0;
    for (name, _) in &tags {
        assert_ne!(name, "script");
        let heading = name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok());
        if let Some(here) = heading {
            assert!(here <= level + 1, "h{here} after h{level}");
            level = here;
        }
    }
}

#[test]
fn every_kind_of_block_makes_a_whole_page() {
    check(&page(every_block("Level 4+ & <b>\"more\"</b>")));
    check(&page(Vec::new()));
}

#[test]
fn headings_of_a_document_without_parts_start_below_its_title() {
    let heading = Block::Heading {
        id: "a".to_owned(),
        level: 2,
        number: String::new(),
        text: "Agenda".to_owned(),
    };
    assert!(page(vec![heading]).contains("<h2 id=\"a\">Agenda</h2>"));
}

#[test]
fn headings_on_the_cover_stand_beside_the_parts() {
    let heading = |text: &str| Block::Heading {
        id: String::new(),
        level: 2,
        number: String::new(),
        text: text.to_owned(),
    };
    let part = Block::Part {
        id: "p".to_owned(),
        title: "Report".to_owned(),
        purpose: String::new(),
    };
    let mut document = document(vec![part, heading("Purpose")]);
    document.cover = vec![heading("Changed"), heading("Open")];
    let html = String::from_utf8(write(&document, &Style::embedded())).unwrap();
    for line in ["<h2>Changed</h2>", "<h2>Open</h2>", ">Report</h2>", "<h3>Purpose</h3>"]
    {
        assert!(html.contains(line), "{line}");
    }
    check(&html);
}

#[test]
fn a_chart_is_an_image_with_a_title_and_a_description() {
    let html = page(vec![chart("c", "Client schools rose")]);
    assert!(html.contains("role=\"img\" aria-labelledby=\"c-broad-t c-broad-d\""));
    assert!(html.contains("<desc id=\"c-broad-d\">Client schools rose</desc>"));
}

#[test]
fn a_table_has_its_caption_its_scopes_and_a_region_that_can_be_focused() {
    let html = page(vec![table("t", "Change")]);
    assert!(
        html.contains("role=\"region\" tabindex=\"0\" aria-labelledby=\"t-caption\"")
    );
    assert!(html.contains("<caption id=\"t-caption\">Table 1  Change</caption>"));
    assert!(html.contains("<th scope=\"col\">Change</th>"));
    assert!(html.contains("<th class=\"group\" scope=\"rowgroup\" colspan=\"2\">"));
    assert!(html.contains("<th scope=\"row\">Change</th>"));
}

#[test]
fn a_note_leads_back_to_its_text() {
    let html = page(vec![
        Block::Lead(vec![Inline::Text("Rose".to_owned()), Inline::Note(4)]),
        Block::Note { number: 4, text: plain("School means.") },
    ]);
    assert!(html.contains("<a href=\"#note-4\" id=\"ref-4\">[note 4]</a>"));
    assert!(html.contains("id=\"note-4\">[note 4] School means. <a href=\"#ref-4\""));
}

#[test]
fn a_link_that_would_run_something_is_words_only() {
    let link =
        Inline::Link { text: "click".to_owned(), to: "javascript:alert(1)".to_owned() };
    let html = page(vec![Block::Lead(vec![link])]);
    assert!(html.contains("click") && !html.contains("javascript"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let twice = || page(every_block("Clients rose"));
    assert_eq!(twice(), twice());
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 60,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]
    #[test]
    fn any_words_at_all_leave_the_page_whole(words in "[\\PC\\x00-\\x1f<>&\"' ]{0,40}") {
        check(&page(every_block(&words)));
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test makes the file that it reads")]
fn a_logo_stands_above_the_title_and_brings_nothing_but_its_outlines() {
    let home = tempfile::tempdir().unwrap();
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20' onload='alert(1)'><script>alert(1)</script><a href='https://example.org'><path id='x' fill='#0A7D00' d='M0 0H10V10Z'/></a></svg>";
    std::fs::write(home.path().join("logo.svg"), svg).unwrap();
    let own = "[cover]\nlogo = \"logo.svg\"\n";
    std::fs::write(home.path().join("style.toml"), own).unwrap();
    let style = Style::load(home.path()).unwrap();
    let html = String::from_utf8(write(&document(Vec::new()), &style)).unwrap();
    let (logo, title) =
        (html.find("class=\"logo\"").unwrap(), html.find("<h1>").unwrap());
    assert!(logo < title);
    assert!(html.contains("fill=\"#0A7D00\""), "{html}");
    for foreign in ["alert", "onload", "example.org", "id=\"x\""] {
        assert!(!html.contains(foreign), "{foreign}");
    }
    let mut reader = Reader::from_str(&html);
    while reader.read_event().unwrap() != Event::Eof {}
}
