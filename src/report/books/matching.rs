//! `internal/matching.xlsx`: who could support which school, and why.

use jiff::civil::Date;

use crate::base::figure::{Figures, Group};
use crate::base::quantity::{decimal, plain};
use crate::base::release::Internal;
use crate::base::setting::SETTINGS;
use crate::measure::shortlist::{Factor, Matching, Pair, Shortlist, behind, waits};
use crate::model::programme::{LleId, Need, Programme};
use crate::report::book::{Book, Cell, Column, NativeChart, NativeKind, Sheet, Show};
use crate::report::shortlist::{SUPPORT, called, school};

/// The workbook; none where there are neither needs nor LLEs.
pub(crate) fn book(
    programme: &Programme,
    figures: &Figures,
    matching: &Matching,
    date: Date,
    period: &str,
) -> Option<Book> {
    if programme.lles.is_empty() && programme.needs.is_empty() {
        return None;
    }
    Some(Book::internal(
        "internal/matching.xlsx",
        format!("Matching {period}"),
        "Shortlists of LLEs for schools that wait; internal",
        date,
        vec![
            readme(programme),
            needs(programme, matching),
            shortlist(programme, matching),
            exclusions(programme, matching),
            assignment(programme, matching),
            fairness(matching),
            capacity(programme, figures, matching),
            log(programme, matching),
        ],
    ))
}

fn readme(programme: &Programme) -> Sheet {
    let rows = SETTINGS
        .iter()
        .filter(|setting| {
            setting.name.starts_with("weight_")
                || setting.name.starts_with("match_")
                || setting.name == "capacity_days"
        })
        .map(|setting| {
            vec![
                Cell::text(setting.name),
                Cell::text(programme.settings.text(setting.name)),
                Cell::text(setting.help),
            ]
        })
        .collect();
    Sheet {
        name: "README".to_owned(),
        title: "Which LLE could support which school: internal".to_owned(),
        lines: vec![
            SUPPORT.to_owned(),
            "Needs: the schools that wait. Shortlist: who could be asked, best first, with six parts of the total. Exclusions: who may not be asked, and every reason.".to_owned(),
            "Assignment: all that wait together, by the best sum of totals, beside one after the other. Fairness: who has carried how many deployments. Capacity: days. Log: what was chosen and why.".to_owned(),
            "To record a choice, fill in LLE chosen and Reason for the choice in the sheet Needs and save this workbook into the input folder under any name, or write both into the register of needs; it is read back with the next run and stands in the Log.".to_owned(),
            "Where something is not known, half the weight of its part is given, and the part says so. Equal totals: the nearer, then the fewer deployments at work, then the reference.".to_owned(),
            "The settings in force; the sheet Settings of the data quality workbook changes them:".to_owned(),
        ],
        columns: vec![
            Column::text("Setting", 26.0),
            Column::text("Value", 12.0),
            Column::text("What it does", 90.0),
        ],
        rows,
        ..Sheet::default()
    }
}

fn need_of<'a>(programme: &'a Programme, list: &Shortlist) -> Option<&'a Need> {
    list.need.and_then(|at| programme.needs.get(at))
}

fn reference(programme: &Programme, list: &Shortlist) -> Cell {
    Cell::text(need_of(programme, list).map_or("", |need| need.reference.as_str()))
}

fn lle_cell(programme: &Programme, lle: Option<LleId>) -> Cell {
    lle.map_or(Cell::Empty, |lle| Cell::text(called(programme, lle)))
}

