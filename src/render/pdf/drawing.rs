//! A logo in SVG: filled outlines that stay sharp at any size. What a page cannot
//! show as it was meant is refused in words, with what to do about it.

use quick_xml::Reader;
use quick_xml::events::Event;
use usvg::tiny_skia_path::{Path, PathSegment, Transform};
use usvg::{FillRule, Group, ImageHrefResolver, Node, Options, Paint, Tree};

use super::item::Spot;
use super::style::Colour;
use crate::render::colour::Parts;

/// Limits of a drawing: more is no logo, whatever it is.
const MOST_BYTES: usize = 1_000_000;
const MOST_ELEMENTS: usize = 10_000;
const MOST_DEPTH: usize = 64;
/// Copies of copies multiply: few are enough for a logo.
const MOST_COPIES: usize = 24;
const MOST_SHAPES: usize = 2_000;
const MOST_POINTS: usize = 200_000;

/// Corners and, between them, the pairs of handles of curves.
pub(super) type Ring = Vec<(Spot, bool)>;

/// An area, by its outlines.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) rings: Vec<Ring>,
    /// Whether an outline within an outline is a hole.
    pub(super) is_even_odd: bool,
}

impl Area {
    fn of(path: &Path, is_even_odd: bool) -> Self {
        let mut rings: Vec<Ring> = Vec::new();
        let mut last = (0.0, 0.0);
        for segment in path.segments() {
            let mut add = |points: &[(Spot, bool)]| {
                if let Some(ring) = rings.last_mut() {
                    ring.extend(points);
                }
            };
            match segment {
                PathSegment::MoveTo(to) => {
                    last = (to.x, to.y);
                    rings.push(vec![(last, false)]);
                }
                PathSegment::LineTo(to) => {
                    last = (to.x, to.y);
                    add(&[(last, false)]);
                }
                PathSegment::QuadTo(handle, to) => {
                    let end = (to.x, to.y);
                    let toward = |from: Spot| {
                        (
                            from.0 + (handle.x - from.0) * 2.0 / 3.0,
                            from.1 + (handle.y - from.1) * 2.0 / 3.0,
                        )
                    };
                    add(&[(toward(last), true), (toward(end), true), (end, false)]);
                    last = end;
                }
                PathSegment::CubicTo(first, second, to) => {
                    last = (to.x, to.y);
                    add(&[
                        ((first.x, first.y), true),
                        ((second.x, second.y), true),
                        (last, false),
                    ]);
                }
                PathSegment::Close => {}
            }
        }
        Self { rings, is_even_odd }
    }

    fn whole(width: f32, height: f32) -> Self {
        let corners = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)];
        Self {
            rings: vec![corners.map(|corner| (corner, false)).to_vec()],
            is_even_odd: false,
        }
    }

    /// The same, moved and made larger or smaller.
    pub(super) fn placed(&self, by: f32, (x, y): Spot) -> Self {
        let mut placed = self.clone();
        for (spot, _) in placed.rings.iter_mut().flatten() {
            *spot = (x + spot.0 * by, y + spot.1 * by);
        }
        placed
    }

    /// The same as the `d` of an SVG path.
    pub(super) fn written(&self) -> String {
        let mut d = String::new();
        for ring in &self.rings {
            let mut word = "M";
            let mut handles = 0;
            for ((x, y), is_handle) in ring {
                // Two handles and the corner after them are one curve.
                if handles == 0 {
                    let curve = if *is_handle { "C" } else { "L" };
                    d.push_str(if word == "M" { word } else { curve });
                    word = "";
                } else {
                    d.push(' ');
                }
                handles = if *is_handle { handles + 1 } else { 0 };
                d.push_str(&format!("{x:.2} {y:.2}"));
            }
            d.push('Z');
        }
        d
    }
}

/// An area in its colour, within other areas.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shape {
    pub(super) area: Area,
    pub(super) colour: Colour,
    pub(super) within: Vec<Area>,
}

/// A drawing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Drawing {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) shapes: Vec<Shape>,
}

