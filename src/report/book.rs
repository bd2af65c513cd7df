//! A workbook as data: sheets, tables, drop-downs, charts; no file format.

use jiff::civil::Date;

use crate::base::finding::Severity;
use crate::base::release::Release;

/// For whom a workbook is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// For working in: filters, frozen headings, drop-downs.
    Working,
    /// For publishing: the accessible-spreadsheet rules; no filters, no frozen panes.
    Published,
}

/// One workbook.
#[derive(Clone, Debug)]
pub(crate) struct Book {
    /// Path in the pack.
    pub(crate) path: String,
    /// Title, for the properties.
    pub(crate) title: String,
    /// One sentence, for the properties.
    pub(crate) subject: String,
    /// Who made it: authority or programme.
    pub(crate) author: String,
    /// Date of the properties: the as-at date, never the clock.
    pub(crate) date: Date,
    /// Release class.
    pub(crate) release: Release,
    /// Layout.
    pub(crate) profile: Profile,
    /// Sheets in order.
    pub(crate) sheets: Vec<Sheet>,
}

impl Book {
    /// A workbook for the adviser to work in.
    pub(crate) fn internal(
        path: impl Into<String>,
        title: impl Into<String>,
        subject: &str,
        date: Date,
        sheets: Vec<Sheet>,
    ) -> Self {
        Self {
            path: path.into(),
            title: title.into(),
            subject: subject.to_owned(),
            author: "forumpack".to_owned(),
            date,
            release: Release::I,
            profile: Profile::Working,
            sheets,
        }
    }
}

/// One sheet: a title, a few lines, one table, perhaps charts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    /// Tab name, at most 31 characters.
    pub(crate) name: String,
    /// Title in A1.
    pub(crate) title: String,
    /// Lines below the title: what is here, shorthand, source.
    pub(crate) lines: Vec<String>,
    /// Columns of its table; none where the sheet is text alone.
    pub(crate) columns: Vec<Column>,
    /// Rows of its table.
    pub(crate) rows: Vec<Vec<Cell>>,
    /// Totals below the table as live formulas: (column, function), `SUM`.
    pub(crate) totals: Vec<(usize, &'static str)>,
    /// Native charts over columns of the table.
    pub(crate) charts: Vec<NativeChart>,
    /// Rows (from nought) that are detail of the row above them: grouped, closed.
    pub(crate) detail_rows: Vec<(usize, usize)>,
}

/// How a column's numbers are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Show {
    /// Words.
    Text,
    /// Whole numbers.
    Whole,
    /// One decimal.
    One,
    /// Two decimals.
    Two,
    /// Signed, one decimal.
    Signed,
    /// Pounds and pence.
    Money,
    /// Days.
    Date,
    /// All digits.
    Full,
}

/// One column.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// Heading, unit included.
    pub(crate) heading: String,
    /// Characters.
    pub(crate) width: f64,
    /// How its cells are shown.
    pub(crate) show: Show,
    /// Drop-down.
    pub(crate) choices: Vec<String>,
    /// To be filled in by the adviser: tinted.
    pub(crate) is_answer: bool,
    /// Note on the heading.
    pub(crate) help: String,
}

impl Column {
    /// A column of words.
    pub(crate) fn text(heading: impl Into<String>, width: f64) -> Self {
        Self {
            heading: heading.into(),
            width,
            show: Show::Text,
            choices: Vec::new(),
            is_answer: false,
            help: String::new(),
        }
    }

    /// A column of numbers.
    pub(crate) fn number(heading: impl Into<String>, width: f64, show: Show) -> Self {
        Self { show, ..Self::text(heading, width) }
    }

    /// A column that the adviser fills in, from a list where there is one.
    pub(crate) fn answer(
        heading: impl Into<String>,
        width: f64,
        choices: &[&str],
    ) -> Self {
        Self {
            choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
            is_answer: true,
            ..Self::text(heading, width)
        }
    }

