//! How documents look: `style.toml`, embedded, with the adviser's own lines laid
//! over it. A key that is not known or a value of another kind is told by name.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use toml::{Table, Value};

use super::logo::Logo;
use crate::base::text::nearest;
use crate::render::colour::{self, Palette, Parts};

const FILE: &str = "style.toml";
const EMBEDDED: &str = include_str!("../../../templates/style.toml");
/// Points in a millimetre.
pub(super) const MM: f32 = 72.0 / 25.4;
/// Likeness below which another key is no help.
const LIKE_ENOUGH: f64 = 0.75;

/// Everything that decides how a document looks.
#[derive(Clone, Debug)]
pub(crate) struct Style {
    pub(super) page: PageStyle,
    pub(super) colours: Colours,
    pub(super) text: Sizes,
    pub(super) spacing: Spacing,
    pub(super) rules: Rules,
    pub(super) cover: Cover,
    /// The logo of the cover, where one is given.
    pub(super) logo: Option<Logo>,
    /// The colours that drawings name.
    palette: Palette,
}

#[derive(Clone, Debug, Deserialize)]
struct Written {
    page: PageStyle,
    colours: Colours,
    groups: Groups,
    text: Sizes,
    spacing: Spacing,
    rules: Rules,
    cover: Cover,
}

/// Margins and columns, points.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct PageStyle {
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
    pub(super) baseline: f32,
    pub(super) measure: f32,
    pub(super) gutter: f32,
    pub(super) hang: f32,
}

/// Red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Colour(pub(super) [u8; 3]);

impl Colour {
    /// A colour as `#RRGGBB`; none where it is written otherwise.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6)?;
        let all = u32::from_str_radix(hex, 16).ok()?;
        let [_, red, green, blue] = all.to_be_bytes();
        Some(Self([red, green, blue]))
    }
}

impl TryFrom<String> for Colour {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("{text} is no colour: write #1A1A1A"))
    }
}

/// Colours by use.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Colours {
    pub(super) ink: Colour,
    pub(super) accent: Colour,
    pub(super) grey: Colour,
    pub(super) hairline: Colour,
    pub(super) tint: Colour,
    pub(super) paper: Colour,
}

/// Colours of the groups: marks of charts, rules above key figures.
#[derive(Clone, Debug, Deserialize)]
struct Groups {
    clients: Colour,
    lle: Colour,
    matched: Colour,
    authority: Colour,
    national: Colour,
    other: Colour,
    fourth: Colour,
}

impl Groups {
    const fn named(&self) -> [(&'static str, Parts); 7] {
        [
            ("clients", self.clients.0),
            ("lle", self.lle.0),
            ("matched", self.matched.0),
            ("authority", self.authority.0),
            ("national", self.national.0),
            ("other", self.other.0),
            ("fourth", self.fourth.0),
        ]
    }
}

/// A size with its line height, points.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub(super) struct Size(pub(super) f32, pub(super) f32);

/// Sizes by use.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Sizes {
    pub(super) title: Size,
    pub(super) part: Size,
    pub(super) section: Size,
    pub(super) group: Size,
    pub(super) lead: Size,
    pub(super) body: Size,
    pub(super) table: Size,
    pub(super) small: Size,
    pub(super) figure: Size,
    pub(super) quote: Size,
}

/// Space before and after blocks, in lines of the grid.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Spacing {
    pub(super) paragraph: u8,
    pub(super) section: u8,
    pub(super) group: u8,
    pub(super) table: u8,
    pub(super) chart: u8,
    pub(super) quote: u8,
    pub(super) summary: u8,
    pub(super) tiles: u8,
}

/// Widths of lines, points.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Rules {
    pub(super) hairline: f32,
    pub(super) heading: f32,
    pub(super) tile: f32,
}

/// The cover, points.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Cover {
    pub(super) band: f32,
    pub(super) title: f32,
    logo: String,
    pub(super) logo_height: f32,
}

