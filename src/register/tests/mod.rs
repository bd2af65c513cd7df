//! Workbooks as advisers keep them, from their bytes to typed records.

mod downloads;
mod exports;
mod keys;
mod marks;
mod turned;
mod words;

use super::record::{Record, Value};
use super::{
    Registers, SCHEMAS, answers::Answers, build, deployments, lles, meetings, schools,
    spend, visits,
};
use crate::base::finding::{Findings, Severity};
use crate::base::setting::Settings;
use crate::read::grid::Folder;
use rust_xlsxwriter::{Color, Format, Formula, Note, Workbook, Worksheet, XlsxError};

type Write = fn(&mut Worksheet) -> Result<(), XlsxError>;

/// The registers of a workbook with these sheets.
fn read(sheets: &[(&str, &str, Write)]) -> (Registers, Findings) {
    read_with(Answers::default(), sheets)
}

fn read_with(answers: Answers, sheets: &[(&str, &str, Write)]) -> (Registers, Findings) {
    let mut book = Workbook::new();
    for (name, table, dress) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, line) in (0u32..).zip(table.trim().lines()) {
            for (col, text) in (0u16..).zip(line.split('|').map(str::trim)) {
                match text.parse::<f64>() {
                    Ok(number) => sheet.write(row, col, number).unwrap(),
                    Err(_) if text.is_empty() => continue,
                    Err(_) => sheet.write(row, col, text).unwrap(),
                };
            }
        }
        dress(sheet).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let folder = Folder {
        books: vec![crate::read::bytes("book.xlsx", &bytes)],
        ..Folder::default()
    };
    let mut findings = Findings::default();
    let located = crate::locate::tables(&folder, SCHEMAS, &[], &mut findings);
    let registers = build(&folder, located, answers, Settings::default(), &mut findings);
    findings.sort();
    (registers, findings)
}

/// The registers of a folder of fixtures.
pub(in crate::register) fn fixture(folder: &str) -> (Registers, Findings) {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("tests").join("fixtures").join(folder);
    let mut findings = Findings::default();
    let settings = Settings::default();
    let folder = crate::read::folder(&folder, &settings, &mut findings).unwrap();
    let located = crate::locate::tables(&folder, SCHEMAS, &[], &mut findings);
    let answers = Answers::default();
    let registers = build(&folder, located, answers, settings, &mut findings);
    (registers, findings)
}

fn plain(_: &mut Worksheet) -> Result<(), XlsxError> {
    Ok(())
}

fn said(findings: &Findings, code: &str) -> Vec<String> {
    findings
        .iter()
        .filter(|finding| finding.code == code)
        .map(|finding| format!("{} {}", finding.place.a1(), finding.message))
        .map(|said| said.trim().replace('\u{a0}', " "))
        .collect()
}

fn raws<'a>(rows: &'a [Record], column: &crate::locate::schema::Column) -> Vec<&'a str> {
    rows.iter().map(|row| row.raw(column)).collect()
}

const DEPLOYMENTS: &str = "
Deployment ref | LLE | Client school | Start date | Days agreed | Status
DEP-01 | Ruth Gathercole | Norby Primary | 06/09/2010 | 5 | Active
DEP-02 | | Harlby Primary | 07/09/2010 | 6 | Active
DEP-03 | | Dravby Primary | 08/09/2010 | 7 | Active
DEP-04 | Peter Bunting | Wexby Primary | 09/09/2010 | 8 | Active";

#[test]
fn a_name_merged_over_three_deployments_is_read_for_each_and_asked_about_once() {
    let (registers, findings) = read(&[("Sheet1", DEPLOYMENTS, |sheet| {
        sheet.merge_range(1, 1, 3, 1, "Ruth Gathercole", &Format::new()).map(drop)
    })]);
    assert_eq!(
        raws(registers.of(&deployments::SCHEMA), &deployments::LLE),
        ["Ruth Gathercole", "Ruth Gathercole", "Ruth Gathercole", "Peter Bunting"]
    );
    assert_eq!(
        said(&findings, "FIL-012"),
        [
            "B2 Rows 2 to 4 of column B are merged; Ruth Gathercole was read for each of them."
        ]
    );
}

