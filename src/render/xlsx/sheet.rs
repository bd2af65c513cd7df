//! One sheet: title, lines, a real Excel table, drop-downs, charts.

use rust_xlsxwriter::{
    Color, DataValidation, Format, FormatAlign, FormatBorder, Formula, Note, Table,
    TableColumn, TableFunction, TableStyle, Url, Worksheet, XlsxError,
};

use super::chart;
use crate::report::book::{Cell, Column, Profile, Sheet, Show};

pub(super) const BLUE: u32 = 0x0012_436D;
const ANSWER: u32 = 0x00FF_F7D6;

/// Rows whose cells may be links: Excel takes 65,530 links a sheet.
const LINKED_ROWS: u32 = 60_000;

/// Rows of a blank register that are ready to be typed into.
const BLANK_ROWS: u32 = 200;

/// Height of a line of text, points.
const LINE: f64 = 15.0;

/// Lines of the tallest row that Excel takes (409 points).
const MOST_LINES: u32 = 27;

/// Rows of a table below which a chart is still found.
const SHORT: usize = 60;

/// Width of a sheet of words, characters.
const WORDS: f64 = 100.0;

/// Longest text that a cell takes, in characters.
const LONGEST: usize = 32_767;

/// Fills a worksheet.
pub(super) fn fill(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    profile: Profile,
    at: usize,
) -> Result<(), XlsxError> {
    worksheet.set_name(&sheet.name)?;
    let title =
        Format::new().set_bold().set_font_size(14).set_font_color(Color::RGB(BLUE));
    worksheet.write_string_with_format(0, 0, cut(&sheet.title), &title)?;
    let mut row = 1;
    // A sheet of words alone has one wide column; above a table, lines run on
    // over the empty cells beside them.
    let is_words = sheet.columns.is_empty();
    if is_words {
        worksheet.set_column_width(0, WORDS)?;
    }
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for line in &sheet.lines {
        if is_words {
            worksheet.write_string_with_format(row, 0, cut(line), &wrapped)?;
        } else {
            worksheet.write_string(row, 0, cut(line))?;
        }
        row += 1;
    }
    if !sheet.columns.is_empty() {
        if profile == Profile::Working {
            row += 1;
        }
        table(worksheet, sheet, profile, row, at)?;
    }
    print_setup(worksheet, sheet, row);
    if at == 0 {
        worksheet.set_active(true);
    }
    worksheet.set_selection(0, 0, 0, 0)?;
    Ok(())
}

fn print_setup(worksheet: &mut Worksheet, sheet: &Sheet, head: u32) {
    worksheet.set_paper_size(9);
    worksheet.set_print_fit_to_pages(1, 0);
    let width: f64 = sheet.columns.iter().map(|column| column.width).sum();
    if width > 95.0 {
        worksheet.set_landscape();
    }
    if !sheet.columns.is_empty() && head < 200 {
        // A heading row that is in the sheet is a row that may repeat.
        let _ = worksheet.set_repeat_rows(head, head);
    }
}

