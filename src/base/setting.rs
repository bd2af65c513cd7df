//! What the adviser may set, and what is set.

mod list;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use list::SETTINGS;

/// One thing that the adviser may set in a `Settings` sheet.
#[derive(Debug)]
pub(crate) struct Setting {
    /// The name in code and in the Settings sheet: `lt_min_days`.
    pub(crate) name: &'static str,
    /// Other words for it, folded.
    pub(crate) words: &'static [&'static str],
    /// The default, as text; empty where there is none.
    pub(crate) default: &'static str,
    /// What it does, in a sentence.
    pub(crate) help: &'static str,
}

impl Setting {
    /// The setting of this name, in any of its words.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        let wanted = super::text::fold(name);
        SETTINGS.iter().find(|s| {
            super::text::fold(s.name) == wanted
                || s.words.iter().any(|w| super::text::fold(w) == wanted)
        })
    }
}

/// The settings in force: defaults, then the Settings sheets, then the command line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    values: BTreeMap<&'static str, String>,
    /// Those that the adviser answered in a data quality workbook.
    answered: BTreeSet<&'static str>,
}

impl Settings {
    /// Sets a value; false where nothing has this name.
    pub(crate) fn set(&mut self, name: &str, value: &str) -> bool {
        Setting::named(name).is_some_and(|setting| {
            self.values.insert(setting.name, value.trim().to_owned());
            true
        })
    }

    /// Notes that a value is an answer, which the next data quality workbook carries.
    pub(crate) fn mark_answered(&mut self, name: &str) {
        self.answered.extend(Setting::named(name).map(|setting| setting.name));
    }

    /// Whether the adviser answered it in a data quality workbook.
    pub(crate) fn is_answered(&self, name: &str) -> bool {
        self.answered.contains(name)
    }

    /// The value as text; empty where neither set nor defaulted.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.values.get(name).map_or_else(
            || SETTINGS.iter().find(|s| s.name == name).map_or("", |s| s.default),
            String::as_str,
        )
    }

    /// The value as a number; the default where what is set is none.
    pub(crate) fn number(&self, name: &str) -> f64 {
        let default = || {
            SETTINGS
                .iter()
                .find(|s| s.name == name)
                .and_then(|s| s.default.parse().ok())
                .unwrap_or(0.0)
        };
        self.text(name).replace(',', "").parse().unwrap_or_else(|_| default())
    }

    /// The names that were set, with their values.
    pub(crate) fn given(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.values.iter().map(|(name, value)| (*name, value.as_str()))
    }
}
