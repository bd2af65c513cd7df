//! Schools that convert, merge, split and close.

use std::sync::Arc;

use super::*;
use crate::base::cell::RowPlace;
use crate::locate::schema::{Column, Schema};
use crate::register::record::{Field, Value};

fn record(schema: &'static Schema, cells: &[(&'static Column, Value)]) -> Record {
    let fields = cells
        .iter()
        .map(|(column, value)| Field {
            column,
            value: value.clone(),
            raw: match value {
                Value::Text(text) => text.clone(),
                _ => String::new(),
            },
            col: 0,
            row: None,
            heading: Arc::from(column.title),
        })
        .collect();
    Record {
        schema,
        place: RowPlace::default(),
        fields,
        extras: Vec::new(),
        is_hidden: false,
        is_struck: false,
        sheet_says: Arc::from(""),
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn school(
    urn: &str,
    dfe: &str,
    phase: &'static str,
    dates: (Option<Date>, Option<Date>),
) -> Record {
    let mut cells = vec![
        (&schools::URN, text(urn)),
        (&schools::DFE, text(dfe)),
        (&schools::PHASE, Value::Choice(phase)),
    ];
    if let Some(opened) = dates.0 {
        cells.push((&schools::OPEN, Value::Date(opened)));
    }
    if let Some(closed) = dates.1 {
        cells.push((&schools::CLOSE, Value::Date(closed)));
    }
    record(&schools::SCHEMA, &cells)
}

fn link(urn: &str, other: &str, kind: &str) -> Record {
    record(
        &school_links::SCHEMA,
        &[
            (&school_links::URN, text(urn)),
            (&school_links::LINK_URN, text(other)),
            (&school_links::LINK_KIND, text(kind)),
        ],
    )
}

fn day(year: i16, month: i8, day: i8) -> Date {
    jiff::civil::date(year, month, day)
}

#[test]
fn a_converted_school_continues_under_its_number() {
    let list = [
        school("120001", "926/2001", "primary", (None, Some(day(2011, 3, 31)))),
        school("136001", "926/2001", "primary", (Some(day(2011, 4, 1)), None)),
    ];
    let found = Succession::of(&list, &[], None);
    assert_eq!(found.present("120001"), "136001");
    let [one] = found.predecessors("136001") else { panic!("one predecessor") };
    assert_eq!(one.how, Follows::Conversion);
    assert_eq!(one.stages, ALL_STAGES);
}

#[test]
fn a_successor_that_has_not_opened_has_not_followed() {
    let list = [
        school("120001", "926/2001", "primary", (None, Some(day(2012, 3, 31)))),
        school("136001", "926/2001", "primary", (Some(day(2012, 4, 1)), None)),
    ];
    let found = Succession::of(&list, &[], Some(day(2011, 11, 30)));
    assert_eq!(found.present("120001"), "120001");
    assert!(!found.is_followed("120001"));
}

#[test]
fn infant_and_junior_schools_join_by_stage() {
    let list = [
        school("120001", "", "infant", (None, Some(day(2010, 8, 31)))),
        school("120002", "", "junior", (None, Some(day(2010, 8, 31)))),
        school("135001", "", "primary", (Some(day(2010, 9, 1)), None)),
    ];
    let links = [
        link("120001", "135001", "Successor - amalgamated"),
        link("135001", "120002", "Predecessor - amalgamated"),
    ];
    let found = Succession::of(&list, &links, None);
    let stages: Vec<(&str, &[Stage])> = found
        .predecessors("135001")
        .iter()
        .map(|one| (one.urn.as_str(), one.stages.as_slice()))
        .collect();
    assert_eq!(
        stages,
        [
            ("120001", [Stage::Eyfs, Stage::Year1, Stage::Ks1].as_slice()),
            ("120002", [Stage::Year4, Stage::Ks2].as_slice()),
        ]
    );
    assert!(found.predecessors("135001").iter().all(|o| o.how == Follows::Merger));
}

#[test]
fn a_school_that_took_another_in_is_pooled_with_it() {
    let list = [
        school("120001", "", "primary", (Some(day(1970, 9, 1)), None)),
        school("120002", "", "primary", (None, Some(day(2010, 8, 31)))),
    ];
    let found = Succession::of(&list, &[link("120002", "120001", "Successor")], None);
    let urns: Vec<&str> =
        found.predecessors("120001").iter().map(|one| one.urn.as_str()).collect();
    assert_eq!(urns, ["120002", "120001"]);
    assert_eq!(found.present("120002"), "120001");
}

#[test]
fn a_split_and_a_sponsored_academy_join_nothing() {
    let mut academy = school("136001", "", "primary", (Some(day(2011, 9, 1)), None));
    academy.fields.extend(
        record(&schools::SCHEMA, &[(&schools::KIND, text("Academy sponsor led"))]).fields,
    );
    let list = [
        school("120001", "", "primary", (None, Some(day(2011, 8, 31)))),
        school("120002", "", "primary", (None, Some(day(2011, 8, 31)))),
        academy,
    ];
    let links = [
        link("120001", "136001", "Successor"),
        link("120002", "136002", "Successor - Split School"),
        link("120002", "136003", "Successor - Split School"),
    ];
    let found = Succession::of(&list, &links, None);
    assert_eq!(found.present("120001"), "120001");
    assert_eq!(found.present("120002"), "120002");
    assert!(found.is_followed("120001") && found.is_followed("120002"));
    assert_eq!(found.predecessors("136001")[0].how, Follows::Sponsored);
    assert_eq!(found.predecessors("136002")[0].how, Follows::Split);
}

#[test]
fn chains_are_followed_to_their_end_and_circles_do_no_harm() {
    let links = [
        link("120001", "130001", "Successor"),
        link("130001", "140001", "Successor"),
        link("150001", "160001", "Successor"),
        link("160001", "150001", "Successor"),
    ];
    let found = Succession::of(&[], &links, None);
    assert_eq!(found.present("120001"), "140001");
    assert_eq!(found.predecessors("140001").len(), 2);
    assert_eq!(found.present("150001"), "150001");
}

#[test]
fn every_link_type_says_who_came_first_or_nothing() {
    let of = |kind: &str| {
        let found = Succession::of(&[], &[link("120001", "120002", kind)], None);
        match (found.predecessors("120001"), found.predecessors("120002")) {
            ([], []) => "nothing",
            ([], _) => "this",
            (_, []) => "the other",
            (_, _) => "both",
        }
    };
    for (kind, first) in [
        ("Successor", "this"),
        ("Successor - merged", "this"),
        ("Successor - amalgamated", "this"),
        ("Successor - Split School", "this"),
        ("Predecessor", "the other"),
        ("Predecessor - merged", "the other"),
        ("Predecessor - amalgamated", "the other"),
        ("Predecessor - Split School", "the other"),
        ("Child", "this"),
        ("Child - Split School", "this"),
        ("Parent", "the other"),
        ("Parent - merged", "the other"),
        ("Parent - Split School", "the other"),
        ("Result of Amalgamation", "this"),
        ("Children's Centre Link", "nothing"),
        ("Closure", "nothing"),
        ("Expansion", "nothing"),
        // Which of the two came first is known where one of them has closed.
        ("Merged - change in age range", "nothing"),
        ("Merged - expansion of school capacity", "nothing"),
        ("Merged - expansion in school capacity and changer in age range", "nothing"),
        ("Not applicable", "nothing"),
        ("Other", "nothing"),
        ("Sixth Form Centre Link", "nothing"),
        ("Sixth Form Centre School", "nothing"),
    ] {
        assert_eq!(of(kind), first, "{kind}");
    }
}

#[test]
fn infant_and_junior_schools_that_a_national_list_calls_primary_are_known_by_name() {
    let named = |mut record: Record, name: &str| {
        record.fields.push(Field {
            column: &schools::NAME,
            value: text(name),
            raw: name.to_owned(),
            col: 0,
            row: None,
            heading: Arc::from("School"),
        });
        record
    };
    let closed = (None, Some(day(2010, 12, 31)));
    let list = [
        named(school("120001", "926/2001", "primary", closed), "Oxham Infant School"),
        named(school("120002", "926/2002", "primary", closed), "Oxham Junior School"),
        named(
            school("136001", "926/2003", "primary", (Some(day(2011, 1, 1)), None)),
            "Oxham Primary School",
        ),
    ];
    let links = [
        link("120001", "136001", "Successor - amalgamated"),
        link("120002", "136001", "Successor - amalgamated"),
    ];
    let found = Succession::of(&list, &links, None);
    let of_ks2: Vec<&str> = found
        .predecessors("136001")
        .iter()
        .filter(|one| one.stages.contains(&Stage::Ks2))
        .map(|one| one.urn.as_str())
        .collect();
    assert_eq!(of_ks2, ["120002"]);
}
