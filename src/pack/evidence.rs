//! The evidence files: figures, findings and what was left out, as csv.

use csv::Writer;
use sha2::{Digest, Sha256};

use crate::base::figure::{Figure, Figures, LeftOutRow};
use crate::base::finding::{Finding, Findings};
use crate::base::quantity::SUPPRESSED;
use crate::base::release::Release;

const FIGURES: [&str; 18] = [
    "figure",
    "name",
    "indicator",
    "group",
    "from_year",
    "to_year",
    "item",
    "value",
    "unit",
    "shown",
    "lower",
    "upper",
    "schools",
    "pupils_from",
    "pupils",
    "left_out",
    "release",
    "trace",
];

const FINDINGS: [&str; 13] = [
    "id", "code", "severity", "state", "file", "sheet", "cell", "register", "record",
    "column", "value", "message", "fix",
];

const LEFT_OUT: [&str; 11] = [
    "trace",
    "figure",
    "indicator",
    "group",
    "from_year",
    "to_year",
    "record",
    "reason",
    "file",
    "sheet",
    "cell",
];

const CLAIMS: [&str; 10] = [
    "id",
    "file",
    "line",
    "sentence",
    "measure",
    "estimator",
    "wrote",
    "value",
    "tolerance",
    "verdict",
];

/// `evidence/claims.csv`: rows as the report gives them.
pub(crate) fn claims(rows: &[[String; 10]]) -> Vec<u8> {
    // Value and tolerance are numbers and stay as they are.
    let cells = |row: &[String; 10]| {
        let words = |(at, cell): (usize, &String)| {
            if matches!(at, 7 | 8) { cell.clone() } else { safe(cell) }
        };
        row.iter().enumerate().map(words).collect()
    };
    table(&CLAIMS, rows.iter().map(cells))
}

/// `evidence/figures.csv`.
pub(crate) fn figures(figures: &Figures) -> Vec<u8> {
    table(&FIGURES, figures.all.iter().map(figure_row))
}

fn figure_row(figure: &Figure) -> Vec<String> {
    let shown =
        if figure.release == Release::P { figure.shown() } else { SUPPRESSED.to_owned() };
    vec![
        safe(figure.code),
        safe(figure.name),
        safe(figure.indicator.map_or("", |indicator| indicator.code)),
        safe(&figure.group.to_string()),
        figure.from.map(|year| year.to_string()).unwrap_or_default(),
        figure.to.map(|year| year.to_string()).unwrap_or_default(),
        safe(&figure.item),
        number(figure.value),
        figure.unit.word().to_owned(),
        shown_safe(&shown),
        figure.lower.map(number).unwrap_or_default(),
        figure.upper.map(number).unwrap_or_default(),
        whole(figure.schools),
        whole(figure.pupils_from),
        whole(figure.pupils),
        whole(figure.left_out),
        figure.release.to_string(),
        safe(&figure.trace),
    ]
}

/// `evidence/findings.csv`: one row a finding, also for the cells of a group.
pub(crate) fn findings(findings: &Findings) -> Vec<u8> {
    let ids = ids(findings);
    let rows = findings.iter().zip(ids).flat_map(|(finding, id)| {
        let first = finding_row(finding, &id, &finding.place.a1(), &finding.place);
        let rest = finding.more.iter().enumerate().map({
            let id = id.clone();
            move |(at, place)| {
                finding_row(finding, &format!("{id}.{}", at + 2), &place.a1(), place)
            }
        });
        std::iter::once(first).chain(rest).collect::<Vec<_>>()
    });
    table(&FINDINGS, rows)
}

fn finding_row(
    finding: &Finding,
    id: &str,
    cell: &str,
    place: &crate::base::cell::Place,
) -> Vec<String> {
    vec![
        id.to_owned(),
        safe(&finding.code),
        finding.severity.word().to_owned(),
        finding.state.word().to_owned(),
        safe(&place.file),
        safe(&place.sheet),
        cell.to_owned(),
        safe(&finding.register),
        safe(&finding.record),
        safe(&finding.column),
        safe(&finding.value),
        safe(&finding.message),
        safe(&finding.fix),
    ]
}

/// A short, stable name for each finding: the same fault keeps it from pack to
/// pack although its row moves.
pub(crate) fn ids(findings: &Findings) -> Vec<String> {
    let mut seen = std::collections::BTreeMap::<String, usize>::new();
    findings
        .iter()
        .map(|finding| {
            let mut hash = Sha256::new();
            for part in [
                finding.code.as_ref(),
                &finding.place.file,
                &finding.place.sheet,
                &finding.record,
                &finding.column,
                &finding.value,
            ] {
                hash.update(part.as_bytes());
                hash.update([0]);
            }
            let hex: String = hash
                .finalize()
                .iter()
                .take(5)
                .map(|byte| format!("{byte:02x}"))
                .collect();
            let count = seen.entry(hex.clone()).or_default();
            *count += 1;
            if *count == 1 { hex } else { format!("{hex}-{count}") }
        })
        .collect()
}

/// `evidence/left-out.csv`.
pub(crate) fn left_out(figures: &Figures) -> Vec<u8> {
    table(&LEFT_OUT, figures.left_out.iter().map(left_out_row))
}

fn left_out_row(row: &LeftOutRow) -> Vec<String> {
    vec![
        safe(&row.trace),
        safe(row.code),
        safe(row.indicator.map_or("", |indicator| indicator.code)),
        safe(&row.group.to_string()),
        row.from.map(|year| year.to_string()).unwrap_or_default(),
        row.to.map(|year| year.to_string()).unwrap_or_default(),
        safe(&row.record),
        row.reason.code().to_owned(),
        safe(&row.place.file),
        safe(&row.place.sheet),
        row.place.a1(),
    ]
}

fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = Writer::from_writer(Vec::new());
    // A Vec takes every write, so neither line can fail.
    let _ = writer.write_record(head);
    for row in rows {
        let _ = writer.write_record(&row);
    }
    writer.into_inner().unwrap_or_default()
}

/// A value with every digit, a dot and no exponent for the sizes met here.
fn number(value: f64) -> String {
    let text = format!("{value}");
    if text == "-0" { "0".to_owned() } else { text }
}

fn whole(value: Option<u64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Text that no spreadsheet takes for a formula.
pub(crate) fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// A shown number keeps its sign; any other text is made safe.
fn shown_safe(text: &str) -> String {
    let is_number = text
        .strip_prefix(['+', '\u{2212}'])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '£'));
    if is_number { text.to_owned() } else { safe(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_begins_like_a_formula_is_written_as_text() {
        assert_eq!(safe("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(safe("@cmd"), "'@cmd");
        assert_eq!(safe("Drake Primary"), "Drake Primary");
        assert_eq!(shown_safe("+16.9\u{a0}pp"), "+16.9\u{a0}pp");
        assert_eq!(shown_safe("-cmd"), "'-cmd");
    }

    #[test]
    fn numbers_keep_every_digit() {
        assert_eq!(number(16.922_050_291_419_417), "16.922050291419417");
        assert_eq!(number(-0.0), "0");
        assert_eq!(number(35.0), "35");
    }
}
