//! What happened to pupils' results, and what may be said of the reasons.

use super::wording::{Direction, Said, capital, direction, either, in_words, is_clear};
use super::{
    headline, headline_pair, headline_part, indicator_words, later_results, open,
};
use crate::base::date::AcademicYear;
use crate::base::figure::{Figure, Figures, Group};
use crate::base::quantity::{decimal, rounded};

/// Standardised difference from which two groups are not called alike.
const UNLIKE: f64 = 0.25;
/// Spread of pupils' average points at key stage 1, for a guide to chance.
const KS1_SPREAD: f64 = 3.6;
/// Judgements of a class of thirty in three subjects, and points of a step.
const CLASS: (f64, f64) = (90.0, 2.0);

pub(super) fn impact(figures: &Figures, authority: &str) -> Said {
    let mut said = Said::default();
    let Some(clients) = headline(figures, "M03", &Group::Clients) else {
        return Said::plain(
            "There are no results of client schools in two comparable years, so nothing can be said of impact.",
        );
    };
    let Some(clients) = open(Some(clients)) else {
        return Said::plain(
            "Too few client schools have comparable results for their average to be published.",
        );
    };
    let all = clients.schools.unwrap_or(0) + clients.left_out.unwrap_or(0);
    let one = clients.schools == Some(1);
    said.base_in_words(clients)
        .say(&format!(
            " of the {} supported schools {} comparable results. On average the share of {} pupils at {} ",
            decimal(all as f64, 0),
            if one { "has" } else { "have" },
            if one { "its" } else { "their" },
            indicator_words(clients)
        ));
    match direction(clients.value) {
        Direction::Up => said.say("rose by ").size(clients, 1).say(" percentage points"),
        Direction::Down => {
            said.say("fell by ").size(clients, 1).say(" percentage points")
        }
        Direction::Level => said.say("did not change"),
    };
    said.say(&format!(" between {} and {}", summer(clients.from), summer(clients.to)));
    let pooled = open(headline(figures, "M04", &Group::Clients));
    let has_interval = clients.lower.is_some() && clients.upper.is_some();
    if has_interval || pooled.is_some() {
        said.say(" (").interval(clients, "", "");
        if has_interval && pooled.is_some() {
            said.say("; ");
        }
        if let Some(pooled) = pooled {
            said.beside(pooled, clients.value).say(" counting every pupil equally");
        }
        said.say(")");
    }
    if let Some(la) = open(headline(figures, "M04", &Group::LaPublished)) {
        said.say(", against ")
            .beside(la, clients.value)
            .say(&format!(" for {authority}"));
    }
    said.say(".");
    if has_interval && !is_clear(clients) {
        said.say(" The interval spans nought: the change is not distinguishable from no change.");
    }
    let later = later_results(figures);
    if !later.is_empty() {
        let years: Vec<String> =
            later.iter().map(|year| year.summer().to_string()).collect();
        said.say(&format!(
            " No supported school’s own two years end in {}: the results since stand in the appendix on impact.",
            either(&years)
        ));
    }
    said
}

pub(super) fn similar(figures: &Figures) -> Said {
    let matched = open(headline(figures, "M03", &Group::Matched));
    let more = open(headline(figures, "M21", &Group::Clients));
    let mut said = Said::default();
    let Some((matched, more)) = matched.zip(more) else {
        if headline(figures, "M03", &Group::Clients).is_some() {
            return Said::plain(
                "There are too few similar schools without an LLE to compare with.",
            );
        }
        return said;
    };
    said.say("Results of similar schools without an LLE ").moved(matched);
    if direction(matched.value) != Direction::Level {
        said.say(" points");
    }
    let pairs = more.schools.unwrap_or(0);
    said.say("; the change of the client schools paired with them was ");
    match direction(more.value) {
        Direction::Level => said.say("the same"),
        Direction::Up => said.size(more, 1).say(" points higher"),
        Direction::Down => said.size(more, 1).say(" points lower"),
    };
    if !is_clear(more) && direction(more.value) != Direction::Level {
        said.say(", which is not distinguishable from no difference");
    }
    said.say(" (").base(more).say(if pairs == 1 { " pair" } else { " pairs" });
    said.interval(more, "; ", "").say(").");
    if let Some(smd) =
        open(headline_part(figures, "M20", &Group::Clients, "smd_baseline"))
            .filter(|smd| smd.value.abs() >= UNLIKE)
    {
        said.say(" The two groups did not start alike (standardised difference ")
            .value(smd, 2)
            .say("), so this comparison is weak.");
    }
    said
}

