//! Reading a workbook of 100,000 rows, as the largest authority might send one.
//!
//! The stage is taken in as source: the crate's public face does not show it.

#![expect(dead_code, reason = "only a part of the stage is measured")]
#![expect(clippy::unwrap_used, reason = "a measurement has nobody to tell")]
#![expect(clippy::disallowed_methods, reason = "a measurement writes its own input")]
#![allow(unused_imports, reason = "the tests of the stage are taken in, and not run")]

#[path = "../src/base/mod.rs"]
mod base;
#[path = "../src/read/mod.rs"]
mod read;

use divan::Bencher;
use rust_xlsxwriter::{Format, Workbook};

const ROWS: u32 = 100_000;

fn main() {
    divan::main();
}

/// A results register: number, name, year, cohort, share, date, words, a blank.
fn workbook() -> Workbook {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let share = Format::new().set_num_format("0.0%");
    let date = Format::new().set_num_format("dd/mm/yyyy");
    for (col, heading) in
        (0u16..).zip(["URN", "School", "Year", "Cohort", "L4+", "Visited", "Note"])
    {
        sheet.write(0, col, heading).unwrap();
    }
    for row in 1..=ROWS {
        sheet.write(row, 0, 120_000 + row).unwrap();
        sheet
            .write(row, 1, format!("School number {} of the county", row % 450))
            .unwrap();
        sheet.write(row, 2, "2010/11").unwrap();
        sheet.write(row, 3, 20 + row % 40).unwrap();
        sheet.write_with_format(row, 4, f64::from(row % 101) / 100.0, &share).unwrap();
        sheet.write_with_format(row, 5, 40_000 + row % 700, &date).unwrap();
        sheet.write(row, 6, format!("Note {row}")).unwrap();
    }
    workbook
}

#[divan::bench(sample_count = 10)]
fn a_workbook_of_100_000_rows(bencher: Bencher<'_, '_>) {
    let home = tempfile::tempdir().unwrap();
    workbook().save(home.path().join("results.xlsx")).unwrap();
    measure(bencher, home.path());
}

#[divan::bench(sample_count = 10)]
fn a_csv_of_100_000_rows(bencher: Bencher<'_, '_>) {
    let home = tempfile::tempdir().unwrap();
    let rows = (0..ROWS).map(|row| {
        format!(
            "{},\"School number {}, County\",2010/11,{},66%,01/09/2011,Note\r\n",
            120_000 + row,
            row % 450,
            20 + row % 40
        )
    });
    std::fs::write(home.path().join("results.csv"), rows.collect::<String>()).unwrap();
    measure(bencher, home.path());
}

fn measure(bencher: Bencher<'_, '_>, folder: &std::path::Path) {
    let settings = base::setting::Settings::default();
    bencher.bench_local(|| {
        let mut findings = base::finding::Findings::default();
        let read = read::folder(folder, &settings, &mut findings).unwrap();
        assert_eq!(read.books.len(), 1);
        read
    });
}