#[test]
fn a_school_merged_over_its_subjects_is_read_for_each() {
    let table = "
URN | School | Subject | W | 1 | 2C | 2B | 2A | 3
120901 | Norby Primary | Reading | 1 | 3 | 5 | 7 | 6 | 8
 | | Writing | 1 | 5 | 8 | 8 | 5 | 3
 | | Maths | 0 | 3 | 6 | 8 | 7 | 6";
    let (registers, _) = read(&[("KS1 2011", table, |sheet| {
        sheet.merge_range(1, 0, 3, 0, "120901", &Format::new())?;
        sheet.merge_range(1, 1, 3, 1, "Norby Primary", &Format::new()).map(drop)
    })]);
    let all = registers.results.iter().find(|one| one.indicator.code == "ks1_aps");
    let score = all.and_then(|one| one.score.ok()).unwrap();
    assert_eq!((score.numerator, score.denominator), (Some(1360.0), Some(90.0)));
}

#[test]
fn merged_headings_and_titles_are_not_asked_about() {
    let table = "
NORFOLK |
| | | | |
Deployment ref | LLE | Client school | Start date | Days agreed | Status
DEP-01 | Ruth Gathercole | Norby Primary | 06/09/2010 | 5 | Active
DEP-02 | Peter Bunting | Harlby Primary | 07/09/2010 | 6 | Active";
    let (registers, findings) = read(&[("Sheet1", table, |sheet| {
        sheet.merge_range(0, 0, 1, 5, "NORFOLK", &Format::new()).map(drop)
    })]);
    assert_eq!(registers.of(&deployments::SCHEMA).len(), 2);
    assert!(said(&findings, "FIL-012").is_empty());
}

fn starts(registers: &Registers) -> Vec<String> {
    let rows = registers.of(&deployments::SCHEMA).iter();
    rows.map(|row| row.date(&deployments::START).unwrap().to_string()).collect()
}

#[test]
fn a_column_whose_clear_dates_are_month_first_is_read_month_first_and_asked_about() {
    let table = DEPLOYMENTS
        .replace("06/09/2010", "09/25/2010")
        .replace("07/09/2010", "03/04/2011")
        .replace("08/09/2010", "12/13/10")
        .replace("09/09/2010", "05/06/2011");
    let (registers, findings) = read(&[("Sheet1", &table, plain)]);
    assert_eq!(
        starts(&registers),
        ["2010-09-25", "2011-03-04", "2010-12-13", "2011-05-06"]
    );
    assert_eq!(
        said(&findings, "FIL-019"),
        [
            "D3 03/04/2011 could be 3 April 2011 or 4 March 2011: every clear date in this column is month first (09/25/2010), so 4 March 2011 was used; 2 dates of the kind."
        ]
    );
    assert!(said(&findings, "FIL-020").is_empty());
}

#[test]
fn dates_are_day_first_where_the_column_shows_it_or_shows_nothing() {
    let table = DEPLOYMENTS.replace("07/09/2010", "03/04/2011");
    let (registers, findings) = read(&[("Sheet1", &table, plain)]);
    assert_eq!(starts(&registers)[1], "2011-04-03");
    assert!(said(&findings, "FIL-019").is_empty());
    let table = table.replace("06/09/2010", "25/09/2010");
    let (registers, findings) = read(&[("Sheet1", &table, plain)]);
    assert_eq!(starts(&registers)[..2], ["2010-09-25", "2011-04-03"]);
    assert!(said(&findings, "FIL-019").is_empty());
}

#[test]
fn a_column_of_both_orders_is_read_day_first_and_asked_about() {
    let table = DEPLOYMENTS
        .replace("06/09/2010", "25/09/2010")
        .replace("07/09/2010", "03/04/2011")
        .replace("09/09/2010", "09/28/2010");
    let (registers, findings) = read(&[("Sheet1", &table, plain)]);
    let second = &registers.of(&deployments::SCHEMA)[1];
    assert_eq!(second.date(&deployments::START).unwrap().to_string(), "2011-04-03");
    let asked = said(&findings, "FIL-019");
    assert!(
        asked[0].contains("both orders (25/09/2010, 09/28/2010); 3 April 2011 was used")
    );
    assert_eq!(said(&findings, "FIL-020").len(), 1);
}

