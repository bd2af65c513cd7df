//! What heads say: opinion, never evidence of results.

use super::open;
use super::wording::{Direction, Said, capital, direction, in_words, is_clear, majority};
use crate::base::figure::{Figure, Figures, Group};
use crate::base::quantity::{decimal, rounded};

fn of<'a>(
    figures: &'a Figures,
    code: &str,
    group: &Group,
    item: &str,
) -> Option<&'a Figure> {
    open(figures.plain(code, group, item))
}

pub(super) fn survey(figures: &Figures) -> Said {
    let mut said = Said::default();
    let groups = [(Group::Clients, "client heads"), (Group::Lle, "LLEs")];
    let rates: Vec<(&Figure, &str)> = groups
        .iter()
        .filter_map(|(group, words)| Some((of(figures, "S01", group, "")?, *words)))
        .collect();
    if rates.is_empty() {
        let has_answers = figures.all.iter().any(|figure| figure.code == "S02");
        return Said::plain(if has_answers {
            "The registers do not say how many heads were invited to the survey, so the rate of response is not known."
        } else {
            "The registers hold no survey."
        });
    }
    for (at, (rate, words)) in rates.iter().enumerate() {
        let invited = rate.schools.unwrap_or(0);
        let replied = invited.saturating_sub(rate.left_out.unwrap_or(0));
        if at > 0 {
            said.say(" and ");
        }
        let all = decimal(invited as f64, 0);
        let group = match (invited, replied == invited) {
            (1, true) => format!("the one {}", words.trim_end_matches('s')),
            (2, true) => format!("both {words}"),
            (_, true) => format!("all {all} {words}"),
            (_, false) if at == 0 => format!("{} of {all} {words}", in_words(replied)),
            (_, false) => format!("{} of {all} {words}", decimal(replied as f64, 0)),
        };
        let group = if at == 0 { capital(&group) } else { group };
        said.say(&group).say(" (").value(rate, 1).say("%)");
    }
    said.say(
        " replied to the survey. What they say is opinion, and no evidence of results.",
    );
    said
}

pub(super) fn success(figures: &Figures) -> Said {
    let mut said = Said::default();
    let (item, what) =
        if figures.all.iter().any(|f| f.code == "S02" && f.item == "SUCCESS") {
            ("SUCCESS", "that the programme is successful")
        } else {
            ("SAT", "that they are satisfied with the service")
        };
    for (group, words) in [(Group::Clients, "client heads"), (Group::Lle, "LLEs")] {
        let Some(share) = of(figures, "S02", &group, item) else { continue };
        let all = share.schools.unwrap_or(0);
        let agree = rounded(share.value * all as f64 / 100.0, 0);
        let word = majority(share.value, share.lower);
        if said.text.is_empty() {
            said.say(&capital(word));
        } else {
            said.say(" and ").say(word);
        }
        said.say(&format!(
            " of {words} ({} of {}, ",
            decimal(agree, 0),
            decimal(all as f64, 0)
        ))
        .value(share, 1)
        .say("%")
        .interval(share, "; ", "")
        .say(")");
    }
    if !said.text.is_empty() {
        said.say(&format!(" agree {what}."));
    }
    said
}

/// The groups that are compared, where a sentence names them.
const AMONG: &str = " among client heads than among LLEs";

/// `11.4 points higher`, with its interval and whether it can be told from none.
fn difference(said: &mut Said, gap: &Figure, among: &str) {
    match direction(gap.value) {
        Direction::Up => said.size(gap, 1).say(" points higher").say(among),
        Direction::Down => said.size(gap, 1).say(" points lower").say(among),
        Direction::Level => said.say("the same in both groups"),
    };
    said.interval(gap, " (", ")");
    if !is_clear(gap) {
        said.say(", which is not distinguishable from no difference");
    }
}

pub(super) fn gap(figures: &Figures) -> Said {
    let mut said = Said::default();
    let Some(gap) = of(figures, "S05", &Group::None, "SAT") else { return said };
    said.say("The share that is satisfied with the service is ");
    difference(&mut said, gap, AMONG);
    if let Some(strongly) = of(figures, "S05", &Group::None, "SAT/strongly_agree") {
        said.say("; the share that strongly agrees is ");
        difference(&mut said, strongly, "");
    }
    said.say(".");
    said
}

pub(super) fn own_impact(figures: &Figures) -> Said {
    let mut said = Said::default();
    if !figures.all.iter().any(|figure| figure.code == "S02") {
        return said;
    }
    let Some(gap) = of(figures, "S05", &Group::None, "IMPACT") else {
        return Said::plain(
            "The survey did not ask both groups about the impact in their own school.",
        );
    };
    said.say("The share that sees an impact in its own school is ");
    difference(&mut said, gap, AMONG);
    said.say(".");
    said
}