fn needs(programme: &Programme, matching: &Matching) -> Sheet {
    let rows = matching
        .lists
        .iter()
        .enumerate()
        .map(|(at, list)| {
            let need = need_of(programme, list);
            let (name, urn) = school(programme, list);
            let home = programme.school(list.school);
            let text = |of: fn(&Need) -> &str| Cell::text(need.map_or("", of));
            let identified = need.and_then(|need| need.identified);
            let waited = identified
                .filter(|day| *day <= programme.as_at)
                .and_then(|day| day.until(programme.as_at).ok())
                .map(|span| f64::from(span.get_days()));
            let tags = need.map_or(&[] as &[(String, f64)], |need| need.tags.as_slice());
            let tags: Vec<String> =
                tags.iter().map(|(tag, w)| format!("{tag} ({})", plain(*w))).collect();
            let notes: Vec<&str> =
                list.notes.iter().map(|n| n.shown_to(Internal).as_str()).collect();
            let best = matching.assignment.best.get(at);
            vec![
                reference(programme, list),
                Cell::text(urn),
                Cell::text(name),
                Cell::text(home.map_or("", |home| home.phase)),
                Cell::text(home.map_or("", |home| home.district.as_str())),
                text(|need| &need.category),
                text(|need| need.urgency),
                text(|need| need.status),
                Cell::date(identified),
                Cell::number(waited),
                Cell::text(tags.join("; ")),
                Cell::number(need.and_then(|need| need.days)),
                Cell::count(list.candidates.len()),
                Cell::count(list.excluded.len()),
                lle_cell(programme, list.candidates.first().map(|one| one.lle)),
                Cell::text(can_be_met(list, best)),
                Cell::text(notes.join(" ")),
                Cell::Empty,
                Cell::Empty,
            ]
        })
        .collect();
    Sheet {
        name: "Needs".to_owned(),
        title: "Schools that wait, or whose match is not yet at work".to_owned(),
        columns: vec![
            Column::text("Need", 10.0),
            Column::text("URN", 10.0),
            Column::text("School", 36.0),
            Column::text("Phase", 12.0),
            Column::text("District", 18.0),
            Column::text("Category", 22.0),
            Column::text("Urgency", 10.0),
            Column::text("Status", 10.0),
            Column::number("Identified", 12.0, Show::Date),
            Column::number("Waiting, days", 10.0, Show::Whole),
            Column::text("Needs (weight)", 36.0),
            Column::number("Days needed", 9.0, Show::One),
            Column::number("LLEs on the shortlist", 10.0, Show::Whole),
            Column::number("LLEs excluded", 10.0, Show::Whole),
            Column::text("First of the shortlist", 28.0),
            Column::text("Can it be met?", 44.0),
            Column::text("Mind", 60.0),
            Column::answer("LLE chosen", 24.0, &[])
                .help("Reference or name of the LLE; goes before the register of needs."),
            Column::answer("Reason for the choice", 40.0, &[])
                .help("Needed where it is not the first of the shortlist."),
        ],
        rows,
        ..Sheet::default()
    }
}

/// Whether anybody can take it, and if not, what stands against it.
fn can_be_met(list: &Shortlist, best: Option<&Pair>) -> String {
    if list.candidates.is_empty() {
        let mut kinds: std::collections::BTreeMap<&str, usize> =
            std::collections::BTreeMap::new();
        for reason in list.excluded.iter().flat_map(|one| &one.reasons) {
            *kinds.entry(reason.kind).or_default() += 1;
        }
        let mut kinds: Vec<(&str, usize)> = kinds.into_iter().collect();
        kinds.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        let kinds: Vec<String> =
            kinds.iter().map(|(kind, n)| format!("{kind} {n}")).collect();
        return if kinds.is_empty() {
            "No: there is no LLE.".to_owned()
        } else {
            format!("No: every LLE is excluded ({}).", kinds.join(", "))
        };
    }
    if best.is_some_and(|pair| pair.lle.is_none()) {
        return "Not all at once: more schools wait than LLEs can take.".to_owned();
    }
    let short = list.candidates.first().and_then(|one| {
        let part = one.parts.iter().find(|part| part.factor == Factor::Capacity)?;
        part.share.filter(|share| *share < 1.0).map(|_| part.says.clone())
    });
    short.map_or_else(|| "Yes".to_owned(), |says| format!("In part: {says}."))
}