#[test]
fn an_error_cell_and_a_formula_without_a_result_leave_their_rows_out() {
    let (registers, findings) = read(&[("Sheet1", DEPLOYMENTS, |sheet| {
        sheet.write_formula(1, 4, Formula::new("=A1/0").set_result("#DIV/0!"))?;
        sheet.write_formula(2, 4, Formula::new("=2*3").set_result("")).map(drop)
    })]);
    assert_eq!(
        said(&findings, "FIL-015"),
        ["E2 The cell shows #DIV/0!; a value was expected."]
    );
    let left: Vec<u32> = findings.rows_left_out().iter().map(|place| place.row).collect();
    assert!(left.contains(&1), "{left:?}");
    let sheet = &registers.sheets[0];
    assert_eq!((sheet.rows_read, sheet.rows_used + sheet.rows_left_out), (4, 4));
}

#[test]
fn numbers_typed_as_text_with_odd_spaces_and_dashes_are_read_and_told_once() {
    let (registers, findings) = read(&[("Sheet1", DEPLOYMENTS, |sheet| {
        sheet.write(1, 0, "\u{a0}DEP\u{2013}01 ")?;
        sheet.write(1, 4, "5\u{a0}")?;
        sheet.write(2, 4, " 6 ").map(drop)
    })]);
    let rows = registers.of(&deployments::SCHEMA);
    assert_eq!(rows[0].text(&deployments::REF), Some("DEP-01"));
    assert_eq!(rows[0].number(&deployments::DAYS), Some(5.0));
    assert_eq!(rows[1].number(&deployments::DAYS), Some(6.0));
    let told = said(&findings, "FIL-017");
    assert_eq!(told.len(), 1);
    assert!(
        told[0].starts_with("E2 2 cells under Days agreed typed as text"),
        "{told:?}"
    );
}

#[test]
fn a_sheet_for_each_term_is_one_register_and_a_row_on_two_of_them_counts_once() {
    let autumn = "
Visit ref | Deployment ref | Visit date | Days
V1 | DEP-01 | 01/10/2010 | 1
V2 | DEP-02 | 02/10/2010 | 0.5";
    let spring = "
Visit ref | Deployment ref | Visit date | Days
V2 | DEP-02 | 02/10/2010 | 0.5
V3 | DEP-01 | 11/01/2011 | 1";
    let (registers, findings) =
        read(&[("Aut 10", autumn, plain), ("Spr 11", spring, plain)]);
    let rows = registers.of(&visits::SCHEMA);
    assert_eq!(raws(rows, &visits::REF), ["V1", "V2", "V3"]);
    assert_eq!(rows[2].sheet_says.as_ref(), "Spr 11");
    assert_eq!(said(&findings, "FIL-030").len(), 1);
}

#[test]
fn a_term_with_one_record_has_the_headings_of_the_other_terms() {
    let autumn = "
Deployment ref | LLE | Client school | Kicked in | Planned end | Days agreed
DEP-01 | Ms A Hill | Norby Primary | 06/09/2010 | 15/07/2011 | 6
DEP-02 | Mr B Dale | Harlby Primary | 07/09/2010 | 15/07/2011 | 5";
    let summer = "
Deployment ref | LLE | Client school | Kicked in | Planned end | Days agreed
DEP-03 | Ms A Hill | Dravby Primary | 13/06/2011 | 30/03/2012 | 3";
    let (registers, _) = read(&[("Aut 10", autumn, plain), ("Sum 11", summer, plain)]);
    let rows = registers.of(&deployments::SCHEMA);
    assert_eq!(
        raws(rows, &deployments::START),
        ["06/09/2010", "07/09/2010", "13/06/2011"]
    );
}

