//! What the adviser answered before, read back from `input/`.

use jiff::civil::Date;

use crate::base::cell::Place;

/// A finding or query that the adviser explained, or decided about.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Explanation {
    /// The rule's code.
    pub(crate) code: String,
    /// File that it was about.
    pub(crate) file: String,
    /// Sheet.
    pub(crate) sheet: String,
    /// Cell, A1.
    pub(crate) cell: String,
    /// The record, in the adviser's terms: the cell may have moved.
    pub(crate) record: String,
    /// What stood in the cell when it was explained; the explanation lapses
    /// when it changes.
    pub(crate) value: String,
    /// What was decided: `explained`, `correct`, `will mend`.
    pub(crate) decision: String,
    /// Why.
    pub(crate) reason: String,
    /// Who.
    pub(crate) who: String,
    /// Until when.
    pub(crate) until: Option<Date>,
    /// Where the answer stands.
    pub(crate) place: Place,
}

/// A heading that means a column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct HeadingAnswer {
    /// File, or empty for any.
    pub(crate) file: String,
    /// Sheet, or empty for any.
    pub(crate) sheet: String,
    /// The heading as written.
    pub(crate) heading: String,
    /// Register.
    pub(crate) register: String,
    /// Column key or title; `not used` to leave it alone.
    pub(crate) column: String,
    /// Where the answer stands.
    pub(crate) place: Place,
}

/// A name that means a school or an LLE.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NameAnswer {
    /// The name as written.
    pub(crate) name: String,
    /// `school` or `lle`.
    pub(crate) kind: String,
    /// URN, LLE ref, or the register's own name for it.
    pub(crate) means: String,
    /// Where the answer stands.
    pub(crate) place: Place,
}

/// A value to use instead of a cell's.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Correction {
    /// File.
    pub(crate) file: String,
    /// Sheet.
    pub(crate) sheet: String,
    /// Cell, A1.
    pub(crate) cell: String,
    /// What stood there; the correction lapses when it changes.
    pub(crate) was: String,
    /// What to use.
    pub(crate) instead: String,
    /// Why.
    pub(crate) reason: String,
    /// Who.
    pub(crate) who: String,
    /// Until when.
    pub(crate) until: Option<Date>,
    /// Where the answer stands.
    pub(crate) place: Place,
}

/// An LLE whom the adviser chose for a school, in the sheet Needs of the
/// matching workbook.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chosen {
    /// Reference of the need; empty where it has none.
    pub(crate) need: String,
    /// URN of the school.
    pub(crate) urn: String,
    /// Whom, by reference or name.
    pub(crate) lle: String,
    /// Why.
    pub(crate) reason: String,
    /// Where it is written.
    pub(crate) place: Place,
}

impl Chosen {
    /// Whether the choice is for this need of the register.
    pub(crate) fn is_for(&self, need: &str, urn: &str) -> bool {
        let fold = crate::base::text::fold;
        if self.need.is_empty() || need.is_empty() {
            return !self.urn.is_empty() && self.urn == urn.trim();
        }
        fold(&self.need) == fold(need)
    }
}

/// All answers in the input.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Answers {
    /// Of the sheets Findings and Queries.
    pub(crate) explanations: Vec<Explanation>,
    /// Of the sheet Headings.
    pub(crate) headings: Vec<HeadingAnswer>,
    /// Of the sheet Names.
    pub(crate) names: Vec<NameAnswer>,
    /// Of the sheet Corrections.
    pub(crate) corrections: Vec<Correction>,
    /// Of the sheet Needs of the matching workbook; of two for one need the later
    /// file's stands last.
    pub(crate) choices: Vec<Chosen>,
    /// Of a sheet Colours: what a colour means (colour, column, value).
    pub(crate) colours: Vec<(String, String, String)>,
}

