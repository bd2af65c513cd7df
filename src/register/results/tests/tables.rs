//! The performance tables of each year, columns in whatever order they stand.

use super::*;
use crate::base::finding::Severity;
use crate::register::results::Status;

/// The same sheet with its columns the other way round.
pub(super) fn turned(text: &str) -> String {
    let row = |line: &str| line.split('|').rev().collect::<Vec<_>>().join("|");
    text.trim().lines().map(row).collect::<Vec<_>>().join("\n")
}

/// Results and comparators of a csv, which must not depend on the order of columns.
pub(super) fn of_csv(file: &str, text: &str) -> String {
    let tell = |text: &str| {
        let (registers, findings) = read(vec![sheet(file, "", text)]);
        let errors: Vec<String> = findings
            .iter()
            .filter(|finding| finding.severity >= Severity::Query)
            .filter(|finding| finding.register == "results")
            .map(|finding| format!("{} {}", finding.code, finding.message))
            .collect();
        let mut all: Vec<String> =
            shown(&registers).lines().map(ToOwned::to_owned).collect();
        all.extend(registers.comparators.iter().map(|one| {
            let value = one.score.as_ref().map_or_else(
                |why| format!("{why:?}"),
                |score| crate::base::quantity::decimal(score.value, 1),
            );
            format!("{:?} {} {} {value}", one.area, one.indicator.code, one.year.summer())
        }));
        all.extend(errors);
        all.sort();
        all.join("\n")
    };
    let straight = tell(text);
    assert_eq!(tell(&turned(text)), straight, "{file} with its columns turned");
    straight
}

/// The headings of 2011 and, from the year given, of later tables, but for those of
/// groups of pupils that follow the same pattern.
const OF_2011: &str = "RECTYPE|ALPHAIND|LEA|ESTAB|URN|SCHNAME|ADDRESS1|TOWN|PCODE|TELNUM|NFTYPE|RELDENOM|AGERANGE|TOTPUPS|TPUPYEAR|TELIG|BELIG|GELIG|TKS1APS|SENELS|PSENELS|PTENGX|PTENGAX|PTMATX|PTMATAX|PTENGMATX|PTENGMATX_L|PTENGMATX_FSMCLA|PTENGMATAX|PTREADWRITMATX|TAPS|AVGLEVEL|PT2ENG12|COVENG12|PT2MATH12|COVMATH12";
pub(super) const FROM_2016: &str = "RECTYPE|ALPHAIND|LEA|ESTAB|URN|SCHNAME|ADDRESS1|TOWN|PCODE|TELNUM|URN_AC|SCHNAME_AC|OPEN_AC|NFTYPE|ICLOSE|RELDENOM|AGERANGE|CONFEXAM|TOTPUPS|TPUPYEAR|TELIG|BELIG|GELIG|PTFSM6CLA1A|PTRWM_EXP|PTRWM_HIGH|READPROG|READPROG_LOWER|READPROG_UPPER|READCOV|WRITPROG|WRITPROG_LOWER|WRITPROG_UPPER|WRITCOV|MATPROG|MATPROG_LOWER|MATPROG_UPPER|MATCOV|PTREAD_EXP|PTREAD_HIGH|READ_AVERAGE|PTGPS_EXP|GPS_AVERAGE|PTMAT_EXP|MAT_AVERAGE|PTWRITTA_EXP|PTRWM_EXP_B|PTRWM_EXP_G|PTRWM_EXP_L|PTRWM_EXP_FSM6CLA1A|DIFFN_RWM_EXP|READPROG_B|READ_AVERAGE_B";
/// What follows in the tables of each year.
const OF_YEARS: [(i16, &str); 7] = [
    (2016, ""),
    (2017, "|PTRWM_EXP_16|PTRWM_HIGH_16|READPROG_16|READ_AVERAGE_16|MAT_AVERAGE_16"),
    (
        2018,
        "|PTRWM_EXP_17|READPROG_17|READ_AVERAGE_17|PTRWM_EXP_16|READ_AVERAGE_16|TELIG_3YR|PTRWM_EXP_3YR|READ_AVERAGE_3YR|READPROG_UNADJUSTED|READPROG_DESCR_16|READPROG_DESCR",
    ),
    (
        2019,
        "|PTRWM_EXP_18|READPROG_18|READ_AVERAGE_18|PTRWM_EXP_17|READ_AVERAGE_17|TELIG_3YR|PTRWM_EXP_3YR|READ_AVERAGE_3YR|READPROG_UNADJUSTED|READPROG_DESCR",
    ),
    (2022, "|READPROG_UNADJUSTED|WRITPROG_UNADJUSTED|MATPROG_UNADJUSTED|READPROG_DESCR"),
    (2023, "|PTRWM_EXP_22|READ_AVERAGE_22|READPROG_UNADJUSTED|READPROG_DESCR"),
    (
        2024,
        "|PTRWM_EXP_23|READ_AVERAGE_23|TELIG_23|TELIG_3YR|PTRWM_EXP_3YR|READ_AVERAGE_3YR",
    ),
];

