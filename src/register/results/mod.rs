//! Results of schools, in long form whatever layout they came in.

mod area;
mod cell;
pub(crate) mod check;
mod cohorts;
mod heading;
mod level_rows;
mod levels;
mod plan;
mod published;
mod repeats;
mod rows;
pub(crate) mod rules;
mod scale;
mod score;
mod series;
#[cfg(test)]
mod tests;
mod whole;

use std::sync::Arc;

use crate::base::cell::{Place, RowPlace};
use crate::base::date::AcademicYear;
use crate::base::finding::{Finding, Findings, Severity};
use crate::base::indicator::Indicator;
use crate::base::reason::Missing;
use crate::base::setting::Settings;
use crate::locate::schema::{Choice, Column, Kind, Schema};
use crate::locate::table::Table;
use crate::read::grid::Grid;

pub(crate) use area::{authority_name, is_an_authority};
pub(crate) use check::check;
pub(crate) use cohorts::{Cohort, fill};
pub(crate) use levels::combined_of_rows as combined;

pub(crate) static URN: Column = Column::new(
    "urn",
    "URN",
    Kind::Urn,
    &["urn", "school urn", "unique reference number", "school_urn"],
);
pub(crate) static DFE: Column = Column::new(
    "dfe",
    "DfE number",
    Kind::DfeNumber,
    &[
        "laestab",
        "dfe",
        "dfe no",
        "dfe number",
        "dcsf no",
        "la estab",
        "lea estab",
        "school no",
        "dfes no",
        "establishment no",
        "estab no",
    ],
);
pub(crate) static SCHOOL: Column = Column::new(
    "school",
    "School",
    Kind::School,
    &[
        "school",
        "school name",
        "name",
        "name of school",
        "establishment",
        "establishment name",
        "schname",
        "school_name",
    ],
)
.required();
pub(crate) static YEAR: Column = Column::new(
    "year",
    "Results year",
    Kind::AcademicYear,
    &[
        "year",
        "results year",
        "academic year",
        "test year",
        "year of results",
        "cohort year",
        "summer",
        "time_period",
        "time period",
    ],
)
.required();
pub(crate) static STAGE: Column = Column::new(
    "stage",
    "Key stage",
    Kind::Text,
    &["key stage", "ks", "stage", "phase of results"],
);
pub(crate) static MEASURE: Column = Column::new(
    "measure",
    "Measure",
    Kind::Text,
    &["measure", "measure code", "indicator", "measure name", "subject", "what"],
);
pub(crate) static NUMERATOR: Column = Column::new(
    "numerator",
    "Number at the standard",
    Kind::Count,
    &[
        "numerator",
        "pupils at standard",
        "number achieving",
        "number at l4+",
        "no at level 4+",
        "l4+",
        "l4+ em",
        "l4+ e&m",
        "achieved",
        "no. achieving",
    ],
);
pub(crate) static DENOMINATOR: Column = Column::new(
    "denominator",
    "Eligible pupils",
    Kind::Count,
    &[
        "denominator",
        "eligible",
        "eligible pupils",
        "cohort",
        "cohort size",
        "pupils",
        "number of pupils",
        "no of pupils",
        "no. of pupils",
        "number eligible",
        "no in cohort",
        "on roll y6",
        "n",
        "cohort no",
        "tested",
    ],
);
pub(crate) static VALUE: Column = Column::new(
    "value",
    "Value",
    Kind::Number,
    &[
        "value",
        "result",
        "per cent",
        "percentage",
        "percent",
        "%",
        "score",
        "figure",
        "aps",
        "val",
    ],
);
pub(crate) static SOURCE: Column =
    Column::new("source", "Source", Kind::Text, &["source", "data source", "from"]);
pub(crate) static STATUS: Column = Column::new(
    "status",
    "Status",
    Kind::Choice(STATUSES),
    &["status", "data status", "version", "provisional or final", "validated"],
);
pub(crate) static BASIS: Column = Column::new(
    "basis",
    "Basis",
    Kind::Text,
    &["basis", "test or ta", "assessment type"],
);

