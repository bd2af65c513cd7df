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

const STYLE: &str = include_str!("index.css");

/// Folders of a pack: whom they are for, and what may be done with them.
const FOLDERS: [(&str, &str, &str); 4] = [
    ("public/", "Public", "May be published as it stands once the status is final."),
    ("exempt/", "Exempt", "For members of the forum only: not to be published."),
    ("internal/", "Internal", "For the adviser’s own office: names schools and people."),
    ("evidence/", "Evidence", "Internal: every figure, finding and file, for checking."),
];

/// Marked copies stand as one line.
const MARKED: &str = "internal/marked/";

/// What each file of a pack is, for a reader.
fn what(path: &str) -> Option<(&'static str, &'static str)> {
    Some(match path {
        "public/forum-pack.pdf" => {
            ("Forum pack", "The paper for the Schools Forum, with its appendices.")
        }
        "public/forum-pack.html" => {
            ("Forum pack as a web page", "The same words and figures, for a screen.")
        }
        "public/lle-directory.pdf" => (
            "Directory of LLEs",
            "For schools: the Local Leaders who agreed to be named.",
        ),
        "public/published-tables.xlsx" => {
            ("Published tables", "Every table of the pack as an accessible workbook.")
        }
        "exempt/school-annex.pdf" => {
            ("School annex", "A page for each school of the programme, with its results.")
        }
        "internal/data-quality.xlsx" => (
            "Data quality",
            "What to mend or explain, cell by cell; answers are given here.",
        ),
        "internal/action-list.pdf" => ("Action list", "What is late, and what is due."),
        "internal/letters.pdf" => {
            ("Letters", "A page for each client school and each LLE.")
        }
        "internal/agenda.pdf" => {
            ("Network meeting", "Agenda and attendance sheet for the next one.")
        }
        "internal/forms.pdf" => {
            ("Forms", "Blank, and filled where the registers say that one is wanted.")
        }
        "internal/registers.xlsx" => {
            ("Clean registers", "Every register as it was read.")
        }
        "internal/impact.xlsx" => ("Impact workbook", "Every figure with its rows."),
        "internal/survey.xlsx" => ("Survey workbook", "Statements, gaps, comments."),
        "internal/finance.xlsx" => ("Finance workbook", "Budget, spend, forecast."),
        "internal/matching.xlsx" => {
            ("Matching workbook", "Shortlists with their scores.")
        }
        MARKED => ("Marked copies", "Your own workbooks with each finding on its cell."),
        "evidence/figures.csv" => {
            ("Figures", "Every figure with its base and its trace.")
        }
        "evidence/findings.csv" => ("Findings", "Every finding with its cell."),
        "evidence/claims.csv" => {
            ("Claims", "Every sentence with the figure it rests on.")
        }
        "evidence/left-out.csv" => {
            ("Left out", "Every school and row in no figure, and why.")
        }
        "evidence/manifest.json" => {
            ("Manifest", "Files read and files made, with their sums.")
        }
        _ => return None,
    })
}

/// The page.
pub(crate) fn page(front: &Front, manifest: &Manifest, paths: &[String]) -> Vec<u8> {
    let mut html = String::new();
    head(&mut html, front);
    if !front.headlines.is_empty() {
        html.push_str("<section class=\"figures\" aria-labelledby=\"figures\"><h2 id=\"figures\">The figures in short</h2>");
        for line in &front.headlines {
            let _ = write!(html, "<p>{}</p>", escaped(line));
        }
        html.push_str("</section>");
    }
    html.push_str("<div class=\"two\">");
    section(&mut html, "waits", "What waits for you", &front.waits);
    section(&mut html, "changed", "What changed since the last pack", &front.changed);
    html.push_str("</div>");
    papers(&mut html, paths);
    read(&mut html, manifest);
    let _ = writeln!(
        html,
        "</main><footer>forumpack {}. Nothing left this computer.</footer></div></body></html>",
        escaped(&manifest.version)
    );
    html.into_bytes()
}

