//! Many findings of one cause as one line: 400 become one that opens to 400.

use std::collections::BTreeMap;

use crate::base::cell::{Place, ranges};
use crate::base::finding::{Finding, Findings, Severity, State};
use crate::register::house_words::word_of;

/// Findings of one rule and severity under one heading of one sheet.
#[derive(Clone, Debug)]
pub(crate) struct Group<'a> {
    /// The first, in the order of its cells.
    pub(crate) first: &'a Finding,
    /// All of them, the first included.
    pub(crate) all: Vec<&'a Finding>,
}

impl Group<'_> {
    /// Where they stand: the file, the sheet, and its cells as ranges.
    pub(crate) fn place(&self) -> String {
        let place = &self.first.place;
        if is_of_a_file(self.first) && self.all.len() > 1 {
            return String::new();
        }
        let sheet = Place::sheet(&place.file, &place.sheet).to_string();
        let cells = ranges(self.all.iter().map(|finding| &finding.place));
        match (sheet.is_empty(), cells.is_empty()) {
            (_, true) => sheet,
            (true, false) => cells,
            (false, false) => format!("{sheet} > {cells}"),
        }
    }

    /// What is said: of one cell its own sentence, of many the first as an example.
    pub(crate) fn says(&self) -> String {
        match self.all.len() {
            0 | 1 => self.first.message.clone(),
            number if is_of_a_file(self.first) => format!(
                "{number} files, the first: {}: {}",
                self.first.place.file, self.first.message
            ),
            number => format!("{number} cells, the first: {}", self.first.message),
        }
    }

    /// Whether somebody still has to do something.
    pub(crate) fn is_open(&self) -> bool {
        self.all.iter().any(|finding| is_open(finding))
    }
}

/// Neither fixed nor answered.
pub(crate) fn is_open(finding: &Finding) -> bool {
    !matches!(finding.state, State::Fixed | State::Answered)
}

/// A note about a file as a whole; errors and queries name each file.
fn is_of_a_file(finding: &Finding) -> bool {
    let place = &finding.place;
    finding.severity == Severity::Note
        && place.sheet.is_empty()
        && place.cell.is_none()
        && !place.file.is_empty()
}

/// Findings in groups of one cause, worst first: what is lost as a whole file or
/// register before single cells, then the largest.
pub(crate) fn grouped(findings: &Findings) -> Vec<Group<'_>> {
    type Key<'a> = (Severity, State, &'a str, &'a str, &'a str, &'a str, &'a str);
    let mut groups: BTreeMap<Key<'_>, Vec<&Finding>> = BTreeMap::new();
    for finding in findings.iter() {
        // A note about whole files is one cause, whichever the file.
        let is_of_a_file = is_of_a_file(finding);
        let key = (
            finding.severity,
            finding.state,
            finding.code.as_ref(),
            if is_of_a_file { "" } else { &*finding.place.file },
            &*finding.place.sheet,
            finding.column.as_str(),
            word_of(finding),
        );
        groups.entry(key).or_default().push(finding);
    }
    let mut groups: Vec<Group<'_>> = groups
        .into_values()
        .filter_map(|mut all| {
            all.sort_by(|a, b| a.place.cmp(&b.place));
            let first = all.first().copied()?;
            Some(Group { first, all })
        })
        .collect();
    groups.sort_by(|a, b| {
        let of = |group: &Group<'_>| {
            (
                std::cmp::Reverse(group.first.severity),
                group.first.place.cell.is_some(),
                std::cmp::Reverse(group.all.len()),
            )
        };
        of(a)
            .cmp(&of(b))
            .then_with(|| a.first.code.cmp(&b.first.code))
            .then_with(|| a.first.place.cmp(&b.first.place))
    });
    groups
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::base::cell::CellPos;

    fn place(row: u32, col: u32) -> Place {
        Place::cell(&Arc::from("a.xlsx"), &Arc::from("S"), CellPos::new(row, col))
    }

    #[test]
    fn four_hundred_of_one_cause_are_one_line() {
        let rule = super::super::checks().next().unwrap().rule;
        let mut findings = Findings::default();
        for row in 0..400 {
            findings.add(Finding::new(rule, place(row, 2), "Blank.").column("Date"));
        }
        findings.add(
            Finding::new(rule, place(1, 3), "Alone.")
                .column("Days")
                .severity(Severity::Error),
        );
        let groups = grouped(&findings);
        assert_eq!(groups.len(), 2);
        assert_eq!(groups[0].says(), "Alone.");
        assert_eq!(groups[1].place(), "a.xlsx > S > C1:C400");
        assert_eq!(groups[1].says(), "400 cells, the first: Blank.");
    }

    #[test]
    fn a_file_that_is_lost_stands_before_many_cells_and_notes_on_files_are_one_line() {
        let rule = super::super::checks().next().unwrap().rule;
        let file = |name: &str| Place::file(&Arc::from(name));
        let mut findings = Findings::default();
        for row in 0..3 {
            let finding = Finding::new(rule, place(row, 2), "Blank.");
            findings.add(finding.severity(Severity::Error));
        }
        for name in ["b.xlsx", "c.xlsx"] {
            let lost = Finding::new(rule, file(name), "Lost.").severity(Severity::Error);
            findings.add(lost);
            let same = Finding::new(rule, file(name), "Same.").severity(Severity::Note);
            findings.add(same);
        }
        let lines: Vec<String> = grouped(&findings)
            .iter()
            .map(|group| format!("{} | {}", group.place(), group.says()))
            .collect();
        assert_eq!(
            lines,
            [
                "b.xlsx | Lost.",
                "c.xlsx | Lost.",
                "a.xlsx > S > C1:C3 | 3 cells, the first: Blank.",
                " | 2 files, the first: b.xlsx: Same.",
            ]
        );
    }
}
