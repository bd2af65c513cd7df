//! `internal/survey.xlsx`: answers without schools, items by group, the gap
//! between the groups, comments with their permission.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::base::figure::{Figures, Group};
use crate::base::release::Internal;
use crate::model::programme::{Consent, Programme, Respondent, Side};
use crate::report::book::{Book, Cell, Column, NativeChart, NativeKind, Sheet, Show};

/// Answers from the warmest to the coldest, with the score of each.
const SCALE: [(u8, &str); 5] = [
    (5, "Strongly agree"),
    (4, "Agree"),
    (3, "Neither agree nor disagree"),
    (2, "Disagree"),
    (1, "Strongly disagree"),
];

/// The workbook; none where there is neither an answer nor a comment.
pub(crate) fn book(
    programme: &Programme,
    figures: &Figures,
    date: Date,
    period: &str,
) -> Option<Book> {
    if programme.respondents.is_empty() && programme.comments.is_empty() {
        return None;
    }
    Some(Book::internal(
        "internal/survey.xlsx",
        format!("Survey {period}"),
        "Answers, items, gap and comments; internal",
        date,
        vec![
            readme(programme, figures),
            responses(programme),
            items(programme),
            gap(programme, figures),
            comments(programme),
            consent(programme),
        ],
    ))
}

const fn group(side: Side) -> &'static str {
    match side {
        Side::Clients => "Client heads",
        Side::Lle => "LLEs",
    }
}

/// Waves and groups that were asked, in order.
fn asked(programme: &Programme) -> BTreeMap<(String, Side), Vec<&Respondent>> {
    let mut asked: BTreeMap<(String, Side), Vec<&Respondent>> = BTreeMap::new();
    for one in &programme.respondents {
        asked.entry((one.wave.clone(), one.side)).or_default().push(one);
    }
    asked
}

fn readme(programme: &Programme, figures: &Figures) -> Sheet {
    let rows = asked(programme)
        .into_iter()
        .map(|((wave, side), people)| {
            let listed = people.iter().filter(|one| one.is_invited).count();
            let invited = programme
                .invited
                .get(&(wave.clone(), side))
                .copied()
                .or((listed > 0).then_some(listed));
            let replied = people.iter().filter(|one| one.has_replied).count();
            let rate = invited
                .filter(|invited| *invited > 0)
                .map(|invited| 100.0 * replied as f64 / invited as f64);
            vec![
                Cell::text(wave),
                Cell::text(group(side)),
                invited.map_or(Cell::Empty, Cell::count),
                Cell::count(replied),
                Cell::number(rate),
            ]
        })
        .collect();
    let low = figures
        .all
        .iter()
        .filter(|f| f.code == "S06" && f.group == Group::Clients)
        .find(|f| f.item == "SAT/low");
    let mut lines = vec![
        "Responses: one row for each person, without school or name. Items: how many gave each answer. Gap: client heads less LLEs. Comments and Consent: what may be quoted.".to_owned(),
        "Agreement is the share that agrees or strongly agrees, of those who answered the item.".to_owned(),
        "An item is shown to the public only from the number of answers that the setting survey_min asks for.".to_owned(),
    ];
    if let Some(low) = low {
        lines.push(format!(
            "If every client head who did not answer disagreed, {} of those invited would be satisfied.",
            low.shown_to(Internal)
        ));
    }
    Sheet {
        name: "README".to_owned(),
        title: "Survey of client heads and LLEs: internal".to_owned(),
        lines,
        columns: vec![
            Column::text("Wave", 20.0),
            Column::text("Group", 16.0),
            Column::number("Invited, people", 10.0, Show::Whole),
            Column::number("Replied, people", 10.0, Show::Whole),
            Column::number("Response rate, %", 11.0, Show::One),
        ],
        rows,
        ..Sheet::default()
    }
}

