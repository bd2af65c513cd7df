//! Term dates: when schools are open, as an authority publishes it, by terms, by
//! holidays, or by both.

use crate::base::calendar::{Calendar, Span};
use crate::base::setting::Settings;
use crate::base::text::fold;
use crate::locate::schema::{Choice, Column, Kind, Schema};

use super::Registers;
use super::record::Record;

pub(crate) static TERM: Column = Column::new(
    "term",
    "Term or holiday",
    Kind::Text,
    &[
        "term",
        "terms",
        "term name",
        "name of term",
        "school term",
        "term dates",
        "half term",
        "holiday",
        "holidays",
        "holiday name",
        "name of holiday",
        "school holiday",
        "school holidays",
        "term / holiday",
        "closure",
        "school closure",
    ],
)
.public()
.help("Autumn term, half-term, Christmas holiday, training day.");
pub(crate) static KIND: Column = Column::new(
    "kind",
    "Open or closed",
    Kind::Choice(&[
        Choice {
            value: "open",
            words: &["term", "term time", "school", "schools open", "school days"],
        },
        Choice {
            value: "closed",
            words: &[
                "holiday",
                "school holiday",
                "half term",
                "closure",
                "inset",
                "inset day",
                "training day",
                "bank holiday",
                "schools closed",
            ],
        },
    ]),
    &["kind", "type", "open / closed", "schools open or closed", "term or closed"],
)
.public()
.help("Where the name does not tell: open in term, closed in holidays.");
pub(crate) static FIRST: Column = Column::new(
    "first",
    "First day",
    Kind::Date,
    &[
        "first day",
        "start",
        "start date",
        "from",
        "date from",
        "begins",
        "begins on",
        "opens",
        "open",
        "open on",
        "opening date",
        "school opens",
        "schools open",
        "schools open on",
        "open on the morning of",
        "term starts",
        "term begins",
        "term opens",
        "start of term",
        "first day of term",
        "holiday starts",
        "holiday begins",
        "start of holiday",
        "first day of holiday",
    ],
)
.required()
.public();
pub(crate) static LAST: Column = Column::new(
    "last",
    "Last day",
    Kind::Date,
    &[
        "last day",
        "end",
        "end date",
        "to",
        "date to",
        "until",
        "finishes",
        "closes",
        "close",
        "close on",
        "closing date",
        "school closes",
        "schools close",
        "schools close on",
        "close at the end of",
        "close at end of afternoon",
        "close at the end of the afternoon",
        "close at the end of the afternoon on",
        "term ends",
        "term finishes",
        "term closes",
        "end of term",
        "last day of term",
        "holiday ends",
        "end of holiday",
        "last day of holiday",
    ],
)
.public()
.help("The last day of it; blank where it is a single day off.");
pub(crate) static HALF_FIRST: Column = Column::new(
    "half_first",
    "Half-term begins",
    Kind::Date,
    &[
        "half term begins",
        "half term starts",
        "half term start",
        "half term from",
        "half term first day",
        "first day of half term",
        "start of half term",
        "mid term closure from",
    ],
)
.public();
pub(crate) static HALF_LAST: Column = Column::new(
    "half_last",
    "Half-term ends",
    Kind::Date,
    &[
        "half term ends",
        "half term end",
        "half term to",
        "half term last day",
        "last day of half term",
        "end of half term",
        "mid term closure to",
    ],
)
.public();
pub(crate) static YEAR: Column = Column::new(
    "year",
    "Academic year",
    Kind::AcademicYear,
    &["academic year", "school year", "year"],
)
.public();
pub(crate) static DAYS: Column = Column::new(
    "days",
    "Number of days",
    Kind::Count,
    &["number of days", "days", "no of days", "school days", "days in term"],
)
.public();
pub(crate) static NOTES: Column =
    Column::new("notes", "Notes", Kind::Prose, &["notes", "note", "comments", "remarks"]);

