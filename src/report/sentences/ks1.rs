//! Key stage 1: average points by teacher assessment.

use super::results::summer;
use super::wording::{Direction, Said, direction, in_words};
use super::{headline_pair, open};
use crate::base::figure::{Figures, Group};
use crate::base::quantity::{decimal, rounded};

/// Spread of pupils' average points at key stage 1, for a guide to chance.
const KS1_SPREAD: f64 = 3.6;
/// Judgements of a class of thirty in three subjects, and points of a step.
const CLASS: (f64, f64) = (90.0, 2.0);

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
