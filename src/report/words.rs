//! Templates: Markdown with minijinja, strict about unknown names. Alone names
//! minijinja. What a template prints from the input is escaped by construction:
//! figures are numbers in words, tables and charts come in by their names.

use std::collections::BTreeMap;
use std::path::Path;

use minijinja::{Environment, UndefinedBehavior, Value};

use super::block::{Block, Inline, plain};

/// Templates in force: embedded, with those of a folder laid over them.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    texts: BTreeMap<String, String>,
}

const EMBEDDED: &[(&str, &str)] = &[
    ("cover.md", include_str!("../../templates/cover.md")),
    ("forum-pack.md", include_str!("../../templates/forum-pack.md")),
];

/// What a template may say, with what it gives.
const VOCABULARY: &[(&str, &str)] = &[
    (
        "{{ programme }} {{ authority }} {{ period }} {{ as_at }} {{ edition }} {{ status }}",
        "words about the pack",
    ),
    (
        "{{ figure(\"M03 clients\") }}",
        "the headline figure of a measure for a group, as printed: sign and unit included",
    ),
    ("{{ interval(\"M03 clients\") }}", "its 95% interval in words"),
    ("{{ schools(\"M03 clients\") }}", "how many schools it rests on"),
    (
        "{% if has(\"S02 clients SAT\") %} … {% endif %}",
        "only where the input gives the figure",
    ),
    (
        "{{ sentence(\"impact\") }}",
        "a sentence that forumpack writes by rule: impact, comparison, coverage, spread, survey, programme, money",
    ),
    (
        "{{ table(\"changes\") }}",
        "a table: changes, excluded, schools, years, ks1, indicators, sensitivity, sure, spread, response, survey, gap, bounds, pairs, themes, budget, routes, value, split, programme, cohorts, definitions, formulas, sources, comparators, breaks, suppression, findings, findings_by_file, findings_by_rule, not_run, answers, settings, evidence",
    ),
    (
        "{{ chart(\"changes\") }}",
        "a chart: changes, excluded, slope, schools, funnel, years, ks1, survey, gap, themes, budget, spend, lles, days, states, districts",
    ),
    ("{{ tiles(\"impact\") }}", "key figures: impact, money, programme"),
    ("{{ quotes() }}", "comments with permission, and how they were chosen"),
    ("{{ list(\"changed\") }}", "a list: changed"),
    ("# Title", "a part, on a new page"),
    ("## 4 Title", "a numbered section: its paragraphs are numbered 4.1, 4.2 …"),
    ("a) text", "a recommendation"),
    ("> text", "the summary box"),
];

/// The page of `explain template`.
pub(crate) fn explain_template() -> String {
    let mut text = "Words of templates (templates/*.md)\n\n".to_owned();
    for (word, what) in VOCABULARY {
        text.push_str(&format!("{word}\n    {what}\n"));
    }
    text
}

/// What a template can ask for, by name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context {
    /// Words about the pack.
    pub(crate) values: BTreeMap<&'static str, String>,
    /// Figures by `M03 clients` or `S02 clients SAT`: shown, interval, schools.
    pub(crate) figures: BTreeMap<String, (String, String, String)>,
    /// Sentences by name; empty where nothing is to be said.
    pub(crate) sentences: BTreeMap<&'static str, String>,
    /// Blocks that come in by name: `table:changes`, `chart:changes`, `quotes:`.
    pub(crate) blocks: BTreeMap<String, Vec<Block>>,
}

impl Words {
    /// Loads templates; the reason in words where one cannot be read.
    pub(crate) fn load(folder: &Path) -> Result<Self, String> {
        let mut texts: BTreeMap<String, String> = EMBEDDED
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect();
        for (name, text) in &mut texts {
            let path = folder.join(name);
            if path.is_file() {
                *text = std::fs::read_to_string(&path).map_err(|why| {
                    format!("The template {} cannot be read: {why}.", path.display())
                })?;
            }
        }
        Ok(Self { texts })
    }

