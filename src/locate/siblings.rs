//! A heading that the cells of one sheet told is the same column on the other sheets of
//! its register in the workbook: a term with one record has too few cells to tell it by.

use std::sync::Arc;

use super::schema::Column;
use super::table::{Because, Heading, Table};
use super::texts::joined;
use crate::base::text::fold;

/// What the cells of a sheet told: file, register, heading folded, column.
type Told = (Arc<str>, &'static str, String, &'static Column);

/// Takes into use on each sheet what the cells of another told of the same heading.
pub(super) fn adopt(tables: &mut [Table]) {
    let told: Vec<Told> = tables
        .iter()
        .flat_map(|table| {
            let headings = table.headings.iter().filter(|heading| {
                matches!(heading.because, Because::Inferred | Because::Content)
            });
            headings.map(|heading| {
                let text = fold(&heading.text);
                (table.file.clone(), table.schema.name, text, heading.column)
            })
        })
        .collect();
    for table in tables {
        for extra in std::mem::take(&mut table.unused) {
            let text = joined(&extra.over, &extra.text);
            let folded = fold(&text);
            let found = told.iter().find(|(file, schema, heading, column)| {
                *file == table.file
                    && *schema == table.schema.name
                    && *heading == folded
                    && !table.headings.iter().any(|own| own.column == *column)
            });
            match found {
                Some((_, _, _, column)) => table.headings.push(Heading {
                    column,
                    col: extra.col,
                    text,
                    because: Because::Inferred,
                }),
                None => table.unused.push(extra),
            }
        }
        table.headings.sort_by_key(|heading| heading.col);
    }
}
