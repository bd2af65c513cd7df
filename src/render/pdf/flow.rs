//! Blocks to pages of items with a structure tree and an outline.

use super::face::{Face, Faces};
use crate::base::release::Audience;
use crate::render::colour::of as colour;
use crate::report::block::{Align, Block, Document, Inline, RowKind, Table, TableCell};
use crate::report::chart::{Chart, Drawn, Point};

const MM: f32 = 72.0 / 25.4;
/// Page, points.
pub(super) const WIDTH: f32 = 595.28;
/// Page, points.
pub(super) const HEIGHT: f32 = 841.89;
const LEFT: f32 = 20.0 * MM;
const FULL: f32 = 170.0 * MM;
const MEASURE: f32 = 128.0 * MM;
const TOP: f32 = 24.0 * MM;
const BOTTOM: f32 = HEIGHT - 24.0 * MM;
const HANG: f32 = 12.0 * MM;
const LINE: f32 = 14.2;
const INK: &str = "#1A1A1A";
const BLUE: &str = "#12436D";
const GREY: &str = "#505A5F";
const HAIR: &str = "#B1B4B6";
const TINT: &str = "#F3F2F1";

/// Something drawn; y from the top.
#[derive(Clone, Debug)]
pub(super) enum Item {
    Text { x: f32, y: f32, face: Face, size: f32, text: String, colour: &'static str },
    Rule { x: f32, y: f32, to_x: f32, to_y: f32, width: f32, colour: &'static str },
    Fill { x: f32, y: f32, width: f32, height: f32, colour: &'static str },
    Dot { x: f32, y: f32, radius: f32, colour: &'static str },
}

/// A run of items under one tag; none for furniture.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Index of the structure node, or an artifact.
    pub(super) node: Option<usize>,
    pub(super) items: Vec<Item>,
}

/// A page.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub(super) runs: Vec<Run>,
}

/// A node of the structure tree.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) role: &'static str,
    pub(super) parent: Option<usize>,
    /// `Column` or `Row` for TH.
    pub(super) scope: &'static str,
    pub(super) alt: String,
    /// Cells that it spans.
    pub(super) span: usize,
    /// Page and box of a figure, y from the top.
    pub(super) area: Option<(usize, [f32; 4])>,
}

/// A line of the outline.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) title: String,
    pub(super) level: u8,
    pub(super) page: usize,
    pub(super) y: f32,
}

/// A document as pages.
#[derive(Clone, Debug)]
pub(super) struct Laid {
    pub(super) pages: Vec<Page>,
    pub(super) nodes: Vec<Node>,
    pub(super) marks: Vec<Mark>,
    pub(super) title: String,
    pub(super) subject: String,
    pub(super) author: String,
}

struct Flow<'a> {
    faces: &'a mut Faces,
    pages: Vec<Page>,
    nodes: Vec<Node>,
    marks: Vec<Mark>,
    y: f32,
    root: usize,
    tables: usize,
    purposes: Vec<String>,
}

/// Lays a document out.
pub(super) fn lay<A: Audience>(document: &Document<A>, faces: &mut Faces) -> Laid {
    let mut flow = Flow {
        faces,
        pages: Vec::new(),
        nodes: Vec::new(),
        marks: Vec::new(),
        y: TOP,
        root: 0,
        tables: 0,
        purposes: Vec::new(),
    };
    flow.root = flow.node("Document", None);
    // The cover comes first in reading order; its page numbers are known last.
    let cover = flow.node("Sect", Some(0));
    flow.pages.push(Page::default());
    let body = flow.node("Sect", Some(0));
    flow.root = body;
    if !document.has_cover
        || !document.blocks.iter().any(|b| matches!(b, Block::Part { .. }))
    {
        flow.new_page();
    }
    for block in &document.blocks {
        flow.block(block);
    }
    let build = format!("Build {}. End of the document.", document.build);
    flow.paragraph("P", &build, LEFT, FULL, (Face::Regular, 8.5, 11.3, GREY));
    flow.cover(document, cover);
    flow.furniture(document);
    Laid {
        pages: flow.pages,
        nodes: flow.nodes,
        marks: flow.marks,
        title: document.title.clone(),
        subject: document.subject.clone(),
        author: document.authority.clone(),
    }
}

