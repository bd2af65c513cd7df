//! The worked examples of the programme's measures and its money, from
//! registers to figures. Expected values were worked out by hand.

use std::fmt::Write;

use crate::base::figure::{Figures, Group};
use crate::base::quantity::rounded;
use crate::check::found::scene;

/// Figures of these tables on a day.
fn figures(day: (i16, i8, i8), tables: &str) -> Figures {
    let made = crate::model::testing::of(&scene(tables).on(day.0, day.1, day.2));
    let mut figures = Figures::default();
    crate::measure::of_the_programme(&made, &mut figures);
    figures
}

/// A figure to one decimal.
fn value(figures: &Figures, code: &str, item: &str) -> Option<f64> {
    figures.plain(code, &Group::None, item).map(|figure| rounded(figure.value, 1))
}

/// So many rows, each made of its number.
fn rows(count: usize, row: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for at in 0..count {
        let _ = writeln!(text, "| {}", row(at));
    }
    text
}

const LLES: &str = "LLEs | LLE ref | Headteacher | Cohort | Accredited | Status | Status date | Days offered per year\n";

/// Eighteen of January 2010, fourteen of March 2011, three of July 2011.
fn thirty_five(status: impl Fn(usize) -> &'static str) -> String {
    let lles = rows(35, |at| {
        let (cohort, day) = match at {
            0..18 => ("Cohort 1", "2010-01-22"),
            18..32 => ("Cohort 2", "2011-03-18"),
            _ => ("Cohort 3", "2011-07-06"),
        };
        format!("L{at} | Ann Head{at} | {cohort} | {day} | {} | 12", status(at))
    });
    format!("{LLES}{lles}")
}

#[test]
fn p01_who_resigned_or_paused_is_not_active() {
    let tables = thirty_five(|at| match at {
        3 => "resigned | 2011-08-31",
        20 => "paused | 2011-12-01",
        _ => "active |",
    });
    let end_of_year = figures((2011, 12, 31), &tables);
    assert_eq!(value(&end_of_year, "P01", ""), Some(33.0));
    // P03: one of the first cohort has resigned, one of the second is paused.
    assert_eq!(value(&end_of_year, "P03", "Cohort 1"), Some(17.0));
    assert_eq!(value(&end_of_year, "P03", "Cohort 2"), Some(13.0));
    // Before either: 18, 32, 34 without the resigned, from the same register.
    for (day, active) in
        [((2010, 11, 12), 18.0), ((2011, 4, 1), 32.0), ((2011, 9, 1), 34.0)]
    {
        assert_eq!(value(&figures(day, &tables), "P01", ""), Some(active));
    }
}

#[test]
fn p02_growth_is_told_in_people_and_per_cent() {
    let tables = thirty_five(|_| "active |");
    let grown = figures((2012, 4, 1), &tables);
    assert_eq!(value(&grown, "P02", ""), Some(3.0));
    assert_eq!(value(&grown, "P02", "percent"), Some(9.4));
    let first = figures((2011, 4, 1), &tables);
    assert_eq!(value(&first, "P02", "percent"), Some(77.8));
}

