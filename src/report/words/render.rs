//! A template to Markdown. Alone names minijinja.
//!
//! Nothing that an expression gives is written into the Markdown: it is put
//! aside and a mark stands in its place, so that no text from a register can
//! be read as a tag or as markup.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::value::{Kwargs, Object, Rest};
use minijinja::{
    Environment, Error, ErrorKind, OutputSpanKind, UndefinedBehavior, Value,
};

use super::values::{Asked, Context, Stated};
use super::vocabulary::{self, WORDS_OF_TEMPLATES};
use crate::base::quantity::NOT_AVAILABLE;
use crate::base::text::nearest;
use crate::report::block::Tile;
use crate::report::chart::Series;
use crate::report::sentences::Said;

/// Begins the mark of something put aside; the template's own are taken out.
pub(super) const OPEN: char = '\u{e000}';
/// Ends it.
pub(super) const CLOSE: char = '\u{e001}';

/// Something that an expression gave.
#[derive(Clone, Debug)]
pub(super) enum Slot {
    /// Words as they stand.
    Words(String),
    /// A figure, or a part of it (interval, schools), in words.
    Figure(Box<Stated>, String),
    /// A sentence by rule.
    Sentence(Said),
    /// Blocks by their name.
    Blocks(String),
    /// A key figure.
    Tile(Box<Tile>),
    /// A quotation: words, and by whom.
    Quote(String, String),
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) | Self::Figure(_, words) => f.write_str(words),
            Self::Sentence(said) => f.write_str(&said.text),
            Self::Blocks(_) | Self::Tile(_) => Ok(()),
            Self::Quote(words, _) => f.write_str(words),
        }
    }
}

impl Object for Slot {
    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !matches!(&**self, Self::Words(words) if words.is_empty())
            && !matches!(&**self, Self::Sentence(said) if said.text.is_empty())
    }
}

/// Markdown with marks, what the marks stand for, and where each piece came from.
#[derive(Debug, Default)]
pub(super) struct Rendered {
    /// Markdown.
    pub(super) text: String,
    /// What the marks stand for.
    pub(super) slots: Vec<Slot>,
    spans: Vec<(Range<usize>, String, usize, bool)>,
    sources: BTreeMap<String, String>,
}

impl Rendered {
    /// File, line and column of a place in the Markdown.
    pub(super) fn at(&self, offset: usize) -> (String, usize, usize) {
        let found =
            self.spans.iter().find(|(range, ..)| range.contains(&offset)).or_else(|| {
                self.spans.iter().rev().find(|(range, ..)| range.start <= offset)
            });
        let Some((range, name, source, is_raw)) = found else {
            return (String::new(), 1, 1);
        };
        let place =
            if *is_raw { source + offset.saturating_sub(range.start) } else { *source };
        let (line, column) =
            self.sources.get(name).map_or((1, 1), |text| line_of(text, place));
        (name.clone(), line, column)
    }
}

/// Line and column, both from one, of a byte of a text.
fn line_of(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (line, column)
}

/// Renders the template of this name; the reason with its place where it cannot.
pub(super) fn render(
    texts: &BTreeMap<String, String>,
    name: &str,
    context: &Context,
) -> Result<Rendered, String> {
    let slots = Arc::new(Mutex::new(Vec::new()));
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_debug(true);
    let syntax = minijinja::syntax::SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
        .map_err(|error| error.to_string())?;
    environment.set_syntax(syntax);
    let aside = Arc::clone(&slots);
    environment.set_formatter(move |out, _, value| {
        if value.is_undefined() {
            return Err(Error::from(ErrorKind::UndefinedError));
        }
        let slot = value
            .downcast_object_ref::<Slot>()
            .cloned()
            .unwrap_or_else(|| Slot::Words(value.to_string()));
        let mut aside = aside.lock().unwrap_or_else(PoisonError::into_inner);
        write_mark(out, aside.len())?;
        aside.push(slot);
        Ok(())
    });
    functions(&mut environment, context);
    for (name, text) in texts {
        environment
            .add_template_owned(name.clone(), text.clone())
            .map_err(|error| failed(&error, texts, name, context))?;
    }
    let mut values: BTreeMap<&str, Value> = context
        .values
        .iter()
        .map(|(name, value)| (*name, Value::from(value.clone())))
        .collect();
    values.extend(context.flags.iter().map(|(name, flag)| (*name, Value::from(*flag))));
    let template = environment
        .get_template(name)
        .map_err(|error| failed(&error, texts, name, context))?;
    let (text, spans) = template
        .render_with_spans(values)
        .map_err(|error| failed(&error, texts, name, context))?;
    let spans = spans
        .into_iter()
        .map(|span| {
            let is_raw = span.kind() == OutputSpanKind::Raw;
            (
                span.output_range(),
                span.name().to_owned(),
                span.source_range().start,
                is_raw,
            )
        })
        .collect();
    let slots =
        std::mem::take(&mut *slots.lock().unwrap_or_else(PoisonError::into_inner));
    Ok(Rendered { text, slots, spans, sources: texts.clone() })
}

