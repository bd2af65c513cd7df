//! Records of visits: in on time, and written for this visit.

use std::collections::BTreeMap;

use crate::base::date::short;
use crate::base::finding::{Findings, Rule, Severity};
use crate::base::quantity::plain;
use crate::base::text::fold;
use crate::locate::schema::Column;
use crate::register::record::Record;
use crate::register::visits;

use super::super::context::is_blank;
use super::super::subject::{at, row_of};
use super::super::{Ctx, rule};

pub(super) static RECORD: Rule = Rule {
    settings: &["record_days"],
    ..rule(
        "VIS-007",
        "record-of-visit-outstanding",
        Severity::Query,
        "The record of a visit is in within the working days of the standard, and not before the visit.",
        "What was done and agreed is not known without it.",
        "Ask for the record, or enter the day on which it came.",
    )
};

pub(super) static COPIED: Rule = Rule {
    settings: &["copied_letters"],
    ..rule(
        "VIS-008",
        "impact-copied",
        Severity::Query,
        "What is written of impact and next steps is written for this visit.",
        "A copied line is no evidence.",
        "Ask the LLE what this visit changed.",
    )
};

pub(super) fn record(ctx: &Ctx<'_>, findings: &mut Findings) {
    let standard = ctx.number("record_days");
    let calendar = ctx.calendar();
    for record in ctx.rows(&visits::SCHEMA) {
        let Some(day) = record.date(&visits::DATE).filter(|day| *day <= ctx.as_at())
        else {
            continue;
        };
        if record.field(&visits::RECEIVED).is_none() {
            continue;
        }
        if let Some(received) = record.date(&visits::RECEIVED) {
            if received < day {
                let says = format!(
                    "The record came on {}, before the visit on {}.",
                    short(received),
                    short(day)
                );
                findings.add(at(&RECORD, record, &visits::RECEIVED, says));
            }
        } else if is_blank(record, &visits::RECEIVED) {
            let days = calendar.between(day, ctx.as_at());
            if days as f64 > standard {
                let says = format!(
                    "The record is outstanding {days} working days after the visit; the standard is {}.",
                    plain(standard)
                );
                findings.add(at(&RECORD, record, &visits::RECEIVED, says));
            }
        }
    }
}

pub(super) fn copied(ctx: &Ctx<'_>, findings: &mut Findings) {
    for column in [&visits::IMPACT, &visits::ACTIONS] {
        copied_of(ctx, column, findings);
    }
}

fn copied_of(ctx: &Ctx<'_>, column: &'static Column, findings: &mut Findings) {
    // Shorter texts are phrases that two visits may share.
    let short = ctx.number("copied_letters");
    let mut seen: BTreeMap<(String, String), &Record> = BTreeMap::new();
    for record in ctx.rows(&visits::SCHEMA) {
        let text = fold(record.raw(column));
        if (text.chars().count() as f64) < short {
            continue;
        }
        let of = match record.text(&visits::DEPLOYMENT) {
            Some(reference) => fold(reference),
            None => fold(record.raw(&visits::LLE)),
        };
        match seen.get(&(of.clone(), text.clone())) {
            Some(first) => {
                let says = format!(
                    "The text is word for word that of {}.",
                    row_of(first, record)
                );
                findings.add(at(&COPIED, record, column, says));
            }
            None => {
                seen.insert((of, text), record);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::finds;

    #[test]
    fn a_record_is_in_within_ten_working_days() {
        // Ten working days after 16 November 2011 are 30 November.
        finds(
            "VIS-007",
            "
            Records of visit | Visit ref | Date of visit | Record received
                             | V1 | 2011-11-16 |
                             | V2 | 2011-11-15 |
                             | V3 | 2011-11-15 | 2011-11-29
                             | V4 | 2011-11-15 | 2011-11-14
            ",
            &["Records of visit!C3 query", "Records of visit!C5 query"],
        );
    }

    #[test]
    fn impact_is_not_copied_from_the_last_visit() {
        finds(
            "VIS-008",
            "
            Records of visit | Visit ref | Deployment ref | Evidence of impact
                             | V1 | DEP-01 | Teachers now plan together for all year groups.
                             | V2 | DEP-01 | Teachers now plan together for all year groups.
                             | V3 | DEP-02 | Teachers now plan together for all year groups.
                             | V4 | DEP-01 | As before.
                             | V5 | DEP-01 | As before.
            ",
            &["Records of visit!C3 query"],
        );
    }
}