#[test]
fn p04_p05_p06_use_of_leaders_and_days() {
    let status = |at: usize| if at < 2 { "retired | 2011-08-31" } else { "active |" };
    let mut tables = thirty_five(status);
    // 24 deployments of 24 LLEs, seven days each: 168 days agreed.
    tables.push_str("Schools | URN | School\n");
    tables.push_str(&rows(24, |at| {
        format!("{} | Client{at} Primary School", 180_100 + at)
    }));
    tables.push_str("Deployments | Deployment ref | LLE ref | LLE | Client school | Client URN | Start | Planned end | Status | Days agreed\n");
    tables.push_str(&rows(24, |at| {
        format!(
            "D{at} | L{} | Ann Head{} | | {} | 2011-09-05 | 2011-12-16 | active | 7",
            at + 2,
            at + 2,
            180_100 + at
        )
    }));
    // 148 days delivered.
    tables.push_str("Records of visit | Visit ref | Deployment ref | Date | Days\n");
    tables.push_str(&rows(148, |at| {
        format!("V{at} | D{} | 2011-10-{:02} | 1", at % 24, at % 28 + 1)
    }));
    let made = figures((2011, 12, 31), &tables);
    assert_eq!(value(&made, "P04", "deployments"), Some(24.0));
    assert_eq!(value(&made, "P04", "clients"), Some(24.0));
    assert_eq!(value(&made, "P04", "lles"), Some(24.0));
    assert_eq!(value(&made, "P04", "utilisation"), Some(72.7));
    assert_eq!(value(&made, "P05", ""), Some(88.1));
    assert_eq!(value(&made, "P05", "delivered"), Some(148.0));
    assert_eq!(value(&made, "P05", "contracted"), Some(168.0));
    assert_eq!(value(&made, "P05", "expected"), Some(168.0), "all have run their course");
    // 33 LLEs at twelve days.
    assert_eq!(value(&made, "P06", "days"), Some(396.0));
}

#[test]
fn p05_expected_days_follow_the_school_days_that_have_passed() {
    // Monday 5 September to Friday 14 October 2011: thirty school days, fifteen
    // of them up to Friday 23 September.
    let made = figures(
        (2011, 9, 23),
        "Schools | URN | School
            | 180101 | Client Primary School
        LLEs | LLE ref | Headteacher
            | L1 | Ann Head
        Deployments | Deployment ref | LLE ref | LLE | Client school | Start | Planned end | Status | Days agreed
            | D1 | L1 | Ann Head | Client Primary School | 2011-09-05 | 2011-10-14 | active | 8
        Records of visit | Visit ref | Deployment ref | Date | Days
            | V1 | D1 | 2011-09-12 | 3",
    );
    assert_eq!(value(&made, "P05", "expected"), Some(4.0));
    assert_eq!(value(&made, "P05", ""), Some(37.5));
}

#[test]
fn p06_days_are_offered_agreed_and_free() {
    let deployments = |days: usize| {
        format!(
            "Schools | URN | School\n| 180101 | Client Primary School\n\
             Deployments | Deployment ref | LLE ref | LLE | Client school | Start | Planned end | Status | Days agreed\n\
             | D1 | L1 | Ann Head1 | Client Primary School | 2011-09-05 | 2012-07-13 | active | {days}\n\
             | D2 | L1 | Ann Head1 | Client Primary School | 2010-09-06 | 2011-07-15 | closed | 50\n"
        )
    };
    let lles = |days: fn(usize) -> &'static str| {
        let rows = rows(32, |at| {
            format!("L{at} | Ann Head{at} | 1 | 2010-01-22 | active | | {}", days(at))
        });
        format!("{LLES}{rows}")
    };
    let all_say = format!("{}{}", lles(|_| "12"), deployments(168));
    let some_say =
        format!("{}{}", lles(|at| if at < 3 { "12" } else { "" }), deployments(168));
    for tables in [all_say, some_say] {
        let made = figures((2011, 11, 30), &tables);
        assert_eq!(value(&made, "P06", "days"), Some(384.0));
        assert_eq!(value(&made, "P06", "booked"), Some(168.0));
        assert_eq!(value(&made, "P06", ""), Some(43.8));
        assert_eq!(value(&made, "P06", "free"), Some(216.0));
    }
    let nobody_says = format!("{}{}", lles(|_| ""), deployments(168));
    assert_eq!(value(&figures((2011, 11, 30), &nobody_says), "P06", ""), None);
}

#[test]
fn p07_reach_and_targeting() {
    let mut tables = String::from("Schools | URN | School | Priority school\n");
    tables.push_str(&rows(60, |at| {
        let is_priority = if at < 36 { "Yes" } else { "No" };
        format!("{} | Client{at} Primary School | {is_priority}", 180_100 + at)
    }));
    tables.push_str(
        "Deployments | Deployment ref | Client school | Client URN | Start | Status\n",
    );
    // Thirteen priority schools and five others.
    tables.push_str(&rows(18, |at| {
        let school = if at < 13 { at } else { at + 30 };
        format!("D{at} | | {} | 2010-09-06 | closed", 180_100 + school)
    }));
    let made = figures((2011, 11, 30), &tables);
    assert_eq!(value(&made, "P07", ""), Some(36.1));
    assert_eq!(value(&made, "P07", "targeting"), Some(72.2));
}

