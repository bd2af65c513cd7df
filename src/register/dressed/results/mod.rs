//! Results: years over sub-columns, a sheet for each year, a column for each measure
//! or year, and long.

mod layouts;

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Mess, mess, one_of};

const SCHOOLS: [&str; 7] = [
    "Norby Primary School",
    "Harlby Junior School",
    "Dravby Primary School",
    "Wexby Primary School",
    "Tiltby Junior School",
    "Croscombe Primary School",
    "Bantby Primary School",
];

/// A measure with the words that head its columns.
type Measure = (&'static str, &'static [&'static str]);

/// Measures that stand together on a sheet, its title, and its first summer.
const SHEETS: &[(&str, i16, &[Measure])] = &[
    (
        "KS2 results",
        2008,
        &[
            (
                "ks2_l4_em",
                &[
                    "L4+ E&M",
                    "L4+ English and maths",
                    "Level 4+ English & maths",
                    "L4+ EM",
                ],
            ),
            ("ks2_english_l4", &["L4+ English", "Level 4+ English", "English L4+"]),
            ("ks2_maths_l4", &["L4+ maths", "Level 4+ mathematics", "Maths L4+"]),
        ],
    ),
    (
        "Key stage 2 results",
        2016,
        &[
            ("ks2_rwm_exp", &["RWM expected", "RWM exp", "Expected standard RWM"]),
            ("ks2_rwm_high", &["RWM higher", "RWM high", "Higher standard RWM"]),
        ],
    ),
    (
        "KS1 results",
        2009,
        &[
            ("ks1_aps", &["KS1 APS", "Average points (APS)"]),
            ("ks1_reading_aps", &["Reading APS", "APS reading"]),
            ("ks1_maths_aps", &["Maths APS", "APS mathematics"]),
        ],
    ),
];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Layout {
    YearsOver,
    SheetForEachYear,
    Measures,
    Years,
    Long,
}

/// Which columns there are for each measure.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Given {
    Counts,
    Shares,
    Both,
}

/// Words of this sheet.
#[derive(Clone, Debug)]
struct Words {
    urn: &'static str,
    school: &'static str,
    year: &'static str,
    measure: &'static str,
    eligible: &'static str,
    /// With `_` for the measure.
    count: &'static str,
    share: &'static str,
    /// With `_` for the last two digits, `~` for those before.
    named: &'static str,
}

#[derive(Clone, Debug)]
struct Dressed {
    mess: Mess,
    sheet: usize,
    layout: Layout,
    given: Given,
    measures: Vec<(&'static str, &'static str)>,
    has_urn: bool,
    is_key_above: bool,
    has_total: bool,
    words: Words,
    years: Vec<i16>,
    /// By school, year and measure: pupils at the standard, eligible pupils.
    counts: BTreeMap<(usize, i16, usize), (u8, u8)>,
    schools: usize,
}

fn dressed() -> impl Strategy<Value = Dressed> {
    let words = (
        one_of(&["URN", "School URN", "Unique reference number"]),
        one_of(&["School", "School name", "Name of school", "Establishment name"]),
        one_of(&["Year", "Results year", "Academic year", "Summer"]),
        one_of(&["Measure", "Indicator"]),
        one_of(&[
            "Eligible",
            "Eligible pupils",
            "Cohort",
            "No. of pupils",
            "Number eligible",
        ]),
        one_of(&["_ (no.)", "No. _", "Number _", "_ number"]),
        one_of(&["% _", "_ %", "_ (%)"]),
        one_of(&["20_", "Summer 20_", "20~/_"]),
    )
        .prop_map(|(urn, school, year, measure, eligible, count, share, named)| Words {
            urn,
            school,
            year,
            measure,
            eligible,
            count,
            share,
            named,
        });
    (
        mess(),
        any::<[bool; 3]>(),
        0usize..SHEETS.len(),
        proptest::sample::select(vec![
            Layout::YearsOver,
            Layout::SheetForEachYear,
            Layout::Measures,
            Layout::Years,
            Layout::Long,
        ]),
        proptest::sample::select(vec![Given::Counts, Given::Shares, Given::Both]),
        proptest::collection::vec(any::<prop::sample::Index>(), 3),
        (1usize..=3, 2usize..=SCHOOLS.len(), 2i16..=4),
        words,
        proptest::collection::vec((0u8..=40, 0u8..=12), 84),
    )
        .prop_map(
            |(
                mess,
                on,
                sheet,
                layout,
                given,
                turns,
                (several, schools, years),
                words,
                pairs,
            )| {
                let (_, first, known) = SHEETS[sheet];
                let most = if layout == Layout::Years { 1 } else { several };
                let measures: Vec<_> = known
                    .iter()
                    .zip(&turns)
                    .take(most)
                    .map(|((code, names), turn)| (*code, *turn.get(names)))
                    .collect();
                let years: Vec<i16> = (first..first + years).collect();
                let mut pairs = pairs.into_iter();
                let mut counts = BTreeMap::new();
                for school in 0..schools {
                    for year in &years {
                        for measure in 0..measures.len() {
                            let (reached, more) = pairs.next().unwrap_or((9, 3));
                            let eligible = (reached + more).max(11);
                            counts.insert((school, *year, measure), (reached, eligible));
                        }
                    }
                }
                let is_mean = measures[0].0.contains("aps");
                Dressed {
                    mess,
                    sheet,
                    layout,
                    given: if is_mean { Given::Shares } else { given },
                    measures,
                    has_urn: on[0],
                    is_key_above: on[1],
                    has_total: on[2],
                    words,
                    years,
                    counts,
                    schools,
                }
            },
        )
}

impl Dressed {
    fn is_mean(&self) -> bool {
        self.measures[0].0.contains("aps")
    }

    /// Eligible pupils of a school and year: the same for each measure.
    fn eligible(&self, school: usize, year: i16) -> u8 {
        (0..self.measures.len())
            .map(|at| self.counts[&(school, year, at)].1)
            .max()
            .unwrap()
    }

    /// The percentage with one decimal, or the points.
    fn share(&self, school: usize, year: i16, measure: usize) -> f64 {
        let (reached, _) = self.counts[&(school, year, measure)];
        if self.is_mean() {
            return 9.0 + f64::from(reached) * 0.3;
        }
        let share = f64::from(reached) * 100.0 / f64::from(self.eligible(school, year));
        crate::base::quantity::rounded(share, 1)
    }

    /// Who, what and when, with what was given of it.
    fn expected(&self) -> Vec<String> {
        let mut lines: Vec<String> = self
            .counts
            .iter()
            .map(|((school, year, measure), (reached, _))| {
                let who = SCHOOLS[*school];
                let code = self.measures[*measure].0;
                let counts = match self.given {
                    Given::Shares => String::new(),
                    Given::Counts | Given::Both => {
                        format!(" {reached} of {}", self.eligible(*school, *year))
                    }
                };
                let share = self.share(*school, *year, *measure);
                format!("{who} {year} {code} {share:.1}{counts}")
            })
            .collect();
        lines.sort();
        lines
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn results_are_read_back_however_they_are_laid_out(dressed in dressed()) {
        let (registers, _) = dressed.mess.registers(SHEETS[dressed.sheet].0, &dressed.tables());
        let mut found: Vec<String> = registers
            .results
            .iter()
            .map(|result| {
                let said = match &result.score {
                    Ok(score) => {
                        let value = crate::base::quantity::rounded(score.value, 1);
                        match (score.numerator, score.denominator) {
                            (Some(reached), Some(eligible)) if !dressed.is_mean() => {
                                format!("{value:.1} {reached} of {eligible}")
                            }
                            _ => format!("{value:.1}"),
                        }
                    }
                    Err(why) => format!("{why:?}"),
                };
                format!("{} {} {} {said}", result.name, result.year.summer(), result.indicator.code)
            })
            .collect();
        found.sort();
        prop_assert_eq!(found, dressed.expected());
    }
}
