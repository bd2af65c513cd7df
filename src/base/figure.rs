//! A defined number, for one group, with its base, interval and what was left out.

use std::fmt;
use std::sync::OnceLock;

use super::cell::Place;
use super::date::AcademicYear;
use super::indicator::Indicator;
use super::quantity::{SUPPRESSED, Unit};
use super::reason::LeftOut;
use super::release::{Audience, Release};

/// Whose number it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    /// Not about a group.
    None,
    /// Client schools that are analysed, or client respondents.
    Clients,
    /// LLE schools, or LLE respondents.
    Lle,
    /// Matched schools without an LLE.
    Matched,
    /// The authority as published.
    LaPublished,
    /// Schools of the authority with both years, pooled.
    LaSameSchools,
    /// The authority without the programme's schools.
    LaWithoutProgramme,
    /// Every school of the authority with results, school mean.
    LaSchools,
    /// England.
    National,
    /// One school, by URN.
    School(String),
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "",
            Self::Clients => "clients",
            Self::Lle => "lle",
            Self::Matched => "matched",
            Self::LaPublished => "la_published",
            Self::LaSameSchools => "la_same_schools",
            Self::LaWithoutProgramme => "la_without_programme",
            Self::LaSchools => "la_schools",
            Self::National => "national",
            Self::School(urn) => return write!(f, "school:{urn}"),
        })
    }
}

/// What a measure is: the page that `explain` prints.
#[derive(Debug)]
pub(crate) struct Definition {
    /// `M03`.
    pub(crate) code: &'static str,
    /// `School-average change`.
    pub(crate) name: &'static str,
    /// What it says, in a sentence a governor understands.
    pub(crate) words: &'static str,
    /// The formula in words.
    pub(crate) formula: &'static str,
    /// Who is counted and who is not.
    pub(crate) counted: &'static str,
    /// A worked example.
    pub(crate) example: &'static str,
    /// Title and year of the source.
    pub(crate) source: &'static str,
    /// What it must not be read as.
    pub(crate) caution: &'static str,
}

/// One number.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    /// Code of its measure.
    pub(crate) code: &'static str,
    /// Name of its measure.
    pub(crate) name: &'static str,
    /// What is measured of pupils, if that.
    pub(crate) indicator: Option<&'static Indicator>,
    /// Whose number.
    pub(crate) group: Group,
    /// First year of a change.
    pub(crate) from: Option<AcademicYear>,
    /// Second year of a change, or the year.
    pub(crate) to: Option<AcademicYear>,
    /// Part of the measure; empty for its own value.
    pub(crate) item: String,
    /// Full precision.
    pub(crate) value: f64,
    /// Unit of value and limits.
    pub(crate) unit: Unit,
    /// Signed when shown: a change or a difference.
    pub(crate) is_change: bool,
    /// Lower limit, 95%.
    pub(crate) lower: Option<f64>,
    /// Upper limit, 95%.
    pub(crate) upper: Option<f64>,
    /// Schools (or respondents, or records) in the base.
    pub(crate) schools: Option<u64>,
    /// Pupils of the first year.
    pub(crate) pupils_from: Option<u64>,
    /// Pupils of the second year, or the year.
    pub(crate) pupils: Option<u64>,
    /// How many records were left out; each stands in the trace.
    pub(crate) left_out: Option<u64>,
    /// Who may see it.
    pub(crate) release: Release,
    /// Key of its rows in `left-out.csv` and the evidence sheet.
    pub(crate) trace: String,
}

impl Figure {
    /// A figure with no base, interval or group yet, of class P.
    pub(crate) fn new(definition: &'static Definition, value: f64, unit: Unit) -> Self {
        Self {
            code: definition.code,
            name: definition.name,
            indicator: None,
            group: Group::None,
            from: None,
            to: None,
            item: String::new(),
            value,
            unit,
            is_change: false,
            lower: None,
            upper: None,
            schools: None,
            pupils_from: None,
            pupils: None,
            left_out: None,
            release: Release::P,
            trace: String::new(),
        }
    }

    /// The value as any reader may see it, sign and unit included, whatever its class.
    pub(crate) fn shown(&self) -> String {
        super::quantity::shown(self.value, self.unit, self.is_change)
    }

    /// The value as this audience sees it: `[c]` where it may not.
    pub(crate) fn shown_to<A: Audience>(&self, _reader: A) -> String {
        if self.release <= A::RELEASE { self.shown() } else { SUPPRESSED.to_owned() }
    }
}