pub(super) fn expected(figures: &Figures) -> Said {
    let mut said = Said::default();
    let Some(expected) =
        open(headline_part(figures, "M23", &Group::Clients, "expected_change"))
    else {
        return said;
    };
    let whole = rounded(expected.value, 0);
    if whole > 0.0 {
        let unit = if whole == 1.0 { "point" } else { "points" };
        said.say("Because the schools were chosen after low results, a rise of about ")
            .size(expected, 0)
            .say(&format!(" {unit} would be expected without support."));
    } else {
        said.say("From where these schools began, no rise would have been expected without support.");
    }
    if let Some(long) =
        open(headline_part(figures, "M23", &Group::Clients, "baseline_3yr"))
    {
        said.say(
            " Against the average of the three years before support, their results ",
        );
        match direction(long.value) {
            Direction::Up => said.say("are ").size(long, 1).say(" points higher."),
            Direction::Down => said.say("are ").size(long, 1).say(" points lower."),
            Direction::Level => said.say("are the same."),
        };
    }
    said
}

pub(super) fn comparison(figures: &Figures, authority: &str) -> Said {
    let with = format!("{authority}\u{2019}s schools with results in both years");
    let without = format!("{authority} without the programme\u{2019}s schools");
    let groups: [(&str, Group, &str); 4] = [
        ("M03", Group::Lle, "schools whose heads are LLEs"),
        ("M04", Group::LaSameSchools, &with),
        ("M04", Group::LaWithoutProgramme, &without),
        ("M04", Group::National, "England"),
    ];
    let found: Vec<(&Figure, &str)> = groups
        .iter()
        .filter_map(|(code, group, words)| {
            open(headline(figures, code, group)).map(|figure| (figure, *words))
        })
        .collect();
    let mut said = Said::default();
    if found.is_empty() {
        if headline(figures, "M03", &Group::Clients).is_some() {
            return Said::plain("The input holds no other group to compare with.");
        }
        return said;
    }
    said.say("Over the same two years, in percentage points: ");
    let last = found.len() - 1;
    for (at, (figure, words)) in found.into_iter().enumerate() {
        if at > 0 {
            said.say(if at == last { "; and " } else { "; " });
        }
        said.say(words).say(" ").moved(figure);
        if figure.schools.is_some_and(|n| n > 0) {
            said.say(" (").base(figure).say(" schools)");
        }
    }
    said.say(".");
    said
}

pub(super) fn coverage(figures: &Figures) -> Said {
    let mut said = Said::default();
    let Some(share) = open(headline(figures, "M16", &Group::Clients)) else {
        return said;
    };
    let (all, out) = (share.schools.unwrap_or(0), share.left_out.unwrap_or(0));
    let counted = all.saturating_sub(out);
    said.say(&format!(
        "{} of the {} client schools could be counted (",
        capital(&in_words(counted)),
        decimal(all as f64, 0)
    ));
    said.value(share, 1).say("%)");
    match out {
        0 => said.say("."),
        1 => said.say(
            "; the other one stands in the table of who is counted, with its reason.",
        ),
        _ => said.say(&format!(
            "; the other {} stand in the table of who is counted, each with its reason.",
            in_words(out)
        )),
    };
    said
}

/// How many rose, stayed and fell, without a full stop.
pub(super) fn rose_and_fell(figures: &Figures) -> Said {
    let part = |item: &str| open(headline_part(figures, "M05", &Group::Clients, item));
    let mut said = Said::default();
    let (Some(up), Some(same), Some(down)) = (part("up"), part("same"), part("down"))
    else {
        return said;
    };
    let all = up.value + same.value + down.value;
    if up.value == all {
        said.say("All ")
            .value(up, 0)
            .say(" supported schools with comparable results rose");
        return said;
    }
    said.value_in_words(up).say(&format!(
        " of the {} supported schools with comparable results rose",
        decimal(all, 0)
    ));
    if same.value > 0.0 {
        said.say(", ").value(same, 0).say(" stayed the same");
    }
    said.say(if same.value > 0.0 { " and " } else { ", and " });
    said.value(down, 0).say(" fell");
    said
}

