//! A document as one accessible page: no scripts, nothing from outside.

use std::fmt::Write;

use crate::base::release::Audience;
use crate::report::block::{Align, Block, Document, Inline, RowKind, Table, TableCell};
use crate::report::chart::{Chart, Drawn, Point, Series};

const STYLE: &str = "body{font:1.05rem/1.5 'Source Sans 3','Segoe UI',system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:0}\
main,header>div,nav{max-width:50rem;margin:auto;padding:0 1rem}header{border-top:.5rem solid #12436d;padding-top:1.5rem}\
h1{font-size:2rem;line-height:1.15}h2{font-size:1.5rem;color:#12436d;margin-top:3rem}h3{font-size:1.2rem}.mark{border:2px solid #1a1a1a;padding:.4rem .7rem;font-weight:700}\
.summary{background:#f3f2f1;padding:.75rem 1rem}.summary p:first-child{font-weight:700;font-size:1.15rem}table{border-collapse:collapse;width:100%;margin:1rem 0;font-variant-numeric:tabular-nums}\
caption{text-align:left;font-weight:700;padding-bottom:.25rem}thead th{border-top:2px solid #1a1a1a;border-bottom:2px solid #1a1a1a}th,td{padding:.3rem .6rem .3rem 0;border-bottom:1px solid #b1b4b6;vertical-align:top;text-align:left;font-weight:400}\
thead th{font-weight:700}.n{text-align:right}.foot{font-size:.9rem;color:#505a5f}figure{margin:1.5rem 0}figcaption{font-weight:700}blockquote{margin:1rem 0;padding-left:1rem;font-size:1.15rem}cite{font-style:normal;font-size:.95rem;color:#505a5f}\
.num{display:inline-block;min-width:2.5rem;color:#505a5f}a{color:#12436d}.skip{position:absolute;left:-100rem}.skip:focus{left:1rem}svg{max-width:100%;height:auto}@media print{h2{break-before:page}table,figure{break-inside:avoid}}";

/// The page.
pub(crate) fn write<A: Audience>(document: &Document<A>) -> Vec<u8> {
    let mut html = String::new();
    let title = escaped(&document.title);
    // Writing to a String cannot fail.
    let _ = write!(
        html,
        "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{title}</title><meta name=\"description\" content=\"{}\"><style>{STYLE}</style></head><body><a class=\"skip\" href=\"#main\">Skip to the report</a><header><div>",
        escaped(&document.subject)
    );
    for mark in &document.marks {
        let _ = write!(html, "<p class=\"mark\">{}</p>", escaped(mark));
    }
    let _ = write!(
        html,
        "<h1>{title}</h1><p>{} · {} · as at {} · {}</p></div></header><nav aria-label=\"Contents\"><ul>",
        escaped(&document.authority),
        escaped(&document.period),
        escaped(&document.as_at),
        escaped(&document.edition)
    );
    for block in &document.blocks {
        if let Block::Part { id, title, .. } = block {
            let _ = write!(html, "<li><a href=\"#{id}\">{}</a></li>", escaped(title));
        }
    }
    html.push_str("</ul></nav><main id=\"main\">");
    for block in &document.cover {
        body(&mut html, block);
    }
    for block in &document.blocks {
        body(&mut html, block);
    }
    let _ = writeln!(
        html,
        "<p class=\"foot\">Build {}.</p></main></body></html>",
        escaped(&document.build)
    );
    html.into_bytes()
}

