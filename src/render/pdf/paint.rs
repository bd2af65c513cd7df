//! Items to printpdf, in its low-level mode: every run under its mark.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{
    Codepoint, Color, CurTransMat, DictItem, FontId, Line, LineDashPattern, LinePoint,
    Mm, Op, PaintMode, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage,
    PdfSaveOptions, Point, Polygon, PolygonRing, Pt, Rgb, TextItem, TextMatrix,
    WindingOrder, XObjectId,
};

use super::Laid;
use super::drawing::{Area, Ring};
use super::face::{Face, Faces};
use super::item::{Item, Spot};
use super::pages::Page;
use super::style::Colour;
use super::tree::Tree;

/// Name of the logo among a page's resources.
pub(super) const LOGO: &str = "Logo";

/// How many pages are drawn at a time.
const AT_ONCE: usize = 32;

/// Glyphs of a face: the number in the subset, and the text that it stands for.
type Glyphs = BTreeMap<Face, BTreeMap<u16, (u16, String)>>;

/// The file before its tags. What is drawn of the pages is let go as it is
/// written; what their runs belong to stays.
pub(super) fn paint(laid: &mut Laid, faces: &Faces) -> Result<lopdf::Document, String> {
    let mut document = PdfDocument::new(&laid.title);
    let mut glyphs = Glyphs::new();
    let mut drawn = BTreeMap::new();
    for page in &laid.pages {
        for item in page.runs.iter().flat_map(|run| &run.items) {
            if let Item::Text { face, text, .. } = item {
                // Shaping notes what is used.
                let shaped = faces.glyphs(*face, text);
                let of: &mut BTreeSet<u16> = drawn.entry(*face).or_default();
                of.extend(shaped.iter().map(|glyph| glyph.id));
            }
        }
    }
    for face in Face::ALL {
        let (font, of) = subset(faces, face)?;
        glyphs.insert(face, of);
        let id = FontId(face.id().to_owned());
        document.resources.fonts.map.insert(id, PdfFont::new(font));
    }
    let mm = |points: f32| Mm(points * 25.4 / 72.0);
    let blank = |page: &Page, ops: Vec<Op>| {
        let (width, height) = page.sheet.size();
        PdfPage::new(mm(width), mm(height), ops)
    };
    // A font is embedded for what the pages show of it: all of it, on one page.
    let mut all = Some(shown(&drawn, &glyphs));
    document.pages = laid
        .pages
        .iter()
        .map(|page| blank(page, all.take().unwrap_or_default()))
        .collect();
    let mut file = document.to_lopdf_document(&options(), &mut Vec::new());
    let ids: Vec<lopdf::ObjectId> = contents(&file);
    // Printpdf's form of a page takes a hundred times its bytes: few pages are
    // drawn at a time, and kept as they will stand in the file.
    for (pages, ids) in laid.pages.chunks_mut(AT_ONCE).zip(ids.chunks(AT_ONCE)) {
        document.pages.clear();
        for page in pages {
            let ops = operations(page, &laid.tree, faces, &glyphs);
            document.pages.push(blank(page, ops));
            page.runs.iter_mut().for_each(|run| run.items = Vec::new());
        }
        let mut drawn = document.to_lopdf_document(&options(), &mut Vec::new());
        for (id, own) in ids.iter().zip(contents(&drawn)) {
            let Some(lopdf::Object::Stream(mut content)) = drawn.objects.remove(&own)
            else {
                continue;
            };
            content
                .compress()
                .map_err(|why| format!("A page could not be drawn: {why}."))?;
            content.content.shrink_to_fit();
            file.objects.insert(*id, lopdf::Object::Stream(content));
        }
    }
    Ok(file)
}

/// Every glyph that is drawn.
fn shown(drawn: &BTreeMap<Face, BTreeSet<u16>>, glyphs: &Glyphs) -> Vec<Op> {
    let mut ops = Vec::new();
    for (face, old) in drawn {
        let known = glyphs.get(face);
        let codepoints = old.iter().filter_map(|glyph| {
            let (gid, text) = known?.get(glyph)?;
            Some(Codepoint { gid: *gid, offset: 0.0, cid: Some(text.clone()) })
        });
        let items = vec![TextItem::GlyphIds(codepoints.collect())];
        ops.push(font(*face, 1.0));
        ops.push(Op::ShowText { items });
    }
    ops
}

fn font(face: Face, size: f32) -> Op {
    let font = PdfFontHandle::External(FontId(face.id().to_owned()));
    Op::SetFont { font, size: Pt(size) }
}

fn options() -> PdfSaveOptions {
    PdfSaveOptions { optimize: false, subset_fonts: false, ..PdfSaveOptions::default() }
}

/// What draws each page, by its number in the file.
fn contents(file: &lopdf::Document) -> Vec<lopdf::ObjectId> {
    let pages = file.get_pages().into_values();
    pages.flat_map(|page| file.get_page_contents(page)).collect()
}

