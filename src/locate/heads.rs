//! What a heading of a results sheet means: indicator, year, role. Layouts as
//! data: a new one is a new line of [`CODES`].

use crate::base::date::AcademicYear;
use crate::base::text::fold;

/// What stands below a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// Per cent, mean or score.
    Value,
    /// Pupils at the standard.
    Numerator,
    /// Eligible pupils.
    Denominator,
    /// Lower limit as published.
    Lower,
    /// Upper limit as published.
    Upper,
    /// Pupils at one level of one subject: reading 0, writing 1, maths 2.
    Level(u8, Level),
}

/// Teacher assessment levels of key stage 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Working towards.
    W,
    /// Level 1.
    L1,
    /// Level 2C.
    L2C,
    /// Level 2B, or level 2 undifferentiated.
    L2B,
    /// Level 2A.
    L2A,
    /// Level 3.
    L3,
    /// Level 4 or above.
    L4,
    /// Absent, disapplied, missing: no points.
    NoPoints,
}

impl Level {
    /// Points of a level: W 3, 1 9, 2C 13, 2B 15, 2A 17, 3 21, 4+ 27; nothing
    /// for pupils who are disregarded.
    ///
    /// Source: point scores of the 2008 performance tables (DCSF, 2008).
    pub(crate) const fn points(self) -> Option<f64> {
        Some(match self {
            Self::W => 3.0,
            Self::L1 => 9.0,
            Self::L2C => 13.0,
            Self::L2B => 15.0,
            Self::L2A => 17.0,
            Self::L3 => 21.0,
            Self::L4 => 27.0,
            Self::NoPoints => return None,
        })
    }
}

/// A heading as understood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Head {
    /// Indicator's code; empty where the sheet has to say.
    pub(crate) indicator: &'static str,
    /// Year, where the heading gives one.
    pub(crate) year: Option<AcademicYear>,
    /// What stands below.
    pub(crate) part: Part,
}

/// Column names of published layouts, folded, with what they hold.
const CODES: &[(&str, &str, Part)] = &[
    // DfE performance tables, key stage 2, 2016 to 2024.
    ("ptrwm exp", "ks2_rwm_exp", Part::Value),
    ("ptrwm high", "ks2_rwm_high", Part::Value),
    ("telig", "", Part::Denominator),
    ("read average", "ks2_read_score", Part::Value),
    ("mat average", "ks2_maths_score", Part::Value),
    ("gps average", "ks2_gps_score", Part::Value),
    ("readprog", "ks2_read_prog", Part::Value),
    ("readprog lower", "ks2_read_prog", Part::Lower),
    ("readprog upper", "ks2_read_prog", Part::Upper),
    ("writprog", "ks2_writ_prog", Part::Value),
    ("writprog lower", "ks2_writ_prog", Part::Lower),
    ("writprog upper", "ks2_writ_prog", Part::Upper),
    ("matprog", "ks2_maths_prog", Part::Value),
    ("matprog lower", "ks2_maths_prog", Part::Lower),
    ("matprog upper", "ks2_maths_prog", Part::Upper),
    // DfE performance tables, key stage 2, to 2015.
    ("ptmatx", "ks2_l4_em", Part::Value),
    ("ptengmatx", "ks2_l4_em", Part::Value),
    ("ptengmatax", "ks2_l5_em", Part::Value),
    ("ptengx", "ks2_english_l4", Part::Value),
    ("pt2engprog", "ks2_english_2lp", Part::Value),
    ("pt2mathprog", "ks2_maths_2lp", Part::Value),
    // A public reshaping of the same tables.
    ("ks2 pupils", "", Part::Denominator),
    ("overall meet std", "ks2_rwm_exp", Part::Value),
    ("overall exceed std", "ks2_rwm_high", Part::Value),
    ("reading score", "ks2_read_score", Part::Value),
    ("maths score", "ks2_maths_score", Part::Value),
    ("reading progress", "ks2_read_prog", Part::Value),
    ("writing progress", "ks2_writ_prog", Part::Value),
    ("maths progress", "ks2_maths_prog", Part::Value),
    ("level 4 in math and english", "ks2_l4_em", Part::Value),
    ("# pupils", "", Part::Denominator),
    // Explore education statistics, school level.
    ("expected standard pupil percent", "ks2_rwm_exp", Part::Value),
    ("higher standard pupil percent", "ks2_rwm_high", Part::Value),
    ("eligible pupil count", "", Part::Denominator),
];

/// Understands a heading, the upper of two rows and the lower one; nothing for
/// a heading that has no result below it.
pub(crate) fn head(over: &str, text: &str) -> Option<Head> {
    let (upper, lower) = (fold(over), fold(text));
    if let Some((_, indicator, part)) = CODES.iter().find(|(code, _, _)| *code == lower) {
        return Some(Head { indicator, year: None, part: *part });
    }
    if let Some(part) = level(&upper, &lower) {
        return Some(Head { indicator: "ks1_aps", year: None, part });
    }
    let both = format!(" {upper} {lower} ");
    let year = year_in(over).or_else(|| year_in(text));
    let indicator = indicator(&both);
    let part = part(&lower, &both)?;
    let means_something = !indicator.is_empty() || year.is_some();
    means_something.then_some(Head { indicator, year, part })
}