    /// With a note on its heading.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// Nothing.
    Empty,
    /// Words, never a formula whatever they begin with.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Date(Date),
    /// Words that open a file or a place in this book.
    Link {
        /// Words.
        text: String,
        /// `external:…` or `internal:…`.
        to: String,
    },
    /// A live formula with its stored result.
    Formula {
        /// As Excel writes it in A1, `{row}` standing for its own row.
        formula: String,
        /// Result.
        result: f64,
    },
}

impl Cell {
    /// Words.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A number, or nothing.
    pub(crate) fn number(number: Option<f64>) -> Self {
        number.filter(|number| number.is_finite()).map_or(Self::Empty, Self::Number)
    }

    /// A whole number.
    pub(crate) fn count(count: usize) -> Self {
        Self::Number(count as f64)
    }

    /// A day, or nothing.
    pub(crate) fn date(date: Option<Date>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }
}

/// Kinds of native charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NativeKind {
    /// Lines.
    Line,
    /// Upright bars.
    Column,
    /// Bars to the right.
    Bar,
    /// Bars to the right of equal length, stacked by share.
    StackedBar,
    /// Bars to the right, stacked from parts that add up to their length.
    PartsBar,
}

/// A chart of Excel's own over columns of the sheet's table.
#[derive(Clone, Debug)]
pub(crate) struct NativeChart {
    /// Kind.
    pub(crate) kind: NativeKind,
    /// Title: the finding.
    pub(crate) title: String,
    /// Column of the labels (or x).
    pub(crate) labels: usize,
    /// Columns of the values.
    pub(crate) values: Vec<usize>,
    /// Rows shown, from nought, end excluded.
    pub(crate) rows: (usize, usize),
    /// Axis label.
    pub(crate) axis: String,
    /// What a person who cannot see it is told.
    pub(crate) alt: String,
}

/// A cell of a marked copy.
#[derive(Clone, Debug, Default)]
pub(crate) struct CopyCell {
    /// Row, from nought, of the adviser's own sheet.
    pub(crate) row: u32,
    /// Column, from nought.
    pub(crate) col: u32,
    /// Value.
    pub(crate) value: Option<CopyValue>,
    /// Excel number format.
    pub(crate) number_format: String,
    /// Bold.
    pub(crate) is_bold: bool,
    /// Struck through.
    pub(crate) is_struck: bool,
    /// Fill of the adviser's own, `RRGGBB`.
    pub(crate) fill: Option<String>,
    /// What is found here.
    pub(crate) mark: Option<Mark>,
    /// The adviser's own note on the cell.
    pub(crate) own_note: Option<String>,
}

/// What is found on one cell of a marked copy.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    /// The worst of it.
    pub(crate) severity: Severity,
    /// All of it, for the note.
    pub(crate) words: String,
}

/// A value of a marked copy.
#[derive(Clone, Debug)]
pub(crate) enum CopyValue {
    /// Words.
    Text(String),
    /// A number, dates as serials with their number format.
    Number(f64),
    /// TRUE or FALSE.
    Bool(bool),
}

/// A sheet of a marked copy.
#[derive(Clone, Debug, Default)]
pub(crate) struct CopySheet {
    /// Tab name.
    pub(crate) name: String,
    /// Hidden in the original.
    pub(crate) is_hidden: bool,
    /// Cells by row, then column.
    pub(crate) cells: Vec<CopyCell>,
    /// Merged ranges: first row, first column, last row, last column.
    pub(crate) merges: Vec<(u32, u32, u32, u32)>,
    /// Column widths.
    pub(crate) widths: Vec<(u32, f64)>,
    /// Hidden rows.
    pub(crate) hidden_rows: Vec<u32>,
    /// Hidden columns.
    pub(crate) hidden_cols: Vec<u32>,
}

/// A copy of one of the adviser's workbooks with each finding on its cell.
#[derive(Clone, Debug)]
pub(crate) struct Copy {
    /// Path in the pack: `internal/marked/….xlsx`.
    pub(crate) path: String,
    /// Date of the properties.
    pub(crate) date: Date,
    /// The sheet of findings in front.
    pub(crate) front: Sheet,
    /// The adviser's sheets.
    pub(crate) sheets: Vec<CopySheet>,
}
