//! What holds whatever the programme: random programmes, from spreadsheet to figure.

use std::fmt::Write;

use jiff::civil::date;
use proptest::prelude::*;

use super::testing::{counted, latest};
use crate::base::figure::{Figure, Figures, Group};
use crate::base::quantity::Unit;

/// A school: whether it is a client, its eligible pupils and those at the
/// standard in two years; nobody eligible stands for no result.
#[derive(Clone, Debug)]
struct School {
    is_client: bool,
    first: (u32, u32),
    second: (u32, u32),
    starts_late: bool,
}

fn cohort() -> impl Strategy<Value = (u32, u32)> {
    prop_oneof![
        1 => Just((0, 0)),
        6 => (1u32..60).prop_flat_map(|n| (0..=n).prop_map(move |x| (x, n))),
        1 => (1u32..40).prop_map(|n| (n, n)),
    ]
}

fn school() -> impl Strategy<Value = School> {
    (any::<bool>(), cohort(), cohort(), prop::bool::weighted(0.1)).prop_map(
        |(is_client, first, second, starts_late)| School {
            is_client,
            first,
            second,
            starts_late,
        },
    )
}

fn tables(schools: &[School]) -> String {
    let mut list =
        "== Schools\nURN,LA (code),LA (name),EstablishmentName,PhaseOfEducation (name)\n"
            .to_owned();
    let mut deployed = "== Deployments\nDeployment ref,LLE ref,Client URN,Client school,Start date,Status,Days agreed\n".to_owned();
    let mut results =
        "== KS2 results\nURN,School,Year,Key stage,L4+ E&M number,Eligible pupils\n"
            .to_owned();
    let lles = "== LLE register\nLLE Ref,Name,URN,School,Date accredited,Status\nLLE-01,Mrs Anne Hill,190000,Home Primary School,15/01/2009,Active\n";
    list.push_str("190000,926,Norfolk,Home Primary School,Primary\n");
    for (at, school) in schools.iter().enumerate() {
        let urn = 190_001 + at;
        let name = format!("Village{at} Primary School");
        let _ = writeln!(list, "{urn},926,Norfolk,{name},Primary");
        if school.is_client {
            let start = if school.starts_late { "20/06/2011" } else { "06/09/2010" };
            let _ = writeln!(
                deployed,
                "D-{at},LLE-01,{urn},{name},{start},Active,{}",
                at % 12
            );
        }
        for (year, (x, n)) in [(2010, school.first), (2011, school.second)] {
            let cells = if n == 0 { "boycott,".to_owned() } else { format!("{x},{n}") };
            let _ = writeln!(results, "{urn},{name},{year},KS2,{cells}");
        }
    }
    let settings = "== Settings\nSetting,Value\ndraws,99\n";
    format!("{list}{lles}{deployed}{results}{settings}")
}

fn figures(schools: &[School]) -> Figures {
    counted(date(2011, 11, 30), &tables(schools))
}

fn own<'a>(figures: &'a Figures, code: &str, item: &str) -> Option<&'a Figure> {
    latest(figures, code, &Group::Clients, item)
}

/// Programmes a property: a few each time, as many as `PROPTEST_CASES` asks for
/// when somebody has the time.
#[expect(
    clippy::disallowed_methods,
    reason = "how many programmes is asked of the test, not of a job"
)]
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(24)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn every_figure_is_a_number_and_lies_within_its_limits(
        schools in prop::collection::vec(school(), 0..24)
    ) {
        for figure in &figures(&schools).all {
            let name = format!("{} {} {}", figure.code, figure.group, figure.item);
            prop_assert!(figure.value.is_finite(), "{name}");
            // A bootstrap's middle and a group's mean need not hold each other.
            if let (Some(lower), Some(upper)) = (figure.lower, figure.upper) {
                prop_assert!(lower <= upper, "{name}");
                if figure.code != "M22" {
                    let slack = 1e-9;
                    prop_assert!(
                        lower - slack <= figure.value && figure.value <= upper + slack,
                        "{name}: {} in {lower} to {upper}",
                        figure.value
                    );
                }
            }
            if figure.unit == Unit::Percent && !figure.is_change && figure.code != "M07" && figure.code != "M08" {
                prop_assert!((0.0..=100.0 + 1e-9).contains(&figure.value), "{name}");
            }
        }
    }

    #[test]
    fn clients_are_counted_or_left_out_each_once(
        schools in prop::collection::vec(school(), 0..24)
    ) {
        let found = figures(&schools);
        let clients = schools.iter().filter(|school| school.is_client).count();
        if let Some(waterfall) = own(&found, "M25", "") {
            let out: f64 = found
                .all
                .iter()
                .filter(|f| f.code == "M25" && f.to == waterfall.to && f.from == waterfall.from)
                .filter(|f| !f.item.is_empty())
                .map(|f| f.value)
                .sum();
            prop_assert_eq!((waterfall.value + out) as usize, clients);
        }
    }

    #[test]
    fn with_cohorts_that_stay_the_same_the_pooled_change_lies_between_the_extremes(
        schools in prop::collection::vec(school(), 1..16)
    ) {
        let same: Vec<School> = schools
            .into_iter()
            .map(|mut school| {
                let n = school.first.1;
                school.second = (school.second.0.min(n), n);
                school.is_client = true;
                school
            })
            .collect();
        let found = figures(&same);
        if let (Some(pooled), Some(least), Some(most)) =
            (own(&found, "M04", ""), own(&found, "M05", "min"), own(&found, "M05", "max"))
        {
            prop_assert!(least.value - 1e-9 <= pooled.value);
            prop_assert!(pooled.value <= most.value + 1e-9);
        }
    }
}