#[test]
fn p08_the_median_and_those_who_wait() {
    let mut tables = String::from("Schools | URN | School\n");
    tables
        .push_str(&rows(9, |at| format!("{} | Client{at} Primary School", 180_100 + at)));
    tables.push_str("Deployments | Deployment ref | Client school | Client URN | Identified | Agreed | Start | Status\n");
    // 5, 9, 12, 14, 21, 28 and 40 days after 1 March 2011.
    let agreed = ["03-06", "03-10", "03-13", "03-15", "03-22", "03-29", "04-10"];
    tables.push_str(&rows(7, |at| {
        format!(
            "D{at} | | {} | 2011-03-01 | 2011-{} | | agreed",
            180_100 + at,
            agreed[at]
        )
    }));
    tables.push_str("| D8 | | 180107 | 2011-11-20 | | | identified\n");
    // One waits in both registers, one in the needs alone.
    tables.push_str(
        "Needs of identified schools | Need ref | School | URN | Identified | Status
            | N1 | | 180107 | 2011-11-10 | waiting
            | N2 | | 180108 | 2011-11-25 | waiting
            | N3 | | 180101 | 2011-03-01 | closed",
    );
    let made = figures((2011, 11, 30), &tables);
    assert_eq!(value(&made, "P08", ""), Some(14.0));
    assert_eq!(value(&made, "P08", "within_20"), Some(57.1));
    assert_eq!(value(&made, "P08", "waiting"), Some(2.0));
    assert_eq!(value(&made, "P08", "longest"), Some(20.0));
}

#[test]
fn p09_records_are_due_after_ten_working_days() {
    let mut tables = String::from(
        "Deployments | Deployment ref | Client school\n\
         Records of visit | Visit ref | Date | Days | Record received\n",
    );
    // Visits of 1 November 2011 are due by the 15th: 96 on it, 12 later, 12 missing.
    tables.push_str(&rows(120, |at| {
        let received = match at {
            0..96 => "2011-11-15",
            96..108 => "2011-11-16",
            _ => "",
        };
        format!("V{at} | 2011-11-01 | 1 | {received}")
    }));
    // A visit whose ten days still run is not due.
    tables.push_str("| W1 | 2011-11-24 | 1 | \n");
    let made = figures((2011, 11, 30), &tables);
    assert_eq!(value(&made, "P09", ""), Some(80.0));
    assert_eq!(value(&made, "P09", "received"), Some(90.0));
    assert_eq!(made.plain("P09", &Group::None, "").unwrap().schools, Some(120));
}

#[test]
fn p10_to_p13_checks_objectives_meetings_training() {
    let mut tables = String::from("Quality assurance | QA no. | Due | Done | Rating\n");
    tables.push_str(&rows(18, |at| match at {
        0..12 => format!("Q{at} | 2011-10-03 | 2011-10-03 | green"),
        12..16 => format!("Q{at} | 2011-10-03 | 2011-10-10 | amber"),
        _ => format!("Q{at} | 2012-03-01 | | "),
    }));
    tables.push_str("Schools | URN | School\n| 180101 | Client Primary School\n");
    tables.push_str("Deployments | Deployment ref | Client URN | Start | Outcome\n");
    tables.push_str(&rows(8, |at| {
        format!("D{at} | 180101 | 2010-09-06 | {}", if at < 6 { "met" } else { "partly" })
    }));
    tables.push_str("Network meetings | Date | Number invited | Number attended\n");
    tables.push_str("| 2011-06-16 | 32 | 27\n| 2011-12-16 | 32 | 1\n");
    tables.push_str("CPD needs | Raised | Need | Met on\n");
    tables.push_str(&rows(14, |at| match at {
        0..9 => format!("2011-01-10 | Need {at} | 2011-07-01"),
        // Met, but after more than two terms.
        9 => format!("2010-09-10 | Need {at} | 2011-09-01"),
        _ => format!("2011-01-10 | Need {at} | "),
    }));
    let made = figures((2011, 11, 30), &tables);
    assert_eq!(value(&made, "P10", ""), Some(75.0));
    assert_eq!(value(&made, "P10", "done"), Some(100.0));
    assert_eq!(value(&made, "P11", ""), Some(75.0));
    assert_eq!(value(&made, "P11", "partly"), Some(2.0));
    assert_eq!(value(&made, "P12", ""), Some(84.4));
    assert_eq!(value(&made, "P13", ""), Some(64.3));
}

