//! What was read of spend, against the totals that the sheets themselves have.

use super::*;

/// Each sheet of spend: what was read, what its own total row says.
pub(super) fn reconciliation(
    programme: &Programme,
    paid: &Sheet,
    committed: &Sheet,
) -> Sheet {
    let mut sums: BTreeMap<(String, String), (f64, usize)> = BTreeMap::new();
    for spend in &programme.spend {
        let key = (spend.at.file.to_string(), spend.at.sheet.to_string());
        let entry = sums.entry(key).or_default();
        entry.0 += spend.net;
        entry.1 += 1;
    }
    let rows: Vec<Vec<Cell>> = sums
        .into_iter()
        .flat_map(|((file, tab), (sum, count))| {
            let of_sheet = |total: &&crate::register::ledger::LedgerTotal| {
                *total.place.file == *file && *total.place.sheet == *tab
            };
            let mut totals: Vec<_> =
                programme.ledger.iter().filter(of_sheet).map(Some).collect();
            if totals.is_empty() {
                totals.push(None);
            }
            totals
                .into_iter()
                .map(|total| {
                    reconciled(&file, &tab, (sum, count), total, [paid, committed])
                })
                .collect::<Vec<_>>()
        })
        .collect();
    Sheet {
        name: "Reconciliation".to_owned(),
        title: "Against the ledger's own totals".to_owned(),
        lines: vec![
            "Rows in error are in no figure: a difference of their amount is explained in the data quality workbook.".to_owned(),
        ],
        columns: vec![
            Column::text("File", 36.0),
            Column::text("Sheet", 18.0),
            Column::number("Rows used", 9.0, Show::Whole),
            Column::number("Sum of the rows £", 16.0, Show::Money),
            Column::text("Cell of the total", 10.0),
            Column::number("Total of the ledger £", 16.0, Show::Money),
            Column::number("Difference £", 14.0, Show::Money),
            Column::text("In words", 44.0),
        ],
        rows,
        ..Sheet::default()
    }
}

fn reconciled(
    file: &str,
    tab: &str,
    (sum, count): (f64, usize),
    total: Option<&crate::register::ledger::LedgerTotal>,
    sheets: [&Sheet; 2],
) -> Vec<Cell> {
    // A csv has no sheet's name: an empty criterion would match nothing.
    let tab_is = |sheet: &Sheet| {
        if tab.is_empty() {
            String::new()
        } else {
            format!(",{},$B{{row}}", range(sheet, TAB))
        }
    };
    let parts = sheets.map(|sheet| {
        format!(
            "SUMIFS({},{},$A{{row}}{})",
            range(sheet, NET),
            range(sheet, FILE),
            tab_is(sheet)
        )
    });
    let says = match total {
        None => "The sheet has no total row.".to_owned(),
        Some(total) if (total.amount - sum).abs() < 0.005 => "They agree.".to_owned(),
        Some(total) => format!("They differ by {}.", pounds((total.amount - sum).abs())),
    };
    vec![
        Cell::text(file),
        Cell::text(tab),
        Cell::count(count),
        Cell::Formula { formula: format!("={}", parts.join("+")), result: sum },
        Cell::text(total.map(|total| total.place.a1()).unwrap_or_default()),
        Cell::number(total.map(|total| total.amount)),
        match total {
            Some(total) => Cell::Formula {
                formula: "=D{row}-F{row}".to_owned(),
                result: sum - total.amount,
            },
            None => Cell::Empty,
        },
        Cell::text(says),
    ]
}
