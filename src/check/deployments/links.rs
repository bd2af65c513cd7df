//! A deployment's LLE and client school: known, accredited, open, not the same.

use crate::base::date::short;
use crate::base::finding::{Findings, Rule, Severity};
use crate::base::text::{count, fold};
use crate::locate::schema::Column;
use crate::register::record::Record;
use crate::register::{deployments, lles, schools};

use super::super::person::{Who, has_left};
use super::super::school::{SchoolColumns, Which, called};
use super::super::subject::{at, name, with};
use super::super::suggest::sentence;
use super::super::{Ctx, rule};
use super::state::{self, CLIENT, is_off};

pub(super) static LLE: Rule = rule(
    "DEP-002",
    "lle-unknown-or-not-accredited",
    Severity::Error,
    "A deployment's LLE stands in the LLE register and was accredited when it began.",
    "Support by somebody else is not the programme's, and its effect would be counted as such.",
    "Type the LLE's reference as it stands in the LLE register, or correct whichever date is wrong.",
);

pub(super) static CLIENT_RULE: Rule = rule(
    "DEP-003",
    "client-school-unknown",
    Severity::Error,
    "A deployment's client school stands in the school list and was open when it began.",
    "Without its school a deployment cannot be held against results.",
    "Type the school's name or URN as it stands in the school list, or add the school there.",
);

pub(super) static OWN: Rule = rule(
    "DEP-004",
    "lle-supports-own-school",
    Severity::Query,
    "An LLE supports another school than their own, and none of their own federation.",
    "Support inside one school or federation is not what the programme is funded for.",
    "Correct the client school; for the induction of a successor, write `internal` under `Kind`.",
);

fn lle_column(record: &Record) -> &'static Column {
    if record.raw(&deployments::LLE_REF).is_empty() {
        &deployments::LLE
    } else {
        &deployments::LLE_REF
    }
}

pub(super) fn lle(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&deployments::SCHEMA) {
        let column = lle_column(record);
        let rows = match state::lle(ctx, record) {
            Who::Found(rows) => rows,
            Who::Unknown => {
                let written = record.raw(column);
                let names = ctx.lles.names().chain(ctx.lles.references());
                let says = format!(
                    "{written} is not in the LLE register.{}",
                    sentence(ctx, written, names)
                );
                findings.add(at(&LLE, record, column, says));
                continue;
            }
            Who::Blank => continue,
        };
        named_otherwise(ctx, record, &rows, findings);
        let [lle] = rows.as_slice() else { continue };
        not_yet_or_no_longer(record, lle, column, findings);
    }
}

/// A reference beside another person's name.
fn named_otherwise(
    ctx: &Ctx<'_>,
    record: &Record,
    rows: &[&Record],
    findings: &mut Findings,
) {
    let Some(written) = record.text(&deployments::LLE) else { return };
    if record.raw(&deployments::LLE_REF).is_empty()
        || rows.iter().any(|lle| ctx.lles.may_be(lle, written))
    {
        return;
    }
    let known = rows.first().map(|lle| name(lle)).unwrap_or_default();
    let says = format!("{written} stands beside the reference of {known}.");
    findings.add(with(&LLE, Severity::Query, record, &deployments::LLE, says));
}

fn not_yet_or_no_longer(
    record: &Record,
    lle: &Record,
    column: &Column,
    findings: &mut Findings,
) {
    let Some(start) = record.date(&deployments::START).filter(|_| !is_off(record)) else {
        return;
    };
    if let Some(day) = lle.date(&lles::ACCREDITED).filter(|day| *day > start) {
        let says = format!(
            "{} was accredited on {}, after the deployment began on {}.",
            name(lle),
            short(day),
            short(start)
        );
        findings.add(at(&LLE, record, column, says));
    }
    if let Some(day) =
        lle.date(&lles::STATUS_DATE).filter(|day| has_left(lle) && *day < start)
    {
        let says = format!(
            "{} left on {} ({}), before the deployment began on {}.",
            name(lle),
            short(day),
            lle.raw(&lles::STATUS),
            short(start)
        );
        findings.add(at(&LLE, record, column, says));
    }
}

