//! What heads say: answers of the survey, comments.

use std::collections::{BTreeMap, BTreeSet};

use super::{Linker, text};
use crate::base::release::Held;
use crate::base::text::fold;
use crate::model::programme::{Comment, Consent, Item, Respondent, Side};
use crate::register::record::{Record, Value};
use crate::register::{comments, survey_waves, surveys};

/// Words of a comment that finds fault.
const CRITICAL: [&str; 12] = [
    "would have liked",
    "though",
    "but ",
    "not enough",
    "too ",
    "late",
    "short",
    "disappoint",
    "lack",
    "more time",
    "difficult",
    "unclear",
];

impl Linker<'_> {
    pub(super) fn survey(&mut self) {
        let registers = self.registers;
        let rows: Vec<&Record> =
            self.used(registers.of(&surveys::SCHEMA)).map(|(_, r)| r).collect();
        // An online form hands out its replies alone: who did not reply is not in it.
        let silent: BTreeSet<_> = rows
            .iter()
            .filter(|record| is_silent(record))
            .map(|record| (&record.place.file, &record.place.sheet))
            .collect();
        let sides = Sides::of(&rows);
        for record in rows.iter().copied() {
            let Some(side) = sides.side(record) else { continue };
            let wave = text(record, &surveys::WAVE);
            let mut answers = BTreeMap::new();
            for extra in &record.extras {
                if let Value::Number(score) = extra.value {
                    answers.insert(extra.key.clone(), score as u8);
                }
                match self.programme.items.iter_mut().find(|item| item.code == extra.key)
                {
                    Some(item) => {
                        item.asked.insert((wave.clone(), side));
                    }
                    None => self.programme.items.push(Item {
                        code: extra.key.clone(),
                        question: extra
                            .heading
                            .trim_end_matches("Response")
                            .trim()
                            .to_owned(),
                        asked: BTreeSet::from([(wave.clone(), side)]),
                    }),
                }
            }
            let has_list = record.field(&surveys::INVITED).is_some()
                || record.field(&surveys::RESPONDED).is_some()
                    && silent.contains(&(&record.place.file, &record.place.sheet));
            self.programme.respondents.push(Respondent {
                wave,
                side,
                reference: text(record, &surveys::RESPONDENT),
                is_invited: has_list,
                has_replied: !answers.is_empty(),
                school: self.school_named(
                    "",
                    "",
                    record.text(&surveys::SCHOOL).unwrap_or(""),
                ),
                answers,
            });
        }
        for record in registers.of(&survey_waves::SCHEMA) {
            let side = match record.choice(&survey_waves::GROUP) {
                Some("clients") => Side::Clients,
                Some("lle") => Side::Lle,
                _ => continue,
            };
            if let Some(invited) = record.number(&survey_waves::INVITED) {
                self.programme
                    .invited
                    .insert((text(record, &survey_waves::WAVE), side), invited as usize);
            }
        }
        self.only_wave();
    }

    /// A survey whose replies name no wave is the only one that was sent out.
    fn only_wave(&mut self) {
        for side in [Side::Clients, Side::Lle] {
            let sent: Vec<&String> = self
                .programme
                .invited
                .keys()
                .filter(|(_, to)| *to == side)
                .map(|(wave, _)| wave)
                .collect();
            let mut of_side =
                self.programme.respondents.iter().filter(|one| one.side == side);
            let is_nameless = of_side.all(|one| one.wave.is_empty());
            if let ([only], true) = (sent.as_slice(), is_nameless) {
                let key = ((*only).clone(), side);
                if let Some(number) = self.programme.invited.remove(&key) {
                    self.programme.invited.insert((String::new(), side), number);
                }
            }
        }
    }

    pub(super) fn comments(&mut self) {
        let registers = self.registers;
        let mut names: Vec<String> =
            self.programme.schools.iter().map(|s| fold(s.name.within())).collect();
        names.extend(self.programme.lles.iter().map(|lle| fold(lle.name.within())));
        names.extend(
            self.heads
                .iter()
                .flatten()
                .filter(|h| !h.title.is_empty())
                .map(|h| fold(&format!("{} {}", h.title, h.last))),
        );
        names.retain(|name| name.split(' ').count() >= 2);
        let rows: Vec<&Record> =
            self.used(registers.of(&comments::SCHEMA)).map(|(_, r)| r).collect();
        for record in rows {
            let words = text(record, &comments::TEXT);
            let consent = match record.choice(&comments::CONSENT) {
                Some("named") => Consent::Named,
                Some("anonymous" | "yes") => Consent::Anonymous,
                _ => Consent::No,
            };
            let folded = format!(" {} ", fold(&words));
            let names_someone =
                names.iter().any(|name| folded.contains(&format!(" {name} ")))
                    || words.contains('@')
                    || words.chars().filter(char::is_ascii_digit).count() >= 9;
            let side = match record.choice(&comments::GROUP) {
                Some("clients") => Some(Side::Clients),
                Some("lle") => Some(Side::Lle),
                _ => side_of(record),
            };
            let role = match side {
                Some(Side::Clients) => "Headteacher, client school",
                Some(Side::Lle) => "Local Leader of Education",
                None => "Respondent",
            };
            let is_critical = fold(record.text(&comments::SENTIMENT).unwrap_or(""))
                .starts_with("neg")
                || CRITICAL.iter().any(|word| folded.contains(word));
            let themes = match record.tags(&comments::THEME) {
                [] => themes_of(&folded),
                given => given.to_vec(),
            };
            let can = consent != Consent::No && !names_someone;
            self.programme.comments.push(Comment {
                quotable: can.then(|| Held::new(words.clone())),
                text: Held::new(words),
                role: Held::new(role.to_owned()),
                side,
                themes,
                is_critical,
                consent,
                at: record.cell(&comments::TEXT),
            });
        }
    }
}

