//! Shortlists for a terminal and for machines.

use std::fmt::Write;

use crate::base::date::long;
use crate::base::quantity::{decimal, plain};
use crate::base::release::Internal;
use crate::base::text::count;
use crate::measure::shortlist::{Factor, Matching, Shortlist, behind};
use crate::model::programme::{LleId, Programme};

/// Most candidates of a school that a terminal shows.
const SHOWN: usize = 8;

/// What a shortlist is, and is not.
pub(crate) const SUPPORT: &str = "Decision support: nobody is allocated by a score. The adviser and the panel choose, and write the reason where they depart from the first.";

/// Reference and name.
pub(crate) fn called(programme: &Programme, id: LleId) -> String {
    programme.lle(id).map_or_else(String::new, |lle| {
        let name = lle.name.shown_to(Internal);
        if lle.reference == *name {
            name.clone()
        } else {
            format!("{} {name}", lle.reference)
        }
    })
}

/// A school's name, and its URN.
pub(crate) fn school(programme: &Programme, list: &Shortlist) -> (String, String) {
    programme.school(list.school).map_or_else(Default::default, |school| {
        (school.name.shown_to(Internal).clone(), school.urn.clone())
    })
}

/// Every shortlist as a page, and who would best take which.
pub(crate) fn words(programme: &Programme, matching: &Matching) -> String {
    let mut page = String::new();
    if matching.lists.is_empty() {
        page.push_str(
            "No school waits: the register of needs has no open row. Name a school to see its shortlist.\n",
        );
        return page;
    }
    for list in &matching.lists {
        one(programme, list, &mut page);
    }
    if matching.lists.len() > 1 {
        several(programme, matching, &mut page);
    }
    let _ = writeln!(page, "{SUPPORT}");
    page
}

