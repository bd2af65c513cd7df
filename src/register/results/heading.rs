//! The headings of a results sheet, in one, two or three rows: which indicator,
//! which year, and what of it.

use std::collections::BTreeMap;

use crate::base::cell::CellPos;
use crate::base::date::AcademicYear;
use crate::base::indicator::{Indicator, Stage};
use crate::base::text::{fold, tidy};
use crate::read::grid::{Area, CellValue, Grid};

use super::words;
use crate::locate::years;

/// What stands under a heading.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Part {
    /// Per cent, mean or score.
    Value,
    /// Pupils at the standard.
    Numerator,
    /// Eligible pupils.
    Denominator,
    /// Lower limit as published.
    Lower,
    /// Upper limit as published.
    Upper,
    /// A percentage or a count: the cells decide.
    Either,
    /// Pupils at one level, with its points; none for those without points.
    Level(Option<f64>),
}

/// A heading that has results under it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Score {
    /// The indicator, where the heading names one.
    pub(super) indicator: Option<&'static Indicator>,
    /// The year, where the heading names one.
    pub(super) year: Option<AcademicYear>,
    /// What of it.
    pub(super) part: Part,
}

/// A cell's text for a heading; numbers too, for years.
pub(super) fn text_of(grid: &Grid, pos: CellPos) -> String {
    match grid.cell(pos).map(|cell| &cell.value) {
        Some(CellValue::Text(text)) => tidy(text),
        Some(CellValue::Number(number)) => number.to_string(),
        Some(CellValue::Date(serial)) => {
            years::from_date(*serial).map(|year| year.to_string()).unwrap_or_default()
        }
        Some(CellValue::Bool(_) | CellValue::Error(_) | CellValue::NotCalculated)
        | None => String::new(),
    }
}

/// Headings by column: the rows above the heading row that belong to it, joined
/// from the top, and the heading row's own text.
#[derive(Debug)]
pub(super) struct Headings {
    /// Row of the last heading row.
    pub(super) row: u32,
    /// By column: the upper rows' words, and the heading's.
    pub(super) by_col: BTreeMap<u32, (String, String)>,
    /// Words of the rows above them: titles.
    pub(super) titles: Vec<String>,
}

impl Headings {
    /// Both rows of a heading in one text.
    pub(super) fn joined(&self, col: u32) -> String {
        self.by_col
            .get(&col)
            .map_or_else(String::new, |(over, text)| tidy(&format!("{over} {text}")))
    }
}

/// Most rows above the heading row that may belong to it.
const ROWS_OVER: u32 = 2;

/// Reads the headings of a table.
pub(super) fn read(grid: &Grid, heading_row: u32, span: (u32, u32)) -> Headings {
    let row = true_row(grid, heading_row, span);
    let mut by_col: BTreeMap<u32, (String, String)> = BTreeMap::new();
    for cell in grid.row(row).iter().filter(|c| (span.0..=span.1).contains(&c.pos.col)) {
        by_col.insert(cell.pos.col, (String::new(), text_of(grid, cell.pos)));
    }
    for (col, text) in standing_over(grid, row, span) {
        by_col.entry(col).or_insert_with(|| (String::new(), text));
    }
    let mut first_over = row;
    for above in 1..=ROWS_OVER {
        let Some(at) = row.checked_sub(above) else { break };
        let Some(over) = over(grid, at, span) else { break };
        for (col, words) in over {
            let entry = by_col.entry(col).or_default();
            entry.0 = tidy(&format!("{words} {}", entry.0));
        }
        first_over = at;
    }
    let titles = grid
        .rows()
        .take_while(|(at, _)| *at < first_over)
        .flat_map(|(_, cells)| cells)
        .map(|cell| text_of(grid, cell.pos))
        .filter(|text| !text.is_empty())
        .collect();
    Headings { row, by_col, titles }
}

/// Headings of the row above that stand over nothing: merged down to this row, or
/// simply written in the upper row of two. `School` beside years over parts.
fn standing_over(grid: &Grid, row: u32, span: (u32, u32)) -> Vec<(u32, String)> {
    let Some(above) = row.checked_sub(1) else { return Vec::new() };
    let cells = grid.row(above);
    let wide = |pos: CellPos| {
        grid.merges.iter().any(|area| area.first == pos && area.last.col > area.first.col)
    };
    cells
        .iter()
        .filter(|cell| cells.len() > 1 && (span.0..=span.1).contains(&cell.pos.col))
        .filter(|cell| !wide(cell.pos))
        .filter(|cell| text_of(grid, CellPos::new(row, cell.pos.col)).is_empty())
        .map(|cell| (cell.pos.col, text_of(grid, cell.pos)))
        .filter(|(_, text)| !text.is_empty() && years::named(text).is_none())
        .collect()
}

