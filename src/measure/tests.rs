//! The worked examples of the field, from spreadsheet to figure.
//!
//! Expected values were worked by hand from the definitions.

use super::testing::{counted, latest, value};
use crate::base::figure::Group;
use jiff::civil::date;

/// One client with 16 of 30, then 21 of 30; the authority from 67.0 to 68.1;
/// England from 73 to 74.
const ONE_CLIENT: &str = "
== Schools
URN,LA (code),LA (name),EstablishmentName,PhaseOfEducation (name)
190001,926,Norfolk,Aldham Primary School,Primary
190002,926,Norfolk,Bramham Primary School,Primary
== LLE register
LLE Ref,Name,URN,School,Date accredited,Status
LLE-01,Mrs Anne Hill,190002,Bramham Primary School,15/01/2010,Active
== Deployments
Deployment ref,LLE ref,Client URN,Client school,Start date,Status,Days agreed
D-01,LLE-01,190001,Aldham Primary School,06/09/2010,Active,10
== KS2 results
URN,School,Year,Key stage,Eligible pupils,L4+ English and maths
190001,Aldham Primary School,2010,KS2,30,16
190001,Aldham Primary School,2011,KS2,30,21
== Comparators
Area,Measure,Year,Numerator,Denominator,Value
Norfolk,KS2 L4+ English and maths,2010,4522,6749,67.0
Norfolk,KS2 L4+ English and maths,2011,5652,8300,68.1
National,KS2 L4+ English and maths,2010,,,73
National,KS2 L4+ English and maths,2011,,,74
";

#[test]
fn a_school_of_thirty_rose_from_sixteen_to_twenty_one_pupils() {
    let figures = counted(date(2011, 11, 30), ONE_CLIENT);
    let school = || Group::School("190001".to_owned());
    let of = |code, item, places| value(&figures, (code, school(), item), places);
    assert_eq!(of("M01", "", 1), Some(70.0));
    assert_eq!(of("M02", "", 1), Some(16.7));
    let change = latest(&figures, "M11", &school(), "").unwrap();
    assert_eq!(crate::base::quantity::rounded(change.lower.unwrap(), 1), -7.6);
    assert_eq!(crate::base::quantity::rounded(change.upper.unwrap(), 1), 38.4);
    assert_eq!(of("M12", "", 0), Some(0.0), "within chance: no arrow");
}

#[test]
fn the_difference_from_the_authority_and_from_england_is_of_unrounded_values() {
    let figures = counted(date(2011, 11, 30), ONE_CLIENT);
    let of = |code, item, places| value(&figures, (code, Group::Clients, item), places);
    assert_eq!(of("M06", "difference_from", 1), Some(-13.7));
    assert_eq!(of("M06", "difference_to", 1), Some(1.9));
    assert_eq!(of("M06", "", 2), Some(15.57));
    // 73 less 53.33, 74 less 70: 19.67 and 4.0, closed 15.67, which is 79.7%.
    assert_eq!(of("M08", "gap_from", 1), Some(19.7));
    assert_eq!(of("M08", "gap_to", 1), Some(4.0));
    assert_eq!(of("M08", "", 1), Some(15.7));
    assert_eq!(of("M08", "share", 1), Some(79.7));
    // 16.67 on a base of 53.33 is 31.25 per cent.
    assert_eq!(of("M07", "", 2), Some(31.25));
    // Thirty pupils: one is worth 3.3 points.
    assert_eq!(of("M09", "", 1), Some(3.3));
    // 16.67 points of a class of thirty: five pupils.
    assert_eq!(of("M09", "pupils", 1), Some(5.0));
    let national = latest(&figures, "M04", &Group::National, "").unwrap();
    assert_eq!(national.shown(), "+1.0\u{a0}pp");
}

#[test]
fn teachers_judgements_stand_beside_the_tests_and_never_in_their_place() {
    let rows = "190001,Aldham Primary School,2010,KS2,TA,30,18
190001,Aldham Primary School,2011,KS2,TA,30,24
190001,Aldham Primary School,2010,KS2,Test,30,boycott
190001,Aldham Primary School,2011,KS2,Test,30,21
190002,Bramham Primary School,2010,KS2,TA,30,18
190002,Bramham Primary School,2011,KS2,TA,30,24
190002,Bramham Primary School,2010,KS2,Test,30,15
190002,Bramham Primary School,2011,KS2,Test,30,21
";
    let tables = format!(
        "== Schools
URN,LA (code),LA (name),EstablishmentName,PhaseOfEducation (name)
190000,926,Norfolk,Home Primary School,Primary
190001,926,Norfolk,Aldham Primary School,Primary
190002,926,Norfolk,Bramham Primary School,Primary
== LLE register
LLE Ref,Name,URN,School,Date accredited,Status
LLE-01,Mrs Anne Hill,190000,Home Primary School,15/01/2009,Active
== Deployments
Deployment ref,LLE ref,Client URN,Client school,Start date,Status,Days agreed
D-01,LLE-01,190001,Aldham Primary School,06/09/2010,Active,10
D-02,LLE-01,190002,Bramham Primary School,06/09/2010,Active,10
== KS2 results
URN,School,Year,Key stage,Basis,Eligible pupils,L4+ English and maths
{rows}"
    );
    let figures = counted(date(2011, 11, 30), &tables);
    let of = |code, item, places| value(&figures, (code, Group::Clients, item), places);
    assert_eq!(of("M25", "BOYC", 0), Some(1.0), "the boycott stays a boycott");
    // 15 of 30 to 21 of 30; by teachers 18 to 24.
    assert_eq!(of("M03", "", 1), Some(20.0));
    assert_eq!(of("M26", "ta_basis", 1), Some(20.0));
}

