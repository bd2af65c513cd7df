//! What `forumpack check` says on a terminal: a page at most, worst first; and
//! the same for machines.

use serde_json::{Value, json};

use crate::base::finding::{Findings, Severity, State};
use crate::base::text::count;

use super::Checked;
use super::grouped::{Group, grouped};

/// Lines of findings on a page.
const LINES: usize = 18;
/// Characters of a line.
const WIDTH: usize = 200;

/// The page.
pub(crate) fn summary(findings: &Findings, checked: &Checked) -> String {
    let mut page = vec![heading(findings)];
    let groups: Vec<Group<'_>> = grouped(findings)
        .into_iter()
        .filter(|group| group.is_open() && group.first.severity > Severity::Note)
        .collect();
    let mut severity = None;
    for group in groups.iter().take(LINES) {
        if severity != Some(group.first.severity) {
            severity = Some(group.first.severity);
            page.push(String::new());
            page.push(title(group.first.severity).to_owned());
        }
        page.push(line(group));
    }
    if groups.len() > LINES {
        let more = count(groups.len() - LINES, "more cause", "more causes");
        page.push(format!("  and {more}, in internal/data-quality.xlsx"));
    }
    let fixed = findings.iter().filter(|finding| finding.state == State::Fixed).count();
    let answered =
        findings.iter().filter(|finding| finding.state == State::Answered).count();
    page.push(String::new());
    if fixed > 0 {
        page.push(format!(
            "{} since the last pack.",
            count(fixed, "finding mended", "findings mended")
        ));
    }
    if answered > 0 {
        page.push(format!("{} in force.", count(answered, "answer", "answers")));
    }
    if !checked.not_run.is_empty() {
        page.push(format!(
            "{} ran; {} could not, for want of a register or of an earlier pack.",
            count(checked.ran, "rule", "rules"),
            checked.not_run.len()
        ));
    }
    page.push("What a code means: forumpack explain CODE; what each sheet was read as: forumpack check -v".to_owned());
    page.join("\n")
}

fn heading(findings: &Findings) -> String {
    let of = |severity, one, many| count(findings.open(severity), one, many);
    let stops = findings.open(Severity::Stop);
    let stop = if stops > 0 {
        format!("{}, ", count(stops, "stop", "stops"))
    } else {
        String::new()
    };
    format!(
        "{stop}{}, {}, {}.",
        of(Severity::Error, "error", "errors"),
        of(Severity::Query, "query", "queries"),
        of(Severity::Note, "note", "notes")
    )
}

const fn title(severity: Severity) -> &'static str {
    match severity {
        Severity::Stop => "STOP: no pack can be made until this is mended",
        Severity::Error => "ERRORS: these rows are in no figure",
        Severity::Query => "QUERIES: used; mend or explain once",
        Severity::Note => "NOTES",
    }
}

fn line(group: &Group<'_>) -> String {
    let place = group.place();
    let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
    let record = &group.first.record;
    let record = if record.is_empty() || group.all.len() > 1 {
        String::new()
    } else {
        format!("({record}) ")
    };
    cut(&format!("  {}  {place}{record}{}", group.first.code, group.says()))
}

fn cut(line: &str) -> String {
    if line.chars().count() <= WIDTH {
        return line.to_owned();
    }
    let mut cut: String = line.chars().take(WIDTH - 1).collect();
    cut.push('…');
    cut
}

/// The same as data: every finding, and the rules that could not run.
pub(crate) fn data(findings: &Findings, checked: &Checked) -> Value {
    let rows: Vec<Value> = findings
        .iter()
        .map(|finding| {
            json!({
                "code": finding.code,
                "severity": finding.severity.word(),
                "state": finding.state.word(),
                "file": &*finding.place.file,
                "sheet": &*finding.place.sheet,
                "cell": finding.place.a1(),
                "register": finding.register,
                "record": finding.record,
                "column": finding.column,
                "value": finding.value,
                "message": finding.message,
                "fix": finding.fix,
            })
        })
        .collect();
    let not_run: Vec<Value> = checked
        .not_run
        .iter()
        .map(|rule| json!({ "code": rule.code, "name": rule.name, "because": rule.because }))
        .collect();
    json!({
        "open": {
            "stop": findings.open(Severity::Stop),
            "error": findings.open(Severity::Error),
            "query": findings.open(Severity::Query),
            "note": findings.open(Severity::Note),
        },
        "rules_run": checked.ran,
        "not_run": not_run,
        "findings": rows,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::found::scene;

    #[test]
    fn the_page_begins_with_what_is_worst_and_groups_one_cause() {
        let scene = scene(
            "
            LLEs | LLE ref | Headteacher
                 | LLE01 | Ruth Gathercole
            Deployments | Deployment ref | LLE ref | Start | End | Days agreed
                        | DEP-01 | LLE01 | 2011-01-10 | 2010-01-10 | 47
                        | DEP-02 | LLE01 | 2011-01-10 | 2011-07-10 | 48
            Results | URN | Year | Value
                    | 180001 | 2010/11 | 60
        ",
        );
        let mut findings = Findings::default();
        let checked =
            super::super::run(&scene.registers, &scene.context(), &mut findings);
        let page = summary(&findings, &checked);
        let lines: Vec<&str> = page.lines().collect();
        assert!(lines[0].starts_with("1\u{a0}error, "), "{page}");
        assert_eq!(lines[2], "ERRORS: these rows are in no figure");
        assert_eq!(
            lines[3],
            "  DEP-005  Deployments > D2: (DEP-01) It ends on 10/01/2010, before it starts on 10/01/2011."
        );
        assert!(
            page.contains("  DEP-009  Deployments > E2:E3: 2 cells, the first: 47 days"),
            "{page}"
        );
        assert!(
            page.contains("could not, for want of a register or of an earlier pack."),
            "{page}"
        );
        let data = data(&findings, &checked);
        assert_eq!(data["open"]["error"], 1);
        assert!(
            data["not_run"].as_array().unwrap().iter().any(|r| r["code"] == "VIS-001")
        );
    }

    #[test]
    fn a_page_holds_a_page_and_no_more() {
        let mut findings = Findings::default();
        let rule = super::super::checks().next().unwrap().rule;
        for number in 0..60 {
            let file = std::sync::Arc::from(format!("file {number}.xlsx").as_str());
            let finding = crate::base::finding::Finding::new(
                rule,
                crate::base::cell::Place::file(&file),
                "x".repeat(400),
            );
            findings.add(finding.severity(Severity::Query));
        }
        let page = summary(&findings, &Checked::default());
        assert!(page.lines().count() < 30);
        assert!(page.lines().all(|line| line.chars().count() <= WIDTH));
        assert!(page.contains("and 42\u{a0}more causes"), "{page}");
    }
}