#[test]
fn a_sheet_or_a_line_for_each_cohort_gives_it_to_the_lles_below() {
    let first = "
LLE ref | Headteacher | School | Accredited
LLE001 | Ms A Hill | Norby Primary | 22/1/2010
LLE002 | Mr B Dale | Harlby Primary | 22/1/2010";
    let others = "
LLE ref | Headteacher | School | Accredited
Cohort 2
LLE003 | Ms C Fell | Dravby Primary | 11/3/2011
LLE004 | Ms D Moor | Eskby Primary | 11/3/2011
Cohort 3
LLE005 | Mr E Beck | Tiltby Primary | 4/11/2011";
    let (registers, _) =
        read(&[("Cohort 1", first, plain), ("Later ones", others, plain)]);
    let rows = registers.of(&lles::SCHEMA);
    assert_eq!(
        raws(rows, &lles::COHORT),
        ["Cohort 1", "Cohort 1", "Cohort 2", "Cohort 2", "Cohort 3"]
    );
}

#[test]
fn dates_of_a_column_may_be_written_each_in_another_way() {
    let table = DEPLOYMENTS
        .replace("06/09/2010", "3rd Sept 2010")
        .replace("07/09/2010", "w/c 6/9/10")
        .replace("08/09/2010", "40424")
        .replace("09/09/2010", "Friday 3 September 2010");
    let (registers, _) = read(&[("Sheet1", &table, plain)]);
    assert_eq!(
        starts(&registers),
        ["2010-09-03", "2010-09-06", "2010-09-03", "2010-09-03"]
    );
}

#[test]
fn a_blank_column_and_a_protected_sheet_change_nothing() {
    let table = "
| | Deployment ref | LLE | | Client school | Start date | Status
| | DEP-01 | Ruth Gathercole | | Norby Primary | 06/09/2010 | Active
| | | | | | |
| | DEP-02 | Peter Bunting | | Harlby Primary | 07/09/2010 | Active";
    let (registers, findings) = read(&[("Sheet1", table, |sheet| {
        sheet.protect_with_password("norfolk");
        Ok(())
    })]);
    let rows = registers.of(&deployments::SCHEMA);
    assert_eq!(raws(rows, &deployments::CLIENT), ["Norby Primary", "Harlby Primary"]);
    assert!(matches!(rows[1].field(&deployments::START).unwrap().value, Value::Date(_)));
    assert_eq!(rows[1].cell(&deployments::START).a1(), "G4");
    assert_eq!(findings.iter().filter(|f| !f.leaves_out.is_empty()).count(), 0);
}

#[test]
fn a_client_is_known_by_its_dfe_number_in_two_columns() {
    let (registers, findings) = read(&[(
        "Sheet1",
        "
Deployment ref | LLE | LA | Estab | Client school | Start date | Days agreed
DEP-01 | Ruth Gathercole | 926 | 2056 | | 06/09/2010 | 5
DEP-02 | Peter Bunting | 935 | 34 | | 07/09/2010 | 6
DEP-03 | Peter Bunting | | | | 08/09/2010 | 7",
        plain,
    )]);
    let rows = registers.of(&deployments::SCHEMA);
    let numbers: Vec<Option<&str>> =
        rows.iter().map(|row| row.text(&deployments::CLIENT_DFE)).collect();
    assert_eq!(numbers, [Some("926/2056"), Some("935/0034"), None]);
    assert_eq!(
        said(&findings, "FIL-022"),
        ["E4 Client school is blank; the record cannot do without it."]
    );
}

#[test]
fn a_name_left_blank_below_itself_is_not_filled_down_and_the_adviser_is_told_how() {
    let (_, findings) = read(&[(
        "Sheet1",
        "
Deployment ref | LLE | Client school | Start date | Days agreed
DEP-01 | Ruth Gathercole | Norby Primary | 06/09/2010 | 5
DEP-02 | | Harlby Primary | 07/09/2010 | 6",
        plain,
    )]);
    let blank = findings.iter().find(|finding| finding.code == "FIL-022").unwrap();
    assert_eq!(blank.leaves_out.len(), 1);
    assert_eq!(
        blank.fix,
        "Fill the cell. If Ruth Gathercole above is meant here too, write it again or merge the cells."
    );
}

