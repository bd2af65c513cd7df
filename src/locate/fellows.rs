//! A sheet under the headings of another that was recognised is of the same register,
//! however few its rows are: the term in which one deployment began.

use std::collections::BTreeMap;

use super::headings::Candidate;
use super::made;
use super::one::NoTable;
use super::schema::Schema;
use super::table::{Because, Extra, Heading, Table, is_taken};
use super::texts::{RowText, joined, texts, top_rows};
use crate::base::text::fold;
use crate::read::grid::Grid;

/// Fewest headings that two sheets must share.
const FEWEST: usize = 4;

/// What a form takes its headings for, by their text.
struct Form {
    schema: &'static Schema,
    headings: BTreeMap<String, Meaning>,
}

/// What a heading of a form is.
enum Meaning {
    Column(Heading),
    /// Used by the register in its own way.
    Own,
    Unused,
}

/// Takes sheets that nobody knows for the register of a sheet with the same headings.
pub(super) fn find(
    sheets: &[((usize, usize), &Grid)],
    found: &mut [Result<Vec<Table>, NoTable>],
) {
    if !found.iter().any(|found| matches!(found, Err(NoTable::Other(..)))) {
        return;
    }
    let forms: Vec<Form> = found
        .iter()
        .flatten()
        .flatten()
        .filter(|table| table.published.is_none() && table.turned.is_none())
        .filter(|table| table.part.is_empty())
        .map(Form::of)
        .filter(|form| form.headings.len() >= FEWEST)
        .collect();
    for ((at, grid), found) in sheets.iter().zip(found) {
        if !matches!(found, Err(NoTable::Other(..))) {
            continue;
        }
        let lines: Vec<Line> = top_rows(grid).map(|row| Line::of(grid, row)).collect();
        if let Some(one) = forms.iter().find_map(|form| form.on(&lines)) {
            *found = Ok(vec![made(grid, *at, one, None)]);
        }
    }
}

impl Form {
    fn of(table: &Table) -> Self {
        let of = |extra: &Extra| fold(&joined(&extra.over, &extra.text));
        let columns = table
            .headings
            .iter()
            .map(|heading| (fold(&heading.text), Meaning::Column(heading.clone())));
        let own = table.extras.iter().map(|extra| (of(extra), Meaning::Own));
        let unused = table.unused.iter().map(|extra| (of(extra), Meaning::Unused));
        Self {
            schema: table.schema,
            headings: unused.chain(own).chain(columns).collect(),
        }
    }

    /// The form on another sheet: nearly all of its headings in one row, and hardly
    /// another.
    fn on(&self, lines: &[Line]) -> Option<Candidate> {
        let is_form = |line: &&Line| {
            let known = line.folded.iter();
            let known = known.filter(|text| self.headings.contains_key(*text)).count();
            known >= FEWEST
                && known * 10 >= line.texts.len() * 8
                && known * 10 >= self.headings.len() * 8
        };
        lines.iter().find(is_form).map(|line| self.candidate(line))
    }

    fn candidate(&self, line: &Line) -> Candidate {
        let mut new = Candidate::new(self.schema, line.row, &line.texts);
        let Candidate { headings, extras, unused, .. } = &mut new;
        for ((col, over, text), folded) in line.texts.iter().zip(&line.folded) {
            let extra = Extra { col: *col, over: over.clone(), text: text.clone() };
            match self.headings.get(folded) {
                Some(Meaning::Column(of))
                    if may_tell(of) && !is_taken(headings, of.column) =>
                {
                    headings.push(Heading { col: *col, ..of.clone() });
                }
                Some(Meaning::Own) => extras.push(extra),
                _ => unused.push(extra),
            }
        }
        new
    }
}

/// A row that may be one of headings, read once for all forms.
struct Line {
    row: u32,
    texts: RowText,
    /// Each text with what stands over it, folded.
    folded: Vec<String>,
}

impl Line {
    fn of(grid: &Grid, row: u32) -> Self {
        let texts = texts(grid, row);
        let folded =
            texts.iter().map(|(_, over, text)| fold(&joined(over, text))).collect();
        Self { row, texts, folded }
    }
}

/// Whether a heading means the same elsewhere: leave is not lent by what cells told.
fn may_tell(heading: &Heading) -> bool {
    let is_said =
        matches!(heading.because, Because::Exact | Because::Synonym | Because::Answered);
    is_said || !heading.column.is_consent()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::tests::{grid, shown};
    use crate::base::finding::Findings;
    use crate::read::grid::{Book, Folder};
    use crate::register::SCHEMAS;

    #[test]
    fn a_sheet_with_one_record_is_of_the_register_whose_headings_it_has() {
        let headings = "Link no. | Which school are we helping? | Government number? | Who is going in? | When did somebody first ask? | When did everybody say yes? | When did they start? | When should it be done by? | When did it really end? | Is it still going?";
        let many = format!(
            "{headings}
Link 01 | Norby Primary | 180265 | Ms A Hill | 6/7/2010 | 29/8/2010 | 13/9/2010 | 15/7/2011 | 15/7/2011 | Finished
Link 02 | Harlby Primary | 180266 | Mr B Dale | 8/7/2010 | 30/8/2010 | 14/9/2010 | 15/7/2011 | | Active
Link 03 | Dravby Primary | 180267 | Mr C Fell | 9/7/2010 | 31/8/2010 | 15/9/2010 | 15/7/2011 | 12/7/2011 | Finished"
        );
        let few = format!(
            "Began in summer 2011\n\n{headings}
Link 04 | Wexby Primary | 180268 | Ms A Hill | 6/4/2011 | 29/4/2011 | 13/6/2011 | 15/7/2012 | | Active"
        );
        let mut sheets = vec![grid(&many), grid(&few)];
        for (sheet, name) in sheets.iter_mut().zip(["Helping 2010", "Summer 2011"]) {
            sheet.name = Arc::from(name);
        }
        let folder = Folder {
            books: vec![Book { sheets, ..Book::default() }],
            ..Folder::default()
        };
        let located =
            super::super::tables(&folder, SCHEMAS, &[], &mut Findings::default());
        let shown = shown(&located.tables);
        assert_eq!(shown.len(), 2, "{shown:?}");
        let columns =
            |at: usize| shown[at].split(": ").nth(1).map(|of| of.split(';').next());
        assert_eq!(columns(0), columns(1));
        assert!(shown[1].starts_with("deployments 3") && shown[1].ends_with("1 rows"));
    }
}
