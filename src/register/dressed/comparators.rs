//! Comparators: long, a column for each area, and a column for each year.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Bare, Mess, Row, mess, number, one_of, text};
use crate::register::results::Area;

/// Measures with their words.
const MEASURES: [(&str, &[&str]); 3] = [
    (
        "ks2_l4_em",
        &["KS2 L4+ English and maths (%)", "L4+ E&M", "Level 4+ English & maths"],
    ),
    ("ks2_english_l4", &["KS2 English L4+", "L4+ English"]),
    ("ks2_maths_l4", &["KS2 maths L4+", "Level 4+ mathematics"]),
];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Layout {
    Long,
    Areas,
    Years,
}

#[derive(Clone, Debug)]
struct Dressed {
    mess: Mess,
    layout: Layout,
    measures: Vec<(&'static str, &'static str)>,
    /// The authority's word and the nation's.
    areas: [&'static str; 2],
    headings: [&'static str; 4],
    named: &'static str,
    has_source: bool,
    is_marked: bool,
    /// By measure, year and area: tenths of a per cent.
    values: BTreeMap<(usize, i16, usize), u16>,
}

fn dressed() -> impl Strategy<Value = Dressed> {
    (
        mess(),
        any::<[bool; 2]>(),
        proptest::sample::select(vec![Layout::Long, Layout::Areas, Layout::Years]),
        proptest::collection::vec(any::<prop::sample::Index>(), 3),
        (
            one_of(&["Norfolk", "LA", "Norfolk LA", "Local authority"]),
            one_of(&["National", "England", "National average"]),
        ),
        (
            one_of(&["Measure", "Indicator"]),
            one_of(&["Year", "Results year", "Academic year"]),
            one_of(&["Area", "LA / national", "Authority or nation"]),
            one_of(&["Value", "Per cent", "%", "Percentage"]),
        ),
        one_of(&["20_", "20~/_", "Summer 20_"]),
        (1usize..=3, 2i16..=4),
        proptest::collection::vec(20u16..1000, 24),
    )
        .prop_map(
            |(
                mess,
                on,
                layout,
                turns,
                areas,
                words,
                named,
                (measures, years),
                values,
            )| {
                let measures: Vec<_> = MEASURES
                    .iter()
                    .zip(&turns)
                    .take(measures)
                    .map(|((code, names), turn)| (*code, *turn.get(names)))
                    .collect();
                let mut each = values.into_iter();
                let mut values = BTreeMap::new();
                for measure in 0..measures.len() {
                    for year in 2008..2008 + years {
                        for area in 0..2 {
                            values.insert(
                                (measure, year, area),
                                each.next().unwrap_or(715),
                            );
                        }
                    }
                }
                Dressed {
                    mess,
                    layout,
                    measures,
                    areas: [areas.0, areas.1],
                    headings: [words.0, words.1, words.2, words.3],
                    named,
                    has_source: on[0],
                    is_marked: on[1],
                    values,
                }
            },
        )
}

impl Dressed {
    fn headed(&self, year: i16) -> String {
        let two = |year: i16| format!("{:02}", year % 100);
        self.named.replace('_', &two(year)).replace('~', &two(year - 1))
    }

    fn value(&self, at: (usize, i16, usize)) -> Option<crate::read::testing::Written> {
        let value = f64::from(self.values[&at]) / 10.0;
        if self.is_marked { text(format!("{value}%")) } else { number(value) }
    }

    fn table(&self) -> Bare {
        let [measure, year, area, value] = self.headings.map(text);
        let source = |words: &str| self.has_source.then(|| text(words));
        let bare = Bare {
            name: "Comparators".to_owned(),
            title: "LA and national figures".to_owned(),
            ..Bare::default()
        };
        let years: std::collections::BTreeSet<i16> =
            self.values.keys().map(|(_, year, _)| *year).collect();
        let measures = 0..self.measures.len();
        let (headings, records): (Row, Vec<Row>) = match self.layout {
            Layout::Long => (
                [measure, year, area, value]
                    .into_iter()
                    .chain(source("Source"))
                    .collect(),
                self.values
                    .keys()
                    .map(|at| {
                        [
                            text(self.measures[at.0].1),
                            text(self.headed(at.1)),
                            text(self.areas[at.2]),
                            self.value(*at),
                        ]
                        .into_iter()
                        .chain(source("Performance tables"))
                        .collect()
                    })
                    .collect(),
            ),
            Layout::Areas => (
                [measure, year]
                    .into_iter()
                    .chain(self.areas.map(text))
                    .chain(source("Source"))
                    .collect(),
                measures
                    .flat_map(|at| years.iter().map(move |year| (at, *year)))
                    .map(|(at, year)| {
                        [text(self.measures[at].1), text(self.headed(year))]
                            .into_iter()
                            .chain([self.value((at, year, 0)), self.value((at, year, 1))])
                            .chain(source("Performance tables"))
                            .collect()
                    })
                    .collect(),
            ),
            Layout::Years => (
                [measure, area]
                    .into_iter()
                    .chain(years.iter().map(|year| text(self.headed(*year))))
                    .collect(),
                measures
                    .flat_map(|at| [(at, 0), (at, 1)])
                    .map(|(at, area)| {
                        [text(self.measures[at].1), text(self.areas[area])]
                            .into_iter()
                            .chain(years.iter().map(|year| self.value((at, *year, area))))
                            .collect()
                    })
                    .collect(),
            ),
        };
        Bare { headings: vec![headings], records, ..bare }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn comparators_are_read_back_however_they_are_laid_out(dressed in dressed()) {
        let (registers, _) = dressed.mess.registers("Comparators", &[dressed.table()]);
        let mut found: Vec<String> = registers
            .comparators
            .iter()
            .map(|one| {
                let area = if one.area == Area::La { 0 } else { 1 };
                let value = one.score.map_or(-1.0, |score| score.value);
                format!("{} {} {area} {value:.1}", one.indicator.code, one.year.summer())
            })
            .collect();
        found.sort();
        let mut expected: Vec<String> = dressed
            .values
            .iter()
            .map(|((measure, year, area), tenths)| {
                let (code, value) = (dressed.measures[*measure].0, f64::from(*tenths) / 10.0);
                format!("{code} {year} {area} {value:.1}")
            })
            .collect();
        expected.sort();
prop_assert_eq!(found, expected);
    }
}