pub(super) fn spread(figures: &Figures) -> Said {
    let part = |item: &str| open(headline_part(figures, "M05", &Group::Clients, item));
    let mut said = rose_and_fell(figures);
    if said.text.is_empty() {
        return said;
    }
    if let Some(median) = part("median") {
        said.say("; the middle change was ");
        match direction(median.value) {
            Direction::Up => said.say("a rise of ").size(median, 1).say(" points"),
            Direction::Down => said.say("a fall of ").size(median, 1).say(" points"),
            Direction::Level => said.say("none"),
        };
    }
    said.say(".");
    if let Some((low, high)) = part("loo_low").zip(part("loo_high")) {
        said.say(" Leaving out any one school, the average change stays between ")
            .value(low, 1)
            .say(" and ")
            .value(high, 1)
            .say(" points.");
    }
    said
}

pub(super) fn chance(figures: &Figures) -> Said {
    let mut said = Said::default();
    let Some(pooled) = open(headline(figures, "M04", &Group::Clients))
        .filter(|figure| figure.lower.is_some() && figure.upper.is_some())
    else {
        return said;
    };
    said.say("Counting every pupil equally, the change is ");
    said.say(if is_clear(pooled) {
        "larger than chance variation between year groups would usually give"
    } else {
        "no larger than chance variation between year groups would often give"
    });
    said.interval(pooled, " (", ")").say(".");
    said
}

pub(super) fn grade(figures: &Figures) -> Said {
    let mut said = Said::default();
    if headline(figures, "M03", &Group::Clients).is_none() {
        return Said::plain(
            "Evidence grade D: opinion only; no results can be compared.",
        );
    }
    let grade = headline_part(figures, "M21", &Group::Clients, "grade");
    let matched = open(headline(figures, "M21", &Group::Clients));
    match (grade.map(|grade| rounded(grade.value, 0)), matched) {
        (Some(1.0), Some(matched)) => {
            said.say("Evidence grade A: a matched comparison of ")
                .base(matched)
                .say(" schools, twenty or more, whose interval leaves out nought.");
        }
        (Some(2.0), Some(matched)) => {
            said.say("Evidence grade B: a matched comparison of ")
                .base(matched)
                .say(" schools, fewer than twenty, whose interval leaves out nought.");
        }
        _ => {
            said.say("Evidence grade C: results before and after, without a matched comparison of eight schools or more whose interval leaves out nought.");
        }
    }
    said
}

pub(super) fn caveat(figures: &Figures) -> Said {
    if headline(figures, "M03", &Group::Clients).is_none() {
        return Said::default();
    }
    Said::plain(
        "Two different year groups of pupils are compared, and the schools were chosen because their results were low: part of any rise would be expected without support.",
    )
}

pub(super) fn doubtful(figures: &Figures) -> Said {
    let mut said = Said::default();
    let pair =
        super::headline_indicator(figures).and_then(|i| headline_pair(figures, &[i]));
    if pair.is_none_or(|(from, _)| from != AcademicYear(2009)) {
        return said;
    }
    said.say("In 2010 about a quarter of schools in England did not sit the tests.");
    if let Some(la) = open(headline(figures, "M16", &Group::LaSchools)) {
        let all = la.schools.unwrap_or(0);
        let with = all.saturating_sub(la.left_out.unwrap_or(0));
        said.say(&format!(
            " Of the authority\u{2019}s {} schools with results {} (",
            decimal(all as f64, 0),
            decimal(with as f64, 0)
        ));
        said.value(la, 1).say("%) have both years, so the published averages of the two years are not of the same schools.");
    }
    said
}

pub(super) fn lle_schools(figures: &Figures) -> Said {
    let mut said = Said::default();
    let Some(lle) = open(headline(figures, "M03", &Group::Lle)) else { return said };
    said.say("Results of the ")
        .base(lle)
        .say(" schools whose heads are LLEs ")
        .moved(lle);
    if direction(lle.value) != Direction::Level {
        said.say(" points");
    }
    said.interval(lle, " (", ")");
    said.say(match (direction(lle.value), is_clear(lle)) {
        (Direction::Down, true) => ": they fell while their heads were lent.",
        (_, true) => ": they did not fall while their heads were lent.",
        (_, false) => ": not distinguishable from no change while their heads were lent.",
    });
    said
}

