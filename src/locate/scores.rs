//! What a heading of a results sheet means: which indicator, which year, and
//! what of it. `locate` asks in order to know a results sheet, `register` in order
//! to read it.

mod parts;

use super::layouts;
use super::{measures, wording, years};
use crate::base::date::AcademicYear;
use crate::base::indicator::{Indicator, Stage};
use crate::base::text::{fold, spelled};

pub(crate) use parts::{Part, level, part, subject};

/// A heading that has results under it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Score {
    /// The indicator, where the heading names one.
    pub(crate) indicator: Option<&'static Indicator>,
    /// The year, where the heading names one.
    pub(crate) year: Option<AcademicYear>,
    /// What of it.
    pub(crate) part: Part,
}

/// Words that may stand in a heading that names no indicator of its own.
const FILLERS: &[&str] = &[
    "%",
    "no",
    "no.",
    "number",
    "num",
    "of",
    "pupils",
    "eligible",
    "elig",
    "cohort",
    "size",
    "denominator",
    "numerator",
    "value",
    "score",
    "result",
    "results",
    "n",
    "per",
    "cent",
    "percent",
    "percentage",
    "pct",
    "achieved",
    "achieving",
    "attained",
    "attaining",
    "gaining",
    "reached",
    "scored",
    "it",
    "all",
    "scoring",
    "hit",
    "children",
    "roll",
    "at",
    "the",
    "standard",
    "in",
    "count",
    "year",
    "summer",
    "ay",
    "test",
    "tests",
    "ks1",
    "ks2",
    "figure",
    "entered",
    "tested",
    "y6",
    "y2",
    "total",
    "val",
    "aps",
    "6",
    "2",
    "prov",
    "provisional",
    "final",
    "validated",
    "revised",
    "unvalidated",
    "for",
    "l4+",
    "#",
    "key",
    "stage",
    "nor",
    "on",
    "took",
    "part",
    "sat",
    "who",
    "out",
    "possible",
    "base",
    "reaching",
    "got",
    "what",
    "that",
    "is",
    "which",
    "how",
    "many",
    "group",
    "both",
    "level",
    "l4",
    "4+",
    "above",
    "or",
    "getting",
    "gained",
    "making",
    "meeting",
    "obtaining",
    "with",
    "have",
];

/// Words of a heading that names its subject and nothing else.
const SUBJECTS: &[&str] = &[
    "e",
    "m",
    "e&m",
    "em",
    "english",
    "maths",
    "mathematics",
    "eng",
    "ma",
    "both",
    "combined",
    "and",
    "&",
    "%",
    "no",
    "rwm",
    "reading",
    "writing",
];

/// The last summer in which results were levels.
const LAST_OF_LEVELS: i16 = 2015;

/// What the sheet says that its headings leave out.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sheet {
    /// The key stage.
    pub(crate) stage: Option<Stage>,
    /// The standard: `level 4+`, `expected standard`.
    pub(crate) standard: Option<&'static str>,
    /// A column names the subject of each row.
    pub(crate) has_subjects: bool,
    /// The subject of the whole sheet, as the code of its indicator.
    pub(crate) subject: Option<&'static str>,
    /// No heading names English and maths together: subjects alone name no level.
    pub(crate) is_without_both: bool,
}