fn shortlist(programme: &Programme, matching: &Matching) -> Sheet {
    let mut rows = Vec::new();
    for list in &matching.lists {
        let (name, urn) = school(programme, list);
        for (at, one) in list.candidates.iter().enumerate() {
            let lle = programme.lle(one.lle);
            let home = lle.and_then(|lle| lle.school).and_then(|id| programme.school(id));
            let first = list.candidates.first();
            let why = match first {
                Some(first) if at > 0 => behind(first, one),
                _ => String::new(),
            };
            let mut row = vec![
                reference(programme, list),
                Cell::text(urn.clone()),
                Cell::text(name.clone()),
                Cell::count(at + 1),
                Cell::text(lle.map_or("", |lle| lle.reference.as_str())),
                Cell::text(lle.map_or("", |lle| lle.name.shown_to(Internal).as_str())),
                Cell::text(home.map_or("", |home| home.name.shown_to(Internal).as_str())),
            ];
            // The total is the sum of its parts, in the sheet too.
            row.push(Cell::Formula {
                formula: "=SUM(I{row}:N{row})".to_owned(),
                result: one.total,
            });
            row.extend(one.parts.iter().map(|part| Cell::Number(part.points)));
            row.extend([
                Cell::Number(one.free),
                Cell::number(one.km),
                Cell::count(one.active),
                Cell::count(one.so_far),
                Cell::text(
                    one.parts
                        .iter()
                        .map(|part| format!("{}: {}", part.factor.word(), part.says))
                        .collect::<Vec<_>>()
                        .join("; "),
                ),
                Cell::text(why),
            ]);
            rows.push(row);
        }
    }
    let mut columns = vec![
        Column::text("Need", 10.0),
        Column::text("URN", 10.0),
        Column::text("School", 32.0),
        Column::number("Rank", 7.0, Show::Whole),
        Column::text("LLE ref", 10.0),
        Column::text("LLE", 24.0),
        Column::text("LLE's school", 32.0),
        Column::number("Total", 8.0, Show::One),
    ];
    for factor in Factor::ALL {
        let weight = programme.settings.number(factor.setting());
        columns.push(Column::number(
            format!("{} (of {})", factor.word(), plain(weight)),
            11.0,
            Show::One,
        ));
    }
    columns.extend([
        Column::number("Free days", 8.0, Show::One),
        Column::number("Distance, km", 9.0, Show::One),
        Column::number("Deployments at work", 12.0, Show::Whole),
        Column::number("Deployments so far", 12.0, Show::Whole),
        Column::text("Why", 70.0),
        Column::text("Behind the first because", 60.0),
    ]);
    let count = matching.lists.first().map_or(0, |list| list.candidates.len().min(10));
    let name = matching.lists.first().map(|list| school(programme, list).0);
    let charts = match name {
        Some(name) if count > 0 => vec![NativeChart {
            kind: NativeKind::PartsBar,
            title: format!("What the totals for {name} are made of"),
            labels: 5,
            values: (8..8 + Factor::ALL.len()).collect(),
            rows: (0, count),
            axis: "points of 100".to_owned(),
            alt: "Parts of the total of each LLE on the first shortlist, as in the table beside it."
                .to_owned(),
        }],
        _ => Vec::new(),
    };
    Sheet {
        name: "Shortlist".to_owned(),
        title: "LLEs who could be asked, best first".to_owned(),
        lines: vec![SUPPORT.to_owned()],
        columns,
        rows,
        charts,
        ..Sheet::default()
    }
}

