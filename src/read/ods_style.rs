//! Styles of an `.ods`: what a cell looks like, how wide a column is, whether a
//! sheet is hidden.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::grid::Style;
use super::xml;

/// Millimetres of one character of a column's width.
const MM_PER_CHARACTER: f64 = 2.06;
/// How many parents a style may have one above the other.
const MOST_PARENTS: usize = 16;

/// One style as written, before its parents are looked up.
#[derive(Clone, Debug, Default)]
struct Written {
    parent: Option<String>,
    data: Option<String>,
    fill: Option<String>,
    colour: Option<Arc<str>>,
    is_struck: Option<bool>,
    is_bold: Option<bool>,
}

/// Gathers styles from the parts that hold them.
#[derive(Debug, Default)]
pub(super) struct StyleReader {
    cells: BTreeMap<String, Written>,
    widths: BTreeMap<String, f64>,
    hidden_tables: BTreeSet<String>,
    formats: BTreeMap<String, Arc<str>>,
    open: Option<(String, String)>,
    format: Option<(String, String)>,
    /// The words between the parts of a number format, while they are open.
    words: Option<String>,
}

/// The styles of a book.
#[derive(Debug, Default)]
pub(super) struct Styles {
    list: Vec<Style>,
    ids: BTreeMap<(String, bool), u32>,
    widths: BTreeMap<String, f64>,
    hidden_tables: BTreeSet<String>,
}

impl StyleReader {
    /// Takes one event of a part.
    pub(super) fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => match tag.name().as_ref() {
                "number:text" => {
                    if let (Some(words), Some((_, format))) =
                        (self.words.take(), &mut self.format)
                    {
                        add_literal(&words, format);
                    }
                }
                "style:style" | "style:default-style" => self.open = None,
                "number:percentage-style"
                | "number:number-style"
                | "number:currency-style"
                | "number:date-style"
                | "number:time-style" => {
                    if let Some((name, format)) = self.format.take() {
                        let format =
                            if format == "General" { String::new() } else { format };
                        let format = format.replace("General%", "0%");
                        self.formats.insert(name, Arc::from(format));
                    }
                }
                _ => {}
            },
            event => {
                if let Some(words) = &mut self.words {
                    xml::add_text(event, words);
                }
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        let text =
            |name: &str| xml::attribute(tag, name).map(std::borrow::Cow::into_owned);
        match tag.name().as_ref() {
            "style:style" => {
                let (Some(name), Some(family)) =
                    (text("style:name"), text("style:family"))
                else {
                    return;
                };
                if family == "table-cell" {
                    let written = Written {
                        parent: text("style:parent-style-name"),
                        data: text("style:data-style-name"),
                        ..Written::default()
                    };
                    self.cells.insert(name.clone(), written);
                }
                self.open = Some((family, name));
            }
            "style:text-properties" => {
                if let Some(style) = self.open_cell() {
                    if let Some(line) = text("style:text-line-through-style")
                        .or_else(|| text("style:text-line-through-type"))
                    {
                        style.is_struck = Some(line != "none");
                    }
                    if let Some(weight) = text("fo:font-weight") {
                        style.is_bold = Some(matches!(
                            weight.as_str(),
                            "bold" | "600" | "700" | "800" | "900"
                        ));
                    }
                    style.colour =
                        text("fo:color").and_then(|c| hex(&c)).or(style.colour.take());
                }
            }
            "style:table-cell-properties" => {
                if let Some(style) = self.open_cell()
                    && let Some(colour) = text("fo:background-color")
                {
                    style.fill = Some(colour);
                }
            }
            "style:table-column-properties" => {
                if let Some((family, name)) = &self.open
                    && family == "table-column"
                    && let Some(width) =
                        text("style:column-width").as_deref().and_then(mm)
                {
                    let characters = (width / MM_PER_CHARACTER * 100.0).floor() / 100.0;
                    self.widths.insert(name.clone(), characters);
                }
            }
            "style:table-properties" => {
                if let Some((family, name)) = &self.open
                    && family == "table"
                    && text("table:display").as_deref() == Some("false")
                {
                    self.hidden_tables.insert(name.clone());
                }
            }
            "number:percentage-style"
            | "number:number-style"
            | "number:currency-style"
            | "number:date-style"
            | "number:time-style" => {
                self.format = text("style:name").map(|name| (name, String::new()));
            }
            "number:text" => self.words = Some(String::new()),
            _ => self.format_piece(tag),
        }
    }

    fn open_cell(&mut self) -> Option<&mut Written> {
        let (family, name) = self.open.as_ref()?;
        if family == "table-cell" { self.cells.get_mut(name) } else { None }
    }