#[test]
fn visits_across_a_row_are_records_of_their_own() {
    let (registers, findings) = read(&[(
        "Sheet1",
        "
Deployment ref | LLE | Client school | Start date | Days agreed | Visit 1 date | Visit 1 days | Visit 2 date | Visit 2 days
DEP-01 | Ruth Gathercole | Norby Primary | 06/09/2010 | 5 | 09/09/2010 | 1 | 31/09/2010 | 0.5
DEP-02 | Peter Bunting | Harlby Primary | 07/09/2010 | 6 | 10/09/2010 | 1 | |",
        plain,
    )]);
    let rows = registers.of(&visits::SCHEMA);
    assert_eq!(raws(rows, &visits::DEPLOYMENT), ["DEP-01", "DEP-02", "DEP-01"]);
    assert_eq!(raws(rows, &visits::DATE), ["09/09/2010", "10/09/2010", "31/09/2010"]);
    assert_eq!(raws(registers.of(&deployments::SCHEMA), &deployments::DAYS), ["5", "6"]);
    // A day that does not exist leaves out its own visit and nothing else of the row.
    assert_eq!(said(&findings, "FIL-020").len(), 1);
    assert!(said(&findings, "FIL-020")[0].starts_with("H2 "), "{findings:?}");
    assert_eq!(findings.rows_left_out().len(), 1);
    assert!(!findings.rows_left_out().contains(&rows[0].place));
    let outcomes: Vec<(Option<&str>, usize)> =
        registers.sheets.iter().map(|one| (one.register, one.rows_read)).collect();
    assert_eq!(outcomes, [(Some("deployments"), 2), (Some("visits"), 3)]);
}

#[test]
fn a_column_that_may_be_the_days_of_visits_is_asked_about_once() {
    let visits = |heading: &str, cell: &str| {
        let table = format!(
            "Visit ref | Deployment ref | LLE | Date of visit | {heading} | Focus
             V1 | DEP-01 | Ruth Gathercole | 09/09/2010 | {cell} | Coaching
             V2 | DEP-01 | Ruth Gathercole | 10/09/2010 | {cell} | Coaching
             V3 | DEP-02 | Peter Bunting | 11/09/2010 | {cell} | Data"
        );
        let (_, findings) = read(&[("Sheet1", &table, plain)]);
        let asked = findings.iter().filter(|one| one.code == "FIL-011");
        asked.map(|one| (one.severity, one.message.clone())).collect::<Vec<_>>()
    };
    // Two columns may be it.
    let asked = visits("How many | How much", "0.5 | 1");
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].0, Severity::Query);
    assert!(asked[0].1.contains("No heading stands for Days: is it How many?"));
    let told = visits("Remarks by SM", "very positive");
    assert!(told.iter().all(|(severity, _)| *severity == Severity::Note));
}

#[test]
fn figures_of_a_survey_run_as_its_sheet_says() {
    let scores = |note: &str| {
        let table = format!(
            "{note}
Respondent | Respondent type | I am satisfied with the support given | The support was collaborative and useful
C1 | Client | 1 | 2
C2 | Client | 2 | Agree (2)
C3 | Client | 5 | 4"
        );
        let (registers, findings) = read(&[("Heads", &table, plain)]);
        let scores: Vec<f64> = registers.rows["surveys"]
            .iter()
            .flat_map(|row| &row.extras)
            .filter_map(|extra| match extra.value {
                Value::Number(score) => Some(score),
                _ => None,
            })
            .collect();
        (scores, said(&findings, "SUR-006"))
    };
    let turned = scores("1 = strongly agree, 5 = strongly disagree");
    assert_eq!(turned, (vec![5.0, 4.0, 4.0, 4.0, 1.0, 2.0], Vec::new()));
    let (plain, asked) = scores("LLE survey");
    assert_eq!(plain, [1.0, 2.0, 2.0, 4.0, 5.0, 4.0]);
    assert_eq!(
        asked,
        [
            "C3 Answers are figures, and nothing on the sheet says which end agrees; 5 is read as strongly agree. Is it so?"
        ]
    );
}