#[test]
fn p14_one_of_thirty_two_has_left() {
    let lles = rows(32, |at| {
        let status = if at == 5 { "resigned | 2011-08-31" } else { "active |" };
        format!("L{at} | Ann Head{at} | 1 | 2010-01-22 | {status} | 12")
    });
    let made = figures((2011, 12, 31), &format!("{LLES}{lles}"));
    assert_eq!(value(&made, "P14", ""), Some(96.9));
}

#[test]
fn p15_one_of_eighteen_signed_after_the_first_visit() {
    let mut tables =
        String::from("Schools | URN | School\n| 180101 | Client Primary School\n");
    tables.push_str("Deployments | Deployment ref | Client school | Start | Status\n");
    tables.push_str(&rows(18, |at| {
        format!("D{at} | Client Primary School | 2011-09-05 | active")
    }));
    tables.push_str("Contracts | Contract no. | Deployment ref | Signed (LLE's governors) | Signed (client governors) | Signed (LA)\n");
    tables.push_str(&rows(18, |at| {
        let last = if at == 7 { "2011-09-13" } else { "2011-09-12" };
        format!("C{at} | D{at} | 2011-09-01 | 2011-09-02 | {last}")
    }));
    tables.push_str("Records of visit | Visit ref | Deployment ref | Date | Days\n");
    tables.push_str(&rows(18, |at| format!("V{at} | D{at} | 2011-09-12 | 1")));
    let made = figures((2011, 11, 30), &tables);
    assert_eq!(value(&made, "P15", ""), Some(94.4));
}

#[test]
fn f01_a_school_and_a_day() {
    let mut tables = String::from("Schools | URN | School\n");
    tables.push_str(&rows(18, |at| {
        format!("{} | Client{at} Primary School", 180_100 + at)
    }));
    tables.push_str(
        "Deployments | Deployment ref | Client school | Client URN | Start | Status\n",
    );
    tables.push_str(&rows(18, |at| {
        format!("D{at} | | {} | 2010-09-06 | closed", 180_100 + at)
    }));
    tables.push_str("Records of visit | Visit ref | Deployment ref | Date | Days\n");
    tables.push_str(&rows(148, |at| format!("V{at} | D{} | 2011-03-01 | 1", at % 18)));
    tables.push_str(
        "Spend | Date | Net £ | Payment status
            | 2011-03-20 | 45000 | paid
            | 2011-06-20 | 15000 | accrual
            | 2011-06-20 | 9000 | committed
            | 2012-06-20 | 7000 | paid",
    );
    let made = figures((2011, 11, 30), &tables);
    assert_eq!(value(&made, "F01", "school"), Some(3333.3));
    assert_eq!(value(&made, "F01", "day"), Some(405.4));
}

#[test]
fn f04_brokerage_is_what_a_day_costs_more() {
    let made = figures(
        (2011, 11, 30),
        "Schools | URN | School
            | 180101 | Client Primary School
        Deployments | Deployment ref | Client school | Start | Status | Route | Days agreed | Day rate £
            | D1 | Client Primary School | 2011-09-05 | active | direct | 20 | 382.50
            | D2 | Client Primary School | 2011-09-05 | active | ts | 60 | 450
            | D3 | Client Primary School | 2012-01-05 | agreed | ts | 60 | 900",
    );
    assert_eq!(value(&made, "F04", "direct"), Some(382.5));
    assert_eq!(value(&made, "F04", "ts"), Some(450.0));
    assert_eq!(value(&made, "F04", "brokerage"), Some(4050.0));
    assert_eq!(value(&made, "F04", "premium_percent"), Some(17.6));
}