/// The `d` of a path and its rule for what lies within.
pub(crate) type Written = (String, &'static str);

/// A shape for a page of the web.
pub(crate) struct WrittenShape {
    pub(crate) path: Written,
    pub(crate) colour: Parts,
    pub(crate) within: Vec<Written>,
}

impl Drawing {
    /// Width and height, in its own measure.
    pub(crate) const fn size(&self) -> (f32, f32) {
        (self.width, self.height)
    }

    /// Its shapes as paths. What cuts every shape alike, the sheet that it is
    /// drawn on, is left to the page.
    pub(crate) fn paths(&self) -> Vec<WrittenShape> {
        let write = |area: &Area| {
            let rule = if area.is_even_odd { "evenodd" } else { "nonzero" };
            (area.written(), rule)
        };
        self.shapes
            .iter()
            .map(|shape| WrittenShape {
                path: write(&shape.area),
                colour: shape.colour.0,
                within: shape.within.iter().skip(1).map(write).collect(),
            })
            .collect()
    }

    /// Reads SVG; the reason and the remedy in words where it cannot be drawn as
    /// it was meant.
    pub(super) fn decode(bytes: &[u8]) -> Result<Self, String> {
        if bytes.len() > MOST_BYTES {
            return Err(format!(
                "it holds {} bytes and may hold {MOST_BYTES}: save a simpler drawing",
                bytes.len()
            ));
        }
        let text = std::str::from_utf8(bytes)
            .map_err(|_| "it is not in UTF-8: save it as plain SVG".to_owned())?;
        look_through(text)?;
        let options = Options {
            // Nothing is ever fetched for a picture.
            image_href_resolver: ImageHrefResolver {
                resolve_data: Box::new(|_, _, _| None),
                resolve_string: Box::new(|_, _| None),
            },
            ..Options::default()
        };
        let tree = Tree::from_str(text, &options)
            .map_err(|why| format!("it is no SVG that can be read ({why})"))?;
        let (width, height) = (tree.size().width(), tree.size().height());
        let mut found = Found { shapes: Vec::new(), points: 0 };
        found.group(tree.root(), 1.0, &[Area::whole(width, height)])?;
        if found.shapes.is_empty() {
            return Err("it draws nothing".to_owned());
        }
        Ok(Self { width, height, shapes: found.shapes })
    }
}

/// What stands in the file, before anything is made of it.
fn look_through(text: &str) -> Result<(), String> {
    if text.contains("<!ENTITY") {
        return Err("it defines entities of its own: save it as plain SVG".to_owned());
    }
    let mut reader = Reader::from_str(text);
    let (mut depth, mut elements, mut copies) = (0usize, 0usize, 0usize);
    loop {
        let event = reader
            .read_event()
            .map_err(|why| format!("it is no SVG that can be read ({why})"))?;
        let name = match &event {
            Event::Eof => return Ok(()),
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                continue;
            }
            Event::Start(element) => {
                depth += 1;
                element.local_name().as_ref().to_owned()
            }
            Event::Empty(element) => element.local_name().as_ref().to_owned(),
            _ => continue,
        };
        elements += 1;
        if depth > MOST_DEPTH || elements > MOST_ELEMENTS {
            return Err(format!(
                "it is more than a logo: at most {MOST_ELEMENTS} elements, {MOST_DEPTH} within one another. Save a simpler drawing"
            ));
        }
        match name.as_str() {
            "text" | "tspan" | "textPath" => {
                return Err("it holds text: turn the text into outlines (in Inkscape: Path, Object to Path) and save it again".to_owned());
            }
            "image" | "feImage" | "foreignObject" => {
                return Err("it holds a picture made of pixels: give that picture as PNG, or trace it".to_owned());
            }
            "use" => copies += 1,
            _ => {}
        }
        if copies > MOST_COPIES {
            return Err(format!(
                "it copies its own parts more than {MOST_COPIES} times: unlink the clones and save it again"
            ));
        }
    }
}

/// Shapes as they are met.
struct Found {
    shapes: Vec<Shape>,
    points: usize,
}

impl Found {
    fn group(
        &mut self,
        group: &Group,
        opacity: f32,
        within: &[Area],
    ) -> Result<(), String> {
        if group.mask().is_some() || !group.filters().is_empty() {
            return Err("it has masks or filters (shadows, blurs): remove them, or give the logo as PNG".to_owned());
        }
        if group.blend_mode() != usvg::BlendMode::Normal {
            return Err(
                "it blends its layers: flatten them, or give the logo as PNG".to_owned()
            );
        }
        let mut within = within.to_vec();
        let mut clip = group.clip_path();
        while let Some(of) = clip {
            let at = group.abs_transform().pre_concat(of.transform());
            within.push(clipped(of.root(), at)?);
            clip = of.clip_path();
        }
        let opacity = opacity * group.opacity().get();
        for node in group.children() {
            match node {
                Node::Group(inner) => self.group(inner, opacity, &within)?,
                Node::Path(path) if path.is_visible() => {
                    self.path(path, opacity, &within)?;
                }
                Node::Path(_) => {}
                Node::Image(_) | Node::Text(_) => {
                    return Err(
                        "it holds text or a picture: give the logo as PNG".to_owned()
                    );
                }
            }
        }
        Ok(())
    }

