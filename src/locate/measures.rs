//! Words that mean an indicator: headings, measures, titles of sheets.

use crate::base::indicator::{Indicator, Stage};
use crate::base::text::{fold, has_word};

/// Words of a group of pupils, and of figures about a measure that are not the measure:
/// such a figure is not that of all pupils of a year.
const GROUPS: &[&str] = &[
    "boys",
    "girls",
    "fsm",
    "nonfsm",
    "fsm6",
    "disadvantaged",
    "dap",
    "nondap",
    "sen",
    "send",
    "ehcp",
    "statement",
    "eal",
    "white",
    "asian",
    "black",
    "mixed",
    "chinese",
    "lac",
    "looked",
    "cin",
    "need",
    "mobile",
    "premium",
    "pp",
    "summer-born",
    "gypsy",
    "mobn",
    // `disavantaged` stands so in the metadata of 2018.
    "disavantaged",
    "prior",
    "difference",
    "diffn",
    "gapn",
    "coverage",
    "unadjusted",
    "description",
    "3 year",
    "3yr",
    "three year",
    // Of key stage 4, whose progress in maths is another.
    "ks4",
    "gcse",
    "ebacc",
    "progress 8",
    "attainment 8",
    "p8",
];

/// Words of a text, with the questions that a measure asks of them.
struct Words {
    padded: String,
}

impl Words {
    fn of(text: &str) -> Self {
        let mut folded = fold(text).replace("key stage ", "ks").replace("ks 1", "ks1");
        folded = folded.replace("ks 2", "ks2").replace(" + ", "+ ");
        // `L4plus`, `level 4 plus`.
        if folded.contains("plus") {
            for (plus, sign) in
                [("4plus", "4+"), ("4 plus", "4+"), ("5plus", "5+"), ("5 plus", "5+")]
            {
                folded = folded.replace(plus, sign);
            }
        }
        // `EM4+`, as data people write it.
        for (short, whole) in
            [("em4+", "em l4+"), ("em5+", "em l5+"), ("e&m4+", "em l4+")]
        {
            folded = folded.replace(short, whole);
        }
        Self { padded: format!(" {folded} ") }
    }

    fn has(&self, word: &str) -> bool {
        has_word(&self.padded, word)
    }

    fn any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.has(word))
    }

    fn holds(&self, part: &str) -> bool {
        self.padded.contains(part)
    }

    fn reading(&self) -> bool {
        self.any(&["reading", "read", "r"])
    }

    fn writing(&self) -> bool {
        self.any(&["writing", "writ", "w", "write"])
    }

    fn maths(&self) -> bool {
        self.any(&["maths", "mathematics", "math", "mat", "ma", "m", "mathmatics"])
    }

    fn english(&self) -> bool {
        self.any(&["english", "eng", "en", "e"])
    }

    fn gps(&self) -> bool {
        self.any(&["gps", "spag", "spelling", "grammar"])
    }

    fn both(&self) -> bool {
        self.any(&[
            "e&m",
            "em",
            "e+m",
            "engmaths",
            "eng&maths",
            "english&maths",
            "eng&ma",
            "ema",
        ]) || (self.english() && self.maths())
            || (self.has("both") && !self.reading())
    }

    fn rwm(&self) -> bool {
        self.any(&[
            "rwm", "r w m", "r w&m", "rw&m", "r+w+m", "r&w&m", "overall", "combined",
        ]) || (self.reading() && self.writing() && self.maths())
    }

    fn level(&self, level: Level) -> bool {
        match level {
            Level::Four => {
                self.any(&["l4+", "l4", "level 4", "level 4+", "level4", "level4+", "4+"])
            }
            Level::Five => {
                self.any(&["l5+", "l5", "level 5", "level 5+", "level5", "level5+", "5+"])
            }
        }
    }
}

/// A level of the national curriculum to 2015 that a measure may ask for.
#[derive(Clone, Copy)]
enum Level {
    Four,
    Five,
}

