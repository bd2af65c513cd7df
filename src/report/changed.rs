//! "What changed since the last pack": the headline figures of both, side by side.
//!
//! Only what the public may read is compared, in both packs.

use crate::base::date::month_name;
use crate::base::figure::{Figures, Group};
use crate::base::finding::{Findings, Severity};
use crate::base::previous::{PastFigure, Previous};
use crate::base::release::{Audience, Public};
use crate::base::text::count;

use super::sentences::{headline, indicator_words};

/// What a line is about: measure, part, and its words.
struct Watched {
    code: &'static str,
    item: &'static str,
    /// Goes before the figure: `Active LLEs`.
    name: &'static str,
}

const fn watched(code: &'static str, item: &'static str, name: &'static str) -> Watched {
    Watched { code, item, name }
}

/// The headline figures, those that belong together on one line: with the line of
/// results they are the five that a cover has room for.
const LINES: [&[Watched]; 4] = [
    &[watched("P01", "", "Active LLEs")],
    &[
        watched("P04", "clients", "Client schools supported at present"),
        watched("P08", "waiting", "Schools that wait for an LLE"),
        watched("P07", "", "Priority schools reached"),
    ],
    &[
        watched("P05", "delivered", "Support delivered in all"),
        watched("P09", "", "Records of visit that came in on time"),
    ],
    &[
        watched("F05", "total/forecast", "Paid or ordered this financial year"),
        watched("P10", "", "Quality checks rated green"),
        watched("P12", "", "Attendance at network meetings"),
    ],
];

/// At most five lines; one that says why where there is nothing to compare.
pub(crate) fn lines(figures: &Figures, previous: Option<&Previous>) -> Vec<String> {
    let Some(previous) = previous else {
        return vec![
            "This is the first pack: there is no earlier one to compare it with."
                .to_owned(),
        ];
    };
    let when = previous.period.map_or_else(
        || "the last pack".to_owned(),
        |month| format!("{} {}", month_name(month.month), month.year),
    );
    if previous.figures.is_empty() {
        return vec![format!(
            "The pack of {when} holds no figures, so nothing can be compared."
        )];
    }
    let mut lines: Vec<String> = results(figures, previous, &when).into_iter().collect();
    lines.extend(LINES.iter().filter_map(|line| {
        let moved: Vec<String> = line
            .iter()
            .filter_map(|watched| moved(watched, figures, previous))
            .enumerate()
            .map(|(at, (name, now, past))| {
                // The month is said once a line.
                let past = match past {
                    Some(past) if at == 0 => format!("{past} in {when}"),
                    Some(past) => past,
                    None => "not reported before".to_owned(),
                };
                let name = if at == 0 { name.to_owned() } else { inner(name) };
                format!("{name}: {now} ({past})")
            })
            .collect();
        (!moved.is_empty()).then(|| format!("{}.", moved.join("; ")))
    }));
    if lines.is_empty() {
        lines.push(format!("No headline figure has changed since {when}."));
    }
    lines
}

/// The results line: the same pair corrected, or a new pair of years.
fn results(figures: &Figures, previous: &Previous, when: &str) -> Option<String> {
    let now = headline(figures, "M03", &Group::Clients)
        .filter(|figure| figure.release <= Public::RELEASE)?;
    let past: Vec<&PastFigure> = previous
        .figures
        .iter()
        .filter(|past| {
            past.code == "M03" && past.group == "clients" && past.item.is_empty()
        })
        .filter(|past| now.indicator.is_some_and(|i| i.code == past.indicator))
        .collect();
    let year = |year: Option<crate::base::date::AcademicYear>| {
        year.map(|year| year.to_string()).unwrap_or_default()
    };
    let years = (year(now.from), year(now.to));
    let summers = (now.from.map_or(0, |y| y.summer()), now.to.map_or(0, |y| y.summer()));
    let what = format!(
        "client schools' average change in {} between {} and {}",
        indicator_words(now),
        summers.0,
        summers.1
    );
    match past.iter().find(|past| past.years == years) {
        Some(past) if past.shown == now.shown() => None,
        Some(past) => Some(format!(
            "The {what} is {} after corrections; it was {} in {when}.",
            now.shown(),
            past.shown
        )),
        None => Some(format!("New in this pack: {what}, {}.", now.shown())),
    }
}

/// A name within a sentence.
fn inner(name: &str) -> String {
    let mut letters = name.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}

/// Name, what is shown now, and what was shown; none where both are the same.
fn moved(
    watched: &Watched,
    figures: &Figures,
    previous: &Previous,
) -> Option<(&'static str, String, Option<String>)> {
    let now = figures
        .plain(watched.code, &Group::None, watched.item)
        .filter(|figure| figure.release <= Public::RELEASE)?
        .shown();
    let past = previous.figures.iter().find(|past| {
        past.code == watched.code && past.group.is_empty() && past.item == watched.item
    });
    match past {
        Some(past) if past.shown == now => None,
        past => Some((watched.name, now, past.map(|past| past.shown.clone()))),
    }
}