/// Reads the adviser's answers back from any workbook of the input that has
/// the sheets of `data-quality.xlsx`.
pub(crate) fn read(folder: &crate::read::grid::Folder) -> Answers {
    let mut answers = Answers::default();
    let sheets = folder.books.iter().flat_map(|book| {
        let is_matching = crate::locate::forms::is_matching(&book.sheets);
        book.sheets.iter().map(move |grid| (grid, is_matching))
    });
    for (grid, is_matching) in sheets {
        let name = crate::base::text::fold(&grid.name);
        let Some(rows) = Rows::of(grid) else { continue };
        for row in &rows.rows {
            let of = |heading: &str| {
                row.get(heading).map(|(text, _)| text.clone()).unwrap_or_default()
            };
            let until = super::cells::day_in(&of("until")).ok();
            let place =
                row.values().next().map(|(_, place)| place.clone()).unwrap_or_default();
            match name.as_str() {
                "findings" | "queries"
                    if !of("decision").is_empty() || !of("reason").is_empty() =>
                {
                    answers.explanations.push(Explanation {
                        code: of("code"),
                        file: of("file"),
                        sheet: of("sheet"),
                        cell: of("cell"),
                        record: of("record"),
                        value: of("value"),
                        decision: of("decision"),
                        reason: of("reason"),
                        who: of("who"),
                        until,
                        place,
                    });
                }
                "headings" if !of("means").is_empty() => {
                    answers.headings.push(HeadingAnswer {
                        file: of("file"),
                        sheet: of("sheet"),
                        heading: of("heading"),
                        register: of("register"),
                        column: of("means"),
                        place,
                    })
                }
                "names" if !of("means").is_empty() => answers.names.push(NameAnswer {
                    name: of("name"),
                    kind: of("kind"),
                    means: of("means"),
                    place,
                }),
                "corrections" if !of("instead").is_empty() => {
                    answers.corrections.push(Correction {
                        file: of("file"),
                        sheet: of("sheet"),
                        cell: of("cell"),
                        was: of("was"),
                        instead: of("instead"),
                        reason: of("reason"),
                        who: of("who"),
                        until,
                        place,
                    })
                }
                "needs" if is_matching && !of("lle chosen").is_empty() => {
                    answers.choices.push(Chosen {
                        need: of("need"),
                        urn: of("urn"),
                        lle: of("lle chosen"),
                        reason: of("reason for the choice"),
                        place: row
                            .get("lle chosen")
                            .map_or(place, |(_, place)| place.clone()),
                    });
                }
                "colours" if !of("colour").is_empty() => {
                    answers.colours.push((of("colour"), of("column"), of("value")));
                }
                _ => {}
            }
        }
    }
    answers
}

/// Rows of a sheet of answers, by folded heading.
struct Rows {
    rows: Vec<std::collections::BTreeMap<String, (String, Place)>>,
}

impl Rows {
    fn of(grid: &crate::read::grid::Grid) -> Option<Self> {
        const SHEETS: [&str; 7] = [
            "findings",
            "queries",
            "headings",
            "names",
            "corrections",
            "colours",
            "needs",
        ];
        if !SHEETS.contains(&crate::base::text::fold(&grid.name).as_str()) {
            return None;
        }
        let known = [
            "code",
            "heading",
            "name",
            "cell",
            "colour",
            "means",
            "instead",
            "decision",
            "urn",
            "lle chosen",
        ];
        let text = |cell: &crate::read::grid::Cell| {
            crate::base::text::tidy(&crate::locate::shown(grid, &cell.value, cell.style))
        };
        let (head, cells) = grid.rows().take(30).find(|(_, cells)| {
            cells
                .iter()
                .filter(|cell| {
                    known.contains(&crate::base::text::fold(&text(cell)).as_str())
                })
                .count()
                >= 2
        })?;
        let headings: Vec<(u32, String)> = cells
            .iter()
            .map(|cell| (cell.pos.col, crate::base::text::fold(&text(cell))))
            .collect();
        let rows = grid
            .rows()
            .filter(|(row, _)| *row > head)
            .map(|(_, cells)| {
                cells
                    .iter()
                    .filter_map(|cell| {
                        let (_, heading) =
                            headings.iter().find(|(col, _)| *col == cell.pos.col)?;
                        let place = Place::cell(&grid.file, &grid.name, cell.pos);
                        Some((heading.clone(), (text(cell), place)))
                    })
                    .collect()
            })
            .collect();
        Some(Self { rows })
    }
}