type Look = (Face, f32, f32, &'static str);

fn words(text: &[Inline]) -> String {
    text.iter()
        .map(|run| match run {
            Inline::Text(words) | Inline::Strong(words) | Inline::Em(words) => {
                words.clone()
            }
            Inline::Link { text, .. } | Inline::Ref { text, .. } => text.clone(),
            Inline::Note(number) => format!("[note {number}]"),
        })
        .collect()
}

impl Flow<'_> {
    fn node(&mut self, role: &'static str, parent: Option<usize>) -> usize {
        self.nodes.push(Node {
            role,
            parent,
            scope: "",
            alt: String::new(),
            span: 1,
            area: None,
        });
        self.nodes.len() - 1
    }

    fn new_page(&mut self) {
        self.pages.push(Page::default());
        self.y = TOP;
    }

    fn run(&mut self, node: Option<usize>, items: Vec<Item>) {
        for item in &items {
            if let Item::Text { face, text, .. } = item {
                self.faces.using(*face, text);
            }
        }
        if let Some(page) = self.pages.last_mut() {
            page.runs.push(Run { node, items });
        }
    }

    fn room(&mut self, height: f32) {
        if self.y + height > BOTTOM && self.y > TOP + 1.0 {
            self.new_page();
        }
    }

    fn text(&self, x: f32, y: f32, (face, size, _, colour): Look, text: &str) -> Item {
        Item::Text { x, y, face, size, text: text.to_owned(), colour }
    }

    /// A paragraph of one look; never one line alone at the foot or head of a page.
    fn paragraph(
        &mut self,
        role: &'static str,
        text: &str,
        x: f32,
        room: f32,
        look: Look,
    ) {
        let node = self.node(role, Some(self.root));
        self.lines_of(node, text, x, room, look);
    }

    fn lines_of(&mut self, node: usize, text: &str, x: f32, room: f32, look: Look) {
        let lines = self.faces.lines(look.0, look.1, text, room);
        let count = lines.len();
        self.room(look.2 * count.min(2) as f32);
        let mut items = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let left = count - at;
            let needs = if left == 2 || (at == 0 && left > 1) { 2.0 } else { 1.0 };
            if self.y + look.2 * needs > BOTTOM && self.y > TOP + 1.0 {
                self.run(Some(node), std::mem::take(&mut items));
                self.new_page();
            }
            let line = if at + 1 < count { format!("{line} ") } else { line.clone() };
            items.push(self.text(x, self.y + look.1, look, &line));
            self.y += look.2;
        }
        self.run(Some(node), items);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Part { title, purpose, .. } => {
                self.new_page();
                self.marks.push(Mark {
                    title: title.clone(),
                    level: 1,
                    page: self.pages.len() - 1,
                    y: self.y,
                });
                self.purposes.push(purpose.clone());
                self.paragraph("H1", title, LEFT, FULL, (Face::Bold, 21.0, 26.0, BLUE));
                if !purpose.is_empty() {
                    self.paragraph(
                        "P",
                        purpose,
                        LEFT,
                        FULL,
                        (Face::Regular, 9.0, LINE, GREY),
                    );
                }
                self.y += LINE;
            }
            Block::Heading { level, number, text, .. } => {
                self.y += LINE * 0.7;
                // Its heading and two lines of what follows stay together.
                self.room(if *level == 2 { 80.0 } else { 64.0 });
                let text = if number.is_empty() {
                    text.clone()
                } else {
                    format!("{number}\u{a0}\u{a0}{text}")
                };
                let (role, look): (_, Look) = if *level == 2 {
                    self.marks.push(Mark {
                        title: text.replace('\u{a0}', " "),
                        level: 2,
                        page: self.pages.len() - 1,
                        y: self.y,
                    });
                    ("H2", (Face::Bold, 14.5, 19.9, INK))
                } else {
                    ("H3", (Face::Bold, 11.5, LINE, INK))
                };
                self.paragraph(role, &text, LEFT, FULL, look);
                self.y += LINE * 0.3;
            }
            Block::Paragraph { number, text, side } => {
                self.numbered(number, &words(text), side)
            }
            Block::Lead(text) => {
                self.paragraph(
                    "P",
                    &words(text),
                    LEFT,
                    MEASURE,
                    (Face::Regular, 12.5, 17.0, INK),
                );
                self.y += LINE * 0.5;
            }
            Block::List { is_lettered, items } => self.list(*is_lettered, items),
            Block::Facts(rows) => {
                for (label, text) in rows {
                    self.paragraph(
                        "P",
                        &format!("{label}: {}", words(text)),
                        LEFT,
                        MEASURE,
                        (Face::Regular, 10.5, LINE, INK),
                    );
                }
                self.y += LINE * 0.5;
            }
            Block::Summary { headline, lines } => self.summary(headline, lines),
            Block::Tiles(tiles) => {
                for tile in tiles {
                    let text =
                        format!("{} {} ({})", tile.figure, tile.label, tile.compare);
                    self.paragraph(
                        "P",
                        &text,
                        LEFT,
                        MEASURE,
                        (Face::Bold, 11.5, LINE, INK),
                    );
                }
                self.y += LINE * 0.5;
            }
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::Quote { text, by } => {
                self.room(60.0);
                let quote = self.node("BlockQuote", Some(self.root));
                let p = self.node("P", Some(quote));
                self.lines_of(
                    p,
                    &format!("\u{201c}{text}\u{201d}"),
                    LEFT + HANG,
                    MEASURE - HANG,
                    (Face::Regular, 12.5, 17.0, INK),
                );
                let p = self.node("P", Some(quote));
                self.lines_of(
                    p,
                    by,
                    LEFT + HANG,
                    MEASURE - HANG,
                    (Face::Regular, 8.5, 11.3, GREY),
                );
                self.y += LINE;
            }
            Block::Caption(text) => {
                self.paragraph(
                    "P",
                    &words(text),
                    LEFT,
                    MEASURE,
                    (Face::Regular, 8.5, 11.3, GREY),
                );
                self.y += LINE * 0.5;
            }
            Block::Note { number, text } => {
                self.paragraph(
                    "P",
                    &format!("[note {number}] {}", words(text)),
                    LEFT,
                    MEASURE,
                    (Face::Regular, 8.5, 11.3, GREY),
                );
            }
            Block::Line { label, value, lines } => {
                self.paragraph(
                    "P",
                    &format!("{label}: {value}"),
                    LEFT,
                    FULL,
                    (Face::Regular, 10.5, LINE, INK),
                );
                for _ in 0..*lines {
                    self.y += LINE;
                    self.room(LINE);
                    let rule = Item::Rule {
                        x: LEFT,
                        y: self.y,
                        to_x: LEFT + FULL,
                        to_y: self.y,
                        width: 0.4,
                        colour: HAIR,
                    };
                    self.run(None, vec![rule]);
                }
                self.y += LINE * 0.5;
            }
            Block::Tick(label) => {
                self.paragraph(
                    "P",
                    &format!("[  ] {label}"),
                    LEFT,
                    FULL,
                    (Face::Regular, 10.5, LINE, INK),
                );
            }
            Block::NewPage => self.new_page(),
        }
    }

    fn numbered(&mut self, number: &str, text: &str, side: &str) {
        let look: Look = (Face::Regular, 10.5, LINE, INK);
        let whole =
            if side.is_empty() { text.to_owned() } else { format!("{text} ({side})") };
        if number.is_empty() {
            self.paragraph("P", &whole, LEFT, MEASURE, look);
        } else {
            self.room(LINE * 2.0);
            let node = self.node("P", Some(self.root));
            let item = self.text(
                LEFT,
                self.y + look.1,
                (Face::Regular, 10.5, LINE, GREY),
                &format!("{number} "),
            );
            self.run(Some(node), vec![item]);
            self.lines_of(node, &whole, LEFT + HANG, MEASURE, look);
        }
        self.y += LINE * 0.5;
    }

    fn list(&mut self, is_lettered: bool, items: &[(Vec<Inline>, String)]) {
        let list = self.node("L", Some(self.root));
        for (text, side) in items {
            let at = items
                .iter()
                .position(|(other, _)| std::ptr::eq(other, text))
                .unwrap_or(0);
            let letter = char::from(b'a' + (at % 26) as u8);
            let label =
                if is_lettered { format!("{letter}) ") } else { "\u{2022} ".to_owned() };
            self.room(LINE * 2.0);
            let item = self.node("LI", Some(list));
            let label_node = self.node("Lbl", Some(item));
            let look: Look = (Face::Regular, 10.5, LINE, INK);
            let drawn = self.text(LEFT + HANG, self.y + look.1, look, &label);
            self.run(Some(label_node), vec![drawn]);
            let body = self.node("LBody", Some(item));
            let side = if side.is_empty() { String::new() } else { format!(" ({side})") };
            self.lines_of(
                body,
                &format!("{}{side}", words(text)),
                LEFT + HANG + 16.0,
                MEASURE - 16.0,
                look,
            );
            self.y += 2.0;
        }
        self.y += LINE * 0.5;
    }

    fn summary(&mut self, headline: &str, lines: &[Vec<Inline>]) {
        let (pad, room) = (10.0, FULL - 20.0);
        let head: Look = (Face::Bold, 11.5, 15.0, INK);
        let rest: Look = (Face::Regular, 10.0, 13.5, INK);
        let mut height = 2.0 * pad
            + self.faces.lines(head.0, head.1, headline, room).len() as f32 * head.2;
        for line in lines {
            height += self.faces.lines(rest.0, rest.1, &words(line), room).len() as f32
                * rest.2
                + 4.0;
        }
        self.room(height);
        let fill = Item::Fill { x: LEFT, y: self.y, width: FULL, height, colour: TINT };
        self.run(None, vec![fill]);
        self.y += pad;
        self.paragraph("P", headline, LEFT + pad, room, head);
        for line in lines {
            self.y += 4.0;
            self.paragraph("P", &words(line), LEFT + pad, room, rest);
        }
        self.y += pad + LINE * 0.5;
    }

    fn chart(&mut self, chart: &Chart) {
        let Drawn::DotInterval { points, axis, .. } = &chart.drawn else { return };
        let row = 18.0;
        let height = points.len() as f32 * row + 26.0;
        self.room(height + 70.0);
        self.paragraph("P", &chart.title, LEFT, FULL, (Face::Bold, 11.5, LINE, INK));
        self.paragraph(
            "P",
            &chart.subtitle,
            LEFT,
            FULL,
            (Face::Regular, 9.0, 11.5, GREY),
        );
        self.y += 4.0;
        let node = self.node("Figure", Some(self.root));
        let items = self.dots(points, axis, row, height);
        let page = self.pages.len() - 1;
        if let Some(node) = self.nodes.get_mut(node) {
            node.alt.clone_from(&chart.alt);
            node.area = Some((page, [LEFT, self.y, LEFT + FULL, self.y + height]));
        }
        self.run(Some(node), items);
        self.y += height + 4.0;
        self.paragraph("P", &chart.source, LEFT, FULL, (Face::Regular, 8.5, 11.3, GREY));
        self.y += LINE;
    }

    fn dots(&self, points: &[Point], axis: &str, row: f32, height: f32) -> Vec<Item> {
        let (low, high) = range(points);
        let (from, width) = (LEFT + 62.0 * MM, 84.0 * MM);
        let x = |value: f64| from + ((value - low) / (high - low)) as f32 * width;
        let look: Look = (Face::Regular, 9.0, 11.5, INK);
        let zero = x(0.0);
        let foot = self.y + height - 22.0;
        let mut items = vec![Item::Rule {
            x: zero,
            y: self.y,
            to_x: zero,
            to_y: foot,
            width: 0.8,
            colour: INK,
        }];
        for (at, point) in points.iter().enumerate() {
            let y = self.y + at as f32 * row + 9.0;
            let ink = colour(point.series);
            items.push(self.text(LEFT, y + 3.0, look, &format!("{} ", point.label)));
            if let Some((lower, upper)) = point.limits {
                items.push(Item::Rule {
                    x: x(lower),
                    y,
                    to_x: x(upper),
                    to_y: y,
                    width: 1.2,
                    colour: ink,
                });
            }
            items.push(Item::Dot { x: x(point.value), y, radius: 3.1, colour: ink });
            let shown = self.faces.width(Face::Bold, 9.0, &point.shown);
            items.push(self.text(
                LEFT + FULL - shown,
                y + 3.0,
                (Face::Bold, 9.0, 11.5, INK),
                &format!("{} ", point.shown),
            ));
        }
        items.push(self.text(zero - 2.5, foot + 11.0, look, "0 "));
        let label = self.faces.width(Face::Regular, 9.0, axis);
        items.push(self.text(from + width - label, foot + 11.0, look, axis));
        items
    }

    fn table(&mut self, table: &Table) {
        self.tables += 1;
        let text_of = |cell: &TableCell| match cell {
            TableCell::Text(text) | TableCell::Spark(_, text) => text.clone(),
            TableCell::Rich(text) => words(text),
        };
        let widths = self.widths(table, &text_of);
        let heads: Vec<String> =
            table.columns.iter().map(|(heading, _)| heading.clone()).collect();
        let head_height = self.row_height(&heads, &widths, Face::Bold);
        let first: f32 = table
            .rows
            .iter()
            .take(3)
            .map(|(_, cells)| {
                self.row_height(
                    &cells.iter().map(text_of).collect::<Vec<_>>(),
                    &widths,
                    Face::Regular,
                )
            })
            .sum();
        self.room(LINE + head_height + first + 8.0);
        let node = self.node("Table", Some(self.root));
        let caption = self.node("Caption", Some(node));
        let said = format!("Table {}  {}", self.tables, table.caption);
        self.lines_of(caption, &said, LEFT, FULL, (Face::Bold, 9.5, 13.0, INK));
        self.y += 2.0;
        let head = self.node("THead", Some(node));
        let row = self.node("TR", Some(head));
        self.rule(0.8, INK);
        self.cells(Some(row), &heads, table, &widths, Face::Bold, true);
        self.rule(0.8, INK);
        let body = self.node("TBody", Some(node));
        for (kind, cells) in &table.rows {
            let texts: Vec<String> = cells.iter().map(text_of).collect();
            let face = if *kind == RowKind::Body { Face::Regular } else { Face::Bold };
            let height = self.row_height(&texts, &widths, face);
            if self.y + height > BOTTOM && self.y > TOP + 1.0 {
                self.new_page();
                self.rule(0.8, INK);
                self.cells(None, &heads, table, &widths, Face::Bold, true);
                self.rule(0.8, INK);
            }
            let row = self.node("TR", Some(body));
            self.cells(Some(row), &texts, table, &widths, face, false);
            self.rule(0.4, HAIR);
        }
        self.y += 4.0;
        for line in &table.foot {
            self.paragraph(
                "P",
                &words(line),
                LEFT,
                FULL,
                (Face::Regular, 8.5, 11.3, GREY),
            );
        }
        self.y += LINE;
    }

    fn rule(&mut self, width: f32, colour: &'static str) {
        let item = Item::Rule {
            x: LEFT,
            y: self.y,
            to_x: LEFT + FULL,
            to_y: self.y,
            width,
            colour,
        };
        self.run(None, vec![item]);
    }

    /// Column widths by content: each its longest word at least, the rest by need.
    fn widths(&self, table: &Table, text_of: &impl Fn(&TableCell) -> String) -> Vec<f32> {
        let gap = 8.0;
        let mut least = Vec::new();
        let mut wish = Vec::new();
        for (at, (heading, _)) in table.columns.iter().enumerate() {
            let word = |face, text: &str| {
                text.split(' ')
                    .map(|w| self.faces.width(face, 9.0, w))
                    .fold(0.0, f32::max)
            };
            let (mut narrow, mut wide) =
                (word(Face::Bold, heading), self.faces.width(Face::Bold, 9.0, heading));
            for (_, cells) in table.rows.iter().take(400) {
                if let Some(text) = cells.get(at).map(text_of).filter(|_| cells.len() > 1)
                {
                    narrow = narrow.max(word(Face::Bold, &text));
                    wide = wide.max(self.faces.width(Face::Bold, 9.0, &text));
                }
            }
            least.push((narrow + gap).min(FULL * 0.5));
            wish.push((wide + gap).max(narrow + gap));
        }
        let (low, high): (f32, f32) = (least.iter().sum(), wish.iter().sum());
        if high <= FULL {
            return wish;
        }
        if low >= FULL {
            return least.iter().map(|w| w * FULL / low).collect();
        }
        let share = (FULL - low) / (high - low);
        least.iter().zip(&wish).map(|(a, b)| a + (b - a) * share).collect()
    }

    fn row_height(&self, texts: &[String], widths: &[f32], face: Face) -> f32 {
        let lines = texts
            .iter()
            .zip(widths)
            .map(|(text, width)| self.faces.lines(face, 9.0, text, width - 7.0).len())
            .max()
            .unwrap_or(1);
        lines as f32 * 11.5 + 5.0
    }

    fn cells(
        &mut self,
        row: Option<usize>,
        texts: &[String],
        table: &Table,
        widths: &[f32],
        face: Face,
        is_head: bool,
    ) {
        let height = self.row_height(texts, widths, face);
        let look: Look = (face, 9.0, 11.5, INK);
        let mut x = LEFT;
        let is_group = texts.len() == 1 && table.columns.len() > 1;
        for (at, text) in texts.iter().enumerate() {
            let width =
                if is_group { FULL } else { widths.get(at).copied().unwrap_or(40.0) };
            let is_number =
                table.columns.get(at).is_some_and(|(_, align)| *align == Align::Decimal);
            let node = row.map(|row| {
                let is_th = is_head || is_group || (at == 0 && table.has_row_heads);
                let node = self.node(if is_th { "TH" } else { "TD" }, Some(row));
                if let Some(made) = self.nodes.get_mut(node) {
                    made.scope = if !is_th {
                        ""
                    } else if is_head {
                        "Column"
                    } else {
                        "Row"
                    };
                    made.span = if is_group { table.columns.len() } else { 1 };
                }
                node
            });
            let items = self
                .faces
                .lines(face, 9.0, text, width - 7.0)
                .iter()
                .enumerate()
                .map(|(down, line)| {
                    let shift = if is_number {
                        width - 7.0 - self.faces.width(face, 9.0, line)
                    } else {
                        0.0
                    };
                    self.text(
                        x + shift.max(0.0),
                        self.y + 11.0 + down as f32 * 11.5,
                        look,
                        &format!("{line} "),
                    )
                })
                .collect();
            self.run(node, items);
            x += width;
        }
        self.y += height;
    }

    fn cover<A: Audience>(&mut self, document: &Document<A>, section: usize) {
        let kept = (self.y, self.root, self.pages.len());
        let rest = self.pages.split_off(1);
        self.root = section;
        self.y = 60.0 * MM;
        let band =
            Item::Fill { x: 0.0, y: 0.0, width: WIDTH, height: 6.0 * MM, colour: BLUE };
        self.run(None, vec![band]);
        self.paragraph("P", &document.title, LEFT, FULL, (Face::Bold, 30.0, 34.0, INK));
        self.y += LINE;
        let line = format!("{}, {}", document.authority, document.period);
        self.paragraph("P", &line, LEFT, FULL, (Face::Regular, 14.5, 19.9, INK));
        let line = format!("As at {}, {}", document.as_at, document.edition);
        self.paragraph("P", &line, LEFT, FULL, (Face::Regular, 10.5, LINE, GREY));
        self.y += LINE * 2.0;
        let toc = self.node("TOC", Some(section));
        let marks = self.marks.clone();
        let parts = marks.iter().filter(|mark| mark.level == 1);
        for (part, mark) in parts.enumerate() {
            let purpose = self.purposes.get(part).cloned().unwrap_or_default();
            let item = self.node("TOCI", Some(toc));
            let number = format!("{}", mark.page + 1);
            let look: Look = (Face::Regular, 11.5, 20.0, INK);
            let right = self.faces.width(look.0, look.1, &number);
            let name = if purpose.is_empty() {
                mark.title.clone()
            } else {
                format!("{} ({})", mark.title, purpose.to_lowercase())
            };
            let items = vec![
                self.text(LEFT, self.y + look.1, look, &format!("{name} ")),
                self.text(LEFT + FULL - right, self.y + look.1, look, &number),
            ];
            self.run(Some(item), items);
            self.y += 15.0;
            self.rule(0.4, HAIR);
            self.y += 6.0;
        }
        for mark in &document.marks {
            self.y += LINE;
            self.paragraph("P", mark, LEFT, FULL, (Face::Bold, 11.5, LINE, INK));
        }
        self.y += LINE;
        for block in &document.cover {
            self.block(block);
        }
        self.pages.extend(rest);
        (self.y, self.root) = (kept.0, kept.1);
    }

    /// The foot from page 2, and the marks at the top edge.
    fn furniture<A: Audience>(&mut self, document: &Document<A>) {
        let count = self.pages.len();
        let look: Look = (Face::Regular, 8.5, 11.3, GREY);
        let mark = document.marks.join(" \u{b7} ");
        for at in 0..count {
            let mut items = Vec::new();
            if !mark.is_empty() {
                let line = self
                    .faces
                    .lines(Face::Bold, 8.5, &mark, FULL)
                    .into_iter()
                    .next()
                    .unwrap_or_default();
                let y = if at == 0 { 11.0 * MM } else { 9.0 * MM };
                items.push(self.text(LEFT, y, (Face::Bold, 8.5, 11.3, INK), &line));
            }
            if at > 0 {
                let y = HEIGHT - 15.0 * MM;
                items.push(Item::Rule {
                    x: LEFT,
                    y: y - 12.0,
                    to_x: LEFT + FULL,
                    to_y: y - 12.0,
                    width: 0.4,
                    colour: HAIR,
                });
                let title = self
                    .faces
                    .lines(Face::Regular, 8.5, &document.title, FULL * 0.5)
                    .into_iter()
                    .next()
                    .unwrap_or_default();
                items.push(self.text(LEFT, y, look, &title));
                let page =
                    format!("{} \u{b7} Page {} of {count}", document.as_at, at + 1);
                let right = self.faces.width(look.0, look.1, &page);
                items.push(self.text(LEFT + FULL - right, y, look, &page));
            }
            for item in &items {
                if let Item::Text { face, text, .. } = item {
                    self.faces.using(*face, text);
                }
            }
            if let Some(page) = self.pages.get_mut(at) {
                page.runs.push(Run { node: None, items });
            }
        }
    }
}

/// The range of an axis over points and their limits, nought included.
fn range(points: &[Point]) -> (f64, f64) {
    let ends = points.iter().flat_map(|p| {
        [p.value, p.limits.map_or(p.value, |l| l.0), p.limits.map_or(p.value, |l| l.1)]
    });
    let (low, high) = ends.fold((0.0f64, 0.0f64), |(a, b), x| (a.min(x), b.max(x)));
    let room = (high - low).max(1.0) * 0.06;
    (low - room, high + room)
}
