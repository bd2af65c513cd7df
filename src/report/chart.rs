//! Charts as data: what is shown, not how it is drawn.

/// Whose marks: colour, shape and dash stay the same through a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Series {
    /// Client schools: blue circle.
    Clients,
    /// LLE schools: turquoise diamond.
    Lle,
    /// Matched schools: purple square.
    Matched,
    /// The authority: grey triangle.
    La,
    /// England: light grey outline.
    National,
    /// Neither: ink.
    Other,
    /// Fourth colour: orange, marks only.
    Fourth,
}

/// A chart with its words.
#[derive(Clone, Debug)]
pub(crate) struct Chart {
    /// Anchor.
    pub(crate) id: String,
    /// The finding in one sentence.
    pub(crate) title: String,
    /// Measure, unit, years, n.
    pub(crate) subtitle: String,
    /// Source line below.
    pub(crate) source: String,
    /// What a person who cannot see it is told, with its numbers.
    pub(crate) alt: String,
    /// What is drawn.
    pub(crate) drawn: Drawn,
}

/// A value with its interval.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Point {
    /// Label, n included: `Client schools (14)`.
    pub(crate) label: String,
    /// Value.
    pub(crate) value: f64,
    /// 95% limits.
    pub(crate) limits: Option<(f64, f64)>,
    /// Value as printed: `+16.9`.
    pub(crate) shown: String,
    /// Whose.
    pub(crate) series: Series,
}

/// The kinds of chart.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Drawn {
    /// A dot with its interval for each group, a zero line.
    DotInterval {
        /// From top to bottom.
        points: Vec<Point>,
        /// Axis label: `percentage points`.
        axis: String,
        /// Draw a line at nought.
        zero: bool,
    },
    /// Two columns of values joined by lines; width by cohort.
    Slope {
        /// Heads of the columns: `2010`, `2011`.
        ends: (String, String),
        /// Label, first, second, weight (pupils), whose.
        lines: Vec<(String, f64, f64, f64, Series)>,
        /// Axis label.
        axis: String,
    },
    /// Ordered dots with intervals: one for each school.
    OrderedDots {
        /// Ordered by the report.
        points: Vec<Point>,
        /// Axis label.
        axis: String,
        /// A line at this value with its label: `Norfolk +1.1`.
        reference: Option<(f64, String)>,
    },
    /// Cohort against percentage, limits round a centre.
    Funnel {
        /// Centre, per cent, with its label.
        centre: (f64, String),
        /// Pupils, per cent, label (or empty), whose.
        dots: Vec<(f64, f64, String, Series)>,
        /// x axis, y axis.
        axes: (String, String),
    },
    /// Lines over years, gaps at breaks and missing years.
    Lines {
        /// Labels of the years.
        years: Vec<String>,
        /// Label, values (a gap is `None`), whose.
        lines: Vec<(String, Vec<Option<f64>>, Series)>,
        /// Years before which the series breaks, with the note at the gap.
        breaks: Vec<(usize, String)>,
        /// Years whose values are doubtful: hatched.
        doubtful: Vec<usize>,
        /// Axis label.
        axis: String,
        /// Start the axis at nought.
        zero: bool,
        /// Draw as steps (counts over time).
        is_step: bool,
    },
    /// Stacked bars round a middle: agree to the right, disagree to the left.
    Diverging {
        /// Label, counts from strongly disagree to strongly agree, whose.
        bars: Vec<(String, [u32; 5], Series)>,
    },
    /// Two dots a row, joined.
    Dumbbell {
        /// Label, first, second (points of two series).
        rows: Vec<(String, Point, Point)>,
        /// Axis label.
        axis: String,
    },
    /// Budget as a bar's frame, parts inside, forecast as a mark.
    Bullet {
        /// Label, budget, paid, committed, forecast.
        rows: Vec<(String, f64, f64, f64, f64)>,
        /// Axis label: `£ thousand`.
        axis: String,
    },
    /// A cumulative line with a forecast band to the year's end.
    Cumulative {
        /// Month labels.
        months: Vec<String>,
        /// Actual so far, then `None`.
        actual: Vec<Option<f64>>,
        /// Budget at each month.
        budget: Vec<f64>,
        /// Lower and upper forecast at each month, `None` for the past.
        band: Vec<Option<(f64, f64)>>,
        /// Axis label.
        axis: String,
    },
    /// Sorted bars.
    Bars {
        /// Label, value, value as printed, whose.
        bars: Vec<(String, f64, String, Series)>,
        /// Axis label.
        axis: String,
    },
    /// Bars of two values for each month: contracted and delivered.
    Pairs {
        /// Names of the two.
        names: (String, String),
        /// Label, first, second.
        bars: Vec<(String, f64, f64)>,
        /// Axis label.
        axis: String,
    },
    /// Boxes from top to bottom: what is left after each exclusion.
    Flow {
        /// What is at the top: `18 client schools`.
        start: (String, u64),
        /// What leaves, how many.
        steps: Vec<(String, u64)>,
        /// What is at the bottom: `14 analysed`.
        end: (String, u64),
    },
}
