//! Each rule with the smallest thing that it finds, and the nearest that it must not.

use std::path::Path;

use super::worked_out::tests::totalled;
use super::*;
use crate::base::previous::{PastChange, PastFigure, PastSchool, Previous};
use crate::check::found::{Scene, scene};
use crate::report::block::{Align, TableCell, plain};
use crate::report::book::Sheet;
use crate::report::chart::{Chart, Drawn};
use crate::report::words::{Context, Words};

/// `query PUB-002 templates/background.md Line 1: …` for a document of these blocks.
fn of_blocks(blocks: Vec<Block>) -> Vec<String> {
    with(blocks, &[], &[], None, false)
}

fn with(
    blocks: Vec<Block>,
    statements: &[Statement],
    headings: &[Headed],
    previous: Option<&Previous>,
    is_meeting: bool,
) -> Vec<String> {
    let scene = scene(&schools(8));
    weighed(&scene, blocks, statements, headings, previous, is_meeting)
}

fn weighed(
    scene: &Scene,
    blocks: Vec<Block>,
    statements: &[Statement],
    headings: &[Headed],
    previous: Option<&Previous>,
    is_meeting: bool,
) -> Vec<String> {
    let programme = crate::model::testing::of(scene);
    let figures = crate::measure::all(&programme);
    let findings = Findings::default();
    let sources = Sources {
        previous,
        ..Sources::of(&programme, &figures, &findings, &scene.registers)
    };
    let document = forum::framed(&sources, Vec::new(), blocks);
    let book = forum::published(&sources, &document);
    let draft = Draft { documents: &[document], book: &book, statements, headings };
    weigh(&draft, &sources, is_meeting)
        .iter()
        .map(|f| format!("{} {} {} {}", f.severity, f.code, f.place, f.message))
        .collect()
}

/// Four client schools, three of thirty pupils and one of so many.
fn schools(pupils: u32) -> String {
    let mut schools = "Schools | URN | School name | Phase | LA\n".to_owned();
    let mut deployments =
        "Deployments | Deployment ref | LLE ref | Client school | URN | Start | Days | Status\n"
            .to_owned();
    let mut results =
        "Results | URN | School | Indicator | Year | Number | Cohort\n".to_owned();
    for at in 1..=5 {
        let name = format!("School {at} Primary School");
        schools += &format!(" | 12100{at} | {name} | Primary | 926\n");
        if at == 5 {
            continue;
        }
        deployments += &format!(
            " | DEP-0{at} | LLE-01 | {name} | 12100{at} | 07/06/2010 | 10 | active\n"
        );
        let n = if at == 4 { pupils } else { 30 };
        for (year, reached) in [("2009/10", n / 2), ("2010/11", n / 2 + 2 + at)] {
            results += &format!(
                " | 12100{at} | {name} | ks2_l4_em | {year} | {reached} | {n}\n"
            );
        }
    }
    format!(
        "{schools}LLEs | LLE ref | Name | School | URN | Accredited | Status
 | LLE-01 | Mrs Ann Hill | School 5 Primary School | 121005 | 01/03/2009 | Active
{deployments}{results}"
    )
}

fn table(cell: &str, foot: &[&str]) -> Block {
    let rows = vec![vec![TableCell::Text("North".into()), TableCell::Text(cell.into())]];
    let columns = [("Group", Align::Left), ("Pupils", Align::Decimal)];
    let foot = foot.iter().map(|line| plain(*line)).collect();
    Block::Table(Box::new(Table::of_records("t-a", "Pupils", &columns, rows, foot)))
}

fn only(found: &[String], start: &str) {
    assert!(found.len() == 1 && found[0].starts_with(start), "{found:?}");
}

#[test]
fn a_mark_without_words_below_its_table_is_asked_about() {
    let none: [String; 0] = [];
    let found = of_blocks(vec![table("[u]", &[])]);
    // The page and the worksheet made from it.
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found[0].starts_with(
            "query PUB-002 public/forum-pack.pdf Table 1, Pupils, uses [u] and does not"
        ),
        "{found:?}"
    );
    assert!(found[1].contains("PUB-002 public/published-tables.xlsx"), "{found:?}");
    assert_eq!(of_blocks(vec![table("[c]", &["[c] withheld."])]), none);
    assert_eq!(of_blocks(vec![table("12 [note 1]", &[])]), none);
}