fn exclusions(programme: &Programme, matching: &Matching) -> Sheet {
    let mut rows = Vec::new();
    for list in &matching.lists {
        let (name, urn) = school(programme, list);
        for one in &list.excluded {
            for reason in &one.reasons {
                rows.push(vec![
                    reference(programme, list),
                    Cell::text(urn.clone()),
                    Cell::text(name.clone()),
                    lle_cell(programme, Some(one.lle)),
                    Cell::text(reason.kind),
                    Cell::text(reason.says.shown_to(Internal).clone()),
                ]);
            }
        }
    }
    Sheet {
        name: "Exclusions".to_owned(),
        title: "LLEs who may not be asked, one line a reason".to_owned(),
        columns: vec![
            Column::text("Need", 10.0),
            Column::text("URN", 10.0),
            Column::text("School", 36.0),
            Column::text("LLE", 30.0),
            Column::text("Reason", 22.0),
            Column::text("In words", 70.0),
        ],
        rows,
        ..Sheet::default()
    }
}

fn assignment(programme: &Programme, matching: &Matching) -> Sheet {
    let (best, in_turn) = matching.assignment.totals();
    let pairs = matching.assignment.best.iter().zip(&matching.assignment.in_turn);
    let rows: Vec<Vec<Cell>> = pairs
        .filter_map(|(best, in_turn)| {
            let list = matching.lists.get(best.school)?;
            let (name, urn) = school(programme, list);
            let rank = |pair: &Pair| Cell::number(pair.rank.map(|rank| rank as f64));
            Some(vec![
                reference(programme, list),
                Cell::text(urn),
                Cell::text(name),
                lle_cell(programme, best.lle),
                rank(best),
                Cell::Number(best.total),
                lle_cell(programme, in_turn.lle),
                rank(in_turn),
                Cell::Number(in_turn.total),
            ])
        })
        .collect();
    Sheet {
        name: "Assignment".to_owned(),
        title: "All that wait together: the best sum, and one after the other".to_owned(),
        lines: vec![
            format!(
                "Best sum {}; one after the other, most urgent first and then the longest waiting, {}.",
                decimal(best, 1),
                decimal(in_turn, 1)
            ),
            "Each LLE takes one school here. The best sum is found by the Hungarian algorithm (Kuhn, 1955; Munkres, 1957).".to_owned(),
        ],
        columns: vec![
            Column::text("Need", 10.0),
            Column::text("URN", 10.0),
            Column::text("School", 36.0),
            Column::text("Best sum: LLE", 30.0),
            Column::number("Best sum: rank", 10.0, Show::Whole),
            Column::number("Best sum: total", 10.0, Show::One),
            Column::text("In turn: LLE", 30.0),
            Column::number("In turn: rank", 10.0, Show::Whole),
            Column::number("In turn: total", 10.0, Show::One),
        ],
        totals: if rows.is_empty() { Vec::new() } else { vec![(5, "SUM"), (8, "SUM")] },
        rows,
        ..Sheet::default()
    }
}

fn fairness(matching: &Matching) -> Sheet {
    let rows: Vec<Vec<Cell>> = matching
        .fairness
        .iter()
        .map(|row| {
            vec![
                Cell::text(row.kind),
                Cell::text(row.name.shown_to(Internal).clone()),
                Cell::count(row.lles),
                Cell::Number(row.lle_share),
                Cell::Number(row.deployments),
                Cell::Number(row.share),
                Cell::Formula {
                    formula: "=F{row}-D{row}".to_owned(),
                    result: row.share - row.lle_share,
                },
            ]
        })
        .collect();
    let lles = matching.fairness.iter().filter(|row| row.kind == "LLE").count();
    let charts = if lles == 0 {
        Vec::new()
    } else {
        vec![NativeChart {
            kind: NativeKind::Bar,
            title: "Deployments so far by LLE".to_owned(),
            labels: 1,
            values: vec![4],
            rows: (0, lles),
            axis: "deployments".to_owned(),
            alt: "Deployments of each LLE, as in the table beside it.".to_owned(),
        }]
    };
    Sheet {
        name: "Fairness".to_owned(),
        title: "Share of deployments by LLE, phase, district and diocese".to_owned(),
        lines: vec!["Deployments that have begun; one of two LLEs counts half for each. Phase, district and diocese are those of the LLE's own school.".to_owned()],
        columns: vec![
            Column::text("By", 10.0),
            Column::text("Whose", 34.0),
            Column::number("Active LLEs", 9.0, Show::Whole),
            Column::number("Share of active LLEs, %", 11.0, Show::One),
            Column::number("Deployments so far", 12.0, Show::One),
            Column::number("Share of deployments, %", 12.0, Show::One),
            Column::number("More or less than its share, points", 14.0, Show::Signed),
        ],
        rows,
        charts,
        ..Sheet::default()
    }
}