#[test]
fn a_row_for_each_meeting_names_who_came_and_who_sent_apologies() {
    let table = "
Date of meeting | Term | Present | Apologies
18/11/2010 | Autumn | Ruth Hill; Brian Dale | Clare Fell
10/02/2011 | Spring | Ruth Hill, Clare Fell and Brian Dale |
16/06/2011 | Summer | Gathercole, Ann; Fell, Clare | LLE007";
    let (registers, _) = read(&[("Who came", table, plain)]);
    let rows: Vec<String> = registers
        .of(&meetings::SCHEMA)
        .iter()
        .map(|row| {
            let who = row.text(&meetings::NAME).or_else(|| row.text(&meetings::LLE_REF));
            let came = row.flag(&meetings::ATTENDED);
            format!("{} {:?}", who.unwrap_or_default(), came.unwrap())
        })
        .collect();
    assert_eq!(
        rows,
        [
            "Ruth Hill true",
            "Brian Dale true",
            "Clare Fell false",
            "Ruth Hill true",
            "Clare Fell true",
            "Brian Dale true",
            "Gathercole, Ann true",
            "Fell, Clare true",
            "LLE007 false"
        ]
    );
}

#[test]
fn free_meals_as_fractions_of_one_are_read_as_per_cent_and_said() {
    let table = "
URN | School name | Phase | FSM %
120901 | Norby Primary School | Primary | 0.303
120902 | Harlby Primary School | Primary | 0.1
120903 | Dravby Primary School | Primary | 0
120904 | Ormby Primary School | Primary | 0.25
120905 | Skelby Primary School | Primary | 0.08";
    let (registers, findings) = read(&[("Schools", table, plain)]);
    let fsm: Vec<Option<f64>> = registers
        .of(&schools::SCHEMA)
        .iter()
        .map(|row| row.number(&schools::FSM))
        .collect();
    assert_eq!(fsm, [Some(30.3), Some(10.0), Some(0.0), Some(25.0), Some(8.0)]);
    assert_eq!(said(&findings, "RES-005").len(), 1);
}

#[test]
fn active_until_a_day_is_asked_about_and_gives_no_day() {
    let table = "
LLE ref | Headteacher | School | Accredited | Status
LLE001 | Ms R Hill | Norby Primary | 22/1/2010 | Active to 31/8/2011
LLE002 | Mr B Dale | Harlby Primary | 22/1/2010 | Active, finished 31/8/11
LLE003 | Ms C Fell | Dravby Primary | 22/1/2010 | Active since 1/9/2010";
    let (registers, findings) = read(&[("LLEs", table, plain)]);
    let rows = registers.of(&lles::SCHEMA);
    let states: Vec<Option<&str>> =
        rows.iter().map(|row| row.choice(&lles::STATUS)).collect();
    assert_eq!(states, [None, None, Some("active")]);
    assert!(rows.iter().all(|row| row.date(&lles::STATUS_DATE).is_none()));
    assert_eq!(said(&findings, "FIL-028").len(), 2);
}

#[test]
fn the_day_within_a_status_is_the_day_of_the_status() {
    let table = "
LLE ref | Headteacher | School | Accredited | Status
LLE001 | Ms R Hill | Norby Primary | 22/1/2010 | Resigned 31/8/11
LLE002 | Mr B Dale | Harlby Primary | 22/1/2010 | Active";
    let (registers, _) = read(&[("LLEs", table, plain)]);
    let rows = registers.of(&lles::SCHEMA);
    assert_eq!(rows[0].choice(&lles::STATUS), Some("resigned"));
    assert_eq!(rows[0].date(&lles::STATUS_DATE), Some(jiff::civil::date(2011, 8, 31)));
    assert_eq!(rows[1].date(&lles::STATUS_DATE), None);
}

