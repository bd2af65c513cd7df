//! Results: years over sub-columns, a sheet for each year, a column for each measure
//! or year, and long.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Bare, Mess, Row, mess, number, one_of, text};
use crate::read::testing::Written;

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

    fn headed(&self, year: i16) -> String {
        let two = |year: i16| format!("{:02}", year % 100);
        self.words.named.replace('_', &two(year)).replace('~', &two(year - 1))
    }

    /// A year as a heading or a cell: a number where it is one.
    fn year_cell(&self, year: i16) -> Option<Written> {
        let words = self.headed(year);
        words.parse::<f64>().map_or_else(|_| text(words.clone()), number)
    }

    fn keys(&self) -> Row {
        let urn = self.has_urn.then(|| text(self.words.urn));
        urn.into_iter().chain([text(self.words.school)]).collect()
    }

    fn key_cells(&self, school: usize) -> Row {
        let urn = self.has_urn.then(|| number(120_901 + school as u32));
        urn.into_iter().chain([text(SCHOOLS[school])]).collect()
    }

    /// Headings of the results of one year, `year` behind each where one is given.
    fn parts(&self, year: Option<&str>) -> Row {
        let mut row = Vec::new();
        let behind = |words: String| match year {
            Some(year) => text(format!("{words} {year}")),
            None => text(words),
        };
        if self.given != Given::Shares {
            row.push(behind(self.words.eligible.to_owned()));
        }
        for (_, name) in &self.measures {
            if self.given != Given::Shares {
                row.push(behind(self.words.count.replace('_', name)));
            }
            if self.given != Given::Counts {
                row.push(behind(if self.is_mean() {
                    (*name).to_owned()
                } else {
                    self.words.share.replace('_', name)
                }));
            }
        }
        row
    }

    fn part_cells(&self, school: usize, year: i16) -> Row {
        let mut row = Vec::new();
        if self.given != Given::Shares {
            row.push(number(self.eligible(school, year)));
        }
        for measure in 0..self.measures.len() {
            if self.given != Given::Shares {
                row.push(number(self.counts[&(school, year, measure)].0));
            }
            if self.given != Given::Counts {
                row.push(number(self.share(school, year, measure)));
            }
        }
        row
    }

    fn tables(&self) -> Vec<Bare> {
        let title = SHEETS[self.sheet].0.to_owned();
        let bare = Bare { name: "Sheet1".to_owned(), title, ..Bare::default() };
        let records = |cells: &dyn Fn(usize) -> Row| -> Vec<Row> {
            (0..self.schools)
                .map(|school| {
                    self.key_cells(school).into_iter().chain(cells(school)).collect()
                })
                .collect()
        };
        let each_year = |cells: &dyn Fn(usize, i16) -> Row| -> Vec<Row> {
            let of = |school| self.years.iter().map(move |year| (school, *year));
            (0..self.schools)
                .flat_map(of)
                .map(|(school, year)| {
                    let first = self.key_cells(school).into_iter();
                    first
                        .chain([self.year_cell(year)])
                        .chain(cells(school, year))
                        .collect()
                })
                .collect()
        };
        let mut tables = match self.layout {
            Layout::YearsOver => vec![self.years_over(bare)],
            Layout::SheetForEachYear => self
                .years
                .iter()
                .map(|year| Bare {
                    name: self.headed(*year).replace('/', "-"),
                    headings: vec![
                        self.keys().into_iter().chain(self.parts(None)).collect(),
                    ],
                    records: records(&|school| self.part_cells(school, *year)),
                    ..bare.clone()
                })
                .collect(),
            Layout::Measures => vec![Bare {
                headings: vec![
                    self.keys()
                        .into_iter()
                        .chain([text(self.words.year)])
                        .chain(self.parts(None))
                        .collect(),
                ],
                records: each_year(&|school, year| self.part_cells(school, year)),
                ..bare
            }],
            Layout::Years => vec![Bare {
                headings: vec![self.years.iter().fold(self.keys(), |mut row, year| {
                    row.extend(self.parts(Some(&self.headed(*year))));
                    row
                })],
                records: records(&|school| {
                    self.years
                        .iter()
                        .flat_map(|year| self.part_cells(school, *year))
                        .collect()
                }),
                ..bare
            }],
            Layout::Long => vec![self.long(bare)],
        };
        if self.has_total && self.layout != Layout::Long && self.given == Given::Counts {
            for table in &mut tables {
                table.last = Some(self.total(table));
            }
        }
        tables
    }

    /// The sums of the counts, but not of a column of years.
    fn total(&self, table: &Bare) -> Row {
        let keys = self.keys().len() + usize::from(self.layout == Layout::Measures);
        let width = table.records[0].len();
        let mut row: Row = vec![None; width];
        row[keys - 1 - usize::from(self.layout == Layout::Measures)] = text("Total");
        for (col, cell) in row.iter_mut().enumerate().skip(keys) {
            let sum = table.records.iter().map(|record| match record[col] {
                Some(Written::Number(number)) => number,
                _ => 0.0,
            });
            *cell = number(sum.sum::<f64>());
        }
        row
    }

    fn years_over(&self, bare: Bare) -> Bare {
        let keys = self.keys();
        let (width, first) = (self.parts(None).len(), keys.len());
        let mut upper: Row = vec![None; first];
        let mut lower: Row = vec![None; first];
        let mut merges = Vec::new();
        if self.is_key_above {
            upper.clone_from(&keys);
            merges.extend((0..first as u16).map(|col| ((0, col), (1, col))));
        } else {
            lower.clone_from(&keys);
        }
        for (at, year) in self.years.iter().enumerate() {
            let col = (first + at * width) as u16;
            upper.push(self.year_cell(*year));
            upper.extend(vec![None; width - 1]);
            lower.extend(self.parts(None));
            if width > 1 {
                merges.push(((0, col), (0, col + width as u16 - 1)));
            }
        }
        let records = (0..self.schools).map(|school| {
            self.years.iter().fold(self.key_cells(school), |mut row, year| {
                row.extend(self.part_cells(school, *year));
                row
            })
        });
        Bare { headings: vec![upper, lower], merges, records: records.collect(), ..bare }
    }

    fn long(&self, bare: Bare) -> Bare {
        let mut headings = self.keys();
        headings.extend([text(self.words.year), text(self.words.measure)]);
        if self.given != Given::Shares {
            headings.extend([text("Numerator"), text("Denominator")]);
        }
        if self.given != Given::Counts {
            headings.push(text("Value"));
        }
        let mut records = Vec::new();
        for (school, year, measure) in self.counts.keys().copied() {
            let mut row = self.key_cells(school);
            row.extend([self.year_cell(year), text(self.measures[measure].1)]);
            if self.given != Given::Shares {
                row.push(number(self.counts[&(school, year, measure)].0));
                row.push(number(self.eligible(school, year)));
            }
            if self.given != Given::Counts {
                row.push(number(self.share(school, year, measure)));
            }
            records.push(row);
        }
        Bare { headings: vec![headings], records, ..bare }
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
