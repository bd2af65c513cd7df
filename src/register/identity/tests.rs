//! Schools found by number and by name.

use std::sync::Arc;

use super::*;
use crate::base::cell::{Place, RowPlace};
use crate::locate::schema::Column;
use crate::register::answers::{Answers, NameAnswer};
use crate::register::record::{Field, Record, Value};
use crate::register::schools;

fn school(cells: &[(&'static Column, &str)]) -> Record {
    let fields = cells
        .iter()
        .map(|(column, text)| Field {
            column,
            value: Value::Text((*text).to_owned()),
            raw: (*text).to_owned(),
            col: 0,
            row: None,
            heading: Arc::from(column.title),
        })
        .collect();
    Record {
        schema: &schools::SCHEMA,
        place: RowPlace::default(),
        fields,
        extras: Vec::new(),
        is_hidden: false,
        is_struck: false,
        sheet_says: Arc::from(""),
    }
}

/// URN, authority, establishment number, name, town.
fn list(rows: &[[&str; 5]]) -> Vec<Record> {
    rows.iter()
        .map(|[urn, la, estab, name, town]| {
            school(&[
                (&schools::URN, urn),
                (&schools::LA_CODE, la),
                (&schools::ESTAB, estab),
                (&schools::NAME, name),
                (&schools::TOWN, town),
            ])
        })
        .collect()
}

fn norfolk() -> Schools {
    let rows = list(&[
        ["120901", "926", "2001", "Norby Primary School", "Norby"],
        [
            "120902",
            "926",
            "3002",
            "St Mary's Church of England Primary School, Harlby",
            "Harlby",
        ],
        [
            "120903",
            "926",
            "3003",
            "St Mary's Church of England Primary School, Pellwick Parva",
            "Pellwick Parva",
        ],
        ["120904", "926", "2004", "Lundwick Parva Primary School", "Lundwick Parva"],
        ["120905", "926", "2005", "Lundwick Magna Primary School", "Lundwick Magna"],
        ["120906", "926", "2006", "Sprowston Infant School", "Norwich"],
        ["120907", "926", "2007", "Sprowston Junior School", "Norwich"],
        [
            "120908",
            "926",
            "3008",
            "St Michael's Church of England VA Primary and Nursery School",
            "Wexby",
        ],
        ["120909", "926", "3009", "All Saints CE Primary School", "Osmby"],
        ["120910", "926", "3010", "All Saints CE Primary School", "Yarlby"],
        ["124001", "935", "2001", "Dravby Primary School", "Ipswich"],
    ]);
    Schools::of_rows(&rows, &Answers::default())
}

fn found(schools: &Schools, name: &str) -> String {
    match schools.find("", "", name) {
        Match::Found(index, _) => schools.list()[index].urn.clone(),
        Match::Unknown(nearest) => {
            let near = nearest.map(|at| schools.list()[at].urn.clone());
            format!("unknown, near {}", near.unwrap_or_default())
        }
        Match::Ambiguous(several) => {
            let urns: Vec<&str> =
                several.iter().map(|at| schools.list()[*at].urn.as_str()).collect();
            format!("one of {}", urns.join(" "))
        }
    }
}

#[test]
fn numbers_come_before_names() {
    let schools = norfolk();
    let find = |urn: &str, dfe: &str, name: &str| match schools.find(urn, dfe, name) {
        Match::Found(index, how) => Some((schools.list()[index].urn.clone(), how)),
        Match::Unknown(_) | Match::Ambiguous(_) => None,
    };
    let is = |urn: &str, how: How| Some((urn.to_owned(), how));
    assert_eq!(find("120904", "926/2001", "Norby Primary"), is("120904", How::Urn));
    assert_eq!(find("", "926/2001", "Lundwick Parva"), is("120901", How::Dfe));
    assert_eq!(find("", "9262001", ""), is("120901", How::Dfe));
    assert_eq!(find("", "2001", ""), is("120901", How::Dfe));
    assert_eq!(find("", "935/2001", ""), is("124001", How::Dfe));
    assert_eq!(find("", "", "NORBY PRI SCH"), is("120901", How::Name));
    assert_eq!(find("999999", "", "Norby Primary"), is("120901", How::Name));
    // A number that nobody has is not overruled by a likeness.
    assert_eq!(find("999999", "", "Norbby Primary"), None);
    assert_eq!(find("", "", ""), None);
    // Numbers that stand where a name does.
    assert_eq!(find("", "", "120904"), is("120904", How::Urn));
    assert_eq!(find("", "", "926/2001"), is("120901", How::Dfe));
    assert_eq!(find("", "", "9262001"), is("120901", How::Dfe));
    assert_eq!(find("", "", "Norby Pri (URN 120901)"), is("120901", How::Urn));
    assert_eq!(find("", "", "999999"), None);
}

#[test]
fn names_are_found_in_every_spelling_of_the_registers() {
    let schools = norfolk();
    for (name, urn) in [
        ("S.Michaels C of E Pri", "120908"),
        ("St Michael's CE VA Primary & Nursery", "120908"),
        ("Harlby St Mary's CE Primary", "120902"),
        ("St. Marys CofE VC Prim, Pellwick Parva", "120903"),
        ("Lundwick Parva", "120904"),
        ("Sprowston Inf", "120906"),
        ("Sproston Infant", "120906"),
        ("All Saints CE Primary, Yarlby", "120910"),
        ("Dravby Primary", "124001"),
    ] {
        assert_eq!(found(&schools, name), urn, "{name}");
    }
}

#[test]
fn what_may_be_several_is_asked_and_a_saint_alone_is_never_guessed() {
    let schools = norfolk();
    assert_eq!(found(&schools, "St Mary's CE Primary"), "one of 120902 120903");
    assert_eq!(found(&schools, "All Saints Primary"), "one of 120909 120910");
    assert_eq!(found(&schools, "Sprowston"), "one of 120906 120907");
    assert_eq!(found(&schools, "Lundwick Primary"), "unknown, near 120904");
    assert_eq!(found(&schools, "St Peter's CE Primary"), "unknown, near ");
    assert_eq!(found(&schools, "Upper Nowhere Primary School"), "unknown, near ");
}

#[test]
fn the_adviser_s_answers_and_other_names_are_heeded() {
    let mut rows = list(&[
        ["120901", "926", "2001", "Norby Primary School", "Norby"],
        ["120902", "926", "2002", "Harlby Primary School", "Harlby"],
    ]);
    rows[0].fields.push(Field {
        column: &schools::KNOWN_AS,
        value: Value::Tags(vec!["The Mill School".to_owned()]),
        raw: "The Mill School".to_owned(),
        col: 5,
        row: None,
        heading: Arc::from("Also known as"),
    });
    let answers = Answers {
        names: vec![NameAnswer {
            until: None,
            lapsed: None,
            name: "H'by".to_owned(),
            kind: "school".to_owned(),
            means: "120902".to_owned(),
            place: Place::default(),
        }],
        ..Answers::default()
    };
    let schools = Schools::of_rows(&rows, &answers);
    assert_eq!(found(&schools, "Mill School"), "120901");
    assert_eq!(found(&schools, "h'by"), "120902");
}

#[test]
fn the_authority_is_the_one_of_most_schools_and_settles_ties() {
    let rows = list(&[
        ["120901", "926", "2001", "Church Lane Primary School", "Norby"],
        ["120902", "926", "2002", "Harlby Primary School", "Harlby"],
        ["124001", "935", "2001", "Church Lane Primary School", "Ipswich"],
    ]);
    let schools = Schools::of_rows(&rows, &Answers::default());
    assert_eq!(schools.authority(), "926");
    assert_eq!(found(&schools, "Church Lane Primary"), "120901");
}

#[test]
fn a_converted_school_is_found_by_its_number_under_its_open_urn() {
    let mut rows = list(&[
        ["120901", "926", "2001", "Norby Primary School", "Norby"],
        ["136001", "926", "2001", "Norby Academy", "Norby"],
    ]);
    rows[0].fields.push(Field {
        column: &schools::CLOSE,
        value: Value::Date(jiff::civil::date(2011, 8, 31)),
        raw: "31/08/2011".to_owned(),
        col: 6,
        row: None,
        heading: Arc::from("Close date"),
    });
    let schools = Schools::of_rows(&rows, &Answers::default());
    assert_eq!(schools.resolve("", "926/2001", ""), Resolved::Found(1));
    assert_eq!(schools.resolve("", "926/2001", "Norby Primary"), Resolved::Found(0));
}

/// A national list and a national file of results: look-ups must not walk the list.
#[test]
fn a_national_list_is_searched_quickly() {
    let names: Vec<String> = (0..25_000)
        .map(|n| format!("{}{} {} Primary School", word(n), word(n / 7), word(n / 100)))
        .collect();
    let rows: Vec<Record> = names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let urn = (100_000 + at).to_string();
            let la = (201 + at / 170).to_string();
            school(&[
                (&schools::URN, &urn),
                (&schools::LA_CODE, &la),
                (&schools::NAME, name),
            ])
        })
        .collect();
    let schools = Schools::of_rows(&rows, &Answers::default());
    let mut hits = 0;
    for round in 0..4 {
        for (at, name) in names.iter().enumerate() {
            let asked = if round == 3 { format!("{name}x") } else { name.clone() };
            let urn = if round == 0 { (100_000 + at).to_string() } else { String::new() };
            hits += usize::from(!matches!(
                schools.resolve(&urn, "", &asked),
                Resolved::Unknown(_)
            ));
        }
    }
    assert!(hits >= 75_000, "{hits}");
}

fn word(n: usize) -> String {
    let letters = "bcdfghlmnprstvwy".chars().collect::<Vec<_>>();
    let vowels = "aeiou".chars().collect::<Vec<_>>();
    [
        letters[n % 16],
        vowels[n % 5],
        letters[n / 16 % 16],
        vowels[n / 5 % 5],
        letters[n / 256 % 16],
    ]
    .iter()
    .collect()
}

#[test]
fn a_schools_number_within_its_authority_does_not_name_the_authority() {
    assert_eq!(authority_in("926/2056"), "926");
    assert_eq!(authority_in("9262056"), "926");
    assert_eq!(authority_in("2056"), "");
    assert_eq!(authority_in(""), "");
}