fn write_mark(out: &mut minijinja::Output<'_>, at: usize) -> Result<(), Error> {
    out.write_fmt(format_args!("{OPEN}{at}{CLOSE}")).map_err(Error::from)
}

fn refuse(says: impl Into<String>) -> Error {
    Error::new(ErrorKind::InvalidOperation, says.into())
}

/// `; did you mean M03 clients?`, where something is near enough.
fn hint<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(wanted, known)
        .filter(|(_, likeness)| *likeness > 0.6)
        .map(|(near, _)| format!("; did you mean {near}?"))
        .unwrap_or_default()
}

fn words(value: &Value, what: &str) -> Result<String, Error> {
    value.as_str().map(ToOwned::to_owned).ok_or_else(|| {
        let kind = value.kind();
        refuse(format!("{what} takes words in quotation marks, not a {kind}"))
    })
}

fn name_of(rest: &[Value], function: &str) -> Result<String, Error> {
    match rest {
        [one] => words(one, function),
        [] => Err(refuse(format!("{function} wants a name in quotation marks"))),
        _ => Err(refuse(format!("{function} takes one name"))),
    }
}

fn asked(rest: &[Value], options: &Kwargs, function: &str) -> Result<Asked, Error> {
    let key = name_of(rest, function)?;
    let mut asked = vocabulary::asked(&key).map_err(refuse)?;
    if let Some(indicator) = options.get::<Option<Value>>("indicator")? {
        asked.indicator = words(&indicator, "indicator")?;
        if crate::base::indicator::Indicator::of(&asked.indicator).is_none() {
            let known = crate::base::indicator::INDICATORS.iter().map(|i| i.code);
            let near = hint(&asked.indicator, known);
            return Err(refuse(format!(
                "there is no indicator {}{near}",
                asked.indicator
            )));
        }
    }
    if let Some(year) = options.get::<Option<Value>>("year")? {
        let summer = i64::try_from(year.clone()).ok().and_then(|y| i16::try_from(y).ok());
        asked.year = Some(summer.ok_or_else(|| {
            refuse("year is the year of the summer, 2011, without marks")
        })?);
    }
    options.assert_all_used()?;
    Ok(asked)
}

