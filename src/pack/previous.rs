//! The newest pack of an earlier period: what states and changes are measured against.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::diff::{Evidence, Row};
use crate::base::date::Month;
use crate::base::finding::{Severity, State};
use crate::base::previous::{
    PastChange, PastFigure, PastFinding, PastRegister, PastSchool, Previous,
};

/// The newest pack before this period in the output folder, read back; none
/// where there is none, or none that can be read.
pub(crate) fn newest(output: &Path, before: Month) -> Option<Previous> {
    let folders = std::fs::read_dir(output).ok()?;
    let mut periods: Vec<Month> = folders
        .filter_map(|entry| Month::parse(entry.ok()?.file_name().to_str()?))
        .filter(|period| *period < before)
        .collect();
    periods.sort();
    periods.iter().rev().find_map(|period| {
        let evidence = Evidence::of(&output.join(period.to_string())).ok()?;
        Some(of(*period, evidence))
    })
}

fn of(period: Month, evidence: Evidence) -> Previous {
    let manifest = evidence.manifest;
    let mut registers = manifest.kept;
    let sheets = manifest.inputs.iter().flat_map(|input| &input.sheets);
    for sheet in sheets {
        let Some(register) = &sheet.register else { continue };
        let past: &mut PastRegister = registers.entry(register.clone()).or_default();
        // Where keys were kept, so was the number of rows.
        if past.records.is_empty() {
            past.rows = past.rows.max(sheet.rows_read);
        }
    }
    Previous {
        period: Some(period),
        findings: evidence.findings.iter().filter_map(finding).collect(),
        figures: evidence.figures.iter().filter_map(figure).collect(),
        counted: counted(&evidence.figures, &evidence.left_out),
        registers,
        inputs: manifest
            .inputs
            .into_iter()
            .filter(|input| !input.sha256.is_empty())
            .map(|input| (input.path, input.sha256))
            .collect(),
    }
}

/// Single schools with a change of their own, but for clients that were left out.
fn counted(figures: &[Row], left_out: &[Row]) -> BTreeMap<PastChange, PastSchool> {
    let of = |row: &Row, column: &str| row.get(column).cloned().unwrap_or_default();
    let key = |row: &Row, urn: String| PastChange {
        indicator: of(row, "indicator"),
        years: (of(row, "from_year"), of(row, "to_year")),
        urn,
    };
    let is_out = |row: &&Row| of(row, "figure") == "M25" && of(row, "group") == "clients";
    let out: BTreeSet<_> =
        left_out.iter().filter(is_out).map(|row| key(row, of(row, "record"))).collect();
    let of_schools = || {
        figures.iter().filter(|row| of(row, "item").is_empty()).filter_map(|row| {
            let urn = row.get("group")?.strip_prefix("school:")?;
            Some((key(row, urn.to_owned()), row))
        })
    };
    let levels: BTreeMap<PastChange, f64> = of_schools()
        .filter(|(key, _)| key.years.0.is_empty())
        .filter_map(|(key, row)| Some((key, of(row, "value").parse().ok()?)))
        .collect();
    of_schools()
        .filter(|(key, row)| of(row, "figure") == "M02" && !out.contains(key))
        .map(|(key, row)| {
            let level = |year: &str| {
                let years = (String::new(), year.to_owned());
                levels.get(&PastChange { years, ..key.clone() }).copied()
            };
            let pupils = |column: &str| of(row, column).parse().unwrap_or(0.0);
            let school = PastSchool {
                from: (level(&key.years.0), pupils("pupils_from")),
                to: (level(&key.years.1), pupils("pupils")),
            };
            (key, school)
        })
        .collect()
}

/// A public figure of a group; those of single schools are no headlines.
fn figure(row: &Row) -> Option<PastFigure> {
    let of = |column: &str| {
        let text = row.get(column).map_or("", String::as_str);
        unguarded(text).to_owned()
    };
    if of("release") != "P" || of("group").starts_with("school:") {
        return None;
    }
    Some(PastFigure {
        code: of("figure"),
        indicator: of("indicator"),
        group: of("group"),
        years: (of("from_year"), of("to_year")),
        item: of("item"),
        schools: of("schools").parse().ok(),
        shown: of("shown"),
    })
}

fn finding(row: &Row) -> Option<PastFinding> {
    let of = |column: &str| {
        let text = row.get(column).map_or("", String::as_str);
        unguarded(text).to_owned()
    };
    let severity = [Severity::Note, Severity::Query, Severity::Error, Severity::Stop]
        .into_iter()
        .find(|severity| severity.word() == of("severity"))?;
    let state = [State::New, State::Persisting, State::Fixed, State::Answered]
        .into_iter()
        .find(|state| state.word() == of("state"))
        .unwrap_or_default();
    Some(PastFinding {
        code: of("code"),
        severity,
        state,
        file: of("file"),
        sheet: of("sheet"),
        cell: of("cell"),
        register: of("register"),
        record: of("record"),
        column: of("column"),
        value: of("value"),
        message: of("message"),
        fix: of("fix"),
    })
}

/// Text without the apostrophe that keeps spreadsheets from taking it for a formula.
fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack(output: &Path, period: &str) {
        let evidence = output.join(period).join("evidence");
        std::fs::create_dir_all(&evidence).unwrap();
        let manifest = super::super::manifest::Manifest {
            tool: "forumpack".to_owned(),
            ..Default::default()
        };
        #[expect(
            clippy::disallowed_methods,
            reason = "a test makes the pack that it reads"
        )]
        {
            let json = serde_json::to_vec(&manifest).unwrap();
            std::fs::write(evidence.join("manifest.json"), json).unwrap();
            std::fs::write(
                evidence.join("findings.csv"),
                "code,severity,state,cell,value\nDEP-009,query,new,B2,'-47\nnonsense,,,,\n",
            )
            .unwrap();
        }
    }

    #[test]
    fn the_last_pack_is_the_newest_of_an_earlier_period() {
        let folder = tempfile::tempdir().unwrap();
        for period in ["2011-09", "2011-10", "2011-11"] {
            pack(folder.path(), period);
        }
        std::fs::create_dir(folder.path().join("2011-10-check")).unwrap();
        let month = |text| Month::parse(text).unwrap();
        let previous = newest(folder.path(), month("2011-11")).unwrap();
        assert_eq!(previous.period, Some(month("2011-10")));
        assert_eq!(previous.findings.len(), 1);
        assert_eq!(previous.findings[0].value, "-47");
        assert!(newest(folder.path(), month("2011-09")).is_none());
    }
}
