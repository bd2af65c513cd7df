//! Every word that a template may use: what `explain template` prints, what
//! `templates/README.md` holds, and what a name is checked against.

use super::values::Asked;
use crate::base::indicator::INDICATORS;
use crate::base::text::nearest;
use crate::measure::definitions;
use crate::report::sentences::RULES;

/// A word with what it gives.
type Line = (&'static str, &'static str);

/// Functions and conditions, for hints.
pub(super) const WORDS_OF_TEMPLATES: &[&str] = &[
    "figure", "interval", "schools", "has", "sentence", "table", "chart", "tiles",
    "list", "tile", "quote", "quotes",
];

/// Values.
pub(super) const VALUES: &[Line] = &[
    ("programme", "name of the programme"),
    ("authority", "name of the authority"),
    ("period", "month of the pack: November 2011"),
    ("as_at", "the date at which everything is counted"),
    ("edition", "monthly edition, or meeting edition"),
    ("status", "whether the pack is a draft, and why"),
    ("open_faults", "how many faults of the data are open, in a sentence"),
    ("last_pack", "month of the last pack; empty where this is the first"),
    ("meeting_date", "date of the forum's meeting, from the settings; may be empty"),
    ("agenda_item", "number of the item on the agenda, from the settings; may be empty"),
    ("author", "who wrote the report, from the settings; may be empty"),
    ("officer", "responsible officer, from the settings; may be empty"),
    ("contact", "mailbox for questions, from the settings; may be empty"),
];

/// Conditions.
pub(super) const FLAGS: &[Line] = &[
    ("meeting", "true in the edition that goes to a meeting of the forum"),
    ("example", "true where the pack is made from the example programme"),
    ("faults", "true where errors or queries of the data are open"),
];

/// Tables, charts, tiles and lists by name.
pub(super) const BLOCKS: &[Line] = &[
    ("list:changed", "what changed since the last pack, at most five lines"),
    ("tiles:impact", "key figures of impact"),
    ("tiles:money", "key figures of money"),
    ("tiles:programme", "key figures of the programme, with the last pack's"),
    ("table:changes", "change between the two years, for each group"),
    ("chart:changes", "change of each group with its interval"),
    ("table:excluded", "from all client schools to those that are counted"),
    ("chart:excluded", "the same, as a flow of boxes"),
    ("chart:slope", "each client school before and after, without names"),
    ("chart:schools", "change of each client school in order, without names"),
    ("table:schools", "the same in figures; small schools withheld"),
    ("chart:funnel", "cohort against percentage, with the limits of chance"),
    ("chart:years", "each group over the years, with gaps at breaks of the series"),
    ("table:years", "the same in figures"),
    ("chart:ks1", "average points at key stage 1, with intervals"),
    ("table:ks1", "the same in figures"),
    ("table:indicators", "every other indicator that the input holds"),
    ("table:sensitivity", "the change under other readings"),
    ("table:sure", "how sure it is: matched schools, intervals, a low year, days, grade"),
    ("table:spread", "how the schools' changes are spread"),
    ("table:response", "who was asked and who replied"),
    ("table:survey", "agreement with each statement, by group"),
    ("chart:survey", "answers to each statement, by group"),
    ("table:gap", "clients against LLEs, for each statement"),
    ("chart:gap", "the same as a chart"),
    ("table:bounds", "agreement if those who did not reply had disagreed, or agreed"),
    ("table:pairs", "clients against their own LLE"),
    ("table:themes", "comments by theme"),
    ("chart:themes", "the same as a chart"),
    ("quotes:", "comments with permission, and how they were chosen"),
    ("table:budget", "budget lines: approved, paid, ordered, forecast"),
    ("chart:budget", "the same as a chart"),
    ("chart:spend", "spend by month against the budget"),
    ("table:routes", "commissioned directly against through the Teaching School"),
    ("table:value", "cost of a school, a day, a point, a pupil, with ranges"),
    ("table:split", "cost of days by financial year"),
    ("table:programme", "the programme on the as-at date"),
    ("chart:lles", "active LLEs over time"),
    ("chart:days", "days delivered and agreed by month"),
    ("chart:states", "deployments by state"),
    ("chart:districts", "reach by district"),
    ("table:cohorts", "active LLEs by cohort, phase and district"),
    ("table:decisions", "what the forum has decided so far"),
    ("table:protocols", "protocols in force, with the date of their review"),
    ("table:questions", "questions that a member may ask, and where each is answered"),
    ("table:definitions", "what each measure is"),
    (
        "table:publications",
        "what the programme has published, with date, place and readers",
    ),
    ("table:formulas", "how each measure is worked out"),
    ("table:sources", "registers that were read"),
    ("table:comparators", "sources of the authority's and England's figures"),
    ("table:breaks", "years that cannot be compared, and why"),
    ("table:suppression", "what is withheld, and when"),
    ("table:findings", "how many errors, queries and notes are open"),
    ("table:findings_by_file", "the same by file"),
    ("table:findings_by_rule", "the same by rule"),
    ("table:not_run", "checks that could not run"),
    ("table:answers", "the adviser's answers that are in use"),
    ("table:settings", "settings that differ from the default"),
    ("table:evidence", "every figure with its base and its trace"),
];

