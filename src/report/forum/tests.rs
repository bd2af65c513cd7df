//! The pack from text tables, by the way that every spreadsheet goes.

use super::{context, forum_pack, published};
use crate::base::date::{Date, Month};
use crate::base::figure::Group;
use crate::base::finding::Findings;
use crate::base::release::Public;
use crate::base::setting::Settings;
use crate::model::programme::Edition;
use crate::read::grid::Folder;
use crate::report::Sources;
use crate::report::block::{Block, Table, TableCell};
use crate::report::book::Cell;
use crate::report::words::Words;
use crate::{check, locate, measure, model, read, register};
use jiff::civil::date;

/// Six client schools with large enough cohorts.
fn tables() -> String {
    let mut schools = String::from(
        "== Schools\nURN,LA (code),LA (name),EstablishmentName,PhaseOfEducation (name),District\n",
    );
    let mut deployments = String::from(
        "== Deployments\nDeployment ref,LLE ref,Client URN,Client school,Start date,Status,Days agreed\n",
    );
    let mut results = String::from(
        "== KS2 results\nURN,School,Year,Key stage,Eligible pupils,L4+ English and maths\n",
    );
    for (at, (name, district)) in [
        ("Aldham", "Norwich"),
        ("Bramham", "Norwich"),
        ("Corham", "Norwich"),
        ("Durham Lane", "Breckland"),
        ("Elmham", "Breckland"),
        ("Farnham", "Breckland"),
        ("Garham", "Breckland"),
    ]
    .into_iter()
    .enumerate()
    {
        let urn = 190_001 + at;
        schools.push_str(&format!(
            "{urn},926,Norfolk,{name} Primary School,Primary,{district}\n"
        ));
        let (before, after) = (10 + at, 15 + 2 * at);
        results.push_str(&format!(
            "{urn},{name} Primary School,2010,KS2,30,{before}\n{urn},{name} Primary School,2011,KS2,30,{after}\n"
        ));
        if at < 6 {
            deployments.push_str(&format!(
                "D-0{},LLE-01,{urn},{name} Primary School,06/09/2010,Active,10\n",
                at + 1
            ));
        }
    }
    format!(
        "{schools}== LLE register
LLE Ref,Name,URN,School,Date accredited,Status
LLE-01,Mrs Anne Hill,190007,Garham Primary School,15/01/2010,Active
{deployments}{results}== Comparators
Area,Measure,Year,Numerator,Denominator,Value,Source
Norfolk,KS2 L4+ English and maths,2010,4522,6749,67.0,As told by Aldham Primary School
Norfolk,KS2 L4+ English and maths,2011,5652,8300,68.1,Published tables
"
    )
}