    fn path(
        &mut self,
        path: &usvg::Path,
        opacity: f32,
        within: &[Area],
    ) -> Result<(), String> {
        let at = path.abs_transform();
        let mut made = Vec::new();
        if let Some(fill) = path.fill() {
            let colour = flat(fill.paint(), opacity * fill.opacity().get())?;
            let is_even_odd = fill.rule() == FillRule::EvenOdd;
            if let Some(data) = path.data().clone().transform(at) {
                made.push((Area::of(&data, is_even_odd), colour));
            }
        }
        if let Some(stroke) = path.stroke() {
            let colour = flat(stroke.paint(), opacity * stroke.opacity().get())?;
            let pen = stroke.to_tiny_skia();
            let dashed = pen.dash.as_ref().and_then(|dash| path.data().dash(dash, 1.0));
            let line = dashed.as_ref().unwrap_or(path.data());
            // A line becomes the area that its pen covers.
            if let Some(area) = line.stroke(&pen, 4.0).and_then(|area| area.transform(at))
            {
                made.push((Area::of(&area, false), colour));
            }
        }
        if path.paint_order() == usvg::PaintOrder::StrokeAndFill {
            made.reverse();
        }
        for (area, colour) in made {
            self.points += area.rings.iter().map(Vec::len).sum::<usize>();
            self.shapes.push(Shape { area, colour, within: within.to_vec() });
        }
        if self.shapes.len() > MOST_SHAPES || self.points > MOST_POINTS {
            return Err(format!(
                "it has more than {MOST_SHAPES} shapes or {MOST_POINTS} points: save a simpler drawing"
            ));
        }
        Ok(())
    }
}

/// The area that a clipping path leaves.
fn clipped(group: &Group, at: Transform) -> Result<Area, String> {
    let mut all = Area { rings: Vec::new(), is_even_odd: false };
    for node in group.children() {
        match node {
            Node::Path(path) => {
                let at = at.pre_concat(path.abs_transform());
                if let Some(data) = path.data().clone().transform(at) {
                    let is_even_odd =
                        path.fill().is_some_and(|fill| fill.rule() == FillRule::EvenOdd);
                    let area = Area::of(&data, is_even_odd);
                    all.is_even_odd |= area.is_even_odd;
                    all.rings.extend(area.rings);
                }
            }
            Node::Group(inner) if inner.clip_path().is_none() => {
                all.rings.extend(clipped(inner, at)?.rings);
            }
            Node::Group(_) | Node::Image(_) | Node::Text(_) => {
                return Err("it has clipping paths within clipping paths: release them, or give the logo as PNG".to_owned());
            }
        }
    }
    Ok(all)
}

