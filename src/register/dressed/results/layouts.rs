//! A results sheet in each layout.

use super::{Dressed, Given, Layout, SCHOOLS, SHEETS};
use crate::read::testing::Written;
use crate::register::dressed::{Bare, Row, number, text};

impl Dressed {
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

    pub(super) fn tables(&self) -> Vec<Bare> {
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
}
