//! Tables: caption above, hairlines only, numbers on their decimal point, the
//! heading row again on each page, never fewer than three rows at a page's foot.

use std::rc::Rc;

use super::cells::{Cell, Row};
use super::columns::{Column, GAP, Layout};
use super::face::Face;
use super::flow::Flow;
use super::item::{Item, Run, Strip};
use super::lines::Span;
use super::list::lower;
use super::words::Words;
use crate::report::block::{Align, RowKind, Table, TableCell};

/// Rows that stand under a heading at the least.
const FIRST_ROWS: usize = 3;
/// Rows that stand on a table's last page at the least.
const LAST_ROWS: usize = 3;
/// A table of no more rows is parted only where a page would else be left empty in
/// large part.
const SHORT_TABLE: usize = 12;
/// A foot of no more lines is never parted.
const SHORT_FOOT: usize = 8;

impl Flow<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        self.tables += 1;
        if table.columns.is_empty() {
            let look = self.small();
            self.sentence(&table.caption, look);
            return;
        }
        let layouts = self.layouts(table);
        let count = layouts.len();
        for (at, layout) in layouts.iter().enumerate() {
            self.laid_table(table, layout, (at, count));
        }
        let look = self.small();
        let left = self.style.page.left;
        let sheet = layouts.last().map(|layout| layout.sheet).unwrap_or_default();
        let room = self.full(sheet).min(self.style.page.measure * 1.25);
        let mut foot = Vec::new();
        for text in &table.foot {
            let node = self.tree.node("P", self.root);
            let spans = self.spans(text, look);
            let mut words = Words::new(node, spans);
            foot.extend(self.strips(&mut words, left, room, look));
        }
        if let Some(first) = foot.first_mut() {
            lower(first, 3.0);
        }
        // What explains the table stands below its last rows, whole.
        let keeps = foot.len() <= SHORT_FOOT;
        for mut strip in foot {
            strip.sheet = sheet;
            strip.keep |= keeps;
            self.pages.push(strip);
        }
        self.pages.settle();
        self.gap(0, self.style.spacing.table.max(1));
    }

    fn laid_table(
        &mut self,
        table: &Table,
        layout: &Layout,
        (at, count): (usize, usize),
    ) {
        let node = self.tree.node("Table", self.root);
        let left = self.style.page.left;
        let caption = self.tree.node("Caption", node);
        let look = self.look(Face::Bold, self.style.text.table);
        let part = match count {
            1 => String::new(),
            _ => format!(" (columns, part {} of {count})", at + 1),
        };
        let said = format!("Table {}\u{a0}\u{a0}{}{part}", self.tables, table.caption);
        let room = layout.width().max(self.style.page.measure);
        let mut words = Words::new(caption, vec![Span::new(said, look.led(13.0))]);
        let mut strips = self.strips(&mut words, left, room, look.led(13.0));
        if let Some(first) = strips.first_mut()
            && at == 0
        {
            first.anchors.push(table.id.clone());
        }
        if let Some(last) = strips.last_mut() {
            last.height += 2.5;
        }
        let head = self.head(table, layout, node);
        let again = (head.height < self.pages.room(layout.sheet) * 0.4)
            .then(|| Rc::new(self.again(&head, layout)));
        strips.push(head);
        for strip in &mut strips {
            (strip.keep, strip.opens) = (true, true);
        }
        // A caption stands as near to its heading as words do.
        let before = if self.is_headed() { 0 } else { self.style.spacing.table };
        let gap = self.gap(before, 0);
        for (at, mut strip) in strips.into_iter().enumerate() {
            strip.sheet = layout.sheet;
            (strip.gap, strip.snaps) = if at == 0 { (gap, true) } else { (0.0, false) };
            self.pages.push(strip);
        }
        let body = match table.rows.is_empty() {
            true => node,
            false => self.tree.node("TBody", node),
        };
        let total = table.rows.len();
        for (at, (kind, cells)) in table.rows.iter().enumerate() {
            let next = table.rows.get(at + 1).map(|(kind, _)| *kind);
            let keep = at + 1 < FIRST_ROWS.min(total)
                || *kind == RowKind::Group
                || (next == Some(RowKind::Total) && *kind == RowKind::Body)
                || (at + LAST_ROWS >= total && at + 1 < total)
                || (at + 1 == total && !table.foot.is_empty());
            let strips = self.row(table, layout, body, *kind, cells);
            let last = strips.len().saturating_sub(1);
            for (part, mut strip) in strips.into_iter().enumerate() {
                strip.sheet = layout.sheet;
                strip.keep = keep && part == last;
                let ends = at + 1 == total && part == last;
                if total <= SHORT_TABLE && !ends && !strip.keep {
                    (strip.keep, strip.soft) = (true, true);
                }
                strip.again.clone_from(&again);
                self.pages.push(strip);
            }
        }
    }

    /// The heading row between two strong lines.
    fn head(&mut self, table: &Table, layout: &Layout, node: usize) -> Strip {
        let look = self.look(Face::Bold, self.style.text.table);
        let head = self.tree.node("THead", node);
        let row = self.tree.node("TR", head);
        let headings: Vec<TableCell> = layout
            .columns
            .iter()
            .map(|(at, _)| {
                let heading = table.columns.get(*at).map(|(heading, _)| heading.clone());
                TableCell::Text(heading.unwrap_or_default())
            })
            .collect();
        let places = self.places(table, layout, |_| ("TH", "Column"));
        let cells = headings.iter().zip(places).collect();
        let mut sets = self.set_cells(Row { node: row, look, cells }, true);
        let most = sets.iter().map(|set| set.lines.len()).max().unwrap_or(1);
        let mut strip = self.cut_row(&mut sets, 0, most, look);
        let ink = self.style.colours.ink;
        let (width, thick) = (layout.width(), self.style.rules.heading);
        let left = self.style.page.left;
        // Short headings stand at the foot of the row, over their columns.
        for (set, runs) in sets.iter().zip(strip.1) {
            let down = (most - set.lines.len()) as f32 * look.leading;
            strip.0.runs.extend(runs.into_iter().map(|mut run| {
                run.items = run.items.into_iter().map(|i| i.lowered(down)).collect();
                run
            }));
        }
        let mut strip = strip.0;
        lower(&mut strip, 1.0);
        strip.height += 1.0;
        for y in [0.0, strip.height] {
            let rule = Item::level(left, y, width, thick, ink);
            strip.runs.push(Run::artifact(vec![rule]));
        }
        strip
    }

    /// The heading row as it comes again on further pages.
    fn again(&self, head: &Strip, layout: &Layout) -> Strip {
        let mut again = head.clone();
        let look = self.small();
        lower(&mut again, look.leading + 2.0);
        let text = format!("Table {} continued", self.tables);
        let item = Item::Text {
            x: self.style.page.left,
            y: look.baseline(),
            face: look.face,
            size: look.size,
            text,
            colour: look.colour,
        };
        again.runs.insert(0, Run::artifact(vec![item]));
        again.sheet = layout.sheet;
        again
    }

    fn places(
        &self,
        table: &Table,
        layout: &Layout,
        kind: impl Fn(usize) -> (&'static str, &'static str),
    ) -> Vec<Cell> {
        let mut x = self.style.page.left;
        layout
            .columns
            .iter()
            .map(|(at, column)| {
                let align =
                    table.columns.get(*at).map_or(Align::Left, |(_, align)| *align);
                let (role, scope) = kind(*at);
                let cell = Cell { x, column: *column, align, role, scope, span: 1 };
                x += column.width + GAP;
                cell
            })
            .collect()
    }

    fn row(
        &mut self,
        table: &Table,
        layout: &Layout,
        body: usize,
        kind: RowKind,
        cells: &[TableCell],
    ) -> Vec<Strip> {
        let face = match kind {
            RowKind::Body => Face::Regular,
            RowKind::Total | RowKind::Group => Face::Bold,
        };
        let look = self.look(face, self.style.text.table);
        let node = self.tree.node("TR", body);
        let empty = TableCell::Text(String::new());
        let row_cells: Vec<(&TableCell, Cell)> = match kind {
            RowKind::Group => {
                let width = layout.width();
                let cell = Cell {
                    x: self.style.page.left,
                    column: Column { width, right: 0.0 },
                    align: Align::Left,
                    role: "TH",
                    scope: "Row",
                    span: layout.columns.len(),
                };
                vec![(cells.first().unwrap_or(&empty), cell)]
            }
            RowKind::Body | RowKind::Total => {
                let heads = table.has_row_heads;
                let kind = |at: usize| {
                    if at == 0 && heads { ("TH", "Row") } else { ("TD", "") }
                };
                let places = self.places(table, layout, kind);
                layout
                    .columns
                    .iter()
                    .zip(places)
                    .map(|((at, _), place)| (cells.get(*at).unwrap_or(&empty), place))
                    .collect()
            }
        };
        let mut sets = self.set_cells(Row { node, look, cells: row_cells }, false);
        let count = sets.iter().map(|set| set.lines.len()).max().unwrap_or(1).max(1);
        // A row is one strip unless it could not stand on a page.
        let room = self.pages.room(layout.sheet) * 0.5;
        let most = ((room / look.leading) as usize).max(1);
        let mut strips = Vec::new();
        let mut from = 0;
        while from < count {
            let (mut strip, runs) = self.cut_row(&mut sets, from, most, look);
            strip.runs.extend(runs.into_iter().flatten());
            from += most;
            strips.push(strip);
        }
        let (width, left) = (layout.width(), self.style.page.left);
        let (thin, hair) = self.hair();
        if kind == RowKind::Total
            && let Some(first) = strips.first_mut()
        {
            let rule = Item::level(left, 0.0, width, thin, self.style.colours.ink);
            first.runs.push(Run::artifact(vec![rule]));
        }
        if let Some(last) = strips.last_mut() {
            let rule = Item::level(left, last.height, width, thin, hair);
            last.runs.push(Run::artifact(vec![rule]));
        }
        strips
    }
}
