//! Pupils at each level of key stage 1 in rows of their own: `Subject`, `Level`,
//! `Pupils`. The rows of one school, year and subject are one result; it is traced to the
//! first of them.

use std::collections::BTreeMap;

use super::area::Row;
use super::cell::{Seen, stronger};
use super::levels::no_count;
use super::rows::{Made, Reader};
use super::{Cols, Given, Score, rules};
use crate::base::cell::CellPos;
use crate::base::date::AcademicYear;
use crate::base::finding::Findings;
use crate::base::indicator::Indicator;
use crate::base::reason::Missing;
use crate::base::text::fold;
use crate::locate::scores;

/// What was counted so far, by school, year and subject.
pub(super) type Tallies = BTreeMap<(String, AcademicYear, &'static str), Tally>;

/// The pupils of one school, year and subject.
pub(super) struct Tally {
    who: Row,
    /// The first of its rows.
    row: u32,
    col: u32,
    /// Points, and the pupils who have any.
    sum: f64,
    pupils: f64,
    /// Why there is no result, where no row has a count.
    why: Missing,
    has_count: bool,
    is_refused: bool,
    raws: Vec<String>,
}

impl Reader<'_> {
    /// Adds the pupils at one level.
    pub(super) fn level_row(&mut self, row: u32, who: Row, findings: &mut Findings) {
        let Some((level, col)) = self.plan.level_rows else { return };
        let subject = self.text(row, self.plan.keys.measure);
        let said = self.text(row, Some(level));
        let Some(code) = scores::subject(&fold(&subject)) else {
            let message = format!("'{subject}' is no subject of key stage 1.");
            let at = (row, self.plan.keys.measure.unwrap_or(level));
            findings.add(
                self.finding(&rules::RES_019, at, &who.record, &subject, message)
                    .leaving_out(self.place(row, "")),
            );
            return;
        };
        let Some(points) = scores::level(&fold(&said)) else {
            let message = format!("'{said}' stands here; a level was expected.");
            findings.add(
                self.finding(&rules::RES_015, (row, level), &who.record, &said, message)
                    .leaving_out(self.place(row, "")),
            );
            return;
        };
        let Some(year) = self.year_of(row, &who.record, findings) else { return };
        let cell = self.cell(CellPos::new(row, col), year);
        let refused = match cell.seen {
            Seen::Missing(_) => None,
            Seen::Plain { value, .. } if value >= 0.0 && value.fract() == 0.0 => None,
            other => Some(no_count(other, &cell.raw)),
        };
        if let Some((rule, message)) = &refused {
            findings.add(
                self.finding(rule, (row, col), &who.record, &cell.raw, message.clone())
                    .leaving_out(self.place(row, &format!("{code} {year}"))),
            );
        }
        self.used += 1;
        let key = (who.record.clone(), year, code);
        let tally = self.tallies.entry(key).or_insert_with(|| Tally {
            who,
            row,
            col,
            sum: 0.0,
            pupils: 0.0,
            why: Missing::Blank,
            has_count: false,
            is_refused: false,
            raws: Vec::new(),
        });
        tally.is_refused |= refused.is_some();
        tally.raws.push(cell.raw);
        match cell.seen {
            Seen::Missing(why) => tally.why = stronger(tally.why, why),
            Seen::Plain { value, .. } => {
                tally.has_count = true;
                if let Some(points) = points {
                    tally.sum += points * value;
                    tally.pupils += value;
                }
            }
            Seen::Percent { .. } | Seen::Counts { .. } | Seen::Word => {}
        }
    }

    /// The results of what was counted.
    pub(super) fn tallied(&mut self) {
        for ((_, year, code), tally) in std::mem::take(&mut self.tallies) {
            let Some(indicator) = Indicator::of(code) else { continue };
            let score = if tally.is_refused {
                Err(Missing::Unreadable)
            } else if !tally.has_count {
                Err(tally.why)
            } else if tally.pupils <= 0.0 {
                Err(Missing::NoResult)
            } else {
                Ok(Score {
                    value: tally.sum / tally.pupils,
                    numerator: Some(tally.sum),
                    denominator: Some(tally.pupils),
                    cohort: None,
                    given: Given::Counts,
                    limits: None,
                    stated: None,
                })
            };
            let cols = Cols {
                key: 0,
                value: None,
                numerator: Some(tally.col),
                denominator: None,
            };
            let raw = tally.raws.join(" ");
            let made = vec![Made { indicator, year, score, cols, raw }];
            self.add(tally.row, &tally.who, made);
        }
    }
}
