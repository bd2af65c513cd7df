//! A drawn chart: shapes in points, y down from the top, for any format to paint.

/// A place on a picture: points from the left and from the top.
pub(crate) type Spot = (f32, f32);

/// Weight of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// Labels.
    Regular,
    /// Values, headings.
    Bold,
}

/// Which point of a text stands at its `x`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// Its start.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// How a line is broken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dash {
    /// Not at all.
    Solid,
    /// In strokes: `Dash::LENGTHS`.
    Dashed,
    /// In points.
    Dotted,
}

impl Dash {
    /// Lengths of stroke and gap, in points; `None` for a whole line.
    pub(crate) const fn lengths(self) -> Option<(f32, f32)> {
        match self {
            Self::Solid => None,
            Self::Dashed => Some((4.0, 2.5)),
            Self::Dotted => Some((1.0, 2.0)),
        }
    }
}

/// A line round or along something: width in points, colour.
pub(crate) type Stroke = (f32, &'static str);

/// One thing drawn. Later shapes lie over earlier ones.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    /// A straight line.
    Line {
        /// Start.
        from: Spot,
        /// End.
        to: Spot,
        /// Width in points.
        width: f32,
        /// Colour, `#RRGGBB`.
        colour: &'static str,
        /// Whole or broken.
        dash: Dash,
    },
    /// A closed polygon of three corners or more.
    Polygon {
        /// Corners.
        points: Vec<Spot>,
        /// Colour inside.
        fill: Option<&'static str>,
        /// Outline.
        stroke: Option<Stroke>,
    },
    /// A circle.
    Circle {
        /// Middle.
        centre: Spot,
        /// Radius.
        radius: f32,
        /// Colour inside.
        fill: Option<&'static str>,
        /// Outline.
        stroke: Option<Stroke>,
    },
    /// One line of text; never empty.
    Text {
        /// Where its anchor stands.
        x: f32,
        /// Baseline.
        y: f32,
        /// Size in points.
        size: f32,
        /// Weight.
        weight: Weight,
        /// Which point of it stands at `x`.
        anchor: Anchor,
        /// Words.
        text: String,
        /// Colour.
        colour: &'static str,
    },
}

/// A chart as shapes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Picture {
    /// Width in points.
    pub(crate) width: f32,
    /// Height in points.
    pub(crate) height: f32,
    /// What is drawn, in order.
    pub(crate) shapes: Vec<Shape>,
}
