//! The helper of the measures' tests: text tables in, figures out, by the way
//! that every spreadsheet goes.

use crate::base::date::{AcademicYear, Date, Month};
use crate::base::figure::{Figure, Figures, Group};
use crate::base::finding::Findings;
use crate::base::quantity::rounded;
use crate::model::programme::{Edition, Programme};
use crate::read::grid::Folder;
use crate::{check, locate, model, read, register};

/// The programme of these tables. A table begins with `== Name` and goes on as
/// lines of a csv file of that name.
pub(super) fn programme(as_at: Date, tables: &str) -> Programme {
    let mut folder = Folder::default();
    for table in tables.split("== ").skip(1) {
        let (name, rows) = table.split_once('\n').unwrap_or((table, ""));
        let rows: Vec<&str> =
            rows.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let name = format!("{}.csv", name.trim());
        folder.books.push(read::bytes(&name, rows.join("\n").as_bytes()));
    }
    let mut findings = Findings::default();
    let answers = register::answers::read(&folder, as_at);
    let settings = register::settings::read(&folder, &mut findings);
    let located = locate::tables(&folder, register::SCHEMAS, &[], &mut findings);
    let registers =
        register::build(&folder, located, answers, settings.clone(), &mut findings);
    let context = check::Context {
        as_at,
        is_meeting: false,
        settings: &settings,
        previous: None,
        files: &[],
    };
    check::run(&registers, &context, &mut findings);
    let when = model::When { as_at, period: Month::of(as_at), edition: Edition::Monthly };
    model::build(&registers, &settings, &findings, &when)
}

/// The figures of these tables.
pub(super) fn counted(as_at: Date, tables: &str) -> Figures {
    super::all(&programme(as_at, tables))
}

/// A measure's figure for a group: of the latest years, of the first indicator.
pub(super) fn latest<'a>(
    figures: &'a Figures,
    code: &str,
    group: &Group,
    item: &str,
) -> Option<&'a Figure> {
    figures
        .all
        .iter()
        .filter(|f| f.code == code && f.group == *group && f.item == item)
        .max_by_key(|f| (f.to, f.from.map(|y: AcademicYear| y)))
}

/// Its value to so many decimals.
pub(super) fn value(
    figures: &Figures,
    (code, group, item): (&str, Group, &str),
    places: u32,
) -> Option<f64> {
    latest(figures, code, &group, item).map(|figure| rounded(figure.value, places))
}

/// Rows of a fixture, below its headings.
pub(in crate::measure) fn lines(file: &str) -> Vec<String> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/programme")
        .join(file);
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().skip(1).map(ToOwned::to_owned).collect()
}

/// The same without their first column.
fn rows(file: &str) -> Vec<[f64; 5]> {
    lines(file)
        .iter()
        .map(|line| {
            let n: Vec<f64> =
                line.split(',').skip(1).map(|x| x.parse().unwrap()).collect();
            [n[0], n[1], n[2], n[3], n.get(4).copied().unwrap_or(0.0)]
        })
        .collect()
}

/// The change of each school, and its row.
pub(in crate::measure) fn schools(file: &str) -> Vec<(f64, [f64; 5])> {
    rows(file)
        .into_iter()
        .map(|n| (100.0 * n[2] / n[3] - 100.0 * n[0] / n[1], n))
        .collect()
}