fn level(upper: &str, lower: &str) -> Option<Part> {
    let both = format!("{upper} {lower}");
    let subject = if both.contains("reading") {
        0
    } else if both.contains("writing") {
        1
    } else if both.contains("math") {
        2
    } else {
        return None;
    };
    let last = lower.rsplit(' ').next().unwrap_or(lower);
    let bare = last.strip_prefix('l').filter(|rest| !rest.is_empty()).unwrap_or(last);
    let level = match bare {
        "w" | "wt" => Level::W,
        "1" => Level::L1,
        "2c" => Level::L2C,
        "2b" | "2" => Level::L2B,
        "2a" => Level::L2A,
        "3" | "3+" => Level::L3,
        "4" | "4+" => Level::L4,
        "a" | "d" | "x" | "m" | "absent" | "disapplied" => Level::NoPoints,
        _ => return None,
    };
    Some(Part::Level(subject, level))
}

/// The indicator that words mean; empty where they mean none.
pub(crate) fn indicator(words: &str) -> &'static str {
    let has = |word: &str| words.contains(word);
    let any = |list: &[&str]| list.iter().any(|word| words.contains(word));
    let is_both = any(&[
        "e&m",
        " em ",
        "english and math",
        "english & math",
        "eng and math",
        "eng & ma",
        "both english",
        "e and m",
        "e m ",
    ]);
    let is_rwm = any(&[
        "rwm",
        "reading writing and math",
        "reading writing & math",
        "reading writing math",
    ]);
    if any(&["aps", "average point"]) {
        return match () {
            () if has("reading") && !any(&["writing", "math"]) => "ks1_reading_aps",
            () if has("writing") && !any(&["reading", "math"]) => "ks1_writing_aps",
            () if has("math") && !any(&["reading", "writing"]) => "ks1_maths_aps",
            () => "ks1_aps",
        };
    }
    if any(&["l4", "level 4"]) {
        return match () {
            () if is_both => "ks2_l4_em",
            () if has("english") && !has("math") => "ks2_english_l4",
            () if has("math") && !has("english") => "ks2_maths_l4",
            () => "",
        };
    }
    if any(&["l5", "level 5"]) && is_both {
        return "ks2_l5_em";
    }
    if any(&["2 levels", "two levels", "2lp"]) {
        return if has("math") { "ks2_maths_2lp" } else { "ks2_english_2lp" };
    }
    if is_rwm {
        return if any(&["high", "greater depth", "exceed"]) {
            "ks2_rwm_high"
        } else {
            "ks2_rwm_exp"
        };
    }
    if has("ks1") && any(&["expected", " exp"]) {
        return match () {
            () if has("reading") => "ks1_read_exp",
            () if has("writing") => "ks1_writ_exp",
            () if has("math") => "ks1_maths_exp",
            () => "",
        };
    }
    if any(&["good level of development", "gld"]) {
        return "eyfs_gld";
    }
    if has("phonics") {
        return "phonics_y1";
    }
    if any(&["multiplication", " mtc "]) {
        return "mtc";
    }
    if any(&["scaled score", "average score"]) {
        return match () {
            () if has("reading") => "ks2_read_score",
            () if has("math") => "ks2_maths_score",
            () if any(&["gps", "grammar", "spag"]) => "ks2_gps_score",
            () => "",
        };
    }
    if has("progress") && any(&["ks2", "score"]) {
        return match () {
            () if has("reading") => "ks2_read_prog",
            () if has("writing") => "ks2_writ_prog",
            () if has("math") => "ks2_maths_prog",
            () => "",
        };
    }
    ""
}

fn part(lower: &str, both: &str) -> Option<Part> {
    let has = |word: &str| both.contains(word);
    let lower_has = |word: &str| format!(" {lower} ").contains(word);
    if lower_has("eligible")
        || lower_has("cohort")
        || lower_has(" pupils ")
        || lower_has("denominator")
        || lower_has(" n ")
        || lower_has(" nor ")
        || lower_has(" roll ")
    {
        let is_share = lower_has("%") || lower_has("per cent") || lower_has("percent");
        if !is_share && !lower_has("l4") && !lower_has("level 4") {
            return Some(Part::Denominator);
        }
    }
    if has("%") || has("per cent") || has("percent") || has(" pc ") {
        return Some(Part::Value);
    }
    let is_count =
        [" no ", "number", "count", " num ", "achiev", "numerator", " pupils "];
    if is_count.iter().any(|word| lower_has(word)) {
        return Some(Part::Numerator);
    }
    Some(Part::Value)
}

/// A results year in words: 2011, summer 2011, 2010/11, 2010-11.
pub(crate) fn year_in(text: &str) -> Option<AcademicYear> {
    super::years::named(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_results_year_is_its_summer_however_it_is_written() {
        for text in
            ["2011", "Summer 2011", "2010/11", "2010\u{2013}11", "201011", "AY 2010/2011"]
        {
            assert_eq!(year_in(text), Some(AcademicYear(2010)), "{text}");
        }
        assert_eq!(year_in("no year"), None);
    }

    #[test]
    fn headings_of_results_are_understood_over_two_rows_and_in_one() {
        let one = head("", "% L4+ E&M 2011").unwrap();
        assert_eq!(
            (one.indicator, one.year, one.part),
            ("ks2_l4_em", Some(AcademicYear(2010)), Part::Value)
        );
        let two = head("2009", "L4+ E&M (no.)").unwrap();
        assert_eq!(
            (two.indicator, two.year, two.part),
            ("ks2_l4_em", Some(AcademicYear(2008)), Part::Numerator)
        );
        assert_eq!(head("2009", "ELIGIBLE").unwrap().part, Part::Denominator);
        assert_eq!(head("Reading", "L2B").unwrap().part, Part::Level(0, Level::L2B));
        assert_eq!(head("", "Adviser notes"), None);
        assert_eq!(head("", "PTRWM_EXP").unwrap().indicator, "ks2_rwm_exp");
    }
}