/// Reads one heading; nothing where no result stands under it.
pub(crate) fn score(over: &str, text: &str, sheet: Sheet) -> Option<Score> {
    let stage = sheet.stage;
    let text = wording::unnumbered(text);
    let text = wording::unlettered(text).unwrap_or(text);
    let lower = fold(text);
    if layouts::score(&lower).is_none()
        && let Some(spelled) = spelled(text)
    {
        return score(over, &spelled, sheet);
    }
    let upper = fold(over);
    let joined = format!("{upper} {lower}");
    if measures::is_of_a_group(&joined) {
        return None;
    }
    let year = years::named(over).or_else(|| years::named(text));
    if let Some(column) = layouts::score(&lower) {
        return Some(Score { year, ..column });
    }
    // Levels of key stage 1 stand under their subject, or behind it.
    let (before, last) = lower.rsplit_once(' ').unwrap_or(("", &lower));
    // `Reading: working towards`
    let (first, behind) = lower.split_once(' ').unwrap_or((&lower, ""));
    let stage_here = measures::stage(&joined).or(stage);
    // Or a column names the subject of each row.
    if stage_here != Some(Stage::Ks2)
        && sheet.has_subjects
        && upper.is_empty()
        && let Some(points) = level(&lower)
    {
        return Some(Score { indicator: None, year, part: Part::Level(points) });
    }
    // `Level 2C in reading`
    let (level_said, subject_said) = lower.split_once(" in ").unwrap_or((&lower, ""));
    if stage_here != Some(Stage::Ks2)
        && let Some(points) =
            level(level_said).or_else(|| level(behind)).or_else(|| level(last))
        && let Some(code) = subject(&upper)
            .or_else(|| subject(subject_said))
            .or_else(|| subject(before))
            .or_else(|| subject(first))
    {
        return Some(Score {
            indicator: Indicator::of(code),
            year,
            part: Part::Level(points),
        });
    }
    if stage_here != Some(Stage::Ks2)
        && let Some(code) = sheet.subject
        && let Some(points) = level(&lower)
    {
        return Some(Score {
            indicator: Indicator::of(code),
            year,
            part: Part::Level(points),
        });
    }
    let indicator = measures::indicator(text, stage).or_else(|| {
        (!upper.is_empty())
            .then(|| measures::indicator(&joined, stage))
            .flatten()
            .or_else(|| measures::indicator(over, stage))
    });
    // Under a title about level 4 stand English, maths and both.
    let is_subject = lower
        .split(' ')
        .all(|word| SUBJECTS.contains(&word) || word.chars().all(|c| c.is_ascii_digit()));
    let indicator = indicator.or_else(|| {
        let says = sheet.standard.or_else(|| {
            let is_of_levels = year.is_some_and(|year| year.summer() <= LAST_OF_LEVELS)
                && !matches!(stage_here, Some(Stage::Ks1 | Stage::Year1 | Stage::Eyfs));
            (is_of_levels && !sheet.is_without_both).then_some(measures::USUAL)
        });
        let says = says.filter(|_| is_subject)?;
        measures::indicator(&format!("{says} {lower}"), stage)
    });
    // Years under a heading that says what: `Eligible pupils` over 2009, 2010, 2011.
    let is_year = lower.chars().all(|c| c.is_ascii_digit() || c == ' ');
    let says = if is_year { &upper } else { &lower };
    let part = part(&format!(" {says} "));
    if indicator.is_some() {
        return Some(Score { indicator, year, part });
    }
    let is_plain = lower
        .split(' ')
        .all(|word| FILLERS.contains(&word) || word.chars().all(|c| c.is_ascii_digit()));
    let says = year.is_some() || !matches!(part, Part::Either);
    (is_plain && says && !lower.is_empty()).then_some(Score {
        indicator: None,
        year,
        part,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(over: &str, text: &str) -> (&'static str, Option<i16>, Part) {
        let score = score(over, text, Sheet::default()).unwrap();
        (
            score.indicator.map_or("", |i| i.code),
            score.year.map(AcademicYear::summer),
            score.part,
        )
    }

    #[test]
    fn headings_of_one_and_two_rows_say_indicator_year_and_part() {
        assert_eq!(
            seen("2010", "L4+\nE&M (no.)"),
            ("ks2_l4_em", Some(2010), Part::Numerator)
        );
        assert_eq!(seen("2010", "ELIGIBLE"), ("", Some(2010), Part::Denominator));
        assert_eq!(seen("2010", "% L4+ E&M"), ("ks2_l4_em", Some(2010), Part::Value));
        assert_eq!(seen("", "L4+ EM 2009"), ("ks2_l4_em", Some(2009), Part::Either));
        assert_eq!(
            seen("", "ks2_l4_em_eligible"),
            ("ks2_l4_em", None, Part::Denominator)
        );
        assert_eq!(seen("2010", "Achieved L4+ E&M of eligible").2, Part::Numerator);
        assert_eq!(seen("", "Cohort 2011"), ("", Some(2011), Part::Denominator));
        assert_eq!(seen("L4+ E&M", "2011"), ("ks2_l4_em", Some(2011), Part::Either));
        assert_eq!(seen("Eligible pupils", "2011"), ("", Some(2011), Part::Denominator));
        assert_eq!(
            seen("L4+ English and maths (number)", "2011"),
            ("ks2_l4_em", Some(2011), Part::Numerator)
        );
        assert_eq!(seen("", "Pupils at standard"), ("", None, Part::Numerator));
        assert_eq!(seen("", "Value"), ("", None, Part::Value));
        assert_eq!(seen("", "PupilsL4EngMaths"), ("ks2_l4_em", None, Part::Numerator));
    }

    #[test]
    fn levels_stand_under_their_subject_or_behind_it() {
        assert_eq!(
            seen("Reading", "L2B"),
            ("ks1_reading_aps", None, Part::Level(Some(15.0)))
        );
        assert_eq!(seen("Maths", "W"), ("ks1_maths_aps", None, Part::Level(Some(3.0))));
        assert_eq!(
            seen("", "Writing 2C"),
            ("ks1_writing_aps", None, Part::Level(Some(13.0)))
        );
        assert_eq!(
            seen("", "Rdg 2B"),
            ("ks1_reading_aps", None, Part::Level(Some(15.0)))
        );
        assert_eq!(
            seen("", "Reading: working towards"),
            ("ks1_reading_aps", None, Part::Level(Some(3.0)))
        );
        assert_eq!(
            seen("", "Maths: working towards level 1"),
            ("ks1_maths_aps", None, Part::Level(Some(3.0)))
        );
        assert_eq!(seen("Reading", "A"), ("ks1_reading_aps", None, Part::Level(None)));
        assert_eq!(level("la"), None);
        assert_eq!(level("below level 1"), Some(Some(3.0)));
    }

    #[test]
    fn a_subject_alone_is_of_the_standard_that_the_sheet_names() {
        let sheet = Sheet { standard: Some("level 4+"), ..Sheet::default() };
        let code = |text: &str| {
            score("2010", text, sheet).and_then(|s| s.indicator).map_or("", |i| i.code)
        };
        assert_eq!(code("E&M"), "ks2_l4_em");
        assert_eq!(code("E"), "ks2_english_l4");
        assert_eq!(code("Maths %"), "ks2_maths_l4");
        assert_eq!(code("Eligible"), "");
    }

    #[test]
    fn english_and_maths_of_a_year_of_levels_are_of_the_usual_level() {
        assert_eq!(seen("2010", "E&M"), ("ks2_l4_em", Some(2010), Part::Either));
        assert_eq!(seen("", "E&M % 2011"), ("ks2_l4_em", Some(2011), Part::Value));
        assert_eq!(seen("2010", "E"), ("ks2_english_l4", Some(2010), Part::Either));
        assert_eq!(seen("2010", "M"), ("ks2_maths_l4", Some(2010), Part::Either));
        for (over, text) in [("2016", "E&M"), ("KS1 2010", "Maths"), ("", "E&M")] {
            assert_eq!(score(over, text, Sheet::default()), None, "{over} {text}");
        }
        // Without both together, a subject may be of any measure.
        let alone = Sheet { is_without_both: true, ..Sheet::default() };
        assert_eq!(score("2010", "E", alone), None);
    }

    #[test]
    fn other_headings_are_left_alone() {
        for text in ["School", "Adviser notes", "URN", "Headteacher", "Town", "FSM %"] {
            assert_eq!(score("", text, Sheet::default()), None, "{text}");
        }
    }
}
