//! Questions that a member may ask, and where each is answered.

use super::Named;
use super::tables::{is_public, table};
use crate::base::figure::{Figure, Group};
use crate::base::indicator::Indicator;
use crate::base::quantity::signed;
use crate::base::release::Public;
use crate::report::Sources;
use crate::report::block::{Align, Block};
use crate::report::sentences::{headline, headline_part};

/// Group of a figure, as a question needs it.
#[derive(Clone, Copy)]
enum Of {
    Clients,
    Lle,
    Matched,
    Same,
    Without,
    Schools,
    National,
    Nobody,
}

impl Of {
    fn group(self) -> Group {
        match self {
            Self::Clients => Group::Clients,
            Self::Lle => Group::Lle,
            Self::Matched => Group::Matched,
            Self::Same => Group::LaSameSchools,
            Self::Without => Group::LaWithoutProgramme,
            Self::Schools => Group::LaSchools,
            Self::National => Group::National,
            Self::Nobody => Group::None,
        }
    }
}

/// A figure that answers, with the words before it.
type Answer = (&'static str, &'static str, Of, &'static str);

struct Question {
    asks: &'static str,
    /// Figures that answer it; it is answered where the first is known.
    answers: &'static [Answer],
    /// Where the pack answers it.
    place: &'static str,
    /// What the input lacks where it is not answered.
    lacks: &'static str,
}

const fn ask(
    asks: &'static str,
    answers: &'static [Answer],
    place: &'static str,
    lacks: &'static str,
) -> Question {
    Question { asks, answers, place, lacks }
}

const RESULTS: &str = "results of client schools in two comparable years";

static QUESTIONS: &[Question] = &[
    ask(
        "Are these points or per cent?",
        &[
            ("in percentage points", "M03", Of::Clients, ""),
            ("as a relative change", "M07", Of::Clients, "percent"),
        ],
        "See section 6: points throughout",
        RESULTS,
    ),
    ask(
        "How many schools and pupils?",
        &[
            ("schools counted", "M25", Of::Clients, ""),
            ("worth of one pupil", "M09", Of::Clients, ""),
        ],
        "See appendix A",
        RESULTS,
    ),
    ask(
        "An average of schools or of pupils?",
        &[("schools", "M03", Of::Clients, ""), ("pupils", "M04", Of::Clients, "")],
        "See section 6, table of changes",
        RESULTS,
    ),
    ask(
        "Is the authority’s the same kind of average?",
        &[("pupils", "M04", Of::Same, ""), ("schools", "M03", Of::Schools, "")],
        "See section 6, table of changes",
        "results of the authority’s schools in both years",
    ),
    ask(
        "Does the authority’s figure include the programme’s schools?",
        &[("without them", "M04", Of::Without, "")],
        "See section 6",
        "the authority’s published counts, or its schools’ results",
    ),
    ask(
        "What of missing results, and of the boycott of 2010?",
        &[
            ("authority schools with both years", "M16", Of::Schools, ""),
            ("client schools", "M16", Of::Clients, ""),
        ],
        "See section 6 and appendix A",
        RESULTS,
    ),
    ask(
        "Which client schools are missing, and why?",
        &[("counted", "M25", Of::Clients, "")],
        "See appendix A, who is counted",
        "client schools with a start date",
    ),
    ask(
        "Would they have risen anyway from so low a year?",
        &[("expected without support", "M23", Of::Clients, "expected_change")],
        "See section 6",
        "results of enough schools outside the programme",
    ),
    ask(
        "Was the earlier year a freak low?",
        &[("against three years’ average", "M23", Of::Clients, "baseline_3yr")],
        "See section 6",
        "results of the client schools in the three years before",
    ),
    ask(
        "What of similar schools without an LLE?",
        &[
            ("they changed", "M03", Of::Matched, ""),
            ("difference", "M21", Of::Clients, ""),
        ],
        "See sections 3 and 6",
        "schools like the client schools, with results in both years",
    ),
    ask(
        "How sure is it?",
        &[("difference", "M21", Of::Clients, ""), ("average", "M03", Of::Clients, "")],
        "See the summary, with the grade",
        "enough schools for an interval",
    ),
    ask(
        "Do one or two tiny schools make it?",
        &[
            ("lowest without any one school", "M05", Of::Clients, "loo_low"),
            ("only cohorts of 11 and more", "M26", Of::Clients, "n11"),
        ],
        "See section 6",
        RESULTS,
    ),
    ask(
        "How many fell?",
        &[("fell", "M05", Of::Clients, "down")],
        "See section 6",
        RESULTS,
    ),
    ask(
        "Tests, or teachers’ own assessment?",
        &[],
        "Key stage 2 is by tests; key stage 1 by teachers",
        "",
    ),
    ask(
        "Was the test easier, or did everybody rise?",
        &[("England", "M04", Of::National, "")],
        "See section 6, table of changes",
        "national figures among the comparators",
    ),
    ask(
        "Did support begin before the tests?",
        &[
            ("started after them, not counted", "M25", Of::Clients, "START_AFTER_TESTS"),
            ("counted", "M25", Of::Clients, ""),
        ],
        "Each school’s baseline is the last test before its own start",
        "start dates of deployments",
    ),
    ask(
        "Does more support bring more gain?",
        &[("correlation", "M24", Of::Clients, "")],
        "See section 6",
        "days of support before the tests",
    ),
    ask(
        "What other help did these schools have?",
        &[(
            "without schools that are an LLE’s own",
            "M26",
            Of::Clients,
            "without_dual_role",
        )],
        "Schools with other intensive support are no partners in the comparison",
        "a record of other support",
    ),
    ask(
        "Were easy schools picked?",
        &[("priority schools among the supported", "P07", Of::Nobody, "targeting")],
        "See section 5",
        "a list of priority schools",
    ),
    ask(
        "Did the gain last?",
        &[("a year on", "M03", Of::Clients, "follow_up")],
        "Reported when the following year’s results are in",
        "results a year after the outcome",
    ),
    ask(
        "Did LLE schools suffer from lending their heads?",
        &[("they changed", "M03", Of::Lle, "")],
        "See section 6",
        "results of schools whose heads are LLEs",
    ),
    ask(
        "Is it only pupils at the border of a level?",
        &[("average points at key stage 1", "M14", Of::Clients, "")],
        "See appendix A, key stage 1 and other results",
        "results at the higher level, or in points",
    ),
    ask(
        "Which pupils gained?",
        &[],
        "Not answered: no results of groups of pupils are held",
        "",
    ),
    ask(
        "What did one more pupil cost, and which route is cheaper?",
        &[
            ("one more pupil", "F03", Of::Nobody, ""),
            ("premium of the Teaching School", "F04", Of::Nobody, "premium_percent"),
        ],
        "See section 8 and appendix C",
        "payments, and a matched comparison",
    ),
    ask(
        "Are the kind words selected, and who wrote this?",
        &[("client heads who replied", "S01", Of::Clients, "")],
        "See appendix B, and the header of the report",
        "a survey with the number invited",
    ),
];

pub(super) fn blocks(sources: &Sources<'_>) -> Vec<Named> {
    vec![("table:questions", vec![questions(sources)])]
}

fn questions(sources: &Sources<'_>) -> Block {
    let rows = QUESTIONS
        .iter()
        .enumerate()
        .map(|(at, question)| {
            let known: Vec<String> = question
                .answers
                .iter()
                .filter_map(|(words, code, of, item)| {
                    let figure = find(sources, code, &of.group(), item)?;
                    let places = figure.indicator.map_or(1, Indicator::places);
                    let shown = if places > 1 && is_public(figure) {
                        signed(figure.value, places)
                    } else {
                        figure.shown_to(Public)
                    };
                    Some(format!("{words}: {shown}"))
                })
                .collect();
            let answer = if question.answers.is_empty() {
                question.place.to_owned()
            } else if known.is_empty() {
                format!("Not answered: it needs {}", question.lacks)
            } else {
                let mut answer = known.join("; ");
                if let Some(first) = answer.get(..1) {
                    let first = first.to_uppercase();
                    answer.replace_range(..1, &first);
                }
                format!("{answer}. {}", question.place)
            };
            vec![format!("{}. {}", at + 1, question.asks), answer]
        })
        .collect();
    table(
        "t-questions",
        "Where the report answers them",
        &[("Question", Align::Left), ("Answer, and where it stands", Align::Left)],
        rows,
        &[],
    )
}

fn find<'a>(
    sources: &'a Sources<'_>,
    code: &str,
    group: &Group,
    item: &str,
) -> Option<&'a Figure> {
    if *group == Group::None {
        return sources.figures.plain(code, group, item);
    }
    headline_part(sources.figures, code, group, item)
        .or_else(|| headline(sources.figures, code, group).filter(|_| item.is_empty()))
        .or_else(|| {
            // Points of key stage 1 and the survey have no pair of key stage 2.
            let is_wanted = |f: &&Figure| {
                f.code == code
                    && f.group == *group
                    && f.item == item
                    && (code.starts_with('S')
                        || f.indicator.is_some_and(|i| i.code == "ks1_aps"))
            };
            let found = sources.figures.all.iter().filter(is_wanted);
            found.max_by_key(|figure| (figure.to, figure.from))
        })
}