/// The register.
pub(crate) static SCHEMA: Schema = Schema {
    name: "term_dates",
    title: "Term dates",
    what: "When schools are open: terms with their half-terms, or holidays, or both. The days between two terms are holidays. Working days for records of visit are counted by it.",
    columns: &[
        &TERM,
        &FIRST,
        &LAST,
        &HALF_FIRST,
        &HALF_LAST,
        &KIND,
        &YEAR,
        &DAYS,
        &NOTES,
    ],
    needs: &[&["term"], &["first"], &["last"]],
    tells: &["term", "half_first"],
    names: &["term dates", "school holidays", "holiday dates", "school calendar"],
};

/// Days of a half-term, a week with both its weekends; what is longer and has
/// `half term` in its name is half of a term.
const HALF_TERM_DAYS: i32 = 16;
/// Days up to which a period without a telling name is taken for a holiday.
const HOLIDAY_DAYS: i32 = 21;

/// A row as a span of days; none where a day is missing or both stand the wrong
/// way round, which is told as a finding.
pub(crate) fn span(record: &Record) -> Option<Span> {
    let first = record.date(&FIRST)?;
    let last = match record.field(&LAST) {
        Some(_) if record.raw(&LAST).trim().is_empty() => None,
        Some(_) => Some(record.date(&LAST)?),
        None => None,
    };
    let days = first.until(last.unwrap_or(first)).map_or(0, |span| span.get_days()) + 1;
    let is_term = is_term(record, days);
    // A term of which only the first day is known tells nothing.
    let last = match last {
        None if is_term => return None,
        last => last.unwrap_or(first),
    };
    (first <= last).then_some(Span { first, last, is_term })
}

fn is_term(record: &Record, days: i32) -> bool {
    if let Some(kind) = record.choice(&KIND) {
        return kind == "open";
    }
    let name = fold(record.raw(&TERM));
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if says(&["half term"]) {
        return days > HALF_TERM_DAYS;
    }
    if says(&[
        "holiday",
        "break",
        "clos",
        "inset",
        "training",
        "pupil",
        "vacation",
        "occasional",
    ]) {
        return false;
    }
    if says(&["term"]) {
        return true;
    }
    let heading = fold(&record.heading(&TERM));
    if heading.contains("holiday") || heading.contains("closure") {
        return heading.contains("term") && days > HOLIDAY_DAYS;
    }
    let is_of_holidays = fold(&record.sheet_says).contains("holiday");
    !is_of_holidays && days > HOLIDAY_DAYS
}

/// The half-term that stands in a term's own row.
pub(crate) fn half_term(record: &Record) -> Option<Span> {
    let (first, last) = record.date(&HALF_FIRST).zip(record.date(&HALF_LAST))?;
    (first <= last).then_some(Span { first, last, is_term: false })
}

