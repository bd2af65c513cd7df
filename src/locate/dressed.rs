//! Every register dressed at random: other words, titles, offsets, merges, bands
//! of blank rows, headings again, totals; in every format. It is read back whatever
//! it wears.

use proptest::prelude::*;

use super::schema::{Column, Kind, Schema};
use super::table::NotARecord;
use super::tests::located;
use crate::base::text::fold;
use crate::read::grid::Grid;
use crate::read::testing::{Kept, Page, Written, kept};
use crate::register::SCHEMAS;

/// More headings for columns, in advisers' own words; they mean nothing else there.
const DRESS: &[(&str, &[(&str, &[&str])])] = &[
    (
        "deployments",
        &[
            ("ref", &["Deployment ref", "Support no.", "Dep no", "Placement ID"]),
            ("lle", &["LLE", "LLE name", "Name of LLE", "Supporting head"]),
            ("client", &["Client school", "School supported", "Receiving school"]),
            ("start", &["Start", "Start date", "Date started", "Commenced"]),
            ("planned_end", &["Planned end", "Expected end date", "Due to end"]),
            ("status", &["Status", "Current status", "Stage"]),
            ("days", &["Days", "Days agreed", "No. of days"]),
            ("rate", &["Day rate", "£ per day", "£/day"]),
        ],
    ),
    (
        "lles",
        &[
            ("ref", &["LLE ref", "LLE no", "Leader number"]),
            ("name", &["Headteacher", "Head teacher", "Name of head"]),
            ("school", &["School", "Home school", "LLE's school", "School name"]),
            ("accredited", &["Accredited", "Accreditation date", "Accred. date"]),
            ("status", &["Status", "LLE status"]),
            ("days_offered", &["Days offered", "Days per year", "Days p.a."]),
            ("cohort", &["Cohort", "Tranche"]),
        ],
    ),
    (
        "visits",
        &[
            ("ref", &["Visit ref", "Visit no."]),
            ("deployment", &["Deployment ref", "Support ref", "Dep ref"]),
            ("date", &["Date", "Visit date", "Date of visit", "Visited on"]),
            ("days", &["Days", "Duration (days)", "Length of visit"]),
            ("received", &["Record received", "NOV recd", "Note of visit received"]),
            ("rag", &["RAG", "Progress RAG", "RAG rating"]),
        ],
    ),
];

/// Registers whose headings are made from the year, the measure or the question:
/// they have tests of their own.
const OF_THEIR_OWN: [&str; 4] = ["results", "comparators", "surveys", "meetings"];

/// The words of a column that no other column of its register has.
fn words(schema: &'static Schema, column: &'static Column) -> Vec<&'static str> {
    let of = |column: &'static Column| {
        let more = DRESS
            .iter()
            .filter(|(register, _)| *register == schema.name)
            .flat_map(|(_, columns)| columns.iter())
            .filter(|(key, _)| *key == column.key)
            .flat_map(|(_, words)| words.iter().copied());
        std::iter::once(column.title)
            .chain(column.words())
            .chain(more)
            .collect::<Vec<_>>()
    };
    let others: Vec<String> = schema
        .columns
        .iter()
        .filter(|other| other.key != column.key)
        .flat_map(|other| of(other).into_iter().map(fold))
        .collect();
    let own = of(column).into_iter().filter(|word| !others.contains(&fold(word)));
    own.collect()
}

#[derive(Clone, Debug)]
struct Dressed {
    schema: &'static Schema,
    columns: Vec<(&'static Column, &'static str)>,
    offset: (u32, u16),
    has_title: bool,
    is_shouted: bool,
    has_gap: bool,
    repeats: bool,
    has_total: bool,
    kept: Kept,
    records: u32,
}

fn dressed() -> impl Strategy<Value = Dressed> {
    let registers: Vec<&'static Schema> =
        SCHEMAS.iter().copied().filter(|s| !OF_THEIR_OWN.contains(&s.name)).collect();
    (
        proptest::sample::select(registers),
        (0u32..8, 0u16..4),
        any::<[bool; 5]>(),
        proptest::sample::select(&Kept::ALL[..]),
        2u32..12,
        proptest::collection::vec((any::<prop::sample::Index>(), 0u8..5), 64),
    )
        .prop_flat_map(|(schema, offset, mess, kept, records, turns)| {
            let is_needed = |column: &Column| {
                column.is_required
                    || schema.tells.contains(&column.key)
                    || schema.needs.iter().any(|set| set.first() == Some(&column.key))
            };
            let columns: Vec<(&'static Column, &'static str)> = schema
                .columns
                .iter()
                .copied()
                .zip(turns)
                .filter(|(column, (_, left_out))| *left_out > 0 || is_needed(column))
                .filter_map(|(column, (turn, _))| {
                    let words = words(schema, column);
                    (!words.is_empty()).then(|| (column, *turn.get(&words)))
                })
                .collect();
            Just(columns).prop_shuffle().prop_map(move |columns| Dressed {
                schema,
                columns,
                offset,
                has_title: mess[0],
                is_shouted: mess[1],
                has_gap: mess[2],
                repeats: mess[3],
                has_total: mess[4],
                kept,
                records,
            })
        })
}