/// Words for how final a result is.
pub(crate) const STATUSES: &[Choice] = &[
    Choice {
        value: "final",
        words: &["validated", "published", "amended final", "final"],
    },
    Choice { value: "revised", words: &["amended", "revised"] },
    Choice {
        value: "provisional",
        words: &["unvalidated", "provisional", "prov", "early"],
    },
    Choice {
        value: "reported",
        words: &["school reported", "school", "reported", "keypas", "epas"],
    },
];

/// The register as a blank sheet has it; other layouts are recognised too.
pub(crate) static SCHEMA: Schema = Schema {
    name: "results",
    title: "Results",
    what: "Results of schools: one row for each school, year and measure, or a column for each year.",
    columns: &[
        &URN,
        &DFE,
        &SCHOOL,
        &YEAR,
        &STAGE,
        &MEASURE,
        &NUMERATOR,
        &DENOMINATOR,
        &VALUE,
        &SOURCE,
        &STATUS,
        &BASIS,
    ],
    needs: &[&["urn", "dfe", "school"]],
    tells: &[],
    names: &[
        "result",
        "ks1",
        "ks2",
        "key stage",
        "attainment",
        "sats",
        "performance",
        "phonics",
        "eyfs",
    ],
};

/// How final a result is; the order is the order of preference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// Validated, or published as final.
    #[default]
    Final,
    /// Amended after first publication.
    Revised,
    /// Before validation.
    Provisional,
    /// By the school or the authority's own collection.
    Reported,
}

/// How a value was given; the order is the order of preference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Given {
    /// Counts of pupils.
    Counts,
    /// A percentage or mean with a decimal.
    Decimal,
    /// A whole percentage.
    Whole,
}

/// A value with its counts, as far as they are known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Score {
    /// Per cent (0 to 100), mean points, scaled score, progress. From counts,
    /// unrounded, where they are known.
    pub(crate) value: f64,
    /// Pupils at the standard; for point scores the sum of points.
    pub(crate) numerator: Option<f64>,
    /// Eligible pupils; for point scores the number of assessments.
    pub(crate) denominator: Option<f64>,
    /// Pupils in the cohort, where it is not the denominator.
    pub(crate) cohort: Option<f64>,
    /// How it was given.
    pub(crate) given: Given,
    /// 95% limits as published, for progress.
    pub(crate) limits: Option<(f64, f64)>,
    /// The percentage as printed in the sheet, where counts stand beside it.
    pub(crate) stated: Option<f64>,
}

/// One school's result in one indicator and year.
#[derive(Clone, Debug)]
pub(crate) struct Result {
    /// The row; its part is `indicator year`.
    pub(crate) place: RowPlace,
    /// URN as written (digits), if given.
    pub(crate) urn: Option<String>,
    /// DfE number as written (`926/2056`), if given.
    pub(crate) dfe: Option<String>,
    /// School name as written.
    pub(crate) name: String,
    /// What.
    pub(crate) indicator: &'static Indicator,
    /// When.
    pub(crate) year: AcademicYear,
    /// The value, or why there is none.
    pub(crate) score: std::result::Result<Score, Missing>,
    /// How final.
    pub(crate) status: Status,
    /// From a published layout (DfE tables, LAIT) rather than an own sheet.
    pub(crate) is_published: bool,
    /// Teacher assessment given for an indicator that is a test.
    pub(crate) is_teacher_assessment: bool,
    /// Sheet columns.
    pub(crate) cols: Cols,
    /// What stood in the value's cell.
    pub(crate) raw: String,
    /// Where the eligible pupils stand, if in another file.
    pub(crate) cohort_at: Option<Place>,
}

/// Which sheet columns a result came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cols {
    /// URN, DfE number or name: the key's column.
    pub(crate) key: u32,
    /// Percentage or mean.
    pub(crate) value: Option<u32>,
    /// Pupils at the standard (the first of several levels).
    pub(crate) numerator: Option<u32>,
    /// Eligible pupils.
    pub(crate) denominator: Option<u32>,
}