fn responses(programme: &Programme) -> Sheet {
    let mut columns = vec![
        Column::text("Wave", 16.0),
        Column::text("Group", 14.0),
        Column::text("Respondent", 13.0),
    ];
    columns.extend(programme.items.iter().map(|item| {
        Column::number(item.code.clone(), 10.0, Show::Whole)
            .help(format!("{}: 5 strongly agree to 1 strongly disagree.", item.question))
    }));
    let rows = programme
        .respondents
        .iter()
        .filter(|one| one.has_replied)
        .map(|one| {
            let mut row = vec![
                Cell::text(one.wave.clone()),
                Cell::text(group(one.side)),
                Cell::text(one.reference.clone()),
            ];
            row.extend(programme.items.iter().map(|item| {
                Cell::number(one.answers.get(&item.code).map(|s| f64::from(*s)))
            }));
            row
        })
        .collect();
    Sheet {
        name: "Responses".to_owned(),
        title: "Responses, without schools".to_owned(),
        lines: vec![
            "5 strongly agree, 4 agree, 3 neither, 2 disagree, 1 strongly disagree; items put the other way round are turned.".to_owned(),
        ],
        columns,
        rows,
        ..Sheet::default()
    }
}

fn items(programme: &Programme) -> Sheet {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for item in &programme.items {
        for ((wave, side), people) in asked(programme) {
            let answers: Vec<u8> = people
                .iter()
                .filter_map(|one| one.answers.get(&item.code).copied())
                .collect();
            if answers.is_empty() {
                continue;
            }
            let base = answers.len() as f64;
            let count = |wanted: u8| answers.iter().filter(|s| **s == wanted).count();
            let agree = count(5) + count(4);
            let against = count(2) + count(1);
            let mean = answers.iter().map(|s| f64::from(*s)).sum::<f64>() / base;
            let mut row = vec![
                Cell::text(format!("{}, {}, {wave}", item.code, group(side))),
                Cell::text(item.question.clone()),
                Cell::text(group(side)),
                Cell::text(wave),
            ];
            row.extend(SCALE.map(|(score, _)| Cell::count(count(score))));
            row.extend([
                Cell::count(answers.len()),
                Cell::Number(100.0 * agree as f64 / base),
                Cell::Number(100.0 * (agree as f64 - against as f64) / base),
                Cell::Number(mean),
            ]);
            rows.push(row);
        }
    }
    let mut columns = vec![
        Column::text("Item and group", 34.0),
        Column::text("Question", 48.0),
        Column::text("Group", 14.0),
        Column::text("Wave", 14.0),
    ];
    columns.extend(
        SCALE.map(|(_, words)| {
            Column::number(format!("{words}, people"), 11.0, Show::Whole)
        }),
    );
    columns.extend([
        Column::number("Answers, people", 10.0, Show::Whole),
        Column::number("Agreement, %", 11.0, Show::One),
        Column::number("Net agreement, points", 11.0, Show::Signed),
        Column::number("Mean, 1 to 5", 9.0, Show::Two),
    ]);
    let chart = NativeChart {
        kind: NativeKind::StackedBar,
        title: "Answers to each item, by group".to_owned(),
        labels: 0,
        values: vec![4, 5, 6, 7, 8],
        rows: (0, rows.len()),
        axis: "share of answers".to_owned(),
        alt: spoken(&rows),
    };
    Sheet {
        name: "Items".to_owned(),
        title: "How many gave each answer".to_owned(),
        lines: vec![
            "Net agreement: the share that agrees less the share that disagrees."
                .to_owned(),
        ],
        columns,
        charts: if rows.is_empty() { Vec::new() } else { vec![chart] },
        rows,
        ..Sheet::default()
    }
}

/// The chart in words, from its own numbers: Excel keeps 255 letters.
fn spoken(rows: &[Vec<Cell>]) -> String {
    let mut shares: Vec<(f64, &str)> = rows
        .iter()
        .filter_map(|row| match (row.first(), row.get(10)) {
            (Some(Cell::Text(label)), Some(Cell::Number(share))) => {
                Some((*share, label.as_str()))
            }
            _ => None,
        })
        .collect();
    shares.sort_by(|a, b| a.0.total_cmp(&b.0));
    let say = |(share, label): &(f64, &str)| {
        format!("{}% ({label})", crate::base::quantity::decimal(*share, 1))
    };
    match (shares.first(), shares.last()) {
        (Some(least), Some(most)) => format!(
            "Answers to each item. The share that agrees runs from {} to {}.",
            say(least),
            say(most)
        ),
        _ => "No answers.".to_owned(),
    }
}

