//! Blocks as HTML.

use std::fmt::Write;

use super::page::Page;
use super::{escaped, figure, table};
use crate::render::colour::{self, Palette};
use crate::report::block::{Block, Inline, Text, Tile};

impl Page {
    /// One block, in reading order.
    pub(super) fn block(&mut self, html: &mut String, block: &Block) {
        // Writing to a String cannot fail.
        let _ = match block {
            Block::Part { id, title, purpose } => {
                let (id, level) = (self.id(id), self.part_level());
                let purpose = if purpose.is_empty() {
                    String::new()
                } else {
                    format!("<p class=\"purpose\">{}</p>", escaped(purpose))
                };
                write!(
                    html,
                    "<h{level} class=\"wide\"{id}>{}</h{level}>{purpose}",
                    escaped(title)
                )
            }
            Block::Heading { id, level, number, text } => {
                let (id, level) = (self.id(id), self.heading_level(*level));
                let number = if number.is_empty() {
                    String::new()
                } else {
                    format!("<span class=\"number\">{} </span>", escaped(number))
                };
                write!(html, "<h{level}{id}>{number}{}</h{level}>", escaped(text))
            }
            Block::Paragraph { number, text, side } => {
                let words = self.inlines(text);
                let id = if number.is_empty() {
                    String::new()
                } else {
                    self.id(&format!("paragraph-{number}"))
                };
                let paragraph = if number.is_empty() {
                    format!("<p>{words}</p>")
                } else {
                    let number = escaped(number);
                    format!(
                        "<p class=\"numbered\"{id}><span>{number} </span><span>{words}</span></p>"
                    )
                };
                write!(html, "{paragraph}{}", aside(side))
            }
            Block::Lead(text) => {
                let words = self.inlines(text);
                write!(html, "<p class=\"lead\">{words}</p>")
            }
            Block::List { is_lettered, items } => {
                self.list(html, *is_lettered, items);
                Ok(())
            }
            Block::Facts(rows) => {
                html.push_str("<dl class=\"facts\">");
                for (label, text) in rows {
                    let words = self.inlines(text);
                    let _ = write!(html, "<dt>{}</dt><dd>{words}</dd>", escaped(label));
                }
                write!(html, "</dl>")
            }
            Block::Summary { headline, lines } => {
                let _ = write!(
                    html,
                    "<div class=\"summary wide\" role=\"group\" aria-label=\"In short\"><p class=\"headline\">{}</p>",
                    escaped(headline)
                );
                for line in lines {
                    let words = self.inlines(line);
                    let _ = write!(html, "<p>{words}</p>");
                }
                write!(html, "</div>")
            }
            Block::Tiles(tiles) => {
                // Without the role, a list without bullets is none to Safari.
                let even = if matches!(tiles.len(), 5 | 6 | 9) { " three" } else { "" };
                let _ = write!(html, "<ul class=\"tiles wide{even}\" role=\"list\">");
                tiles.iter().for_each(|made| tile(html, made, &self.palette));
                write!(html, "</ul>")
            }
            Block::Table(made) => {
                table::write(self, html, made);
                Ok(())
            }
            Block::Chart(chart) => {
                figure::write(self, html, chart);
                Ok(())
            }
            Block::Quote { text, by } => write!(
                html,
                "<figure class=\"quote\"><blockquote><p>“{}”</p></blockquote><figcaption>{}</figcaption></figure>",
                escaped(text),
                escaped(by)
            ),
            Block::Caption(text) => {
                let words = self.inlines(text);
                write!(html, "<p class=\"foot after\">{words}</p>")
            }
            Block::Note { number, text } => {
                let id = self.id(&format!("note-{number}"));
                let words = self.inlines(text);
                let back = if self.is_referred_to(*number) {
                    format!(
                        " <a href=\"#ref-{number}\" aria-label=\"Back to the text of note {number}\">↩</a>"
                    )
                } else {
                    String::new()
                };
                write!(html, "<p class=\"note\"{id}>[note {number}] {words}{back}</p>")
            }
            Block::Line { label, value, lines } => {
                let empty = "<br/>".repeat(usize::from(lines.saturating_sub(1)));
                write!(
                    html,
                    "<p class=\"line\"><span>{}</span> <span>{}&#160;{empty}</span></p>",
                    escaped(label),
                    escaped(value)
                )
            }
            Block::Tick(label) => write!(html, "<p>☐ {}</p>", escaped(label)),
            Block::NewPage | Block::Together(_) => Ok(()),
        };
    }

    fn list(&mut self, html: &mut String, is_lettered: bool, items: &[(Text, String)]) {
        let (open, close) = if is_lettered {
            ("<ol class=\"lettered\" type=\"a\">", "</ol>")
        } else {
            ("<ul>", "</ul>")
        };
        html.push_str(open);
        for (text, side) in items {
            let words = self.inlines(text);
            let _ = write!(html, "<li>{words}{}</li>", aside(side));
        }
        html.push_str(close);
    }

    /// Runs of a text; a link that leads nowhere is words.
    pub(super) fn inlines(&mut self, text: &[Inline]) -> String {
        text.iter().map(|run| self.inline(run)).collect()
    }

    fn inline(&mut self, run: &Inline) -> String {
        match run {
            Inline::Text(words) => escaped(words),
            Inline::Strong(words) => format!("<strong>{}</strong>", escaped(words)),
            Inline::Em(words) => format!("<em>{}</em>", escaped(words)),
            Inline::Link { text, to } if is_safe(to) => {
                format!("<a href=\"{}\">{}</a>", escaped(to), escaped(text))
            }
            Inline::Ref { text, to } if self.has_target(to) => {
                format!("<a href=\"#{}\">{}</a>", super::anchor(to), escaped(text))
            }
            Inline::Link { text, .. } | Inline::Ref { text, .. } => escaped(text),
            Inline::Note(number) if self.has_note(*number) => {
                let id = match self.refer(*number) {
                    1 => self.id(&format!("ref-{number}")),
                    again => self.id(&format!("ref-{number}-{again}")),
                };
                format!("<a href=\"#note-{number}\"{id}>[note {number}]</a>")
            }
            Inline::Note(number) => format!("[note {number}]"),
        }
    }
}

/// Whether a link leads to the web or a mailbox, and runs nothing.
fn is_safe(to: &str) -> bool {
    ["https:", "http:", "mailto:"].iter().any(|scheme| to.starts_with(scheme))
}

fn aside(side: &str) -> String {
    if side.is_empty() {
        String::new()
    } else {
        format!("<aside>{}</aside>", escaped(side))
    }
}

fn tile(html: &mut String, tile: &Tile, palette: &Palette) {
    let _ = write!(
        html,
        "<li style=\"border-color:{}\"><span class=\"figure\">{}</span> <span>{}</span> <span class=\"compare\">{}</span></li>",
        palette.shade(colour::of(tile.series)),
        escaped(&tile.figure),
        escaped(&tile.label),
        escaped(&tile.compare)
    );
}