impl Style {
    /// The style in force; the reason in words where the folder's own
    /// `style.toml` or its logo is at fault.
    pub(crate) fn load(folder: &Path) -> Result<Self, String> {
        let path = folder.join(FILE);
        if !path.is_file() {
            return Self::read("", folder);
        }
        let text = fs::read_to_string(&path)
            .map_err(|why| format!("{} cannot be read: {why}.", path.display()))?;
        Self::read(&text, folder).map_err(|why| format!("{}: {why}", path.display()))
    }

    fn read(own: &str, folder: &Path) -> Result<Self, String> {
        let table = |text: &str| {
            text.parse::<Table>().map_err(|why| why.to_string().trim_end().to_owned())
        };
        let mut all = table(EMBEDDED)?;
        lay_over(&mut all, table(own)?, "")?;
        let mut written = Written::deserialize(Value::Table(all))
            .map_err(|why| why.to_string().trim_end().to_owned())?;
        sensible(&written)?;
        legible(&written)?;
        let page = &mut written.page;
        for length in [
            &mut page.left,
            &mut page.right,
            &mut page.top,
            &mut page.bottom,
            &mut page.baseline,
            &mut page.measure,
            &mut page.gutter,
            &mut page.hang,
            &mut written.cover.band,
            &mut written.cover.title,
            &mut written.cover.logo_height,
        ] {
            *length *= MM;
        }
        let logo = match written.cover.logo.as_str() {
            "" => None,
            name => Some(Logo::load(&folder.join(name))?),
        };
        let Written { page, colours, groups, text, spacing, rules, cover } = written;
        let mut named = groups.named().to_vec();
        named.push((colour::ACCENT, colours.accent.0));
        let palette = Palette::new(&named);
        Ok(Self { page, colours, text, spacing, rules, cover, logo, palette })
    }
}

/// Puts own values over those embedded: no new keys, no other kinds.
fn lay_over(base: &mut Table, own: Table, within: &str) -> Result<(), String> {
    for (key, value) in own {
        let name =
            if within.is_empty() { key.clone() } else { format!("{within}.{key}") };
        let Some(old) = base.get_mut(&key) else {
            let near = nearest(&key, base.keys().map(String::as_str))
                .filter(|(_, like)| *like >= LIKE_ENOUGH);
            return Err(match near {
                Some((near, _)) => {
                    let near = if within.is_empty() {
                        near.to_owned()
                    } else {
                        format!("{within}.{near}")
                    };
                    format!("there is no {name}; did you mean {near}?")
                }
                None => {
                    let known: Vec<&str> = base.keys().map(String::as_str).collect();
                    format!("there is no {name}; here stand {}.", known.join(", "))
                }
            });
        };
        match (old, value) {
            (Value::Table(old), Value::Table(value)) => lay_over(old, value, &name)?,
            (old @ Value::Float(_), Value::Integer(whole)) => {
                *old = Value::Float(whole as f64);
            }
            (old @ Value::Array(_), Value::Array(pair)) => {
                let numbers: Option<Vec<Value>> = pair.iter().map(as_float).collect();
                match numbers {
                    Some(numbers) if numbers.len() == 2 => *old = Value::Array(numbers),
                    _ => {
                        return Err(format!(
                            "{name} must be a size and a line height: [10.5, 14.2]."
                        ));
                    }
                }
            }
            (old, value) if old.same_type(&value) => *old = value,
            (old, value) => {
                return Err(format!(
                    "{name} must be {}; it is {}.",
                    kind(old),
                    kind(&value)
                ));
            }
        }
    }
    Ok(())
}

fn as_float(value: &Value) -> Option<Value> {
    value
        .as_float()
        .or_else(|| value.as_integer().map(|whole| whole as f64))
        .map(Value::Float)
}

const fn kind(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "a text",
        Value::Integer(_) => "a whole number",
        Value::Float(_) => "a number",
        Value::Boolean(_) => "true or false",
        Value::Datetime(_) => "a date",
        Value::Array(_) => "a list",
        Value::Table(_) => "a group of keys",
    }
}

