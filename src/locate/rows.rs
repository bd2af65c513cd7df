//! Which rows below the heading hold records.

use super::areas::{is_average_of_some, is_total_of_some};
use super::guidance::{is_guidance, is_units};
use super::kinds::{has_title, is_reference, is_school};
use super::schema::Kind;
use super::table::{NotARecord, Table};
use super::{heading_at, subtotals, text_of};
use crate::base::cell::CellPos;
use crate::base::date::month_name;
use crate::base::text::fold;
use crate::read::grid::{Cell, CellValue, Grid};

/// Words of rows that add up or average the rows above.
const SUBTOTALS: [&str; 18] = [
    "all lines",
    "all headings",
    "all items",
    "all schools above",
    "all told",
    "in total",
    "in all",
    "altogether",
    "total",
    "totals",
    "average",
    "mean",
    "sum",
    "subtotal",
    "sub total",
    "grand total",
    "averages",
    "overall total",
];

/// Whether the only cell is one to three words, each with a capital: `Paul Bunting`.
fn is_a_name(grid: &Grid, cells: &[&Cell]) -> bool {
    let Some(text) = cells.first().map(|cell| text_of(grid, cell)) else { return false };
    let is_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let mut words = text.split_whitespace();
    (1..=3).contains(&words.clone().count())
        && words.all(is_capital)
        && !text.contains(|c: char| c.is_ascii_digit())
}

/// Fewest headings of a table whose records have more than one cell.
const WIDE: usize = 6;

/// Sorts the rows below the heading into records and others.
pub(super) fn sort(grid: &Grid, table: &mut Table) {
    let headings: Vec<(u32, String)> = table
        .headings
        .iter()
        .map(|heading| heading.col)
        .chain(table.extras.iter().map(|extra| extra.col))
        .map(|col| (col, fold(&heading_at(grid, CellPos::new(table.heading_row, col)))))
        .collect();
    let below: Vec<(u32, &[Cell])> =
        grid.rows().filter(|(row, _)| *row > table.heading_row).collect();
    let sums = subtotals::rows(grid, table);
    for (row, cells) in below {
        let cells: Vec<&Cell> = cells
            .iter()
            .filter(|cell| (table.span.0..=table.span.1).contains(&cell.pos.col))
            .collect();
        if cells.is_empty() {
            continue;
        }
        let other = if sums.contains(&row) {
            Some(NotARecord::Subtotal)
        } else {
            other(grid, table, &headings, &cells)
        };
        match other {
            Some(kind) => table.others.push((row, kind)),
            None => table.rows.push(row),
        }
    }
}

fn other(
    grid: &Grid,
    table: &Table,
    headings: &[(u32, String)],
    cells: &[&Cell],
) -> Option<NotARecord> {
    let texts: Vec<(u32, String)> = cells
        .iter()
        .map(|cell| (cell.pos.col, fold(&text_of(grid, cell))))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let same = headings
        .iter()
        .filter(|(col, heading)| {
            texts.iter().any(|(at, text)| at == col && text == heading)
        })
        .count();
    if same >= 2 && same * 10 >= headings.len() * 6 {
        return Some(NotARecord::RepeatedHeading);
    }
    // Labels below codes, or codes below labels.
    if table.published.as_ref().is_some_and(|found| found.is_headed_by(&texts)) {
        return Some(NotARecord::RepeatedHeading);
    }
    if is_tally(&texts) {
        return Some(NotARecord::Subtotal);
    }
    let has_key_number = table.headings.iter().any(|heading| {
        matches!(heading.column.kind, Kind::Urn | Kind::Reference)
            && texts.iter().any(|(col, text)| *col == heading.col && !is_sum(text))
    });
    // Whose average it is, results find out: an authority's is one to compare with.
    let has_areas = matches!(table.schema.name, "results" | "comparators");
    let is_subtotal = texts.iter().take(3).any(|(_, text)| {
        is_sum(text) || !has_areas && (is_average_of_some(text) || is_total_of_some(text))
    });
    if is_subtotal && !has_key_number {
        return Some(NotARecord::Subtotal);
    }
    let is_line = |cell: &&Cell| {
        table.above.binary_search_by(|line| line.label_at.cmp(&cell.pos)).is_ok()
    };
    if cells.iter().any(is_line) {
        return Some(NotARecord::SubHeading);
    }
    if is_band(table, cells, &texts) {
        return Some(NotARecord::SubHeading);
    }
    if is_units(table, cells) || is_guidance(table, cells, &texts) {
        return Some(NotARecord::SubHeading);
    }
    // A formula that was never calculated is a total's cell as often as not.
    let filled =
        cells.iter().filter(|cell| cell.value != CellValue::NotCalculated).count();
    if filled == 1 && table.headings.len() + table.extras.len() > 2 {
        let text = texts.first().map_or("", |(_, text)| text.as_str());
        let is_words = text.chars().filter(|c| c.is_alphabetic()).count() > 2;
        let is_note = text.starts_with("nb ")
            || text.starts_with("note")
            || text.starts_with("source")
            || text.starts_with('*')
            || text.split(' ').count() > 4
            || cells.iter().any(|cell| text_of(grid, cell).contains(" = "));
        let is_wide = table.headings.len() + table.extras.len() >= WIDE;
        let stands_under_key = table.headings.iter().any(|heading| {
            let may_be_key = match heading.column.kind {
                // A word without a number is no reference: `Continued`.
                Kind::Reference => {
                    text.contains(|c: char| c.is_ascii_digit())
                        && (!is_wide || !text.contains(' ') || is_reference(text))
                }
                // Of a wide table's record more is known than a nickname.
                Kind::School if is_wide => is_school(text) || is_a_name(grid, cells),
                Kind::Person if is_wide => has_title(text) || is_a_name(grid, cells),
                _ => true,
            };
            is_key(heading.column.kind)
                && may_be_key
                && texts.iter().any(|(col, _)| *col == heading.col)
        });
        if is_words && (is_note || !stands_under_key) {
            return Some(NotARecord::Note);
        }
    }
    None
}