fn gap(programme: &Programme, figures: &Figures) -> Sheet {
    let question = |code: &str| {
        programme
            .items
            .iter()
            .find(|item| item.code == code)
            .map(|item| item.question.clone())
            .unwrap_or_default()
    };
    let rows = figures
        .all
        .iter()
        .filter(|figure| matches!(figure.code, "S05" | "S07"))
        .map(|figure| {
            let (item, part) = figure.item.split_once('/').unwrap_or((&figure.item, ""));
            let what = match (figure.code, part) {
                ("S07", _) => "Mean difference of pairs: a client and its own LLE",
                (_, "strongly_agree") => "Strongly agree",
                (_, "mean") => "Mean",
                _ => "Agreement",
            };
            vec![
                Cell::text(item),
                Cell::text(question(item)),
                Cell::text(what),
                Cell::Number(figure.value),
                Cell::text(figure.unit.word()),
                Cell::number(figure.lower),
                Cell::number(figure.upper),
                Cell::number(figure.schools.map(|n| n as f64)),
            ]
        })
        .collect();
    Sheet {
        name: "Gap".to_owned(),
        title: "Client heads less LLEs".to_owned(),
        lines: vec![
            "Where the interval holds nought, the two groups may think alike.".to_owned(),
        ],
        columns: vec![
            Column::text("Item", 11.0),
            Column::text("Question", 48.0),
            Column::text("What is compared", 34.0),
            Column::number("Difference", 11.0, Show::Signed),
            Column::text("Unit", 10.0),
            Column::number("Lower 95%", 11.0, Show::Signed),
            Column::number("Upper 95%", 11.0, Show::Signed),
            Column::number("Pairs or answers", 11.0, Show::Whole),
        ],
        rows,
        ..Sheet::default()
    }
}

const fn permission(consent: Consent) -> &'static str {
    match consent {
        Consent::No => "not given",
        Consent::Anonymous => "without name",
        Consent::Named => "with name",
    }
}

fn comments(programme: &Programme) -> Sheet {
    let rows = programme
        .comments
        .iter()
        .map(|comment| {
            vec![
                Cell::text(comment.text.shown_to(Internal).clone()),
                Cell::text(comment.role.shown_to(Internal).clone()),
                Cell::text(comment.themes.join("; ")),
                Cell::text(if comment.is_critical { "Yes" } else { "No" }),
                Cell::text(permission(comment.consent)),
                Cell::text(if comment.quotable.is_some() { "Yes" } else { "No" }),
                Cell::text(comment.at.file.as_ref()),
                Cell::text(comment.at.sheet.as_ref()),
                Cell::text(comment.at.a1()),
            ]
        })
        .collect();
    Sheet {
        name: "Comments".to_owned(),
        title: "Comments: internal".to_owned(),
        lines: vec![
            "Quotable: permission is recorded and the words name nobody. All others stay here.".to_owned(),
        ],
        columns: vec![
            Column::text("Comment", 70.0),
            Column::text("Role", 26.0),
            Column::text("Themes", 26.0),
            Column::text("Critical", 9.0),
            Column::text("Permission to quote", 16.0),
            Column::text("Quotable", 10.0),
            Column::text("Source file", 28.0),
            Column::text("Source sheet", 16.0),
            Column::text("Source cell", 8.0),
        ],
        rows,
        ..Sheet::default()
    }
}

fn consent(programme: &Programme) -> Sheet {
    let mut counts: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for comment in &programme.comments {
        let side = comment.side.map_or("Group not known", group);
        let entry = counts.entry((side, permission(comment.consent))).or_default();
        entry.0 += 1;
        entry.1 += usize::from(comment.quotable.is_some());
    }
    let rows = counts
        .into_iter()
        .map(|((side, given), (all, quotable))| {
            vec![
                Cell::text(side),
                Cell::text(given),
                Cell::count(all),
                Cell::count(quotable),
            ]
        })
        .collect();
    Sheet {
        name: "Consent".to_owned(),
        title: "Permission to quote".to_owned(),
        columns: vec![
            Column::text("Group", 18.0),
            Column::text("Permission", 16.0),
            Column::number("Comments", 11.0, Show::Whole),
            Column::number("Quotable", 11.0, Show::Whole),
        ],
        rows,
        ..Sheet::default()
    }
}
