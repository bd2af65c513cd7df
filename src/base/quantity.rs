//! Numbers as a reader sees them. Rounding happens here and nowhere else.

/// A no-break space, between a number and its unit.
pub(crate) const NBSP: char = '\u{a0}';
/// The mark of a suppressed value in every format.
pub(crate) const SUPPRESSED: &str = "[c]";
/// The mark of a value that is not available.
pub(crate) const NOT_AVAILABLE: &str = "[x]";
/// The mark of a value that cannot apply.
pub(crate) const NOT_APPLICABLE: &str = "[z]";

/// What a figure counts or measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    /// Percentage points: a difference of two percentages.
    Pp,
    /// Per cent of a base, 0 to 100.
    Percent,
    /// Average points, scaled scores, scale means.
    Points,
    /// A whole number of things.
    Count,
    /// Days of support, or calendar days.
    Days,
    /// Pounds sterling.
    Gbp,
    /// A ratio without unit.
    Ratio,
    /// A probability, 0 to 1.
    Probability,
    /// A correlation coefficient, -1 to 1.
    Correlation,
    /// Percentage points for each day of support.
    PpPerDay,
    /// Pounds for each percentage point and school.
    GbpPerPp,
    /// Pounds for each additional pupil.
    GbpPerPupil,
    /// Pupils.
    Pupils,
    /// Yes or no, 1 or 0.
    Flag,
    /// Whether a change is larger than chance: 1 up, -1 down, 0 neither.
    Arrow,
    /// Grade of the evidence, A to D as 1 to 4.
    Grade,
}

impl Unit {
    /// The word of `figures.csv`.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Pp => "pp",
            Self::Percent => "percent",
            Self::Points => "points",
            Self::Count => "count",
            Self::Days => "days",
            Self::Gbp => "gbp",
            Self::Ratio => "ratio",
            Self::Probability => "probability",
            Self::Correlation => "correlation",
            Self::PpPerDay => "pp_per_day",
            Self::GbpPerPp => "gbp_per_pp",
            Self::GbpPerPupil => "gbp_per_pupil",
            Self::Pupils => "pupils",
            Self::Flag | Self::Arrow | Self::Grade => "flag",
        }
    }
}

/// Rounds half away from zero to so many decimal places.
///
/// A value that is a half in decimal but a hair below it in binary (2.675,
/// 0.285) counts as the half that the reader would see, as in Excel.
pub(crate) fn rounded(value: f64, places: u32) -> f64 {
    if !value.is_finite() {
        return value;
    }
    let factor = 10f64.powi(places as i32);
    let scaled = value.abs() * factor;
    let nudged = scaled + scaled * 1e-12 + 1e-12;
    let whole = (nudged + 0.5).floor();
    let result = whole / factor;
    if result == 0.0 { 0.0 } else { result.copysign(value) }
}

/// Digits with a fixed number of decimals, thousands separated by commas, and
/// a real minus sign.
pub(crate) fn decimal(value: f64, places: u32) -> String {
    let value = rounded(value, places);
    let digits = format!("{:.*}", places as usize, value.abs());
    let (whole, rest) =
        digits.split_once('.').map_or((digits.as_str(), ""), |(w, r)| (w, r));
    let mut text = String::new();
    if value < 0.0 {
        text.push('\u{2212}');
    }
    text.push_str(&with_thousands(whole));
    if !rest.is_empty() {
        text.push('.');
        text.push_str(rest);
    }
    text
}

/// As [`decimal`], with a sign before every value but nought.
pub(crate) fn signed(value: f64, places: u32) -> String {
    let text = decimal(value, places);
    if rounded(value, places) > 0.0 { format!("+{text}") } else { text }
}

fn with_thousands(digits: &str) -> String {
    let mut text = String::new();
    let count = digits.chars().count();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (count - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Pounds to the penny, or to the pound where the amount is whole.
pub(crate) fn pounds(value: f64) -> String {
    let pence = rounded(value, 2);
    let places = if (pence - rounded(pence, 0)).abs() < 0.005 { 0 } else { 2 };
    let text = decimal(pence.abs(), places);
    if pence < 0.0 { format!("\u{2212}£{text}") } else { format!("£{text}") }
}

/// A number without its ending noughts: days, weights.
pub(crate) fn plain(value: f64) -> String {
    let value = rounded(value, 2);
    let places = if value == rounded(value, 0) {
        0
    } else if value == rounded(value, 1) {
        1
    } else {
        2
    };
    decimal(value, places)
}

/// A count, as tables and charts print it: `2,000`.
pub(crate) fn whole(count: u64) -> String {
    decimal(count as f64, 0)
}

/// Up, down, or within chance.
fn arrow(value: f64) -> &'static str {
    if value > 0.0 {
        "\u{25b2}"
    } else if value < 0.0 {
        "\u{25bc}"
    } else {
        "\u{25cf}"
    }
}

fn grade(value: f64) -> &'static str {
    match value as u8 {
        1 => "A",
        2 => "B",
        3 => "C",
        _ => "D",
    }
}

/// A value as a reader sees it, sign and unit included.
pub(crate) fn shown(value: f64, unit: Unit, is_change: bool) -> String {
    match unit {
        Unit::Pp if is_change => format!("{}{NBSP}pp", signed(value, 1)),
        Unit::Pp => format!("{}{NBSP}pp", decimal(value, 1)),
        Unit::Percent if is_change => format!("{}%", signed(value, 1)),
        Unit::Percent => format!("{}%", decimal(value, 1)),
        Unit::Points if is_change => signed(value, 1),
        Unit::Pupils if is_change => format!("{}{NBSP}pupils", signed(value, 1)),
        Unit::Pupils => format!("{}{NBSP}pupils", decimal(value, 1)),
        Unit::Points => decimal(value, 1),
        Unit::Count if is_change => signed(value, 0),
        Unit::Count => decimal(value, 0),
        Unit::Flag => if value == 0.0 { "no" } else { "yes" }.to_owned(),
        Unit::Arrow => arrow(value).to_owned(),
        Unit::Grade => grade(value).to_owned(),
        Unit::Days if value == 1.0 => format!("1{NBSP}day"),
        Unit::Days => format!("{}{NBSP}days", plain(value)),
        Unit::Gbp | Unit::GbpPerPp | Unit::GbpPerPupil => pounds(value),
        Unit::Ratio | Unit::Correlation => decimal(value, 2),
        Unit::PpPerDay => format!("{}{NBSP}pp a day", signed(value, 2)),
        Unit::Probability => decimal(value, 3),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_away_from_zero_as_a_reader_sees_them() {
        assert_eq!(decimal(2.25, 1), "2.3");
        assert_eq!(decimal(-2.25, 1), "\u{2212}2.3");
        assert_eq!(decimal(2.675, 2), "2.68");
        assert_eq!(decimal(-0.04, 1), "0.0");
        assert_eq!(signed(16.922_05, 1), "+16.9");
        assert_eq!(signed(0.0, 1), "0.0");
    }

    #[test]
    fn grades_are_letters_and_flags_are_signs_or_words() {
        assert_eq!(shown(2.0, Unit::Grade, false), "B");
        assert_eq!(shown(-1.0, Unit::Arrow, false), "\u{25bc}");
        assert_eq!(shown(0.0, Unit::Flag, false), "no");
        assert_eq!(Unit::Grade.word(), "flag");
    }

    #[test]
    fn money_is_shown_to_the_pound_or_the_penny() {
        assert_eq!(pounds(60_000.0), "£60,000");
        assert_eq!(pounds(405.4), "£405.40");
        assert_eq!(pounds(-4500.0), "\u{2212}£4,500");
    }
}