/// Words that begin a band across the records below it: `Cohort 2`, `Autumn 2010`.
const BANDS: [&str; 14] = [
    "cohort", "tranche", "autumn", "spring", "summer", "aut", "spr", "sum", "year",
    "group", "phase", "term", "area", "district",
];

/// Whether a text begins as a band of time or of a group does.
pub(super) fn is_band_word(text: &str) -> bool {
    is_month_alone(text)
        || BANDS
            .iter()
            .any(|word| text.split(' ').next().is_some_and(|first| first == *word))
}

/// One short text in a row of a wide table, of the kind that heads the records
/// below it and is none itself.
fn is_band(table: &Table, cells: &[&Cell], texts: &[(u32, String)]) -> bool {
    let [(col, text)] = texts else { return false };
    if cells.len() != 1 || table.headings.len() + table.extras.len() < 4 {
        return false;
    }
    let names_band = is_band_word(text);
    names_band
        && table
            .headings
            .iter()
            .filter(|heading| heading.col == *col)
            .all(|heading| !matches!(heading.column.kind, Kind::School))
}

/// `Total`, `Total Cohort 1`, `Cohort 1 total`, `Average of all`.
fn is_sum(text: &str) -> bool {
    SUBTOTALS.contains(&text)
        || ["total ", "average ", "sub total ", "subtotal ", "grand total "]
            .iter()
            .any(|word| text.starts_with(word))
        || text.ends_with(" total") && text.split(' ').count() <= 4
}

/// `Number of leaders on the roll` beside `37`, `No. present` below a register of
/// who came: words that count, numbers, and nothing else.
fn is_tally(texts: &[(u32, String)]) -> bool {
    const OF: [&str; 3] = ["number of ", "no of ", "count of "];
    const CAME: [&str; 9] = [
        "present",
        "no present",
        "number present",
        "attended",
        "no attended",
        "number attended",
        "no attending",
        "number attending",
        "attendance",
    ];
    let Some(((_, says), numbers)) = texts.split_first() else { return false };
    let counts = match numbers {
        [] => false,
        [_] => {
            OF.iter().any(|word| says.starts_with(word)) || CAME.contains(&says.as_str())
        }
        _ => CAME.contains(&says.as_str()),
    };
    counts && numbers.iter().all(|(_, number)| number.parse::<f64>().is_ok())
}

/// `June 2011`, `Sept`, `October 10`: a month alone, with its year or without.
pub(super) fn is_month_alone(text: &str) -> bool {
    let (month, year) = text.split_once(' ').unwrap_or((text, ""));
    let is_whole = |month: &str| {
        (1..=12).any(|number| {
            let name = month_name(number).to_lowercase();
            name == month || name.get(..3) == Some(month) || month == "sept"
        })
    };
    is_whole(month)
        && (year.is_empty()
            || matches!(year.len(), 2 | 4) && year.chars().all(|c| c.is_ascii_digit()))
}

/// Whether a kind of column holds a key by which rows are told from notes.
pub(super) fn is_key(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Urn
            | Kind::Reference
            | Kind::Person
            | Kind::School
            | Kind::DfeNumber
            | Kind::Date
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};

    #[test]
    fn a_word_alone_under_the_reference_is_a_note_and_a_reference_alone_a_record() {
        let visits = located(grid(
            "
Visit ref | Deployment | LLE | Date of visit | Length
V001 | DEP-01 | Ms A Hill | 6/9/2010 | 1
Continued | | | |
V002 | | | |
V003 | DEP-01 | Mr B Dale | 9/9/2010 | 1",
        ));
        assert_eq!(shown(&visits), ["visits 1: ref deployment lle date days; 3 rows"]);
    }

    #[test]
    fn words_alone_under_a_school_or_a_reference_are_notes() {
        let deployments = located(grid(
            "
D no | School | LLE | Via | Days agreed | Started | Ended
D01 | Norby Primary | R Hill | Direct | 6.5 | 6/9/2010 | 15/7/2011
 | spoke to head | | | | |
 | summer 11 | | | | |
Jan 11 onwards | | | | | |
D02 | Harlby Primary | R Hill | TS | 5 | 7/9/2010 | 15/7/2011
D03 | | | | | |",
        ));
        assert_eq!(
            shown(&deployments),
            ["deployments 1: ref client lle route days start end; 3 rows"]
        );
    }

    #[test]
    fn a_count_of_the_records_below_them_is_none() {
        let lles = located(grid(
            "
LLE ref | Headteacher | School | Accredited | Cohort
LLE001 | Ms R Gathercole | Croscombe Primary | 22/1/2010 | 1
LLE002 | Mr P Bunting | Brackestone Primary | 18/3/2011 | 2
Number of leaders on the roll | 2",
        ));
        assert_eq!(shown(&lles), ["lles 1: ref name school accredited cohort; 2 rows"]);
    }
}