/// The row below, where it is the lower row of a heading of two: levels or
/// parts in words under every group, and no number.
fn true_row(grid: &Grid, heading_row: u32, span: (u32, u32)) -> u32 {
    let below = heading_row + 1;
    let cells: Vec<String> = grid
        .row(below)
        .iter()
        .filter(|cell| (span.0..=span.1).contains(&cell.pos.col))
        .map(|cell| match &cell.value {
            CellValue::Text(text) => fold(text),
            CellValue::Number(number) => number.to_string(),
            CellValue::Date(_)
            | CellValue::Bool(_)
            | CellValue::Error(_)
            | CellValue::NotCalculated => String::new(),
        })
        .collect();
    let parts = cells
        .iter()
        .filter(|text| {
            level(text).is_some()
                || matches!(
                    part(&format!(" {text} ")),
                    Part::Denominator | Part::Numerator
                )
                || text.contains('%')
                    && text.parse::<f64>().is_err()
                    && super::cell::text_seen(text).number().is_none()
        })
        .count();
    let is_lower = cells.len() >= 2
        && parts * 2 > cells.len()
        && !cells.iter().any(|text| text.len() == 6 && text.parse::<u32>().is_ok());
    if is_lower { below } else { heading_row }
}

/// The words over each column, where this row is an upper row of the headings.
fn over(grid: &Grid, row: u32, span: (u32, u32)) -> Option<BTreeMap<u32, String>> {
    let cells: Vec<(u32, String)> = grid
        .row(row)
        .iter()
        .filter(|cell| (span.0..=span.1).contains(&cell.pos.col))
        .map(|cell| (cell.pos.col, text_of(grid, cell.pos)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let width = span.1.saturating_sub(span.0) + 1;
    let speaks = |text: &str| {
        years::named(text).is_some()
            || subject(&fold(text)).is_some()
            || words::indicator(text, None).is_some()
            || !matches!(part(&format!(" {} ", fold(text))), Part::Either)
    };
    let is_over = cells.iter().any(|(col, text)| *col > span.0 && speaks(text));
    if !is_over {
        return None;
    }
    let mut found = BTreeMap::new();
    let merges: BTreeMap<u32, Area> = grid
        .merges
        .iter()
        .filter(|area| area.first.row == row)
        .map(|area| (area.first.col, *area))
        .collect();
    for (at, (col, text)) in cells.iter().enumerate() {
        let merge = merges.get(col);
        let next = cells.get(at + 1).map_or(span.1 + 1, |(next, _)| *next);
        let last = match merge {
            Some(area) if area.last.col > area.first.col => area.last.col,
            // Without a merge the words hold until the next ones.
            Some(_) | None => next.saturating_sub(1),
        };
        let is_title = last.saturating_sub(*col) + 1 >= width && width > 3;
        if is_title || !speaks(text) {
            continue;
        }
        for under in *col..=last.min(span.1) {
            found.insert(under, text.clone());
        }
    }
    Some(found)
}

/// Subject of the words over level counts.
pub(super) fn subject(folded: &str) -> Option<&'static str> {
    let padded = format!(" {folded} ");
    let has = |list: &[&str]| list.iter().any(|w| padded.contains(&format!(" {w} ")));
    let read = has(&["reading", "read"]);
    let writ = has(&["writing", "write", "writ"]);
    let math = has(&["maths", "mathematics", "math"]);
    match (read, writ, math) {
        (true, false, false) => Some("ks1_reading_aps"),
        (false, true, false) => Some("ks1_writing_aps"),
        (false, false, true) => Some("ks1_maths_aps"),
        _ => None,
    }
}

/// Points of a level's heading: `W`, `L2C`, `2B`; `Some(None)` for pupils who
/// are disregarded.
///
/// W 3, 1 9, 2C 13, 2B or 2 15, 2A 17, 3 21, 4 or above 27; A, D, X and M have
/// none. Source: point scores of the 2008 performance tables (DCSF).
#[expect(
    clippy::option_option,
    reason = "no level at all, a level without points, and points are three things"
)]
pub(super) fn level(folded: &str) -> Option<Option<f64>> {
    let bare = folded.strip_prefix("level ").unwrap_or(folded);
    let bare = bare.strip_prefix('l').unwrap_or(bare);
    Some(match bare {
        "w" | "wts" => Some(3.0),
        "1" => Some(9.0),
        "2c" => Some(13.0),
        "2b" | "2" => Some(15.0),
        "2a" => Some(17.0),
        "3" | "3+" => Some(21.0),
        "4" | "4+" => Some(27.0),
        "a" | "d" | "x" | "m" | "abs" | "absent" | "dis" | "disapplied" => None,
        _ => return None,
    })
}