#[test]
fn where_one_column_holds_every_measure_each_row_says_which_it_is() {
    let tables = ONE_CLIENT.replace(
        "Area,Measure,Year,Numerator,Denominator,Value",
        "Area,Measure,Year,Numerator,Denominator,% or APS",
    );
    let figures = counted(date(2011, 11, 30), &tables);
    let england = latest(&figures, "M04", &Group::National, "").unwrap();
    assert_eq!(england.shown(), "+1.0\u{a0}pp");
}

/// Two clients that share the rise of the published example: 58.0 to 74.9.
#[test]
fn points_and_per_cent_are_told_apart() {
    let tables = ONE_CLIENT
        .replace(
            "190001,Aldham Primary School,2010,KS2,30,16",
            "190001,Aldham Primary School,2010,KS2,1000,580",
        )
        .replace(
            "190001,Aldham Primary School,2011,KS2,30,21",
            "190001,Aldham Primary School,2011,KS2,1000,749",
        );
    let figures = counted(date(2011, 11, 30), &tables);
    let of = |code, item, places| value(&figures, (code, Group::Clients, item), places);
    assert_eq!(of("M03", "", 1), Some(16.9));
    assert_eq!(of("M07", "", 1), Some(29.1));
    assert_eq!(of("M08", "gap_from", 1), Some(15.0));
    assert_eq!(of("M08", "gap_to", 1), Some(-0.9));
    assert_eq!(of("M08", "", 1), Some(15.9));
    assert_eq!(of("M08", "share", 1), Some(106.0), "more than all: it overtook");
}

#[test]
fn key_stage_1_points_come_from_levels_and_leave_out_who_has_none() {
    let figures = counted(
        date(2011, 11, 30),
        "
== Schools
URN,LA (code),LA (name),EstablishmentName,PhaseOfEducation (name)
190001,926,Norfolk,Aldham Primary School,Primary
190002,926,Norfolk,Bramham Primary School,Primary
== LLE register
LLE Ref,Name,URN,School,Date accredited,Status
LLE-01,Mrs Anne Hill,190002,Bramham Primary School,15/01/2010,Active
== Deployments
Deployment ref,LLE ref,Client URN,Client school,Start date,Status,Days agreed
D-01,LLE-01,190001,Aldham Primary School,06/09/2010,Active,10
== KS1 teacher assessment 2011
URN,School,Eligible pupils,Reading W,Reading L1,Reading L2C,Reading L2B,Reading L2A,Reading L3,Reading D,Writing W,Writing L1,Writing L2C,Writing L2B,Writing L2A,Writing L3,Writing D,Maths W,Maths L1,Maths L2C,Maths L2B,Maths L2A,Maths L3,Maths D
190001,Aldham Primary School,30,1,3,5,7,6,8,2,1,5,8,8,5,3,2,0,3,6,8,7,6,2
",
    );
    let of = |code: &str| {
        figures
            .all
            .iter()
            .find(|f| {
                f.code == "M13"
                    && f.group == Group::School("190001".to_owned())
                    && f.indicator.is_some_and(|i| i.code == code)
            })
            .map(|f| crate::base::quantity::rounded(f.value, 1))
    };
    assert_eq!(of("ks1_reading_aps"), Some(15.7));
    assert_eq!(of("ks1_writing_aps"), Some(14.0));
    assert_eq!(of("ks1_maths_aps"), Some(15.7));
    assert_eq!(of("ks1_aps"), Some(15.1));
    let named = figures
        .all
        .iter()
        .filter(|f| f.code == "M13" && matches!(f.group, Group::School(_)));
    for figure in named {
        assert!(
            figure.release > crate::base::release::Release::P,
            "a school's key stage 1 points are never public"
        );
    }
}

