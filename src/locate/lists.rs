//! Lists exported from a web server: its own columns beside the adviser's, and a
//! `Title` that is the name of each item, whatever the adviser calls it.

use super::below::Columns;
use super::kinds::is_reference;
use super::schema::{Column, Kind, Schema};
use super::table::Because;
use super::texts::RowText;
use super::vocabulary::Meant;
use crate::base::text::{fold, spelled};

/// Columns that the server keeps for itself, folded.
const OWN: [&str; 26] = [
    "id",
    "created",
    "modified",
    "author",
    "editor",
    "created by",
    "modified by",
    "fsobjtype",
    "fs obj type",
    "content type",
    "contenttype",
    "content type id",
    "uiversionstring",
    "version",
    "attachments",
    "guid",
    "item type",
    "path",
    "file ref",
    "file leaf ref",
    "workflow instance id",
    "workflow version",
    "order",
    "moderation status",
    "approval status",
    "folder child count",
];

/// Fewest of them by which a row is told for the headings of such a list.
const FEWEST: usize = 3;

/// Drops the server's own columns from a row of headings, if it has them; says
/// whether it had.
pub(super) fn drop_own(texts: &mut RowText) -> bool {
    let is_own = |text: &str| {
        OWN.contains(&fold(text).as_str())
            || spelled(text).is_some_and(|words| OWN.contains(&fold(&words).as_str()))
    };
    // An export to Excel ends with just these two.
    let is_export = || {
        let has = |own: &str| texts.iter().any(|(_, _, text)| fold(text) == own);
        has("item type") && has("path")
    };
    let is_list =
        texts.iter().filter(|(_, _, text)| is_own(text)).count() >= FEWEST || is_export();
    if is_list {
        texts.retain(|(_, _, text)| !is_own(text));
    }
    is_list
}

/// Gives `Title` the register's reference where references stand below it, else the
/// first column that no record can do without and no other heading stands for. It is
/// a likeness: the adviser is asked about it.
pub(super) fn entitle(
    columns: &Columns<'_>,
    texts: &RowText,
    schema: &'static Schema,
    meant: &mut [Meant],
) {
    const LIKE: f64 = 0.95;
    let Some(at) = texts.iter().position(|(_, _, text)| fold(text) == "title") else {
        return;
    };
    let Some((col, _, _)) = texts.get(at) else { return };
    let is_free = |column: &&'static Column| {
        !meant.iter().flatten().any(|(taken, _)| taken == column)
    };
    let is_ref = columns.below(*col).are(is_reference);
    let fits = |column: &Column, is_first: bool| match column.kind {
        Kind::Reference => is_ref,
        Kind::Person | Kind::School | Kind::Text | Kind::Prose => {
            !is_ref && (column.is_required || !is_first && schema.is_known_by(column))
        }
        _ => false,
    };
    let free = || schema.columns.iter().copied().filter(is_free);
    let found = free()
        .find(|one| fits(one, true))
        .or_else(|| free().find(|one| fits(one, false)));
    // A register may have a title of its own: `Mrs`, or that of a document.
    let is_needed = |column| schema.is_known_by(column) || column.is_required;
    if let (Some(column), Some(title)) = (found, meant.get_mut(at))
        && title.is_none_or(|(own, _)| !is_needed(own))
    {
        *title = Some((column, Because::Near(LIKE)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};

    #[test]
    fn a_list_of_a_web_server_is_read_without_the_servers_columns() {
        let tables = located(grid(
            "
ID | Title | LLE_x0020_Ref | Home_x0020_School | Accreditation_x0020_Date | Created | Modified | Author | Editor
1 | Ms A Hill | LLE001 | Norby Primary | 2010-01-22 | 2011-11-02 | 2011-11-02 | 14 | 14
2 | Mr B Dale | LLE002 | Harlby Primary | 2010-01-22 | 2011-11-02 | 2011-11-02 | 14 | 14",
        ));
        assert_eq!(shown(&tables), ["lles 1: name ref school accredited; 2 rows"]);
    }

    #[test]
    fn an_export_to_excel_is_known_by_its_item_type_and_path() {
        let tables = located(grid(
            "
Title | Deployment | Due by | Judgement | Item Type | Path
QA01 | DEP-01 | 2010-12-12 | Green | Item | sites/lle/Lists/Checks
QA02 | DEP-02 | 2010-12-15 | Amber | Item | sites/lle/Lists/Checks",
        ));
        assert_eq!(shown(&tables), ["quality 1: number deployment due rating; 2 rows"]);
    }
}
