//! Which client schools have a result before and after, and which are hidden.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::date::{AcademicYear, test_week};
use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::base::indicator::Stage;
use crate::base::reason::Missing;
use crate::register::record::Record;
use crate::register::succession::Succession;
use crate::register::{deployments, school_links, schools};

use super::super::deployments::state::{CLIENT, client, is_off, programme_schools};
use super::super::school::{Which, called};
use super::super::subject::at;
use super::super::{Ctx, rule};

pub(super) static PAIR: Rule = rule(
    "RES-012",
    "no-result-before-or-after",
    Severity::Note,
    "A client school has a result of the last tests before its support began, and of the first after.",
    "Without both nothing is said of before and after; the pack lists the school with its reason.",
    "Add the result if there is one.",
);

pub(super) static HIDDEN: Rule = rule(
    "RES-013",
    "result-hidden",
    Severity::Note,
    "A result of a programme school is hidden in the published tables where few pupils were eligible.",
    "It is in no figure, and nobody should work it out.",
    "Nothing to do; the authority's own counts may be used in exempt papers.",
);

type Years = BTreeMap<String, BTreeSet<AcademicYear>>;

/// Years of key stage 2 results by URN.
fn years(ctx: &Ctx<'_>) -> Years {
    let mut years = Years::new();
    for result in &ctx.registers.results {
        if result.indicator.stage != Stage::Ks2 || result.score.is_err() {
            continue;
        }
        let found = ctx.schools.find(
            result.urn.as_deref(),
            result.dfe.as_deref(),
            Some(&result.name),
        );
        if let Which::Found(school) = found
            && let Some(urn) = school.text(&schools::URN)
        {
            years.entry(urn.to_owned()).or_default().insert(result.year);
        }
    }
    years
}

/// URNs whose key stage 2 results are one school's, by each of them.
fn families(succession: &Succession) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut families: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (urn, earlier) in succession.present_schools() {
        let joined = earlier.iter().filter(|one| one.stages.contains(&Stage::Ks2));
        let family: BTreeSet<&str> =
            joined.map(|one| one.urn.as_str()).chain([urn]).collect();
        for one in &family {
            families.entry(one).or_default().extend(&family);
        }
    }
    families
}

/// The last tests before a day, and the first after it; years without tests are passed over.
fn around(start: crate::base::date::Date) -> (AcademicYear, AcademicYear) {
    let own = AcademicYear::of(start);
    let (first_day, _) = test_week(own);
    let (mut before, mut after) =
        if start <= first_day { (own.before(), own) } else { (own, own.after()) };
    while crate::base::indicator::NO_TESTS.contains(&before) {
        before = before.before();
    }
    while crate::base::indicator::NO_TESTS.contains(&after) {
        after = after.after();
    }
    (before, after)
}

pub(super) fn pair(ctx: &Ctx<'_>, findings: &mut Findings) {
    let years = years(ctx);
    // A year to come is a slip of the pen, not the latest tests.
    let has_come = |year: &&AcademicYear| test_week(**year).0 <= ctx.as_at();
    let Some(latest) = years.values().flatten().filter(has_come).max().copied() else {
        return;
    };
    let succession = Succession::of(
        ctx.rows(&schools::SCHEMA),
        ctx.rows(&school_links::SCHEMA),
        Some(ctx.as_at()),
    );
    let families = families(&succession);
    let mut told = BTreeSet::new();
    let mut in_order: Vec<&Record> = ctx.rows(&deployments::SCHEMA).iter().collect();
    in_order.sort_by_key(|record| (record.date(&deployments::START), &record.place));
    for record in in_order {
        let (Some(school), Some(start)) =
            (client(ctx, record), record.date(&deployments::START))
        else {
            continue;
        };
        let Some(urn) = school.text(&schools::URN).filter(|_| !is_off(record)) else {
            continue;
        };
        if !told.insert(urn) {
            continue;
        }
        let (before, after) = around(start);
        let has = |year| {
            let mut family =
                families.get(urn).into_iter().flatten().copied().chain([urn]);
            family.any(|urn| years.get(urn).is_some_and(|years| years.contains(&year)))
        };
        let mut lacks = Vec::new();
        if !has(before) {
            lacks.push(format!("before support began ({before})"));
        }
        // Tests to come are no gap.
        if after <= latest && !has(after) {
            lacks.push(format!("after ({after})"));
        }
        if !lacks.is_empty() {
            let says = format!(
                "{} has no key stage 2 result {}.",
                called(school),
                lacks.join(" and none ")
            );
            findings.add(at(&PAIR, record, CLIENT.shown(record), says));
        }
    }
}

