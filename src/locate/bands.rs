//! Lines between the headings and the records that say whose the records below them
//! are: `Pairing 1: Ms Hill at Norby Primary` over its visits, or a school's name.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::kinds::{has_title, is_reference, is_school};
use super::rows;
use super::schema::{Column, Kind};
use super::table::{Above, Because, Heading};
use super::text_of;
use super::understood::{Said, Understood};
use super::vocabulary::Words;
use crate::base::cell::CellPos;
use crate::base::text::{fold, tidy};
use crate::read::grid::{Cell, CellValue, Grid};

/// The only text of a row, and what it may say of the rows below it.
pub(super) struct Band {
    at: CellPos,
    text: Arc<str>,
    style: u32,
    tells: Tells,
}

/// What the text of a band begins with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tells {
    /// A noun and a number: `Pairing 1`.
    Numbered(String, String),
    /// A reference: `DEP-01`.
    Coded(String),
    /// A school's name and nothing else.
    School,
    /// A title and a name and nothing else.
    Person,
    /// A few words that nobody knows: what stood above holds no longer.
    Nothing,
}

/// The bands of a sheet, by row.
pub(super) fn of(grid: &Grid) -> Vec<Band> {
    let band = |cell: &Cell| {
        let CellValue::Text(_) = cell.value else { return None };
        let text = tidy(&text_of(grid, cell));
        let tells = told(&text)?;
        Some(Band { at: cell.pos, text: Arc::from(text), style: cell.style, tells })
    };
    grid.rows()
        .filter_map(|(_, cells)| match cells {
            [only] => band(only),
            _ => None,
        })
        .collect()
}

fn told(text: &str) -> Option<Tells> {
    let end = |c: char| matches!(c, ':' | ',' | ';' | '-' | '–' | '.');
    let mut parts = text.split(' ');
    let first = parts.next()?.trim_end_matches(end);
    let second = parts.next().unwrap_or_default();
    let number = second.trim_start_matches('#').trim_end_matches(end);
    let is_word = first.chars().count() >= 3 && first.chars().all(char::is_alphabetic);
    let is_number = number.chars().count() <= 8
        && number.ends_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/'));
    if is_word && is_number {
        return Some(Tells::Numbered(first.to_lowercase(), number.to_owned()));
    }
    if is_reference(first) {
        return Some(Tells::Coded(first.to_owned()));
    }
    let folded = fold(text);
    let words = text.split(' ').count();
    let is_short = words <= 8 && !text.contains([':', ';']) && are_capitals(text);
    if is_short && has_title(&folded) && !is_school(&folded) {
        return Some(Tells::Person);
    }
    if is_short && is_school(&folded) {
        return Some(Tells::School);
    }
    // `Autumn 2010`, `Cohort 2`, `June 2011` are bands of another kind.
    (words <= 4 && text.starts_with(char::is_uppercase) && !rows::is_band_word(&folded))
        .then_some(Tells::Nothing)
}

/// Whether the words of a name begin with capitals, but for the small ones.
fn are_capitals(text: &str) -> bool {
    const SMALL: [&str; 6] = ["of", "and", "the", "with", "&", "for"];
    text.split(' ').all(|word| {
        let first = word.chars().find(|c| c.is_alphanumeric());
        SMALL.contains(&word) || first.is_none_or(|c| c.is_uppercase() || c.is_numeric())
    })
}

impl Band {
    /// The band as a line that gives its records a value.
    fn line(&self, column: &'static Column, because: Because, value: &str) -> Above {
        let value = CellValue::Text(Arc::from(value));
        Above {
            column,
            label_at: self.at,
            label: self.text.clone(),
            cell: Cell { pos: self.at, value, style: self.style, is_formula: false },
            because,
        }
    }

    /// What it says of its records.
    fn value(&self) -> &str {
        match &self.tells {
            Tells::Numbered(_, said) | Tells::Coded(said) => said,
            Tells::School | Tells::Person => &self.text,
            Tells::Nothing => "",
        }
    }
}