    /// A template's blocks.
    pub(crate) fn blocks(
        &self,
        name: &str,
        context: &Context,
    ) -> Result<Vec<Block>, String> {
        let text = self.texts.get(name).map_or("", String::as_str);
        let rendered = render(name, text, context)?;
        Ok(parse(&rendered, context))
    }
}

const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

fn render(name: &str, text: &str, context: &Context) -> Result<String, String> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let missing = |what: &str, name: &str, known: Vec<&str>| {
        let hint = crate::base::text::nearest(name, known)
            .map(|(near, _)| format!("; did you mean {near}?"))
            .unwrap_or_default();
        minijinja::Error::new(
            minijinja::ErrorKind::InvalidOperation,
            format!("there is no {what} {name}{hint}"),
        )
    };
    for (at, function) in ["figure", "interval", "schools"].into_iter().enumerate() {
        let figures = context.figures.clone();
        environment.add_function(function, move |key: String| {
            figures
                .get(&key)
                .map(|(shown, interval, schools)| match at {
                    0 => shown.clone(),
                    1 => interval.clone(),
                    _ => schools.clone(),
                })
                .ok_or_else(|| {
                    missing("figure", &key, figures.keys().map(String::as_str).collect())
                })
        });
    }
    let figures = context.figures.clone();
    environment.add_function("has", move |key: String| figures.contains_key(&key));
    let sentences = context.sentences.clone();
    environment.add_function("sentence", move |key: String| {
        sentences
            .get(key.as_str())
            .cloned()
            .ok_or_else(|| missing("sentence", &key, sentences.keys().copied().collect()))
    });
    for kind in ["table", "chart", "tiles", "list"] {
        let blocks: Vec<String> = context.blocks.keys().cloned().collect();
        environment.add_function(kind, move |name: String| {
            let key = format!("{kind}:{name}");
            if blocks.contains(&key) {
                Ok(format!("{OPEN}{key}{CLOSE}"))
            } else {
                let names = blocks
                    .iter()
                    .filter_map(|b| b.strip_prefix(&format!("{kind}:")))
                    .collect();
                Err(missing(kind, &name, names))
            }
        });
    }
    environment.add_function("quotes", || format!("{OPEN}quotes:{CLOSE}"));
    let failed = |error: &minijinja::Error| {
        let line = error.line().unwrap_or(1);
        let says =
            error.detail().map_or_else(|| error.kind().to_string(), ToOwned::to_owned);
        format!(
            "The template {name}, line {line}: {says}. forumpack explain template lists what may stand there."
        )
    };
    environment.add_template("text", text).map_err(|error| failed(&error))?;
    let values: BTreeMap<&str, Value> = context
        .values
        .iter()
        .map(|(name, value)| (*name, Value::from(value.clone())))
        .collect();
    let template = environment.get_template("text").map_err(|error| failed(&error))?;
    template.render(values).map_err(|error| failed(&error))
}

