//! The change of the client schools beside other groups’.

use super::wording::{Direction, Said, direction, is_clear};
use super::{headline, headline_part, open};
use crate::base::figure::{Figure, Figures, Group};
use crate::base::quantity::rounded;

/// Standardised difference from which two groups are not called alike.
const UNLIKE: f64 = 0.25;

pub(super) fn similar(figures: &Figures) -> Said {
    let matched = open(headline(figures, "M03", &Group::Matched));
    let more = open(headline(figures, "M21", &Group::Clients));
    let mut said = Said::default();
    let Some((matched, more)) = matched.zip(more) else {
        if open(headline(figures, "M03", &Group::Clients)).is_some() {
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
