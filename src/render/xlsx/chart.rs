//! A chart that Excel draws itself, beside the rows that it is of.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartFormat, ChartLegendPosition, ChartLine,
    ChartSolidFill, ChartType, Color,
};

use super::sheet::BLUE;
use crate::report::book::{Cell, NativeChart, NativeKind, Sheet};

const SERIES: [u32; 4] = [0x0012_436D, 0x0028_A197, 0x0080_1650, 0x00F4_6A25];
/// From strong agreement to strong disagreement: two hues that part in grey print.
const SCALE: [u32; 5] = [0x0012_436D, 0x0064_A0D2, 0x00D0_D0D0, 0x00F0_A878, 0x00A0_3C10];
/// Parts of a whole, without an order.
const PARTS: [u32; 6] =
    [0x0012_436D, 0x0028_A197, 0x0080_1650, 0x00F4_6A25, 0x003D_3D3D, 0x00A2_85D1];

/// Longest alternative text that Excel keeps.
const LONGEST_ALT: usize = 255;

/// A chart of the rows of a sheet.
pub(super) fn native(
    chart: &NativeChart,
    sheet: &Sheet,
    first: u32,
    name: &str,
) -> Chart {
    let kind = match chart.kind {
        NativeKind::Line => ChartType::Line,
        NativeKind::Column => ChartType::Column,
        NativeKind::Bar => ChartType::Bar,
        NativeKind::StackedBar => ChartType::BarPercentStacked,
        NativeKind::PartsBar => ChartType::BarStacked,
    };
    let mut made = Chart::new(kind);
    let top = first + u32::try_from(chart.rows.0).unwrap_or(0);
    let bottom = first + u32::try_from(chart.rows.1.saturating_sub(1)).unwrap_or(0);
    let labels = u16::try_from(chart.labels).unwrap_or(0);
    for (at, column) in chart.values.iter().enumerate() {
        let col = u16::try_from(*column).unwrap_or(0);
        let colours: &[u32] = match chart.kind {
            NativeKind::StackedBar => &SCALE,
            NativeKind::PartsBar => &PARTS,
            NativeKind::Line | NativeKind::Column | NativeKind::Bar => &SERIES,
        };
        let colour = colours.get(at % colours.len()).copied().unwrap_or(BLUE);
        let heading =
            sheet.columns.get(*column).map_or("", |column| column.heading.as_str());
        let series = made
            .add_series()
            .set_name(heading)
            .set_categories((name, top, labels, bottom, labels))
            .set_values((name, top, col, bottom, col));
        let fill = ChartSolidFill::new().set_color(Color::RGB(colour)).clone();
        match chart.kind {
            NativeKind::Line => {
                let line = ChartLine::new().set_color(Color::RGB(colour)).clone();
                series.set_format(ChartFormat::new().set_line(&line));
            }
            NativeKind::Column
            | NativeKind::Bar
            | NativeKind::StackedBar
            | NativeKind::PartsBar => {
                series.set_format(ChartFormat::new().set_solid_fill(&fill));
                series.set_gap(50);
            }
        }
    }
    // Bars are read by their lengths: they begin at nought.
    let is_below_nought = chart.values.iter().any(|column| {
        sheet.rows.iter().any(|row| {
            matches!(
                row.get(*column),
                Some(Cell::Number(number) | Cell::Formula { result: number, .. })
                    if *number < 0.0
            )
        })
    });
    match chart.kind {
        NativeKind::Bar | NativeKind::PartsBar if !is_below_nought => {
            made.x_axis().set_min(0);
        }
        NativeKind::Column if !is_below_nought => {
            made.y_axis().set_min(0);
        }
        NativeKind::Bar
        | NativeKind::Column
        | NativeKind::StackedBar
        | NativeKind::PartsBar
        | NativeKind::Line => {}
    }
    made.title().set_name(&chart.title);
    if chart.values.len() < 2 {
        made.legend().set_hidden();
    } else {
        made.legend().set_position(ChartLegendPosition::Bottom);
    }
    if matches!(
        chart.kind,
        NativeKind::Bar | NativeKind::StackedBar | NativeKind::PartsBar
    ) {
        // Bars lie on their side: the categories' axis is the upright one, read
        // from the top, with the values' axis below it.
        made.y_axis().set_reverse().set_crossing(ChartAxisCrossing::Max);
        made.x_axis().set_name(&chart.axis);
    } else {
        made.y_axis().set_name(&chart.axis);
    }
    let alt: String = chart.alt.chars().take(LONGEST_ALT).collect();
    made.set_alt_text(&alt);
    made.set_width(640);
    made.set_height(400);
    made
}
