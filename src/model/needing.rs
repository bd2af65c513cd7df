//! Links what schools need and what LLEs declare: whom an exclusion means,
//! where an LLE has worked, which choice the adviser has made.

use std::collections::BTreeSet;

use super::build::{Linker, text};
use super::programme::{Bar, LleId, Need, School, SchoolId};
use crate::base::release::Held;
use crate::base::text::fold;
use crate::register::needs;
use crate::register::record::Record;

/// Words before what an exclusion is about.
const NOT: [&str; 9] = [
    "not from ",
    "not in ",
    "not with ",
    "not ",
    "no ",
    "veto ",
    "exclude ",
    "avoid ",
    "never ",
];
/// Words for the kind of thing that stands after them.
const KINDS: [&str; 8] = [
    "cluster ",
    "federation ",
    "trust ",
    "district ",
    "school ",
    "lle ",
    "diocese of ",
    "the ",
];

impl Linker<'_> {
    /// Schools that LLEs have worked at, or have an interest in.
    pub(super) fn interests(&mut self) {
        for at in 0..self.programme.lles.len() {
            let Some(lle) = self.programme.lle(LleId(at)) else { continue };
            let worked_at: Vec<(SchoolId, Option<i16>)> = lle
                .previous
                .within()
                .iter()
                .filter_map(|written| {
                    Some((self.school_in(written)?, last_year(written)))
                })
                .collect();
            let interest_in: Vec<SchoolId> = lle
                .interests
                .within()
                .iter()
                .filter_map(|written| self.school_in(written))
                .collect();
            if let Some(lle) = self.programme.lles.get_mut(at) {
                lle.worked_at = worked_at;
                lle.interest_in = interest_in;
            }
        }
    }

    /// The school that a few words name, years and remarks beside it left out.
    fn school_in(&self, written: &str) -> Option<SchoolId> {
        let urn: String = written.chars().filter(char::is_ascii_digit).take(6).collect();
        if let Some(id) = self.programme.by_urn.get(&urn).filter(|_| urn.len() == 6) {
            return Some(*id);
        }
        let name: String = written
            .split(['(', '[', ','])
            .next()
            .unwrap_or("")
            .split_whitespace()
            .filter(|word| !word.chars().any(|c| c.is_ascii_digit()))
            .collect::<Vec<_>>()
            .join(" ");
        if let Some(id) = self.school_named("", "", &name).filter(|_| !name.is_empty()) {
            return Some(id);
        }
        // "Governor at Norby Primary School", "sister is head of Norby Primary".
        let said = format!(" {} ", fold(written));
        self.programme.schools.iter().enumerate().find_map(|(at, school)| {
            let name = fold(school.name.within());
            let is_named = name.contains(' ') && said.contains(&format!(" {name} "));
            is_named.then_some(SchoolId(at))
        })
    }

    /// Needs, with what their exclusions, interests and choices mean.
    pub(super) fn needs(&mut self) {
        let registers = self.registers;
        let made: Vec<Need> = self
            .used(registers.of(&needs::SCHEMA))
            .filter_map(|(_, record)| self.need(record))
            .collect();
        self.programme.needs = made;
    }

    fn need(&self, record: &Record) -> Option<Need> {
        let school = self.school_named(
            record.text(&needs::URN).unwrap_or(""),
            "",
            record.text(&needs::SCHOOL).unwrap_or(""),
        )?;
        let of_client = self.programme.school(school)?;
        let bars = record
            .tags(&needs::EXCLUSIONS)
            .iter()
            .filter(|written| !is_nothing(written))
            .map(|written| (Held::new(written.clone()), self.bar(written, of_client)));
        // What was typed into the matching workbook goes before the register.
        let reference = text(record, &needs::REF);
        let answer = self
            .registers
            .answers
            .choices
            .iter()
            .rev()
            .find(|choice| choice.is_for(&reference, &of_client.urn));
        let (chosen, reason, chosen_at) = match answer {
            Some(answer) => {
                (answer.lle.clone(), answer.reason.clone(), answer.place.clone())
            }
            None => (
                text(record, &needs::CHOSEN),
                text(record, &needs::CHOICE_REASON),
                record.cell(&needs::CHOSEN),
            ),
        };
        let chosen_lle = self.lle_named(&chosen, &chosen).first().copied();
        let (mut interest_of, mut other_interests) = (BTreeSet::new(), Vec::new());
        for written in record.tags(&needs::INTERESTS).iter().filter(|w| !is_nothing(w)) {
            let named = self.lle_in(written);
            if named.is_empty() {
                other_interests.push(written.clone());
            }
            interest_of.extend(named);
        }
        Some(Need {
            reference,
            school,
            identified: record.date(&needs::IDENTIFIED),
            category: text(record, &needs::CATEGORY),
            tags: record.tags(&needs::NEEDS).iter().map(|tag| weighted(tag)).collect(),
            urgency: record.choice(&needs::URGENCY).unwrap_or(""),
            days: record.number(&needs::DAYS),
            phase: record.choice(&needs::PHASE).unwrap_or(""),
            size: first_number(record.text(&needs::SIZE).unwrap_or("")),
            bars: bars.collect(),
            status: record.choice(&needs::STATUS).unwrap_or("waiting"),
            chosen: Held::new(chosen),
            chosen_lle,
            choice_reason: Held::new(reason),
            interest_of: interest_of.into_iter().collect(),
            other_interests: Held::new(other_interests),
            chosen_at,
            at: record.cell(&needs::SCHOOL),
        })
    }

    /// LLEs by reference or name, at the start of a remark too.
    fn lle_in(&self, written: &str) -> Vec<LleId> {
        let start = written.split([':', '(', '-', '–']).next().unwrap_or(written).trim();
        let named = self.lle_named(start, start);
        if !named.is_empty() {
            return named;
        }
        let said = format!(" {} ", fold(written));
        let lles = self.programme.lles.iter().enumerate();
        let of_remark = lles.filter(|(_, lle)| {
            let mut titled = lle
                .parts
                .within()
                .iter()
                .filter(|(title, _, last)| !title.is_empty() && !last.is_empty());
            let reference = format!(" {} ", fold(&lle.reference));
            said.contains(&reference)
                || titled.any(|(title, _, last)| {
                    said.contains(&format!(" {} {} ", fold(title), fold(last)))
                })
        });
        of_remark.map(|(at, _)| LleId(at)).collect()
    }

    /// What an exclusion means: `not cluster Aylsham`, `not LLE03`, `same diocese`.
    fn bar(&self, written: &str, client: &School) -> Bar {
        let whole = fold(written);
        if whole.contains("diocese")
            && (whole.contains("same") || whole.contains("own") || whole.contains("only"))
        {
            let named = self.programme.schools.iter().map(|s| fold(&s.diocese));
            let named =
                named.filter(|d| !d.is_empty()).find(|d| whole.contains(d.as_str()));
            return Bar::Diocese(named.unwrap_or_else(|| fold(&client.diocese)));
        }
        let mut rest = whole.as_str();
        for start in NOT.iter().chain(&KINDS) {
            rest = rest.strip_prefix(start).unwrap_or(rest).trim();
        }
        let has = |of: fn(&School) -> &String| {
            let bare = |text: &str| {
                let folded = fold(text);
                folded.strip_suffix(" cluster").map(ToOwned::to_owned).unwrap_or(folded)
            };
            self.programme
                .schools
                .iter()
                .map(of)
                .find(|name| {
                    !name.is_empty()
                        && (fold(name) == rest
                            || bare(name) == rest
                            || Some(bare(name).as_str()) == rest.strip_suffix(" cluster"))
                })
                .map(|name| fold(name))
        };
        let lles = self.lle_in(rest);
        if let [one] = lles.as_slice() {
            return Bar::Lle(*one);
        }
        if let Some(cluster) = has(|school| &school.cluster) {
            return Bar::Cluster(cluster);
        }
        if let Some(group) = has(|school| &school.federation) {
            return Bar::Group(group);
        }
        if let Some(group) = has(|school| &school.trust) {
            return Bar::Group(group);
        }
        if let Some(district) = has(|school| &school.district) {
            return Bar::District(district);
        }
        self.school_in(rest).map_or(Bar::Unread, Bar::School)
    }
}

