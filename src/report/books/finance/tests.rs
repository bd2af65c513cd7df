//! The workbook of money, from registers to formulas.

use super::*;
use crate::check::found::scene;

const TABLES: &str = "
    Schools | URN | School
        | 180101 | Client Primary School
    Forum decisions | Decision ref | Date | Decision
        | SF1 | 2011-02-10 | Fund LLE days in 2011-12
    Budget | Financial year | Budget line | Route | Decision ref | Approved £
        | 2010-11 | Direct days | direct | SF0 | 20000
        | 2011-12 | Direct days | direct | SF1 | 50000
        | 2011-12 | Teaching School days | ts | SF1 | 30000
    Spend | Date | Budget line | Net £ | Payment status | Invoice no.
        | 2011-05-12 | Direct days | 10000 | paid | I1
        | 2011-09-12 | direct days | 14500 | paid | I2
        | 2011-10-12 | Direct days | 21000 | committed | I3
        | 2011-10-20 | Teaching School days | 27000 | committed | I4
        | 2011-12-20 | Direct days | 999 | paid | I5
";

fn made() -> Book {
    let scene = scene(TABLES).on(2011, 10, 31);
    let mut made = crate::model::testing::of(&scene);
    let place = made.spend[0].at.clone();
    made.ledger.push(crate::register::ledger::LedgerTotal { place, amount: 73_499.0 });
    let mut figures = Figures::default();
    crate::measure::of_the_programme(&made, &mut figures);
    book(&made, &figures, made.as_at, "2011-10").unwrap()
}

fn sheet<'a>(book: &'a Book, name: &str) -> &'a Sheet {
    book.sheets.iter().find(|sheet| sheet.name == name).unwrap()
}

fn result(cell: &Cell) -> f64 {
    match cell {
        Cell::Formula { result, .. } | Cell::Number(result) => *result,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_budget_line_is_made_of_payments_by_formula() {
    let book = made();
    let lines = sheet(&book, "Budget");
    let results: Vec<f64> = lines.rows[0][3..11].iter().map(result).collect();
    assert_eq!(
        results,
        [50_000.0, 24_500.0, 21_000.0, 45_500.0, -4_500.0, -9.0, 42_000.0, 7.0]
    );
    assert_eq!(lines.rows[0][11], Cell::text("look at it"));
    let Cell::Formula { formula, .. } = &lines.rows[0][4] else { panic!() };
    assert_eq!(
        formula,
        "=SUMIFS('Spend'!$H$5:$H$7,'Spend'!$E$5:$E$7,$A{row},'Spend'!$B$5:$B$7,\"2011-12\",'Spend'!$A$5:$A$7,\"<=\"&DATE(2011,10,31))"
    );
    assert_eq!(
        lines.lines[1],
        "Of £80,000 approved, £72,500 is forecast: 90.6%; £7,500 under."
    );
}

#[test]
fn every_payment_stands_beside_its_decision_and_its_cell() {
    let book = made();
    let spend = sheet(&book, "Spend");
    assert_eq!(spend.rows.len(), 3);
    assert_eq!(spend.rows[1][4], Cell::text("Direct days"));
    assert_eq!(spend.rows[1][9], Cell::text("SF1"));
    assert_eq!(spend.rows[1][10], Cell::text("Fund LLE days in 2011-12"));
}

#[test]
fn the_sheets_own_total_is_held_against_what_was_read() {
    let book = made();
    let row = &sheet(&book, "Reconciliation").rows[0];
    assert_eq!((result(&row[3]), result(&row[5])), (73_499.0, 73_499.0));
    assert_eq!(row[7], Cell::text("They agree."));
}

#[test]
fn months_to_come_are_empty() {
    let book = made();
    let forecast = sheet(&book, "Forecast");
    let paid: Vec<&Cell> = forecast.rows.iter().map(|row| &row[2]).collect();
    assert_eq!(result(paid[6]), 24_500.0);
    assert_eq!(*paid[7], Cell::Empty);
}
