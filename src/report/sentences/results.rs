//! What happened to pupils' results, and what may be said of the reasons.

use super::wording::{Direction, Said, capital, direction, either, in_words, is_clear};
use super::{
    headline, headline_pair, headline_part, indicator_words, later_results, open,
};
use crate::base::date::AcademicYear;
use crate::base::figure::{Figures, Group};
use crate::base::quantity::{decimal, rounded};

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
    if one && all == 1 {
        said.say("The one supported school has");
    } else if clients.schools == Some(all) {
        said.say("All ").base(clients).say(" supported schools have");
    } else {
        said.base_in_words(clients).say(&format!(
            " of the {} supported schools {}",
            decimal(all as f64, 0),
            if one { "has" } else { "have" }
        ));
    }
    said.say(&format!(
        " comparable results. On average the share of {} pupils at {} ",
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

pub(super) fn coverage(figures: &Figures) -> Said {
    let mut said = Said::default();
    let Some(share) = open(headline(figures, "M16", &Group::Clients)) else {
        return said;
    };
    let (all, out) = (share.schools.unwrap_or(0), share.left_out.unwrap_or(0));
    let counted = all.saturating_sub(out);
    if out == 0 {
        return Said::plain(match all {
            1 => "The one client school could be counted.".to_owned(),
            2 => "Both client schools could be counted.".to_owned(),
            _ => {
                format!("All {} client schools could be counted.", decimal(all as f64, 0))
            }
        });
    }
    said.say(&format!(
        "{} of the {} client schools could be counted (",
        capital(&in_words(counted)),
        decimal(all as f64, 0)
    ));
    said.value(share, 1).say("%)");
    match out {
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
        said.say(", ").value_in_small_words(same).say(" stayed the same");
    }
    said.say(if same.value > 0.0 { " and " } else { ", and " });
    said.value_in_small_words(down).say(" fell");
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
    let Some(clients) = headline(figures, "M03", &Group::Clients) else {
        return Said::plain(
            "Evidence grade D: opinion only; no results can be compared.",
        );
    };
    if open(Some(clients)).is_none() {
        return Said::plain("With so few schools no grade of the evidence is given.");
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
    if open(headline(figures, "M03", &Group::Clients)).is_none() {
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
        if with == all {
            said.say(&format!(
                " All {} of the authority\u{2019}s schools with results have both years.",
                decimal(all as f64, 0)
            ));
            return said;
        }
        said.say(&format!(
            " Of the authority\u{2019}s {} schools with results, {} (",
            decimal(all as f64, 0),
            decimal(with as f64, 0)
        ));
        said.value(la, 1).say("%) have both years, so the published averages of the two years are not of the same schools.");
    }
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
                Direction::Up => "; in a class of 30 the rise comes to ",
                _ => "; in a class of 30 the fall comes to ",
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

pub(super) fn summer(year: Option<AcademicYear>) -> String {
    year.map_or_else(String::new, |year| year.summer().to_string())
}