impl Cols {
    /// The column to show: the value's, else the count's, else the cohort's, else the key's.
    pub(crate) fn main(self) -> u32 {
        self.value.or(self.numerator).or(self.denominator).unwrap_or(self.key)
    }
}

impl Result {
    /// The cell to show.
    pub(crate) fn cell(&self) -> Place {
        self.place.at(self.cols.main())
    }
}

/// Which area a comparator is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Area {
    /// A local authority.
    La,
    /// England, state-funded schools.
    NationalState,
    /// England, all schools.
    NationalAll,
}

/// An authority's or the nation's value in one indicator and year.
#[derive(Clone, Debug)]
pub(crate) struct Comparator {
    /// Where it stands.
    pub(crate) place: Place,
    /// Which kind of area.
    pub(crate) area: Area,
    /// The area's name or code as written: `Norfolk`, `926`.
    pub(crate) area_name: Arc<str>,
    /// What.
    pub(crate) indicator: &'static Indicator,
    /// When.
    pub(crate) year: AcademicYear,
    /// The value, or why there is none.
    pub(crate) score: std::result::Result<Score, Missing>,
    /// How final.
    pub(crate) status: Status,
    /// From a published layout, or a source that says so.
    pub(crate) is_published: bool,
    /// Source in words.
    pub(crate) source: Arc<str>,
    /// `same schools` where the row says that it covers those with both years.
    pub(crate) is_same_schools: bool,
}

/// Whether a heading that is no result of the pack is looked at all the same.
pub(super) fn is_looked_at(table: &Table, heading: &str) -> bool {
    table.schema.name == "results" && whole::is_part(heading)
}

/// What a table of results gives.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Results of schools.
    pub(crate) results: Vec<Result>,
    /// Of the authority and the nation.
    pub(crate) comparators: Vec<Comparator>,
    /// Eligible pupils of schools, in a table that has nothing else of results.
    pub(crate) cohorts: Vec<Cohort>,
    /// How many rows were used.
    pub(crate) used: usize,
}

/// Reads a table of the registers `results` or `comparators`, whatever its
/// layout: long, a column for each year, level counts, or a published one.
///
/// Rows of the authority and the nation among schools become comparators.
pub(crate) fn read(
    grid: &Grid,
    table: &Table,
    settings: &Settings,
    findings: &mut Findings,
) -> Found {
    let plan = plan::of(grid, table, settings);
    let mut reader = rows::Reader::new(grid, table, &plan);
    if let Some(col) = plan.usual {
        let heading = plan.headings.joined(col);
        let says = format!(
            "{heading} names no level; level 4 and above was taken, the standard of those years."
        );
        let place = table.row_place(plan.headings.row).at(col);
        findings.add(
            Finding::new(&rules::RES_019, place, says)
                .severity(Severity::Note)
                .register(table.schema.name)
                .column(heading)
                .fix("Nothing to do if it is right; else name the level in the heading or in the title above the table."),
        );
    }
    if let Some((col, says)) = table.published.as_ref().and_then(|found| found.unread) {
        let heading = plan.headings.joined(col);
        let place = table.row_place(plan.headings.row).at(col);
        findings.add(
            Finding::new(&rules::RES_019, place, format!("{heading} was not read: {says}."))
                .severity(Severity::Note)
                .register(table.schema.name)
                .column(heading)
                .fix("Nothing to do; of these years the pack has mathematics, which is a measure of its own."),
        );
    }
    reader.read(findings);
    let rows::Reader { results, comparators, cohorts, used, .. } = reader;
    let results = repeats::settled(results, &plan, findings);
    let slack = settings.number("combined_slack");
    repeats::combined_above_subject(&results, slack, findings);
    whole::check(grid, table, findings);
    Found { results, comparators, cohorts, used }
}