fn table(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    profile: Profile,
    head: u32,
    at: usize,
) -> Result<(), XlsxError> {
    let first = head + 1;
    let count = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX).max(1);
    let last_col =
        u16::try_from(sheet.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let has_totals = !sheet.totals.is_empty();
    let headings = unique(&sheet.columns);
    let columns: Vec<TableColumn> = sheet
        .columns
        .iter()
        .zip(&headings)
        .enumerate()
        .map(|(place, (column, heading))| {
            let mut made = TableColumn::new()
                .set_header(heading)
                .set_header_format(head_format(column, place, profile));
            if let Some((_, function)) =
                sheet.totals.iter().find(|(col, _)| *col == place)
            {
                made = made
                    .set_total_function(total(sheet, place, function, first))
                    .set_format(format(column, place));
            } else if place == 0 && has_totals {
                made = made.set_total_label("Total");
            }
            made
        })
        .collect();
    let style = match profile {
        Profile::Working => TableStyle::Light1,
        Profile::Published => TableStyle::None,
    };
    let made = Table::new()
        .set_name(table_name(&sheet.name, at))
        .set_columns(&columns)
        .set_style(style)
        .set_banded_rows(false)
        .set_autofilter(profile == Profile::Working)
        .set_total_row(has_totals);
    let last = head + count + u32::from(has_totals);
    worksheet.add_table(head, 0, last, last_col, &made)?;
    for (place, column) in sheet.columns.iter().enumerate() {
        let col = u16::try_from(place).unwrap_or(u16::MAX);
        worksheet.set_column_width(col, column.width)?;
        if !column.help.is_empty() {
            let note =
                Note::new(&column.help).set_author("forumpack").add_author_prefix(false);
            worksheet.insert_note(head, col, &note)?;
        }
        if !column.choices.is_empty() {
            let rule = DataValidation::new()
                .allow_list_strings(&column.choices)?
                .ignore_blank(true);
            worksheet.add_data_validation(
                first,
                col,
                first + count.max(200),
                col,
                &rule,
            )?;
        }
    }
    let spoken: Vec<Cell> = headings.iter().map(Cell::text).collect();
    let lines = tallest(&spoken, &sheet.columns);
    worksheet.set_row_height(head, LINE * f64::from(lines))?;
    let formats: Vec<Format> =
        sheet.columns.iter().enumerate().map(|(at, column)| format(column, at)).collect();
    if sheet.rows.is_empty() && profile == Profile::Working {
        // A register that is still to be filled in: whatever is typed below the
        // headings has its column's format.
        for (place, format) in formats.iter().enumerate() {
            let col = u16::try_from(place).unwrap_or(u16::MAX);
            for row in first..first + BLANK_ROWS {
                worksheet.write_blank(row, col, format)?;
            }
        }
    }
    for (down, cells) in sheet.rows.iter().enumerate() {
        let row = first + u32::try_from(down).unwrap_or(u32::MAX - first);
        for ((place, cell), format) in cells.iter().enumerate().zip(&formats) {
            write(
                worksheet,
                row,
                u16::try_from(place).unwrap_or(u16::MAX),
                cell,
                format,
            )?;
        }
        let lines = tallest(cells, &sheet.columns);
        if lines > 1 {
            worksheet.set_row_height(row, LINE * f64::from(lines))?;
        }
        // A table row is a whole row: what holds nothing still has its format.
        for (place, format) in formats.iter().enumerate().skip(cells.len()) {
            worksheet.write_blank(
                row,
                u16::try_from(place).unwrap_or(u16::MAX),
                format,
            )?;
        }
    }
    // The first of a group stands above the rows that fold away below it.
    worksheet.group_symbols_above(true);
    for (from, to) in &sheet.detail_rows {
        let from = first + u32::try_from(*from).unwrap_or(0);
        let to = first + u32::try_from(*to).unwrap_or(0);
        worksheet.group_rows_collapsed(from, to)?;
    }
    if profile == Profile::Working {
        worksheet.set_freeze_panes(first, 0)?;
    }
    for (place, chart) in sheet.charts.iter().enumerate() {
        let made = chart::native(chart, sheet, first, &sheet.name);
        // Below a short table, where it prints; beside a long one, where it is seen.
        let is_beside = profile == Profile::Working && sheet.rows.len() > SHORT;
        let (down, col) =
            if is_beside { (head, last_col.saturating_add(2)) } else { (last + 2, 0) };
        let row = down + u32::try_from(place).unwrap_or(0) * 22;
        worksheet.insert_chart(row, col, &made)?;
    }
    Ok(())
}

/// The formula of a total with its stored result: viewers that do not calculate
/// show what is stored, and without a result they would show nought.
fn total(sheet: &Sheet, place: usize, function: &str, first: u32) -> TableFunction {
    let numbers: Vec<f64> = sheet
        .rows
        .iter()
        .filter_map(|row| match row.get(place) {
            Some(Cell::Number(number) | Cell::Formula { result: number, .. }) => {
                Some(*number)
            }
            Some(Cell::Empty | Cell::Text(_) | Cell::Date(_) | Cell::Link { .. })
            | None => None,
        })
        .collect();
    let sum: f64 = numbers.iter().sum();
    let (code, result) = match function {
        "AVERAGE" if numbers.is_empty() => (101, 0.0),
        "AVERAGE" => (101, sum / numbers.len() as f64),
        "COUNT" => (102, numbers.len() as f64),
        _ => (109, sum),
    };
    let col = rust_xlsxwriter::utility::column_number_to_name(
        u16::try_from(place).unwrap_or(u16::MAX),
    );
    let (top, bottom) =
        (first + 1, first + u32::try_from(sheet.rows.len().max(1)).unwrap_or(1));
    let formula = format!("SUBTOTAL({code},{col}{top}:{col}{bottom})");
    TableFunction::Custom(Formula::new(formula).set_result(result.to_string()))
}

fn head_format(column: &Column, place: usize, profile: Profile) -> Format {
    let align =
        if column.show == Show::Text { FormatAlign::Left } else { FormatAlign::Right };
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(align)
        .set_indent(u8::from(place > 0 && column.show == Show::Text))
        .set_align(FormatAlign::Bottom);
    match profile {
        Profile::Working => head.set_border_bottom(FormatBorder::Thin),
        // The accessible profile has no borders.
        Profile::Published => head,
    }
}

