//! `internal/forms`: the programme's forms, blank, and filled as far as the
//! registers know where one of them is wanted now.

use super::Sources;
use super::block::{Align, Block, Document, TableCell};
use super::paper::{self, Paper};
use super::words::Words;
use crate::base::date::long;
use crate::base::quantity::{plain as number, pounds};
use crate::base::release::Internal;
use crate::base::text::count;
use crate::model::programme::{Deployment, DeploymentId, LleId, Programme};
use crate::model::publicity;
use crate::model::state::{self, State, Step};

/// The five forms.
#[derive(Clone, Copy)]
enum Form {
    Contract,
    Visit,
    Quality,
    Evaluation,
    Consent,
}

impl Form {
    const ALL: [Self; 5] =
        [Self::Contract, Self::Visit, Self::Quality, Self::Evaluation, Self::Consent];

    /// The word by which the template knows it.
    const fn word(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::Visit => "visit",
            Self::Quality => "quality",
            Self::Evaluation => "evaluation",
            Self::Consent => "consent",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Contract => "Contract agreement",
            Self::Visit => "Record of visit",
            Self::Quality => "Quality assurance visit",
            Self::Evaluation => "Evaluation at the end",
            Self::Consent => "Consent to the directory",
        }
    }
}

/// What is known of whom a form is about.
#[derive(Default)]
struct Filled {
    reference: String,
    leader: String,
    lle_school: String,
    client: String,
    head: String,
    start: String,
    end: String,
    days: String,
    rate: String,
    focus: String,
    date: String,
    delivered: String,
    due: String,
    kind: String,
    expertise: String,
}

impl Filled {
    /// Deployment, school or LLE: the first that is known.
    fn about(&self) -> String {
        [&self.reference, &self.client, &self.leader]
            .into_iter()
            .find(|part| !part.is_empty())
            .cloned()
            .unwrap_or_default()
    }
}

/// The filled forms that follow, each a link to its page, in their order.
fn listed(wanted: &[(Form, String, Filled)]) -> Block {
    let rows = Form::ALL
        .iter()
        .flat_map(|form| wanted.iter().filter(|(of, _, _)| of.word() == form.word()))
        .map(|(form, id, filled)| {
            let who = match form {
                Form::Consent => &filled.lle_school,
                Form::Contract | Form::Visit | Form::Quality | Form::Evaluation => {
                    &filled.client
                }
            };
            let who = if who.is_empty() { "not known" } else { who };
            vec![
                TableCell::Rich(vec![paper::link(form.title(), id.clone())]),
                TableCell::Text(filled.about()),
                TableCell::Text(who.to_owned()),
                TableCell::Text(
                    [&filled.date, &filled.due, &filled.end]
                        .into_iter()
                        .find(|day| !day.is_empty())
                        .cloned()
                        .unwrap_or_else(|| "no date".to_owned()),
                ),
            ]
        })
        .collect();
    paper::rich_table(
        "t-wanted",
        "Forms that are filled as far as the registers know",
        &[
            ("Form", Align::Left),
            ("About", Align::Left),
            ("School", Align::Left),
            ("Visit, due date or end", Align::Left),
        ],
        rows,
        Vec::new(),
    )
}

pub(super) fn forms(
    sources: &Sources<'_>,
    words: &Words,
) -> Result<Document<Internal>, String> {
    let programme = sources.programme;
    let mut wanted: Vec<(Form, String, Filled)> = Vec::new();
    for at in 0..programme.deployments.len() {
        deployment_forms(programme, DeploymentId(at), &mut wanted);
    }
    visit_forms(programme, &mut wanted);
    quality_forms(programme, &mut wanted);
    for id in publicity::of(programme).unasked {
        let filled = of_leader(programme, id);
        wanted.push((Form::Consent, format!("consent-{}", id.0), filled));
    }
    let mut context = paper::context(sources);
    context.values.insert("form", String::new());
    context.values.insert("forms", count(wanted.len(), "form is", "forms are"));
    context.values.insert("record_days", record_days(programme));
    context.values.insert("filled", wanted.len().to_string());
    context.blocks.insert("table:wanted".to_owned(), vec![listed(&wanted)]);
    let mut blocks = paper::page(words, "forms.md", &context, "forms")?;
    for form in Form::ALL {
        let blank = page(sources, words, form, form.word(), &Filled::default())?;
        blocks.push(paper::part(form.word(), form.title()));
        blocks.extend(blank);
        for (_, id, filled) in wanted.iter().filter(|(of, _, _)| of.word() == form.word())
        {
            let title = format!("{}: {}", form.title(), filled.about());
            blocks.push(paper::part(id.clone(), title));
            blocks.extend(page(sources, words, form, id, filled)?);
        }
    }
    Ok(paper::document(
        sources,
        Paper {
            path: "internal/forms",
            title: "Forms".to_owned(),
            subject: "Contract, record of visit, quality visit, evaluation, consent: blank, and filled where wanted"
                .to_owned(),
        },
        blocks,
    ))
}

