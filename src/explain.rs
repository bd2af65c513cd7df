//! The pages of `explain`: rules, measures, registers, written from their own data.

use std::fmt::Write;

use crate::base::setting::SETTINGS;
use crate::base::text::{fold, nearest};
use crate::locate::layouts;
use crate::locate::schema::{Column, Kind, Schema};
use crate::{measure, register};

/// The page of a code, or the list.
pub(crate) fn page(code: Option<&str>) -> Result<String, String> {
    let Some(code) = code else { return Ok(list()) };
    let wanted = fold(code);
    if wanted == "template" || wanted == "templates" {
        return Ok(crate::report::words::explain_template());
    }
    if wanted == "sentence" || wanted == "sentences" {
        return Ok(crate::report::sentences::explain(None).unwrap_or_default());
    }
    if let Some(name) = code.strip_prefix("sentence:") {
        if let Some(page) = crate::report::sentences::explain(Some(name.trim())) {
            return Ok(page);
        }
        let known = crate::report::sentences::RULES.iter().map(|(name, _)| *name);
        let hint = nearest(name, known)
            .map(|(near, _)| format!(" Did you mean sentence:{near}?"))
            .unwrap_or_default();
        return Err(format!("No sentence is called {name}.{hint}"));
    }
    if let Some(rule) =
        crate::catalogue::rules().into_iter().find(|rule| fold(rule.code) == wanted)
    {
        let mut text = format!("{}  {}  ({})\n\n", rule.code, rule.name, rule.severity);
        for (label, words) in [
            ("What", rule.what),
            ("Why", rule.why),
            ("How to mend", rule.fix),
            ("When to leave it", rule.ignore),
        ] {
            if !words.is_empty() {
                let _ = writeln!(text, "{label}: {words}");
            }
        }
        for name in rule.settings {
            if let Some(setting) = SETTINGS.iter().find(|setting| setting.name == *name) {
                let _ = writeln!(
                    text,
                    "Setting {name} (default {}): {}",
                    setting.default, setting.help
                );
            }
        }
        return Ok(text);
    }
    if let Some(measure) =
        measure::definitions().into_iter().find(|d| fold(d.code) == wanted)
    {
        return Ok(format!(
            "{}  {}\n\n{}\n\nFormula: {}\nWho is counted: {}\nExample: {}\nSource: {}\nMind: {}\n",
            measure.code,
            measure.name,
            measure.words,
            measure.formula,
            measure.counted,
            measure.example,
            measure.source,
            measure.caution
        ));
    }
    if let Some(schema) =
        register::SCHEMAS.iter().find(|schema| schema.is_called(&wanted))
    {
        let mut text = format!(
            "{}  {}\n\n{}\n\nColumns (other headings for them in brackets)\n",
            schema.name, schema.title, schema.what
        );
        for column in schema.columns {
            let _ = writeln!(
                text,
                "  {} [{}{}{}] ({})",
                column.title,
                kind(column.kind),
                needed(schema, column),
                if column.is_asked { "" } else { ", read where it stands" },
                column.words().collect::<Vec<_>>().join(", ")
            );
        }
        let titles = layouts::titles(schema.name);
        if !titles.is_empty() {
            let _ = write!(text, "\nRead as downloaded\n  {}\n", titles.join("\n  "));
        }
        return Ok(text);
    }
    let codes: Vec<String> = crate::catalogue::rules()
        .iter()
        .map(|rule| rule.code)
        .chain(measure::definitions().iter().map(|d| d.code))
        .chain(register::SCHEMAS.iter().map(|schema| schema.name))
        .map(ToOwned::to_owned)
        .collect();
    let hint = nearest(code, codes.iter().map(String::as_str))
        .map(|(near, _)| format!(" Did you mean {near}?"))
        .unwrap_or_default();
    Err(format!("Nothing is called {code}.{hint} forumpack explain lists all."))
}

/// Whether a record needs the column, and which others may stand for it.
fn needed(schema: &Schema, column: &Column) -> String {
    if !column.is_required {
        return String::new();
    }
    let instead = column.instead.iter().filter_map(|key| schema.column(key));
    let titles: Vec<&str> = instead.map(|column| column.title).collect();
    if titles.is_empty() {
        ", needed".to_owned()
    } else {
        format!(", needed, or instead {}", titles.join(", "))
    }
}

fn kind(kind: Kind) -> String {
    match kind {
        Kind::Text | Kind::Prose => "words".to_owned(),
        Kind::Person => "a name".to_owned(),
        Kind::School => "a school".to_owned(),
        Kind::Urn => "a URN".to_owned(),
        Kind::DfeNumber => "a DfE number".to_owned(),
        Kind::Reference => "a reference".to_owned(),
        Kind::Date => "a date".to_owned(),
        Kind::Count => "a whole number".to_owned(),
        Kind::Number => "a number".to_owned(),
        Kind::Days => "days".to_owned(),
        Kind::Money => "pounds".to_owned(),
        Kind::Percent => "per cent".to_owned(),
        Kind::YesNo => "yes or no".to_owned(),
        Kind::AcademicYear => "an academic year".to_owned(),
        Kind::FinancialYear => "a financial year".to_owned(),
        Kind::Choice(choices) => {
            format!(
                "one of: {}",
                choices.iter().map(|c| c.value).collect::<Vec<_>>().join(", ")
            )
        }
        Kind::Tags => "several, parted by ;".to_owned(),
    }
}

fn list() -> String {
    let mut text = "Measures\n".to_owned();
    for measure in measure::definitions() {
        let _ = writeln!(text, "  {}  {}", measure.code, measure.name);
    }
    text.push_str("\nRegisters\n");
    for schema in register::SCHEMAS {
        let _ = writeln!(text, "  {}  {}", schema.name, schema.what);
    }
    text.push_str("\nRules\n");
    for rule in crate::catalogue::rules() {
        let _ = writeln!(text, "  {}  {} ({})", rule.code, rule.name, rule.severity);
    }
    text.push_str("\nforumpack explain CODE gives the page; forumpack explain template the words of templates, forumpack explain sentences the rules behind the sentences of the report.\n");
    text
}
