//! Value against days and rate, and the rate against the year's.

use crate::base::date::AcademicYear;
use crate::base::finding::{Findings, Rule, Severity};
use crate::base::quantity::{plain, pounds, rounded};
use crate::register::contracts as con;

use super::super::subject::at;
use super::super::{Ctx, rule};

pub(super) static VALUE: Rule = Rule {
    settings: &["value_tolerance"],
    ..rule(
        "CON-005",
        "value-is-not-days-times-rate",
        Severity::Error,
        "A contract's value is its days times its day rate, to the penny.",
        "It would be paid, or left unpaid, by mistake.",
        "Change the days, the rate or the value.",
    )
};

pub(super) static RATE: Rule = Rule {
    settings: &["day_rates"],
    ..rule(
        "CON-006",
        "rate-not-of-the-year",
        Severity::Query,
        "A contract's day rate is one of its academic year's.",
        "Schools would be paid unequally for the same day.",
        "Correct the rate, or add it to the setting `day_rates`.",
    )
};

pub(super) fn value(ctx: &Ctx<'_>, findings: &mut Findings) {
    let tolerance = ctx.number("value_tolerance");
    for record in ctx.rows(&con::SCHEMA) {
        let (Some(days), Some(rate), Some(value)) = (
            record.number(&con::DAYS),
            record.number(&con::RATE),
            record.number(&con::VALUE),
        ) else {
            continue;
        };
        let product = rounded(days * rate, 2);
        let brokerage = record.number(&con::BROKERAGE).unwrap_or(0.0);
        let fits = |value: f64| (value - product).abs() <= tolerance + 1e-9;
        if !fits(value) && !fits(value - brokerage) {
            let says = format!(
                "The value is {}; {} days at {} are {}.",
                pounds(value),
                plain(days),
                pounds(rate),
                pounds(product)
            );
            findings.add(at(&VALUE, record, &con::VALUE, says));
        }
    }
}

/// Rates by academic year, from the setting `2010/11: 350, 402.50; 2011/12: 360`;
/// rates without a year hold for all.
fn rates(text: &str) -> Vec<(Option<AcademicYear>, Vec<f64>)> {
    text.split(';')
        .filter_map(|part| {
            let (year, list) = match part.split_once(':') {
                Some((year, list)) => (Some(year), list),
                None => (None, part),
            };
            let year = match year {
                Some(year) => Some(AcademicYear(year.trim().get(..4)?.parse().ok()?)),
                None => None,
            };
            let list: Vec<f64> = list
                .split(',')
                .filter_map(|rate| rate.trim().trim_start_matches('£').parse().ok())
                .collect();
            (!list.is_empty()).then_some((year, list))
        })
        .collect()
}

pub(super) fn rate(ctx: &Ctx<'_>, findings: &mut Findings) {
    let table = rates(ctx.of.settings.text("day_rates"));
    if table.is_empty() {
        return;
    }
    for record in ctx.rows(&con::SCHEMA) {
        let (Some(rate), Some(start)) =
            (record.number(&con::RATE), record.date(&con::START))
        else {
            continue;
        };
        let year = AcademicYear::of(start);
        let of_year: Vec<f64> = table
            .iter()
            .filter(|(of, _)| of.is_none_or(|of| of == year))
            .flat_map(|(_, list)| list.iter().copied())
            .collect();
        if of_year.is_empty() || of_year.iter().any(|known| (known - rate).abs() < 0.005)
        {
            continue;
        }
        let known: Vec<String> = of_year.iter().map(|rate| pounds(*rate)).collect();
        let says =
            format!("The rate is {}; {year} has {}.", pounds(rate), known.join(" and "));
        findings.add(at(&RATE, record, &con::RATE, says));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, scene};

    #[test]
    fn the_value_is_days_times_rate_to_the_penny() {
        let tables = "
            Contracts | Contract no. | Days | Day rate £ | Value £ | Brokerage £
                      | C14 | 6 | 350 | 2400 |
                      | C15 | 6 | 350 | 2100.01 |
                      | C16 | 6 | 350 | 2415 | 315
                      | C17 | 6 | 350 | 2100.02 |
        ";
        finds("CON-005", tables, &["Contracts!D2 error", "Contracts!D5 error"]);
        assert_eq!(
            scene(tables).findings("CON-005")[0].message,
            "The value is £2,400; 6 days at £350 are £2,100."
        );
    }

    #[test]
    fn a_rate_is_one_of_its_years() {
        let tables = "
            Contracts | Contract no. | Start | Day rate £
                      | C14 | 2010-09-13 | 375
                      | C15 | 2010-09-13 | 402.50
                      | C16 | 2011-09-13 | 375
        ";
        assert!(scene(tables).places("CON-006").is_empty());
        let rated = scene(tables).set("day_rates", "2010/11: 350, 402.50; 2011/12: 375");
        assert_eq!(rated.places("CON-006"), ["Contracts!C2 query"]);
        let says_of = &rated.findings("CON-006")[0].message;
        assert_eq!(says_of, "The rate is £375; 2010/11 has £350 and £402.50.");
    }
}