pub(super) fn client(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&deployments::SCHEMA) {
        let column = CLIENT.shown(record);
        match CLIENT.find(&ctx.schools, record) {
            Which::Found(school) => {
                let start = record.date(&deployments::START).filter(|_| !is_off(record));
                if let Some(start) = start
                    && !ctx.schools.is_open(school, start)
                {
                    let says = format!(
                        "{} was not open on {}, when the deployment began{}.",
                        called(school),
                        short(start),
                        school
                            .date(&schools::CLOSE)
                            .filter(|day| *day < start)
                            .map(|day| format!("; it closed on {}", short(day)))
                            .unwrap_or_default()
                    );
                    findings.add(at(&CLIENT_RULE, record, column, says));
                }
            }
            Which::Unknown => {
                let says = unknown(ctx, record, CLIENT);
                findings.add(at(&CLIENT_RULE, record, column, says));
            }
            Which::Ambiguous(several) => {
                let says = ambiguous(record.raw(&deployments::CLIENT), &several);
                findings.add(at(&CLIENT_RULE, record, column, says).fix(
                    "Write the URN beside the name, or say in the sheet Names which school the name means.",
                ));
            }
            Which::Blank => {}
        }
    }
}

/// What is said of a school that the list does not hold.
pub(crate) fn unknown(ctx: &Ctx<'_>, record: &Record, columns: SchoolColumns) -> String {
    let written = record.raw(columns.shown(record));
    let number = columns.urn.map(|urn| record.raw(urn)).filter(|urn| !urn.is_empty());
    let subject = match number {
        Some(urn) if urn != written => format!("{written} (URN {urn})"),
        _ => written.to_owned(),
    };
    format!("{subject} is not in the school list.{}", columns.hint(&ctx.schools, record))
}

