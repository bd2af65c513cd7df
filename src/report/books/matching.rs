//! `internal/matching.xlsx`: who could support which school, and why.

mod candidates;
mod needs;
mod together;

use jiff::civil::Date;

use crate::base::figure::Figures;
use crate::base::setting::SETTINGS;
use crate::measure::shortlist::{Matching, Shortlist};
use crate::model::programme::{LleId, Need, Programme};
use crate::report::book::{Book, Cell, Column, Sheet};
use crate::report::shortlist::{SUPPORT, called};
use candidates::{exclusions, shortlist};
use needs::needs;
use together::{assignment, capacity, fairness, log};

/// The workbook; none where there are neither needs nor LLEs.
pub(crate) fn book(
    programme: &Programme,
    figures: &Figures,
    matching: &Matching,
    date: Date,
    period: &str,
) -> Option<Book> {
    if programme.lles.is_empty() && programme.needs.is_empty() {
        return None;
    }
    Some(Book::internal(
        "internal/matching.xlsx",
        format!("Matching {period}"),
        "Shortlists of LLEs for schools that wait; internal",
        date,
        vec![
            readme(programme),
            needs(programme, matching),
            shortlist(programme, matching),
            exclusions(programme, matching),
            assignment(programme, matching),
            fairness(matching),
            capacity(programme, figures, matching),
            log(programme, matching),
        ],
    ))
}

fn readme(programme: &Programme) -> Sheet {
    let rows = SETTINGS
        .iter()
        .filter(|setting| {
            setting.name.starts_with("weight_")
                || setting.name.starts_with("match_")
                || setting.name == "capacity_days"
        })
        .map(|setting| {
            vec![
                Cell::text(setting.name),
                Cell::text(programme.settings.text(setting.name)),
                Cell::text(setting.help),
            ]
        })
        .collect();
    Sheet {
        name: "README".to_owned(),
        title: "Which LLE could support which school: internal".to_owned(),
        lines: vec![
            SUPPORT.to_owned(),
            "Needs: the schools that wait. Shortlist: who could be asked, best first, with six parts of the total. Exclusions: who may not be asked, and every reason.".to_owned(),
            "Assignment: all that wait together, by the best sum of totals, beside one after the other. Fairness: who has carried how many deployments. Capacity: days. Log: what was chosen and why.".to_owned(),
            "To record a choice, fill in LLE chosen and Reason for the choice in the sheet Needs and save this workbook into the input folder under any name, or write both into the register of needs; it is read back with the next run and stands in the Log.".to_owned(),
            "Where something is not known, half the weight of its part is given, and the part says so. Equal totals: the nearer, then the fewer deployments at work, then the reference.".to_owned(),
            "The settings in force; the sheet Settings of the data quality workbook changes them:".to_owned(),
        ],
        columns: vec![
            Column::text("Setting", 26.0),
            Column::text("Value", 12.0),
            Column::text("What it does", 90.0),
        ],
        rows,
        ..Sheet::default()
    }
}

fn need_of<'a>(programme: &'a Programme, list: &Shortlist) -> Option<&'a Need> {
    list.need.and_then(|at| programme.needs.get(at))
}

fn reference(programme: &Programme, list: &Shortlist) -> Cell {
    Cell::text(need_of(programme, list).map_or("", |need| need.reference.as_str()))
}

fn lle_cell(programme: &Programme, lle: Option<LleId>) -> Cell {
    lle.map_or(Cell::Empty, |lle| Cell::text(called(programme, lle)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::shortlist::matching;
    use crate::model::testing::programme;

    fn made(tables: &str) -> Option<Book> {
        let made = programme(tables);
        let matching = matching(&made, None);
        book(&made, &Figures::default(), &matching, made.as_at, "2011-11")
    }

    #[test]
    fn a_school_that_nobody_can_take_says_what_stands_against_it() {
        let book = made(
            "
            Schools | URN | School | Phase | Cluster
                | 180101 | Client Primary School | primary | Aylsham
                | 180102 | Near Primary School | primary | Aylsham
            LLEs | LLE ref | Headteacher | School | Accredited | Status
                | L1 | Ann Near | Near Primary School | 2010-01-22 | active
                | L2 | Bob Near | Near Primary School | 2010-01-22 | paused
            Needs of identified schools | Need ref | School
                | N1 | Client Primary School
        ",
        )
        .unwrap();
        let names: Vec<&str> = book.sheets.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "README",
                "Needs",
                "Shortlist",
                "Exclusions",
                "Assignment",
                "Fairness",
                "Capacity",
                "Log"
            ]
        );
        assert_eq!(
            book.sheets[1].rows[0][15],
            Cell::text("No: every LLE is excluded (same cluster 2, not active 1).")
        );
        assert_eq!(book.sheets[3].rows.len(), 3, "one line a reason");
    }

    #[test]
    fn a_programme_without_needs_and_lles_has_no_workbook() {
        assert!(made("Schools | URN | School").is_none());
    }
}