    /// Adds one piece of a number format in Excel's letters.
    fn format_piece(&mut self, tag: &BytesStart<'_>) {
        let Some((_, format)) = &mut self.format else { return };
        let is_long = xml::attribute(tag, "number:style").as_deref() == Some("long");
        let piece = match tag.name().as_ref() {
            "number:number" => {
                let places: usize =
                    xml::number(tag, "number:decimal-places").unwrap_or(0);
                let whole =
                    if xml::is_true(tag, "number:grouping") { "#,##0" } else { "0" };
                let places = "0".repeat(places.min(30));
                let dot = if places.is_empty() { "" } else { "." };
                format!("{whole}{dot}{places}")
            }
            "number:day" => if is_long { "dd" } else { "d" }.to_owned(),
            "number:month" => {
                let is_word = xml::is_true(tag, "number:textual");
                match (is_word, is_long) {
                    (true, true) => "mmmm",
                    (true, false) => "mmm",
                    (false, true) => "mm",
                    (false, false) => "m",
                }
                .to_owned()
            }
            "number:year" => if is_long { "yyyy" } else { "yy" }.to_owned(),
            "number:hours" => if is_long { "hh" } else { "h" }.to_owned(),
            "number:minutes" => "mm".to_owned(),
            "number:seconds" => "ss".to_owned(),
            _ => return,
        };
        format.push_str(&piece);
    }

    /// All styles, parents looked up.
    pub(super) fn done(self) -> Styles {
        let mut found = Styles {
            widths: self.widths,
            hidden_tables: self.hidden_tables,
            list: vec![Style::default()],
            ids: BTreeMap::new(),
        };
        for name in self.cells.keys() {
            let mut style = Style::default();
            let mut whole = Written::default();
            let mut next = Some(name.as_str());
            for _ in 0..MOST_PARENTS {
                let Some(written) = next.and_then(|name| self.cells.get(name)) else {
                    break;
                };
                whole.data = whole.data.or_else(|| written.data.clone());
                whole.fill = whole.fill.or_else(|| written.fill.clone());
                whole.colour = whole.colour.or_else(|| written.colour.clone());
                whole.is_struck = whole.is_struck.or(written.is_struck);
                whole.is_bold = whole.is_bold.or(written.is_bold);
                next = written.parent.as_deref();
            }
            style.fill = whole.fill.as_deref().and_then(hex);
            style.font_colour = whole.colour.filter(|colour| &**colour != "000000");
            style.is_struck = whole.is_struck.unwrap_or(false);
            style.is_bold = whole.is_bold.unwrap_or(false);
            if let Some(format) = whole.data.and_then(|data| self.formats.get(&data)) {
                style.number_format = format.clone();
            }
            found.add(name, style);
        }
        found
    }
}

impl Styles {
    fn add(&mut self, name: &str, style: Style) {
        // A percentage is told by the cell in an .ods, by the format elsewhere:
        // each style stands twice, as it is and for percentages.
        let format = &style.number_format;
        let share =
            if format.is_empty() { "0%".to_owned() } else { format!("{format}%") };
        let share = Style { number_format: Arc::from(share), ..style.clone() };
        for (is_share, style) in [(false, style), (true, share)] {
            let id = u32::try_from(self.list.len()).unwrap_or(0);
            self.ids.insert((name.to_owned(), is_share), id);
            self.list.push(style);
        }
    }

    /// The style of a cell of this kind.
    pub(super) fn id(&mut self, name: &str, kind: &str) -> u32 {
        let is_share = kind == "percentage";
        if let Some(id) = self.ids.get(&(name.to_owned(), is_share)) {
            return *id;
        }
        if !is_share {
            return 0;
        }
        self.add(name, Style::default());
        self.ids.get(&(name.to_owned(), is_share)).copied().unwrap_or(0)
    }

    /// All styles, the default first.
    pub(super) fn all(&self) -> Vec<Style> {
        self.list.clone()
    }

    /// Width of the columns of this style, in characters.
    pub(super) fn width(&self, name: &str) -> Option<f64> {
        self.widths.get(name).copied()
    }

    /// Whether tables of this style are hidden.
    pub(super) fn hides_table(&self, name: &str) -> bool {
        self.hidden_tables.contains(name)
    }
}

/// Words of a number format: marks as they are, letters in quotes.
fn add_literal(words: &str, format: &mut String) {
    let is_mark = |letter: char| " /:-.,()%".contains(letter);
    if words.chars().all(is_mark) {
        format.push_str(words);
    } else {
        format.extend(
            ['"'].into_iter().chain(words.chars().filter(|c| *c != '"')).chain(['"']),
        );
    }
}

fn hex(colour: &str) -> Option<Arc<str>> {
    let digits = colour.strip_prefix('#')?;
    (digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit()))
        .then(|| Arc::from(digits.to_uppercase()))
}

fn mm(length: &str) -> Option<f64> {
    for (unit, mm) in [("mm", 1.0), ("cm", 10.0), ("in", 25.4), ("pt", 25.4 / 72.0)] {
        if let Some(number) = length.strip_suffix(unit) {
            return Some(number.trim().parse::<f64>().ok()? * mm);
        }
    }
    None
}
