//! Names, schools, addresses and numbers in what people said.

use std::collections::BTreeSet;

use crate::base::finding::{Findings, Rule, Severity};
use crate::base::text::{fold, tidy};
use crate::register::names::people;
use crate::register::{deployments, lles, schools, staff};

use super::super::person::of_record;
use super::super::subject::at;
use super::super::{Ctx, rule};

pub(super) static RULE: Rule = rule(
    "COM-002",
    "name-in-a-comment",
    Severity::Query,
    "A comment holds no name of the registers, e-mail address or telephone number.",
    "It would be published with the quotation.",
    "Replace the name by the role, or keep the comment out of the public pack.",
);

/// A title before a surname.
const TITLES: &[&str] = &["mr", "mrs", "ms", "miss", "dr", "rev", "sir", "dame", "head"];

/// What the registers call people and schools.
struct Known {
    /// Folded surnames, each with the folded first name or nothing.
    people: BTreeSet<(String, String)>,
    /// Folded names of schools without `school`; each of more than one word.
    schools: BTreeSet<String>,
}

impl Known {
    fn of(ctx: &Ctx<'_>) -> Self {
        let mut people_known = BTreeSet::new();
        let lles = ctx.rows(&lles::SCHEMA).iter().flat_map(of_record);
        let heads =
            ctx.rows(&schools::SCHEMA).iter().flat_map(|r| people(r.raw(&schools::HEAD)));
        let clients = ctx
            .rows(&deployments::SCHEMA)
            .iter()
            .flat_map(|record| people(record.raw(&deployments::CLIENT_HEAD)));
        let staff =
            ctx.rows(&staff::SCHEMA).iter().flat_map(|r| people(r.raw(&staff::NAME)));
        for person in lles.chain(heads).chain(clients).chain(staff) {
            people_known.insert((fold(&person.last), fold(&person.first)));
        }
        let schools = super::super::deployments::state::programme_schools(ctx)
            .iter()
            .map(|school| fold(school.raw(&schools::NAME)))
            .map(|name| name.strip_suffix(" school").unwrap_or(&name).to_owned())
            .filter(|name| name.contains(' '))
            .collect();
        Self { people: people_known, schools }
    }

    /// A title or first name with a surname of the registers.
    fn person(&self, text: &str) -> Option<String> {
        let tidied = tidy(text);
        let words: Vec<&str> = tidied
            .split(|c: char| {
                c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '"')
            })
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
            .map(|word| word.strip_suffix("'s").unwrap_or(word))
            .filter(|word| !word.is_empty())
            .collect();
        words.windows(2).find_map(|pair| {
            let [before, last] = pair else { return None };
            if !last.starts_with(char::is_uppercase) {
                return None;
            }
            let (before_folded, last_folded) = (fold(before), fold(last));
            let is_titled = TITLES.contains(&before_folded.as_str());
            let is_hit = self
                .people
                .range((last_folded.clone(), String::new())..)
                .take_while(|(known, _)| *known == last_folded)
                .any(|(_, first)| {
                    is_titled || (!first.is_empty() && *first == before_folded)
                });
            is_hit.then(|| format!("{before} {last}"))
        })
    }

    /// A programme school's name, whole.
    fn school(&self, text: &str) -> Option<&str> {
        let folded = format!(" {} ", fold(text));
        self.schools
            .iter()
            .find(|school| folded.contains(&format!(" {school} ")))
            .map(String::as_str)
    }
}

/// An e-mail address.
fn mail(text: &str) -> Option<&str> {
    text.split_whitespace().find(|word| {
        word.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.trim_end_matches(['.', ',', ')']).contains('.')
        })
    })
}

/// A telephone number: ten or eleven digits from nought, or with +44.
fn telephone(text: &str) -> Option<String> {
    let mut run = String::new();
    for c in text.chars().chain(std::iter::once('\n')) {
        if c.is_ascii_digit() || (c == '+' && run.is_empty()) {
            run.push(c);
        } else if !matches!(c, ' ' | '-' | '(' | ')' | '\u{a0}') {
            let digits = run.trim_start_matches("+44").trim_start_matches('0').len();
            let is_started = run.starts_with('0') || run.starts_with("+44");
            if is_started && (9..=10).contains(&digits) {
                return Some(run);
            }
            run.clear();
        }
    }
    None
}

pub(super) fn run(ctx: &Ctx<'_>, findings: &mut Findings) {
    let known = Known::of(ctx);
    for (record, column) in super::spoken(ctx) {
        let text = record.raw(column);
        let says = if let Some(mail) = mail(text) {
            format!("The comment holds an e-mail address ({mail}).")
        } else if telephone(text).is_some() {
            "The comment holds a telephone number.".to_owned()
        } else if let Some(person) = known.person(text) {
            format!("The comment holds a name of the registers ({person}).")
        } else if let Some(school) = known.school(text) {
            format!("The comment holds the name of a school of the programme ({school}).")
        } else {
            continue;
        };
        findings.add(at(&RULE, record, column, format!("{says} None was expected.")));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::finds;

    #[test]
    fn names_addresses_and_numbers_are_found_and_bare_surnames_are_not() {
        finds(
            "COM-002",
            "
            Schools | URN | School
                    | 180001 | Dravby Primary School
            LLEs | LLE ref | Headteacher
                 | LLE14 | HILL, Anna
            Deployments | Deployment ref | Client URN
                        | DEP-01 | 180001
            Comments | Comment
                     | Mrs Hill was a great help.
                     | Anna Hill's visits helped.
                     | It was an uphill struggle; Hill walking helped.
                     | Write to me at head@dravby.example.sch.uk.
                     | Ring 01603 222 146 for more.
                     | In 2010 we had 60, in 2011 74.
                     | Dravby Primary has never been better.
            ",
            &[
                "Comments!A2 query",
                "Comments!A3 query",
                "Comments!A5 query",
                "Comments!A6 query",
                "Comments!A8 query",
            ],
        );
    }
}