/// Marks of the text itself.
const MARKS: &[Line] = &[
    (
        "# Title | For decision",
        "a part, on a new page; listed in the contents with its purpose",
    ),
    ("## 4 Title", "a numbered section: its paragraphs are numbered 4.1, 4.2 …"),
    ("### Title", "a smaller heading"),
    ("#### Sentence", "a larger, opening sentence"),
    ("text | side note", "a paragraph with a note beside it"),
    ("a) text | All members", "a recommendation, lettered, with who may vote beside it"),
    ("- text", "a list"),
    (
        "- **Label:** text",
        "a list of which every item begins so: the header block of a paper",
    ),
    (
        "> text",
        "the summary box: its first paragraph is the headline, the others its lines",
    ),
    ("**bold**, *emphasis*", "bold and emphasised words"),
    ("[words](https://…), [words](mailto:…), [words](#a-heading)", "links"),
    (
        "text[^1] and, on a line of its own, [^1]: note",
        "a note, printed at the end of its part",
    ),
    ("---", "a new page"),
    ("{% include \"background.md\" %}", "another template, set in here"),
    ("{% if meeting %} … {% else %} … {% endif %}", "only in the meeting edition"),
    ("{# … #}", "a remark that is not printed"),
];

/// Functions.
const FUNCTIONS: &[Line] = &[
    (
        "{{ figure(\"M03 clients\") }}",
        "a figure as printed, sign and unit included; [x] where the input does not give it",
    ),
    (
        "{{ figure(\"M14 clients\", indicator=\"ks1_aps\", year=2011) }}",
        "the same for another indicator or year than the headline one",
    ),
    ("{{ interval(\"M03 clients\") }}", "its 95% interval in words"),
    (
        "{{ schools(\"M03 clients\") }}",
        "how many schools, replies or records it rests on",
    ),
    (
        "{% if has(\"S02 clients SAT\") %} … {% endif %}",
        "only where the input gives the figure; has(\"table:budget\") asks for a table",
    ),
    ("{{ sentence(\"impact\") }}", "a sentence that is written by rule"),
    (
        "{{ table(\"changes\") }} {{ chart(\"changes\") }} {{ tiles(\"…\") }} {{ list(\"changed\") }}",
        "a table, a chart, a row of key figures or a list, in a paragraph of its own",
    ),
    (
        "{{ tile(\"M03 clients\", \"label\", \"comparison\") }}",
        "a key figure; up to four that follow each other stand in a row",
    ),
    ("{{ quotes() }}", "comments with permission, and how they were chosen"),
    ("{{ quote(\"words\", \"by whom\") }}", "a quotation of your own"),
];

/// Groups that a figure's name may hold.
const GROUPS: &[Line] = &[
    ("clients", "client schools that are counted, or their heads' replies"),
    ("lle", "schools of LLEs, or the LLEs' replies"),
    ("matched", "similar schools without an LLE"),
    ("la_published", "the authority as published"),
    ("la_same_schools", "the authority's schools with both years, all pupils together"),
    ("la_without_programme", "the authority without the programme's schools"),
    ("la_schools", "every school of the authority with results, each counted once"),
    ("national", "England"),
];