fn page(
    sources: &Sources<'_>,
    words: &Words,
    form: Form,
    prefix: &str,
    filled: &Filled,
) -> Result<Vec<Block>, String> {
    let mut context = paper::context(sources);
    context.values.insert("form", form.word().to_owned());
    context.values.insert("forms", String::new());
    context.values.insert("filled", String::new());
    context.values.insert("record_days", record_days(sources.programme));
    context.blocks.insert("table:fields".to_owned(), fields(form, filled));
    context.blocks.insert("table:signatures".to_owned(), signatures(form));
    paper::page(words, "forms.md", &context, prefix)
}

/// Working days within which a record of visit is to come.
fn record_days(programme: &Programme) -> String {
    number(programme.settings.number("record_days"))
}

fn line(label: &str, value: &str, lines: u8) -> Block {
    Block::Line { label: label.to_owned(), value: value.to_owned(), lines }
}

/// A line that is written already needs no empty one below it.
fn short(label: &str, value: &str) -> Block {
    line(label, value, u8::from(value.is_empty()))
}

fn tick(label: &str) -> Block {
    Block::Tick(label.to_owned())
}

fn fields(form: Form, of: &Filled) -> Vec<Block> {
    match form {
        Form::Contract => vec![
            short("Deployment", &of.reference),
            short("Local Leader", &of.leader),
            short("Their school", &of.lle_school),
            short("School supported", &of.client),
            short("Headteacher", &of.head),
            short("From", &of.start),
            short("Until", &of.end),
            short("Days", &of.days),
            line("Pounds a day, and who pays", &of.rate, 1),
            short("Purpose and focus", &of.focus),
            line("What will show success", "", 3),
            tick("Conflicts of interest were checked"),
            tick("Both governing bodies hold insurance"),
            tick("What is said stays between the two heads, but for safeguarding"),
        ],
        Form::Visit => vec![
            short("Deployment", &of.reference),
            short("Local Leader", &of.leader),
            short("School", &of.client),
            short("Date", &of.date),
            line("Days or hours spent", "", 1),
            short("Focus", &of.focus),
            line("What was done", "", 4),
            line("Actions: who, by when", "", 4),
            line("What has changed", "", 3),
            tick("Green: on course"),
            tick("Amber: needs attention"),
            tick("Red: at risk"),
            line("Next visit", "", 1),
        ],
        Form::Quality => vec![
            short("Deployment", &of.reference),
            short("Local Leader", &of.leader),
            short("School", &of.client),
            short("Kind of check", &of.kind),
            short("Due", &of.due),
            line("Held on, and by whom", "", 1),
            tick("The contract is signed by all three and kept to"),
            tick("Records of visit are complete and signed"),
            tick("Both heads know what will show success"),
            line("What goes well", "", 3),
            line("What is to change", "", 3),
            tick("Green"),
            tick("Amber"),
            tick("Red"),
            line("Action, owner, date", "", 2),
        ],
        Form::Evaluation => vec![
            short("Deployment", &of.reference),
            short("Local Leader", &of.leader),
            short("School", &of.client),
            short("From", &of.start),
            short("Until", &of.end),
            short("Days agreed", &of.days),
            short("Days delivered", &of.delivered),
            line("Objectives", &of.focus, 2),
            tick("Met"),
            tick("Partly met"),
            tick("Not met"),
            line("Evidence", "", 4),
            line("What else helped", "", 2),
            line("What will last", "", 3),
        ],
        Form::Consent => vec![
            short("Local Leader", &of.leader),
            short("School", &of.lle_school),
            line("Headline, up to 20 words", "", 2),
            line("About you, up to 80 words", "", 4),
            line("Your school, in one line", "", 1),
            line("What you can help with, up to five things", &of.expertise, 2),
            line("Districts you would travel to", "", 1),
            line("An example of your work", "", 4),
            tick("I agree that the words above, my name and my school are published"),
            tick("I agree that my photograph is published"),
            tick("I do not agree to be in the directory"),
        ],
    }
}

fn signatures(form: Form) -> Vec<Block> {
    let who: &[&str] = match form {
        Form::Contract => &[
            "For the governors of the Local Leader's school: name, signature, date",
            "For the governors of the school supported: name, signature, date",
            "For the authority: name, signature, date",
        ],
        Form::Visit | Form::Evaluation => &[
            "Local Leader: signature, date",
            "Headteacher of the school: signature, date",
        ],
        Form::Quality => &["For the authority: name, signature, date"],
        Form::Consent => &["Signature, date"],
    };
    who.iter().map(|label| line(label, "", 1)).collect()
}