/// What the heading's own words say stands there.
fn part(padded: &str) -> Part {
    let has = |list: &[&str]| list.iter().any(|word| padded.contains(word));
    if has(&[" lower ", " lci ", " low ci "]) {
        return Part::Lower;
    }
    if has(&[" upper ", " uci "]) {
        return Part::Upper;
    }
    let is_percent =
        has(&["%", " per cent", " percent", " pct ", " pc ", " percentage "]);
    if is_percent {
        return Part::Value;
    }
    let is_base = has(&[
        " eligible ",
        " cohort ",
        " denominator ",
        " n ",
        " entered ",
        " tested ",
        " nor ",
        " elig ",
        " in cohort ",
        " year 6 pupils ",
        " y6 pupils ",
        " year 2 pupils ",
        " no of pupils ",
        " number of pupils ",
        " no pupils ",
        " total pupils ",
        " pupils ",
    ]);
    let names_standard = has(&[
        " l4",
        " level 4",
        " l5",
        " level 5",
        " achiev",
        " at the standard ",
        " expected ",
        " higher ",
        " met ",
        " reaching ",
        " at standard ",
    ]);
    if is_base && !names_standard {
        return Part::Denominator;
    }
    if has(&[
        " no ",
        " number ",
        " num ",
        " count ",
        " achieved ",
        " achieving ",
        " numerator ",
        " # ",
        " pupils ",
        " nos ",
    ]) {
        return Part::Numerator;
    }
    if has(&[
        " score ",
        " aps ",
        " value ",
        " points ",
        " progress ",
        " result ",
        " figure ",
    ]) {
        return Part::Value;
    }
    Part::Either
}

/// Words that may stand in a heading that names no indicator of its own.
const FILLERS: &[&str] = &[
    "%",
    "no",
    "no.",
    "number",
    "num",
    "of",
    "pupils",
    "eligible",
    "elig",
    "cohort",
    "size",
    "denominator",
    "numerator",
    "value",
    "score",
    "result",
    "results",
    "n",
    "per",
    "cent",
    "percent",
    "percentage",
    "pct",
    "achieved",
    "achieving",
    "at",
    "the",
    "standard",
    "in",
    "count",
    "year",
    "summer",
    "ay",
    "test",
    "tests",
    "ks1",
    "ks2",
    "figure",
    "entered",
    "tested",
    "y6",
    "y2",
    "total",
    "val",
    "aps",
    "6",
    "2",
    "prov",
    "provisional",
    "final",
    "validated",
    "revised",
    "unvalidated",
    "for",
    "l4+",
    "#",
    "key",
    "stage",
    "nor",
    "on",
];

/// Words of a heading that names its subject and nothing else.
const SUBJECTS: &[&str] = &[
    "e",
    "m",
    "e&m",
    "em",
    "english",
    "maths",
    "mathematics",
    "eng",
    "ma",
    "both",
    "combined",
    "and",
    "&",
    "%",
    "no",
    "rwm",
    "reading",
    "writing",
];

/// What the sheet says that its headings leave out.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sheet {
    /// The key stage.
    pub(super) stage: Option<Stage>,
    /// The standard: `level 4+`, `expected standard`.
    pub(super) standard: Option<&'static str>,
    /// A column names the subject of each row.
    pub(super) has_subjects: bool,
}

