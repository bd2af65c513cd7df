//! Registers that stand still, or have lost rows since the last pack.

use crate::base::cell::Place;
use crate::base::date::{Date, long};
use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::base::previous::Previous;
use crate::base::quantity::plain;
use crate::base::text::{count, fold};
use crate::locate::schema::{Column, Schema};
use crate::register::{SCHEMAS, deployments, spend, visits};

use super::deployments::state::is_live;
use super::subject::{key, sheet};
use super::{Check, Ctx, rule};

static STALE: Rule = Rule {
    settings: &["fresh_visits_days", "fresh_spend_days"],
    ..rule(
        "FIL-005",
        "register-stands-still",
        Severity::Query,
        "Registers that should move every month hold something recent.",
        "A version that was not saved into the folder makes the month look idle.",
        "Save the newest version into the input folder; if nothing happened, say so in the sheet Queries.",
    )
};

static SHRUNK: Rule = Rule {
    settings: &["shrink_percent"],
    ..rule(
        "FIL-007",
        "register-has-lost-rows",
        Severity::Query,
        "A register keeps the records that it had in the last pack.",
        "A deleted row changes past figures without a trace.",
        "Put the rows back; for a school that closed fill `Close date`, for a deployment that ended its end date.",
    )
};

/// Checks of this file.
pub(super) const CHECKS: &[Check] = &[
    Check { rule: &STALE, needs: &[], run: stale },
    Check { rule: &SHRUNK, needs: &["last pack"], run: shrunk },
];

fn stale(ctx: &Ctx<'_>, findings: &mut Findings) {
    let has_live =
        ctx.rows(&deployments::SCHEMA).iter().any(|record| is_live(record, ctx.as_at()));
    let watched: [(&Schema, &Column, &str, bool); 2] = [
        (&visits::SCHEMA, &visits::DATE, "fresh_visits_days", has_live),
        (&spend::SCHEMA, &spend::DATE, "fresh_spend_days", has_live),
    ];
    for (schema, column, setting, is_expected) in watched {
        let rows = ctx.rows(schema);
        let latest = rows
            .iter()
            .filter_map(|record| Some((record.date(column)?, record)))
            .filter(|(day, _)| *day <= ctx.as_at())
            .max_by_key(|(day, _)| *day);
        let Some((day, record)) = latest else { continue };
        let days = days_between(day, ctx.as_at());
        if is_expected && f64::from(days) > ctx.number(setting) {
            let says = format!(
                "Nothing in {} is dated after {}, {days} days before {}; something newer was expected.",
                schema.title,
                long(day),
                long(ctx.as_at())
            );
            findings.add(sheet(&STALE, record, says));
        }
    }
}

/// Days from one day to another; nought where they are the wrong way round.
fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days()).max(0)
}

fn shrunk(ctx: &Ctx<'_>, findings: &mut Findings) {
    let Some(previous) = ctx.of.previous else { return };
    for schema in SCHEMAS {
        let Some(past) = previous.registers.get(schema.name) else { continue };
        let rows = ctx.rows(schema);
        if rows.is_empty() {
            continue;
        }
        let present: std::collections::BTreeSet<String> =
            rows.iter().filter_map(key).collect();
        let gone: Vec<&str> = past
            .records
            .keys()
            .filter(|known| !present.contains(&fold(known)))
            .filter(|known| !was_asked_about(previous, schema.name, known))
            .map(String::as_str)
            .collect();
        let lost = past.rows.saturating_sub(rows.len());
        let share = 100.0 * lost as f64 / past.rows.max(1) as f64;
        let is_shrunk = share > ctx.number("shrink_percent");
        if !is_shrunk && gone.is_empty() {
            continue;
        }
        let mut says = format!(
            "{} had {} in the last pack and has {}.",
            schema.title,
            count(past.rows, "row", "rows"),
            count(rows.len(), "row", "rows")
        );
        if !gone.is_empty() {
            let shown: Vec<&str> = gone.iter().take(10).copied().collect();
            let rest = gone.len() - shown.len();
            let more = if rest > 0 {
                format!(" and {} more", plain(rest as f64))
            } else {
                String::new()
            };
            says = format!("{says} Gone: {}{more}.", shown.join(", "));
        }
        let place = rows
            .first()
            .map(|record| Place::sheet(&record.place.file, &record.place.sheet))
            .unwrap_or_default();
        findings.add(Finding::new(&SHRUNK, place, says).register(schema.name));
    }
}

/// The last pack asked about this record, and its row was mended or deleted.
fn was_asked_about(previous: &Previous, register: &str, key: &str) -> bool {
    let key = fold(key);
    previous.findings.iter().any(|past| {
        past.severity > Severity::Note
            && past.register == register
            && (fold(&past.value) == key || fold(&past.record).starts_with(&key))
    })
}

#[cfg(test)]
mod tests {
    use crate::check::found::{past, scene};

    const LIVE: &str = "
        Deployments | Deployment ref | Start | Status
                    | DEP-01 | 2011-01-10 | active
        Records of visit | Deployment ref | Date of visit
                         | DEP-01 | 2011-09-12
    ";

    #[test]
    fn visits_that_stop_two_months_ago_are_asked_about() {
        assert_eq!(scene(LIVE).places("FIL-005"), ["Records of visit query"]);
        // 62 days after 12 September is 13 November.
        assert!(scene(LIVE).on(2011, 11, 13).places("FIL-005").is_empty());
        assert_eq!(scene(LIVE).on(2011, 11, 14).places("FIL-005").len(), 1);
    }

    #[test]
    fn without_a_live_deployment_no_visit_is_expected() {
        assert!(scene(&LIVE.replace("active", "closed")).places("FIL-005").is_empty());
    }

    const SCHOOLS: &str = "
        Schools | URN | School
                | 180124 | Dravby Primary School
                | 180126 | Norby Primary School
    ";

    #[test]
    fn a_key_that_vanished_is_named() {
        let scene =
            scene(SCHOOLS).after(past("schools", 3, &["180124", "180126", "180142"]));
        let found = scene.findings("FIL-007");
        assert_eq!(found.len(), 1);
        assert!(found[0].message.ends_with("Gone: 180142."), "{}", found[0].message);
    }

    #[test]
    fn rows_lost_beyond_the_threshold_are_asked_about_without_keys() {
        assert_eq!(
            scene(SCHOOLS).after(past("schools", 3, &[])).places("FIL-007").len(),
            1
        );
        assert!(
            scene(SCHOOLS)
                .after(past("schools", 2, &["180124"]))
                .places("FIL-007")
                .is_empty()
        );
        let patient =
            scene(SCHOOLS).after(past("schools", 3, &[])).set("shrink_percent", "40");
        assert!(patient.places("FIL-007").is_empty());
    }

    #[test]
    fn without_a_last_pack_the_rule_is_not_run() {
        assert_eq!(
            scene(SCHOOLS).not_run("FIL-007").unwrap(),
            "There is no pack of an earlier month."
        );
    }
}