pub(super) fn hidden(ctx: &Ctx<'_>, findings: &mut Findings) {
    let programme: BTreeSet<&str> = programme_schools(ctx)
        .into_iter()
        .filter_map(|school| school.text(&schools::URN))
        .collect();
    for result in &ctx.registers.results {
        if !matches!(result.score, Err(Missing::Suppressed)) {
            continue;
        }
        let found = ctx.schools.find(
            result.urn.as_deref(),
            result.dfe.as_deref(),
            Some(&result.name),
        );
        let Which::Found(school) = found else { continue };
        if !school.text(&schools::URN).is_some_and(|urn| programme.contains(urn)) {
            continue;
        }
        let says = format!(
            "{} of {} is hidden in {}: few pupils were eligible.",
            result.indicator.short,
            called(school),
            result.year
        );
        findings.add(
            Finding::new(&HIDDEN, result.cell(), says)
                .register("results")
                .record(called(school))
                .value(&result.raw),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, says};

    const LISTS: &str = "
        Schools | URN | School
                | 180001 | Dravby Primary School
                | 180002 | Norby Primary School
        Deployments | Deployment ref | Client URN | Start
                    | DEP-01 | 180001 | 2010-09-13
    ";

    #[test]
    fn a_result_under_the_number_of_the_academy_that_followed_is_a_result() {
        let tables = |dfe: &str| {
            format!(
                "
                Schools | URN | School | DfE number | Open date | Close date
                        | 180001 | Dravby Primary School | 926/2001 | 1950-09-01 | 2011-03-31
                        | 190001 | Dravby Academy | {dfe} | 2011-04-01 |
                Deployments | Deployment ref | Client URN | Start
                            | DEP-01 | 180001 | 2010-09-13
                Results | URN | Year | Value
                        | 180001 | 2009/10 | 60
                        | 190001 | 2010/11 | 66
                "
            )
        };
        finds("RES-012", &tables("926/2001"), &[]);
        finds("RES-012", &tables("926/2044"), &["Deployments!B2 note"]);
    }

    fn with(rows: &str) -> String {
        format!(
            "{LISTS}
            Results | URN | Year | Value
            {rows}
        "
        )
    }

    #[test]
    fn a_client_has_a_result_before_and_after() {
        finds(
            "RES-012",
            &with(
                "
            | 180001 | 2009/10 | 60
            | 180001 | 2010/11 | 70
        ",
            ),
            &[],
        );
        assert_eq!(
            says(
                "RES-012",
                &with(
                    "
            | 180001 | 2009/10 | BOYC
            | 180001 | 2010/11 | 70
        "
                )
            ),
            "Dravby Primary School (URN 180001) has no key stage 2 result before support began (2009/10)."
        );
    }

    #[test]
    fn tests_to_come_are_no_gap() {
        let tables = with(
            "
            | 180001 | 2009/10 | 60
            | 180001 | 2010/11 | 70
        ",
        )
        .replace("2010-09-13", "2011-06-13");
        finds("RES-012", &tables, &[]);
    }

    #[test]
    fn a_hidden_result_of_a_client_is_noted() {
        finds(
            "RES-013",
            &with(
                "
            | 180001 | 2009/10 | SUPP
            | 180002 | 2009/10 | SUPP
            | 180001 | 2010/11 | 60
        ",
            ),
            &["Results!C2 note"],
        );
    }
}