fn heading(programme: &Programme, list: &Shortlist) -> String {
    let (name, urn) = school(programme, list);
    let Some(need) = list.need.and_then(|at| programme.needs.get(at)) else {
        return format!("{name} ({urn})");
    };
    let tags: Vec<String> = need
        .tags
        .iter()
        .map(|(tag, weight)| format!("{tag} ({})", plain(*weight)))
        .collect();
    let parts = [
        (!need.reference.is_empty()).then(|| format!("need {}", need.reference)),
        need.identified.map(|day| format!("identified {}", long(day))),
        (!need.urgency.is_empty()).then(|| format!("urgency {}", need.urgency)),
        need.days.map(|days| format!("{} days", plain(days))),
        (!tags.is_empty()).then(|| tags.join(", ")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{name} ({urn}): {}", parts.join("; ")).trim_end_matches(": ").to_owned()
}

fn one(programme: &Programme, list: &Shortlist, page: &mut String) {
    let _ = writeln!(page, "{}", heading(programme, list));
    if list.candidates.is_empty() {
        page.push_str("  Nobody may be asked.\n");
    } else {
        let names: Vec<String> = list
            .candidates
            .iter()
            .take(SHOWN)
            .map(|candidate| called(programme, candidate.lle))
            .collect();
        let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
        let _ = write!(page, "\n  {:>2}  {:<width$}  {:>5}", "", "LLE", "Total");
        for factor in Factor::ALL {
            let _ = write!(page, "  {}", factor.word());
        }
        let _ = writeln!(page, "  {:>5}  {:>5}", "Free", "km");
        for (at, (candidate, name)) in list.candidates.iter().zip(&names).enumerate() {
            let _ = write!(
                page,
                "  {:>2}  {name:<width$}  {:>5}",
                at + 1,
                decimal(candidate.total, 1)
            );
            for part in &candidate.parts {
                let width = part.factor.word().len();
                // A part of which something is unknown carries a mark.
                let mark = if part.share.is_none() { "?" } else { "" };
                let _ = write!(page, "  {:>width$}", decimal(part.points, 1) + mark);
            }
            let km = candidate.km.map_or_else(|| "?".to_owned(), |km| decimal(km, 1));
            let _ = writeln!(page, "  {:>5}  {km:>5}", plain(candidate.free));
        }
        if list.candidates.len() > SHOWN {
            let more = list.candidates.len() - SHOWN;
            let _ = writeln!(page, "      and {more} more in the workbook");
        }
        page.push('\n');
        why(programme, list, page);
    }
    excluded(programme, list, page);
    for note in &list.notes {
        let _ = writeln!(page, "  Mind: {}", note.shown_to(Internal));
    }
    chosen(programme, list, page);
    page.push('\n');
}

/// Why the first stands first, and what the next three lack.
fn why(programme: &Programme, list: &Shortlist, page: &mut String) {
    let Some((first, others)) = list.candidates.split_first() else { return };
    let says: Vec<&str> = first.parts.iter().map(|part| part.says.as_str()).collect();
    let _ =
        writeln!(page, "  Why {}: {}.", called(programme, first.lle), says.join("; "));
    let _ = writeln!(
        page,
        "    {} at work, {} so far.",
        count(first.active, "deployment", "deployments"),
        first.so_far
    );
    for other in others.iter().take(3) {
        let _ = writeln!(
            page,
            "  Not {}: {}.",
            called(programme, other.lle),
            behind(first, other)
        );
    }
}

fn excluded(programme: &Programme, list: &Shortlist, page: &mut String) {
    if list.excluded.is_empty() {
        return;
    }
    let _ =
        writeln!(page, "  Not offered, {}:", count(list.excluded.len(), "LLE", "LLEs"));
    for one in &list.excluded {
        let reasons: Vec<String> = one
            .reasons
            .iter()
            .map(|reason| {
                let says = reason.says.shown_to(Internal);
                format!("{} ({})", reason.kind, says.trim_end_matches('.'))
            })
            .collect();
        let _ =
            writeln!(page, "    {}: {}", called(programme, one.lle), reasons.join("; "));
    }
}

fn chosen(programme: &Programme, list: &Shortlist, page: &mut String) {
    let Some(need) = list.need.and_then(|at| programme.needs.get(at)) else { return };
    let chosen = need.chosen.shown_to(Internal);
    if chosen.is_empty() {
        return;
    }
    let reason = need.choice_reason.shown_to(Internal);
    let reason = match reason.as_str() {
        "" if list.choice.is_override() => "; no reason is written".to_owned(),
        "" => String::new(),
        reason => format!("; because: {reason}"),
    };
    let _ = writeln!(page, "  Chosen: {chosen}, {}{reason}.", list.choice.words());
}

fn several(programme: &Programme, matching: &Matching, page: &mut String) {
    let (best, in_turn) = matching.assignment.totals();
    let _ = writeln!(
        page,
        "All {} together: the best sum is {}; one after the other, most urgent first, it is {}.",
        matching.lists.len(),
        decimal(best, 1),
        decimal(in_turn, 1)
    );
    let named = |lle: Option<LleId>| {
        lle.map_or_else(|| "nobody is left".to_owned(), |lle| called(programme, lle))
    };
    for (best, in_turn) in
        matching.assignment.best.iter().zip(&matching.assignment.in_turn)
    {
        let Some(list) = matching.lists.get(best.school) else { continue };
        let (name, _) = school(programme, list);
        let turn = if best.lle == in_turn.lle {
            String::new()
        } else {
            format!("; in turn {} {}", named(in_turn.lle), decimal(in_turn.total, 1))
        };
        let _ = writeln!(
            page,
            "  {name}: {} {}{turn}",
            named(best.lle),
            decimal(best.total, 1)
        );
    }
    page.push('\n');
}

/// The same for machines, with full precision.
pub(crate) fn json(programme: &Programme, matching: &Matching) -> serde_json::Value {
    use serde_json::json;
    let lists: Vec<serde_json::Value> = matching
        .lists
        .iter()
        .map(|list| {
            let (name, urn) = school(programme, list);
            let need = list.need.and_then(|at| programme.needs.get(at));
            let first = list.candidates.first();
            let candidates: Vec<serde_json::Value> = list
                .candidates
                .iter()
                .enumerate()
                .map(|(at, one)| {
                    let parts: serde_json::Map<String, serde_json::Value> = one
                        .parts
                        .iter()
                        .map(|part| {
                            let value = json!({
                                "points": part.points,
                                "share": part.share,
                                "says": part.says,
                            });
                            (part.factor.word().to_lowercase(), value)
                        })
                        .collect();
                    json!({
                        "rank": at + 1,
                        "lle": programme.lle(one.lle).map(|lle| lle.reference.as_str()),
                        "name": programme.lle(one.lle).map(|lle| lle.name.shown_to(Internal)),
                        "total": one.total,
                        "parts": parts,
                        "free_days": one.free,
                        "km": one.km,
                        "active": one.active,
                        "so_far": one.so_far,
                        "behind": first.filter(|_| at > 0).map(|first| behind(first, one)),
                    })
                })
                .collect();
            let excluded: Vec<serde_json::Value> = list
                .excluded
                .iter()
                .map(|one| {
                    let reasons: Vec<serde_json::Value> = one
                        .reasons
                        .iter()
                        .map(|r| json!({ "kind": r.kind, "says": r.says.shown_to(Internal) }))
                        .collect();
                    json!({
                        "lle": programme.lle(one.lle).map(|lle| lle.reference.as_str()),
                        "reasons": reasons,
                    })
                })
                .collect();
            json!({
                "school": name,
                "urn": urn,
                "need": need.map(|need| need.reference.as_str()),
                "candidates": candidates,
                "excluded": excluded,
                "notes": list.notes.iter().map(|n| n.shown_to(Internal)).collect::<Vec<_>>(),
                "choice": {
                    "chosen": need.map(|need| need.chosen.shown_to(Internal)),
                    "reason": need.map(|need| need.choice_reason.shown_to(Internal)),
                    "against": list.choice.words(),
                },
            })
        })
        .collect();
    let (best, in_turn) = matching.assignment.totals();
    let pairs = |pairs: &[crate::measure::shortlist::Pair]| -> Vec<serde_json::Value> {
        pairs
            .iter()
            .map(|pair| {
                let urn = matching.lists.get(pair.school).map(|l| school(programme, l).1);
                let lle = pair.lle.and_then(|lle| programme.lle(lle));
                json!({
                    "urn": urn,
                    "lle": lle.map(|lle| lle.reference.as_str()),
                    "total": pair.total,
                    "rank": pair.rank,
                })
            })
            .collect()
    };
    json!({
        "shortlists": lists,
        "assignment": {
            "best": { "total": best, "pairs": pairs(&matching.assignment.best) },
            "in_turn": { "total": in_turn, "pairs": pairs(&matching.assignment.in_turn) },
        },
        "mind": SUPPORT,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::shortlist::matching;
    use crate::model::testing::programme;

    const TABLES: &str = "
        Schools | URN | School | Phase | Number on roll | FSM % | Easting | Northing
            | 180101 | Client Primary School | primary | 240 | 28 | 611200 | 294300
            | 180102 | Leader Primary School | primary | 180 | 19 | 623000 | 308500
            | 180103 | Third Primary School | primary | 200 | 20 | 611300 | 294300
            | 180104 | Fourth Primary School | primary | 200 | 20 | 623100 | 308500
        LLEs | LLE ref | Headteacher | School | Accredited | Expertise | Days offered per year
            | LLE01 | Ann Leader | Leader Primary School | 2010-01-22 | maths; leadership coaching | 20
            | LLE02 | Bob Client | Client Primary School | 2010-01-22 | maths | 20
        Deployments | Deployment ref | LLE ref | LLE | Client school | Start | Status | Days agreed
            | D1 | LLE01 | Ann Leader | Third Primary School | 2011-09-12 | active | 14
        Needs of identified schools | Need ref | School | Needs (weight) | Days estimated | LLE chosen
            | N1 | Client Primary School | maths (2); leadership coaching (1); phonics (1) | 10 | LLE01
    ";

    #[test]
    fn a_terminal_shows_ranks_parts_reasons_and_the_choice() {
        let made = programme(TABLES);
        let page = words(&made, &matching(&made, None));
        let expected = "\
Client Primary School (180101): need N1; 10 days; maths (2), leadership coaching (1), phonics (1)

      LLE               Total  Phase  Expertise  Context  Distance  Size  Capacity   Free     km
   1  LLE01 Ann Leader   77.2   25.0       18.8     10.5       9.5   7.5       6.0      6   18.5

  Why LLE01 Ann Leader: both primary; 3 of 4 by weight: maths, leadership coaching; not phonics; free school meals 19% and 28%; 18.5 km; 180 and 240 pupils; 6 free of 10 needed.
    1\u{a0}deployment at work, 1 so far.
  Not offered, 1\u{a0}LLE:
    LLE02 Bob Client: own school (It is the LLE's own school)
  Chosen: LLE01, first of the shortlist.

Decision support: nobody is allocated by a score. The adviser and the panel choose, and write the reason where they depart from the first.
";
        assert_eq!(page, expected);
    }

    #[test]
    fn machines_get_the_same_with_every_digit() {
        let made = programme(TABLES);
        let all = json(&made, &matching(&made, None));
        let first = &all["shortlists"][0]["candidates"][0];
        assert_eq!(first["lle"], "LLE01");
        assert_eq!(first["parts"]["expertise"]["points"], 18.75);
        assert_eq!(
            all["shortlists"][0]["excluded"][0]["reasons"][0]["kind"],
            "own school"
        );
    }

    #[test]
    fn without_an_open_need_the_page_says_how_to_ask() {
        let made = programme("LLEs | LLE ref | Headteacher");
        assert!(words(&made, &matching(&made, None)).starts_with("No school waits"));
    }
}
