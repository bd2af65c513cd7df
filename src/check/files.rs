//! Registers that are missing, files that have not changed.

use crate::base::cell::Place;
use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::base::text::count;
use crate::locate::whole::UNKNOWN;

use super::context::spoken;
use super::{Check, Ctx, rule};

static MISSING: Rule = rule(
    "FIL-001",
    "register-missing",
    Severity::Note,
    "The registers that the pack is made from are in the input folder.",
    "What has no register has no part in the pack; without LLEs, deployments and schools there is no pack at all.",
    "Fill in its form, or save the register into the input folder under any name; if it is there, say in the sheet Headings what its headings mean.",
);

static UNCHANGED: Rule = rule(
    "FIL-006",
    "file-unchanged",
    Severity::Note,
    "A file differs from the one that the last pack was made from.",
    "Where a register should have moved on, an old copy may have been saved.",
    "Nothing to do, unless a newer version was meant.",
);

/// Checks of this file.
pub(super) const CHECKS: &[Check] = &[
    Check { rule: &MISSING, needs: &[], run: missing },
    Check { rule: &UNCHANGED, needs: &["last pack"], run: unchanged },
];

/// What the pack lacks without a register.
const PARTS: &[(&str, &str)] = &[
    (
        "schools",
        "Schools are told by their results alone, and nothing is said by district or phase",
    ),
    ("results", "The part on impact is left out"),
    (
        "comparators",
        "Results stand without the authority's and the nation's published figures",
    ),
    ("visits", "Days delivered, records of visit and their dates are left out"),
    ("surveys", "The part on stakeholders' voice is left out"),
    ("contracts", "Contracts and signatures are left out"),
    ("quality", "Quality assurance is left out"),
    ("meetings", "Network meetings are left out"),
    ("budget", "The budget is left out, so that spend is compared with nothing"),
    ("spend", "Spend and forecast are left out"),
    ("decisions", "Spend is not held against decisions of the forum"),
];

fn missing(ctx: &Ctx<'_>, findings: &mut Findings) {
    for register in ["lles", "deployments"] {
        if !ctx.has(register) {
            let (place, lacks) = lacking(ctx, register);
            let says = format!("{lacks}; the pack cannot be made without it.");
            let finding = Finding::new(&MISSING, place, says).severity(Severity::Stop);
            findings.add(finding.register(register));
        }
    }
    if !ctx.has("schools") && !ctx.has("results") {
        let (place, _) = lacking(ctx, "schools");
        let says = "There is neither a school list nor a sheet of results with rows in it; one of them is needed to tell the schools.";
        let finding = Finding::new(&MISSING, place, says);
        findings.add(finding.severity(Severity::Stop).register("schools"));
        return;
    }
    unknown(ctx, findings);
    for (register, lacks) in PARTS {
        if !ctx.has(register) {
            let (place, none) = lacking(ctx, register);
            let says = format!("{none}. {lacks}.");
            findings.add(Finding::new(&MISSING, place, says).register(register));
        }
    }
}

/// Asks of each sheet that nobody knows, though records stand on it, whether it is one of
/// the registers that are missing.
fn unknown(ctx: &Ctx<'_>, findings: &mut Findings) {
    let lacking: Vec<String> = PARTS
        .iter()
        .filter(|(register, _)| !ctx.has(register))
        .map(|(register, _)| spoken(register))
        .collect();
    let (first, more) = match lacking.as_slice() {
        [] => return,
        [first, rest @ ..] => (first, rest.len()),
    };
    let others = match more {
        0 => String::new(),
        more => format!(" nor {}", count(more, "other register", "other registers")),
    };
    let wholes = ctx.registers.wholes.iter();
    for one in wholes.filter(|one| one.because == UNKNOWN) {
        let says = format!(
            "The sheet was not recognised, and there is no {first}{others}: is it one of them?"
        );
        let place = Place::sheet(&one.file, &one.sheet);
        findings.add(
            Finding::new(&MISSING, place, says).severity(Severity::Query).fix(
                "Say in the sheet Headings, in the line (the whole sheet), which register it is, or: not used. It is asked once.",
            ),
        );
    }
}

/// That a register is not there, or is a form that nobody has filled in yet, and where.
fn lacking(ctx: &Ctx<'_>, register: &str) -> (Place, String) {
    let form = ctx.registers.sheets.iter().find(|sheet| sheet.form == Some(register));
    match form {
        Some(form) => (
            Place::sheet(&form.file, &form.sheet),
            format!("The {} has no rows yet", spoken(register)),
        ),
        None => (Place::default(), format!("There is no {}", spoken(register))),
    }
}

fn unchanged(ctx: &Ctx<'_>, findings: &mut Findings) {
    let Some(previous) = ctx.of.previous else { return };
    // Settings and answers hold from month to month.
    let is_register = |path: &str| {
        ctx.registers.sheets.iter().any(|sheet| {
            *sheet.file == *path && sheet.register.is_some_and(|name| name != "answers")
        })
    };
    for file in ctx.of.files.iter().filter(|file| is_register(&file.path)) {
        if previous.inputs.get(&file.path).is_some_and(|sha| *sha == file.sha256) {
            let period = previous
                .period
                .map_or_else(|| "the last".to_owned(), |period| format!("the {period}"));
            findings.add(Finding::new(
                &UNCHANGED,
                Place::file(&std::sync::Arc::from(file.path.as_str())),
                format!("The file is the very one that {period} pack was made from."),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::base::previous::Previous;
    use crate::check::found::{finds, scene};

    const ENOUGH: &str = "
        Schools | URN | School
                | 180124 | Dravby Primary School
        LLEs | LLE ref | Headteacher
             | LLE01 | Ruth Gathercole
        Deployments | Deployment ref
                    | DEP-01
        Results | URN | Year | Value
                | 180124 | 2010/11 | 70
    ";

    #[test]
    fn a_pack_needs_lles_deployments_and_schools() {
        finds(
            "FIL-001",
            "
            Records of visit | Visit ref
                             | V1
            ",
            &[" stop", " stop", " stop"],
        );
    }

    #[test]
    fn other_registers_leave_their_part_out() {
        let found = scene(ENOUGH).findings("FIL-001");
        assert!(found.iter().all(|finding| finding.severity.word() == "note"));
        assert!(
            found.iter().any(|f| f.message.starts_with("There is no record of visits."))
        );
        assert!(!found.iter().any(|f| f.register == "schools"));
    }

    #[test]
    fn results_alone_tell_the_schools() {
        let tables = "
            LLEs | LLE ref
                 | LLE01
            Deployments | Deployment ref
                        | DEP-01
            Results | School | Year | Value
                    | Dravby Primary School | 2010/11 | 70
        ";
        let found = scene(tables).findings("FIL-001");
        assert!(found.iter().all(|finding| finding.severity.word() == "note"));
    }

    #[test]
    fn a_file_that_is_the_last_packs_is_noted_and_a_changed_one_is_not() {
        let mut previous = Previous::default();
        for file in ["Schools", "LLEs", "Cake.xlsx"] {
            previous.inputs.insert(file.to_owned(), "aa".to_owned());
        }
        let scene = scene(ENOUGH)
            .after(previous)
            .file("Schools", "aa", "")
            .file("LLEs", "cc", "")
            .file("Cake.xlsx", "aa", "");
        assert_eq!(scene.places("FIL-006"), ["Schools note"]);
    }
}