/// What is said of an adviser's background text.
fn typed(text: &str, is_meeting: bool) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    #[expect(clippy::disallowed_methods, reason = "a test makes the file that it reads")]
    std::fs::write(folder.path().join("background.md"), text).unwrap();
    let words = Words::load(folder.path()).unwrap();
    let written = words.written("background.md", &Context::default()).unwrap();
    with(written.blocks, &written.statements, &written.headings, None, is_meeting)
}

#[test]
fn a_table_typed_in_a_template_is_no_table_and_its_marks_want_words() {
    let rows = "Pupils.\n\n| School | Pupils |\n|---|---|\n| North | [u] |\n";
    let found = typed(rows, false);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found[0].starts_with(
            "query PUB-002 templates/background.md Line 3: a table uses [u]"
        ),
        "{found:?}"
    );
    assert!(
        found[1].starts_with(
            "query PUB-003 templates/background.md Line 3: a table is typed"
        ),
        "{found:?}"
    );
    only(
        &typed(&format!("{rows}\n[u] means low reliability.\n"), false),
        "query PUB-003",
    );
    let none: [String; 0] = [];
    // One stroke: a paragraph with a note beside it.
    assert_eq!(typed("Pupils rose. | See [u] below", false), none);
    let stops = typed(rows, true);
    assert!(stops.iter().all(|found| found.starts_with("stop PUB-00")), "{stops:?}");
}

#[test]
fn a_heading_two_levels_down_is_asked_about_at_its_line() {
    let found = typed("# Our own part\n\nWords.\n\n### Deep\n\nWords.\n", false);
    only(
        &found,
        "query PUB-003 templates/background.md Line 5: the heading Deep is of level 3",
    );
    let none: [String; 0] = [];
    assert_eq!(typed("# Our own part\n\n## Less\n\n### Deep\n\n## Back\n", false), none);
}

fn chart(id: &str, alt: &str, drawn: Drawn) -> Block {
    Block::Chart(Box::new(Chart {
        id: id.to_owned(),
        title: "Four of five are counted".to_owned(),
        subtitle: String::new(),
        source: String::new(),
        alt: alt.to_owned(),
        drawn,
    }))
}

fn flow(all: u64, counted: u64) -> Drawn {
    Drawn::Flow {
        start: ("5 client schools".to_owned(), all),
        steps: vec![("closed".to_owned(), 1)],
        end: ("4 analysed".to_owned(), counted),
    }
}

#[test]
fn a_chart_without_a_description_and_a_table_without_a_heading_are_asked_about() {
    only(&of_blocks(vec![chart("c-a", " ", flow(5, 4))]), "query PUB-003");
    let none: [String; 0] = [];
    assert_eq!(of_blocks(vec![chart("c-a", "Five, less one.", flow(5, 4))]), none);
    let Block::Table(mut bare) = table("12", &[]) else { return };
    if let Some(column) = bare.columns.first_mut() {
        column.0.clear();
    }
    only(&of_blocks(vec![Block::Table(bare)]), "query PUB-003");
    let Block::Table(mut bare) = table("12", &[]) else { return };
    bare.caption.clear();
    only(&of_blocks(vec![Block::Table(bare)]), "query PUB-003");
}

#[test]
fn one_withheld_value_beside_its_total_stops() {
    let mut rows = totalled(&[
        &["North", "[c]", "9", "20"],
        &["South", "12", "11", "23"],
        &["Total", "23", "20", "43"],
    ]);
    rows.foot.push(plain("[c] withheld."));
    let found = of_blocks(vec![Block::Table(Box::new(rows))]);
    only(
        &found,
        "stop PUB-001 public/forum-pack.pdf Table 1, Pupils: the withheld value of North",
    );
}

#[test]
fn all_schools_but_one_beside_their_average_stop() {
    let shown = |schools: usize| {
        let rows = (0..schools)
            .map(|at| [format!("S0{at}"), "+7".to_owned()].map(TableCell::Text).to_vec())
            .collect();
        let columns = [("School", Align::Left), ("Change", Align::Decimal)];
        let table = Table::of_records("t-schools", "Schools", &columns, rows, Vec::new());
        of_blocks(vec![Block::Table(Box::new(table))])
    };
    let none: [String; 0] = [];
    only(&shown(3), "stop PUB-001");
    assert_eq!(shown(2), none);
    assert_eq!(shown(4), none);
}

/// Schools of eight pupils in the last pack.
const SMALL: [&str; 2] = ["121008", "121009"];