/// A client for every reason to be left out, and one that counts.
const REASONS: &str = "
== Schools
URN,LA (code),LA (name),EstablishmentName,PhaseOfEducation (name),OpenDate,CloseDate,Replaced by
190001,926,Norfolk,Aldham Primary School,Primary,,,
190002,926,Norfolk,Bramham Infant School,Infant,,,
190003,926,Norfolk,Coldham Primary School,Primary,,31/12/2010,
190004,926,Norfolk,Dunham Primary School,Primary,01/09/2010,,
190005,926,Norfolk,Elmham Primary School,Primary,,,
190006,926,Norfolk,Fenham Primary School,Primary,,,
190007,926,Norfolk,Grasham Primary School,Primary,,,
190008,926,Norfolk,Holmham Primary School,Primary,,,
190009,926,Norfolk,Ingham Primary School,Primary,,,
190010,926,Norfolk,Kelham Primary School,Primary,,,
190011,926,Norfolk,Langham Primary School,Primary,,,
190020,926,Norfolk,Oakham Primary School,Primary,,,
== LLE register
LLE Ref,Name,URN,School,Date accredited,Status
LLE-01,Mrs Anne Hill,190020,Oakham Primary School,15/01/2009,Active
== Deployments
Deployment ref,LLE ref,Client URN,Client school,Start date,Status,Days agreed
D-01,LLE-01,190001,Aldham Primary School,06/09/2010,Active,10
D-02,LLE-01,190002,Bramham Infant School,06/09/2010,Active,10
D-03,LLE-01,190003,Coldham Primary School,06/09/2010,Active,10
D-04,LLE-01,190004,Dunham Primary School,06/09/2010,Active,10
D-05,LLE-01,190005,Elmham Primary School,20/06/2011,Active,10
D-06,LLE-01,190006,Fenham Primary School,06/09/2010,Active,2
D-07,LLE-01,190007,Grasham Primary School,06/09/2010,Active,10
D-08,LLE-01,190008,Holmham Primary School,06/09/2010,Active,10
D-09,LLE-01,190009,Ingham Primary School,06/09/2010,Active,10
D-10,LLE-01,190010,Kelham Primary School,06/09/2010,Active,10
D-11,LLE-01,190011,Langham Primary School,14/09/2009,Active,10
== KS2 results
URN,School,Year,Key stage,Eligible pupils,L4+ English and maths
190001,Aldham Primary School,2010,KS2,30,16
190001,Aldham Primary School,2011,KS2,30,21
190003,Coldham Primary School,2010,KS2,30,16
190004,Dunham Primary School,2011,KS2,30,16
190005,Elmham Primary School,2010,KS2,30,16
190005,Elmham Primary School,2011,KS2,30,16
190006,Fenham Primary School,2010,KS2,30,16
190006,Fenham Primary School,2011,KS2,30,16
190007,Grasham Primary School,2010,KS2,boycott,boycott
190007,Grasham Primary School,2011,KS2,30,16
190008,Holmham Primary School,2010,KS2,SUPP,SUPP
190008,Holmham Primary School,2011,KS2,30,16
190009,Ingham Primary School,2010,KS2,30,16
190009,Ingham Primary School,2011,KS2,30,31
190010,Kelham Primary School,2011,KS2,30,16
190011,Langham Primary School,2009,KS2,30,16
190011,Langham Primary School,2010,KS2,30,16
190011,Langham Primary School,2011,KS2,30,16
190020,Oakham Primary School,2010,KS2,30,25
190020,Oakham Primary School,2011,KS2,30,26
";

#[test]
fn every_client_is_counted_or_has_the_first_reason_that_applies_and_totals_tie() {
    let figures = counted(date(2011, 11, 30), REASONS);
    let mut reasons: Vec<(String, &str)> = figures
        .left_out
        .iter()
        .filter(|row| row.code == "M25" && row.to.is_some_and(|y| y.summer() == 2011))
        .filter(|row| row.from.is_some_and(|y| y.summer() == 2010))
        .map(|row| (row.record.clone(), row.reason.code()))
        .collect();
    reasons.sort();
    reasons.dedup();
    let expected = [
        ("190002", "NO_KS"),
        ("190003", "CLOSED"),
        ("190004", "NEW"),
        ("190005", "START_AFTER_TESTS"),
        ("190006", "LT_MIN_DAYS"),
        ("190007", "BOYC"),
        ("190008", "SUPP"),
        ("190009", "ERROR_ROW"),
        ("190010", "NO_RESULT"),
        ("190011", "OTHER_PAIR"),
    ];
    let expected: Vec<(String, &str)> =
        expected.iter().map(|(urn, code)| ((*urn).to_owned(), *code)).collect();
    assert_eq!(reasons, expected);
    let all = latest(&figures, "M25", &Group::Clients, "").unwrap();
    assert_eq!(all.value as usize + reasons.len(), 11, "counted and left out tie");
}

