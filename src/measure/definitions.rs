//! What each measure is: the pages of `explain` and the methods section.

pub(super) use super::programme_definitions::{
    F01, F02, F03, F04, F05, F06, F07, P01, P02, P03, P04, P05, P06, P07, P08, P09, P10,
    P11, P12, P13, P14, P15,
};
use crate::base::figure::Definition;

const fn define(
    code: &'static str,
    name: &'static str,
    words: &'static str,
    formula: &'static str,
    counted: &'static str,
    example: &'static str,
    caution: &'static str,
) -> Definition {
    Definition {
        code,
        name,
        words,
        formula,
        counted,
        example,
        source: "Department for Education performance tables and statistical first releases; definitions agreed for the programme.",
        caution,
    }
}

const YEAR_GROUPS: &str =
    "A change of year groups is not by itself the effect of the programme.";

const CLIENTS: &str = "Client schools whose own baseline and outcome are these two years; each of the others has one reason (M25).";

pub(super) static M01: Definition = define(
    "M01",
    "Percentage at the standard",
    "Of the eligible pupils, how many in a hundred reached the standard.",
    "100 × pupils at the standard ÷ eligible pupils; groups pooled.",
    "Pupils absent or below the test's level stay in the denominator.",
    "21 of 30 pupils: 70.0%.",
    "One year group in one year: the next year's pupils are others.",
);
pub(super) static M02: Definition = define(
    "M02",
    "Change of one school",
    "The school's percentage in the later year less that of the earlier.",
    "P₁ − P₀, unrounded, in percentage points.",
    "Client and LLE schools with both years.",
    "16 of 30, then 21 of 30: +16.7 points.",
    "Two year groups are compared, not the same pupils twice: part of any change is chance.",
);
pub(super) static M03: Definition = define(
    "M03",
    "School-average change",
    "The mean of the schools' own changes: each school counts once.",
    "Sum of the schools' changes ÷ number of schools.",
    CLIENTS,
    "14 client schools: +16.9 points.",
    YEAR_GROUPS,
);
pub(super) static M04: Definition = define(
    "M04",
    "Pupil-weighted change",
    "The change of the percentage of all pupils of the group taken together.",
    "100 × (Σx₁ ÷ Σn₁ − Σx₀ ÷ Σn₀).",
    CLIENTS,
    "162 of 293, then 201 of 289: +14.3 points.",
    YEAR_GROUPS,
);
pub(super) static M05: Definition = define(
    "M05",
    "Spread of changes",
    "How far the schools differ: median, extremes, how many rose and fell, and the mean without any one school.",
    "Order statistics of the changes; two-sided sign test; leave-one-out means.",
    CLIENTS,
    "Median +17.4; 13 up, none the same, 1 down.",
    "A middle and a range describe these schools; they do not say why the schools differ.",
);
pub(super) static M06: Definition = define(
    "M06",
    "Change against the authority",
    "The group's change less that of the authority as published.",
    "Group change − authority change.",
    CLIENTS,
    "+16.9 less +1.1: +15.8 points.",
    "The authority's figure holds the clients too, and its schools began elsewhere.",
);
pub(super) static M07: Definition = define(
    "M07",
    "Relative change, per cent",
    "The change as a part of where it began: not the same as points.",
    "100 × (P₁ − P₀) ÷ P₀.",
    CLIENTS,
    "58.0 to 74.9: +16.9 points is +29.1 per cent.",
    "Per cent of a percentage: a small start makes a small change look large.",
);
pub(super) static M08: Definition = define(
    "M08",
    "Gap to national closed",
    "How much nearer the group came to the national percentage.",
    "(National₀ − P₀) − (National₁ − P₁).",
    CLIENTS,
    "15.0 behind, then 0.9 ahead: 15.9 points closed.",
    "A gap may close because England fell.",
);
pub(super) static M09: Definition = define(
    "M09",
    "The worth of one pupil",
    "How many points one pupil is in a cohort of this size, and how many pupils of a class of 30 the change is.",
    "100 ÷ n; change × 30 ÷ 100.",
    "The mean cohort of the group; its school-average change.",
    "A cohort of 9: 11.1 points. +16.9 points in a class of 30: 5.1 pupils.",
    "A change of a few pupils' worth is no trend.",
);
pub(super) static M10: Definition = define(
    "M10",
    "Interval of a percentage",
    "Where the percentage may lie given how few pupils it rests on.",
    "Wilson's score interval, 95%.",
    "As the percentage.",
    "21 of 30: 52.1 to 83.3.",
    "It speaks of chance in who the pupils were, not of faults in the data.",
);
pub(super) static M11: Definition = define(
    "M11",
    "Interval of one school's change",
    "Where one school's change may lie given the size of two year groups.",
    "Newcombe's interval from two Wilson intervals, 95%.",
    "Client and LLE schools with counts.",
    "16 of 30 to 21 of 30: −7.6 to +38.4.",
    "An interval that spans nought does not show that nothing changed.",
);
pub(super) static M13: Definition = define(
    "M13",
    "Average point score",
    "Mean points of a year.",
    "Σ points ÷ Σ assessments with points; W = 3, 1 = 9, 2C = 13, 2B = 15, 2A = 17, 3 = 21, 4+ = 27.",
    "Absent, disapplied and missing pupils are disregarded.",
    "470 points of 30 pupils: 15.7.",
    "Teachers' own assessments, or scores of one year group: not comparable between stages.",
);
pub(super) static M14: Definition = define(
    "M14",
    "Change of average points",
    "The mean of the schools' changes in average points.",
    "Sum of changes ÷ number of schools; pooled beside it.",
    CLIENTS,
    "14.62 to 14.94: +0.3 (0.32).",
    YEAR_GROUPS,
);
pub(super) static M15: Definition = define(
    "M15",
    "Below the floor standard",
    "Schools that miss every threshold of the year's floor standard.",
    "Share below the threshold and every progress measure below its median; from 2016 share below and any progress score insufficient.",
    "Schools with 11 eligible pupils and more and every part known; the table of thresholds is by year.",
    "55%, English 84, maths 85 in 2011: below. 55%, 84 and 88: not below.",
    "A school on either side of a threshold may differ from its neighbour by one pupil.",
);
pub(super) static M16: Definition = define(
    "M16",
    "Coverage",
    "Of the schools concerned, how many could be counted in both years.",
    "100 × schools counted ÷ schools.",
    "Clients: analysed ÷ all client schools. Authority: with both years ÷ with the key stage.",
    "14 of 18: 77.8%.",
    "Schools that are not counted may have fared better or worse.",
);
pub(super) static M25: Definition = define(
    "M25",
    "Who is counted",
    "How many client schools are analysed, and why each other is not.",
    "Client schools less those left out, one reason each, the first that applies.",
    "Every client school known at the as-at date.",
    "18 less 1 infant, 2 boycott, 1 amalgamated: 14.",
    "A reason says why a school is not counted, not how it did.",
);
pub(super) static S01: Definition = define(
    "S01",
    "Response rate",
    "Of those invited, how many replied.",
    "100 × replies ÷ invitations.",
    "Those with at least one answer.",
    "16 of 18: 88.9%.",
    "Who did not reply may think otherwise.",
);
pub(super) static S02: Definition = define(
    "S02",
    "Agree or strongly agree",
    "Of those who answered, how many agree.",
    "100 × (SA + A) ÷ answers; Wilson interval.",
    "Blank and not applicable leave the base.",
    "15 of 16: 93.8% (71.7 to 98.9).",
    "An opinion is no result, and a few answers move it far.",
);
pub(super) static S03: Definition = define(
    "S03",
    "Net agreement",
    "Per cent that agree less per cent that disagree.",
    "% agree − % disagree.",
    "As S02.",
    "82.4 − 5.9: +76.5.",
    "It hides how many neither agree nor disagree.",
);
pub(super) static S04: Definition = define(
    "S04",
    "Mean of the scale",
    "Strongly agree 5 to strongly disagree 1.",
    "Σ scores ÷ answers.",
    "As S02.",
    "76 ÷ 16: 4.75.",
    "The steps of the scale are not known to be of one size.",
);
pub(super) static S05: Definition = define(
    "S05",
    "Clients against LLEs",
    "How much more, or less, clients agree than LLEs.",
    "Difference of the two percentages; Newcombe interval.",
    "As S02.",
    "93.8 − 82.4: +11.4 (−13.5 to +35.3).",
    "Two small groups with different parts in the work: a gap is not a fault.",
);