/// The stage that a text names.
pub(crate) fn stage(text: &str) -> Option<Stage> {
    let words = Words::of(text);
    if words.any(&["ks1", "infants"]) {
        Some(Stage::Ks1)
    } else if words.has("ks2") {
        Some(Stage::Ks2)
    } else if words.has("phonics") {
        Some(Stage::Year1)
    } else if words.any(&["eyfs", "eyfsp", "gld", "foundation"]) {
        Some(Stage::Eyfs)
    } else if words.any(&["mtc", "multiplication"]) {
        Some(Stage::Year4)
    } else {
        None
    }
}

/// The standard to 2015 where nothing names one.
pub(crate) const USUAL: &str = "level 4+";

/// The standard that a title names, in words that [`indicator`] knows.
pub(crate) fn standard(text: &str) -> Option<&'static str> {
    let words = Words::of(text);
    match () {
        () if words.level(Level::Four) => Some("level 4+"),
        () if words.level(Level::Five) => Some("level 5+"),
        () if words.holds(" higher standard") => Some("higher standard"),
        () if words.holds(" expected standard") => Some("expected standard"),
        () => None,
    }
}

/// Whether the text means levels in reading, writing and maths together, as the tables of
/// 2013 to 2015 have them.
pub(crate) fn is_rwm_at_a_level(text: &str) -> bool {
    let words = Words::of(text);
    let is_at_a_level = words.level(Level::Four) || words.level(Level::Five);
    is_at_a_level && words.rwm() && !words.both() && !words.any(GROUPS)
}

/// Whether the text is about a group of pupils rather than all of them.
pub(crate) fn is_of_a_group(text: &str) -> bool {
    Words::of(text).any(GROUPS)
}

/// Whether the text says that teacher assessment is meant.
pub(crate) fn is_teacher_assessment(text: &str) -> bool {
    let words = Words::of(text);
    words.any(&["ta", "teacher assessment", "teacher assessed", "tas"])
}

/// Whether a text names a measure of the pack.
pub(super) fn is_measure(text: &str) -> bool {
    indicator(text, None).is_some()
}

/// The indicator that a text means, if it means one and no more.
pub(crate) fn indicator(
    text: &str,
    stage_said: Option<Stage>,
) -> Option<&'static Indicator> {
    if let Some(exact) = Indicator::of(text.trim()) {
        return Some(exact);
    }
    let words = Words::of(text);
    if words.any(GROUPS) {
        return None;
    }
    let stage = stage(text).or(stage_said);
    Indicator::of(code(&words, stage)?)
}

