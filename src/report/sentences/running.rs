//! How the programme runs, and what it costs.

use jiff::civil::Date;

use super::wording::{Direction, Said, capital, direction, in_words, is_clear};
use super::{headline, open};
use crate::base::date::{FinancialYear, long};
use crate::base::figure::{Figure, Figures, Group};
use crate::base::quantity::{decimal, pounds};

fn of<'a>(figures: &'a Figures, code: &str, item: &str) -> Option<&'a Figure> {
    open(figures.plain(code, &Group::None, item))
}

fn is_one(figure: &Figure) -> bool {
    figure.value == 1.0
}

pub(super) fn programme(figures: &Figures, as_at: Date) -> Said {
    activity(figures, &format!("On {},", long(as_at)))
}

/// The same where the date stands beside it.
pub(super) fn programme_today(figures: &Figures) -> Said {
    activity(figures, "On the as-at date,")
}

fn activity(figures: &Figures, when: &str) -> Said {
    let mut said = Said::default();
    let (active, at_work) = (of(figures, "P01", ""), of(figures, "P04", ""));
    if active.is_none() && at_work.is_none() {
        return Said::plain("The registers hold neither LLEs nor deployments.");
    }
    said.say(when).say(" ");
    if let Some(active) = active {
        let verb = if is_one(active) { " LLE was active" } else { " LLEs were active" };
        said.value(active, 0).say(verb);
        if at_work.is_some() {
            said.say(", and ");
        }
    }
    if let Some(at_work) = at_work {
        match at_work.value {
            0.0 => said.say("no deployment was at work"),
            1.0 => said.value(at_work, 0).say(" deployment was at work"),
            _ => said.value(at_work, 0).say(" deployments were at work"),
        };
        if let Some(clients) = of(figures, "P04", "clients").filter(|c| c.value > 0.0) {
            said.say(" in ").value(clients, 0).say(if is_one(clients) {
                " client school"
            } else {
                " client schools"
            });
        }
    }
    said.say(".");
    if let (Some(share), Some(given), Some(agreed)) = (
        of(figures, "P05", ""),
        of(figures, "P05", "delivered"),
        of(figures, "P05", "contracted"),
    ) {
        said.say(" Of ")
            .value(agreed, places(agreed))
            .say(" days agreed in all deployments begun so far, ")
            .value(given, places(given))
            .say(" (")
            .value(share, 1)
            .say("%) have been delivered.");
    }
    said
}

/// Days are whole or halves: no decimal where there is none.
fn places(figure: &Figure) -> u32 {
    u32::from(figure.value.fract() != 0.0)
}

pub(super) fn growth(figures: &Figures) -> Said {
    let mut said = Said::default();
    let Some(change) = of(figures, "P02", "") else { return said };
    match direction(change.value) {
        Direction::Up => {
            said.say("In a year the number of active LLEs rose by ").size(change, 0)
        }
        Direction::Down => {
            said.say("In a year the number of active LLEs fell by ").size(change, 0)
        }
        Direction::Level => {
            said.say("The number of active LLEs is the same as a year ago")
        }
    };
    if let Some(before) =
        change.schools.filter(|_| direction(change.value) != Direction::Level)
    {
        said.say(&format!(
            ", from {} to {}",
            decimal(before as f64, 0),
            decimal(before as f64 + change.value, 0)
        ));
    }
    said.say(".");
    said
}

pub(super) fn visits(figures: &Figures) -> Said {
    let mut said = Said::default();
    let Some(on_time) = of(figures, "P09", "") else { return said };
    said.say("Of ")
        .base(on_time)
        .say(" records of visit that were due, ")
        .value(on_time, 1)
        .say("% came in on time");
    if let Some(received) = of(figures, "P09", "received") {
        said.say(" and ").value(received, 1).say("% have come in");
    }
    said.say(".");
    said
}

pub(super) fn capacity(figures: &Figures) -> Said {
    let mut said = Said::default();
    let (Some(share), Some(days), Some(booked)) = (
        of(figures, "P06", ""),
        of(figures, "P06", "days"),
        of(figures, "P06", "booked"),
    ) else {
        return said;
    };
    said.say("Active LLEs offer ")
        .value(days, places(days))
        .say(" days this academic year, of which ")
        .value(booked, places(booked))
        .say(" (")
        .value(share, 1)
        .say("%) are booked.");
    said
}

pub(super) fn reach(figures: &Figures) -> Said {
    let mut said = Said::default();
    let Some(reached) = of(figures, "P07", "") else { return said };
    let all = reached.schools.unwrap_or(0);
    let some = crate::base::quantity::rounded(reached.value * all as f64 / 100.0, 0);
    said.say(&format!("{} of ", capital(&in_words(some as u64)))).base(reached);
    said.say(" priority schools (").value(reached, 1).say("%) have been supported");
    if let Some(targeted) = of(figures, "P07", "targeting") {
        said.say("; ")
            .value(targeted, 1)
            .say("% of the schools supported are priority schools");
    }
    said.say(".");
    said
}