/// The parts that the figures of a measure have; an item ending in a colon
/// stands for whatever the input holds: survey items, budget lines, districts.
pub(super) const PARTS: &[(&str, &[&str])] = &[
    (
        "M05",
        &["median", "min", "max", "up", "same", "down", "loo_low", "loo_high", "sign_p"],
    ),
    ("M06", &["difference_from", "difference_to"]),
    ("M09", &["pupils"]),
    ("M07", &["percent"]),
    ("M08", &["gap_from", "gap_to", "share"]),
    ("M13", &["pooled"]),
    ("M14", &["pooled"]),
    ("M18", &["band"]),
    ("M20", &["pairs", "unmatched", "smd_baseline", "smd_cohort"]),
    ("M21", &["se", "df", "t", "pooled", "grade"]),
    ("M22", &["clients", "clients_pooled", "did", "did_pooled"]),
    ("M23", &["excess", "expected_change", "r", "baseline_3yr"]),
    ("M24", &["spearman", "slope", "low_dose", "high_dose"]),
    (
        "M25",
        &[
            "NO_KS",
            "CLOSED",
            "NEW",
            "AMALG",
            "START_AFTER_TESTS",
            "LT_MIN_DAYS",
            "BOYC",
            "SUPP",
            "MALADMIN",
            "ERROR_ROW",
            "NO_RESULT",
            "OTHER_PAIR",
        ],
    ),
    (
        "M26",
        &[
            "all",
            "n11",
            "full_year",
            "without_dual_role",
            "ta_basis",
            "drop_extreme",
            "pooled",
            "earlier_baseline",
        ],
    ),
    ("S02", &["item:"]),
    ("S03", &["item:"]),
    ("S04", &["item:"]),
    ("S05", &["item:"]),
    ("S06", &["item:"]),
    ("S07", &["item:"]),
    ("S08", &["theme:"]),
    ("P02", &["percent"]),
    ("P03", &["cohort, phase or district:"]),
    ("P04", &["deployments", "clients", "lles", "utilisation"]),
    ("P05", &["delivered", "contracted"]),
    ("P06", &["days", "booked", "free"]),
    ("P07", &["targeting"]),
    ("P08", &["within_20", "waiting", "longest"]),
    ("P09", &["received"]),
    ("P10", &["done"]),
    ("P11", &["met", "partly", "not"]),
    ("F01", &["school", "day"]),
    ("F02", &["before_after", "did"]),
    ("F04", &["direct", "ts", "brokerage", "premium_percent"]),
    (
        "F05",
        &[
            "budget line, a stroke, and approved, paid, committed, forecast, variance, variance_percent or run_rate:",
        ],
    ),
    ("F06", &["financial year:"]),
];

/// What a figure's name means: `S02 clients SAT`; the reason where it means nothing.
pub(super) fn asked(key: &str) -> Result<Asked, String> {
    let mut words = key.split(' ').filter(|word| !word.is_empty());
    let code = words.next().unwrap_or("");
    let near = |wanted: &str, known: Vec<&'static str>| {
        nearest(wanted, known)
            .map(|(near, _)| format!("; did you mean {near}?"))
            .unwrap_or_default()
    };
    if !definitions().iter().any(|definition| definition.code == code) {
        let known = definitions().iter().map(|definition| definition.code).collect();
        return Err(format!("there is no measure {code}{}", near(code, known)));
    }
    let rest: Vec<&str> = words.collect();
    let (group, item) = match rest.split_first() {
        Some((first, item)) if GROUPS.iter().any(|(group, _)| group == first) => {
            ((*first).to_owned(), item.join(" "))
        }
        Some(_) => (String::new(), rest.join(" ")),
        None => (String::new(), String::new()),
    };
    let parts =
        PARTS.iter().find(|(of, _)| *of == code).map_or(&[][..], |(_, parts)| *parts);
    let is_free = parts.iter().any(|part| part.ends_with(':'));
    if !item.is_empty() && !is_free && !parts.contains(&item.as_str()) {
        let mut known: Vec<&'static str> = parts.to_vec();
        if group.is_empty() {
            known.extend(GROUPS.iter().map(|(group, _)| *group));
        }
        return Err(format!(
            "{code} has neither group nor part {item}{}",
            near(&item, known)
        ));
    }
    Ok(Asked { code: code.to_owned(), group, item, ..Asked::default() })
}