/// `none`, `n/a`: said to be nothing.
fn is_nothing(written: &str) -> bool {
    matches!(
        fold(written).as_str(),
        "" | "none" | "nil" | "n a" | "na" | "no" | "nothing"
    )
}

/// `maths (3)`, `maths: 2`, `maths`: a need with its weight, 1 to 3.
fn weighted(tag: &str) -> (String, f64) {
    let digits: String = tag.chars().filter(char::is_ascii_digit).collect();
    let weight: f64 = digits.parse().unwrap_or(1.0);
    let name: String = tag
        .chars()
        .take_while(|c| !matches!(c, '(' | ':') && !c.is_ascii_digit())
        .collect();
    (name.trim().to_owned(), weight.clamp(1.0, 3.0))
}

/// The latest year written in a remark: `Norby Primary 2004-08` is 2008.
fn last_year(written: &str) -> Option<i16> {
    let mut last: Option<i16> = None;
    for word in written.split(|c: char| !c.is_ascii_digit()) {
        let Ok(number) = word.parse::<i16>() else { continue };
        last = match (word.len(), last) {
            (4, _) if (1950..=2100).contains(&number) => last.max(Some(number)),
            // The second half of 2004-08, 1998-02.
            (2, Some(year)) => {
                let same = year - year % 100 + number;
                Some(if same < year { same + 100 } else { same })
            }
            _ => last,
        };
    }
    last
}

