//! Accreditation, its review, and training.

use crate::base::date::{long, short};
use crate::base::finding::{Findings, Rule, Severity};
use crate::base::text::count;
use crate::register::lles;
use crate::register::record::Record;

use super::super::context::is_blank;
use super::super::person::is_active;
use super::super::subject::{at, with};
use super::super::{Ctx, rule};

pub(super) static DATE: Rule = rule(
    "LLE-004",
    "active-without-accreditation",
    Severity::Error,
    "An LLE who is active has been accredited.",
    "How many LLEs there are on a day is counted from this date.",
    "Add the date of the letter, or set the status to `in training`.",
);

pub(super) static REVIEW: Rule = rule(
    "LLE-007",
    "review-overdue",
    Severity::Query,
    "The review of an LLE's designation is not overdue.",
    "An LLE whose designation has lapsed cannot be deployed.",
    "Add the date of the review, or the new date on which it is due.",
);

pub(super) static TRAINING: Rule = rule(
    "LLE-010",
    "no-training-date",
    Severity::Note,
    "Training dates and safeguarding checks stand in the register where it has columns for them.",
    "They are not needed for the pack; the adviser may want them complete.",
    "Fill the cells, or write `held elsewhere`.",
);

pub(super) fn date(ctx: &Ctx<'_>, findings: &mut Findings) {
    let mut columnless = Vec::new();
    for record in ctx.rows(&lles::SCHEMA) {
        if record.choice(&lles::STATUS) != Some("active") {
            continue;
        }
        if record.field(&lles::ACCREDITED).is_none() {
            let says = "LLEs are active here, but the sheet has no column for the date of accreditation.";
            columnless.push(at(&DATE, record, &lles::ACCREDITED, says).fix(
                "Add a column for the date of the letter, or say in the sheet Headings of the data quality workbook which column holds it.",
            ));
        } else if is_blank(record, &lles::ACCREDITED) {
            let says = format!(
                "The status is {}, but no accreditation date is given.",
                record.raw(&lles::STATUS).trim()
            );
            findings.add(at(&DATE, record, &lles::ACCREDITED, says));
        } else if let Some(day) =
            record.date(&lles::ACCREDITED).filter(|day| *day > ctx.as_at())
        {
            let says = format!(
                "The status is {}, but accreditation is dated {}, after {}.",
                record.raw(&lles::STATUS).trim(),
                short(day),
                long(ctx.as_at())
            );
            findings.add(with(&DATE, Severity::Query, record, &lles::ACCREDITED, says));
        }
    }
    findings.add_once_a_sheet(columnless);
}

pub(super) fn review(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&lles::SCHEMA).iter().filter(|lle| is_active(lle, ctx.as_at()))
    {
        if let Some(day) = record.date(&lles::REVIEW_DUE).filter(|day| *day < ctx.as_at())
        {
            let says = format!(
                "The review was due on {}, and nothing later is given.",
                short(day)
            );
            findings.add(at(&REVIEW, record, &lles::REVIEW_DUE, says));
        }
    }
}

pub(super) fn training(ctx: &Ctx<'_>, findings: &mut Findings) {
    for (column, what) in
        [(&lles::TRAINED, "training date"), (&lles::DBS, "safeguarding check")]
    {
        let lacking: Vec<&Record> = ctx
            .rows(&lles::SCHEMA)
            .iter()
            .filter(|record| is_active(record, ctx.as_at()))
            .filter(|record| record.field(column).is_some() && is_blank(record, column))
            .collect();
        if let Some(first) = lacking.first() {
            let says = format!(
                "{} without a {what}, from here down.",
                count(lacking.len(), "active LLE is", "active LLEs are")
            );
            findings.add(at(&TRAINING, first, column, says));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, scene};

    #[test]
    fn active_needs_a_date_of_accreditation_that_has_come() {
        finds(
            "LLE-004",
            "
            LLEs | LLE ref | Accredited | Status
                 | LLE25 | | active
                 | LLE26 | 2011-03-18 | active
                 | LLE27 | | in training
                 | LLE28 | 2021-03-18 | active
            ",
            &["LLEs!B2 error", "LLEs!B5 query"],
        );
    }

    #[test]
    fn a_register_without_a_column_for_accreditation_is_told_once() {
        let tables = "
            LLEs | LLE ref | Name | Status
                 | LLE25 | Mrs A Cole | active
                 | LLE26 | Mr B Dean | active
                 | LLE27 | Ms C Eade | in training
        ";
        finds("LLE-004", tables, &["LLEs!A2 error"]);
        let found = scene(tables).findings("LLE-004");
        assert_eq!(found[0].leaves_out.len(), 2, "neither is counted as an LLE");
    }

    #[test]
    fn a_review_is_overdue_the_day_after_it_was_due() {
        finds(
            "LLE-007",
            "
            LLEs | LLE ref | Accredited | Status | Review of designation due
                 | LLE25 | 2010-01-22 | active | 2011-08-31
                 | LLE26 | 2010-01-22 | active | 2011-11-30
            ",
            &["LLEs!D2 query"],
        );
    }

    #[test]
    fn missing_training_dates_are_one_note() {
        finds(
            "LLE-010",
            "
            LLEs | LLE ref | Accredited | Status | Trained
                 | LLE24 | 2010-01-22 | active | 2010-01-12
                 | LLE25 | 2010-01-22 | active |
                 | LLE26 | 2010-01-22 | active |
            ",
            &["LLEs!D3 note"],
        );
    }
}