/// The page of `explain template`, and the file `templates/README.md`.
pub(crate) fn page() -> String {
    let mut text = "# Words of templates\n\nTemplates are Markdown files in a folder `templates` beside the input folder (or the one that `--templates` names). A file there takes the place of the built-in one of the same name; the others stay as they are. `forumpack explain template` prints this page.\n".to_owned();
    text.push_str("\n## Files\n\n");
    for (name, what, _) in super::FILES {
        text.push_str(&format!("- `{name}`: {what}\n"));
    }
    let sections: [(&str, &[Line]); 6] = [
        ("Text", MARKS),
        ("Figures, tables, charts", FUNCTIONS),
        ("Values", VALUES),
        ("Conditions", FLAGS),
        ("Names of tables, charts, tiles and lists", BLOCKS),
        ("Groups", GROUPS),
    ];
    for (title, lines) in sections {
        text.push_str(&format!("\n## {title}\n\n"));
        for (word, what) in lines {
            let word = match title {
                "Values" => format!("{{{{ {word} }}}}"),
                "Conditions" => format!("{{% if {word} %}}"),
                _ => (*word).to_owned(),
            };
            text.push_str(&format!("- `{word}`: {what}\n"));
        }
    }
    papers(&mut text);
    style(&mut text);
    text.push_str("\n## Sentences\n\n");
    for (name, rule) in RULES {
        text.push_str(&format!("- `{name}`: {rule}\n"));
    }
    text.push_str("\n## Figures by measure\n\nA figure's name is the code of its measure, the group where it has one, and the part where one is meant: `M05 clients median`, `S02 lle SAT`, `P04 clients`.\n\n");
    for definition in definitions() {
        let parts = PARTS
            .iter()
            .find(|(code, _)| *code == definition.code)
            .map_or_else(String::new, |(_, parts)| {
                format!("; parts: {}", parts.join(", ").replace(':', ""))
            });
        text.push_str(&format!("- `{}`: {}{parts}\n", definition.code, definition.name));
    }
    text.push_str("\n## Indicators\n\n");
    for indicator in INDICATORS {
        text.push_str(&format!("- `{}`: {}\n", indicator.code, indicator.name));
    }
    text
}

/// The documents beside the forum pack, with the words that each has of its own.
fn papers(text: &mut String) {
    text.push_str("\n## Documents beside the pack\n\nEach has words of its own: those that its built-in template uses. Of the values, `as_at`, `author`, `authority`, `contact`, `edition`, `period`, `programme` and `status` stand in every one; sentences and figures stand in the forum pack alone.\n\n");
    for (name, what, template) in super::PAPERS {
        let own = own_words(template);
        text.push_str(&format!("- `{name}`: {what}"));
        if !own.is_empty() {
            let own: Vec<String> = own.iter().map(|word| format!("`{word}`")).collect();
            text.push_str(&format!("; {}", own.join(", ")));
        }
        text.push('\n');
    }
}

/// Words of a template that are no words of every template: values as they are,
/// tables with the call that sets them in.
pub(super) fn own_words(template: &str) -> Vec<String> {
    let mut own: Vec<String> = Vec::new();
    let tags = template.replace("{%", "{{").replace("%}", "}}");
    for tag in tags.split("{{").skip(1).filter_map(|rest| rest.split("}}").next()) {
        // Texts in quotes name tables, or are compared with.
        let mut call = "";
        for (at, piece) in tag.split('"').enumerate() {
            if at % 2 == 1 {
                if !call.is_empty() {
                    own.push(format!("{call}(\"{piece}\")"));
                }
                continue;
            }
            call = "";
            let is_part = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
            for word in piece.split(is_part).filter(|word| !word.is_empty()) {
                let is_number = word.starts_with(|c: char| c.is_ascii_digit());
                if WORDS_OF_TEMPLATES.contains(&word) {
                    call = word;
                } else if !is_number
                    && !TAGS.contains(&word)
                    && !VALUES.iter().chain(FLAGS).any(|(known, _)| *known == word)
                {
                    own.push(word.to_owned());
                }
            }
            if !piece.trim_end().ends_with('(') {
                call = "";
            }
        }
    }
    own.sort_by_key(|word| (word.contains('('), word.clone()));
    own.dedup();
    own
}

/// Words of tags themselves.
const TAGS: &[&str] =
    &["if", "elif", "else", "endif", "include", "and", "or", "not", "true", "false"];

/// How documents look, in the words of `style.toml` itself.
fn style(text: &mut String) {
    text.push_str("\n## Look of the documents: style.toml\n\nA file `style.toml` in the same folder may hold any of these; what it leaves out stays as it is. A colour that some readers could not tell from the page is refused in words. The logo is PNG or SVG: an SVG is drawn as curves and stays sharp, needs its text turned into outlines and flat colours, and must not hold pictures made of pixels; what is see-through is mixed with white.\n\n");
    let mut group = "";
    for line in include_str!("../../../templates/style.toml").lines() {
        let (said, note) = line.split_once(" # ").unwrap_or((line, ""));
        let note = if note.is_empty() { String::new() } else { format!(": {note}") };
        if let Some(name) =
            said.trim().strip_prefix('[').and_then(|s| s.strip_suffix(']'))
        {
            group = name;
            text.push_str(&format!("- `[{group}]`{note}\n"));
        } else if let Some((key, value)) = said.split_once(" = ")
            && !group.is_empty()
        {
            text.push_str(&format!("  - `{key} = {value}`{note}\n"));
        }
    }
}