fn code(words: &Words, stage: Option<Stage>) -> Option<&'static str> {
    let is_ks1 = stage == Some(Stage::Ks1);
    if words.has("gld") || words.holds("good level of development") {
        return Some("eyfs_gld");
    }
    if words.has("phonics") {
        return (!words.any(&["year 2", "y2", "yr 2"])).then_some("phonics_y1");
    }
    if words.any(&["mtc", "multiplication", "times tables", "tables check"]) {
        return (!words.any(&["average", "mean", "aps"])).then_some("mtc");
    }
    // `Percentage / points` over a column of many measures names none of them.
    let names_points = words.any(&["aps", "average point", "average points"])
        || words.any(&["point score", "points"]) && !words.any(&["percentage", "%"]);
    if names_points {
        if stage == Some(Stage::Ks2) {
            return None;
        }
        return Some(match (words.reading(), words.writing(), words.maths()) {
            (true, false, false) => "ks1_reading_aps",
            (false, true, false) => "ks1_writing_aps",
            (false, false, true) => "ks1_maths_aps",
            _ => "ks1_aps",
        });
    }
    if words.any(&["2 levels", "two levels", "2lp", "2 lp", "2l", "expected progress"]) {
        return match (words.english(), words.maths()) {
            (true, false) => Some("ks2_english_2lp"),
            (false, true) => Some("ks2_maths_2lp"),
            _ => None,
        };
    }
    if words.level(Level::Four) || words.level(Level::Five) {
        if is_ks1
            || words.any(&["l4b", "4b", "4b+", "l4b+"])
            || words.rwm() && !words.both()
        {
            return None;
        }
        let is_five = words.level(Level::Five) && !words.level(Level::Four);
        return match (words.both(), words.english(), words.maths()) {
            (true, _, _) if is_five => Some("ks2_l5_em"),
            (true, _, _) => Some("ks2_l4_em"),
            (_, true, false) if !is_five => Some("ks2_english_l4"),
            (_, false, true) if !is_five => Some("ks2_maths_l4"),
            _ => None,
        };
    }
    let is_high = words.any(&[
        "high",
        "higher",
        "exceed",
        "exceeding",
        "greater depth",
        "gd",
        "gds",
        "higher standard",
    ]);
    let is_expected = words.any(&[
        "expected",
        "exp",
        "expected standard",
        "exs",
        "exs+",
        "meet std",
        "met",
        "standard",
        "are",
        "at standard",
    ]);
    if words.holds(" progress") || words.has("prog") {
        return match (words.reading(), words.writing(), words.maths()) {
            (true, false, false) => Some("ks2_read_prog"),
            (false, true, false) => Some("ks2_writ_prog"),
            (false, false, true) => Some("ks2_maths_prog"),
            _ => None,
        };
    }
    // Who achieves a high score is counted.
    let is_mean = !words.holds(" high score");
    if is_mean
        && words.any(&[
            "scaled score",
            "average score",
            "avg score",
            "score",
            "ass",
            "scaled",
        ])
    {
        return match (words.reading(), words.maths(), words.gps()) {
            _ if is_ks1 || words.writing() => None,
            (true, false, false) => Some("ks2_read_score"),
            (false, true, false) => Some("ks2_maths_score"),
            (false, false, true) => Some("ks2_gps_score"),
            _ => None,
        };
    }
    if is_ks1 && is_expected && !is_high {
        return match (words.reading(), words.writing(), words.maths()) {
            (true, false, false) => Some("ks1_read_exp"),
            (false, true, false) => Some("ks1_writ_exp"),
            (false, false, true) => Some("ks1_maths_exp"),
            _ => None,
        };
    }
    if words.rwm() && !is_ks1 && (is_high || is_expected || words.any(&["rwm"])) {
        return Some(if is_high { "ks2_rwm_high" } else { "ks2_rwm_exp" });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code_of(text: &str) -> &'static str {
        indicator(text, None).map_or("", |indicator| indicator.code)
    }

    #[test]
    fn measures_are_known_by_the_words_of_the_field() {
        for (text, code) in [
            ("KS2 L4+ English and maths (%)", "ks2_l4_em"),
            ("L4+\nE&M (no.)", "ks2_l4_em"),
            ("% L4+ EM 2011", "ks2_l4_em"),
            ("Pupils EM4+", "ks2_l4_em"),
            (
                "Key Stage 2: pupils at Level 4 or above in both English and mathematics",
                "ks2_l4_em",
            ),
            ("Level 4 in Math and English", "ks2_l4_em"),
            ("KS2 English L4+", "ks2_english_l4"),
            ("Maths level 4+", "ks2_maths_l4"),
            ("Level 5+ English & maths", "ks2_l5_em"),
            ("2 levels progress in English", "ks2_english_2lp"),
            ("KS1 average point score (reading, writing, maths)", "ks1_aps"),
            ("KS1 Reading APS", "ks1_reading_aps"),
            ("RWM expected %", "ks2_rwm_exp"),
            (
                "% reaching the expected standard in reading, writing and maths",
                "ks2_rwm_exp",
            ),
            ("RWM higher standard", "ks2_rwm_high"),
            ("Average scaled score in reading", "ks2_read_score"),
            ("GPS scaled score", "ks2_gps_score"),
            ("Maths progress score", "ks2_maths_prog"),
            ("KS1 reading expected standard", "ks1_read_exp"),
            ("EYFS GLD", "eyfs_gld"),
            ("Year 1 phonics", "phonics_y1"),
            ("MTC full marks", "mtc"),
            ("ks2_l4_em", "ks2_l4_em"),
        ] {
            assert_eq!(code_of(text), code, "{text}");
        }
    }

    #[test]
    fn figures_of_groups_of_pupils_and_unlike_measures_are_not_taken() {
        for text in [
            "RWM expected FSM",
            "L4+ E&M boys",
            "L4+ RWM",
            "KS2 APS",
            "Phonics year 2",
            "School name",
            "Adviser notes",
        ] {
            assert_eq!(code_of(text), "", "{text}");
        }
    }
}