#[test]
fn a_payment_that_is_not_paid_is_ordered() {
    let table = "
Date | Budget line | Net | VAT | Gross | Paid? | Invoice
04/06/2011 | Days | 525 | 0 | 525 | TRUE | INV1
04/06/2011 | Days | 175 | 0 | 175 | FALSE | INV2
05/06/2011 | Days | 100 | 0 | 100 | no | INV3
05/06/2011 | Days | 100 | 0 | 100 | invoiced | INV4";
    let (registers, findings) = read(&[("Spend", table, plain)]);
    let rows = registers.of(&spend::SCHEMA);
    let states: Vec<Option<&str>> =
        rows.iter().map(|row| row.choice(&spend::STATUS)).collect();
    assert_eq!(
        states,
        [Some("paid"), Some("committed"), Some("committed"), Some("invoiced")]
    );
    assert!(said(&findings, "FIL-028").is_empty());
}

#[test]
fn a_ledger_of_what_is_paid_and_what_is_ordered_has_one_amount_and_its_state_a_row() {
    let table = "
Date | Pot | Deployment ref | For | Paid (£ before VAT) | Ordered, not yet paid (£ before VAT) | VAT (£) | With VAT (£) | Invoice no.
04/06/2011 | Days | DEP-01 | LLE days | 525 | | 0 | 525 | INV1
04/06/2011 | Days | DEP-01 | LLE days | | 175 | 0 | 175 | INV2
05/06/2011 | Days | DEP-02 | LLE days | 100 | 50 | 0 | 150 | INV3
06/06/2011 | Days | DEP-02 | LLE days | | | 0 | | INV4
07/06/2011 | Days | DEP-02 | LLE days | to follow | | 0 | 20 | INV5
Total | | | | 625 | 225 | 0 | 870 |";
    let (registers, findings) = read(&[("Cash book", table, plain)]);
    let rows = registers.of(&spend::SCHEMA);
    let made: Vec<(Option<f64>, Option<&str>)> = rows
        .iter()
        .map(|row| (row.number(&spend::NET), row.choice(&spend::STATUS)))
        .collect();
    assert_eq!(
        made,
        [
            (Some(525.0), Some("paid")),
            (Some(175.0), Some("committed")),
            (None, None),
            (None, None),
            (None, None)
        ]
    );
    let cells: Vec<String> = rows.iter().map(|row| row.cell(&spend::NET).a1()).collect();
    assert_eq!(cells, ["E2", "F3", "E4", "E5", "E6"]);
    assert_eq!(
        said(&findings, "FIL-022"),
        [
            "F4 100 stands under Paid (£ before VAT) and 50 under Ordered, not yet paid (£ before VAT): nobody can tell which of them the row is.",
            "E5 Paid (£ before VAT) is blank; the record cannot do without it."
        ]
    );
    let totals: Vec<f64> = registers.ledger.iter().map(|one| one.amount).collect();
    assert_eq!(totals, [850.0]);
}

#[test]
fn a_ledger_of_debits_and_credits_has_one_net_amount_a_row() {
    let table = "
Ledger description | Posting date | Doc. type | Doc. no. | Narrative | Debit | Credit
LLE days | 04/06/2011 | Invoice - paid | INV1 | DEP-01 | 525 |
LLE days | 05/06/2011 | PO - committed | INV2 | DEP-01 | 175 |
LLE days | 06/06/2011 | Invoice - paid | JNL3 | Reversal of INV1 | | 525
LLE days | 07/06/2011 | Invoice - paid | INV4 | DEP-02 | |
LLE days | 08/06/2011 | Invoice - paid | INV5 | DEP-02 | to follow |
Total | | | | | 700 | 525";
    let (registers, findings) = read(&[("Ledger", table, plain)]);
    let rows = registers.of(&spend::SCHEMA);
    let net: Vec<Option<f64>> = rows.iter().map(|row| row.number(&spend::NET)).collect();
    assert_eq!(net, [Some(525.0), Some(175.0), Some(-525.0), None, None]);
    let cells: Vec<String> = rows.iter().map(|row| row.cell(&spend::NET).a1()).collect();
    assert_eq!(cells, ["F2", "F3", "G4", "F5", "F6"]);
    assert_eq!(
        said(&findings, "FIL-022"),
        ["F5 Debit is blank; the record cannot do without it."]
    );
    assert_eq!(said(&findings, "MON-001").len(), 1);
    let totals: Vec<(String, f64)> =
        registers.ledger.iter().map(|one| (one.place.a1(), one.amount)).collect();
    assert_eq!(totals, [("F7".to_owned(), 175.0)]);
}

