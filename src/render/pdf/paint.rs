//! Items to printpdf, in its low-level mode: every run under its mark.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, FontId, Line, LinePoint, Mm, Op, PaintMode, ParsedFont,
    PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Polygon,
    PolygonRing, Pt, Rect, Rgb, TextItem, TextMatrix, WindingOrder,
};

use super::face::{Face, Faces};
use super::flow::{HEIGHT, Item, Laid, WIDTH};

type Glyphs = BTreeMap<Face, BTreeMap<char, u16>>;

/// The file before its tags.
pub(super) fn paint(laid: &Laid, faces: &Faces) -> Result<lopdf::Document, String> {
    let mut document = PdfDocument::new(&laid.title);
    let mut glyphs = Glyphs::new();
    for face in Face::ALL {
        let (font, of) = subset(faces, face)?;
        glyphs.insert(face, of);
        document
            .resources
            .fonts
            .map
            .insert(FontId(face.id().to_owned()), PdfFont::new(font));
    }
    for page in &laid.pages {
        let mut ops = Vec::new();
        let mut mcid = 0;
        for run in &page.runs {
            match run.node {
                Some(node) => {
                    let role = laid.nodes.get(node).map_or("P", |node| node.role);
                    let map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(mcid))]);
                    mcid += 1;
                    ops.push(Op::BeginMarkedContentWithProperties {
                        tag: role.to_owned(),
                        properties: DictItem::Dict { map },
                    });
                }
                None => ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() }),
            }
            for item in &run.items {
                draw(item, faces, &glyphs, &mut ops);
            }
            ops.push(Op::EndMarkedContent);
        }
        document.pages.push(PdfPage::new(
            Mm(WIDTH * 25.4 / 72.0),
            Mm(HEIGHT * 25.4 / 72.0),
            ops,
        ));
    }
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        ..PdfSaveOptions::default()
    };
    Ok(document.to_lopdf_document(&options, &mut Vec::new()))
}

/// The font with the used glyphs alone, and where each character went.
fn subset(
    faces: &Faces,
    face: Face,
) -> Result<(ParsedFont, BTreeMap<char, u16>), String> {
    let failed = || "A typeface could not be cut to what is used.".to_owned();
    let (full, bytes, used) = faces.parts(face).ok_or_else(failed)?;
    let mut remapper = subsetter::GlyphRemapper::new();
    let mut glyphs = BTreeMap::new();
    let mut cmap = BTreeMap::new();
    let mut widths =
        BTreeMap::from([(0u16, full.glyph_widths.get(&0).copied().unwrap_or(0))]);
    for c in used {
        let Some(old) = full.codepoint_to_glyph.get(&u32::from(*c)) else { continue };
        let new = remapper.remap(*old);
        glyphs.insert(*c, new);
        cmap.insert(u32::from(*c), new);
        widths.insert(new, full.glyph_widths.get(old).copied().unwrap_or(0));
    }
    let cut = subsetter::subset(bytes, 0, &remapper).map_err(|_| failed())?;
    let name = match face {
        Face::Regular => "AAAAAA+SourceSans3-Regular",
        Face::Bold => "AAAAAB+SourceSans3-Bold",
    };
    let mut font = ParsedFont::with_glyph_data(
        cut,
        0,
        Some(name.to_owned()),
        cmap,
        widths,
        full.units_per_em,
        full.font_metrics.clone(),
    );
    font.pdf_font_metrics = full.pdf_font_metrics.clone();
    Ok((font, glyphs))
}

fn ink(colour: &str) -> Color {
    let part = |at: usize| {
        let hex: String = colour.chars().skip(1 + at * 2).take(2).collect();
        f32::from(u8::from_str_radix(&hex, 16).unwrap_or(0)) / 255.0
    };
    Color::Rgb(Rgb { r: part(0), g: part(1), b: part(2), icc_profile: None })
}

fn point(x: f32, y: f32) -> Point {
    Point { x: Pt(x), y: Pt(HEIGHT - y) }
}

fn draw(item: &Item, faces: &Faces, glyphs: &Glyphs, ops: &mut Vec<Op>) {
    match item {
        Item::Text { x, y, face, size, text, colour } => {
            let known = glyphs.get(face);
            let codepoints: Vec<Codepoint> = text
                .chars()
                .map(|c| faces.drawn(*face, c))
                .filter_map(|c| {
                    let gid = known?.get(&c)?;
                    Some(Codepoint { gid: *gid, offset: 0.0, cid: Some(c.to_string()) })
                })
                .collect();
            ops.push(Op::StartTextSection);
            ops.push(Op::SetFillColor { col: ink(colour) });
            ops.push(Op::SetFont {
                font: PdfFontHandle::External(FontId(face.id().to_owned())),
                size: Pt(*size),
            });
            ops.push(Op::SetTextMatrix {
                matrix: TextMatrix::Translate(Pt(*x), Pt(HEIGHT - y)),
            });
            ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(codepoints)] });
            ops.push(Op::EndTextSection);
        }
        Item::Rule { x, y, to_x, to_y, width, colour } => {
            ops.push(Op::SetOutlineColor { col: ink(colour) });
            ops.push(Op::SetOutlineThickness { pt: Pt(*width) });
            let points = [point(*x, *y), point(*to_x, *to_y)]
                .map(|p| LinePoint { p, bezier: false });
            ops.push(Op::DrawLine {
                line: Line { points: points.to_vec(), is_closed: false },
            });
        }
        Item::Fill { x, y, width, height, colour } => {
            ops.push(Op::SetFillColor { col: ink(colour) });
            let rectangle = Rect {
                x: Pt(*x),
                y: Pt(HEIGHT - y - height),
                width: Pt(*width),
                height: Pt(*height),
                mode: Some(PaintMode::Fill),
                winding_order: Some(WindingOrder::NonZero),
            };
            ops.push(Op::DrawRectangle { rectangle });
        }
        Item::Dot { x, y, radius, colour } => {
            ops.push(Op::SetFillColor { col: ink(colour) });
            // Enough corners that a dot of this size is round to the eye.
            let points = (0..24u8)
                .map(|k| {
                    let angle = f32::from(k) * std::f32::consts::TAU / 24.0;
                    LinePoint {
                        p: point(x + radius * angle.cos(), y + radius * angle.sin()),
                        bezier: false,
                    }
                })
                .collect();
            let polygon = Polygon {
                rings: vec![PolygonRing { points }],
                mode: PaintMode::Fill,
                winding_order: WindingOrder::NonZero,
            };
            ops.push(Op::DrawPolygon { polygon });
        }
    }
}
