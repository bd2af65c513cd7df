//! Meetings: a row for each person and meeting, and a matrix of people by days.

use proptest::prelude::*;

use super::{Bare, Mess, Row, mess, one_of, text};
use crate::read::testing::{Kept, Written};
use crate::register::meetings;

const PEOPLE: [&str; 6] = [
    "Ms Anne Hill",
    "Mr Ben Dale",
    "Mrs Ruth Gathercole",
    "Mr Peter Bunting",
    "Ms Clare Jermyn",
    "Mrs Jane Orr",
];

/// Days of meetings, and how a heading names them.
const DAYS: [((i16, i8, i8), [&str; 4]); 4] = [
    ((2010, 11, 18), ["18/11/2010", "18 Nov 2010", "18.11.10", "18 November 2010"]),
    ((2011, 2, 3), ["03/02/2011", "3 Feb 2011", "3.2.11", "3 February 2011"]),
    ((2011, 5, 19), ["19/05/2011", "19 May 2011", "19.5.11", "19 May 2011"]),
    ((2011, 9, 27), ["27/09/2011", "27 Sep 2011", "27.9.11", "27 September 2011"]),
];

#[derive(Clone, Debug)]
struct Dressed {
    mess: Mess,
    is_matrix: bool,
    is_written_out: bool,
    has_ref: bool,
    has_venue: bool,
    /// Which way of naming days.
    way: usize,
    name: &'static str,
    date: &'static str,
    attended: &'static str,
    marks: (&'static str, &'static str),
    /// By person and day.
    came: Vec<Vec<bool>>,
}

fn dressed() -> impl Strategy<Value = Dressed> {
    (
        mess(),
        any::<[bool; 4]>(),
        0usize..4,
        one_of(&["Name", "LLE", "LLE name", "Headteacher", "Name of LLE"]),
        one_of(&["Date", "Meeting date", "Date of meeting"]),
        one_of(&["Attended", "Present", "Attendance"]),
        proptest::sample::select(vec![("Yes", "No"), ("Y", "N"), ("\u{2713}", "x")]),
        (2usize..=PEOPLE.len(), 2usize..=DAYS.len()).prop_flat_map(|(people, days)| {
            proptest::collection::vec(
                proptest::collection::vec(any::<bool>(), days),
                people,
            )
        }),
    )
        .prop_map(|(mess, on, way, name, date, attended, marks, mut came)| {
            // The letters of Windows have no tick.
            let marks = if mess.kept == Kept::Windows { ("Yes", "No") } else { marks };
            // Where nobody has a tick, a cross may as well be one.
            came[0][0] = true;
            Dressed {
                mess,
                is_matrix: on[0],
                is_written_out: on[1],
                has_ref: on[2],
                has_venue: on[3],
                way,
                name,
                date,
                attended,
                marks,
                came,
            }
        })
}

impl Dressed {
    fn day(&self, day: usize) -> Option<Written> {
        let ((year, month, at), words) = DAYS[day];
        if self.is_written_out {
            text(words[self.way])
        } else {
            Some(Written::Day(year, month, at))
        }
    }

    fn mark(&self, person: usize, day: usize) -> Option<Written> {
        text(if self.came[person][day] { self.marks.0 } else { self.marks.1 })
    }

    fn who(&self, person: usize) -> Row {
        let first = self.has_ref.then(|| text(format!("LLE-{:02}", person + 1)));
        first.into_iter().chain([text(PEOPLE[person])]).collect()
    }

    fn table(&self) -> Bare {
        let mut headings: Row =
            self.has_ref.then(|| text("LLE ref")).into_iter().collect();
        headings.push(text(self.name));
        let days = self.came[0].len();
        let records = if self.is_matrix {
            headings.extend((0..days).map(|day| self.day(day)));
            (0..self.came.len())
                .map(|person| {
                    let marks = (0..days).map(|day| self.mark(person, day));
                    self.who(person).into_iter().chain(marks).collect()
                })
                .collect()
        } else {
            headings.extend([text(self.date), text(self.attended)]);
            headings.extend(self.has_venue.then(|| text("Venue")));
            (0..days)
                .flat_map(|day| (0..self.came.len()).map(move |person| (person, day)))
                .map(|(person, day)| {
                    self.who(person)
                        .into_iter()
                        .chain([self.day(day), self.mark(person, day)])
                        .chain(self.has_venue.then(|| text("County Hall")))
                        .collect()
                })
                .collect()
        };
        Bare {
            name: "Network meetings".to_owned(),
            title: "LLE network meetings".to_owned(),
            headings: vec![headings],
            records,
            ..Bare::default()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn who_came_to_which_meeting_is_read_back(dressed in dressed()) {
        let (registers, _) = dressed.mess.registers("Network meetings", &[dressed.table()]);
        let said = |who: &str, when: &str, came: bool| format!("{who} {when} {came}");
        let mut found: Vec<String> = registers
            .of(&meetings::SCHEMA)
            .iter()
            .map(|record| {
                let when = record.date(&meetings::DATE).map(|day| day.to_string());
                let came = record.flag(&meetings::ATTENDED);
                said(
                    record.text(&meetings::NAME).unwrap_or("nobody"),
                    &when.unwrap_or_default(),
                    came == Some(true),
                )
            })
            .collect();
        found.sort();
        let mut expected = Vec::new();
        for (person, days) in dressed.came.iter().enumerate() {
            for (day, came) in days.iter().enumerate() {
                let (year, month, at) = DAYS[day].0;
                expected.push(said(PEOPLE[person], &format!("{year}-{month:02}-{at:02}"), *came));
            }
        }
        expected.sort();
        prop_assert_eq!(found, expected);
    }
}