#[test]
fn what_a_line_over_the_table_says_is_traced_to_that_line() {
    let table = "
LLE number: | LLE001
Client URN: | 12345
| |
Deployment ref | Start date | Planned end | Days agreed
DEP-01 | 06/09/2010 | 15/07/2011 | 5
DEP-02 | 07/09/2010 | 15/07/2011 | 6";
    let (registers, findings) = read(&[("Norby", table, plain)]);
    let rows = registers.of(&deployments::SCHEMA);
    assert_eq!(raws(rows, &deployments::LLE_REF), ["LLE001", "LLE001"]);
    assert_eq!(rows[1].cell(&deployments::LLE_REF).a1(), "B1");
    assert_eq!(rows[1].cell(&deployments::START).a1(), "B6");
    let urns: Vec<String> = findings
        .iter()
        .filter(|finding| finding.message.contains("12345"))
        .map(|finding| finding.place.a1())
        .collect();
    assert_eq!(urns, ["B2", "B2"]);
    let told = |heading: &str| {
        let one = registers.recognised.iter().find(|one| one.heading == heading);
        one.and_then(|one| one.column)
    };
    assert_eq!(told("LLE number"), Some("lle_ref"));
}

#[test]
fn a_cohort_over_the_rows_or_in_the_sheets_name_is_that_of_its_lles() {
    let one = "
LLE ref | Headteacher | School | Accredited
L1 | Ruth Gathercole | Norby Primary | 22/01/2010
L2 | Peter Bunting | Harlby Primary | 22/01/2010
Cohort 2 (Sept 10) | | |
L3 | Cora Fenn | Dravby Primary | 22/09/2010";
    let two = one.replace("Cohort 2 (Sept 10) | | |\nL3", "L3");
    let cohorts = |sheet: &str, table: &str| -> Vec<String> {
        let (registers, _) = read(&[(sheet, table, plain)]);
        let rows = registers.of(&lles::SCHEMA).iter();
        rows.map(|row| row.raw(&lles::COHORT).to_owned()).collect()
    };
    assert_eq!(cohorts("Cohort 1", one), ["Cohort 1", "Cohort 1", "Cohort 2"]);
    assert_eq!(cohorts("Cohort 1", &two), ["Cohort 1", "Cohort 1", "Cohort 1"]);
    assert_eq!(cohorts("LLEs", &two), ["", "", ""]);
}

#[test]
fn consent_is_never_guessed_from_a_likeness_or_from_yes_and_no() {
    let asked = |heading: &str| {
        let table = format!(
            "LLE ref | Headteacher | School | Accredited | Status | {heading}
             L1 | Ruth Gathercole | Norby Primary | 22/01/2010 | Active | Yes
             L2 | Peter Bunting | Harlby Primary | 22/01/2010 | Active | No
             L3 | Cora Fenn | Dravby Primary | 22/09/2010 | Active | Yes"
        );
        let (registers, findings) = read(&[("LLEs", &table, plain)]);
        let rows = registers.of(&lles::SCHEMA);
        let has = rows.iter().any(|row| row.field(&lles::CONSENT).is_some());
        (has, said(&findings, "FIL-011"))
    };
    assert_eq!(asked("Consent to directory"), (true, Vec::new()));
    for heading in
        ["Consemt to directory", "Has a car", "Website", "Signed up to e-mails"]
    {
        let (has, asked) = asked(heading);
        assert!(!has, "{heading}");
        let question =
            format!("No heading stands for Consent to directory: is it {heading}?");
        assert!(asked.iter().any(|asked| asked.contains(&question)), "{asked:?}");
    }
}
