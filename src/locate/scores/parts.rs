//! Which part of a result a heading's words name: pupils, per cent, a level, a subject.

/// What stands under a heading.
#[derive(Clone, Copy, Debug, PartialEq)]
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
    /// A percentage or a count: the cells decide.
    Either,
    /// Pupils at one level, with its points; none for those without points.
    Level(Option<f64>),
}

impl Part {
    /// What stands there, in words.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Value => "the per cent or mean",
            Self::Numerator => "pupils at the standard",
            Self::Denominator => "eligible pupils",
            Self::Lower => "the lower limit",
            Self::Upper => "the upper limit",
            Self::Either => "the result",
            Self::Level(_) => "pupils at a level",
        }
    }
}

/// Subject of the words over level counts.
pub(crate) fn subject(folded: &str) -> Option<&'static str> {
    let padded = format!(" {folded} ");
    let has = |list: &[&str]| list.iter().any(|w| padded.contains(&format!(" {w} ")));
    let read = has(&["reading", "read", "rea", "rdg", "rd"]);
    let writ = has(&["writing", "write", "writ", "wri", "wtg", "wrtg", "wr"]);
    let math = has(&["maths", "mathematics", "math", "mat", "ma", "mths"]);
    match (read, writ, math) {
        (true, false, false) => Some("ks1_reading_aps"),
        (false, true, false) => Some("ks1_writing_aps"),
        (false, false, true) => Some("ks1_maths_aps"),
        _ => None,
    }
}

/// Points of a level's heading: `W`, `L2C`, `2B`; `Some(None)` for pupils who
/// are disregarded.
///
/// W 3, 1 9, 2C 13, 2B or 2 15, 2A 17, 3 21, 4 or above 27; A, D, X and M have
/// none. Source: point scores of the 2008 performance tables (DCSF).
#[expect(
    clippy::option_option,
    reason = "no level at all, a level without points, and points are three things"
)]
pub(crate) fn level(folded: &str) -> Option<Option<f64>> {
    let bare = folded.strip_prefix("level").map_or(folded, str::trim_start);
    // `LA` is no level.
    let bare = bare
        .strip_prefix('l')
        .filter(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
        .unwrap_or(bare);
    Some(match bare {
        "w" | "wts" | "working towards" | "working towards level 1" | "wt" => Some(3.0),
        "below 1" | "below l1" | "below level 1" | "below level1" | "below level1 w"
        | "below level 1 w" | "under 1" | "<1" => Some(3.0),
        "1" => Some(9.0),
        "2c" => Some(13.0),
        "2b" | "2" => Some(15.0),
        "2a" => Some(17.0),
        "3" | "3+" => Some(21.0),
        "4" | "4+" => Some(27.0),
        "a" | "d" | "x" | "m" | "abs" | "absent" | "dis" | "disapplied" => None,
        _ => return None,
    })
}

/// What the heading's own words say stands there.
pub(crate) fn part(padded: &str) -> Part {
    let has = |list: &[&str]| list.iter().any(|word| padded.contains(word));
    if has(&[" lower ", " lci ", " low ci "]) {
        return Part::Lower;
    }
    if has(&[" upper ", " uci "]) {
        return Part::Upper;
    }
    let is_percent =
        has(&["%", " per cent", " percent", " pct ", " pc ", " percentage "]);
    if is_percent {
        return Part::Value;
    }
    let is_base = has(&[
        " eligible ",
        " took part ",
        " sat ",
        " out of ",
        " possible ",
        " base ",
        " cohort ",
        " denominator ",
        " n ",
        " entered ",
        " tested ",
        " nor ",
        " elig ",
        " in cohort ",
        " year 6 pupils ",
        " y6 pupils ",
        " year 2 pupils ",
        " in year group ",
        " in year ",
        " in the year ",
        " year group ",
        " in y6 ",
        " in y2 ",
        " in year 6 ",
        " in year 2 ",
        " children ",
        " no of pupils ",
        " number of pupils ",
        " no pupils ",
        " total pupils ",
        " pupils ",
    ]);
    let names_standard = has(&[
        " l4",
        " level 4",
        " l5",
        " level 5",
        " at level ",
        " getting ",
        " achiev",
        " attain",
        " at the standard ",
        " expected ",
        " higher ",
        " met ",
        " reaching ",
        " at standard ",
        " em4",
        "4+ ",
        "5+ ",
        "m4+",
    ]);
    // `L4+ E&M eligible` are those who could, whatever they were to reach.
    let ends_in_base = [" eligible ", " elig ", " cohort ", " entered ", " denominator "]
        .iter()
        .any(|word| padded.ends_with(word));
    let is_reached = has(&[" achiev", " attain", " got ", " gain", " reach", " of "]);
    if is_base && (!names_standard || ends_in_base && !is_reached) {
        return Part::Denominator;
    }
    if has(&[
        " n ",
        " no ",
        " number ",
        " num ",
        " count ",
        " achieved ",
        " achieving ",
        " attaining ",
        " attained ",
        " numerator ",
        " # ",
        " pupils ",
        " nos ",
        " got ",
        " gained ",
        " who got ",
    ]) {
        return Part::Numerator;
    }
    if has(&[
        " score ",
        " aps ",
        " value ",
        " points ",
        " progress ",
        " result ",
        " figure ",
    ]) {
        return Part::Value;
    }
    Part::Either
}