#[test]
fn leaving_out_a_school_changes_no_average_but_the_count_of_those_left_out() {
    let with = counted(date(2011, 11, 30), REASONS);
    let without: String = REASONS
        .lines()
        .filter(|line| !line.contains("190010"))
        .collect::<Vec<_>>()
        .join("\n");
    let without = counted(date(2011, 11, 30), &without);
    let of = |figures, code| latest(figures, code, &Group::Clients, "").cloned().unwrap();
    for code in ["M03", "M04"] {
        let (a, b) = (of(&with, code), of(&without, code));
        assert_eq!((a.value, a.lower, a.schools), (b.value, b.lower, b.schools));
        assert_eq!(a.left_out.unwrap(), b.left_out.unwrap() + 1);
    }
}

#[test]
fn the_order_of_rows_never_matters() {
    let forward = counted(date(2011, 11, 30), REASONS);
    let turned: String = REASONS
        .split("== ")
        .skip(1)
        .map(|table| {
            let mut lines: Vec<&str> =
                table.lines().filter(|line| !line.trim().is_empty()).collect();
            lines[2..].reverse();
            format!("== {}\n", lines.join("\n"))
        })
        .collect();
    let backward = counted(date(2011, 11, 30), &turned);
    let row = |f: &crate::base::figure::Figure| {
        format!(
            "{} {:?} {} {:?} {:?} {} {:.9} {:?}",
            f.code,
            f.indicator.map(|i| i.code),
            f.group,
            f.from,
            f.to,
            f.item,
            f.value,
            f.schools
        )
    };
    let mut a: Vec<String> = forward.all.iter().map(row).collect();
    let mut b: Vec<String> = backward.all.iter().map(row).collect();
    a.sort();
    b.sort();
    assert_eq!(a, b);
}

#[test]
fn results_since_2016_have_the_measures_of_their_time() {
    let figures = counted(
        date(2017, 11, 30),
        "
== Schools
URN,LA (code),LA (name),EstablishmentName,PhaseOfEducation (name)
190001,926,Norfolk,Aldham Primary School,Primary
190002,926,Norfolk,Bramham Primary School,Primary
== LLE register
LLE Ref,Name,URN,School,Date accredited,Status
LLE-01,Mrs Anne Hill,190002,Bramham Primary School,15/01/2010,Active
== Deployments
Deployment ref,LLE ref,Client URN,Client school,Start date,Status,Days agreed
D-01,LLE-01,190001,Aldham Primary School,06/09/2016,Active,10
== KS2 results
URN,School,Year,Key stage,Eligible pupils,Reading writing and maths expected,Reading writing and maths higher
190001,Aldham Primary School,2016,KS2,29,15,2
190001,Aldham Primary School,2017,KS2,29,18,3
== EYFS
URN,School,Year,Measure,Numerator,Denominator
190001,Aldham Primary School,2017,GLD,39,60
190001,Aldham Primary School,2017,Phonics,47,58
190001,Aldham Primary School,2017,KS2 L4+ English and maths,18,29
",
    );
    let of = |measure: &str, code: &str| {
        figures
            .all
            .iter()
            .filter(|f| {
                f.code == measure
                    && f.group == Group::School("190001".to_owned())
                    && f.item.is_empty()
                    && f.indicator.is_some_and(|i| i.code == code)
            })
            .max_by_key(|f| f.to)
            .map(|f| crate::base::quantity::rounded(f.value, 1))
    };
    assert_eq!(of("M17", "ks2_rwm_exp"), Some(62.1));
    assert_eq!(of("M17", "ks2_rwm_high"), Some(10.3));
    assert_eq!(of("M19", "eyfs_gld"), Some(65.0));
    assert_eq!(of("M19", "phonics_y1"), Some(81.0));
    assert!(
        !figures.all.iter().any(|f| f.indicator.is_some_and(|i| i.code == "ks2_l4_em")),
        "levels ended in 2015"
    );
}

#[test]
fn a_change_over_a_break_in_the_series_is_not_given() {
    let figures = counted(
        date(2016, 11, 30),
        &ONE_CLIENT
            .replace(",2010,KS2", ",2015,KS2")
            .replace(",2011,KS2", ",2016,KS2")
            .replace("06/09/2010", "06/09/2015"),
    );
    let is_over = |f: &&crate::base::figure::Figure| {
        f.from.is_some_and(|y| y.summer() == 2015)
            && f.to.is_some_and(|y| y.summer() == 2016)
            && ["M02", "M03", "M04"].contains(&f.code)
    };
    assert_eq!(figures.all.iter().filter(is_over).count(), 0);
}
