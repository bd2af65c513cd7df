//! Results as published: performance tables and the authorities' own.

use super::*;

fn published() -> (Registers, Findings) {
    crate::register::tests::fixture("results")
}

/// Counted from the two files with other tools: 211 schools, mean +4.73.
#[test]
fn norfolk_2016_and_2017_have_211_schools_in_common() {
    let (registers, findings) = published();
    assert_eq!(found(&findings), "");
    let of = |summer: i16| {
        registers
            .results
            .iter()
            .filter(|result| result.place.file.contains("_926_"))
            .filter(|result| result.indicator.code == "ks2_rwm_exp")
            .filter(|result| result.year.summer() == summer)
            .filter_map(|result| {
                Some((result.urn.clone()?, result.score.as_ref().ok()?.value))
            })
            .collect::<std::collections::BTreeMap<String, f64>>()
    };
    let (first, second) = (of(2016), of(2017));
    let changes: Vec<f64> = first
        .iter()
        .filter_map(|(urn, before)| Some(second.get(urn)? - before))
        .collect();
    assert_eq!(changes.len(), 211);
    let mean = changes.iter().sum::<f64>() / 211.0;
    assert_eq!(crate::base::quantity::signed(mean, 2), "+4.73");
}

#[test]
fn performance_tables_are_read_by_column_name_with_their_ragged_rows() {
    let (registers, _) = published();
    let of = |urn: &str, code: &str| {
        registers
            .results
            .iter()
            .find(|r| r.urn.as_deref() == Some(urn) && r.indicator.code == code)
            .map(|result| result.score)
            .unwrap()
    };
    let junior = of("115976", "ks2_rwm_exp").unwrap();
    assert_eq!(
        (junior.value, junior.numerator, junior.denominator),
        (72.0, Some(78.0), Some(109.0))
    );
    assert_eq!(of("115976", "ks2_read_score").unwrap().value, 107.0);
    assert_eq!(of("115976", "ks2_read_score").unwrap().cohort, Some(109.0));
    assert_eq!(
        of("116268", "ks2_rwm_exp"),
        Err(crate::base::reason::Missing::Suppressed)
    );
    assert_eq!(of("116407", "ks2_rwm_exp"), Err(crate::base::reason::Missing::Blank));
    let special = of("116614", "ks2_read_prog").unwrap();
    assert_eq!(special.value, -2.8);
    assert_eq!(special.limits.map(|(low, _)| low), Some(-7.8));
    assert!(registers.results.iter().all(|result| result.is_published));
}

#[test]
fn authority_and_nation_come_from_performance_tables_and_the_interactive_tool() {
    let (registers, _) = published();
    let of = |file: &str, code: &str| {
        let lines: Vec<String> = registers
            .comparators
            .iter()
            .filter(|one| one.place.file.contains(file) && one.indicator.code == code)
            .map(|one| {
                let value = match &one.score {
                    Ok(score) => crate::base::quantity::decimal(score.value, 0),
                    Err(why) => format!("{why:?}"),
                };
                let status = match one.status {
                    crate::register::results::Status::Provisional => " provisional",
                    _ => "",
                };
                format!("{:?} {} {} {value}{status}", one.area, one.area_name, one.year)
            })
            .collect();
        lines.join("\n")
    };
    assert_eq!(
        of("850", "ks2_rwm_exp"),
        lines(
            "La Hampshire 2016/17 66
             NationalState England 2016/17 61
             NationalAll England 2016/17 61"
        )
    );
    assert_eq!(
        of("lait", "ks2_rwm_exp"),
        lines(
            "La Norfolk 2015/16 50
             La Suffolk 2015/16 49
             NationalState England 2015/16 54
             La Norfolk 2016/17 57
             La Suffolk 2016/17 57
             NationalState England 2016/17 62
             La Norfolk 2019/20 NoResult
             La Suffolk 2019/20 NoResult
             NationalState England 2019/20 NoResult
             La Norfolk 2024/25 56
             La Suffolk 2024/25 59
             NationalState England 2024/25 63"
        )
    );
    assert!(
        of("lait", "phonics_y1")
            .ends_with("NationalState England 2024/25 80 provisional")
    );
}

#[test]
fn published_schools_of_elsewhere_are_put_aside_in_one_note() {
    let schools = sheet(
        "schools.xlsx",
        "Schools",
        "URN | School | Phase | LA code | Estab | Status
         120901 | Norby Primary School  | Primary | 926 | 2001 | Open
         120902 | Harlby Primary School | Primary | 926 | 2002 | Open
         120903 | Dravby Primary School | Primary | 926 | 2003 | Open",
    );
    let results = sheet(
        "2016-2017_england_ks2final.csv",
        "",
        "RECTYPE | LEA | ESTAB | URN | SCHNAME | TELIG | PTRWM_EXP
         1 | 926 | 2001 | 120901 | Norby Primary School  | 30 | 60%
         1 | 926 | 2002 | 136902 | Harlby Academy        | 30 | 61%
         1 | 935 | 2001 | 124001 | Dravby Primary School | 30 | 62%
         1 | 935 | 2002 | 124002 | Elsewhere School      | 30 | 63%",
    );
    let (registers, findings) = read(vec![schools, results]);
    assert_eq!(found(&findings), "");
    assert_eq!(
        shown(&registers),
        lines(
            "120901 ks2_rwm_exp 2017 60.00 18/30
             136902 ks2_rwm_exp 2017 61.00 18/30"
        )
    );
    let notes: Vec<&str> = findings
        .iter()
        .filter(|finding| finding.code == "RES-018")
        .map(|finding| finding.message.as_str())
        .collect();
    assert_eq!(
        notes,
        [
            "1\u{a0}school: in the school list under another URN, found by number or name.",
            "2\u{a0}schools: not in the school list, results not used.",
        ]
    );
}