pub(super) fn matching(figures: &Figures) -> Said {
    let mut said = Said::default();
    if let Some(days) = of(figures, "P08", "") {
        said.say("The median time from identifying a school to the agreement was ")
            .value(days, places(days))
            .say(if is_one(days) { " day (" } else { " days (" })
            .base(days)
            .say(if days.schools == Some(1) { " school)" } else { " schools)" });
        if let Some(within) = of(figures, "P08", "within_20") {
            said.say("; ").value(within, 1).say("% were agreed within 20 days");
        }
        said.say(".");
    }
    if let Some(waiting) = of(figures, "P08", "waiting") {
        let before = if said.text.is_empty() { "" } else { " " };
        said.say(before);
        match waiting.value {
            0.0 => said.say("No school waits for an LLE."),
            1.0 => said.say("One school waits for an LLE."),
            _ => said.value_in_words(waiting).say(" schools wait for an LLE."),
        };
    }
    said
}

pub(super) fn quality(figures: &Figures) -> Said {
    let mut said = Said::default();
    if let Some((done, green)) = of(figures, "P10", "done").zip(of(figures, "P10", "")) {
        said.say("Of ").base(done).say(" quality checks that were due, ").value(done, 1);
        said.say("% were done and ").value(green, 1).say("% were rated green.");
    }
    if let Some(met) = of(figures, "P11", "") {
        let before = if said.text.is_empty() { "Of " } else { " Of " };
        said.say(before).base(met).say(" deployments with a recorded outcome, ");
        said.value(met, 1).say("% met their objectives.");
    }
    if let Some(came) = of(figures, "P12", "") {
        let before = if said.text.is_empty() { "" } else { " " };
        said.say(before)
            .say("Attendance at network meetings was ")
            .value(came, 1)
            .say("%.");
    }
    said
}

pub(super) fn money(figures: &Figures, as_at: Date) -> Said {
    let mut said = Said::default();
    let part = |item: &str| of(figures, "F05", item);
    let (Some(approved), Some(forecast), Some(variance)) =
        (part("total/approved"), part("total/forecast"), part("total/variance"))
    else {
        return Said::plain("The registers hold no budget.");
    };
    said.say("Of ")
        .money(approved)
        .say(&format!(" approved for the financial year {}, ", FinancialYear::of(as_at)))
        .money(forecast)
        .say(" is paid or ordered so far");
    match direction(variance.value) {
        Direction::Up => said.say(", ").money(variance).say(" more than was approved."),
        Direction::Down => said.say(", which leaves ").money(variance).say("."),
        Direction::Level => said.say(", which is all of it."),
    };
    said
}

pub(super) fn cost(figures: &Figures) -> Said {
    let mut said = Said::default();
    if let Some(school) = of(figures, "F01", "school") {
        said.say("Since the programme began, each supported school has cost ")
            .money(school)
            .say(" on average");
        if let Some(day) = of(figures, "F01", "day") {
            said.say(", and each day of support ").money(day);
        }
        said.say(".");
    }
    if let Some(point) = of(figures, "F02", "did")
        && let Some((low, high)) = point.lower.zip(point.upper)
    {
        said.say(" One point of rise in one school beyond similar schools cost ")
            .money(point)
            .say(&format!(" (95% interval {} to {}).", pounds(low), pounds(high)));
    }
    if let Some(pupil) = of(figures, "F03", "") {
        said.say(" One more pupil at the standard, beyond similar schools, cost ")
            .money(pupil)
            .say(match headline(figures, "M21", &Group::Clients) {
                Some(more) if !is_clear(more) => {
                    "; as the difference is not distinguishable from none, the figure says little."
                }
                _ => ", a figure as uncertain as the rise itself.",
            });
    }
    said.text = said.text.trim_start().to_owned();
    said
}

pub(super) fn routes(figures: &Figures) -> Said {
    let mut said = Said::default();
    let (direct, school) = (of(figures, "F04", "direct"), of(figures, "F04", "ts"));
    match (direct, school) {
        (Some(direct), Some(school)) => {
            said.say("A day commissioned directly costs ")
                .money(direct)
                .say(" on average, through the Teaching School ")
                .money(school);
            if let Some(more) = of(figures, "F04", "premium_percent") {
                match direction(more.value) {
                    Direction::Up => said.say(", ").size(more, 1).say("% more"),
                    Direction::Down => said.say(", ").size(more, 1).say("% less"),
                    Direction::Level => said.say(", the same"),
                };
            }
            said.say(".");
        }
        (Some(only), None) => {
            said.say("A day costs ")
                .money(only)
                .say(" on average; all are commissioned directly.");
        }
        (None, Some(only)) => {
            said.say("A day costs ")
                .money(only)
                .say(" on average; all are commissioned through the Teaching School.");
        }
        (None, None) => {}
    }
    said
}
