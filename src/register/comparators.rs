//! Comparators: authority and national values by measure and year.

use crate::locate::schema::{Column, Kind, Schema};

pub(crate) static MEASURE: Column = Column::new(
    "measure",
    "Measure",
    Kind::Text,
    &[
        "measure",
        "indicator",
        "what",
        "item",
        "measure name",
        "performance measure",
        "indicator name",
        "benchmark",
        "comparator",
    ],
)
.required()
.public();
pub(crate) static YEAR: Column = Column::new(
    "year",
    "Results year",
    Kind::AcademicYear,
    &[
        "year",
        "results year",
        "academic year",
        "time_period",
        "year of tests",
        "test year",
        "year of results",
        "summer",
    ],
)
.required()
.public();
pub(crate) static AREA: Column = Column::new(
    "area",
    "Area",
    Kind::Text,
    &[
        "area",
        "la",
        "authority",
        "geography",
        "region",
        "level",
        "area name",
        "geographical area",
        "geographic area",
        "la_name",
        "whose",
        "who",
        "where",
        "authority or nation",
        "la national",
        "la or national",
        "la england",
    ],
)
.required()
.public();
pub(crate) static VALUE: Column = Column::new(
    "value",
    "Value",
    Kind::Number,
    &[
        "value",
        "val",
        "per cent",
        "%",
        "figure",
        "result",
        "percentage",
        "percentage / points",
        "percentage or points",
        "% or points",
        "score",
        "% / points",
        "percentage or score",
        "score or percentage",
        "figure (% or points)",
        "aps",
        "points",
        "average",
        "mean",
    ],
)
.public();
pub(crate) static NUMERATOR: Column = Column::new(
    "numerator",
    "Numerator",
    Kind::Count,
    &[
        "numerator",
        "pupils at standard",
        "achieved",
        "no achieving",
        "number achieving",
        "number at standard",
        "no at standard",
        "achieving",
        "pupils achieving",
        "no at level",
        "number at level",
        "pupils at level",
        "pupils at the level",
        "pupils reaching it",
        "no of pupils reaching it",
        "no of pupils achieving it",
        "reaching it",
        "pupils reaching the level",
        "number reaching it",
        "pupils who got there",
        "at the level",
        "number at the level",
    ],
)
.public();
pub(crate) static DENOMINATOR: Column = Column::new(
    "denominator",
    "Denominator",
    Kind::Count,
    &[
        "denominator",
        "eligible",
        "eligible pupils",
        "pupils",
        "cohort",
        "no of pupils",
        "number of pupils",
        "total pupils",
        "pupils eligible",
        "number eligible",
        "no in cohort",
        "number in cohort",
        "out of",
        "out of pupils",
        "pupils in all",
        "no of pupils in all",
        "number in all",
        "pupils out of",
    ],
)
.public();
pub(crate) static COVERAGE: Column = Column::new(
    "coverage",
    "Coverage",
    Kind::Text,
    &["coverage", "coverage note", "covers", "schools covered", "basis"],
)
.public();
pub(crate) static SOURCE: Column = Column::new(
    "source",
    "Source",
    Kind::Text,
    &[
        "source",
        "source title",
        "published in",
        "published by",
        "publication",
        "taken from",
        "where from",
        "where it came from",
        "where i had it from",
        "where i got it",
        "where we got it",
        "source of the figure",
        "source of figure",
        "authority for figure",
        "authority for the figure",
        "had from",
        "data source",
        "the figure is from",
        "figure is from",
        "where i found it",
        "found in",
        "came from",
        "got from",
    ],
)
.public();
pub(crate) static RELEASED: Column = Column::new(
    "released",
    "Released",
    Kind::Date,
    &["released", "release date", "published", "date published"],
)
.public();
pub(crate) static STATUS: Column =
    Column::new("status", "Status", Kind::Text, &["status", "provisional or final"])
        .public();

/// The register.
pub(crate) static SCHEMA: Schema = Schema {
    name: "comparators",
    title: "Comparators",
    what: "Authority and national values by measure and year.",
    columns: &[
        &MEASURE,
        &YEAR,
        &AREA,
        &VALUE,
        &NUMERATOR,
        &DENOMINATOR,
        &COVERAGE,
        &SOURCE,
        &RELEASED,
        &STATUS,
    ],
    needs: &[&["measure"], &["year"], &["value", "numerator"], &["area"]],
    tells: &["area"],
    names: &["comparator", "national", "la & national", "benchmark"],
};