/// Refuses lengths with which no page could be laid out.
fn sensible(written: &Written) -> Result<(), String> {
    let within = |name: &str, value: f32, least: f32, most: f32| {
        if (least..=most).contains(&value) {
            Ok(())
        } else {
            Err(format!("{name} is {value}; it must lie between {least} and {most}."))
        }
    };
    let PageStyle { left, right, top, bottom, baseline, measure, gutter, hang } =
        written.page;
    for (name, value, least, most) in [
        ("page.left", left, 5.0, 50.0),
        ("page.right", right, 5.0, 50.0),
        ("page.top", top, 15.0, 60.0),
        ("page.bottom", bottom, 20.0, 60.0),
        ("page.baseline", baseline, 3.0, 10.0),
        ("page.measure", measure, 60.0, 210.0 - left - right),
        ("page.gutter", gutter, 1.0, 15.0),
        ("page.hang", hang, 6.0, 30.0),
        ("cover.band", written.cover.band, 0.0, 40.0),
        ("cover.title", written.cover.title, 20.0, 150.0),
        ("cover.logo_height", written.cover.logo_height, 3.0, 60.0),
        ("rules.hairline", written.rules.hairline, 0.0, 5.0),
        ("rules.heading", written.rules.heading, 0.0, 5.0),
        ("rules.tile", written.rules.tile, 0.0, 10.0),
    ] {
        within(name, value, least, most)?;
    }
    let text = &written.text;
    for (name, Size(size, leading)) in [
        ("text.title", text.title),
        ("text.part", text.part),
        ("text.section", text.section),
        ("text.group", text.group),
        ("text.lead", text.lead),
        ("text.body", text.body),
        ("text.table", text.table),
        ("text.small", text.small),
        ("text.figure", text.figure),
        ("text.quote", text.quote),
    ] {
        within(name, size, 5.0, 60.0)?;
        within(&format!("{name} (line height)"), leading, size, 90.0)?;
    }
    let spacing = &written.spacing;
    for (name, lines) in [
        ("spacing.paragraph", spacing.paragraph),
        ("spacing.section", spacing.section),
        ("spacing.group", spacing.group),
        ("spacing.table", spacing.table),
        ("spacing.chart", spacing.chart),
        ("spacing.quote", spacing.quote),
        ("spacing.summary", spacing.summary),
        ("spacing.tiles", spacing.tiles),
    ] {
        within(name, f32::from(lines), 0.0, 6.0)?;
    }
    Ok(())
}

/// Refuses colours that some readers could not tell from the page: words need
/// 4.5 to 1 (WCAG 2.2, 1.4.3), marks of charts 3 to 1 (1.4.11).
fn legible(written: &Written) -> Result<(), String> {
    const PAGE: (&str, Parts) = ("the page", [255, 255, 255]);
    let Colours { ink, accent, grey, hairline: _, tint, paper } = &written.colours;
    let box_of = ("the summary box (colours.tint)", tint.0);
    let mut pairs = vec![
        ("colours.ink".to_owned(), ink.0, PAGE, 4.5),
        ("colours.accent".to_owned(), accent.0, PAGE, 4.5),
        ("colours.grey".to_owned(), grey.0, PAGE, 4.5),
        ("colours.ink".to_owned(), ink.0, box_of, 4.5),
        ("colours.paper".to_owned(), paper.0, ("the bar (colours.ink)", ink.0), 4.5),
    ];
    for (name, colour) in written.groups.named() {
        pairs.push((format!("groups.{name}"), colour, PAGE, 3.0));
    }
    for (name, one, (where_to, other), least) in pairs {
        let is = colour::contrast(one, other);
        if is < least {
            return Err(format!(
                "{name} is {}: against {where_to} its contrast is {is:.1} to 1, and it needs {least} to 1 for everyone to see it. Choose a stronger colour.",
                colour::written(one)
            ));
        }
    }
    Ok(())
}