fn parse(text: &str, context: &Context) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (mut section, mut paragraph, mut ids) = (String::new(), 0, 0);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        if let Some(key) =
            line.strip_prefix(OPEN).and_then(|rest| rest.strip_suffix(CLOSE))
        {
            blocks.extend(context.blocks.get(key).cloned().unwrap_or_default());
            continue;
        }
        ids += 1;
        if let Some(title) = line.strip_prefix("# ") {
            section.clear();
            let (title, purpose) = title.split_once('|').unwrap_or((title, ""));
            blocks.push(Block::Part {
                id: format!("part-{ids}"),
                title: title.trim().to_owned(),
                purpose: purpose.trim().to_owned(),
            });
            continue;
        }
        if let Some(title) = line.strip_prefix("### ") {
            blocks.push(Block::Heading {
                id: format!("h-{ids}"),
                level: 3,
                number: String::new(),
                text: title.to_owned(),
            });
            continue;
        }
        if let Some(title) = line.strip_prefix("## ") {
            let (number, words) = title
                .split_once(' ')
                .filter(|(n, _)| n.chars().all(|c| c.is_ascii_digit()))
                .unwrap_or(("", title));
            number.clone_into(&mut section);
            paragraph = 0;
            blocks.push(Block::Heading {
                id: format!("h-{ids}"),
                level: 2,
                number: number.to_owned(),
                text: words.to_owned(),
            });
            continue;
        }
        let mut whole = line.to_owned();
        let is_own = |line: &str| {
            let line = line.trim();
            line.is_empty()
                || line.starts_with(['#', '-', '>', OPEN])
                || is_lettered(line)
        };
        while let Some(next) = lines.next_if(|next| !is_own(next)) {
            whole.push(' ');
            whole.push_str(next.trim());
        }
        if let Some(words) = whole.strip_prefix("> ") {
            match blocks.last_mut() {
                Some(Block::Summary { lines, .. }) => lines.push(runs(words)),
                _ => blocks.push(Block::Summary {
                    headline: words.to_owned(),
                    lines: Vec::new(),
                }),
            }
        } else if let Some(words) = whole.strip_prefix("- ") {
            list(&mut blocks, false, runs(words), String::new());
        } else if is_lettered(&whole) {
            let words = whole.split_once(") ").map_or("", |(_, words)| words);
            let (words, side) = words.split_once('|').unwrap_or((words, ""));
            list(&mut blocks, true, runs(words.trim()), side.trim().to_owned());
        } else {
            let number = if section.is_empty() {
                String::new()
            } else {
                paragraph += 1;
                format!("{section}.{paragraph}")
            };
            blocks.push(Block::Paragraph {
                number,
                text: runs(&whole),
                side: String::new(),
            });
        }
    }
    blocks
}

fn is_lettered(line: &str) -> bool {
    let mut letters = line.chars();
    letters.next().is_some_and(|c| c.is_ascii_lowercase())
        && letters.next() == Some(')')
        && letters.next() == Some(' ')
}

fn list(blocks: &mut Vec<Block>, lettered: bool, text: Vec<Inline>, side: String) {
    match blocks.last_mut() {
        Some(Block::List { is_lettered, items }) if *is_lettered == lettered => {
            items.push((text, side))
        }
        _ => {
            blocks.push(Block::List { is_lettered: lettered, items: vec![(text, side)] })
        }
    }
}

/// `**bold**` and `*emphasis*`; everything else as it stands.
fn runs(text: &str) -> Vec<Inline> {
    if !text.contains("**") {
        return plain(text);
    }
    text.split("**")
        .enumerate()
        .filter(|(_, part)| !part.is_empty())
        .map(|(at, part)| {
            if at % 2 == 1 {
                Inline::Strong(part.to_owned())
            } else {
                Inline::Text(part.to_owned())
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_figure_is_told_with_its_line_and_what_is_near() {
        let mut context = Context::default();
        context.figures.insert(
            "M03 clients".to_owned(),
            (String::new(), String::new(), String::new()),
        );
        let error =
            render("forum-pack.md", "one\n{{ figure(\"M03 client\") }}", &context)
                .unwrap_err();
        assert!(error.contains("line 2") && error.contains("M03 clients"), "{error}");
    }

    #[test]
    fn sections_number_their_paragraphs_and_tables_come_in_by_name() {
        let mut context = Context::default();
        context.blocks.insert("table:changes".to_owned(), vec![Block::NewPage]);
        let text = render(
            "t",
            "## 4 Impact\n\nOne.\n\nTwo\nlines.\n\n{{ table(\"changes\") }}\n",
            &context,
        )
        .unwrap();
        let blocks = parse(&text, &context);
        assert_eq!(blocks.len(), 4);
        assert!(matches!(&blocks[2], Block::Paragraph { number, .. } if number == "4.2"));
    }
}