/// One colour; what is see-through is mixed with the white of the page.
fn flat(paint: &Paint, opacity: f32) -> Result<Colour, String> {
    match paint {
        Paint::Color(colour) => {
            let mixed = [colour.red, colour.green, colour.blue].map(|part| {
                (255.0 + (f32::from(part) - 255.0) * opacity.clamp(0.0, 1.0)).round() as u8
            });
            Ok(Colour(mixed))
        }
        Paint::LinearGradient(_) | Paint::RadialGradient(_) => Err(
            "it has colours that run into each other (gradients): give it flat colours, or give the logo as PNG".to_owned(),
        ),
        Paint::Pattern(_) => {
            Err("it is filled with patterns: give it flat colours, or give the logo as PNG".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(inner: &str) -> Result<Drawing, String> {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"200\" height=\"100\">{inner}</svg>"
        );
        Drawing::decode(svg.as_bytes())
    }

    fn refused(inner: &str) -> String {
        drawn(inner).unwrap_err()
    }

    #[test]
    fn shapes_and_lines_become_areas_in_their_places_and_colours() {
        let drawing = drawn(
            "<g transform=\"translate(10 20)\"><rect width=\"30\" height=\"40\" fill=\"#12436D\"/><path d=\"M0 0H50\" fill=\"none\" stroke=\"red\" stroke-width=\"4\"/></g>",
        )
        .unwrap();
        assert!((drawing.width - 200.0).abs() < 0.01);
        assert_eq!(drawing.shapes.len(), 2);
        assert_eq!(drawing.shapes[0].colour, Colour([0x12, 0x43, 0x6D]));
        let corners: Vec<Spot> =
            drawing.shapes[0].area.rings[0].iter().map(|(spot, _)| *spot).collect();
        assert!(corners.contains(&(10.0, 20.0)) && corners.contains(&(40.0, 60.0)));
        // The line is as thick as its pen: from 18 to 22.
        let line = &drawing.shapes[1];
        assert_eq!(line.colour, Colour([255, 0, 0]));
        let heights = line.area.rings.iter().flatten().map(|((_, y), _)| *y);
        let (low, high) = heights
            .fold((f32::MAX, f32::MIN), |(low, high), y| (low.min(y), high.max(y)));
        assert!((low - 18.0).abs() < 0.1 && (high - 22.0).abs() < 0.1, "{low} {high}");
    }

    #[test]
    fn what_is_half_seen_through_is_mixed_with_the_page() {
        let half =
            drawn("<g opacity=\"0.5\"><rect width=\"9\" height=\"9\"/></g>").unwrap();
        assert_eq!(half.shapes[0].colour, Colour([128, 128, 128]));
    }

    #[test]
    fn a_clipping_path_stands_where_its_group_stands() {
        let drawing = drawn(
            "<clipPath id=\"c\"><rect width=\"5\" height=\"5\"/></clipPath><g transform=\"translate(50 0)\"><g clip-path=\"url(#c)\"><circle r=\"9\"/></g></g>",
        )
        .unwrap();
        let clip = drawing.shapes[0].within.last().unwrap();
        assert!(
            clip.rings.iter().flatten().any(|(spot, _)| *spot == (55.0, 5.0)),
            "{clip:?}"
        );
    }

    #[test]
    fn what_cannot_be_drawn_as_meant_is_refused_with_what_to_do() {
        for (inner, says) in [
            ("<text x=\"1\" y=\"9\">LA</text>", "turn the text into outlines"),
            ("<image href=\"/etc/passwd\" width=\"9\" height=\"9\"/>", "as PNG"),
            (
                "<linearGradient id=\"g\"><stop offset=\"0\"/><stop offset=\"1\" stop-color=\"red\"/></linearGradient><rect width=\"9\" height=\"9\" fill=\"url(#g)\"/>",
                "flat colours",
            ),
            (
                "<filter id=\"f\"><feGaussianBlur stdDeviation=\"2\"/></filter><g filter=\"url(#f)\"><rect width=\"9\" height=\"9\"/></g>",
                "filters",
            ),
            ("", "draws nothing"),
        ] {
            let why = refused(inner);
            assert!(why.contains(says), "{why}");
        }
    }

    #[test]
    fn a_hostile_drawing_is_refused_and_not_followed() {
        let bomb = "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"&b;\"/></svg>";
        assert!(Drawing::decode(bomb.as_bytes()).unwrap_err().contains("entities"));
        let deep = "<g>".repeat(5_000) + &"</g>".repeat(5_000);
        assert!(refused(&deep).contains("simpler"));
        let many = "<rect width=\"1\" height=\"1\"/>".repeat(2_500);
        assert!(refused(&many).contains("more than 2000 shapes"));
        let copies: String = (0..20)
            .map(|at| {
                format!("<g id=\"a{}\"><use xlink:href=\"#a{at}\"/><use xlink:href=\"#a{at}\"/></g>", at + 1)
            })
            .collect();
        let doubling = format!("<rect id=\"a0\" width=\"1\" height=\"1\"/>{copies}");
        assert!(refused(&doubling).contains("unlink"));
        let large = vec![b' '; MOST_BYTES + 1];
        assert!(Drawing::decode(&large).unwrap_err().contains("bytes"));
        assert!(Drawing::decode(&[0xFF, 0xFE, 0x3C]).unwrap_err().contains("UTF-8"));
        assert!(Drawing::decode(b"<html>").is_err());
    }

    #[test]
    fn an_area_is_written_as_a_path_with_its_curves() {
        let curve = drawn("<path d=\"M1 1L5 1C6 2 6 3 5 4Z\"/>").unwrap();
        assert_eq!(
            curve.shapes[0].area.written(),
            "M1.00 1.00L5.00 1.00C6.00 2.00 6.00 3.00 5.00 4.00Z"
        );
    }
}