fn functions(environment: &mut Environment<'_>, context: &Context) {
    type Part = fn(&Stated) -> String;
    let parts: [(&'static str, Part); 3] = [
        ("figure", |stated| stated.shown.clone()),
        ("interval", |stated| stated.interval.clone()),
        ("schools", |stated| stated.schools.map_or_else(String::new, |n| n.to_string())),
    ];
    for (function, part) in parts {
        let facts = Arc::clone(&context.facts);
        environment.add_function(function, move |rest: Rest<Value>, options: Kwargs| {
            let asked = asked(&rest, &options, function)?;
            let slot = facts.find(&asked).map_or_else(
                || Slot::Words(NOT_AVAILABLE.to_owned()),
                |stated| {
                    let shown = part(stated);
                    let shown =
                        if shown.is_empty() { NOT_AVAILABLE.to_owned() } else { shown };
                    Slot::Figure(Box::new(stated.clone()), shown)
                },
            );
            Ok::<Value, Error>(Value::from_object(slot))
        });
    }
    let facts = Arc::clone(&context.facts);
    let full: Vec<String> = context
        .blocks
        .iter()
        .filter(|(_, b)| has_content(b))
        .map(|(n, _)| n.clone())
        .collect();
    let names = context.block_names();
    environment.add_function("has", move |rest: Rest<Value>, options: Kwargs| {
        let key = name_of(&rest, "has")?;
        if key.contains(':') {
            if !names.contains(&key) {
                let near = hint(&key, names.iter().map(String::as_str));
                return Err(refuse(format!("nothing is called {key}{near}")));
            }
            return Ok(full.contains(&key));
        }
        let asked = asked(&rest, &options, "has")?;
        Ok(facts.find(&asked).is_some())
    });
    let sentences = Arc::clone(&context.sentences);
    environment.add_function("sentence", move |rest: Rest<Value>| {
        let name = name_of(&rest, "sentence")?;
        let said = sentences.get(name.as_str()).cloned().ok_or_else(|| {
            let near = hint(&name, sentences.keys().copied());
            refuse(format!("there is no sentence {name}{near}"))
        })?;
        Ok(Value::from_object(Slot::Sentence(said)))
    });
    for kind in ["table", "chart", "tiles", "list"] {
        let names = context.block_names();
        environment.add_function(kind, move |rest: Rest<Value>| {
            let name = name_of(&rest, kind)?;
            let key = format!("{kind}:{name}");
            if names.contains(&key) {
                return Ok(Value::from_object(Slot::Blocks(key)));
            }
            let start = format!("{kind}:");
            let near = hint(&name, names.iter().filter_map(|n| n.strip_prefix(&start)));
            Err(refuse(format!("there is no {kind} {name}{near}")))
        });
    }
    environment.add_function("quotes", || {
        Value::from_object(Slot::Blocks("quotes:".to_owned()))
    });
    environment.add_function("quote", |text: Value, by: Value| {
        let slot = Slot::Quote(words(&text, "quote")?, words(&by, "quote")?);
        Ok::<Value, Error>(Value::from_object(slot))
    });
    let facts = Arc::clone(&context.facts);
    environment.add_function("tile", move |rest: Rest<Value>, options: Kwargs| {
        let (key, label, compare) = match rest.as_slice() {
            [key, label] => (key, label, None),
            [key, label, compare] => (key, label, Some(compare)),
            _ => {
                return Err(refuse(
                    "tile takes a figure's name, a label and a comparison",
                ));
            }
        };
        let asked = asked(std::slice::from_ref(key), &options, "tile")?;
        let stated = facts.find(&asked);
        let tile = Tile {
            figure: stated.map_or_else(|| NOT_AVAILABLE.to_owned(), |s| s.shown.clone()),
            label: words(label, "tile")?,
            compare: compare
                .map(|c| Ok::<_, Error>(c.to_string()))
                .transpose()?
                .unwrap_or_default(),
            series: match asked.group.as_str() {
                "clients" => Series::Clients,
                "lle" => Series::Lle,
                "matched" => Series::Matched,
                "national" => Series::National,
                group if group.starts_with("la_") => Series::La,
                _ => Series::Other,
            },
        };
        Ok(Value::from_object(Slot::Tile(Box::new(tile))))
    });
}

/// Whether blocks show something: more than the line that says there is nothing.
fn has_content(blocks: &[crate::report::block::Block]) -> bool {
    use crate::report::block::Block;
    blocks.iter().any(|block| !matches!(block, Block::Caption(_)))
}

/// File, line, column, what is wrong there, and what may have been meant.
fn failed(
    error: &Error,
    texts: &BTreeMap<String, String>,
    asked: &str,
    context: &Context,
) -> String {
    // An error of an included template is the innermost of its chain.
    let mut innermost = error;
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        if let Some(next) = next.downcast_ref::<Error>() {
            innermost = next;
        }
        cause = next.source();
    }
    let error = innermost;
    let name = error.name().unwrap_or(asked);
    let text = texts.get(name).map_or("", String::as_str);
    let range = error.range().filter(|range| range.start < text.len());
    let (line, column) = match &range {
        Some(range) => line_of(text, range.start),
        None => (error.line().unwrap_or(1), 1),
    };
    let there = range.and_then(|range| text.get(range)).unwrap_or("").trim();
    let word: String =
        there.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let says = match error.kind() {
        ErrorKind::UndefinedError | ErrorKind::UnknownFunction => {
            let values = context.values.keys().chain(context.flags.keys()).copied();
            let known = values.chain(WORDS_OF_TEMPLATES.iter().copied());
            format!("nothing is called {word}{}", hint(&word, known))
        }
        ErrorKind::TemplateNotFound => {
            let file = error.detail().unwrap_or("").to_owned();
            let near = texts.keys().map(String::as_str);
            let wanted = there.split(['"', '\'']).nth(1).unwrap_or(there);
            format!("there is no template {wanted}{} ({file})", hint(wanted, near))
        }
        ErrorKind::SyntaxError => {
            let detail = error.detail().unwrap_or("it cannot be read");
            let open = unclosed(text, line);
            format!("{detail}{open}")
        }
        _ => error.detail().map_or_else(|| error.kind().to_string(), ToOwned::to_owned),
    };
    format!(
        "The template {name}, line {line}, column {column}: {says}. forumpack explain template lists what may stand there."
    )
}

/// Which tag was opened and not closed, where that is what is wrong.
fn unclosed(text: &str, line: usize) -> String {
    let mut open = Vec::new();
    for (at, content) in text.lines().enumerate() {
        for tag in content.split("{%").skip(1) {
            let word = tag.trim_start_matches(['-', '+', ' ']);
            if word.starts_with("if ") || word.starts_with("for ") {
                open.push(at + 1);
            } else if word.starts_with("endif") || word.starts_with("endfor") {
                open.pop();
            }
        }
        for (start, end) in [("{{", "}}"), ("{%", "%}")] {
            let begun = content.matches(start).count();
            if at < line && begun > content.matches(end).count() {
                return format!("; {start} of line {} is not closed by {end}", at + 1);
            }
        }
    }
    open.last().map_or_else(String::new, |line| {
        format!("; the {{% if %}} of line {line} has no {{% endif %}}")
    })
}