fn first_number(text: &str) -> Option<f64> {
    let digits: String = text
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().ok().filter(|number: &f64| *number > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::programme;

    #[test]
    fn a_need_carries_its_weight_in_brackets_or_after_a_colon() {
        assert_eq!(weighted("maths (3)"), ("maths".to_owned(), 3.0));
        assert_eq!(weighted("new headship: 2"), ("new headship".to_owned(), 2.0));
        assert_eq!(weighted("phonics"), ("phonics".to_owned(), 1.0));
        assert_eq!(weighted("phonics (9)"), ("phonics".to_owned(), 3.0));
    }

    #[test]
    fn the_last_year_of_a_post_counts() {
        assert_eq!(last_year("Norby Primary (2004-2008)"), Some(2008));
        assert_eq!(last_year("Norby Primary 2004-08"), Some(2008));
        assert_eq!(last_year("Norby Primary 1998/02"), Some(2002));
        assert_eq!(last_year("Norby Primary"), None);
    }

    #[test]
    fn exclusions_are_read_as_an_adviser_writes_them() {
        let made = programme(
            "
            Schools | URN | School | Cluster | District | Diocese
                    | 180126 | Norby Primary School | Aylsham cluster | Broadland | Norwich
                    | 180127 | Sudham Primary School | Dereham | Breckland | East Anglia
            LLEs | LLE ref | Headteacher | School | Earlier schools | Declared interests
                 | LLE01 | Mrs Ruth Gathercole | Sudham Primary School | Norby Primary School 2004-08 | sister teaches at Norby Primary School
            Needs of identified schools | Need ref | School | Exclusions | Interests declared | LLE chosen
                | N1 | Norby Primary School | not cluster Dereham; not LLE01; not Breckland; same diocese; not Sudham Primary School; nobody new | Mrs Gathercole: friend of the chair | Ruth Gathercole
        ",
        );
        let bars: Vec<&Bar> = made.needs[0].bars.iter().map(|(_, bar)| bar).collect();
        assert_eq!(
            bars,
            [
                &Bar::Cluster("dereham".to_owned()),
                &Bar::Lle(LleId(0)),
                &Bar::District("breckland".to_owned()),
                &Bar::Diocese("norwich".to_owned()),
                &Bar::School(SchoolId(1)),
                &Bar::Unread,
            ]
        );
        assert_eq!(made.needs[0].interest_of, [LleId(0)]);
        assert_eq!(made.needs[0].chosen_lle, Some(LleId(0)));
        assert_eq!(made.lles[0].worked_at, [(SchoolId(0), Some(2008))]);
        assert_eq!(made.lles[0].interest_in, [SchoolId(0)]);
    }
}
