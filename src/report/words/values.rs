//! What a template can ask for: values, figures, sentences, blocks by name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::date::{AcademicYear, long, month_name};
use crate::base::figure::{Figure, Figures, Group};
use crate::base::finding::Severity;
use crate::base::indicator::{INDICATORS, Indicator};
use crate::base::release::{Audience, Public};
use crate::model::programme::Edition;
use crate::report::Sources;
use crate::report::block::Block;
use crate::report::sentences::{self, Said, headline_pair, interval};

/// A figure as a public text may state it.
#[derive(Clone, Debug)]
pub(crate) struct Stated {
    /// Measure.
    pub(crate) code: &'static str,
    /// What is measured of pupils, if that.
    pub(crate) indicator: Option<&'static Indicator>,
    /// Group as in `figures.csv`; empty where the measure has none.
    pub(crate) group: String,
    /// Part; empty for the measure's own value.
    pub(crate) item: String,
    /// First year of a change.
    pub(crate) from: Option<AcademicYear>,
    /// Second year of a change, or the year.
    pub(crate) to: Option<AcademicYear>,
    /// As printed; `[c]` where the public may not see it.
    pub(crate) shown: String,
    /// Its 95% interval in words, or nothing.
    pub(crate) interval: String,
    /// Schools, respondents or records in its base.
    pub(crate) schools: Option<u64>,
    /// Full precision; none where the public may not see it.
    pub(crate) value: Option<f64>,
}

impl Stated {
    fn of(figure: &Figure) -> Self {
        Self {
            code: figure.code,
            indicator: figure.indicator,
            group: figure.group.to_string(),
            item: figure.item.clone(),
            from: figure.from,
            to: figure.to,
            shown: figure.shown_to(Public),
            interval: interval(figure),
            schools: figure.schools,
            value: (figure.release <= Public::RELEASE).then_some(figure.value),
        }
    }

    /// `M03 clients`, `S02 clients SAT`.
    pub(crate) fn key(&self) -> String {
        [self.code, &self.group, &self.item]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// Which figure a template means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    /// Measure.
    pub(crate) code: String,
    /// Group, or empty.
    pub(crate) group: String,
    /// Part, or empty.
    pub(crate) item: String,
    /// Indicator's code, or empty for the headline one.
    pub(crate) indicator: String,
    /// Summer of the (second) year, where another than the latest is meant.
    pub(crate) year: Option<i16>,
}

/// Every figure of a group, with the rule which of several years is meant.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    stated: Vec<Stated>,
    /// Indicators in order of preference, with their headline pair.
    pairs: Vec<(&'static str, AcademicYear, AcademicYear)>,
}

impl Facts {
    fn of(figures: &Figures) -> Self {
        let stated = figures
            .all
            .iter()
            .filter(|figure| !matches!(figure.group, Group::School(_)))
            .map(Stated::of)
            .collect();
        let mut pairs: Vec<_> = INDICATORS
            .iter()
            .filter_map(|indicator| {
                let (from, to) = headline_pair(figures, &[indicator.code])?;
                Some((indicator.code, from, to))
            })
            .collect();
        // Whichever headline indicator has the later results stands first.
        if let Some(first) = sentences::headline_indicator(figures) {
            pairs.sort_by_key(|(code, _, _)| *code != first);
        }
        Self { stated, pairs }
    }

    /// The figure that is meant, if the input gives it: of the indicator asked
    /// for or the first that has it, at its headline pair of years or the year
    /// asked for.
    pub(crate) fn find(&self, asked: &Asked) -> Option<&Stated> {
        let mut fitting: Vec<&Stated> = self
            .stated
            .iter()
            .filter(|stated| {
                stated.code == asked.code
                    && stated.group == asked.group
                    && stated.item == asked.item
            })
            .filter(|stated| {
                asked.indicator.is_empty()
                    || stated.indicator.is_some_and(|i| i.code == asked.indicator)
            })
            .collect();
        if fitting.iter().all(|stated| stated.indicator.is_none()) {
            return fitting.first().copied();
        }
        let wanted = if asked.indicator.is_empty() {
            self.pairs.iter().map(|pair| pair.0).find(|code| {
                fitting.iter().any(|f| f.indicator.is_some_and(|i| i.code == *code))
            })
        } else {
            fitting.first().and_then(|f| f.indicator).map(|i| i.code)
        };
        fitting.retain(|f| f.indicator.map(|i| i.code) == wanted);
        let pair = self.pairs.iter().find(|pair| Some(pair.0) == wanted);
        match asked.year {
            Some(year) => fitting
                .into_iter()
                .filter(|f| f.to.is_some_and(|to| to.summer() == year))
                .max_by_key(|f| f.from),
            None => fitting.into_iter().find(|f| {
                pair.is_some_and(|(_, from, to)| {
                    f.to == Some(*to) && f.from.is_none_or(|own| own == *from)
                })
            }),
        }
    }
}

/// What a template can ask for, by name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context {
    /// Words about the pack.
    pub(crate) values: BTreeMap<&'static str, String>,
    /// Conditions: `meeting`, `example`, `faults`.
    pub(crate) flags: BTreeMap<&'static str, bool>,
    /// Figures of groups.
    pub(crate) facts: Arc<Facts>,
    /// Sentences by name; empty where nothing is to be said.
    pub(crate) sentences: Arc<BTreeMap<&'static str, Said>>,
    /// Blocks that come in by name: `table:changes`, `chart:changes`, `quotes:`.
    pub(crate) blocks: BTreeMap<String, Vec<Block>>,
}

impl Context {
    /// Values, figures and sentences of a pack; blocks are added by those who
    /// make them.
    pub(crate) fn of(sources: &Sources<'_>) -> Self {
        let programme = sources.programme;
        let settings = &programme.settings;
        let authority = if programme.authority.1.is_empty() {
            "the authority"
        } else {
            programme.authority.1.as_str()
        };
        let month = |month: crate::base::date::Month| {
            format!("{} {}", month_name(month.month), month.year)
        };
        let edition = match programme.edition {
            Edition::Monthly => "monthly edition",
            Edition::Meeting => "meeting edition",
        };
        let last = sources.previous.and_then(|previous| previous.period);
        let values = [
            ("programme", settings.text("programme").to_owned()),
            ("authority", authority.to_owned()),
            ("period", programme.period.map(month).unwrap_or_default()),
            ("as_at", long(programme.as_at)),
            ("edition", edition.to_owned()),
            ("status", sources.status.clone()),
            ("open_faults", crate::report::changed::open_faults(sources.findings)),
            ("last_pack", last.map(month).unwrap_or_default()),
            ("meeting_date", settings.text("meeting_date").to_owned()),
            ("agenda_item", settings.text("agenda_item").to_owned()),
            ("author", settings.text("author").to_owned()),
            ("officer", settings.text("officer").to_owned()),
            ("contact", settings.text("contact").to_owned()),
        ];
        let flags = [
            ("meeting", programme.edition == Edition::Meeting),
            ("example", programme.is_example),
            (
                "faults",
                [Severity::Stop, Severity::Error, Severity::Query]
                    .into_iter()
                    .any(|severity| sources.findings.open(severity) > 0),
            ),
        ];
        Self {
            values: values.into_iter().collect(),
            flags: flags.into_iter().collect(),
            facts: Arc::new(Facts::of(sources.figures)),
            sentences: Arc::new(sentences::all(sources)),
            blocks: BTreeMap::new(),
        }
    }

    /// Names of the blocks, `table:changes`.
    pub(crate) fn block_names(&self) -> BTreeSet<String> {
        self.blocks.keys().cloned().collect()
    }
}