/// The days on which schools work: by the term dates and the setting.
pub(crate) fn calendar(registers: &Registers, settings: &Settings) -> Calendar {
    let rows = registers.of(&SCHEMA);
    let spans: Vec<Span> =
        rows.iter().filter_map(span).chain(rows.iter().filter_map(half_term)).collect();
    Calendar::of(settings).with(&spans)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::base::cell::CellPos;
    use crate::base::date::Date;
    use crate::base::finding::Findings;
    use crate::read::grid::{Book, Cell, CellValue, Folder, Grid, Style};
    use crate::register::SCHEMAS;
    use jiff::civil::date;

    /// The registers of one sheet: its name, then rows of cells parted by `|`.
    fn registers(text: &str) -> Registers {
        let mut grid = Grid { styles: vec![Style::default()], ..Grid::default() };
        for (row, line) in (0u32..).zip(text.trim().lines()) {
            let mut words = line.split('|').map(str::trim);
            let first = words.next().unwrap_or_default();
            if row == 0 {
                grid.name = Arc::from(first);
            }
            for (col, word) in (0u32..).zip(words).filter(|(_, word)| !word.is_empty()) {
                let value = CellValue::Text(Arc::from(word));
                let pos = CellPos::new(row, col);
                grid.cells.push(Cell { pos, value, style: 0, is_formula: false });
            }
        }
        let book = Book { sheets: vec![grid], ..Book::default() };
        let folder = Folder { books: vec![book], ..Folder::default() };
        let mut findings = Findings::default();
        let located = crate::locate::tables(&folder, SCHEMAS, &[], &mut findings);
        let answers =
            crate::register::answers::read(&folder, jiff::civil::date(2011, 11, 30));
        let settings = Settings::default();
        crate::register::build(&folder, located, answers, settings, &mut findings)
    }

    fn of(tables: &str) -> Calendar {
        calendar(&registers(tables), &Settings::default())
    }

    fn off(calendar: &Calendar, days: [Date; 4]) -> [bool; 4] {
        days.map(|day| !calendar.is_working(day))
    }

    /// A Friday of term, the Wednesday of half-term, the day before Christmas Eve,
    /// the second day of the spring term.
    const DAYS: [Date; 4] =
        [date(2011, 10, 21), date(2011, 10, 26), date(2011, 12, 21), date(2012, 1, 5)];

    #[test]
    fn terms_half_terms_and_holidays_are_told_apart_in_every_usual_layout() {
        for tables in [
            // Terms and half-terms one below the other.
            "
            Sheet1 | Term | Start date | End date
                | Autumn Term 2011 | 2011-09-06 | 2011-12-16
                | Half Term | 2011-10-24 | 2011-10-28
                | Spring Term 2012 | 2012-01-04 | 2012-03-30
            ",
            // The half-term beside its term.
            "
            Sheet1 | Academic year | Term | Begins | Ends | Half term begins | Half term ends
                | 2011/12 | Autumn | 2011-09-06 | 2011-12-16 | 2011-10-24 | 2011-10-28
                | 2011/12 | Spring | 2012-01-04 | 2012-03-30 | 2012-02-13 | 2012-02-17
            ",
            // Six half terms.
            "
            Term dates | Half term | Open on the morning of | Close at the end of the afternoon on
                | Autumn, first half term | 2011-09-06 | 2011-10-21
                | Autumn, second half term | 2011-10-31 | 2011-12-16
                | Spring, first half term | 2012-01-04 | 2012-02-10
            ",
            // Holidays only.
            "
            School holidays 2011-12 | Holiday | First day | Last day
                | October | 2011-10-24 | 2011-10-28
                | Christmas | 2011-12-19 | 2012-01-03
            ",
        ] {
            let calendar = of(tables);
            assert_eq!(off(&calendar, DAYS), [false, true, true, false], "{tables}");
        }
    }

    #[test]
    fn a_column_may_say_whether_schools_are_open() {
        let calendar = of("
            Calendar | Term | Type | From | To
                | Block 1 | Schools open | 2011-09-06 | 2011-10-21
                | October | Closure | 2011-10-22 | 2011-10-30
        ");
        assert_eq!(off(&calendar, DAYS), [false, true, false, false]);
    }

    #[test]
    fn a_sheet_of_another_register_with_a_term_a_start_and_an_end_is_not_taken() {
        let register = |tables: &str| {
            registers(tables).sheets.iter().find_map(|sheet| sheet.register)
        };
        assert_ne!(
            register(
                "
                Sheet1 | LLE | Term | Start | Finish
                    | Ann Near | Autumn | 2011-09-12 | 2011-12-16
                    | Bob Far | Autumn | 2011-09-19 | 2011-12-16
                "
            ),
            Some("term_dates")
        );
        assert_eq!(
            register(
                "
                Aut 11 | Term | LLE | Client school | Start date | End date
                    | Autumn | Ann Near | Ashby Primary School | 2011-09-12 | 2011-12-16
                    | Autumn | Bob Far | Oakham Primary School | 2011-09-19 | 2011-12-16
                "
            ),
            Some("deployments")
        );
        assert_eq!(
            register(
                "
                Team | Post | Name | From | To | Term
                    | Adviser | Ann Near | 2011-09-12 | 2011-12-16 | Autumn
                    | Officer | Bob Far | 2011-09-19 | 2011-12-16 | Autumn
                "
            ),
            Some("staff")
        );
    }
}
