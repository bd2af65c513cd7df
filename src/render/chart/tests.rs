//! Nothing leaves the picture and no two texts touch, whatever the data.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::draw;
use super::picture::{Anchor, Picture, Shape, Weight};
use crate::report::chart::{Chart, Drawn, Point, Series};

/// Widths of a plain face: enough to lay out by.
fn text_width(weight: Weight, size: f32, text: &str) -> f32 {
    let factor = if weight == Weight::Bold { 0.56 } else { 0.52 };
    text.chars().count() as f32 * size * factor
}

fn drawn_at(width: f32, drawn: Drawn) -> Picture {
    let chart = Chart {
        id: "c".to_owned(),
        title: String::new(),
        subtitle: String::new(),
        source: String::new(),
        alt: String::new(),
        drawn,
    };
    draw(&chart, width, &text_width)
}

/// What is wrong with a picture, in words; empty where all is well.
fn faults(picture: &Picture) -> Vec<String> {
    let mut faults = Vec::new();
    let (wide, high) = (picture.width, picture.height);
    if !high.is_finite() || high > 680.0 {
        faults.push(format!("{high} points high"));
    }
    let mut spot = |(x, y): (f32, f32), what: &Shape| {
        let inside = (-0.6..=wide + 0.6).contains(&x) && (-0.6..=high + 0.6).contains(&y);
        if !inside {
            faults.push(format!("({x}, {y}) is outside {wide} by {high}: {what:?}"));
        }
    };
    let mut texts: Vec<(f32, f32, f32, f32, &str)> = Vec::new();
    for shape in &picture.shapes {
        match shape {
            Shape::Line { from, to, .. } => {
                spot(*from, shape);
                spot(*to, shape);
            }
            Shape::Polygon { points, .. } => {
                points.iter().for_each(|point| spot(*point, shape));
            }
            Shape::Circle { centre: (x, y), radius, .. } => {
                spot((x - radius, y - radius), shape);
                spot((x + radius, y + radius), shape);
            }
            Shape::Text { x, y, size, weight, anchor, text, .. } => {
                let long = text_width(*weight, *size, text);
                let left = match anchor {
                    Anchor::Start => *x,
                    Anchor::Middle => x - long / 2.0,
                    Anchor::End => x - long,
                };
                let (top, foot) = (y - size * 0.75, y + size * 0.22);
                spot((left, top), shape);
                spot((left + long, foot), shape);
                texts.push((left, top, left + long, foot, text));
            }
        }
    }
    for (at, a) in texts.iter().enumerate() {
        for b in texts.iter().skip(at + 1) {
            let meets =
                a.0 + 0.1 < b.2 && b.0 + 0.1 < a.2 && a.1 + 0.1 < b.3 && b.1 + 0.1 < a.3;
            if meets {
                faults.push(format!("{:?} lies on {:?}", a.4, b.4));
            }
        }
    }
    faults
}

fn series() -> impl Strategy<Value = Series> {
    prop::sample::select(vec![
        Series::Clients,
        Series::Lle,
        Series::Matched,
        Series::La,
        Series::National,
        Series::Other,
        Series::Fourth,
    ])
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Z][a-z]{2,12}( [A-Z][a-z]{2,12}){0,3}",
        1 => "[A-Za-z ]{0,80}",
        1 => "[A-Za-z]{60,80}",
        1 => Just(String::new()),
        1 => "\\PC{0,12}",
    ]
}

fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => -40.0..100.0f64,
        1 => Just(0.0),
        1 => Just(50.0),
        1 => -1e9..1e9f64,
        1 => any::<f64>(),
    ]
}

fn point() -> impl Strategy<Value = Point> {
    (words(), value(), prop::option::of((0.0..30.0f64, 0.0..30.0f64)), series()).prop_map(
        |(label, value, room, series)| Point {
            label,
            value,
            limits: room.map(|(a, b)| (value - a, value + b)),
            shown: format!("{value:+.1}"),
            series,
        },
    )
}

fn many<S: Strategy + 'static>(what: S) -> impl Strategy<Value = Vec<S::Value>>
where
    S::Value: Clone,
{
    let what = what.boxed();
    prop_oneof![
        6 => prop::collection::vec(what.clone(), 0..9),
        3 => prop::collection::vec(what.clone(), 9..45),
        1 => prop::collection::vec(what, 100..420),
    ]
}

fn dots() -> impl Strategy<Value = Drawn> {
    (many(point()), words(), any::<bool>())
        .prop_map(|(points, axis, zero)| Drawn::DotInterval { points, axis, zero })
}

fn ordered() -> impl Strategy<Value = Drawn> {
    (many(point()), words(), prop::option::of((value(), words()))).prop_map(
        |(points, axis, reference)| Drawn::OrderedDots { points, axis, reference },
    )
}

fn bars() -> impl Strategy<Value = Drawn> {
    let bar = (words(), value(), series())
        .prop_map(|(label, value, series)| (label, value, format!("{value:.1}"), series));
    (many(bar), words()).prop_map(|(bars, axis)| Drawn::Bars { bars, axis })
}