fn escaped(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

fn inlines(text: &[Inline]) -> String {
    text.iter()
        .map(|run| match run {
            Inline::Text(words) => escaped(words),
            Inline::Strong(words) => format!("<strong>{}</strong>", escaped(words)),
            Inline::Em(words) => format!("<em>{}</em>", escaped(words)),
            Inline::Link { text, to } => {
                format!("<a href=\"{}\">{}</a>", escaped(to), escaped(text))
            }
            Inline::Ref { text, to } => {
                format!("<a href=\"#{}\">{}</a>", escaped(to), escaped(text))
            }
            Inline::Note(number) => {
                format!("<a href=\"#note-{number}\">[note {number}]</a>")
            }
        })
        .collect()
}

fn body(html: &mut String, block: &Block) {
    let _ = match block {
        Block::Part { id, title, purpose } => {
            let purpose = if purpose.is_empty() {
                String::new()
            } else {
                format!("<p class=\"foot\">{}</p>", escaped(purpose))
            };
            write!(html, "<h2 id=\"{id}\">{}</h2>{purpose}", escaped(title))
        }
        Block::Heading { id, level, number, text } => {
            let tag = if *level == 2 { "h3" } else { "h4" };
            write!(
                html,
                "<{tag} id=\"{id}\">{} {}</{tag}>",
                escaped(number),
                escaped(text)
            )
        }
        Block::Paragraph { number, text, side } => {
            let number = if number.is_empty() {
                String::new()
            } else {
                format!("<span class=\"num\">{}</span>", escaped(number))
            };
            let side = if side.is_empty() {
                String::new()
            } else {
                format!(" <span class=\"foot\">({})</span>", escaped(side))
            };
            write!(html, "<p>{number}{}{side}</p>", inlines(text))
        }
        Block::Lead(text) => write!(html, "<p class=\"lead\">{}</p>", inlines(text)),
        Block::List { is_lettered, items } => {
            let (open, close) = if *is_lettered {
                ("<ol type=\"a\">", "</ol>")
            } else {
                ("<ul>", "</ul>")
            };
            html.push_str(open);
            for (text, side) in items {
                let side = if side.is_empty() {
                    String::new()
                } else {
                    format!(" <span class=\"foot\">({})</span>", escaped(side))
                };
                let _ = write!(html, "<li>{}{side}</li>", inlines(text));
            }
            write!(html, "{close}")
        }
        Block::Facts(rows) => {
            html.push_str("<dl>");
            for (label, text) in rows {
                let _ =
                    write!(html, "<dt>{}</dt><dd>{}</dd>", escaped(label), inlines(text));
            }
            write!(html, "</dl>")
        }
        Block::Summary { headline, lines } => {
            let _ = write!(html, "<div class=\"summary\"><p>{}</p>", escaped(headline));
            for line in lines {
                let _ = write!(html, "<p>{}</p>", inlines(line));
            }
            write!(html, "</div>")
        }
        Block::Tiles(tiles) => {
            html.push_str("<ul>");
            for tile in tiles {
                let _ = write!(
                    html,
                    "<li><strong>{}</strong> {} ({})</li>",
                    escaped(&tile.figure),
                    escaped(&tile.label),
                    escaped(&tile.compare)
                );
            }
            write!(html, "</ul>")
        }
        Block::Table(made) => {
            table(html, made);
            Ok(())
        }
        Block::Chart(chart) => {
            figure(html, chart);
            Ok(())
        }
        Block::Quote { text, by } => write!(
            html,
            "<blockquote><p>“{}”</p><cite>{}</cite></blockquote>",
            escaped(text),
            escaped(by)
        ),
        Block::Caption(text) => write!(html, "<p class=\"foot\">{}</p>", inlines(text)),
        Block::Note { number, text } => write!(
            html,
            "<p class=\"foot\" id=\"note-{number}\">[note {number}] {}</p>",
            inlines(text)
        ),
        Block::Line { label, value, .. } => {
            write!(html, "<p>{}: {} ____________</p>", escaped(label), escaped(value))
        }
        Block::Tick(label) => write!(html, "<p>☐ {}</p>", escaped(label)),
        Block::NewPage => Ok(()),
    };
}

fn cell(value: &TableCell) -> String {
    match value {
        TableCell::Text(text) => escaped(text),
        TableCell::Rich(text) => inlines(text),
        TableCell::Spark(_, words) => escaped(words),
    }
}

fn table(html: &mut String, table: &Table) {
    let _ = write!(
        html,
        "<table id=\"{}\"><caption>{}</caption><thead><tr>",
        table.id,
        escaped(&table.caption)
    );
    let class = |at: usize| {
        table.columns.get(at).map_or("", |(_, align)| {
            if *align == Align::Decimal { " class=\"n\"" } else { "" }
        })
    };
    for (at, (heading, _)) in table.columns.iter().enumerate() {
        let _ = write!(html, "<th scope=\"col\"{}>{}</th>", class(at), escaped(heading));
    }
    html.push_str("</tr></thead><tbody>");
    for (kind, cells) in &table.rows {
        html.push_str("<tr>");
        if *kind == RowKind::Group {
            let text = cells.first().map(cell).unwrap_or_default();
            let _ = write!(
                html,
                "<th scope=\"rowgroup\" colspan=\"{}\">{text}</th></tr>",
                table.columns.len()
            );
            continue;
        }
        for (at, value) in cells.iter().enumerate() {
            let (open, close) = if at == 0 && table.has_row_heads {
                ("th scope=\"row\"", "th")
            } else {
                ("td", "td")
            };
            let _ = write!(html, "<{open}{}>{}</{close}>", class(at), cell(value));
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table>");
    for line in &table.foot {
        let _ = write!(html, "<p class=\"foot\">{}</p>", inlines(line));
    }
}

/// Colour of a series.
pub(super) const fn colour(series: Series) -> &'static str {
    match series {
        Series::Clients => "#12436D",
        Series::Lle => "#28A197",
        Series::Matched => "#801650",
        Series::La => "#505A5F",
        Series::National => "#8A9297",
        Series::Other => "#1A1A1A",
        Series::Fourth => "#F46A25",
    }
}

fn figure(html: &mut String, chart: &Chart) {
    let _ = write!(
        html,
        "<figure id=\"{}\"><figcaption>{}</figcaption><p class=\"foot\">{}</p>",
        chart.id,
        escaped(&chart.title),
        escaped(&chart.subtitle)
    );
    if let Drawn::DotInterval { points, axis, .. } = &chart.drawn {
        svg(html, points, axis, &chart.alt);
    }
    let _ = write!(html, "<p class=\"foot\">{}</p></figure>", escaped(&chart.source));
}

/// The range of an axis over points and their limits, nought included.
pub(super) fn range(points: &[Point]) -> (f64, f64) {
    let ends = points.iter().flat_map(|p| {
        [p.value, p.limits.map_or(p.value, |l| l.0), p.limits.map_or(p.value, |l| l.1)]
    });
    let (low, high) = ends.fold((0.0f64, 0.0f64), |(a, b), x| (a.min(x), b.max(x)));
    let room = (high - low).max(1.0) * 0.06;
    (low - room, high + room)
}

fn svg(html: &mut String, points: &[Point], axis: &str, alt: &str) {
    let (low, high) = range(points);
    let (left, width, row) = (230.0, 400.0, 30.0);
    let height = points.len() as f64 * row + 40.0;
    let x = |value: f64| left + (value - low) / (high - low) * width;
    let _ = write!(
        html,
        "<svg viewBox=\"0 0 720 {height}\" role=\"img\" aria-label=\"{}\">",
        escaped(alt)
    );
    let _ = write!(
        html,
        "<line x1=\"{0:.1}\" x2=\"{0:.1}\" y1=\"4\" y2=\"{1:.1}\" stroke=\"#1a1a1a\"/>",
        x(0.0),
        height - 34.0
    );
    for (at, point) in points.iter().enumerate() {
        let y = at as f64 * row + 18.0;
        let ink = colour(point.series);
        let _ = write!(
            html,
            "<text x=\"0\" y=\"{:.1}\" font-size=\"14\">{}</text>",
            y + 5.0,
            escaped(&point.label)
        );
        if let Some((lower, upper)) = point.limits {
            let _ = write!(
                html,
                "<line x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\" stroke=\"{ink}\" stroke-width=\"2\"/>",
                x(lower),
                x(upper)
            );
        }
        let _ = write!(
            html,
            "<circle cx=\"{:.1}\" cy=\"{y:.1}\" r=\"6\" fill=\"{ink}\"/>",
            x(point.value)
        );
        let _ = write!(
            html,
            "<text x=\"650\" y=\"{:.1}\" font-size=\"14\" font-weight=\"700\">{}</text>",
            y + 5.0,
            escaped(&point.shown)
        );
    }
    let _ = write!(
        html,
        "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"13\" text-anchor=\"middle\">0</text><text x=\"{:.1}\" y=\"{:.1}\" font-size=\"13\" text-anchor=\"end\">{}</text></svg>",
        x(0.0),
        height - 16.0,
        left + width,
        height - 2.0,
        escaped(axis)
    );
}
