//! What a run says when it ends: to people, to machines, and in detail.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use super::ground::Ground;
use super::record::counts;
use crate::base::finding::{Finding, Findings, Severity};
use crate::register::{Recognised, Registers};
use crate::{Outcome, check};

/// Causes that the first page and the closing words tell at most.
const WAITS: usize = 12;

/// The closing words of a run that left a folder.
pub(super) fn closing(
    code: u8,
    place: &Path,
    ground: &Ground<'_>,
    findings: &Findings,
    headlines: &[String],
    status: &str,
) -> Outcome {
    let mut words = format!("{status}.\n");
    let waits = waits(findings);
    for line in headlines.iter().take(3).chain(waits.iter().take(8)) {
        let _ = writeln!(words, "  {line}");
    }
    if ground.registers.is_example {
        words.push_str("This is the example programme: put your own spreadsheets into the input folder.\n");
    }
    let _ = writeln!(words, "Open {} first.", place.join("index.html").display());
    let mut details = understood(&ground.registers, false);
    for finding in findings.iter() {
        let (severity, code, fix) = (finding.severity, &finding.code, &finding.fix);
        let _ = writeln!(details, "{severity} {code} {} {fix}", said_at(finding));
    }
    let json = serde_json::json!({
        "exit": code,
        "status": status,
        "pack": place.display().to_string(),
        "findings": counts(findings),
        "waits": waits,
    });
    let sheets = String::new();
    Outcome { code, words, sheets, details, json: printed(&json) }
}

/// `check` prints every cause on a page, and every finding for machines.
pub(super) fn told(
    outcome: Outcome,
    ground: &Ground<'_>,
    findings: &Findings,
) -> Outcome {
    let last = outcome.words.lines().last().unwrap_or_default();
    let words =
        format!("{}\n{last}\n", check::summary::summary(findings, &ground.checked));
    let mut json = check::summary::data(findings, &ground.checked);
    let closing: Option<serde_json::Value> = serde_json::from_str(&outcome.json).ok();
    if let (Some(all), Some(serde_json::Value::Object(closing))) =
        (json.as_object_mut(), closing)
    {
        all.extend(
            closing.into_iter().filter(|(key, _)| key != "findings" && key != "waits"),
        );
    }
    let sheets = understood(&ground.registers, true);
    Outcome { words, sheets, json: printed(&json), ..outcome }
}

/// JSON as a person can read it.
pub(super) fn printed(json: &serde_json::Value) -> String {
    serde_json::to_string_pretty(json).unwrap_or_default()
}

/// What waits, worst first, one line a rule.
pub(super) fn waits(findings: &Findings) -> Vec<String> {
    let mut by_rule: BTreeMap<(Reverse<Severity>, &str), (usize, String)> =
        BTreeMap::new();
    for finding in findings
        .iter()
        .filter(|f| f.severity > Severity::Note && check::grouped::is_open(f))
    {
        let entry = by_rule
            .entry((Reverse(finding.severity), finding.code.as_ref()))
            .or_insert_with(|| (0, said_at(finding)));
        entry.0 += 1;
    }
    by_rule
        .into_iter()
        .take(WAITS)
        .map(|((severity, code), (count, first))| {
            let more = if count > 1 {
                format!(" (and {} more like it)", count - 1)
            } else {
                String::new()
            };
            format!("{} {code}: {first}{more}", severity.0)
        })
        .collect()
}

/// A finding's message, behind its place where it has one.
fn said_at(finding: &Finding) -> String {
    let place = finding.place.to_string();
    if place.is_empty() {
        finding.message.clone()
    } else {
        format!("{place}: {}", finding.message)
    }
}

/// The headings of each sheet, by file and sheet.
pub(super) fn headings_of(
    registers: &Registers,
) -> BTreeMap<(&str, &str), Vec<&Recognised>> {
    let mut by_sheet = BTreeMap::<(&str, &str), Vec<&Recognised>>::new();
    for one in &registers.recognised {
        by_sheet.entry((&one.place.file, &one.place.sheet)).or_default().push(one);
    }
    by_sheet
}

/// Most headings named in the line of those that were not used.
const NAMED: usize = 12;

/// Every sheet: which register, which heading became which column and why; the
/// headings that were not used one by one, or in a line.
fn understood(registers: &Registers, is_brief: bool) -> String {
    let headings = headings_of(registers);
    let mut words = String::new();
    for sheet in &registers.sheets {
        let name = if sheet.sheet.is_empty() {
            sheet.file.to_string()
        } else {
            format!("{} > {}", sheet.file, sheet.sheet)
        };
        let register = sheet.register.unwrap_or("not used");
        let row = sheet
            .heading_row
            .map(|row| format!(", headings in row {row}"))
            .unwrap_or_default();
        let _ = writeln!(
            words,
            "{name}: {register}{row}; {} rows read, {} used, {} left out. {}",
            sheet.rows_read, sheet.rows_used, sheet.rows_left_out, sheet.says
        );
        let of_sheet = headings.get(&(sheet.file.as_ref(), sheet.sheet.as_ref()));
        let of_register = of_sheet.into_iter().flatten().filter(|one| {
            one.register.is_empty() || sheet.register == Some(one.register)
        });
        let mut unused = Vec::new();
        for one in of_register {
            let heading = one.shown();
            if is_brief && one.column.is_none() && one.because == "not used" {
                unused.push(format!("{} {}", one.place.a1(), heading));
                continue;
            }
            let taken = match one.column {
                Some(column) => format!("{column} ({})", one.because),
                None if one.because == "not used" => one.because.clone(),
                None => format!("not used ({})", one.because),
            };
            let _ = writeln!(words, "  {} {heading}: {taken}", one.place.a1());
        }
        if !unused.is_empty() {
            let more = unused.len().saturating_sub(NAMED);
            unused.truncate(NAMED);
            let more =
                if more > 0 { format!(", and {more} more") } else { String::new() };
            let _ = writeln!(words, "  not used: {}{more}", unused.join(", "));
        }
    }
    words
}
