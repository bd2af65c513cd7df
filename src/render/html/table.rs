//! Tables: captions, scopes, and a region of their own that scrolls on a narrow page.

use std::fmt::Write;

use super::page::Page;
use super::{escaped, figure};
use crate::report::block::{Align, RowKind, Table, TableCell};

pub(super) fn write(page: &mut Page, html: &mut String, table: &Table) {
    page.tables += 1;
    let number = page.tables;
    let id = page.own(&table.id, &format!("table-{number}"));
    // The region can be focused, so that it can be scrolled without a mouse.
    let _ = write!(
        html,
        "<div class=\"scroll wide\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{id}-caption\"><table id=\"{id}\"><caption id=\"{id}-caption\">Table {number}  {}</caption><thead><tr>",
        escaped(&table.caption)
    );
    for (heading, align) in &table.columns {
        let _ = write!(
            html,
            "<th scope=\"col\"{}>{}</th>",
            class(*align, ""),
            escaped(heading)
        );
    }
    html.push_str("</tr></thead><tbody>");
    let mut is_empty = true;
    for (kind, cells) in &table.rows {
        if *kind == RowKind::Group {
            // A group is a body of its own, so that its heading covers its rows.
            if !is_empty {
                html.push_str("</tbody><tbody>");
            }
            let words = cells.first().map(|value| cell(page, value)).unwrap_or_default();
            let _ = write!(
                html,
                "<tr><th class=\"group\" scope=\"rowgroup\" colspan=\"{}\">{words}</th></tr>",
                table.columns.len().max(1)
            );
            is_empty = false;
            continue;
        }
        is_empty = false;
        html.push_str(if *kind == RowKind::Total {
            "<tr class=\"total\">"
        } else {
            "<tr>"
        });
        let aligns = table.columns.iter().map(|(_, align)| *align);
        for (at, (value, align)) in
            cells.iter().zip(aligns.chain(std::iter::repeat(Align::Left))).enumerate()
        {
            let words = cell(page, value);
            let class = class(align, if is_mark(value) { "mute" } else { "" });
            if at == 0 && table.has_row_heads {
                let _ = write!(html, "<th scope=\"row\"{class}>{words}</th>");
            } else {
                let _ = write!(html, "<td{class}>{words}</td>");
            }
        }
        html.push_str("</tr>");
    }
    if is_empty {
        let _ = write!(
            html,
            "<tr><td class=\"mute\" colspan=\"{}\">No rows.</td></tr>",
            table.columns.len().max(1)
        );
    }
    html.push_str("</tbody></table></div>");
    for (at, line) in table.foot.iter().enumerate() {
        let words = page.inlines(line);
        let after = if at + 1 == table.foot.len() { " after" } else { "" };
        let _ = write!(html, "<p class=\"foot{after}\">{words}</p>");
    }
}

fn class(align: Align, more: &str) -> String {
    let align = match align {
        Align::Left => "",
        Align::Decimal => "n",
        Align::Centre => "c",
    };
    match (align, more) {
        ("", "") => String::new(),
        (align, more) => format!(" class=\"{}\"", format!("{align} {more}").trim()),
    }
}

/// A cell that holds shorthand alone: `[c]`.
fn is_mark(value: &TableCell) -> bool {
    match value {
        TableCell::Text(text) => text.starts_with('[') && text.ends_with(']'),
        TableCell::Rich(_) | TableCell::Spark(..) => false,
    }
}

fn cell(page: &mut Page, value: &TableCell) -> String {
    match value {
        TableCell::Text(text) => escaped(text),
        TableCell::Rich(text) => page.inlines(text),
        TableCell::Spark(line) => figure::spark(page, line),
    }
}