/// A row of a table: what stands under some of its headings, else a figure of a group.
fn row(headings: &str, cells: &[(&str, &str)]) -> String {
    let cell = |heading: &str| {
        let own = cells.iter().find(|(of, _)| *of == heading).map(|(_, text)| *text);
        own.unwrap_or(if heading.contains("_B") || heading.contains("_1") {
            "1"
        } else {
            ""
        })
    };
    headings.split('|').map(cell).collect::<Vec<_>>().join("|")
}

fn school<'a>(
    kind: &'a str,
    estab: &'a str,
    name: &'a str,
    telig: &'a str,
) -> Vec<(&'a str, &'a str)> {
    let urn = match estab {
        "2001" => "120001",
        "2002" => "120002",
        "2003" => "120003",
        _ => "120004",
    };
    vec![
        ("RECTYPE", kind),
        ("LEA", "926"),
        ("ESTAB", estab),
        ("URN", urn),
        ("SCHNAME", name),
        ("TOTPUPS", "NEW"),
        ("TELIG", telig),
    ]
}

#[test]
fn performance_tables_of_2011_are_read_with_their_codes_and_national_row() {
    let figures = |cells: [&'static str; 6]| {
        let codes =
            ["PTENGMATX", "PTENGMATAX", "PTENGX", "PTMATX", "PT2ENG12", "PT2MATH12"];
        codes.into_iter().zip(cells).collect::<Vec<_>>()
    };
    let line = |keys: Vec<(&'static str, &'static str)>, cells: [&'static str; 6]| {
        row(OF_2011, &[keys, figures(cells)].concat())
    };
    let authority = vec![("RECTYPE", "3"), ("LEA", "926"), ("SCHNAME", "Norfolk")];
    let text = [
        OF_2011.to_owned(),
        line(
            school("1", "2001", "Alder School", "40"),
            ["75%", "10%", "80%", "85%", "88%", "90%"],
        ),
        line(school("1", "2002", "Birch School", "8"), ["SUPP"; 6]),
        line(
            school("2", "7003", "Elm School", "30"),
            ["0%", "0%", "0%", "0%", "NE", "LOWCOV"],
        ),
        line(
            [authority, vec![("TELIG", "8000")]].concat(),
            ["69%", "18%", "77%", "75%", "80%", "79%"],
        ),
        line(vec![("RECTYPE", "4")], ["73%", "20%", "81%", "79%", "83%", "82%"]),
        line(vec![("RECTYPE", "5")], ["74%", "21%", "82%", "80%", "84%", "83%"]),
        "Source: Department for Education".to_owned(),
    ]
    .join("\n");
    assert_eq!(
        of_csv("2010-2011_926_ks2.csv", &text),
        lines(
            "
            120001 ks2_english_2lp 2011 88.00 35/40
            120001 ks2_english_l4 2011 80.00 32/40
            120001 ks2_l4_em 2011 75.00 30/40
            120001 ks2_l5_em 2011 10.00 4/40
            120001 ks2_maths_2lp 2011 90.00 36/40
            120001 ks2_maths_l4 2011 85.00 34/40
            120002 ks2_english_2lp 2011 Suppressed
            120002 ks2_english_l4 2011 Suppressed
            120002 ks2_l4_em 2011 Suppressed
            120002 ks2_l5_em 2011 Suppressed
            120002 ks2_maths_2lp 2011 Suppressed
            120002 ks2_maths_l4 2011 Suppressed
            120004 ks2_english_2lp 2011 NoResult
            120004 ks2_english_l4 2011 0.00 0/30
            120004 ks2_l4_em 2011 0.00 0/30
            120004 ks2_l5_em 2011 0.00 0/30
            120004 ks2_maths_2lp 2011 LowCoverage
            120004 ks2_maths_l4 2011 0.00 0/30
            La ks2_english_2lp 2011 80.0
            La ks2_english_l4 2011 77.0
            La ks2_l4_em 2011 69.0
            La ks2_l5_em 2011 18.0
            La ks2_maths_2lp 2011 79.0
            La ks2_maths_l4 2011 75.0
            NationalAll ks2_english_2lp 2011 83.0
            NationalAll ks2_english_l4 2011 81.0
            NationalAll ks2_l4_em 2011 73.0
            NationalAll ks2_l5_em 2011 20.0
            NationalAll ks2_maths_2lp 2011 82.0
            NationalAll ks2_maths_l4 2011 79.0
            NationalState ks2_english_2lp 2011 84.0
            NationalState ks2_english_l4 2011 82.0
            NationalState ks2_l4_em 2011 74.0
            NationalState ks2_l5_em 2011 21.0
            NationalState ks2_maths_2lp 2011 83.0
            NationalState ks2_maths_l4 2011 80.0
            "
        )
    );
}

