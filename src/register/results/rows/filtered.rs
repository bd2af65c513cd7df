//! Rows of one area, year and measure that nothing tells apart: a filter that no layout
//! names stands in them, and which of them is of all pupils nobody can say.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Reader;
use crate::base::date::AcademicYear;
use crate::base::finding::{Findings, Severity};
use crate::base::text::count;
use crate::register::results::{Area, Comparator, Status, rules};

/// Whose figure of what and when.
type Key = (Area, Arc<str>, &'static str, AcademicYear, Status);

fn key(one: &Comparator) -> Key {
    (one.area, one.area_name.clone(), one.indicator.code, one.year, one.status)
}

fn row(one: &Comparator) -> Option<u32> {
    one.place.cell.map(|cell| cell.row)
}

impl Reader<'_> {
    /// Takes figures of areas back that differ from one another, and says so once.
    pub(super) fn without_unlike(&mut self, findings: &mut Findings) {
        if !self.plan.layout.is_some_and(|layout| layout.has_filters) {
            return;
        }
        let mut first: BTreeMap<Key, f64> = BTreeMap::new();
        let mut unlike: BTreeSet<Key> = BTreeSet::new();
        for one in &self.comparators {
            let Ok(score) = &one.score else { continue };
            let held = *first.entry(key(one)).or_insert(score.value);
            if (held - score.value).abs() > 1e-9 {
                unlike.insert(key(one));
            }
        }
        let (out, kept): (Vec<Comparator>, Vec<Comparator>) =
            std::mem::take(&mut self.comparators)
                .into_iter()
                .partition(|one| unlike.contains(&key(one)));
        self.comparators = kept;
        let Some(one) = out.first() else { return };
        let message = format!(
            "{} of {} differ within one area and year, {} in {} first; nothing says which is of all pupils, and none was read.",
            count(out.len(), "figure", "figures"),
            count(unlike.len(), "area, year and measure", "areas, years and measures"),
            one.area_name,
            one.year,
        );
        let still: BTreeSet<_> = self.comparators.iter().map(row).collect();
        let rows: BTreeSet<_> = out.iter().map(row).collect();
        self.used = self.used.saturating_sub(rows.difference(&still).count());
        let at = one.place.cell.map_or((0, 0), |cell| (cell.row, cell.col));
        let mut finding = self.finding(&rules::RES_019, at, &one.area_name, "", message);
        finding.more = out.iter().skip(1).map(|one| one.place.clone()).collect();
        findings.add(finding.severity(Severity::Query).fix(
            "Filter the file to the rows of all pupils in all state-funded schools before it is saved into the input folder.",
        ));
    }
}