impl Style {
    /// The colour that a drawing names.
    pub(super) fn shade(&self, colour: &str) -> Colour {
        Colour::parse(self.palette.shade(colour)).unwrap_or(self.colours.ink)
    }

    /// What the names of colours mean.
    pub(crate) const fn palette(&self) -> &Palette {
        &self.palette
    }

    /// The logo, where there is one.
    pub(crate) const fn logo(&self) -> Option<&Logo> {
        self.logo.as_ref()
    }

    /// Height of the logo, points.
    pub(crate) const fn logo_height(&self) -> f32 {
        self.cover.logo_height
    }

    /// Colours by name as `#RRGGBB`, for formats that are not laid out on paper.
    pub(crate) fn web_colours(&self) -> [(&'static str, String); 6] {
        let Colours { ink, accent, grey, hairline, tint, paper } = &self.colours;
        let hex = |colour: &Colour| colour::written(colour.0);
        [
            ("ink", hex(ink)),
            ("accent", hex(accent)),
            ("grey", hex(grey)),
            ("hairline", hex(hairline)),
            ("tint", hex(tint)),
            ("paper", hex(paper)),
        ]
    }
}

#[cfg(test)]
impl Style {
    /// The embedded style.
    pub(crate) fn embedded() -> Self {
        Self::read("", Path::new("")).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(own: &str) -> String {
        Style::read(own, Path::new("")).unwrap_err()
    }

    #[test]
    fn own_lines_are_laid_over_the_embedded_ones() {
        let style = Style::read(
            "[colours]\naccent = \"#801650\"\n[page]\nmeasure = 120\n",
            Path::new(""),
        )
        .unwrap();
        assert_eq!(style.colours.accent, Colour([0x80, 0x16, 0x50]));
        assert!((style.page.measure - 120.0 * MM).abs() < 0.001);
        assert_eq!(style.colours.ink, Colour([0x1A, 0x1A, 0x1A]));
    }

    #[test]
    fn an_unknown_key_is_told_with_what_is_near() {
        let says = fault("[colours]\nacent = \"#801650\"\n");
        assert_eq!(says, "there is no colours.acent; did you mean colours.accent?");
    }

    #[test]
    fn a_value_of_another_kind_is_told_with_its_key() {
        let says = fault("[page]\nleft = \"wide\"\n");
        assert!(says.contains("page.left must be a number"), "{says}");
        let says = fault("[colours]\nink = \"black\"\n");
        assert!(says.contains("black is no colour"), "{says}");
        let says = fault("[text]\nbody = [10]\n");
        assert!(says.contains("text.body must be a size and a line height"), "{says}");
    }

    #[test]
    fn a_group_takes_the_colour_of_the_adviser() {
        let style =
            Style::read("[groups]\nclients = \"#0A7D00\"\n", Path::new("")).unwrap();
        let of = |series| style.shade(colour::of(series));
        assert_eq!(of(crate::report::chart::Series::Clients), Colour([0x0A, 0x7D, 0]));
        assert_eq!(of(crate::report::chart::Series::Lle), Colour([0x28, 0xA1, 0x97]));
    }

    #[test]
    fn a_colour_that_some_could_not_see_is_refused_in_words() {
        let says = fault("[groups]\nlle = \"#FFE000\"\n");
        // Contrast of #FFE000 with white, by the formula of WCAG: 1.05 / 0.80.
        assert!(says.starts_with("groups.lle is #FFE000: against the page its contrast is 1.3 to 1, and it needs 3 to 1"), "{says}");
        let says = fault("[colours]\ngrey = \"#999999\"\n");
        assert!(says.contains("colours.grey") && says.contains("4.5 to 1"), "{says}");
        let says = fault("[colours]\ntint = \"#404040\"\n");
        assert!(says.contains("against the summary box"), "{says}");
    }

    #[test]
    fn a_margin_that_leaves_no_page_is_refused() {
        let says = fault("[page]\nleft = 300\n");
        assert!(says.contains("page.left is 300"), "{says}");
    }
}