fn content(column: &Column, record: u32) -> Written {
    let words = match column.kind {
        Kind::Reference => format!("REF-{record:02}"),
        Kind::Person => format!("Ms R Gathercole{}", ["", "-Smith"][record as usize % 2]),
        Kind::School => format!("Wex{record} Primary School"),
        Kind::Urn => format!("{}", 120_900 + record),
        Kind::DfeNumber => format!("926/{}", 2000 + record),
        Kind::Date => return Written::Day(2011, 3, record as i8 + 1),
        Kind::AcademicYear => "2010/11".to_owned(),
        Kind::FinancialYear => "2011-12".to_owned(),
        Kind::YesNo => "Yes".to_owned(),
        Kind::Choice(choices) => choices[0].value.to_owned(),
        // Names would be those of authorities.
        Kind::Text if column.key == "la_code" => "926".to_owned(),
        Kind::Text | Kind::Prose | Kind::Tags => format!("words of row {record}"),
        Kind::Count | Kind::Number | Kind::Days | Kind::Money | Kind::Percent => {
            return Written::Number(f64::from(record) + 1.0);
        }
    };
    words.into()
}

impl Dressed {
    /// Rows of the sheet, by row: column and text.
    fn rows(&self) -> (u32, Vec<(u32, Vec<(u16, Written)>)>) {
        let (at, col) = (self.offset.0 + 3, self.offset.1);
        let mut rows = Vec::new();
        if self.has_title {
            rows.push((at - 3, vec![(col, "NORFOLK".into())]));
            rows.push((at - 2, vec![(col, "Updated in May".into())]));
        }
        let headings: Vec<(u16, Written)> = (col..)
            .zip(&self.columns)
            .map(|(at, (_, word))| {
                let shouted = || format!("{}\u{a0}", word.to_uppercase());
                (at, if self.is_shouted { shouted().into() } else { (*word).into() })
            })
            .collect();
        rows.push((at, headings.clone()));
        let mut next = at + 1;
        for record in 0..self.records {
            if record == self.records / 2 {
                next += u32::from(self.has_gap);
                if self.repeats {
                    rows.push((next, headings.clone()));
                    next += 1;
                }
            }
            let cells = (col..)
                .zip(&self.columns)
                .map(|(at, (column, _))| (at, content(column, record)));
            rows.push((next, cells.collect()));
            next += 1;
        }
        if self.has_total {
            let sums = (col..).zip(&self.columns).filter(|(at, (column, _))| {
                let is_sum =
                    matches!(column.kind, Kind::Money | Kind::Days | Kind::Count);
                is_sum && *at > col
            });
            let mut cells: Vec<(u16, Written)> =
                sums.map(|(at, _)| (at, Written::Number(99.0))).collect();
            cells.insert(0, (col, "Total".into()));
            rows.push((next, cells));
        }
        (at, rows)
    }

    fn grid(&self) -> Grid {
        let mut page = Page::named(self.schema.title);
        let col = self.offset.1;
        let last = col + self.columns.len() as u16 - 1;
        for (row, cells) in self.rows().1 {
            for (at, text) in cells {
                if text == "NORFOLK".into() && last > at {
                    page.merges.push(((row, at), (row, last)));
                }
                page.put(row, at, text);
            }
        }
        kept(self.schema.title, &[page], self.kept).remove(0).sheets.remove(0)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_register_is_read_back_however_it_is_dressed(dressed in dressed()) {
        let tables = located(dressed.grid());
        prop_assert_eq!(tables.len(), 1);
        let table = &tables[0];
        prop_assert_eq!(table.schema.name, dressed.schema.name);
        prop_assert_eq!(table.heading_row, dressed.rows().0);
        prop_assert_eq!(table.rows.len() as u32, dressed.records);
        let others = |why| table.others.iter().filter(|(_, other)| *other == why).count();
        prop_assert_eq!(
            others(NotARecord::RepeatedHeading),
            usize::from(dressed.repeats)
        );
        prop_assert_eq!(others(NotARecord::Subtotal), usize::from(dressed.has_total));
        for (at, (column, word)) in (u32::from(dressed.offset.1)..).zip(&dressed.columns) {
            let found = table.headings.iter().find(|h| h.col == at).map(|h| h.column.key);
            prop_assert_eq!(found, Some(column.key), "{}", word);
        }
    }
}