/// The last pack, with these client schools counted.
fn last(urns: &[&str]) -> Previous {
    let years = ("2009/10".to_owned(), "2010/11".to_owned());
    let counted = |urn: &&str| {
        let key = PastChange {
            indicator: "ks2_l4_em".to_owned(),
            years: years.clone(),
            urn: (*urn).to_owned(),
        };
        let pupils = if SMALL.contains(urn) { 8.0 } else { 30.0 };
        let school = PastSchool { from: (Some(50.0), pupils), to: (Some(60.0), pupils) };
        (key, school)
    };
    Previous {
        figures: vec![PastFigure {
            code: "M03".to_owned(),
            indicator: "ks2_l4_em".to_owned(),
            group: "clients".to_owned(),
            years: years.clone(),
            schools: Some(urns.len() as u64),
            shown: "+13.3 pp".to_owned(),
            ..PastFigure::default()
        }],
        counted: urns.iter().map(counted).collect(),
        ..Previous::default()
    }
}

#[test]
fn a_small_school_that_the_last_pack_did_not_count_is_asked_about() {
    let of = |pupils: u32, past: &Previous| {
        weighed(&scene(&schools(pupils)), Vec::new(), &[], &[], Some(past), false)
    };
    let none: [String; 0] = [];
    let three = last(&["121001", "121002", "121003"]);
    let found = of(8, &three);
    only(&found, "query PUB-001 public/forum-pack.pdf ");
    // Eighths of (4 + 3) schools: 7 times 0.05 points.
    assert!(
        found[0].contains("(3 schools)") && found[0].contains("0.4 points"),
        "{found:?}"
    );
    assert_eq!(of(30, &three), none, "a large school may be shown");
    assert_eq!(of(8, &last(&["121001", "121002", "121003", "121004"])), none);
    assert_eq!(of(8, &last(&["121001"])), none, "three schools more are a group");
}

#[test]
fn a_small_school_that_this_pack_no_longer_counts_is_asked_about() {
    let of = |past: &[&str]| {
        weighed(&scene(&schools(30)), Vec::new(), &[], &[], Some(&last(past)), false)
    };
    let none: [String; 0] = [];
    let four = ["121001", "121002", "121003", "121004"];
    let with = |more: &[&'static str]| [&four[..], more].concat();
    // One small school takes the next smallest with it, so two stand withheld; the
    // one that went is small.
    let found = of(&with(&["121009"]));
    only(&found, "query PUB-001 public/forum-pack.pdf ");
    // Five schools then and four now: 9 times 0.05 points.
    assert!(
        found[0].contains("no longer counted") && found[0].contains("0.5 points"),
        "{found:?}"
    );
    only(&of(&with(&["121008", "121009"])), "query PUB-001 ");
    assert_eq!(of(&with(&["121006"])), none, "a large school may be shown");
    assert_eq!(
        of(&["121001", "121002", "121003", "121009"]),
        none,
        "one came and one went: neither is told by itself"
    );
}

#[test]
fn reasons_that_do_not_add_up_to_all_client_schools_stop() {
    only(&of_blocks(vec![chart("c-a", "Five.", flow(6, 4))]), "stop PUB-006");
}

#[test]
fn a_worksheet_that_does_not_hold_the_number_of_the_page_stops() {
    let page = table("12", &[]);
    let book = |value: f64| Book {
        sheets: vec![Sheet {
            name: "Table 1".to_owned(),
            title: "Table 1: Pupils".to_owned(),
            rows: vec![vec![
                super::super::book::Cell::text("North"),
                super::super::book::Cell::Number(value),
            ]],
            ..Sheet::default()
        }],
        ..Book::internal(
            "public/x.xlsx",
            "x",
            "",
            jiff::civil::date(2011, 11, 30),
            vec![],
        )
    };
    assert_eq!(forum::agreeing::rewritten(&[&page], &book(12.0)), []);
    assert_eq!(forum::agreeing::rewritten(&[&page], &book(13.0)).len(), 1);
}

#[test]
fn the_built_in_templates_are_publishable() {
    let words = Words::load(Path::new("/nowhere")).unwrap();
    let scene = scene(&schools(30));
    let programme = crate::model::testing::of(&scene);
    let figures = crate::measure::all(&programme);
    let findings = Findings::default();
    let sources = Sources::of(&programme, &figures, &findings, &scene.registers);
    let (_, found) = crate::report::weighed(&sources, &words).unwrap();
    let ours: Vec<_> = found
        .iter()
        .filter(|f| RULES.iter().any(|rule| *f.code == *rule.code))
        .map(|f| f.message.clone())
        .collect();
    assert!(ours.is_empty(), "{ours:?}");
}