/// Reads one heading; nothing where no result stands under it.
pub(super) fn score(over: &str, text: &str, sheet: Sheet) -> Option<Score> {
    let stage = sheet.stage;
    let lower = fold(text);
    let upper = fold(over);
    let joined = format!("{upper} {lower}");
    if words::is_of_a_group(&joined) {
        return None;
    }
    let year = years::named(over).or_else(|| years::named(text));
    // Levels of key stage 1 stand under their subject, or behind it.
    let (before, last) = lower.rsplit_once(' ').unwrap_or(("", &lower));
    let stage_here = words::stage(&joined).or(stage);
    // Or a column names the subject of each row.
    if stage_here != Some(Stage::Ks2)
        && sheet.has_subjects
        && upper.is_empty()
        && let Some(points) = level(&lower)
    {
        return Some(Score { indicator: None, year, part: Part::Level(points) });
    }
    if stage_here != Some(Stage::Ks2)
        && let Some(points) = level(&lower).or_else(|| level(last))
        && let Some(code) = subject(&upper).or_else(|| subject(before))
    {
        return Some(Score {
            indicator: Indicator::of(code),
            year,
            part: Part::Level(points),
        });
    }
    let indicator = words::indicator(text, stage)
        .or_else(|| words::indicator(&joined, stage))
        .or_else(|| words::indicator(over, stage));
    // Under a title about level 4 stand English, maths and both.
    let is_subject = lower
        .split(' ')
        .all(|word| SUBJECTS.contains(&word) || word.chars().all(|c| c.is_ascii_digit()));
    let indicator = indicator.or_else(|| {
        let says = sheet.standard.filter(|_| is_subject)?;
        words::indicator(&format!("{says} {lower}"), stage)
    });
    // Years under a heading that says what: `Eligible pupils` over 2009, 2010, 2011.
    let is_year = lower.chars().all(|c| c.is_ascii_digit() || c == ' ');
    let says = if is_year { &upper } else { &lower };
    let part = part(&format!(" {says} "));
    if indicator.is_some() {
        return Some(Score { indicator, year, part });
    }
    let is_plain = lower
        .split(' ')
        .all(|word| FILLERS.contains(&word) || word.chars().all(|c| c.is_ascii_digit()));
    let says = year.is_some() || !matches!(part, Part::Either);
    (is_plain && says && !lower.is_empty()).then_some(Score {
        indicator: None,
        year,
        part,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(over: &str, text: &str) -> (&'static str, Option<i16>, Part) {
        let score = score(over, text, Sheet::default()).unwrap();
        (
            score.indicator.map_or("", |i| i.code),
            score.year.map(AcademicYear::summer),
            score.part,
        )
    }

    #[test]
    fn headings_of_one_and_two_rows_say_indicator_year_and_part() {
        assert_eq!(
            seen("2010", "L4+\nE&M (no.)"),
            ("ks2_l4_em", Some(2010), Part::Numerator)
        );
        assert_eq!(seen("2010", "ELIGIBLE"), ("", Some(2010), Part::Denominator));
        assert_eq!(seen("2010", "% L4+ E&M"), ("ks2_l4_em", Some(2010), Part::Value));
        assert_eq!(seen("", "L4+ EM 2009"), ("ks2_l4_em", Some(2009), Part::Either));
        assert_eq!(seen("", "Cohort 2011"), ("", Some(2011), Part::Denominator));
        assert_eq!(seen("L4+ E&M", "2011"), ("ks2_l4_em", Some(2011), Part::Either));
        assert_eq!(seen("Eligible pupils", "2011"), ("", Some(2011), Part::Denominator));
        assert_eq!(
            seen("L4+ English and maths (number)", "2011"),
            ("ks2_l4_em", Some(2011), Part::Numerator)
        );
        assert_eq!(seen("", "Pupils at standard"), ("", None, Part::Numerator));
        assert_eq!(seen("", "Value"), ("", None, Part::Value));
    }

    #[test]
    fn levels_stand_under_their_subject_or_behind_it() {
        assert_eq!(
            seen("Reading", "L2B"),
            ("ks1_reading_aps", None, Part::Level(Some(15.0)))
        );
        assert_eq!(seen("Maths", "W"), ("ks1_maths_aps", None, Part::Level(Some(3.0))));
        assert_eq!(
            seen("", "Writing 2C"),
            ("ks1_writing_aps", None, Part::Level(Some(13.0)))
        );
        assert_eq!(seen("Reading", "A"), ("ks1_reading_aps", None, Part::Level(None)));
    }

    #[test]
    fn a_subject_alone_is_of_the_standard_that_the_sheet_names() {
        let sheet = Sheet { standard: Some("level 4+"), ..Sheet::default() };
        let code = |text: &str| {
            score("2010", text, sheet).and_then(|s| s.indicator).map_or("", |i| i.code)
        };
        assert_eq!(code("E&M"), "ks2_l4_em");
        assert_eq!(code("E"), "ks2_english_l4");
        assert_eq!(code("Maths %"), "ks2_maths_l4");
        assert_eq!(code("Eligible"), "");
    }

    #[test]
    fn other_headings_are_left_alone() {
        for text in ["School", "Adviser notes", "URN", "Headteacher", "Town", "FSM %"] {
            assert_eq!(score("", text, Sheet::default()), None, "{text}");
        }
    }
}
