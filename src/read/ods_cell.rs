//! One cell of an `.ods`: what its tag and the paragraphs in it say.

use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::grid::CellValue;
use super::limits::MOST_COLS;
use super::{serial, xml};

/// The cell that is open.
#[derive(Default)]
pub(super) struct OpenCell {
    pub(super) repeats: u32,
    pub(super) style: Option<String>,
    pub(super) kind: String,
    value: Option<String>,
    pub(super) is_formula: bool,
    is_error: bool,
    pub(super) span: (u32, u32),
    pub(super) words: Words,
    pub(super) note: Option<Words>,
}

impl OpenCell {
    pub(super) fn of(tag: &BytesStart<'_>) -> Self {
        let text =
            |name: &str| xml::attribute(tag, name).map(std::borrow::Cow::into_owned);
        let kind = text("office:value-type").unwrap_or_default();
        let value = match kind.as_str() {
            "float" | "currency" | "percentage" => text("office:value"),
            "date" => text("office:date-value"),
            "time" => text("office:time-value"),
            "boolean" => text("office:boolean-value"),
            "string" => text("office:string-value"),
            _ => None,
        };
        Self {
            repeats: repeats(tag, "table:number-columns-repeated", MOST_COLS),
            style: text("table:style-name"),
            kind,
            value,
            is_formula: xml::attribute(tag, "table:formula").is_some(),
            is_error: text("calcext:value-type").as_deref() == Some("error"),
            span: (
                xml::number(tag, "table:number-rows-spanned").unwrap_or(1),
                xml::number(tag, "table:number-columns-spanned").unwrap_or(1),
            ),
            ..Self::default()
        }
    }

    /// What it holds; nothing where it is blank.
    pub(super) fn value(&self) -> Option<CellValue> {
        let words = self.words.text.as_str();
        if self.is_error {
            return Some(CellValue::Error(Arc::from(words.trim())));
        }
        let stored = self.value.as_deref();
        match self.kind.as_str() {
            "float" | "currency" | "percentage" => Some(
                stored
                    .and_then(|value| value.trim().parse().ok())
                    .filter(|number: &f64| number.is_finite())
                    .map_or_else(|| CellValue::Text(Arc::from(words)), CellValue::Number),
            ),
            "date" | "time" => Some(
                stored
                    .and_then(serial::of_iso)
                    .map_or_else(|| CellValue::Text(Arc::from(words)), CellValue::Date),
            ),
            "boolean" => Some(CellValue::Bool(stored == Some("true"))),
            "string" => {
                let text = stored.filter(|text| !text.is_empty()).unwrap_or(words);
                (!text.is_empty()).then(|| CellValue::Text(Arc::from(text)))
            }
            _ if self.is_formula && words.is_empty() => Some(CellValue::NotCalculated),
            _ => (!words.is_empty()).then(|| CellValue::Text(Arc::from(words))),
        }
    }
}

/// Paragraphs, with white space as the format means it.
#[derive(Default)]
pub(super) struct Words {
    pub(super) text: String,
    paragraphs: u32,
    depth: u32,
    after_space: bool,
}

impl Words {
    pub(super) fn start(&mut self) {
        if self.depth == 0 {
            if self.paragraphs > 0 {
                self.text.push('\n');
            }
            self.paragraphs += 1;
            self.after_space = true;
        }
        self.depth += 1;
    }

    pub(super) fn end(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    pub(super) fn add(&mut self, event: &Event<'_>) {
        if self.depth == 0 {
            return;
        }
        let mut raw = String::new();
        xml::add_text(event, &mut raw);
        for letter in raw.chars() {
            let is_space = matches!(letter, ' ' | '\t' | '\r' | '\n');
            if !is_space {
                self.text.push(letter);
            } else if !self.after_space {
                self.text.push(' ');
            }
            self.after_space = is_space;
        }
    }

    pub(super) fn add_letters(&mut self, letter: char, times: u32) {
        self.text.extend(std::iter::repeat_n(letter, times as usize));
        self.after_space = false;
    }
}

/// How often a tag stands, at the most `most`.
pub(super) fn repeats(tag: &BytesStart<'_>, name: &str, most: u32) -> u32 {
    xml::number::<u64>(tag, name).unwrap_or(1).clamp(1, u64::from(most)) as u32
}