/// The headings of 2013 to 2015: levels in reading, writing and maths together instead of
/// English and maths, and no English at all.
const OF_2013: &str = "RECTYPE|ALPHAIND|LEA|ESTAB|URN|SCHNAME|ADDRESS1|TOWN|PCODE|TELNUM|NFTYPE|RELDENOM|AGERANGE|TOTPUPS|TPUPYEAR|TELIG|BELIG|GELIG|PBELIG|TKS1APS|TFSM6CLA1A|PTFSM6CLA1A|SENELS|PSENELS|PT2READ|COVREAD|PT2WRITTA|COVWRITTA|PT2MATH|COVMATH|PTREADWRITTAMATX|PTREADWRITTAMAT4B|PTREADWRITTAMATAX|PTREADWRITTAMATBX|PTREADX|PTREADAX|PTREAD4B|PTMATX|PTMATAX|PTMAT4B|PTWRITTAX|PTGPS4B|TAPS|AVGLEVEL|OVAMEAS|OLCONF|OUCONF|VACOV|PTREADWRITTAMATX_L|PTREADWRITTAMATX_FSM6CLA1A|PTMATX_L|PTMATX_FSM6CLA1A|GAPN_RWMX_FSM6CLA1A";

#[test]
fn performance_tables_of_2013_to_2015_give_maths_and_no_level_of_english_and_maths() {
    let line = |keys: Vec<(&'static str, &'static str)>, together, maths, levels| {
        let own = vec![
            ("PTREADWRITTAMATX", together),
            ("PTREADWRITTAMAT4B", "55%"),
            ("PTREADX", "88%"),
            ("PTMATX", maths),
            ("PTMATAX", "30%"),
            ("PTMATX_L", "40%"),
            ("PTWRITTAX", "84%"),
            ("PT2READ", "91%"),
            ("PT2MATH", levels),
        ];
        row(OF_2013, &[keys, own].concat())
    };
    let authority = vec![("RECTYPE", "3"), ("LEA", "926"), ("SCHNAME", "Norfolk")];
    let text = [
        OF_2013.to_owned(),
        line(school("1", "2001", "Alder School", "40"), "70%", "85%", "90%"),
        line(school("1", "2002", "Birch School", "8"), "SUPP", "SUPP", "SUPP"),
        line(authority, "71%", "82%", "86%"),
        line(vec![("RECTYPE", "5")], "78%", "86%", "89%"),
    ]
    .join("\n");
    for year in [2013, 2014, 2015] {
        let file = format!("{}-{year}/england_ks2.csv", year - 1);
        assert_eq!(
            of_csv(&file, &text),
            lines(&format!(
                "
                120001 ks2_maths_2lp {year} 90.00 36/40
                120001 ks2_maths_l4 {year} 85.00 34/40
                120002 ks2_maths_2lp {year} Suppressed
                120002 ks2_maths_l4 {year} Suppressed
                La ks2_maths_2lp {year} 86.0
                La ks2_maths_l4 {year} 82.0
                NationalState ks2_maths_2lp {year} 89.0
                NationalState ks2_maths_l4 {year} 86.0"
            ))
        );
        let (_, findings) = read(vec![sheet(&file, "", &text)]);
        let said: Vec<String> = findings
            .iter()
            .filter(|finding| finding.code == "RES-019")
            .map(|finding| format!("{} {}", finding.place.a1(), finding.message))
            .collect();
        assert_eq!(
            said,
            [
                "AE1 PTREADWRITTAMATX was not read: levels in reading, writing and maths together are another measure than level 4 in English and maths, which ended with 2012, and no measure of the pack."
            ]
        );
    }
}

