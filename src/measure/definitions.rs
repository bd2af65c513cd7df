//! What each measure is: the pages of `explain` and the methods section.

use crate::base::figure::Definition;

const fn define(
    code: &'static str,
    name: &'static str,
    words: &'static str,
    formula: &'static str,
    counted: &'static str,
    example: &'static str,
) -> Definition {
    Definition {
        code,
        name,
        words,
        formula,
        counted,
        example,
        source: "Department for Education performance tables and statistical first releases; definitions agreed for the programme.",
        caution: "A change of year groups is not by itself the effect of the programme.",
    }
}

const CLIENTS: &str = "Client schools whose own baseline and outcome are these two years; who is not counted stands in left-out.csv with one reason each.";

pub(super) static M01: Definition = define(
    "M01",
    "Percentage at the standard",
    "Of the eligible pupils, how many in a hundred reached the standard.",
    "100 × pupils at the standard ÷ eligible pupils; groups pooled.",
    "Pupils absent or below the test's level stay in the denominator.",
    "21 of 30 pupils: 70.0%.",
);
pub(super) static M02: Definition = define(
    "M02",
    "Change of one school",
    "The school's percentage in the later year less that of the earlier.",
    "P₁ − P₀, unrounded, in percentage points.",
    "Client and LLE schools with both years.",
    "16 of 30, then 21 of 30: +16.7 points.",
);
pub(super) static M03: Definition = define(
    "M03",
    "School-average change",
    "The mean of the schools' own changes: each school counts once.",
    "Sum of the schools' changes ÷ number of schools.",
    CLIENTS,
    "14 client schools: +16.9 points.",
);
pub(super) static M04: Definition = define(
    "M04",
    "Pupil-weighted change",
    "The change of the percentage of all pupils of the group taken together.",
    "100 × (Σx₁ ÷ Σn₁ − Σx₀ ÷ Σn₀).",
    CLIENTS,
    "162 of 293, then 201 of 289: +14.3 points.",
);
pub(super) static M05: Definition = define(
    "M05",
    "Spread of changes",
    "How far the schools differ: median, extremes, how many rose and fell, and the mean without any one school.",
    "Order statistics of the changes; two-sided sign test; leave-one-out means.",
    CLIENTS,
    "Median +17.4; 13 up, none the same, 1 down.",
);
pub(super) static M06: Definition = define(
    "M06",
    "Change against the authority",
    "The group's change less that of the authority as published.",
    "Group change − authority change.",
    CLIENTS,
    "+16.9 less +1.1: +15.8 points.",
);
pub(super) static M07: Definition = define(
    "M07",
    "Relative change, per cent",
    "The change as a part of where it began: not the same as points.",
    "100 × (P₁ − P₀) ÷ P₀.",
    CLIENTS,
    "58.0 to 74.9: +16.9 points is +29.1 per cent.",
);
pub(super) static M08: Definition = define(
    "M08",
    "Gap to national closed",
    "How much nearer the group came to the national percentage.",
    "(National₀ − P₀) − (National₁ − P₁).",
    CLIENTS,
    "15.0 behind, then 0.9 ahead: 15.9 points closed.",
);
pub(super) static M09: Definition = define(
    "M09",
    "The worth of one pupil",
    "How many points one pupil is in a cohort of this size.",
    "100 ÷ n.",
    "The mean cohort of the group.",
    "A cohort of 9: 11.1 points.",
);
pub(super) static M10: Definition = define(
    "M10",
    "Interval of a percentage",
    "Where the percentage may lie given how few pupils it rests on.",
    "Wilson's score interval, 95%.",
    "As the percentage.",
    "21 of 30: 52.1 to 83.3.",
);
pub(super) static M11: Definition = define(
    "M11",
    "Interval of one school's change",
    "Where one school's change may lie given the size of two year groups.",
    "Newcombe's interval from two Wilson intervals, 95%.",
    "Client and LLE schools with counts.",
    "16 of 30 to 21 of 30: −7.6 to +38.4.",
);
pub(super) static M13: Definition = define(
    "M13",
    "Average point score",
    "Mean points of a year.",
    "Σ points ÷ Σ assessments with points; W 3, 1 9, 2C 13, 2B 15, 2A 17, 3 21, 4+ 27.",
    "Absent, disapplied and missing pupils are disregarded.",
    "470 points of 30 pupils: 15.7.",
);
pub(super) static M14: Definition = define(
    "M14",
    "Change of average points",
    "The mean of the schools' changes in average points.",
    "Sum of changes ÷ number of schools; pooled beside it.",
    CLIENTS,
    "14.62 to 14.94: +0.3 (0.32).",
);
pub(super) static M16: Definition = define(
    "M16",
    "Coverage",
    "Of the schools concerned, how many could be counted in both years.",
    "100 × schools counted ÷ schools.",
    "Clients: analysed ÷ all client schools. Authority: with both years ÷ with the key stage.",
    "14 of 18: 77.8%.",
);
pub(super) static M25: Definition = define(
    "M25",
    "Who is counted",
    "How many client schools are analysed, and why each other is not.",
    "Client schools less those left out, one reason each, the first that applies.",
    "Every client school known at the as-at date.",
    "18 less 1 infant, 2 boycott, 1 amalgamated: 14.",
);
pub(super) static S01: Definition = define(
    "S01",
    "Response rate",
    "Of those invited, how many replied.",
    "100 × replies ÷ invitations.",
    "Those with at least one answer.",
    "16 of 18: 88.9%.",
);
pub(super) static S02: Definition = define(
    "S02",
    "Agree or strongly agree",
    "Of those who answered, how many agree.",
    "100 × (SA + A) ÷ answers; Wilson interval.",
    "Blank and not applicable leave the base.",
    "15 of 16: 93.8% (71.7 to 98.9).",
);
pub(super) static S03: Definition = define(
    "S03",
    "Net agreement",
    "Per cent that agree less per cent that disagree.",
    "% agree − % disagree.",
    "As S02.",
    "82.4 − 5.9: +76.5.",
);
pub(super) static S04: Definition = define(
    "S04",
    "Mean of the scale",
    "Strongly agree 5 to strongly disagree 1.",
    "Σ scores ÷ answers.",
    "As S02.",
    "76 ÷ 16: 4.75.",
);
pub(super) static S05: Definition = define(
    "S05",
    "Clients against LLEs",
    "How much more, or less, clients agree than LLEs.",
    "Difference of the two percentages; Newcombe interval.",
    "As S02.",
    "93.8 − 82.4: +11.4 (−13.5 to +35.3).",
);
pub(super) static P01: Definition = define(
    "P01",
    "Active LLEs",
    "LLEs who are accredited and at work on the as-at date.",
    "Accredited by the date, not ended, not paused.",
    "The LLE register.",
    "35 accredited, one resigned, one paused: 33.",
);
pub(super) static P02: Definition = define(
    "P02",
    "Growth in a year",
    "Active LLEs now less those a year before.",
    "Count now − count a year before.",
    "The LLE register.",
    "32 to 35: +3 (+9.4%).",
);
pub(super) static P04: Definition = define(
    "P04",
    "Active deployments",
    "Deployments at work on the as-at date.",
    "Started, not ended, neither declined nor withdrawn; a written status wins over dates.",
    "The deployments register.",
    "24 LLEs of 33 deployed: 72.7%.",
);
pub(super) static P05: Definition = define(
    "P05",
    "Days delivered of days agreed",
    "Of the days agreed, how many were delivered.",
    "100 × days of recorded visits ÷ days agreed.",
    "Deployments started by the as-at date, neither declined nor withdrawn before the start.",
    "148 of 168: 88.1%.",
);
pub(super) static P09: Definition = define(
    "P09",
    "Records of visit on time",
    "Of the records that were due, how many came within the standard.",
    "100 × received within ten working days ÷ due by the as-at date.",
    "Visits whose ten working days have passed.",
    "96 of 120: 80.0%.",
);
pub(super) static F05: Definition = define(
    "F05",
    "Budget and forecast",
    "What was approved, paid and ordered, and where the year is heading.",
    "Forecast = paid + committed; variance = forecast − approved.",
    "The financial year of the as-at date.",
    "24,500 + 21,000: 45,500 of 50,000.",
);

/// Every definition, in the order of the tables.
pub(crate) fn definitions() -> Vec<&'static Definition> {
    vec![
        &M01, &M02, &M03, &M04, &M05, &M06, &M07, &M08, &M09, &M10, &M11, &M13, &M14,
        &M16, &M25, &S01, &S02, &S03, &S04, &S05, &P01, &P02, &P04, &P05, &P09, &F05,
    ]
}
