//! What changed between two packs: figures, findings, rows of each register.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use serde::Serialize;

use super::manifest::Manifest;

/// One csv row by its heading.
pub(crate) type Row = BTreeMap<String, String>;

/// A pack's evidence, read back.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    /// `figures.csv`.
    pub(crate) figures: Vec<Row>,
    /// `findings.csv`.
    pub(crate) findings: Vec<Row>,
    /// `left-out.csv`.
    pub(crate) left_out: Vec<Row>,
    /// `manifest.json`.
    pub(crate) manifest: Manifest,
}

impl Evidence {
    /// Reads a pack's folder; the reason in words where it is none.
    pub(crate) fn of(pack: &Path) -> Result<Self, String> {
        let path = pack.join("evidence/manifest.json");
        let bytes = std::fs::read(&path).map_err(|why| {
            format!(
                "{} is no pack: {} cannot be read ({why}).",
                pack.display(),
                path.display()
            )
        })?;
        let manifest = Manifest::parse(&bytes)
            .ok_or_else(|| format!("{} is no manifest of forumpack.", path.display()))?;
        Ok(Self {
            figures: rows(&pack.join("evidence/figures.csv")),
            findings: rows(&pack.join("evidence/findings.csv")),
            left_out: rows(&pack.join("evidence/left-out.csv")),
            manifest,
        })
    }
}

fn rows(path: &Path) -> Vec<Row> {
    let Ok(reader) = csv::Reader::from_path(path) else { return Vec::new() };
    reader.into_deserialize::<Row>().filter_map(Result::ok).collect()
}

fn cell<'a>(row: &'a Row, column: &str) -> &'a str {
    row.get(column).map_or("", String::as_str)
}

/// A figure that moved, came or went.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct FigureChange {
    /// Measure.
    pub(crate) figure: String,
    /// Its name.
    pub(crate) name: String,
    /// Indicator, group, years and item in one line.
    pub(crate) of: String,
    /// As shown before; empty where it is new.
    pub(crate) before: String,
    /// As shown now; empty where it is gone.
    pub(crate) now: String,
}

/// A finding that came or went.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct FindingChange {
    /// Rule.
    pub(crate) code: String,
    /// Severity.
    pub(crate) severity: String,
    /// File, sheet, cell.
    pub(crate) place: String,
    /// Sentence.
    pub(crate) message: String,
}

/// A register whose rows changed in number.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct RowsChange {
    /// Register.
    pub(crate) register: String,
    /// Rows used before.
    pub(crate) before: usize,
    /// Rows used now.
    pub(crate) now: usize,
}

/// Everything that changed.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(crate) struct Changes {
    /// Figures, in the later pack's order, then those gone.
    pub(crate) figures: Vec<FigureChange>,
    /// Findings that are new.
    pub(crate) new_findings: Vec<FindingChange>,
    /// Findings that are gone.
    pub(crate) gone_findings: Vec<FindingChange>,
    /// Registers.
    pub(crate) rows: Vec<RowsChange>,
    /// Input files: added, removed, changed.
    pub(crate) files: Vec<(String, String)>,
}

/// Compares two packs by what their rows are about, never by row number.
pub(crate) fn changes(earlier: &Evidence, later: &Evidence) -> Changes {
    let key = |row: &Row| {
        ["figure", "indicator", "group", "from_year", "to_year", "item"]
            .map(|c| cell(row, c).to_owned())
    };
    let before: BTreeMap<_, _> =
        earlier.figures.iter().map(|row| (key(row), row)).collect();
    let now: BTreeMap<_, _> = later.figures.iter().map(|row| (key(row), row)).collect();
    let mut changes = Changes::default();
    for row in &later.figures {
        let was = before.get(&key(row));
        if was.is_none_or(|was| cell(was, "value") != cell(row, "value")) {
            changes.figures.push(figure_change(
                row,
                was.map_or("", |was| cell(was, "shown")),
                cell(row, "shown"),
            ));
        }
    }
    for row in &earlier.figures {
        if !now.contains_key(&key(row)) {
            changes.figures.push(figure_change(row, cell(row, "shown"), ""));
        }
    }
    let ids = |evidence: &Evidence| -> BTreeMap<String, FindingChange> {
        evidence
            .findings
            .iter()
            .filter(|row| cell(row, "state") != "fixed")
            .map(|row| (cell(row, "id").to_owned(), finding_change(row)))
            .collect()
    };
    let (mut was, mut is) = (ids(earlier), ids(later));
    let both: Vec<String> =
        was.keys().filter(|id| is.contains_key(*id)).cloned().collect();
    for id in both {
        was.remove(&id);
        is.remove(&id);
    }
    changes.new_findings = is.into_values().collect();
    changes.gone_findings = was.into_values().collect();
    let (was, is) = (used(&earlier.manifest), used(&later.manifest));
    for register in was.keys().chain(is.keys()).collect::<std::collections::BTreeSet<_>>()
    {
        let (before, now) = (
            was.get(register).copied().unwrap_or(0),
            is.get(register).copied().unwrap_or(0),
        );
        if before != now {
            changes.rows.push(RowsChange { register: register.clone(), before, now });
        }
    }
    changes.files = files(&earlier.manifest, &later.manifest);
    changes
}