/// What is said of a name that several schools share.
pub(crate) fn ambiguous(written: &str, several: &[&Record]) -> String {
    let names: Vec<String> =
        several.iter().take(4).map(|school| called(school)).collect();
    let more = several.len().saturating_sub(names.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!(
        "{written} is the name of {}: {}{more}. One was expected.",
        count(several.len(), "school", "schools"),
        names.join(", ")
    )
}

pub(super) fn own(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&deployments::SCHEMA) {
        if fold(record.raw(&deployments::KIND)).contains("internal") {
            continue;
        }
        let Some(client) = state::client(ctx, record) else { continue };
        let Some(home) =
            state::one_lle(ctx, record).and_then(|lle| state::home(ctx, lle))
        else {
            continue;
        };
        let column = CLIENT.shown(record);
        if std::ptr::eq(client, home) {
            let says = format!("{} is the LLE's own school.", called(client));
            findings.add(at(&OWN, record, column, says));
            continue;
        }
        let shared = client.text(&schools::FEDERATION).filter(|federation| {
            home.text(&schools::FEDERATION)
                .is_some_and(|own| fold(own) == fold(federation))
        });
        if let Some(federation) =
            shared.filter(|name| !fold(name).contains("not applicable"))
        {
            let says = format!(
                "{} and the LLE's own school are of one federation ({federation}).",
                called(client)
            );
            findings.add(at(&OWN, record, column, says));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, says, scene};

    const LISTS: &str = "
        Schools | URN | School | Town | Federation | Open date | Close date
                | 180124 | Dravby Primary School | Dravby | East | 1958-09-01 |
                | 180126 | Norby Primary School | Norby | East | 1958-09-01 |
                | 180128 | St Mary's CE Primary School, Harlby | Harlby | | 1958-09-01 |
                | 180130 | St Mary's CE Primary School, Wexby | Wexby | | 1958-09-01 |
                | 180132 | Osmby Infant School | Osmby | | 1958-09-01 | 2010-08-31
        LLEs | LLE ref | Headteacher | School | Accredited | Status | Status date
             | LLE01 | GATHERCOLE, Ruth | Dravby Primary | 2010-01-22 | active |
             | LLE02 | Mr I Hazelby | Wexby St Marys CE Primary | 2011-09-30 | active |
             | LLE03 | J Ivatt | Dravby Primary | 2010-01-22 | retired | 2010-08-31
    ";

    fn with(rows: &str) -> String {
        format!(
            "{LISTS}
            Deployments | Deployment ref | LLE ref | LLE | Client school | Client URN | Start | Status | Kind
            {rows}
        "
        )
    }

    #[test]
    fn an_lle_accredited_after_the_start_is_found_at_the_lle() {
        let tables = with(
            "
            | DEP-12 | LLE02 | Mr I Hazelby | Norby Primary | | 2011-01-12 | active |
            | DEP-13 | LLE02 | Mr I Hazelby | Norby Primary | | 2011-09-30 | active |
        ",
        );
        finds("DEP-002", &tables, &["Deployments!B2 error"]);
        assert_eq!(
            says("DEP-002", &tables),
            "LLE02 Mr I Hazelby was accredited on 30/09/2011, after the deployment began on 12/01/2011."
        );
    }

    #[test]
    fn an_unknown_lle_is_named_with_the_nearest() {
        let tables = with(
            "
            | DEP-12 | | Ruth Gathercoal | Norby Primary | | 2011-01-12 | active |
            | DEP-13 | | Ms R Gathercole | Norby Primary | | 2011-01-12 | active |
            | DEP-14 | | LLE01 | Norby Primary | | 2011-01-12 | active |
        ",
        );
        finds("DEP-002", &tables, &["Deployments!C2 error"]);
    }

    #[test]
    fn one_who_retired_before_the_start_cannot_support() {
        let tables = with(
            "
            | DEP-12 | LLE03 | | Norby Primary | | 2010-09-01 | active |
            | DEP-13 | LLE03 | | Norby Primary | | 2010-08-31 | active |
        ",
        );
        finds("DEP-002", &tables, &["Deployments!B2 error"]);
    }

    #[test]
    fn a_reference_beside_another_name_is_asked_about() {
        let tables = with(
            "
            | DEP-12 | LLE01 | Tom Other | Norby Primary | | 2011-01-12 | active |
            | DEP-13 | LLE01 | Gathercole | Norby Primary | | 2011-01-12 | active |
        ",
        );
        finds("DEP-002", &tables, &["Deployments!C2 query"]);
    }

    #[test]
    fn an_unknown_client_school_is_left_out_with_the_nearest_named() {
        let tables = with(
            "
            | DEP-12 | LLE01 | | Dravvvby Primarie | | 2011-01-12 | active |
            | DEP-13 | LLE01 | | Norby Primary | | 2011-01-12 | active |
            | DEP-14 | LLE01 | | Upper Nowhere Primary | 999901 | 2011-01-12 | active |
        ",
        );
        let found = scene(&tables).findings("DEP-003");
        assert_eq!(found.len(), 2);
        assert_eq!(
            found[0].message,
            "Dravvvby Primarie is not in the school list. Did you mean Dravby Primary School (URN 180124)?"
        );
        assert!(
            found[1].message.starts_with("Upper Nowhere Primary (URN 999901) is not")
        );
        assert!(found.iter().all(|finding| finding.leaves_out.len() == 1));
    }

    #[test]
    fn a_saint_that_schools_share_is_no_school_until_the_village_is_said() {
        let tables = with(
            "
            | DEP-12 | LLE01 | | St Mary's CE Primary | | 2011-01-12 | active |
            | DEP-13 | LLE01 | | St Mary's CE Primary, Wexby | | 2011-01-12 | active |
            | DEP-14 | LLE01 | | St Mary's CE Primary | 180128 | 2011-01-12 | active |
        ",
        );
        finds("DEP-003", &tables, &["Deployments!D2 error"]);
    }

    #[test]
    fn a_school_that_had_closed_is_followed_to_its_successor() {
        let rows = "
            | DEP-12 | LLE01 | | Osmby Infant | | 2010-09-13 | active |
            | DEP-13 | LLE01 | | Osmby Infant | | 2010-08-31 | active |
        ";
        finds("DEP-003", &with(rows), &["Deployments!D2 error"]);
        let linked = format!(
            "{}
            School links | URN | Linked URN | Link type
                         | 180132 | 180126 | Successor
        ",
            with(rows)
        );
        finds("DEP-003", &linked, &[]);
    }

    #[test]
    fn an_lle_does_not_support_the_own_school_or_federation() {
        let tables = with(
            "
            | DEP-12 | LLE01 | | Dravby Primary | | 2011-01-12 | active |
            | DEP-13 | LLE01 | | Dravby Primary | | 2011-01-12 | active | internal
            | DEP-14 | LLE01 | | Norby Primary | | 2011-01-12 | active |
            | DEP-15 | LLE01 | | Osmby Infant | | 2010-01-12 | active |
        ",
        );
        finds("DEP-004", &tables, &["Deployments!D2 query", "Deployments!D4 query"]);
    }
}
