//! The budget of the financial year of the as-at date, line by line: approved,
//! paid, ordered, and where the year is heading.

use super::definitions as of;
use crate::base::date::FinancialYear;
use crate::base::figure::{Definition, Figure, Figures};
use crate::base::quantity::Unit;
use crate::base::text::{fold, tidy};
use crate::model::programme::{Paid, Programme, Spend};

/// Where one budget line stands, in pounds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Line {
    /// As the budget has it; `no line` for payments that name none.
    pub(crate) name: String,
    /// `direct`, `ts` or empty.
    pub(crate) route: &'static str,
    /// Decision ref; empty if none is written.
    pub(crate) decision: String,
    /// Approved and virements.
    pub(crate) approved: f64,
    /// Paid, accruals included.
    pub(crate) paid: f64,
    /// Ordered and not yet paid.
    pub(crate) committed: f64,
}

impl Line {
    /// Paid and committed.
    pub(crate) fn forecast(&self) -> f64 {
        self.paid + self.committed
    }

    /// Forecast less approved: below nought is under the budget.
    pub(crate) fn variance(&self) -> f64 {
        self.forecast() - self.approved
    }

    /// Per cent of what was approved; none where nothing was.
    pub(crate) fn of_approved(&self, amount: f64) -> Option<f64> {
        (self.approved > 0.0).then(|| 100.0 * amount / self.approved)
    }

    /// Paid so far, were the whole year to go on so.
    pub(crate) fn run_rate(&self, months: u32) -> f64 {
        self.paid / f64::from(months.max(1)) * 12.0
    }

    /// Forecast and run rate apart, per cent of what was approved.
    pub(crate) fn apart(&self, months: u32) -> Option<f64> {
        self.of_approved((self.forecast() - self.run_rate(months)).abs())
    }
}

/// The budget of one financial year.
#[derive(Clone, Debug)]
pub(crate) struct Budget {
    /// The year of the as-at date.
    pub(crate) year: FinancialYear,
    /// Months of it that have begun.
    pub(crate) months: u32,
    /// By name.
    pub(crate) lines: Vec<Line>,
    /// All lines.
    pub(crate) total: Line,
    /// Per cent apart above which forecast and run rate are flagged.
    pub(crate) flag_above: f64,
}

impl Budget {
    /// Whether forecast and run rate tell of two different years.
    pub(crate) fn is_flagged(&self, line: &Line) -> bool {
        line.apart(self.months).is_some_and(|apart| apart > self.flag_above)
    }
}

/// Name for payments that name no line.
const NO_LINE: &str = "no line";

/// The line of a payment, as the budget spells it.
pub(crate) fn line_of(programme: &Programme, spend: &Spend) -> String {
    let wanted = fold(&spend.line);
    if wanted.is_empty() {
        return NO_LINE.to_owned();
    }
    let known = programme.budget.iter().find(|line| fold(&line.line) == wanted);
    tidy(known.map_or(&spend.line, |line| &line.line))
}

/// Where the budget stands; none without a budget for the year.
pub(crate) fn budget(programme: &Programme) -> Option<Budget> {
    let year = FinancialYear::of(programme.as_at);
    let mut lines: Vec<Line> = Vec::new();
    fn entry<'a>(lines: &'a mut Vec<Line>, name: &str) -> Option<&'a mut Line> {
        let at = lines.iter().position(|line| fold(&line.name) == fold(name));
        let at = at.unwrap_or_else(|| {
            lines.push(Line { name: tidy(name), ..Line::default() });
            lines.len() - 1
        });
        lines.get_mut(at)
    }
    for given in programme.budget.iter().filter(|l| l.year.is_none_or(|y| y == year)) {
        let Some(line) = entry(&mut lines, &given.line) else { continue };
        line.approved += given.approved;
        if line.route.is_empty() {
            line.route = given.route;
        }
        if line.decision.is_empty() {
            line.decision.clone_from(&given.decision);
        }
    }
    if lines.is_empty() {
        return None;
    }
    let of_year =
        programme.spend.iter().filter(|s| s.year == year && s.date <= programme.as_at);
    for spend in of_year {
        let name = line_of(programme, spend);
        let Some(line) = entry(&mut lines, &name) else { continue };
        match spend.paid {
            Paid::Paid => line.paid += spend.net,
            Paid::Committed => line.committed += spend.net,
        }
    }
    lines.sort_by(|a, b| a.name.cmp(&b.name));
    let mut total = Line { name: "total".to_owned(), ..Line::default() };
    for line in &lines {
        total.approved += line.approved;
        total.paid += line.paid;
        total.committed += line.committed;
    }
    let months = (i32::from(programme.as_at.month()) - 4).rem_euclid(12) + 1;
    Some(Budget {
        year,
        months: months.unsigned_abs(),
        lines,
        total,
        flag_above: programme.settings.number("flag_forecast_percent"),
    })
}

/// F05.
pub(super) fn figures(programme: &Programme, figures: &mut Figures) {
    let Some(budget) = budget(programme) else { return };
    let base = budget.lines.len();
    let mut add = |item: String, value: f64, unit: Unit, is_change: bool| {
        figures.all.push(figure(&of::F05, item, value, unit, is_change, base));
    };
    add(String::new(), budget.total.forecast(), Unit::Gbp, false);
    for line in budget.lines.iter().chain(std::iter::once(&budget.total)) {
        let item = |part: &str| format!("{}/{part}", line.name);
        add(item("approved"), line.approved, Unit::Gbp, false);
        add(item("paid"), line.paid, Unit::Gbp, false);
        add(item("committed"), line.committed, Unit::Gbp, false);
        add(item("forecast"), line.forecast(), Unit::Gbp, false);
        add(item("variance"), line.variance(), Unit::Gbp, true);
        if let Some(percent) = line.of_approved(line.variance()) {
            add(item("variance_percent"), percent, Unit::Percent, true);
        }
        if let Some(percent) = line.of_approved(line.forecast()) {
            add(item("forecast_percent"), percent, Unit::Percent, false);
        }
        add(item("run_rate"), line.run_rate(budget.months), Unit::Gbp, false);
        if line.approved > 0.0 {
            let flag = f64::from(u8::from(budget.is_flagged(line)));
            add(item("flag"), flag, Unit::Flag, false);
        }
    }
}

fn figure(
    of: &'static Definition,
    item: String,
    value: f64,
    unit: Unit,
    is_change: bool,
    base: usize,
) -> Figure {
    Figure {
        trace: format!("{}/{item}", of.code),
        item,
        is_change,
        schools: Some(base as u64),
        ..Figure::new(of, value, unit)
    }
}