fn figure_change(row: &Row, before: &str, now: &str) -> FigureChange {
    let of = ["indicator", "group", "from_year", "to_year", "item"]
        .map(|column| cell(row, column))
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    FigureChange {
        figure: cell(row, "figure").to_owned(),
        name: cell(row, "name").to_owned(),
        of,
        before: before.to_owned(),
        now: now.to_owned(),
    }
}

fn finding_change(row: &Row) -> FindingChange {
    let place = ["file", "sheet", "cell"]
        .map(|column| cell(row, column))
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" > ");
    FindingChange {
        code: cell(row, "code").to_owned(),
        severity: cell(row, "severity").to_owned(),
        place,
        message: cell(row, "message").to_owned(),
    }
}

fn used(manifest: &Manifest) -> BTreeMap<String, usize> {
    let mut rows = BTreeMap::new();
    for sheet in manifest.inputs.iter().flat_map(|input| &input.sheets) {
        if let Some(register) = &sheet.register {
            *rows.entry(register.clone()).or_default() += sheet.rows_used;
        }
    }
    rows
}

fn files(earlier: &Manifest, later: &Manifest) -> Vec<(String, String)> {
    let hashes = |manifest: &Manifest| -> BTreeMap<String, String> {
        manifest
            .inputs
            .iter()
            .map(|input| (input.path.clone(), input.sha256.clone()))
            .collect()
    };
    let (was, is) = (hashes(earlier), hashes(later));
    let mut changed = Vec::new();
    for (path, hash) in &is {
        match was.get(path) {
            None => changed.push((path.clone(), "new".to_owned())),
            Some(old) if old != hash => {
                changed.push((path.clone(), "changed".to_owned()))
            }
            Some(_) => {}
        }
    }
    changed.extend(
        was.keys()
            .filter(|path| !is.contains_key(*path))
            .map(|path| (path.clone(), "gone".to_owned())),
    );
    changed
}

/// The changes in words, figures of groups before those of single schools.
pub(crate) fn words(changes: &Changes, earlier: &Path, later: &Path) -> String {
    let mut text = format!("From {} to {}\n", earlier.display(), later.display());
    if *changes == Changes::default() {
        text.push_str("Nothing changed.\n");
        return text;
    }
    let schools =
        changes.figures.iter().filter(|change| change.of.contains("school:")).count();
    let groups: Vec<_> =
        changes.figures.iter().filter(|change| !change.of.contains("school:")).collect();
    let _ = writeln!(
        text,
        "\nFigures: {} changed ({schools} of them of single schools)",
        changes.figures.len()
    );
    for change in groups {
        let before = if change.before.is_empty() { "(none)" } else { &change.before };
        let now = if change.now.is_empty() { "(none)" } else { &change.now };
        let _ = writeln!(
            text,
            "  {} {} [{}]: {before} -> {now}",
            change.figure, change.name, change.of
        );
    }
    for (heading, list) in [
        ("New findings", &changes.new_findings),
        ("Findings gone", &changes.gone_findings),
    ] {
        let _ = writeln!(text, "\n{heading}: {}", list.len());
        for change in list {
            let _ = writeln!(
                text,
                "  {} {} {}: {}",
                change.severity, change.code, change.place, change.message
            );
        }
    }
    if !changes.rows.is_empty() {
        text.push_str("\nRows used\n");
        for change in &changes.rows {
            let _ = writeln!(
                text,
                "  {}: {} -> {}",
                change.register, change.before, change.now
            );
        }
    }
    if !changes.files.is_empty() {
        text.push_str("\nFiles\n");
        for (path, how) in &changes.files {
            let _ = writeln!(text, "  {how}: {path}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(pairs: &[(&str, &str)]) -> Row {
        pairs
            .iter()
            .map(|(column, value)| ((*column).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn a_figure_is_compared_with_itself_wherever_its_row_stands() {
        let m03 = |value: &str| {
            row(&[
                ("figure", "M03"),
                ("group", "clients"),
                ("value", value),
                ("shown", value),
            ])
        };
        let p01 = row(&[("figure", "P01"), ("value", "32"), ("shown", "32")]);
        let earlier =
            Evidence { figures: vec![m03("16.4"), p01.clone()], ..Evidence::default() };
        let later = Evidence { figures: vec![p01, m03("16.9")], ..Evidence::default() };
        let changes = changes(&earlier, &later);
        assert_eq!(changes.figures.len(), 1);
        assert_eq!(
            (changes.figures[0].before.as_str(), changes.figures[0].now.as_str()),
            ("16.4", "16.9")
        );
    }
}
