//! Which answers about headings, names and words hold, and why the others do not.

use std::collections::BTreeSet;

use super::answers::{Answers, HeadingAnswer, Lapse, NameAnswer};
use super::{Recognised, Registers, SCHEMAS, lles, schools};
use crate::base::text::fold;
use crate::locate::schema::Kind;
use crate::locate::whole::{ANSWERED, WholeSheet, is_whole_sheet};

/// Says of each answer why it does not hold, where it does not.
pub(super) fn settle(registers: &mut Registers) {
    let mut answers = std::mem::take(&mut registers.answers);
    headings(&mut answers, registers);
    names(&mut answers, registers);
    registers.words.settle(&mut answers.corrections, &registers.recognised);
    registers.answers = answers;
}

fn headings(answers: &mut Answers, registers: &Registers) {
    let Registers { recognised, wholes, .. } = registers;
    for answer in answers.headings.iter_mut().filter(|one| one.lapsed.is_none()) {
        if is_whole_sheet(&answer.heading) {
            answer.lapsed = of_whole(answer, wholes);
            continue;
        }
        let about: Vec<&Recognised> =
            recognised.iter().filter(|one| holds_for(answer, one)).collect();
        let why = if about.is_empty() {
            "no heading of these words stands there"
        } else if about.iter().any(|one| one.because == "answered") {
            continue;
        } else {
            "the register has no column of that name, or the sheet has too few headings of it"
        };
        answer.lapsed = Some(Lapse::Idle(why.to_owned()));
    }
}

/// Why an answer about a whole sheet does not hold, if it does not.
fn of_whole(answer: &HeadingAnswer, wholes: &[WholeSheet]) -> Option<Lapse> {
    let is_register =
        |said: &str| SCHEMAS.iter().any(|schema| schema.is_called(&fold(said)));
    let mut about = wholes.iter().filter(|one| one.is_meant(&answer.file, &answer.sheet));
    let why = if fold(&answer.column) != "not used" && !is_register(&answer.column) {
        format!("{} is no register", answer.column)
    } else if about.clone().any(|one| one.because == ANSWERED) {
        return None;
    } else if about.next().is_some() {
        "the sheet has no headings with records below them".to_owned()
    } else {
        "no sheet of that name is there".to_owned()
    };
    Some(Lapse::Idle(why))
}

/// Whether an answer holds for a heading that was met: it is about it, or about the
/// same heading of the register in another sheet.
pub(crate) fn holds_for(answer: &HeadingAnswer, one: &Recognised) -> bool {
    let is_alike = || {
        let named = fold(&answer.register);
        let mut schemas = SCHEMAS.iter().filter(|schema| schema.is_called(&named));
        one.because == "answered"
            && schemas.any(|schema| schema.name == one.register)
            && fold(&answer.heading) == fold(&one.heading)
    };
    is_about(answer, one) || is_alike()
}

/// Whether an answer is about a heading that was met.
pub(crate) fn is_about(answer: &HeadingAnswer, one: &Recognised) -> bool {
    let is_of = |wanted: &str, own: &str| wanted.is_empty() || wanted == own;
    let (wanted, whole) = (fold(&answer.heading), fold(&one.heading));
    is_of(&answer.file, &one.place.file)
        && is_of(&answer.sheet, &one.place.sheet)
        && (whole == wanted || whole.ends_with(&format!(" {wanted}")))
}

fn names(answers: &mut Answers, registers: &Registers) {
    let mut written: BTreeSet<String> = BTreeSet::new();
    for field in registers.rows.values().flatten().flat_map(|record| &record.fields) {
        if matches!(field.column.kind, Kind::School | Kind::Person | Kind::Reference) {
            written.insert(fold(&field.raw));
        }
    }
    written.extend(registers.results.iter().map(|result| fold(&result.name)));
    for answer in answers.names.iter_mut().filter(|one| one.lapsed.is_none()) {
        let why = if !written.contains(&fold(&answer.name)) {
            format!("{} stands in no register", answer.name)
        } else if !is_known(answer, registers) {
            format!("no school or LLE of the registers is {}", answer.means)
        } else {
            continue;
        };
        answer.lapsed = Some(Lapse::Idle(why));
    }
}

/// Whether what a name means is a school of the list or an LLE of the register.
fn is_known(answer: &NameAnswer, registers: &Registers) -> bool {
    let means = fold(&answer.means);
    let is = |text: Option<&str>| text.is_some_and(|text| fold(text) == means);
    let is_school = !answer.kind.eq_ignore_ascii_case("lle")
        && registers
            .of(&schools::SCHEMA)
            .iter()
            .any(|one| is(one.text(&schools::URN)) || is(one.text(&schools::NAME)));
    let is_lle = !answer.kind.eq_ignore_ascii_case("school")
        && registers
            .of(&lles::SCHEMA)
            .iter()
            .any(|one| is(one.text(&lles::REF)) || is(one.text(&lles::NAME)));
    is_school || is_lle
}