fn slope() -> impl Strategy<Value = Drawn> {
    let line = (words(), value(), value(), value(), series());
    ((words(), words()), many(line), words())
        .prop_map(|(ends, lines, axis)| Drawn::Slope { ends, lines, axis })
}

fn funnel() -> impl Strategy<Value = Drawn> {
    let dot = (prop_oneof![0.0..120.0f64, value()], value(), words(), series());
    ((value(), words()), many(dot), (words(), words()))
        .prop_map(|(centre, dots, axes)| Drawn::Funnel { centre, dots, axes })
}

fn year() -> impl Strategy<Value = String> {
    prop_oneof![4 => (1990..2030u32).prop_map(|year| year.to_string()), 1 => words()]
}

fn lines() -> impl Strategy<Value = Drawn> {
    let line =
        (words(), prop::collection::vec(prop::option::of(value()), 0..30), series());
    (
        prop::collection::vec(year(), 0..30),
        prop::collection::vec(line, 0..9),
        prop::collection::vec((0..32usize, words()), 0..5),
        prop::collection::vec(0..32usize, 0..3),
        words(),
        any::<(bool, bool)>(),
    )
        .prop_map(|(years, lines, breaks, doubtful, axis, (zero, is_step))| {
            Drawn::Lines { years, lines, breaks, doubtful, axis, zero, is_step }
        })
}

fn diverging() -> impl Strategy<Value = Drawn> {
    let count = prop_oneof![3 => 0..40u32, 1 => Just(0), 1 => any::<u32>()];
    let counts = prop::array::uniform5(count);
    many((words(), counts, series())).prop_map(|bars| Drawn::Diverging { bars })
}

fn dumbbell() -> impl Strategy<Value = Drawn> {
    (many((words(), point(), point())), words())
        .prop_map(|(rows, axis)| Drawn::Dumbbell { rows, axis })
}

fn bullet() -> impl Strategy<Value = Drawn> {
    (many((words(), value(), value(), value(), value())), words())
        .prop_map(|(rows, axis)| Drawn::Bullet { rows, axis })
}

fn cumulative() -> impl Strategy<Value = Drawn> {
    (
        prop::collection::vec(words(), 0..14),
        prop::collection::vec(prop::option::of(value()), 0..14),
        prop::collection::vec(value(), 0..14),
        prop::collection::vec(prop::option::of((value(), value())), 0..14),
        words(),
    )
        .prop_map(|(months, actual, budget, band, axis)| Drawn::Cumulative {
            months,
            actual,
            budget,
            band,
            axis,
        })
}

fn pairs() -> impl Strategy<Value = Drawn> {
    ((words(), words()), many((words(), value(), value())), words())
        .prop_map(|(names, bars, axis)| Drawn::Pairs { names, bars, axis })
}

fn flow() -> impl Strategy<Value = Drawn> {
    let step = || (words(), prop_oneof![0..400u64, any::<u64>()]);
    (step(), many(step()), step()).prop_map(|(start, steps, end)| Drawn::Flow {
        start,
        steps,
        end,
    })
}

/// The same cases each time, so that a failure concerns whoever caused it.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 60,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(2011),
        ..ProptestConfig::default()
    }
}

macro_rules! no_overlap {
    ($($kind:ident)*) => {
        proptest! {
            #![proptest_config(super::config())]
            $(
                #[test]
                fn $kind(drawn in super::$kind(), width in 240.0..500.0f32) {
                    let faults = super::faults(&super::drawn_at(width, drawn));
                    prop_assert!(faults.is_empty(), "{:#?}", faults);
                }
            )*
        }
    };
}

mod stay_apart_and_inside {
    use proptest::prelude::*;

    no_overlap! {
        dots ordered bars slope funnel lines diverging dumbbell bullet cumulative pairs flow
    }
}

fn texts(picture: &Picture) -> Vec<String> {
    let mut texts = Vec::new();
    for shape in &picture.shapes {
        if let Shape::Text { text, .. } = shape {
            texts.push(text.clone());
        }
    }
    texts
}

#[test]
fn a_box_does_not_say_its_count_twice() {
    let picture = drawn_at(
        480.0,
        Drawn::Flow {
            start: ("18 client schools".to_owned(), 18),
            steps: vec![("1800 unknown".to_owned(), 4)],
            end: ("14 analysed".to_owned(), 14),
        },
    );
    let texts = texts(&picture);
    for words in ["18", "client schools", "1800 unknown", "14", "analysed"] {
        assert!(texts.iter().any(|text| text == words), "{words}: {texts:?}");
    }
}

#[test]
fn values_beside_lines_have_the_same_decimals() {
    let line =
        |label: &str, last| (label.to_owned(), vec![Some(70.0), Some(last)], Series::La);
    let picture = drawn_at(
        480.0,
        Drawn::Lines {
            years: vec!["2010".to_owned(), "2011".to_owned()],
            lines: vec![line("England", 74.0), line("Norfolk", 68.1)],
            breaks: Vec::new(),
            doubtful: Vec::new(),
            axis: "per cent".to_owned(),
            zero: false,
            is_step: false,
        },
    );
    let texts = texts(&picture);
    for words in ["England 74.0", "Norfolk 68.1"] {
        assert!(texts.iter().any(|text| text == words), "{words}: {texts:?}");
    }
}