fn capacity(programme: &Programme, figures: &Figures, matching: &Matching) -> Sheet {
    let mut rows: Vec<Vec<Cell>> = matching
        .capacity
        .iter()
        .map(|row| {
            vec![
                Cell::text(row.kind),
                Cell::text(row.name.clone()),
                Cell::count(row.lles),
                Cell::Number(row.offered),
                Cell::Number(row.booked),
                Cell::Number(row.delivered),
                Cell::Formula {
                    formula: "=D{row}-E{row}".to_owned(),
                    result: row.free(),
                },
            ]
        })
        .collect();
    let terms = matching.capacity.iter().position(|row| row.kind == "term");
    let charts = terms.map(|first| NativeChart {
        kind: NativeKind::Column,
        title: "Days by term".to_owned(),
        labels: 1,
        values: vec![3, 4, 5],
        rows: (first, rows.len()),
        axis: "days".to_owned(),
        alt: "Days offered, agreed and given in each term, as in the table beside it."
            .to_owned(),
    });
    rows.extend(matching.pipeline.iter().map(|row| {
        vec![
            Cell::text("to come"),
            Cell::text(row.step),
            Cell::count(row.people),
            Cell::Number(row.days),
        ]
    }));
    let waiting =
        matching.lists.iter().filter(|list| need_of(programme, list).is_some_and(waits));
    let (mut count, mut needed, mut unsaid) = (0usize, 0.0, 0usize);
    for list in waiting {
        count += 1;
        match need_of(programme, list).and_then(|need| need.days) {
            Some(days) => needed += days,
            None => unsaid += 1,
        }
    }
    let free = matching.capacity.first().map_or(0.0, |row| row.free());
    let mut lines = vec![
        "Days of this academic year: offered by active LLEs, agreed in its deployments, given by recorded visits. A term has a third of the days offered; what is agreed is spread over the school days of its deployment.".to_owned(),
        format!(
            "{} waiting for {} days{}; {} days are free.",
            crate::base::text::count(count, "school is", "schools are"),
            plain(needed),
            if unsaid > 0 { format!(" ({unsaid} without an estimate)") } else { String::new() },
            plain(free)
        ),
    ];
    if let Some(kept) = figures.plain("P14", &Group::None, "") {
        lines.push(format!(
            "Of {} LLEs at work a year before, {} have not left (P14).",
            kept.schools.unwrap_or(0),
            kept.shown()
        ));
    }
    Sheet {
        name: "Capacity".to_owned(),
        title: "Days offered, agreed, given and free".to_owned(),
        lines,
        columns: vec![
            Column::text("By", 10.0),
            Column::text("Whose", 26.0),
            Column::number("LLEs", 8.0, Show::Whole),
            Column::number("Days offered", 10.0, Show::One),
            Column::number("Days agreed", 10.0, Show::One),
            Column::number("Days given", 10.0, Show::One),
            Column::number("Days free", 10.0, Show::One),
        ],
        rows,
        charts: charts.into_iter().collect(),
        ..Sheet::default()
    }
}

