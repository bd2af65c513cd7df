//! The headline pair: one indicator and two years, chosen by what the input has.

use crate::base::date::AcademicYear;
use crate::base::figure::{Figure, Figures, Group, Wanted};
use crate::base::indicator::Indicator;
use crate::measure::level_of;
use crate::report::sentences::headline;

/// What every table and chart of the impact appendix is about.
#[derive(Clone, Copy, Debug)]
pub(in crate::report) struct Pair<'a> {
    figures: &'a Figures,
    /// What is measured.
    pub(in crate::report) indicator: &'static Indicator,
    /// Earlier year.
    pub(in crate::report) from: AcademicYear,
    /// Later year.
    pub(in crate::report) to: AcademicYear,
}

impl<'a> Pair<'a> {
    /// The pair that the report's sentences are about, if there is one.
    pub(in crate::report) fn headline(figures: &'a Figures) -> Option<Self> {
        let figure = [
            ("M25", Group::Clients),
            ("M03", Group::Clients),
            ("M03", Group::Lle),
            ("M03", Group::LaSchools),
            ("M04", Group::LaPublished),
        ]
        .into_iter()
        .find_map(|(code, group)| headline(figures, code, &group))?;
        Self::of_figure(figures, figure)
    }

    /// The pair of a figure of change.
    pub(in crate::report) fn of_figure(
        figures: &'a Figures,
        figure: &Figure,
    ) -> Option<Self> {
        Some(Self {
            figures,
            indicator: figure.indicator?,
            from: figure.from?,
            to: figure.to?,
        })
    }

    /// A figure of the pair.
    pub(in crate::report) fn of(
        &self,
        code: &str,
        group: &Group,
        item: &str,
    ) -> Option<&'a Figure> {
        self.figures.find(&Wanted {
            code,
            indicator: self.indicator.code,
            group,
            years: (Some(self.from), Some(self.to)),
            item,
        })
    }

    /// What the group reached in one year: M01, or what stands for it since 2016
    /// and in other stages.
    pub(in crate::report) fn in_year(
        &self,
        group: &Group,
        year: AcademicYear,
    ) -> Option<&'a Figure> {
        self.figures.find(&Wanted {
            code: level_of(self.indicator).code,
            indicator: self.indicator.code,
            group,
            years: (None, Some(year)),
            item: "",
        })
    }

    /// `2010 to 2011`.
    pub(in crate::report) fn years(&self) -> String {
        format!("{} to {}", self.from.summer(), self.to.summer())
    }
}