#[test]
fn tables_of_2014_with_words_for_codes_give_maths_and_say_what_is_not_read() {
    let text = "
        Record type|Local authority number|Establishment number|School unique reference number|School name|Published eligible pupil number|Percentage of pupils achieving Level 4 or above in reading, writing and maths|Percentage of pupils achieving Level 4B or above in reading and maths tests and Level 4 or above in writing TA|Percentage of pupils achieving Level 4 or above in maths|Percentage of pupils with low prior attainment achieving Level 4 or above in maths|Percentage of pupils achieving Level 4B or above in maths
        1|926|2001|120001|Alder School|40|70%|60%|85%|40%|75%
        3|926|||Norfolk|8000|71%|62%|82%|41%|70%";
    assert_eq!(
        of_csv("2013-2014_926_ks2.csv", text),
        "120001 ks2_maths_l4 2014 85.00 34/40\nLa ks2_maths_l4 2014 82.0"
    );
    let (_, findings) = read(vec![sheet("2013-2014_926_ks2.csv", "", text)]);
    assert!(findings.iter().any(|finding| finding.code == "RES-019"
        && finding.place.a1() == "G1"
        && finding.message.contains("another measure")));
}

#[test]
fn english_and_maths_of_2013_in_an_advisers_own_sheet_are_asked_about() {
    let (_, findings) = read(vec![sheet(
        "KS2.xlsx",
        "KS2",
        "URN | School | 2012 % L4+ E&M | 2013 % L4+ E&M | 2013 % L4+ maths
         120001 | Norby Primary  | 70 | 72 | 80
         120002 | Harlby Primary | 62 | 65 | 75",
    )]);
    assert_eq!(found(&findings), "query RES-004 D2");
}

/// The rows of a table from 2016, below the headings of a year.
pub(super) fn table(headings: &str) -> String {
    let figures = |cells: [&'static str; 4]| {
        ["PTRWM_EXP", "PTRWM_HIGH", "READPROG", "READ_AVERAGE"]
            .into_iter()
            .zip(cells)
            .collect::<Vec<_>>()
    };
    let line = |keys: Vec<(&'static str, &'static str)>, cells: [&'static str; 4]| {
        row(headings, &[keys, figures(cells)].concat())
    };
    let limits = vec![("READPROG_LOWER", "-1"), ("READPROG_UPPER", "2.2")];
    let alder = [school("1", "2001", "Alder School", "40"), limits].concat();
    let authority = vec![("RECTYPE", "3"), ("LEA", "926"), ("SCHNAME", "Norfolk")];
    [
        headings.to_owned(),
        line(alder, ["75%", "10%", "0.6", "105"]),
        line(school("1", "2002", "Birch School", "4"), ["SUPP"; 4]),
        line(school("1", "2003", "Cedar School", "30"), ["NEW", "NE", "NP", "NA"]),
        line(school("2", "7003", "Elm School", "30"), ["3%", "0%", "LOWCOV", "SUPP"]),
        line([authority, vec![("TELIG", "9000")]].concat(), ["58%", "7%", "-0.2", "104"]),
        line(vec![("RECTYPE", "4")], ["61%", "8%", "", "104"]),
        line(vec![("RECTYPE", "5")], ["62%", "9%", "", "105"]),
    ]
    .join("\n")
}