/// Everything to the beginning of the page's own content: the status first.
fn head(html: &mut String, front: &Front) {
    let title = escaped(&front.title);
    let month = escaped(&front.month);
    // Writing to a String cannot fail.
    let _ = write!(
        html,
        "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"/><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/><title>{title}, {month}</title><style>{STYLE}</style></head>\n<body><a class=\"skip\" href=\"#main\">Skip to the content</a>"
    );
    if front.is_example {
        html.push_str("<div class=\"example\"><div class=\"page\"><p><strong>EXAMPLE:</strong> made from the invented programme that comes with forumpack. Put your own spreadsheets into the input folder and run it again.</p></div></div>");
    }
    let (first, rest) = front.status.split_once(": ").unwrap_or((&front.status, ""));
    let is_final = first == "Final";
    let _ = write!(
        html,
        "<header><div class=\"page\"><h1>{title}</h1><p class=\"stated\">{month} · as at {} · {}</p><p class=\"status{}\">{}<span>{}</span></p></div></header><div class=\"page\"><main id=\"main\">",
        escaped(&front.as_at),
        escaped(&front.edition),
        if is_final { "" } else { " waiting" },
        escaped(first),
        escaped(&sentence(rest)),
    );
}

/// The files of the pack, by whom they are for.
fn papers(html: &mut String, paths: &[String]) {
    html.push_str("<section aria-labelledby=\"papers\"><h2 id=\"papers\">What is in the pack</h2><table class=\"papers\"><thead><tr><th scope=\"col\">Document</th><th scope=\"col\">What it holds</th><th scope=\"col\">Kind</th></tr></thead>");
    for (folder, heading, note) in FOLDERS {
        let mut here: Vec<&str> = Vec::new();
        for path in paths.iter().filter(|path| path.starts_with(folder)) {
            let path = if path.starts_with(MARKED) { MARKED } else { path.as_str() };
            if !here.contains(&path) {
                here.push(path);
            }
        }
        if here.is_empty() {
            continue;
        }
        // The paper itself first, then by name.
        here.sort_by_key(|path| *path != "public/forum-pack.pdf");
        let _ = write!(
            html,
            "<tbody><tr><th class=\"group\" scope=\"rowgroup\" colspan=\"3\"><strong>{heading}</strong> <span>{note}</span></th></tr>"
        );
        for path in here {
            let name = path.rsplit('/').next().unwrap_or(path);
            let (name, words) = what(path).unwrap_or((name, ""));
            let _ = write!(
                html,
                "<tr><th scope=\"row\"><a href=\"{}\">{}</a></th><td>{words}</td><td class=\"kind\">{}</td></tr>",
                escaped(&percent_encoded(path)),
                escaped(name),
                kind(path)
            );
        }
        html.push_str("</tbody>");
    }
    html.push_str("</table></section>");
}

/// What a file is opened with, in a word.
fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("pdf") => "PDF",
        Some("xlsx") => "Workbook",
        Some("html") => "Web page",
        Some("csv") => "csv",
        Some("json") => "json",
        _ => "Folder",
    }
}

/// The files of the input with what became of their sheets, folded away.
fn read(html: &mut String, manifest: &Manifest) {
    if manifest.inputs.is_empty() {
        return;
    }
    let files = crate::base::text::count(manifest.inputs.len(), "file", "files");
    let _ = write!(
        html,
        "<section aria-labelledby=\"read\"><h2 id=\"read\">What was read</h2><details><summary>{files} of the input folder, sheet by sheet</summary><div class=\"scroll\"><table class=\"read\"><thead><tr><th scope=\"col\">File</th><th scope=\"col\">Sheet</th><th scope=\"col\">Read as</th><th class=\"n\" scope=\"col\">Rows used</th></tr></thead><tbody>"
    );
    for input in &manifest.inputs {
        let path = escaped(&input.path);
        for sheet in &input.sheets {
            let register = sheet.register.as_deref().unwrap_or("not used");
            let _ = write!(
                html,
                "<tr><th scope=\"row\">{path}</th><td>{}</td><td>{}</td><td class=\"n\">{}</td></tr>",
                escaped(&sheet.name),
                escaped(&register.replace('_', " ")),
                sheet.rows_used
            );
        }
        if input.sheets.is_empty() {
            let _ = write!(
                html,
                "<tr><th scope=\"row\">{path}</th><td></td><td>passed over</td><td></td></tr>"
            );
        }
    }
    html.push_str("</tbody></table></div></details></section>");
}