fn log(programme: &Programme, matching: &Matching) -> Sheet {
    let rows = programme
        .needs
        .iter()
        .enumerate()
        .map(|(at, need)| {
            let list = matching.lists.iter().find(|list| list.need == Some(at));
            let school = programme.school(need.school);
            let first = list.and_then(|list| list.candidates.first());
            let of_chosen = list.zip(need.chosen_lle).and_then(|(list, lle)| {
                let rank = list.candidates.iter().position(|one| one.lle == lle)?;
                Some((rank + 1, list.candidates.get(rank)?.total))
            });
            let chosen = need.chosen.shown_to(Internal);
            let at = if chosen.is_empty() { &need.at } else { &need.chosen_at };
            let against = list.map_or_else(String::new, |list| list.choice.words());
            vec![
                Cell::text(need.reference.clone()),
                Cell::text(school.map_or("", |s| s.name.shown_to(Internal).as_str())),
                Cell::date(need.identified),
                Cell::text(need.status),
                lle_cell(programme, first.map(|one| one.lle)),
                Cell::number(first.map(|one| one.total)),
                Cell::text(chosen.clone()),
                Cell::number(of_chosen.map(|(rank, _)| rank as f64)),
                Cell::number(of_chosen.map(|(_, total)| total)),
                Cell::text(against),
                Cell::text(need.choice_reason.shown_to(Internal).clone()),
                Cell::text(at.file.as_ref()),
                Cell::text(at.sheet.as_ref()),
                Cell::text(at.a1()),
            ]
        })
        .collect();
    Sheet {
        name: "Log".to_owned(),
        title: "What was chosen, and why, as it was last written".to_owned(),
        lines: vec![
            "Ranks are those of today: a need that is closed is not ranked again."
                .to_owned(),
        ],
        columns: vec![
            Column::text("Need", 10.0),
            Column::text("School", 36.0),
            Column::number("Identified", 12.0, Show::Date),
            Column::text("Status", 12.0),
            Column::text("First of the shortlist", 28.0),
            Column::number("Its total", 9.0, Show::One),
            Column::text("Chosen", 28.0),
            Column::number("Rank of the choice", 9.0, Show::Whole),
            Column::number("Total of the choice", 9.0, Show::One),
            Column::text("Against the shortlist", 26.0),
            Column::text("Reason", 50.0),
            Column::text("File", 30.0),
            Column::text("Sheet", 18.0),
            Column::text("Cell", 8.0),
        ],
        rows,
        ..Sheet::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::shortlist::matching;
    use crate::model::testing::programme;

    fn made(tables: &str) -> Option<Book> {
        let made = programme(tables);
        let matching = matching(&made, None);
        book(&made, &Figures::default(), &matching, made.as_at, "2011-11")
    }

    #[test]
    fn a_school_that_nobody_can_take_says_what_stands_against_it() {
        let book = made(
            "
            Schools | URN | School | Phase | Cluster
                | 180101 | Client Primary School | primary | Aylsham
                | 180102 | Near Primary School | primary | Aylsham
            LLEs | LLE ref | Headteacher | School | Accredited | Status
                | L1 | Ann Near | Near Primary School | 2010-01-22 | active
                | L2 | Bob Near | Near Primary School | 2010-01-22 | paused
            Needs of identified schools | Need ref | School
                | N1 | Client Primary School
        ",
        )
        .unwrap();
        let names: Vec<&str> = book.sheets.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "README",
                "Needs",
                "Shortlist",
                "Exclusions",
                "Assignment",
                "Fairness",
                "Capacity",
                "Log"
            ]
        );
        assert_eq!(
            book.sheets[1].rows[0][15],
            Cell::text("No: every LLE is excluded (same cluster 2, not active 1).")
        );
        assert_eq!(book.sheets[3].rows.len(), 3, "one line a reason");
    }

    #[test]
    fn a_programme_without_needs_and_lles_has_no_workbook() {
        assert!(made("Schools | URN | School").is_none());
    }
}