const MONEY: &str = "
    Budget | Financial year | Budget line | Route | Approved £
        | 2011-12 | Direct days | direct | 50000
        | 2011-12 | Teaching School days | ts | 30000
        | 2010-11 | Direct days | direct | 1
    Spend | Date | Budget line | Net £ | Payment status
        | 2011-05-12 | Direct days | 24500 | paid
        | 2011-10-12 | direct  days | 21000 | committed
        | 2011-10-20 | Teaching School days | 27000 | invoiced
        | 2011-03-20 | Direct days | 5000 | paid
        | 2011-12-20 | Direct days | 999 | paid
";

#[test]
fn f05_forecast_variance_run_rate_and_flag() {
    let made = figures((2011, 10, 31), MONEY);
    let of = |item: &str| value(&made, "F05", item);
    assert_eq!(of("Direct days/approved"), Some(50_000.0));
    assert_eq!(of("Direct days/paid"), Some(24_500.0));
    assert_eq!(of("Direct days/committed"), Some(21_000.0));
    assert_eq!(of("Direct days/forecast"), Some(45_500.0));
    assert_eq!(of("Direct days/variance"), Some(-4_500.0));
    assert_eq!(of("Direct days/variance_percent"), Some(-9.0));
    assert_eq!(of("Direct days/run_rate"), Some(42_000.0));
    // £3,500 apart is 7.0% of £50,000.
    assert_eq!(of("Direct days/flag"), Some(1.0));
    assert_eq!(of("total/forecast"), Some(72_500.0));
    assert_eq!(of("total/forecast_percent"), Some(90.6));
    assert_eq!(of("total/variance"), Some(-7_500.0));
    assert_eq!(of(""), Some(72_500.0));
}

#[test]
fn f06_the_days_of_one_school_year_fall_into_two_financial_years() {
    let mut tables = String::from(
        "Schools | URN | School\n| 180101 | Client Primary School\n\
         Deployments | Deployment ref | Client school | Start | Status | Days agreed | Day rate £\n\
         | D1 | Client Primary School | 2010-09-06 | closed | 12 | 350\n\
         Records of visit | Visit ref | Deployment ref | Date | Days\n",
    );
    tables.push_str(&rows(12, |at| {
        let day = if at < 7 { "2011-03-31" } else { "2011-04-01" };
        format!("V{at} | D1 | {day} | 1")
    }));
    let made = figures((2011, 11, 30), &tables);
    assert_eq!(value(&made, "F06", "2010-11"), Some(2450.0));
    assert_eq!(value(&made, "F06", "2011-12"), Some(1750.0));
}

#[test]
fn f07_half_a_days_money_buys_no_day() {
    // £7,500 left; £60,000 paid for 148 days is £405.41 a day.
    let mut tables = String::from(
        "Schools | URN | School\n| 180101 | Client Primary School\n\
         Deployments | Deployment ref | Client school | Start | Status\n\
         | D1 | Client Primary School | 2011-04-04 | active\n\
         Budget | Financial year | Budget line | Approved £\n| 2011-12 | Days | 67500\n\
         Spend | Date | Budget line | Net £ | Payment status\n\
         | 2011-06-20 | Days | 60000 | paid\n\
         Records of visit | Visit ref | Deployment ref | Date | Days\n",
    );
    tables.push_str(&rows(148, |at| format!("V{at} | D1 | 2011-05-03 | 1")));
    let made = figures((2011, 11, 30), &tables);
    assert_eq!(value(&made, "F07", ""), Some(18.5));
    assert_eq!(value(&made, "F07", "whole"), Some(18.0));
}
