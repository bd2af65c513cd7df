//! A typed row of any register, with the address of every cell.

use std::sync::Arc;

use crate::base::cell::{Place, RowPlace};
use crate::base::date::{AcademicYear, Date, FinancialYear};
use crate::base::reason::Missing;
use crate::locate::schema::{Column, Schema};

/// A cell after reading by its column's kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Tidied text; also references, names, schools by name, URNs (digits) and
    /// DfE numbers (`926/2056`).
    Text(String),
    /// A number: counts, days, pounds, per cent (0 to 100), agreement (1 to 5).
    Number(f64),
    /// A day.
    Date(Date),
    /// Yes or no.
    Flag(bool),
    /// An academic year.
    Year(AcademicYear),
    /// A financial year.
    Financial(FinancialYear),
    /// The programme's word for one of a list.
    Choice(&'static str),
    /// Several texts.
    Tags(Vec<String>),
    /// Nothing usable, and why.
    Missing(Missing),
}

/// One cell of a record.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// Its column.
    pub(crate) column: &'static Column,
    /// Its value.
    pub(crate) value: Value,
    /// What stands in the cell, as a person sees it.
    pub(crate) raw: String,
    /// Sheet column.
    pub(crate) col: u32,
    /// Its row, where it stands in none of the record's own: in a line over the table.
    pub(crate) row: Option<u32>,
    /// The heading over it, as the adviser wrote it.
    pub(crate) heading: Arc<str>,
}

/// A cell under a heading of the register's own making: a survey answer, a tick
/// under a meeting's date.
#[derive(Clone, Debug)]
pub(crate) struct ExtraField {
    /// Code of what it is: `SAT`, `q5`, `2010-11-18`.
    pub(crate) key: String,
    /// The heading as written, both rows joined.
    pub(crate) heading: Arc<str>,
    /// Its value.
    pub(crate) value: Value,
    /// Sheet column.
    pub(crate) col: u32,
}

/// One row of one register.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    /// The register.
    pub(crate) schema: &'static Schema,
    /// Where it stands.
    pub(crate) place: RowPlace,
    /// Its cells that hold something, or that are required, by column.
    pub(crate) fields: Vec<Field>,
    /// Cells under headings of its own making.
    pub(crate) extras: Vec<ExtraField>,
    /// In a hidden row or sheet.
    pub(crate) is_hidden: bool,
    /// Struck through.
    pub(crate) is_struck: bool,
    /// What the sheet's name says (term, group, year).
    pub(crate) sheet_says: Arc<str>,
}

impl Record {
    /// The field of a column, if the table has the column.
    pub(crate) fn field(&self, column: &Column) -> Option<&Field> {
        self.fields.iter().find(|field| field.column == column)
    }

    /// The field of a column by its key.
    pub(crate) fn field_of(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.column.key == key)
    }

    /// The text of a cell: references, names, choices' words too.
    pub(crate) fn text(&self, column: &Column) -> Option<&str> {
        match &self.field(column)?.value {
            Value::Text(text) => Some(text),
            Value::Choice(word) => Some(word),
            Value::Number(_)
            | Value::Date(_)
            | Value::Flag(_)
            | Value::Year(_)
            | Value::Financial(_)
            | Value::Tags(_)
            | Value::Missing(_) => None,
        }
    }

    /// The number of a cell.
    pub(crate) fn number(&self, column: &Column) -> Option<f64> {
        match self.field(column)?.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The day of a cell.
    pub(crate) fn date(&self, column: &Column) -> Option<Date> {
        match self.field(column)?.value {
            Value::Date(date) => Some(date),
            _ => None,
        }
    }

    /// Yes or no.
    pub(crate) fn flag(&self, column: &Column) -> Option<bool> {
        match self.field(column)?.value {
            Value::Flag(flag) => Some(flag),
            _ => None,
        }
    }

    /// The word of a choice.
    pub(crate) fn choice(&self, column: &Column) -> Option<&'static str> {
        match self.field(column)?.value {
            Value::Choice(word) => Some(word),
            _ => None,
        }
    }

    /// The academic year of a cell.
    pub(crate) fn year(&self, column: &Column) -> Option<AcademicYear> {
        match self.field(column)?.value {
            Value::Year(year) => Some(year),
            _ => None,
        }
    }

    /// The financial year of a cell.
    pub(crate) fn financial_year(&self, column: &Column) -> Option<FinancialYear> {
        match self.field(column)?.value {
            Value::Financial(year) => Some(year),
            _ => None,
        }
    }

    /// The texts of a list.
    pub(crate) fn tags(&self, column: &Column) -> &[String] {
        match self.field(column).map(|field| &field.value) {
            Some(Value::Tags(tags)) => tags,
            _ => &[],
        }
    }

    /// What stands in the cell, as a person sees it.
    pub(crate) fn raw(&self, column: &Column) -> &str {
        self.field(column).map_or("", |field| field.raw.as_str())
    }

    /// The cell of a column; the row's first cell where the table has no such column.
    pub(crate) fn cell(&self, column: &Column) -> Place {
        let own = self.field(column).or_else(|| self.fields.first());
        let col = own.map_or(0, |field| field.col);
        match own.and_then(|field| field.row) {
            Some(row) => RowPlace { row, ..self.place.clone() }.at(col),
            None => self.place.at(col),
        }
    }

    /// The heading of a column as the adviser wrote it.
    pub(crate) fn heading(&self, column: &Column) -> String {
        self.field(column)
            .map_or_else(|| column.title.to_owned(), |f| f.heading.to_string())
    }
}