/// How many faults are open in the input, in a sentence.
pub(crate) fn open_faults(findings: &Findings) -> String {
    let (errors, queries) =
        (findings.open(Severity::Error), findings.open(Severity::Query));
    let asked = format!(
        "{} {} an answer",
        count(queries, "query", "queries"),
        if queries == 1 { "awaits" } else { "await" }
    );
    let left_out = format!(
        "{} {} left out of every figure until {} mended",
        count(errors, "row or file", "rows or files"),
        if errors == 1 { "is" } else { "are" },
        if errors == 1 { "it is" } else { "they are" },
    );
    match (errors, queries) {
        (0, 0) => "No fault in the data is open.".to_owned(),
        (0, _) => format!("No row is left out of the figures; {asked}."),
        (_, 0) => format!("{left_out}; no query is open."),
        (_, _) => format!("{left_out}, and {asked}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::date::Month;
    use crate::base::figure::Figure;
    use crate::base::quantity::Unit;
    use crate::measure::definitions;

    fn figure(code: &str, item: &str, value: f64, unit: Unit) -> Figure {
        let definition = definitions().into_iter().find(|d| d.code == code).unwrap();
        Figure { item: item.to_owned(), ..Figure::new(definition, value, unit) }
    }

    fn past(code: &str, item: &str, shown: &str) -> PastFigure {
        PastFigure {
            code: code.to_owned(),
            item: item.to_owned(),
            shown: shown.to_owned(),
            ..PastFigure::default()
        }
    }

    fn last(figures: Vec<PastFigure>) -> Previous {
        Previous { period: Month::parse("2011-10"), figures, ..Previous::default() }
    }

    #[test]
    fn the_first_pack_says_that_it_is_the_first() {
        let lines = lines(&Figures::default(), None);
        assert_eq!(lines.len(), 1);
        assert!(lines[0].starts_with("This is the first pack"), "{lines:?}");
    }

    #[test]
    fn a_figure_that_moved_stands_beside_what_it_was() {
        let mut figures = Figures::default();
        figures.all.push(figure("P01", "", 34.0, Unit::Count));
        figures.all.push(figure("P05", "delivered", 192.0, Unit::Days));
        let last =
            last(vec![past("P01", "", "32"), past("P05", "delivered", "192\u{a0}days")]);
        assert_eq!(
            lines(&figures, Some(&last)),
            ["Active LLEs: 34 (32 in October 2011)."]
        );
    }

    #[test]
    fn all_that_moved_stands_on_five_lines_at_most_and_names_the_month_once_in_each() {
        let mut figures = Figures::default();
        for watched in LINES.iter().copied().flatten() {
            figures.all.push(figure(watched.code, watched.item, 1.0, Unit::Count));
        }
        let last = last(vec![past("P04", "clients", "2"), past("P08", "waiting", "4")]);
        let lines = lines(&figures, Some(&last));
        assert_eq!(lines.len(), 4);
        assert_eq!(
            lines[1],
            "Client schools supported at present: 1 (2 in October 2011); schools that wait for an LLE: 1 (4); priority schools reached: 1 (not reported before)."
        );
    }

    #[test]
    fn nothing_that_moved_is_said_in_one_line() {
        let mut figures = Figures::default();
        figures.all.push(figure("P01", "", 34.0, Unit::Count));
        let last = last(vec![past("P01", "", "34")]);
        assert_eq!(
            lines(&figures, Some(&last)),
            ["No headline figure has changed since October 2011."]
        );
    }

    #[test]
    fn open_faults_are_counted_and_none_is_told_as_nought() {
        use crate::base::cell::Place;
        use crate::base::finding::{Finding, Rule};
        static RULE: Rule = Rule {
            code: "FIL-001",
            name: "",
            severity: Severity::Error,
            what: "",
            why: "",
            fix: "",
            ignore: "",
            settings: &[],
        };
        static ASKS: Rule = Rule { severity: Severity::Query, ..RULE };
        let said = |errors: usize, queries: usize| {
            let mut findings = Findings::default();
            let rules = std::iter::repeat_n(&RULE, errors)
                .chain(std::iter::repeat_n(&ASKS, queries));
            for (at, rule) in rules.enumerate() {
                let place = Place::sheet(&"a.csv".into(), &at.to_string().into());
                findings.add(Finding::new(rule, place, String::new()));
            }
            open_faults(&findings).replace('\u{a0}', " ")
        };
        assert_eq!(said(0, 0), "No fault in the data is open.");
        assert_eq!(
            said(0, 1),
            "No row is left out of the figures; 1 query awaits an answer."
        );
        assert_eq!(
            said(2, 0),
            "2 rows or files are left out of every figure until they are mended; no query is open."
        );
        assert_eq!(
            said(1, 2),
            "1 row or file is left out of every figure until it is mended, and 2 queries await an answer."
        );
    }
}
