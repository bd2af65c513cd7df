//! `index.html`: the page to open first.

use std::fmt::Write;

use super::manifest::Manifest;

/// What the first page says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Front {
    /// Programme and authority.
    pub(crate) title: String,
    /// `November 2011`.
    pub(crate) month: String,
    /// As-at date in words.
    pub(crate) as_at: String,
    /// `Monthly edition`.
    pub(crate) edition: String,
    /// `DRAFT: …`, `Final`, `Stopped: …`.
    pub(crate) status: String,
    /// Built from the example programme.
    pub(crate) is_example: bool,
    /// What changed since the last pack, at most five lines.
    pub(crate) changed: Vec<String>,
    /// What waits for the adviser, worst first.
    pub(crate) waits: Vec<String>,
    /// Headline figures in words.
    pub(crate) headlines: Vec<String>,
}

const STYLE: &str = "\
:root{color-scheme:light}body{font:1rem/1.5 'Source Sans 3','Segoe UI',system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:0}\
header{border-top:.5rem solid #12436d;padding:1.5rem 1rem 0}main,header>div{max-width:46rem;margin:auto;padding:0 1rem}\
h1{font-size:2rem;line-height:1.15;margin:.5rem 0}h2{font-size:1.25rem;color:#12436d;margin:2rem 0 .5rem}\
.status{font-weight:700;border-left:.35rem solid #12436d;padding:.5rem .75rem;background:#f3f2f1}\
.small{color:#505a5f}a{color:#12436d}a:focus{outline:3px solid #f46a25;outline-offset:2px}\
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35rem .5rem .35rem 0;border-bottom:1px solid #b1b4b6;vertical-align:top}\
li{margin:.25rem 0}@media print{a::after{content:''}}";

/// What each file of a pack is, for a reader.
fn what(path: &str) -> Option<(&'static str, &'static str)> {
    Some(match path {
        "public/forum-pack.pdf" => {
            ("The forum pack", "the paper for the Schools Forum, with its appendices")
        }
        "public/forum-pack.html" => {
            ("The forum pack as a web page", "the same words and figures")
        }
        "public/lle-directory.pdf" => {
            ("Directory of LLEs", "for schools; only those who consent")
        }
        "public/published-tables.xlsx" => ("Published tables", "accessible workbook"),
        "exempt/school-annex.pdf" => ("School annex", "forum members only"),
        "internal/data-quality.xlsx" => (
            "Data quality",
            "what to mend or explain, cell by cell; answers are given here",
        ),
        "internal/action-list.pdf" => ("Action list", "what is late or due"),
        "internal/letters.pdf" => ("Letters", "a page for each client school and LLE"),
        "internal/agenda.pdf" => {
            ("Network meeting", "agenda and attendance sheet for the next one")
        }
        "internal/forms.pdf" => {
            ("Forms", "blank, and filled where the registers say that one is wanted")
        }
        "internal/registers.xlsx" => ("Clean registers", "every register as it was read"),
        "internal/impact.xlsx" => ("Impact workbook", "every figure with its rows"),
        "internal/survey.xlsx" => ("Survey workbook", "items, gaps, comments"),
        "internal/finance.xlsx" => ("Finance workbook", "budget, spend, forecast"),
        "internal/matching.xlsx" => ("Matching workbook", "shortlists with their scores"),
        _ => return None,
    })
}

/// The page.
pub(crate) fn page(front: &Front, manifest: &Manifest, paths: &[String]) -> Vec<u8> {
    let mut html = String::new();
    let title = escaped(&front.title);
    // Writing to a String cannot fail.
    let _ = write!(
        html,
        "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{title}, {month}</title><style>{STYLE}</style></head>\n<body><header><div><h1>{title}</h1><p>{month} · as at {as_at} · {edition}</p><p class=\"status\">{status}</p>",
        month = escaped(&front.month),
        as_at = escaped(&front.as_at),
        edition = escaped(&front.edition),
        status = escaped(&front.status),
    );
    if front.is_example {
        html.push_str("<p class=\"status\">EXAMPLE: made from the invented programme that comes with forumpack. Put your own spreadsheets into the input folder and run it again.</p>");
    }
    html.push_str("</div></header>\n<main>");
    section(&mut html, "The figures in short", &front.headlines);
    section(&mut html, "What waits for you", &front.waits);
    section(&mut html, "What changed since the last pack", &front.changed);
    for (folder, heading, note) in [
        ("public/", "Public", "May be published as it stands once its status is final."),
        ("exempt/", "Exempt", "For forum members only: do not publish."),
        ("internal/", "Internal", "For the adviser's own office."),
        (
            "evidence/",
            "Evidence",
            "Internal: every figure, finding and file, for checking.",
        ),
    ] {
        let here: Vec<&String> =
            paths.iter().filter(|path| path.starts_with(folder)).collect();
        if here.is_empty() {
            continue;
        }
        let _ = write!(html, "<h2>{heading}</h2><p class=\"small\">{note}</p><ul>");
        let mut marked = 0;
        for path in here {
            if path.starts_with("internal/marked/") {
                marked += 1;
                if marked > 1 {
                    continue;
                }
                html.push_str("<li><a href=\"internal/marked/\">Marked copies</a>, your own workbooks with each finding on its cell</li>");
                continue;
            }
            let link = escaped(&percent_encoded(path));
            match what(path) {
                Some((name, words)) => {
                    let _ =
                        write!(html, "<li><a href=\"{link}\">{name}</a>, {words}</li>");
                }
                None => {
                    let name = path.rsplit('/').next().unwrap_or(path);
                    let _ =
                        write!(html, "<li><a href=\"{link}\">{}</a></li>", escaped(name));
                }
            }
        }
        html.push_str("</ul>");
    }
    html.push_str("<h2>What was read</h2><table><thead><tr><th scope=\"col\">File</th><th scope=\"col\">Sheet</th><th scope=\"col\">Read as</th><th scope=\"col\">Rows used</th></tr></thead><tbody>");
    for input in &manifest.inputs {
        for sheet in &input.sheets {
            let _ = write!(
                html,
                "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                escaped(&input.path),
                escaped(&sheet.name),
                escaped(sheet.register.as_deref().unwrap_or("not used")),
                sheet.rows_used
            );
        }
        if input.sheets.is_empty() {
            let _ = write!(
                html,
                "<tr><td>{}</td><td></td><td>passed over</td><td></td></tr>",
                escaped(&input.path)
            );
        }
    }
    let _ = writeln!(
        html,
        "</tbody></table><p class=\"small\">forumpack {}. Nothing left this computer.</p></main></body></html>",
        escaped(&manifest.version)
    );
    html.into_bytes()
}

fn section(html: &mut String, heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    let _ = write!(html, "<h2>{heading}</h2><ul>");
    for line in lines {
        let _ = write!(html, "<li>{}</li>", escaped(line));
    }
    html.push_str("</ul>");
}

/// Text for HTML, quotes included.
pub(crate) fn escaped(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

fn percent_encoded(path: &str) -> String {
    let mut link = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric()
            || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~')
        {
            link.push(char::from(byte));
        } else {
            let _ = write!(link, "%{byte:02X}");
        }
    }
    link
}