/// Words that follow a number keep a distance from it.
fn format(column: &Column, place: usize) -> Format {
    let plain = Format::new().set_align(FormatAlign::Top);
    let shown = match column.show {
        Show::Text => plain
            .set_text_wrap()
            .set_align(FormatAlign::Left)
            .set_indent(u8::from(place > 0)),
        Show::Whole => plain.set_num_format("#,##0"),
        Show::One => plain.set_num_format("#,##0.0"),
        Show::Two => plain.set_num_format("#,##0.00"),
        Show::Signed => plain.set_num_format("+#,##0.0;-#,##0.0;0.0"),
        Show::Money => plain.set_num_format("£#,##0.00;-£#,##0.00"),
        Show::Date => plain.set_num_format("dd/mm/yyyy").set_align(FormatAlign::Right),
        Show::Full => plain,
    };
    if column.is_answer { shown.set_background_color(Color::RGB(ANSWER)) } else { shown }
}

/// Lines that the tallest cell of a row takes in its column: not every program
/// that opens a workbook works out the heights of wrapped rows.
fn tallest(cells: &[Cell], columns: &[Column]) -> u32 {
    let lines = cells.iter().zip(columns).map(|(cell, column)| match cell {
        Cell::Text(text) | Cell::Link { text, .. } => {
            text.lines().map(|line| wrapped(line, column.width)).sum()
        }
        Cell::Empty | Cell::Number(_) | Cell::Date(_) | Cell::Formula { .. } => 1,
    });
    lines.max().unwrap_or(1).clamp(1, MOST_LINES)
}

/// Lines of a text in a column of so many characters, broken between words.
fn wrapped(text: &str, width: f64) -> u32 {
    let width = (width - 2.0).max(4.0) as usize;
    let (mut lines, mut used) = (1, 0);
    for word in text.split(' ') {
        let long = word.chars().count();
        if used > 0 && used + 1 + long > width {
            lines += 1;
            used = 0;
        }
        used += long + usize::from(used > 0);
        lines += u32::try_from(used.saturating_sub(1) / width).unwrap_or(0);
        used = if used > width { used % width } else { used };
    }
    lines
}

fn write(
    worksheet: &mut Worksheet,
    row: u32,
    col: u16,
    cell: &Cell,
    format: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => worksheet.write_blank(row, col, format)?,
        Cell::Text(text) => {
            worksheet.write_string_with_format(row, col, cut(text), format)?
        }
        Cell::Number(number) => {
            worksheet.write_number_with_format(row, col, *number, format)?
        }
        Cell::Date(date) => {
            let day = super::excel_date(*date)?;
            worksheet.write_datetime_with_format(row, col, &day, format)?
        }
        Cell::Link { text, to } => link(worksheet, row, col, text, to, format)?,
        Cell::Formula { formula, result } => {
            let formula = formula.replace("{row}", &(row + 1).to_string());
            let formula = Formula::new(formula).set_result(result.to_string());
            worksheet.write_formula_with_format(row, col, formula, format)?
        }
    };
    Ok(())
}

/// A link, or its words alone where Excel would not take the address.
fn link<'a>(
    worksheet: &'a mut Worksheet,
    row: u32,
    col: u16,
    text: &str,
    to: &str,
    format: &Format,
) -> Result<&'a mut Worksheet, XlsxError> {
    let blue = format
        .clone()
        .set_font_color(Color::RGB(BLUE))
        .set_underline(rust_xlsxwriter::FormatUnderline::Single);
    if row < LINKED_ROWS && to.chars().count() <= 2_000 && text.chars().count() <= 250 {
        let url = Url::new(to);
        return worksheet.write_url_with_options(row, col, url, text, "", Some(&blue));
    }
    worksheet.write_string_with_format(row, col, cut(text), format)
}

/// Headings that are not blank and not twice: Excel takes no others in a table.
fn unique(columns: &[Column]) -> Vec<String> {
    let mut seen = std::collections::BTreeMap::<String, usize>::new();
    columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let heading = if column.heading.trim().is_empty() {
                format!("Column {}", at + 1)
            } else {
                column.heading.chars().take(240).collect()
            };
            let count = seen.entry(heading.to_lowercase()).or_default();
            *count += 1;
            if *count == 1 { heading } else { format!("{heading} ({count})") }
        })
        .collect()
}

/// A name that Excel takes for a table: letters, digits, underscores, unique by its place.
fn table_name(sheet: &str, at: usize) -> String {
    let words: String =
        sheet.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    format!("t{}_{words}", at + 1)
}

fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST - 1).chain(std::iter::once('…')).collect()
}