pub(super) fn one_pupil(figures: &Figures) -> Said {
    let mut said = Said::default();
    if let Some(one) = open(headline(figures, "M09", &Group::Clients)) {
        said.say("In a client school of average size one pupil is worth ")
            .value(one, 1)
            .say(" points");
        if let Some(class) =
            open(headline_part(figures, "M09", &Group::Clients, "pupils"))
            && let way @ (Direction::Up | Direction::Down) = direction(class.value)
        {
            said.say(match way {
                Direction::Up => "; in a class of 30 the rise is that of ",
                _ => "; in a class of 30 the fall is that of ",
            })
            .size(class, 1)
            .say(" pupils");
        }
        said.say(".");
    }
    said
}

pub(super) fn dose(figures: &Figures) -> Said {
    let mut said = Said::default();
    let Some(r) = open(headline(figures, "M24", &Group::Clients)) else { return said };
    let (Some(lower), Some(upper)) = (r.lower, r.upper) else { return said };
    if lower <= 0.0 && upper >= 0.0 {
        said.say("There is no evidence that more days of support went with more change");
    } else if r.value > 0.0 {
        said.say("More days of support went with more change");
    } else {
        said.say("More days of support went with less change");
    }
    said.say(" (correlation ").value(r, 2);
    said.say(&format!("; 95% interval {} to {}).", decimal(lower, 2), decimal(upper, 2)));
    said
}

pub(super) fn ks1(figures: &Figures, authority: &str) -> Said {
    let mut said = Said::default();
    let Some((from, to)) = headline_pair(figures, &["ks1_aps"]) else { return said };
    let find = |group: &Group| {
        open(figures.all.iter().find(|f| {
            f.code == "M14"
                && f.group == *group
                && f.item.is_empty()
                && f.indicator.is_some_and(|i| i.code == "ks1_aps")
                && f.from == Some(from)
                && f.to == Some(to)
        }))
    };
    let Some(clients) = find(&Group::Clients) else { return said };
    said.say("At key stage 1, by teacher assessment, the average point score of ")
        .base(clients)
        .say(" client schools ");
    match direction2(clients.value) {
        Direction::Up => said.say("rose by ").size(clients, 2).say(" points"),
        Direction::Down => said.say("fell by ").size(clients, 2).say(" points"),
        Direction::Level => said.say("did not change"),
    };
    said.say(&format!(" between {} and {}", summer(Some(from)), summer(Some(to))));
    let Some(la) = find(&Group::LaPublished) else {
        said.say(".");
        return said;
    };
    said.say(", against ");
    match (direction2(la.value), direction2(clients.value)) {
        (Direction::Level, _) => said.say("no change"),
        (Direction::Up, Direction::Up) | (Direction::Down, Direction::Down) => {
            said.size(la, 2)
        }
        (Direction::Up, _) => said.say("a rise of ").size(la, 2),
        (Direction::Down, _) => said.say("a fall of ").size(la, 2),
    };
    said.say(&format!(" for {authority}."));
    let difference = clients.value - la.value;
    let steps = rounded(difference.abs() * CLASS.0 / CLASS.1, 0);
    said.say(&format!(
        " The difference of {} points is about {} of a sub-level among the 90 judgements of a class of thirty",
        decimal(difference.abs(), 1),
        if steps == 1.0 { "one step".to_owned() } else { format!("{} steps", in_words(steps as u64)) }
    ));
    if let Some(pupils) = clients.pupils.filter(|n| *n > 0) {
        let chance = 1.96 * 2f64.sqrt() * KS1_SPREAD / (pupils as f64).sqrt();
        said.say(if difference.abs() <= chance {
            ", and within what chance would give"
        } else {
            ", and larger than chance would usually give"
        });
    }
    said.say(".");
    said
}

/// As [`direction`], at the two decimals of average points.
fn direction2(value: f64) -> Direction {
    direction(rounded(value, 2) * 10.0)
}

fn summer(year: Option<AcademicYear>) -> String {
    year.map_or_else(String::new, |year| year.summer().to_string())
}