fn section(html: &mut String, id: &str, heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    let _ = write!(
        html,
        "<section aria-labelledby=\"{id}\"><h2 id=\"{id}\">{heading}</h2><ul>"
    );
    for line in lines {
        let _ = write!(html, "<li>{}</li>", escaped(line));
    }
    html.push_str("</ul></section>");
}

/// Words as a sentence: a capital in front, a full stop behind.
fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let first: String =
        chars.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    let stop = if words.is_empty() || words.ends_with('.') { "" } else { "." };
    format!("{first}{}{stop}", chars.as_str())
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

#[cfg(test)]
mod tests {
    use super::{Front, page};
    use crate::pack::manifest::{Input, Manifest};

    fn shown(front: &Front, paths: &[&str]) -> String {
        let manifest = Manifest {
            inputs: vec![Input { path: "A & B.xlsx".to_owned(), ..Input::default() }],
            ..Manifest::default()
        };
        let paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
        String::from_utf8(page(front, &manifest, &paths)).unwrap()
    }

    #[test]
    fn each_document_stands_once_below_whom_it_is_for() {
        let front =
            Front { status: "Final: nothing waits".to_owned(), ..Front::default() };
        let html = shown(
            &front,
            &[
                "evidence/figures.csv",
                "exempt/school-annex.pdf",
                "internal/marked/a.xlsx",
                "internal/marked/b.xlsx",
                "public/forum-pack.html",
                "public/forum-pack.pdf",
            ],
        );
        let at = |words: &str| html.find(words).unwrap_or_else(|| panic!("{words}"));
        let order = [
            "<strong>Public</strong>",
            "public/forum-pack.pdf",
            "public/forum-pack.html",
            "<strong>Exempt</strong>",
            "exempt/school-annex.pdf",
            "<strong>Internal</strong>",
            "internal/marked/",
            "<strong>Evidence</strong>",
            "evidence/figures.csv",
        ];
        assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])));
        assert_eq!(html.matches("internal/marked/").count(), 1);
    }

    #[test]
    fn a_draft_says_first_what_waits_and_looks_unlike_a_final_pack() {
        let front = Front {
            status: "DRAFT: 2 errors to mend".to_owned(),
            waits: vec!["ERROR X: <b> & more".to_owned()],
            changed: vec!["One more school.".to_owned()],
            ..Front::default()
        };
        let html = shown(&front, &[]);
        let status =
            "<p class=\"status waiting\">DRAFT<span>2 errors to mend.</span></p>";
        assert!(html.contains(status), "{html}");
        assert!(html.contains("ERROR X: &lt;b&gt; &amp; more"));
        assert!(html.find("What waits").unwrap() < html.find("What changed").unwrap());
    }

    #[test]
    fn the_first_page_is_well_formed_and_fetches_nothing() {
        let front = Front {
            title: "\"<Q&A>\"".to_owned(),
            status: "Stopped: a UPN".to_owned(),
            is_example: true,
            ..Front::default()
        };
        let html = shown(&front, &["internal/data-quality.xlsx"]);
        let mut reader = quick_xml::Reader::from_str(&html);
        reader.config_mut().check_end_names = true;
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
        assert!(!html.contains("http://") && !html.contains("https://"));
        assert!(!html.contains("<script"));
    }
}