fn of_leader(programme: &Programme, id: LleId) -> Filled {
    let Some(lle) = programme.lle(id) else { return Filled::default() };
    Filled {
        leader: lle.name.shown_to(Internal).clone(),
        lle_school: lle
            .school
            .and_then(|school| programme.school(school))
            .map(|school| school.name.shown_to(Internal).clone())
            .unwrap_or_default(),
        expertise: lle.expertise.join(", "),
        ..Filled::default()
    }
}

fn of_deployment(programme: &Programme, id: DeploymentId, one: &Deployment) -> Filled {
    let leaders: Vec<Filled> =
        one.lles.iter().map(|lle| of_leader(programme, *lle)).collect();
    let joined = |of: fn(&Filled) -> &String| {
        leaders
            .iter()
            .map(of)
            .filter(|s| !s.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join("; ")
    };
    let client = programme.school(one.client);
    let delivered: f64 = programme
        .visits
        .iter()
        .filter(|visit| visit.deployment == Some(id) && visit.date <= programme.as_at)
        .map(|visit| visit.days)
        .sum();
    Filled {
        reference: one.reference.clone(),
        leader: joined(|filled| &filled.leader),
        lle_school: joined(|filled| &filled.lle_school),
        client: client.map(|s| s.name.shown_to(Internal).clone()).unwrap_or_default(),
        head: client.map(|s| s.head.shown_to(Internal).clone()).unwrap_or_default(),
        start: one.start.map(long).unwrap_or_default(),
        end: one.end.or(one.planned_end).map(long).unwrap_or_default(),
        days: one.days.map(number).unwrap_or_default(),
        rate: one.rate.map(pounds).unwrap_or_default(),
        focus: one.focus.join(", "),
        delivered: if programme.has_visits { number(delivered) } else { String::new() },
        ..Filled::default()
    }
}

/// A contract where none is signed; an evaluation where one is due.
fn deployment_forms(
    programme: &Programme,
    id: DeploymentId,
    wanted: &mut Vec<(Form, String, Filled)>,
) {
    let Some(one) = programme.deployment(id) else { return };
    let Some(standing) = state::on(programme, id, programme.as_at) else { return };
    let has_contract =
        programme.contracts.iter().any(|contract| contract.deployment == Some(id));
    let is_live = standing.state.is_at_work()
        || matches!(standing.state, State::Matched | State::Agreed);
    if is_live && !has_contract && programme.registers.contains("contracts") {
        let filled = of_deployment(programme, id, one);
        wanted.push((Form::Contract, format!("contract-{}", id.0), filled));
    }
    if let Some((Step::Evaluate | Step::Close, due)) = state::next(programme, id)
        && due <= programme.as_at
    {
        let filled = of_deployment(programme, id, one);
        wanted.push((Form::Evaluation, format!("evaluation-{}", id.0), filled));
    }
}

/// Records of visits that are late, with what is known of the visit.
fn visit_forms(programme: &Programme, wanted: &mut Vec<(Form, String, Filled)>) {
    if !programme.visits.iter().any(|visit| visit.received.is_some()) {
        return;
    }
    let calendar = &programme.calendar;
    let standard = programme.settings.number("record_days") as i64;
    for (at, visit) in programme.visits.iter().enumerate() {
        if visit.received.is_some()
            || calendar.after(visit.date, standard) >= programme.as_at
        {
            continue;
        }
        let known = visit
            .deployment
            .and_then(|id| Some(of_deployment(programme, id, programme.deployment(id)?)))
            .or_else(|| {
                let leader = visit.lle.map(|id| of_leader(programme, id));
                let reference = visit.reference.clone();
                Some(Filled { reference, ..leader.unwrap_or_default() })
            });
        let focus = if visit.focus.is_empty() {
            known.as_ref().map(|filled| filled.focus.clone()).unwrap_or_default()
        } else {
            visit.focus.clone()
        };
        let filled =
            Filled { date: long(visit.date), focus, ..known.unwrap_or_default() };
        wanted.push((Form::Visit, format!("visit-{at}"), filled));
    }
}

/// Checks that are due and not held.
fn quality_forms(programme: &Programme, wanted: &mut Vec<(Form, String, Filled)>) {
    for (at, check) in programme.quality.iter().enumerate() {
        if check.done.is_some() || check.due.is_none_or(|due| due > programme.as_at) {
            continue;
        }
        let known = check
            .deployment
            .and_then(|id| Some(of_deployment(programme, id, programme.deployment(id)?)))
            .or_else(|| check.lle.map(|id| of_leader(programme, id)))
            .unwrap_or_default();
        let filled = Filled {
            due: check.due.map(long).unwrap_or_default(),
            kind: check.kind.clone(),
            ..known
        };
        wanted.push((Form::Quality, format!("quality-{at}"), filled));
    }
}