/// What a table of a year tells.
pub(super) fn of_year(year: i16) -> String {
    lines(&format!(
        "
        120001 ks2_read_prog {year} 0.60
        120001 ks2_read_score {year} 105.00
        120001 ks2_rwm_exp {year} 75.00 30/40
        120001 ks2_rwm_high {year} 10.00 4/40
        120002 ks2_read_prog {year} Suppressed
        120002 ks2_read_score {year} Suppressed
        120002 ks2_rwm_exp {year} Suppressed
        120002 ks2_rwm_high {year} Suppressed
        120003 ks2_read_prog {year} NoResult
        120003 ks2_read_score {year} NoResult
        120003 ks2_rwm_exp {year} New
        120003 ks2_rwm_high {year} NoResult
        120004 ks2_read_prog {year} LowCoverage
        120004 ks2_read_score {year} Suppressed
        120004 ks2_rwm_exp {year} 3.00 1/30
        120004 ks2_rwm_high {year} 0.00 0/30
        La ks2_read_prog {year} −0.2
        La ks2_read_score {year} 104.0
        La ks2_rwm_exp {year} 58.0
        La ks2_rwm_high {year} 7.0
        NationalAll ks2_read_score {year} 104.0
        NationalAll ks2_rwm_exp {year} 61.0
        NationalAll ks2_rwm_high {year} 8.0
        NationalState ks2_read_score {year} 105.0
        NationalState ks2_rwm_exp {year} 62.0
        NationalState ks2_rwm_high {year} 9.0"
    ))
}

/// Without the columns that hold nothing here, and without questions.
pub(super) fn told(file: &str, text: &str) -> String {
    let empty = ["writ_prog", "maths_prog", "maths_score", "gps_score"];
    let all = of_csv(file, text);
    let is_here = |line: &&str| {
        !empty.iter().any(|code| line.contains(code)) && !line.starts_with("RES-004")
    };
    all.lines().filter(is_here).collect::<Vec<_>>().join("\n")
}

#[test]
fn performance_tables_from_2016_are_read_by_the_headings_of_each_year() {
    for (year, more) in OF_YEARS {
        let text = table(&format!("{FROM_2016}{more}"));
        let file = format!("{}-{year}_england_ks2final.csv", year - 1);
        assert_eq!(told(&file, &text), of_year(year), "{file}");
    }
}

#[test]
fn columns_of_several_years_put_into_one_sheet_keep_their_meaning() {
    let (registers, findings) = read(vec![sheet(
        "All years.xlsx",
        "KS2",
        "Year | LAESTAB | URN | SCHNAME | TELIG | PTRWM_EXP | READ_AVERAGE
         2018 | 9262001 | 120001 | Alder School | 40 | 0.75%% | 105
         2018/19 | 9262001 | 120001 | Alder School | 30 | 60% | SUPP
         201718 | 9262002 | 120002 | Birch School | 20 | 0.5%% | 101",
    )]);
    assert_eq!(
        shown(&registers),
        lines(
            "120001 ks2_rwm_exp 2018 75.00 30/40
             120001 ks2_read_score 2018 105.00
             120001 ks2_rwm_exp 2019 60.00 18/30
             120001 ks2_read_score 2019 Suppressed
             120002 ks2_rwm_exp 2018 50.00 10/20
             120002 ks2_read_score 2018 101.00"
        )
    );
    assert_eq!(found(&findings), "");
}

/// How final the results of a file are said to be.
fn status(file: &str) -> Vec<Status> {
    let text = "
        RECTYPE|LEA|ESTAB|URN|SCHNAME|TELIG|PTRWM_EXP
        1|926|2001|120001|Alder School|40|75%";
    let (registers, _) = read(vec![sheet(file, "", text)]);
    registers.results.iter().map(|result| result.status).collect()
}

#[test]
fn a_files_name_says_whether_its_results_are_provisional_revised_or_final() {
    assert_eq!(status("2018-2019_926_ks2provisional.csv"), [Status::Provisional]);
    assert_eq!(status("2018-2019_926_ks2revised.csv"), [Status::Revised]);
    assert_eq!(status("2018-2019_926_ks2final.csv"), [Status::Final]);
}