/// What the bands below a row of headings say of the records that their own columns
/// leave out. None counts unless one stands over the first record.
pub(super) fn said(
    grid: &Grid,
    understood: &Understood<'_>,
    words: &Words,
    row: u32,
    headings: &[Heading],
) -> Vec<Above> {
    let bands = understood.bands();
    let below = bands.get(bands.partition_point(|band| band.at.row <= row)..);
    let first = grid.rows().map(|(at, _)| at).find(|at| *at > row);
    let below = below.unwrap_or_default();
    if below.is_empty() || below.first().map(|band| band.at.row) != first {
        return Vec::new();
    }
    let schema = words.schema;
    let mut nouns: BTreeMap<&str, Option<(&'static Column, Because)>> = BTreeMap::new();
    let content = |found: Option<&'static Column>| Some((found?, Because::Content));
    let mut said: Vec<Above> = Vec::new();
    for band in below {
        let found = match &band.tells {
            Tells::Numbered(noun, _) => *nouns.entry(noun).or_insert_with(|| {
                let (column, because) = words.find(&Said::of(&format!("{noun} no")))?;
                let is_sure = matches!(because, Because::Exact | Because::Synonym);
                is_sure.then_some((column, because))
            }),
            Tells::Coded(_) => content(schema.column("deployment")),
            Tells::School => content(schema.only(Kind::School)),
            Tells::Person => content(schema.only(Kind::Person)),
            Tells::Nothing => None,
        };
        let Some((column, because)) = found else {
            // Of whom the records below are, nobody knows now.
            if band.tells == Tells::Nothing {
                let open: BTreeMap<&str, &'static Column> =
                    said.iter().map(|line| (line.column.key, line.column)).collect();
                let ended = |column| band.line(column, Because::Content, band.value());
                said.extend(open.into_values().map(ended));
            }
            continue;
        };
        let is_free = !headings.iter().any(|heading| heading.column == column);
        if schema.is_subject(column) && is_free {
            said.push(band.line(column, because, band.value()));
        }
    }
    let is_first = said.first().is_some_and(|line| Some(line.label_at.row) == first);
    if is_first { said } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};
    use super::*;

    /// Of each row what the bands above it say.
    fn told_of(text: &str) -> Vec<String> {
        let tables = located(grid(text));
        let table = &tables[0];
        let of = |row: &u32| {
            let lines = table.said_above(*row, usize::MAX).into_iter();
            let said = lines.map(|line| {
                let value = super::super::shown(&Grid::default(), &line.cell.value, 0);
                format!("{} {value}", line.column.key)
            });
            format!("{}: {}", row + 1, said.collect::<Vec<_>>().join(", "))
        };
        table.rows.iter().map(of).collect()
    }

    #[test]
    fn visits_under_a_line_for_their_pairing_are_of_it() {
        let text = "
Visits, pairing by pairing

Visit | Date of visit | How long | Going (green, amber, red) | Note to self
Pairing 1: Ruth Gathercole at Skelham Sallow
9 | 9/11/2010 | full day | green |
10 | 10/11/2010 | full day | green |

Pairing 2: Ruth Gathercole at Wexestone
1 | 21/9/2010 | half day | amber |";
        assert_eq!(shown(&located(grid(text))), ["visits 3: ref date days rag; 3 rows"]);
        assert_eq!(
            told_of(text),
            ["5: deployment 1", "6: deployment 1", "9: deployment 2"]
        );
    }

    #[test]
    fn visits_under_a_reference_or_a_school_are_of_it() {
        let text = "
Visit ref | Date of visit | Days | RAG | Received
DEP-01 - Norby Primary
V001 | 9/11/2010 | 1 | green | 12/11/2010
DEP-02 - Harlby Primary
V002 | 10/11/2010 | 1 | green | 12/11/2010";
        assert_eq!(told_of(text), ["3: deployment DEP-01", "5: deployment DEP-02"]);
        let text = "
Visit ref | Date of visit | Days | RAG | Received
Norby Primary School
V001 | 9/11/2010 | 1 | green | 12/11/2010
Harlby Primary School
V002 | 10/11/2010 | 1 | green | 12/11/2010";
        assert_eq!(
            told_of(text),
            ["3: school Norby Primary School", "5: school Harlby Primary School"]
        );
    }

    #[test]
    fn a_band_that_nobody_knows_ends_the_one_above_and_a_sentence_is_no_band() {
        let text = "
Visit ref | Date of visit | Days | RAG | Received
Norby Primary School
V001 | 9/11/2010 | 1 | green | 12/11/2010
Mr Dale on leave until May
V002 | 9/11/2010 | 1 | green | 12/11/2010
Yaxthorpe
V003 | 10/11/2010 | 1 | green | 12/11/2010
Harlby Primary School
V004 | 10/11/2010 | 1 | green | 12/11/2010";
        assert_eq!(
            told_of(text),
            [
                "3: school Norby Primary School",
                "5: school Norby Primary School",
                "7: school ",
                "9: school Harlby Primary School"
            ]
        );
    }

    #[test]
    fn a_cohort_or_a_term_over_records_is_none_of_theirs() {
        for text in ["Cohort 1", "Autumn 2010", "AUTUMN TERM 2010 STARTERS", "June 2011"]
        {
            let band = told(text);
            assert!(
                !matches!(band, Some(Tells::School | Tells::Person | Tells::Coded(_))),
                "{text}"
            );
        }
    }
}