/// A page as operations, every run under its mark.
fn operations(page: &Page, tree: &Tree, faces: &Faces, glyphs: &Glyphs) -> Vec<Op> {
    let mut ops = Vec::new();
    let mut mcid = 0;
    let (_, height) = page.sheet.size();
    for run in &page.runs {
        match run.tag {
            Some((node, _)) => {
                let role = tree.nodes.get(node).map_or("P", |node| node.role);
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
            draw(item, height, faces, glyphs, &mut ops);
        }
        ops.push(Op::EndMarkedContent);
    }
    ops
}

/// The font with the used glyphs alone, and where each went.
fn subset(
    faces: &Faces,
    face: Face,
) -> Result<(ParsedFont, BTreeMap<u16, (u16, String)>), String> {
    let failed = || "A typeface could not be cut to what is used.".to_owned();
    let full = ParsedFont::from_bytes(face.bytes(), 0, &mut Vec::new())
        .ok_or_else(|| "A typeface could not be read.".to_owned())?;
    let mut remapper = subsetter::GlyphRemapper::new();
    let mut glyphs = BTreeMap::new();
    let mut cmap = BTreeMap::new();
    let mut widths = BTreeMap::from([(0u16, faces.advance(face, 0))]);
    for (old, c) in faces.used(face) {
        let new = remapper.remap(old);
        glyphs.insert(old, (new, c.to_string()));
        cmap.insert(u32::from(c), new);
        widths.insert(new, faces.advance(face, old));
    }
    let cut = subsetter::subset(face.bytes(), 0, &remapper).map_err(|_| failed())?;
    let mut font = ParsedFont::with_glyph_data(
        cut,
        0,
        Some(face.name().to_owned()),
        cmap,
        widths,
        full.units_per_em,
        full.font_metrics.clone(),
    );
    font.pdf_font_metrics = full.pdf_font_metrics.clone();
    Ok((font, glyphs))
}

fn ink(Colour([red, green, blue]): Colour) -> Color {
    let part = |value: u8| f32::from(value) / 255.0;
    Color::Rgb(Rgb { r: part(red), g: part(green), b: part(blue), icc_profile: None })
}

fn draw(item: &Item, height: f32, faces: &Faces, glyphs: &Glyphs, ops: &mut Vec<Op>) {
    let point = |(x, y): Spot| Point { x: Pt(x), y: Pt(height - y) };
    let corner = |spot: Spot| LinePoint { p: point(spot), bezier: false };
    match item {
        Item::Text { x, y, face, size, text, colour } => {
            let known = glyphs.get(face);
            let codepoints: Vec<Codepoint> = faces
                .glyphs(*face, text)
                .into_iter()
                .filter_map(|glyph| {
                    let (gid, text) = known?.get(&glyph.id)?;
                    let cid = Some(text.clone());
                    // A positive offset moves back; kerning is what is added.
                    Some(Codepoint { gid: *gid, offset: -glyph.kern, cid })
                })
                .collect();
            if codepoints.is_empty() {
                return;
            }
            ops.push(Op::StartTextSection);
            ops.push(Op::SetFillColor { col: ink(*colour) });
            ops.push(font(*face, *size));
            let at = point((*x, *y));
            ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(at.x, at.y) });
            ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(codepoints)] });
            ops.push(Op::EndTextSection);
        }
        Item::Rule { from, to, width, colour, dash } => {
            ops.push(Op::SetOutlineColor { col: ink(*colour) });
            ops.push(Op::SetOutlineThickness { pt: Pt(*width) });
            if let Some((stroke, gap)) = dash {
                ops.push(Op::SaveGraphicsState);
                ops.push(Op::SetLineDashPattern {
                    dash: LineDashPattern {
                        offset: 0.0,
                        pattern: [*stroke, *gap].into_iter().collect(),
                    },
                });
            }
            let points = vec![corner(*from), corner(*to)];
            ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
            if dash.is_some() {
                ops.push(Op::RestoreGraphicsState);
            }
        }
        Item::Shape { points, fill, stroke } => {
            let mode = match (fill, stroke) {
                (Some(_), Some(_)) => PaintMode::FillStroke,
                (Some(_), None) => PaintMode::Fill,
                (None, Some(_)) => PaintMode::Stroke,
                (None, None) => return,
            };
            if let Some(colour) = fill {
                ops.push(Op::SetFillColor { col: ink(*colour) });
            }
            if let Some((width, colour)) = stroke {
                ops.push(Op::SetOutlineColor { col: ink(*colour) });
                ops.push(Op::SetOutlineThickness { pt: Pt(*width) });
            }
            let points = points.iter().copied().map(corner).collect();
            let rings = vec![PolygonRing { points }];
            let winding_order = WindingOrder::NonZero;
            ops.push(Op::DrawPolygon { polygon: Polygon { rings, mode, winding_order } });
        }
        Item::Outline { area, colour, within } => {
            let polygon = |area: &Area, mode: PaintMode| {
                let points = |ring: &Ring| PolygonRing {
                    points: ring
                        .iter()
                        .map(|(spot, bezier)| LinePoint {
                            p: point(*spot),
                            bezier: *bezier,
                        })
                        .collect(),
                };
                let rings = area.rings.iter().map(points).collect();
                let winding_order = if area.is_even_odd {
                    WindingOrder::EvenOdd
                } else {
                    WindingOrder::NonZero
                };
                Op::DrawPolygon { polygon: Polygon { rings, mode, winding_order } }
            };
            ops.push(Op::SaveGraphicsState);
            ops.extend(within.iter().map(|area| polygon(area, PaintMode::Clip)));
            ops.push(Op::SetFillColor { col: ink(*colour) });
            ops.push(polygon(area, PaintMode::Fill));
            ops.push(Op::RestoreGraphicsState);
        }
        Item::Logo { x, y, width, height: high } => {
            ops.push(Op::SaveGraphicsState);
            let at = point((*x, y + high));
            ops.push(Op::SetTransformationMatrix {
                matrix: CurTransMat::Raw([*width, 0.0, 0.0, *high, at.x.0, at.y.0]),
            });
            ops.push(Op::UseXobject {
                id: XObjectId(LOGO.to_owned()),
                transform: printpdf::XObjectTransform::default(),
            });
            ops.push(Op::RestoreGraphicsState);
        }
    }
}
