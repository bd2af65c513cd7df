//! Places that print one figure, by hand.

use super::*;
use crate::base::quantity::Unit;
use crate::measure::definitions;
use crate::report::block::{Align, Tile};
use crate::report::chart::Series;

fn figures(values: &[(&str, &str, f64, Unit)]) -> Figures {
    let all = values.iter().map(|(code, item, value, unit)| {
        let definition = definitions().into_iter().find(|d| d.code == *code);
        Figure {
            item: (*item).to_owned(),
            ..Figure::new(definition.unwrap(), *value, *unit)
        }
    });
    Figures::of(all.collect())
}

fn budget(rows: &[[&str; 3]]) -> Block {
    let columns =
        [("Line", Align::Left), ("Approved", Align::Decimal), ("Paid", Align::Decimal)];
    let cells = |row: &[&str; 3]| {
        row.iter().map(|text| TableCell::Text((*text).to_owned())).collect()
    };
    let rows = rows.iter().map(cells).collect();
    let mut table = Table::of_records("t-budget", "Budget", &columns, rows, Vec::new());
    table.rows.last_mut().unwrap().0 = RowKind::Total;
    Block::Table(Box::new(table))
}

fn told(blocks: &[Block], figures: &Figures) -> Vec<String> {
    let blocks: Vec<&Block> = blocks.iter().collect();
    differing(&blocks, figures).into_iter().map(|(_, says)| says).collect()
}

#[test]
fn a_key_figure_that_is_not_the_figure_is_told() {
    let figures = figures(&[("P01", "", 34.0, Unit::Count)]);
    let tile = |figure: &str| {
        Block::Tiles(vec![Tile {
            figure: figure.to_owned(),
            label: "active LLEs".to_owned(),
            compare: String::new(),
            series: Series::Other,
        }])
    };
    assert_eq!(told(&[tile("34")], &figures), Vec::<String>::new());
    assert_eq!(
        told(&[tile("35")], &figures),
        [
            "P01 is 34 in the evidence and 35 in the key figure active LLEs; one value was expected."
        ]
    );
}

#[test]
fn budget_lines_add_up_to_their_total_to_the_penny() {
    let none = Figures::default();
    let rows = |total: &'static str| {
        [
            ["Days", "£100", "£33.34"],
            ["Travel", "£50", "£16.66"],
            ["Total", "£150", total],
        ]
    };
    assert_eq!(told(&[budget(&rows("£50"))], &none), Vec::<String>::new());
    let found = told(&[budget(&rows("£50.10"))], &none);
    assert_eq!(
        found,
        [
            "Paid is 50.1 in the table Budget, and its parts add up to 50; one value was expected."
        ]
    );
}

#[test]
fn a_chart_and_its_table_that_differ_are_told_and_rows_of_one_name_are_not() {
    let none = Figures::default();
    let chart = |paid: f64| {
        Block::Chart(Box::new(Chart {
            id: "c-budget".to_owned(),
            title: "Budget lines".to_owned(),
            subtitle: String::new(),
            source: String::new(),
            alt: "Days.".to_owned(),
            drawn: Drawn::Bullet {
                rows: vec![("Days".to_owned(), 100.0, paid, 0.0, paid)],
                axis: "pounds".to_owned(),
            },
        }))
    };
    let once = [["Days", "£100", "£40"], ["Total", "£100", "£40"]];
    assert_eq!(told(&[budget(&once), chart(40.0)], &none), Vec::<String>::new());
    let found = told(&[budget(&once), chart(41.0)], &none);
    assert!(
        found.len() == 1 && found[0].starts_with("F05 Days/paid is £40 in"),
        "{found:?}"
    );
    let twice =
        [["Days", "£100", "£40"], ["Days", "£10", "£1"], ["Total", "£110", "£41"]];
    assert_eq!(told(&[budget(&twice), chart(41.0)], &none), Vec::<String>::new());
}

#[test]
fn what_is_paid_by_month_ends_at_what_is_paid_in_all() {
    let figures = figures(&[("F05", "total/paid", 450.0, Unit::Gbp)]);
    let chart = |last: f64| {
        Block::Chart(Box::new(Chart {
            id: "c-spend".to_owned(),
            title: "Paid".to_owned(),
            subtitle: String::new(),
            source: String::new(),
            alt: "Paid.".to_owned(),
            drawn: Drawn::Cumulative {
                months: vec!["Apr".to_owned(), "May".to_owned(), "Jun".to_owned()],
                actual: vec![Some(100.0), Some(last), None],
                budget: vec![500.0; 3],
                band: vec![None; 3],
                axis: "pounds".to_owned(),
            },
        }))
    };
    assert_eq!(told(&[chart(450.0)], &figures), Vec::<String>::new());
    assert_eq!(told(&[chart(400.0)], &figures).len(), 1);
}

#[test]
fn a_figure_that_is_measured_twice_has_one_value() {
    let of = |second: f64| {
        figures(&[("P01", "", 34.0, Unit::Count), ("P01", "", second, Unit::Count)])
    };
    assert_eq!(twice(&of(34.0)), []);
    assert_eq!(twice(&of(35.0)).len(), 1);
}