/// A record that a figure does not count, and why.
#[derive(Clone, Debug)]
pub(crate) struct LeftOutRow {
    /// Key shared with the figure.
    pub(crate) trace: String,
    /// Code of the measure.
    pub(crate) code: &'static str,
    /// What is measured.
    pub(crate) indicator: Option<&'static Indicator>,
    /// Whose number.
    pub(crate) group: Group,
    /// First year.
    pub(crate) from: Option<AcademicYear>,
    /// Second year, or the year.
    pub(crate) to: Option<AcademicYear>,
    /// URN, LLE, deployment…
    pub(crate) record: String,
    /// Why.
    pub(crate) reason: LeftOut,
    /// Where the reason stands.
    pub(crate) place: Place,
}

/// All figures of a run, with what each left out.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    /// In the order of the catalogue of measures.
    pub(crate) all: Vec<Figure>,
    /// In the same order.
    pub(crate) left_out: Vec<LeftOutRow>,
    /// Places in `all` in the order of their keys, made when first asked for.
    order: OnceLock<Vec<usize>>,
}

/// By what a figure is found.
type Key<'a> =
    (&'a str, &'a str, &'a Group, (Option<AcademicYear>, Option<AcademicYear>), &'a str);

fn key(figure: &Figure) -> Key<'_> {
    let indicator = figure.indicator.map_or("", |indicator| indicator.code);
    (figure.code, indicator, &figure.group, (figure.from, figure.to), &figure.item)
}

/// Which figure is wanted; blank parts match the measure's own value.
#[derive(Clone, Debug)]
pub(crate) struct Wanted<'a> {
    /// Code of the measure.
    pub(crate) code: &'a str,
    /// Indicator's code, or empty.
    pub(crate) indicator: &'a str,
    /// Whose.
    pub(crate) group: &'a Group,
    /// Years, either or both.
    pub(crate) years: (Option<AcademicYear>, Option<AcademicYear>),
    /// Part.
    pub(crate) item: &'a str,
}

impl Figures {
    /// These, with nothing left out.
    #[cfg(test)]
    pub(crate) fn of(all: Vec<Figure>) -> Self {
        Self { all, ..Self::default() }
    }

    /// The figure that is wanted, if the input gives it.
    pub(crate) fn find(&self, wanted: &Wanted<'_>) -> Option<&Figure> {
        let wanted: Key<'_> =
            (wanted.code, wanted.indicator, wanted.group, wanted.years, wanted.item);
        let order = self.order.get_or_init(|| {
            let mut order: Vec<usize> = (0..self.all.len()).collect();
            order.sort_by_cached_key(|at| self.all.get(*at).map(key));
            order
        });
        // Figures that were added since are not in the order.
        if order.len() != self.all.len() {
            return self.all.iter().find(|figure| key(figure) == wanted);
        }
        let of = |at: &usize| self.all.get(*at);
        let first = order.partition_point(|at| of(at).map(key) < Some(wanted));
        order.get(first).and_then(of).filter(|figure| key(figure) == wanted)
    }

    /// A figure that is not about pupils' results: surveys, programme, money.
    pub(crate) fn plain(&self, code: &str, group: &Group, item: &str) -> Option<&Figure> {
        self.all.iter().find(|f| f.code == code && f.group == *group && f.item == item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNT: Definition = Definition {
        code: "P01",
        name: "Active LLEs",
        words: "",
        formula: "",
        counted: "",
        example: "",
        source: "",
        caution: "",
    };

    fn counted(group: Group, value: f64) -> Figure {
        Figure { group, ..Figure::new(&COUNT, value, Unit::Count) }
    }

    fn of(group: &Group) -> Wanted<'_> {
        Wanted { code: "P01", indicator: "", group, years: (None, None), item: "" }
    }

    #[test]
    fn the_first_of_two_figures_of_one_name_is_found_and_one_added_later_too() {
        let mut figures = Figures::default();
        figures.all.push(counted(Group::Lle, 3.0));
        figures.all.push(counted(Group::Clients, 1.0));
        figures.all.push(counted(Group::Clients, 2.0));
        let value = |figures: &Figures, group| figures.find(&of(&group)).map(|f| f.value);
        assert_eq!(value(&figures, Group::Clients), Some(1.0));
        assert_eq!(value(&figures, Group::National), None);
        figures.all.push(counted(Group::National, 4.0));
        assert_eq!(value(&figures, Group::National), Some(4.0));
        assert_eq!(value(&figures, Group::Lle), Some(3.0));
    }
}
