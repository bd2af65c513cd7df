//! Keys that stand twice in one file.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::locate::schema::{Column, Schema};
use crate::register::record::Record;
use crate::register::{contracts, deployments, lles, quality, schools, visits};

use super::subject::{at, key, key_column, row_of};
use super::{Check, Ctx, rule};

const fn twice(
    code: &'static str,
    name: &'static str,
    what: &'static str,
    why: &'static str,
    fix: &'static str,
) -> Rule {
    rule(code, name, Severity::Error, what, why, fix)
}

static SCHOOL: Rule = twice(
    "SCH-002",
    "urn-twice",
    "A URN stands once in the school list.",
    "Results and deployments would be counted for either of two rows.",
    "Keep one row for each school; for a conversion keep both URNs and fill `Replaced by`.",
);
static LLE: Rule = twice(
    "LLE-001",
    "lle-ref-twice",
    "An LLE's reference stands once in the register.",
    "Deployments and visits use the reference, and could be either person's.",
    "Give the second person the next free reference.",
);
static DEPLOYMENT: Rule = twice(
    "DEP-001",
    "deployment-ref-twice",
    "A deployment's reference stands once in the register.",
    "Visits, contracts and spend use the reference, and could be either deployment's.",
    "Give one of the two deployments a new reference, or delete the row that was typed twice.",
);
static CONTRACT: Rule = twice(
    "CON-007",
    "contract-number-twice",
    "A contract's number stands once in the register.",
    "Its days and value would be counted twice.",
    "Give one of the two contracts a new number, or delete the row that was typed twice.",
);
static VISIT: Rule = twice(
    "VIS-011",
    "visit-ref-twice",
    "A visit's reference stands once in the register.",
    "Its days would be counted twice.",
    "Give one of the two visits a new reference, or delete the row that was typed twice.",
);
static CHECK_OF_QUALITY: Rule = twice(
    "QUA-005",
    "quality-check-number-twice",
    "A quality check's number stands once in the register.",
    "The check would be counted twice.",
    "Give one of the two checks a new number, or delete the row that was typed twice.",
);

/// Checks of this file.
pub(super) const CHECKS: &[Check] = &[
    Check {
        rule: &SCHOOL,
        needs: &["schools"],
        run: |ctx, found| repeats(ctx, &schools::SCHEMA, &SCHOOL, found),
    },
    Check {
        rule: &LLE,
        needs: &["lles"],
        run: |ctx, found| repeats(ctx, &lles::SCHEMA, &LLE, found),
    },
    Check {
        rule: &DEPLOYMENT,
        needs: &["deployments"],
        run: |ctx, found| repeats(ctx, &deployments::SCHEMA, &DEPLOYMENT, found),
    },
    Check {
        rule: &CONTRACT,
        needs: &["contracts"],
        run: |ctx, found| repeats(ctx, &contracts::SCHEMA, &CONTRACT, found),
    },
    Check {
        rule: &VISIT,
        needs: &["visits"],
        run: |ctx, found| repeats(ctx, &visits::SCHEMA, &VISIT, found),
    },
    Check {
        rule: &CHECK_OF_QUALITY,
        needs: &["quality"],
        run: |ctx, found| repeats(ctx, &quality::SCHEMA, &CHECK_OF_QUALITY, found),
    },
];

/// Records of one key, where there are several.
pub(super) fn by_key<'a>(
    ctx: &Ctx<'a>,
    schema: &Schema,
) -> BTreeMap<String, Vec<&'a Record>> {
    let mut keys: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
    for record in ctx.rows(schema) {
        if let Some(key) = key(record) {
            keys.entry(key).or_default().push(record);
        }
    }
    keys.retain(|_, records| records.len() > 1);
    keys
}

fn repeats(ctx: &Ctx<'_>, schema: &Schema, rule: &'static Rule, findings: &mut Findings) {
    let Some(column) = key_column(schema.name) else { return };
    for records in by_key(ctx, schema).values() {
        let mut first: BTreeMap<&Arc<str>, &Record> = BTreeMap::new();
        for record in records {
            match first.get(&record.place.file) {
                None => {
                    first.insert(&record.place.file, record);
                }
                Some(first) => findings.add(repeat(rule, column, record, first)),
            }
        }
    }
}

fn repeat(
    rule: &'static Rule,
    column: &'static Column,
    record: &Record,
    first: &Record,
) -> Finding {
    let says = format!(
        "{} stands in {} too; it was expected once.",
        record.raw(column),
        row_of(first, record)
    );
    at(rule, record, column, says)
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, says, scene};

    #[test]
    fn the_second_row_of_a_key_is_the_one_that_is_left_out() {
        let tables = "
            Deployments | Deployment ref | LLE | Client school
                        | DEP-18 | A Hill | Dravby Primary
                        | DEP-19 | A Hill | Dravby Primary
                        | dep 18 | B Carr | Norby Primary
        ";
        finds("DEP-001", tables, &["Deployments!A4 error"]);
        assert_eq!(
            says("DEP-001", tables),
            "dep 18 stands in row 2 too; it was expected once."
        );
        assert!(scene(tables).findings("DEP-001")[0].leaves_out.len() == 1);
    }

    #[test]
    fn each_keyed_register_is_held_to_it() {
        let pair = |register: &str, heading: &str| {
            format!("\n{register} | {heading}\n | X1\n | X1\n | X2\n")
        };
        for (code, register, heading) in [
            ("LLE-001", "LLEs", "LLE ref"),
            ("CON-007", "Contracts", "Contract no."),
            ("VIS-011", "Records of visit", "Visit ref"),
            ("QUA-005", "Quality assurance", "QA no."),
            ("SCH-002", "Schools", "URN"),
        ] {
            let expected = format!("{register}!A3 error");
            finds(code, &pair(register, heading), &[expected.as_str()]);
        }
    }

    #[test]
    fn a_blank_key_is_no_key() {
        finds(
            "CON-007",
            "
            Contracts | Contract no. | Days
                      | | 5
                      | | 5
            ",
            &[],
        );
    }
}
