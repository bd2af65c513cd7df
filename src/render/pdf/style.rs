//! How documents look: `style.toml`, embedded, with the adviser's own lines laid
//! over it. A key that is not known or a value of another kind is told by name.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use toml::{Table, Value};

use super::item::Sheet;
use super::logo::Logo;
use crate::base::text::nearest;
use crate::render::colour::{self, Palette, Parts};

mod sound;

use sound::{legible, sensible};

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

impl Style {
    /// The look of entries in columns: the table's size, headings of groups.
    pub(super) fn in_columns(&self) -> Self {
        let mut narrow = Self { logo: None, ..self.clone() };
        let Self { page, text, .. } = &mut narrow;
        let full = Sheet::Portrait.size().0 - page.left - page.right;
        let column = (full - 2.0 * page.gutter) / 2.0;
        (page.measure, page.right) = (column, page.right + full - column);
        page.baseline = text.table.1;
        let close = Size(text.body.0, page.baseline.max(text.body.0 * 1.1));
        (text.section, text.lead, text.quote) = (text.group, close, close);
        text.body = text.table;
        narrow
    }

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
mod tests;