/// Whether nobody answered this row of a list of those invited.
fn is_silent(record: &Record) -> bool {
    !record.extras.iter().any(|extra| matches!(extra.value, Value::Number(_)))
}

/// Which words for who answered stand on each sheet of a survey.
struct Sides<'a> {
    words: BTreeMap<(&'a str, &'a str), BTreeSet<String>>,
}

impl<'a> Sides<'a> {
    fn of(rows: &[&'a Record]) -> Self {
        let mut words: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
        for record in rows {
            let sheet = (&*record.place.file, &*record.place.sheet);
            words.entry(sheet).or_default().insert(said(record));
        }
        Self { words }
    }

    /// Who answered. A word that no list has is not told by the name of its sheet where
    /// others stand on it too, `Consultant` on a sheet of clients and consultants, but by
    /// the reference of the reply at most.
    fn side(&self, record: &Record) -> Option<Side> {
        let sheet = (&*record.place.file, &*record.place.sheet);
        let is_unread = !said(record).is_empty()
            && record
                .field_of("group")
                .is_some_and(|f| !matches!(f.value, Value::Choice(_)));
        let are_several = self.words.get(&sheet).is_some_and(|words| words.len() > 1);
        if is_unread && are_several { by_reference(record) } else { side_of(record) }
    }
}

/// What a record says of who answered, folded.
fn said(record: &Record) -> String {
    record.field_of("group").map(|field| fold(&field.raw)).unwrap_or_default()
}

fn side_of(record: &Record) -> Option<Side> {
    match record.field_of("group").map(|field| &field.value) {
        Some(Value::Choice("clients")) => return Some(Side::Clients),
        Some(Value::Choice("lle")) => return Some(Side::Lle),
        _ => {}
    }
    let sheet = format!(" {} ", fold(&record.sheet_says));
    if sheet.contains(" client") || sheet.contains(" supported") {
        return Some(Side::Clients);
    }
    if sheet.contains(" lle") || sheet.contains(" leader") {
        return Some(Side::Lle);
    }
    // `Survey of heads` beside one of the LLEs is of the schools that they help.
    by_reference(record).or_else(|| sheet.contains(" head").then_some(Side::Clients))
}

/// Who answered by the letter of the reply's reference: `C01` and `L01`.
fn by_reference(record: &Record) -> Option<Side> {
    match record.field_of("respondent").and_then(|field| field.raw.chars().next()) {
        Some('C' | 'c') => Some(Side::Clients),
        Some('L' | 'l') => Some(Side::Lle),
        _ => None,
    }
}

/// Themes by the words of a comment.
fn themes_of(folded: &str) -> Vec<String> {
    const THEMES: [(&str, &[&str]); 6] = [
        ("Someone to talk to", &["talk", "listen", "sounding", "confiden", "support"]),
        (
            "Teaching and learning",
            &["teach", "lesson", "classroom", "learning", "observ"],
        ),
        ("Leadership", &["leader", "governor", "staff", "team", "plan"]),
        ("Time and start", &["time", "start", "earlier", "late", "short"]),
        ("Results", &["result", "attain", "progress", "standard", "data"]),
        ("Network", &["meeting", "network", "drive", "other heads"]),
    ];
    let found: Vec<String> = THEMES
        .iter()
        .filter(|(_, words)| words.iter().any(|word| folded.contains(word)))
        .map(|(theme, _)| (*theme).to_owned())
        .collect();
    if found.is_empty() { vec!["Other".to_owned()] } else { found }
}

#[cfg(test)]
mod tests {
    use crate::model::programme::Side;
    use crate::model::testing::programme;

    #[test]
    fn a_list_of_replies_alone_does_not_say_who_was_invited() {
        let listed = |rows: &str| {
            let tables = format!(
                "
Survey responses | Respondent ref | Respondent type | Responded | SAT
{rows}"
            );
            let programme = programme(&tables);
            programme.respondents.iter().filter(|one| one.is_invited).count()
        };
        assert_eq!(
            listed(
                "
               | C01 | Client | 2011-06-17 | SA
               | C02 | Client | 2011-06-18 | A"
            ),
            0
        );
        assert_eq!(
            listed(
                "
               | C01 | Client | 2011-06-17 | SA
               | C02 | Client | |"
            ),
            2
        );
    }

    #[test]
    fn replies_without_a_wave_are_of_the_only_one_that_was_sent_out() {
        let programme = programme(
            "
Survey responses | Respondent ref | Respondent type | SAT
               | C01 | Client | SA
Survey waves | Survey wave | Group | Number invited
             | June 2011 | Client | 22",
        );
        assert_eq!(programme.invited.get(&(String::new(), Side::Clients)), Some(&22));
    }
}
