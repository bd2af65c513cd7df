//! A document as one accessible page: no scripts, nothing from outside.
//!
//! Words, figures and charts are those of the PDF. The page is well-formed XML
//! as well as HTML, so that what is said of it can be tested.

mod blocks;
mod figure;
mod logo;
mod measure;
mod page;
mod svg;
mod table;
#[cfg(test)]
mod tests;

use std::fmt::Write;

use crate::base::release::Audience;
use crate::render::pdf::Style;
use crate::report::block::{Block, Document};

use page::Page;

const STYLE: &str = include_str!("style.css");

/// The page, in the colours of the documents.
pub(crate) fn write<A: Audience>(document: &Document<A>, style: &Style) -> Vec<u8> {
    let mut page =
        Page::over(document.cover.iter().chain(&document.blocks), style.palette());
    let mut html = String::new();
    head(&mut html, document, style);
    marks(&mut html, &document.marks);
    let _ = write!(
        html,
        "<div class=\"page\"><header>{}<h1>{}</h1><p class=\"stated\"><strong>{}</strong>{}</p></header>",
        logo::written(style),
        escaped(&document.title),
        escaped(&document.authority),
        stated(&[
            &document.period,
            &format!("as at {}", document.as_at),
            &document.edition
        ])
    );
    contents(&mut html, &document.blocks);
    html.push_str("<main id=\"main\">");
    if !document.cover.is_empty() {
        html.push_str("<section class=\"part cover\">");
        document.cover.iter().for_each(|block| page.block(&mut html, block));
        html.push_str("</section>");
    }
    let mut is_open = false;
    for block in &document.blocks {
        let is_part = matches!(block, Block::Part { .. });
        if is_part || !is_open {
            if is_open {
                html.push_str("</section>");
            }
            html.push_str("<section class=\"part\">");
            is_open = true;
        }
        page.block(&mut html, block);
    }
    if is_open {
        html.push_str("</section>");
    }
    let _ = writeln!(
        html,
        "</main><footer class=\"end\">Build {}. End of the document.</footer></div></body></html>",
        escaped(&document.build)
    );
    html.into_bytes()
}

/// Everything before the page's own words. The policy forbids what the page
/// does not need: whatever stands in the registers, nothing is fetched or run.
fn head<A: Audience>(html: &mut String, document: &Document<A>, style: &Style) {
    let variables: String = style
        .web_colours()
        .into_iter()
        .map(|(name, colour)| format!("--{name}:{colour};"))
        .collect();
    let _ = write!(
        html,
        "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"/><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\"/><title>{}, {}</title><meta name=\"description\" content=\"{}\"/><style>:root{{{variables}}}\n{STYLE}</style></head>\n<body><a class=\"skip\" href=\"#main\">Skip to the report</a>",
        escaped(&document.title),
        escaped(&document.period),
        escaped(&document.subject)
    );
}

/// DRAFT and EXAMPLE, across the top.
fn marks(html: &mut String, marks: &[String]) {
    if marks.is_empty() {
        return;
    }
    html.push_str("<div class=\"marks\"><div class=\"page\">");
    for mark in marks {
        let _ = write!(html, "<p>{}</p>", escaped(mark));
    }
    html.push_str("</div></div>");
}

/// Parts with what is asked of the forum in each.
fn contents(html: &mut String, blocks: &[Block]) {
    let mut entries = String::new();
    for block in blocks {
        let Block::Part { id, title, purpose } = block else { continue };
        let purpose = if purpose.is_empty() {
            String::new()
        } else {
            format!("<span>{}</span>", escaped(purpose))
        };
        let (id, title) = (anchor(id), escaped(title));
        let _ = if id.is_empty() {
            write!(entries, "<li>{title}{purpose}</li>")
        } else {
            write!(entries, "<li><a href=\"#{id}\">{title}</a>{purpose}</li>")
        };
    }
    if !entries.is_empty() {
        let _ = write!(
            html,
            "<nav aria-labelledby=\"contents\"><h2 id=\"contents\">Contents</h2><ol>{entries}</ol></nav>"
        );
    }
}

/// What is known of a document, in one line.
fn stated(parts: &[&str]) -> String {
    let parts = parts.iter().filter(|part| !part.trim().is_empty());
    parts.map(|part| escaped(part)).collect::<Vec<_>>().join(" · ")
}

/// Text for HTML, quotes included; characters that no page may hold are dropped.
fn escaped(text: &str) -> String {
    let is_allowed = |c: &char| {
        matches!(c, '\n' | '\t')
            || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
    };
    let text: String = text.chars().filter(is_allowed).collect();
    quick_xml::escape::escape(text.as_str()).into_owned()
}

/// An anchor as an id: without spaces, escaped.
fn anchor(id: &str) -> String {
    let joined: String =
        id.chars().map(|c| if c.is_whitespace() { '-' } else { c }).collect();
    escaped(&joined)
}