/// Hands the sources of these tables to a test.
fn with<T>(
    as_at: Date,
    tables: &str,
    build: &str,
    look: impl Fn(&Sources<'_>) -> T,
) -> T {
    let mut folder = Folder::default();
    for table in tables.split("== ").skip(1) {
        let (name, rows) = table.split_once('\n').unwrap_or((table, ""));
        let name = format!("{}.csv", name.trim());
        folder.books.push(read::bytes(&name, rows.trim().as_bytes()));
    }
    let mut findings = Findings::default();
    let answers = register::answers::read(&folder, as_at);
    let settings = Settings::default();
    let located = locate::tables(&folder, register::SCHEMAS, &[], &mut findings);
    let registers =
        register::build(&folder, located, answers, settings.clone(), &mut findings);
    let rules = check::Context {
        as_at,
        is_meeting: false,
        settings: &settings,
        previous: None,
        files: &[],
    };
    let done = check::run(&registers, &rules, &mut findings);
    let when = model::When { as_at, period: Month::of(as_at), edition: Edition::Monthly };
    let programme = model::build(&registers, &settings, &findings, &when);
    let figures = measure::all(&programme);
    look(&Sources {
        not_run: &done.pairs(),
        build: build.to_owned(),
        ..Sources::of(&programme, &figures, &findings, &registers)
    })
}

const AS_AT: Date = date(2011, 11, 30);

fn block(sources: &Sources<'_>, name: &str) -> Vec<Block> {
    let mut found = context(sources).blocks;
    found.remove(name).unwrap_or_else(|| panic!("no {name}"))
}

fn table(sources: &Sources<'_>, name: &str) -> Table {
    match block(sources, name).into_iter().next() {
        Some(Block::Table(table)) => *table,
        other => panic!("{name} is {other:?}"),
    }
}

fn rows(table: &Table) -> Vec<Vec<String>> {
    let text = |cell: &TableCell| match cell {
        TableCell::Text(text) => text.clone(),
        other => panic!("{other:?}"),
    };
    table.rows.iter().map(|(_, cells)| cells.iter().map(text).collect()).collect()
}

#[test]
fn the_table_of_changes_holds_the_figures_of_the_pair() {
    with(AS_AT, &tables(), "a", |sources| {
        let rows = rows(&table(sources, "table:changes"));
        let of = |name: &str| {
            let row = rows.iter().find(|row| row[0] == name);
            row.unwrap_or_else(|| panic!("no {name}")).clone()
        };
        // Rises of 5 to 10 pupils of 30: 7.5 of 30 on average.
        assert_eq!(of("Client schools")[1], "+25.0");
        assert_eq!(of("Client schools")[4], "6");
        assert_eq!(of("Authority as published")[1], "+1.1");
    });
}

/// Labels by value: a school's own row.
fn labels(as_at: Date, build: &str) -> Vec<(String, String)> {
    with(as_at, &tables(), build, |sources| {
        let mut found: Vec<_> = rows(&table(sources, "table:schools"))
            .into_iter()
            .map(|row| (row[3].clone(), row[0].clone()))
            .collect();
        found.sort();
        found
    })
}

#[test]
fn labels_of_schools_are_stable_in_an_edition_and_cannot_be_joined_between_two() {
    let november = labels(AS_AT, "a");
    assert_eq!(november.len(), 6);
    assert_eq!(november, labels(AS_AT, "a"));
    // Six schools have 720 orders; that four other months all fall on the same
    // one is no chance.
    let others = [date(2011, 12, 31), date(2012, 1, 31), date(2012, 2, 29)];
    assert!(others.iter().any(|day| labels(*day, "a") != november));
    assert!(["b", "c", "d"].iter().any(|build| labels(AS_AT, build) != november));
}

#[test]
fn a_school_too_small_takes_another_with_it_so_that_it_cannot_be_worked_out() {
    let small = tables()
        .replace(
            "190001,Aldham Primary School,2010,KS2,30,10",
            "190001,Aldham Primary School,2010,KS2,10,3",
        )
        .replace(
            "190001,Aldham Primary School,2011,KS2,30,15",
            "190001,Aldham Primary School,2011,KS2,10,5",
        );
    with(AS_AT, &small, "a", |sources| {
        let table = table(sources, "table:schools");
        assert_eq!(rows(&table).len(), 4);
        assert!(format!("{:?}", table.foot).contains("Two client schools are not shown"));
    });
}

#[test]
fn a_part_without_data_is_one_line() {
    with(AS_AT, &tables(), "a", |sources| {
        let said = context(sources).sentences;
        for (sentence, says, names) in [
            (
                "money",
                "The registers hold no budget.",
                ["tiles:money", "chart:budget", "table:budget", "chart:spend"],
            ),
            (
                "survey",
                "The registers hold no survey.",
                ["table:response", "chart:survey", "table:survey", "quotes:"],
            ),
        ] {
            assert_eq!(said[sentence].text, says);
            for name in names {
                assert!(block(sources, name).is_empty(), "{name}");
            }
        }
        let words = Words::load(std::path::Path::new("none")).unwrap();
        let pack = forum_pack(sources, &words).unwrap();
        let stranded = pack.blocks.windows(2).find(|pair| {
            matches!(
                pair,
                [Block::Heading { .. }, Block::Heading { .. } | Block::Part { .. }]
            )
        });
        assert!(stranded.is_none(), "a heading over nothing: {stranded:?}");
    });
}

#[test]
fn no_client_school_stands_in_the_pack_whatever_is_written_beside_a_figure() {
    with(AS_AT, &tables(), "a", |sources| {
        let words = Words::load(std::path::Path::new("none")).unwrap();
        let pack = forum_pack(sources, &words).unwrap();
        let text = format!("{:?}", pack.blocks);
        let book = format!("{:?}", published(sources, &pack));
        for name in ["Aldham", "Bramham", "Corham", "Durham Lane", "Elmham", "Farnham"] {
            assert!(!text.contains(name), "{name} in the pack");
            assert!(!book.contains(name), "{name} in the workbook");
        }
        let comparators = rows(&table(sources, "table:comparators"));
        assert!(comparators.iter().any(|row| row[5] == "[c]"), "{comparators:?}");
    });
}

#[test]
fn the_published_workbook_holds_the_numbers_of_the_pages_one_table_a_sheet() {
    with(AS_AT, &tables(), "a", |sources| {
        let words = Words::load(std::path::Path::new("none")).unwrap();
        let pack = forum_pack(sources, &words).unwrap();
        let book = published(sources, &pack);
        let names: Vec<&str> =
            book.sheets.iter().map(|sheet| sheet.name.as_str()).take(4).collect();
        assert_eq!(names, ["Cover", "Contents", "Notes", "Table 1"]);
        let sheet = book
            .sheets
            .iter()
            .find(|sheet| sheet.title.contains("Change from 2010 to 2011"))
            .unwrap();
        let heads: Vec<&str> =
            sheet.columns.iter().map(|column| column.heading.as_str()).collect();
        assert_eq!(
            heads[..4],
            ["Group", "Change", "95% interval, lower", "95% interval, upper"]
        );
        assert_eq!(sheet.rows[0][1], Cell::Number(25.0));
        for sheet in &book.sheets {
            for row in &sheet.rows {
                assert_eq!(row.len(), sheet.columns.len(), "{}", sheet.name);
                assert!(!row.contains(&Cell::Empty), "{}: {row:?}", sheet.name);
            }
        }
        let figure =
            sources.figures.all.iter().find(|f| {
                f.code == "M03" && f.group == Group::Clients && f.item.is_empty()
            });
        assert_eq!(figure.unwrap().shown_to(Public), "+25.0\u{a0}pp");
    });
}

#[test]
fn districts_with_few_schools_stand_together_and_never_alone() {
    let of = |counts: &[(&str, usize)]| {
        let found = counts.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect();
        super::monitor::pooled(found, 3)
    };
    let named = |name: &str, n: usize| (name.to_owned(), n);
    assert_eq!(of(&[("A", 5), ("B", 4)]), [named("A", 5), named("B", 4)]);
    assert_eq!(
        of(&[("A", 6), ("B", 4), ("C", 1)]),
        [named("A", 6), named("Others (2 together)", 5)],
        "one small district takes the next with it"
    );
    assert_eq!(
        of(&[("A", 6), ("B", 2), ("C", 1)]),
        [named("A", 6), named("Others (2 together)", 3)]
    );
    assert_eq!(of(&[("A", 2)]), []);
}

#[test]
fn a_question_of_the_advisers_own_is_printed_in_its_words() {
    let mut survey = String::from(
        "== Survey responses\nRespondent,Respondent type,Responded,The service was satisfactory,Q7. The paperwork was easy,Q8. Aldham Primary School helped us\n",
    );
    for n in 1..=6 {
        survey.push_str(&format!("R{n},Client head,01/06/2011,5,4,3\n"));
    }
    with(AS_AT, &format!("{}{survey}", tables()), "a", |sources| {
        let rows = rows(&table(sources, "table:survey"));
        let asked: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(
            asked,
            ["Satisfied with the service", "Q7. The paperwork was easy", "[c]"],
            "the standard question in our words, a name of a school in none"
        );
        let chart = format!("{:?}", block(sources, "chart:survey"));
        assert!(
            chart.contains("Q7. The paperwork was easy: Client heads (6)"),
            "{chart}"
        );
        assert!(!chart.contains("Aldham"), "{chart}");
    });
}

#[test]
fn points_of_another_key_stage_answer_no_question_about_key_stage_1() {
    let years = [("2011", "2017"), ("2010", "2016"), ("2009", "2015")];
    let later = years.iter().fold(tables(), |text, (from, to)| text.replace(from, to));
    let mut scores =
        String::from("== More results\nURN,School,Indicator,Year,Value,Cohort\n");
    for urn in 190_001..=190_007 {
        scores.push_str(&format!("{urn},,ks2_read_score,2015/16,98,30\n"));
        scores.push_str(&format!("{urn},,ks2_read_score,2016/17,103,30\n"));
    }
    with(date(2017, 11, 30), &format!("{later}{scores}"), "a", |sources| {
        let changes = sources.figures.all.iter().filter(|f| f.code == "M14");
        assert!(changes.count() > 0, "the scores are changes of points");
        let rows = rows(&table(sources, "table:questions"));
        let asked = rows.iter().find(|row| row[0].starts_with("22.")).unwrap();
        assert!(asked[1].starts_with("Not answered"), "{}", asked[1]);
    });
}