pub(super) static M12: Definition = define(
    "M12",
    "Beyond chance",
    "Whether a change is larger than chance between year groups would usually give.",
    "1 where the interval lies above nought, −1 below, 0 otherwise.",
    "Cohorts of 11 and more.",
    "16 of 30 to 21 of 30: within chance; 162 of 293 to 201 of 289: above.",
    "Within chance does not mean unchanged.",
);
pub(super) static M17: Definition = define(
    "M17",
    "Expected and higher standard, scaled scores",
    "Since 2016: the share of pupils at the standard, and the mean of their scaled scores.",
    "100 × pupils at the standard ÷ eligible pupils; Σ scores ÷ pupils with a score from 80 to 120.",
    "Never compared with the levels before 2016.",
    "18 of 29: 62.1%. Scores 98, 102, 105, 110, 95: 102.0.",
    "Not to be set beside the levels of 2015 and before.",
);
pub(super) static M18: Definition = define(
    "M18",
    "Progress",
    "How much more or less pupils reached than others who began alike.",
    "Mean of pupil score − national mean of the same start; interval as published, else ± 1.96 × national deviation ÷ √pupils.",
    "Above average where the whole interval is above nought, below where it is below.",
    "1.4 of 28 pupils, deviation 5.9: −0.8 to 3.6, average.",
    "A mean that a few pupils can move; nought is the national average, not standing still.",
);
pub(super) static M19: Definition = define(
    "M19",
    "Early years, phonics, multiplication tables",
    "The share of pupils with a good level of development, at the phonics standard, or with all 25 tables right.",
    "100 × pupils who reached it ÷ eligible pupils.",
    "Schools and years with a result.",
    "39 of 60: 65.0%; 47 of 58: 81.0%; 19 of 61: 31.1%.",
    "Three checks of three ages: they are not to be added up.",
);
pub(super) static M20: Definition = define(
    "M20",
    "Matched schools",
    "How many clients have a similar school without an LLE beside them.",
    "Same phase, baseline within 6 points, cohort within a third, free meals within 10 points where known; nearest by standardised distance, each school once.",
    "Schools outside the programme and without other intensive support.",
    "14 clients: 14 pairs; baselines differ by 0.27 of a deviation: not balanced.",
    "Alike in what is recorded; what is not recorded may still differ.",
);
pub(super) static M21: Definition = define(
    "M21",
    "More than similar schools",
    "How much more the clients rose than the schools matched to them.",
    "Mean change of paired clients − mean change of matched schools; Welch's interval.",
    "Clients that found a match, and their matches.",
    "16.9 − 5.5: +11.4 points (5.8 to 17.0).",
    "Schools were not drawn by lot: a difference is not proof of cause.",
);
pub(super) static M22: Definition = define(
    "M22",
    "Interval by drawing schools again",
    "Where the figures may lie had other schools of the kind been supported.",
    "9,999 samples of whole schools with replacement; 2.5th and 97.5th percentiles.",
    "Groups of eight schools and more.",
    "Client mean: 12.2 to 21.5.",
    "It supposes that other schools would have been like these.",
);
pub(super) static M23: Definition = define(
    "M23",
    "Beyond a low year",
    "How much more the clients rose than schools that begin low rise in any case.",
    "Observed change − (μ₁ + r (s₁ ÷ s₀)(y₀ − μ₀) − y₀).",
    "Expectation from schools outside the programme.",
    "Expected +8.1, observed +16.9: +8.8 beyond.",
    "An expectation from other schools, not what these would certainly have done.",
);
pub(super) static M24: Definition = define(
    "M24",
    "Days and change",
    "Whether schools with more days of support rose more.",
    "Pearson's correlation of days before the tests and change; Fisher's interval.",
    "Analysed clients with known days.",
    "r 0.04 (−0.50 to 0.56): no evidence.",
    "Schools in more need may be given more days: a link is not an effect.",
);
pub(super) static M26: Definition = define(
    "M26",
    "Under other readings",
    "The same estimate with other schools, another year or another average.",
    "School-average change of each reading.",
    CLIENTS,
    "Without any one school: 15.8 to 18.4.",
    "The readings share their schools: they are not independent proofs.",
);
pub(super) static M27: Definition = define(
    "M27",
    "Funnel",
    "Where a school of this size lies by chance around the authority.",
    "Authority ± 1.96 √(p (1 − p) ÷ n), kept between 0 and 100.",
    "Client and LLE schools.",
    "68.1% and 30 pupils: 51.4 to 84.8.",
    "Outside the limits is a reason to ask, not a judgement.",
);
pub(super) static S06: Definition = define(
    "S06",
    "If all had answered",
    "The least and the most that could agree had everyone replied.",
    "Agreeing ÷ invited; (agreeing + silent) ÷ invited.",
    "Everyone invited.",
    "15 of 16, two silent: 83.3 to 94.4%.",
    "Both ends are unlikely: they show how far silence could matter.",
);
pub(super) static S07: Definition = define(
    "S07",
    "Clients against their own LLE",
    "A client's answer less that of its own LLE, on average.",
    "Mean of the differences; t interval.",
    "Pairs in which both answered.",
    "Client 5, LLE 4: +1.",
    "Pairs of two answers each; a step on the scale is a matter of taste.",
);
pub(super) static S08: Definition = define(
    "S08",
    "Themes",
    "How many comments speak of each theme.",
    "Count of comments.",
    "Every comment with a theme.",
    "Seven comments on coaching: 7.",
    "A comment may touch several themes, and who comments chose to.",
);

/// Every definition, in the order of the tables.
pub(crate) fn definitions() -> Vec<&'static Definition> {
    vec![
        &M01, &M02, &M03, &M04, &M05, &M06, &M07, &M08, &M09, &M10, &M11, &M12, &M13,
        &M14, &M15, &M16, &M17, &M18, &M19, &M20, &M21, &M22, &M23, &M24, &M25, &M26,
        &M27, &S01, &S02, &S03, &S04, &S05, &S06, &S07, &S08, &P01, &P02, &P03, &P04,
        &P05, &P06, &P07, &P08, &P09, &P10, &P11, &P12, &P13, &P14, &P15, &F01, &F02,
        &F03, &F04, &F05, &F06, &F07,
    ]
}
