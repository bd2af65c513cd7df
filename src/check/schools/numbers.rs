//! `DfE` numbers: of the authority, of the phase, one school each.

use std::collections::BTreeMap;

use crate::base::finding::{Findings, Rule, Severity};
use crate::register::identity::dfe_of;
use crate::register::record::Record;
use crate::register::schools;

use super::super::school::is_open_itself;
use super::super::subject::{at, row_of};
use super::super::{Ctx, rule};

pub(super) static DFE: Rule = Rule {
    settings: &["authority"],
    ..rule(
        "SCH-003",
        "dfe-number-unlikely",
        Severity::Query,
        "A DfE number is the authority's code and four digits that fit the school's phase.",
        "Published results are joined by it.",
        "Correct the number; for a school of another authority fill the column `LA code`.",
    )
};

pub(super) static SHARED: Rule = rule(
    "SCH-004",
    "dfe-number-of-two-open-schools",
    Severity::Query,
    "Two schools that are open at once have two DfE numbers.",
    "Published results would be joined to either.",
    "One is usually the closed predecessor: give it a close date.",
);

/// The authority that most schools belong to.
fn authority(ctx: &Ctx<'_>) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for record in ctx.rows(&schools::SCHEMA) {
        if let Some((la, _)) = dfe_of(record).split_once('/') {
            *counts.entry(la.to_owned()).or_default() += 1;
        }
    }
    let all: usize = counts.values().sum();
    // A national extract has no authority of its own.
    counts
        .into_iter()
        .max_by_key(|(_, n)| *n)
        .filter(|(_, n)| n * 10 >= all * 9)
        .map(|(la, _)| la)
}

pub(super) fn dfe(ctx: &Ctx<'_>, findings: &mut Findings) {
    let authority = authority(ctx);
    let place = |record: &Record| {
        if record.raw(&schools::DFE).is_empty() && record.field(&schools::ESTAB).is_some()
        {
            &schools::ESTAB
        } else {
            &schools::DFE
        }
    };
    for record in ctx.rows(&schools::SCHEMA) {
        let number = dfe_of(record);
        let Some((la, estab)) = number.split_once('/') else {
            if record.text(&schools::DFE).is_some_and(|text| text.len() != 4) {
                let says = format!(
                    "{number} is no DfE number: a code of three digits and a number of four were expected, as in 926/2056."
                );
                findings.add(at(&DFE, record, place(record), says));
            }
            continue;
        };
        let says_its_own = record.text(&schools::LA_CODE).is_some_and(|code| code == la);
        if let Some(own) = &authority
            && own != la
            && !says_its_own
        {
            let says = format!("{number} is of the authority {la}; {own} was expected.");
            findings.add(at(&DFE, record, place(record), says));
        } else if let Some(expected) = misfit(estab, record.choice(&schools::PHASE)) {
            let says = format!(
                "{number} is a number of {expected} schools; the phase is {}.",
                record.raw(&schools::PHASE)
            );
            findings.add(at(&DFE, record, place(record), says));
        }
    }
}

/// Which schools a number is given to, where the phase is plainly another.
///
/// Ranges: 2000 to 3999 and 5200 to 5299 primary, 4000 to 4999 and 5400 to
/// 5499 secondary, 7000 to 7999 special; 1000s and 6000s are mixed.
fn misfit(estab: &str, phase: Option<&str>) -> Option<&'static str> {
    let number: u32 = estab.parse().ok()?;
    let phase = phase?;
    let is_primary = matches!(phase, "primary" | "infant" | "junior");
    match number {
        2000..=3999 | 5200..=5299 if matches!(phase, "secondary" | "special") => {
            Some("primary")
        }
        4000..=4999 | 5400..=5499 if is_primary || phase == "special" => {
            Some("secondary")
        }
        7000..=7999 if is_primary || phase == "secondary" => Some("special"),
        _ => None,
    }
}

pub(super) fn shared(ctx: &Ctx<'_>, findings: &mut Findings) {
    let mut open: BTreeMap<String, &Record> = BTreeMap::new();
    for record in ctx.rows(&schools::SCHEMA) {
        let number = dfe_of(record);
        if !number.contains('/') || !is_open_itself(record, ctx.as_at()) {
            continue;
        }
        match open.get(&number) {
            None => {
                open.insert(number, record);
            }
            // The same school twice is another rule's.
            Some(first) if first.raw(&schools::URN) == record.raw(&schools::URN) => {}
            Some(first) => {
                let column = if record.raw(&schools::DFE).is_empty() {
                    &schools::ESTAB
                } else {
                    &schools::DFE
                };
                let says = format!(
                    "{number} is also the number of {} in {}; both are open.",
                    first.raw(&schools::NAME),
                    row_of(first, record)
                );
                findings.add(at(&SHARED, record, column, says));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::finds;

    #[test]
    fn a_number_of_another_authority_is_asked_about() {
        let mut tables = String::from("Schools | URN | DfE number | LA code\n");
        let rows = (0..20).map(|row| format!(" | 1800{row:02} | 926/20{row:02} |\n"));
        tables.extend(rows);
        tables.push_str(" | 180100 | 927/2041 |\n | 180101 | 935/2041 | 935\n");
        finds("SCH-003", &tables, &["Schools!B22 query"]);
    }

    #[test]
    fn a_number_speaks_for_a_phase() {
        finds(
            "SCH-003",
            "
            Schools | URN | DfE number | Phase
                    | 180001 | 926/4041 | Primary
                    | 180002 | 926/2041 | Primary
                    | 180003 | 926/6041 | Primary
                    | 180004 | 926/7011 | Special
            ",
            &["Schools!B2 query"],
        );
    }

    #[test]
    fn two_open_schools_do_not_share_a_number() {
        finds(
            "SCH-004",
            "
            Schools | URN | School | DfE number | Close date
                    | 180001 | Norby Infant | 926/2041 | 2010-08-31
                    | 180002 | Norby Primary | 926/2041 |
                    | 180003 | Dravby Primary | 926/2041 |
            ",
            &["Schools!C4 query"],
        );
    }
}
