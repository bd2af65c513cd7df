//! What a results sheet may get wrong, cell by cell.

use crate::base::finding::{Rule, Severity};

const fn rule(
    code: &'static str,
    name: &'static str,
    severity: Severity,
    texts: [&'static str; 4],
) -> Rule {
    let [what, why, fix, ignore] = texts;
    Rule { code, name, severity, what, why, fix, ignore, settings: &[] }
}

/// One school twice in one year with different figures.
pub(crate) static RES_001: Rule = rule(
    "RES-001",
    "two-results-for-one-year",
    Severity::Error,
    [
        "A school has one result in each indicator and year of a sheet.",
        "Which of two figures is counted would be chance.",
        "Keep one of the rows, or mark one provisional and the other final in a Status column.",
        "Never while the two differ.",
    ],
);
/// A year that cannot be read.
pub(crate) static RES_002: Rule = rule(
    "RES-002",
    "results-year-not-readable",
    Severity::Error,
    [
        "A results year is written 2010/11, 2010-11 or 2011.",
        "A result without its year cannot be compared.",
        "Write the academic year, for example 2010/11; the second half follows the first.",
        "Never.",
    ],
);
/// A result of a year without tests.
pub(crate) static RES_003: Rule = rule(
    "RES-003",
    "result-in-year-without-tests",
    Severity::Query,
    [
        "No national tests were held in 2019/20 and 2020/21; key stage 1 assessment ended with 2022/23.",
        "A figure of such a year is no test result.",
        "Check the year; if it is teacher assessment, say so in a column Basis.",
        "When the year is right and the figure is not meant to be compared.",
    ],
);
/// A measure in a year in which it did not exist.
pub(crate) static RES_004: Rule = rule(
    "RES-004",
    "measure-not-of-that-year",
    Severity::Query,
    [
        "Each measure has its years: levels and points to 2014/15, those of English to 2011/12, scaled scores and the expected standard from 2015/16, progress scores not in 2023/24 and 2024/25.",
        "It is likely that the year or the measure is another.",
        "Check the year and the name of the measure.",
        "When an own assessment is meant that goes on under the old name.",
    ],
);
/// Fractions among percentages.
pub(crate) static RES_005: Rule = rule(
    "RES-005",
    "fraction-among-percentages",
    Severity::Error,
    [
        "The percentages of a column are all written 0 to 100, or all 0 to 1.",
        "0.76 among whole percentages may mean 76% or less than 1%.",
        "Type 76, or give the cell a percentage format.",
        "When the percentage really is below one.",
    ],
);
/// A value that cannot be.
pub(crate) static RES_006: Rule = rule(
    "RES-006",
    "value-out-of-range",
    Severity::Error,
    [
        "Percentages lie between 0 and 100, scaled scores between 80 and 120, key stage 1 points between 3 and 27.",
        "An impossible value would move the average of its whole group.",
        "Correct the value, or the heading if it holds something else.",
        "Never.",
    ],
);
/// A percentage that its counts do not give.
pub(crate) static RES_007: Rule = rule(
    "RES-007",
    "percentage-against-counts",
    Severity::Error,
    [
        "A percentage is the count divided by the eligible pupils, to the decimals that it is written with.",
        "One of the three numbers is wrong, and it is not known which.",
        "Correct whichever of the three is wrong.",
        "When the percentage counts other pupils than the two numbers beside it.",
    ],
);
/// Both subjects reached by more than one of them.
pub(crate) static RES_008: Rule = Rule {
    settings: &["combined_slack"],
    ..rule(
        "RES-008",
        "combined-above-single-subject",
        Severity::Query,
        [
            "The share that reached the level in both subjects is not above the share in either.",
            "Two columns may have changed places.",
            "Check the figures of the combined measure and of the subject.",
            "When the two come from different sources.",
        ],
    )
};
/// Two parts that are not the whole.
pub(crate) static RES_009: Rule = rule(
    "RES-009",
    "parts-are-not-the-whole",
    Severity::Query,
    [
        "Boys and girls, and disadvantaged and other pupils, add up to all.",
        "One of the counts would be wrong.",
        "Correct the count that is wrong.",
        "When pupils are missing from both parts: say so once.",
    ],
);
/// A count that cannot be.
pub(crate) static RES_014: Rule = rule(
    "RES-014",
    "count-of-pupils-impossible",
    Severity::Error,
    [
        "Counts of pupils are whole, not below nought, and not above the eligible pupils.",
        "A share over 100% or of half a pupil would move the average of its whole group.",
        "Correct the count, or the number of eligible pupils.",
        "Never.",
    ],
);
/// A word where a number belongs.
pub(crate) static RES_015: Rule = rule(
    "RES-015",
    "not-a-number",
    Severity::Error,
    [
        "A results cell holds a number, a percentage, counts such as 23/30, or a code such as SUPP. SUPP, `c` and `*` mean hidden, and so does `x` up to 2018/19; since then `x` means not available, as NE, NA, NP, z, low and u mean no result.",
        "What cannot be read cannot be counted.",
        "Type the number in figures, or one of the codes SUPP, NE, NA, NP, NEW, LOWCOV, BOYC; leave it blank if there is none.",
        "Never.",
    ],
);
/// A total that is not the sum of its rows.
pub(crate) static RES_016: Rule = rule(
    "RES-016",
    "total-not-the-sum-of-its-rows",
    Severity::Query,
    [
        "A row of totals is compared with the sum of the schools above it.",
        "A row may have been added below a formula, or a count changed over it.",
        "Check the formula of the total; totals themselves are not used.",
        "When the total covers other schools than the rows above it.",
    ],
);
/// A count with no cohort.
pub(crate) static RES_017: Rule = rule(
    "RES-017",
    "count-without-cohort",
    Severity::Query,
    [
        "A count of pupils at a standard needs the number of eligible pupils.",
        "Without it the result is in no figure.",
        "Fill in the eligible pupils, or the percentage.",
        "When the cohort is not known.",
    ],
);
/// A measure that the pack does not use, or none.
pub(crate) static RES_019: Rule = rule(
    "RES-019",
    "measure-not-known",
    Severity::Query,
    [
        "A column of results, its sheet's title or a column Measure names the measure: L4+ E&M, KS1 APS, RWM expected.",
        "Results whose measure is not known are in no figure.",
        "Name the measure in the heading or in the title above the table.",
        "When the measure is one that the pack does not use.",
    ],
);
/// Nought where nothing was sat.
pub(crate) static FIL_021: Rule = rule(
    "FIL-021",
    "nought-for-no-result",
    Severity::Query,
    [
        "Nought per cent needs pupils who could have reached the standard.",
        "Nought for a missing result would lower the average; it is taken for missing.",
        "Leave the cells blank, or write why there is no result: BOYC, SUPP, NE, NEW.",
        "When nobody was eligible.",
    ],
);
/// A school that is not in the list.
pub(crate) static RES_018: Rule = rule(
    "RES-018",
    "school-not-in-the-list",
    Severity::Error,
    [
        "Every school named in a register stands in the school list, under one URN and one name.",
        "A result that belongs to no known school is in no figure.",
        "Correct the URN or the name, or add the school to the school list.",
        "When the school is of another authority and not in the programme.",
    ],
);

/// Levels without the lowest.
pub(crate) static RES_020: Rule = rule(
    "RES-020",
    "levels-without-the-lowest",
    Severity::Query,
    [
        "Where pupils are counted at each level, a column is of those below level 1 (W).",
        "Average points without the lowest level are too high.",
        "Name the column of pupils below level 1 W, or add it.",
        "When no pupil was below level 1 and the others have no level (absent, disapplied).",
    ],
);

/// A level between others that is not counted.
pub(crate) static RES_021: Rule = rule(
    "RES-021",
    "level-missing",
    Severity::Error,
    [
        "Where pupils are counted at each level of a subject, every level up to 3 has a column.",
        "Average points without a level are wrong; only where the other levels make up the cohort are they used.",
        "Name the column of that level as the others are named (2C), or add it.",
        "When no pupil was at that level: add the column with noughts, and it is asked no more.",
    ],
);

/// Rules of this register.
pub(crate) static RULES: &[&Rule] = &[
    &RES_001, &RES_002, &RES_003, &RES_004, &RES_005, &RES_006, &RES_007, &RES_008,
    &RES_009, &RES_014, &RES_015, &RES_016, &RES_017, &FIL_021, &RES_018, &RES_019,
    &RES_020, &RES_021,
];
