use super::*;
use crate::base::date::AcademicYear;
use crate::base::figure::{Figure, Figures, Group};
use crate::base::finding::Findings;
use crate::base::indicator::Indicator;
use crate::base::quantity::Unit;
use crate::measure::definitions;
use crate::model::programme::{Edition, Programme};
use crate::register::Registers;
use crate::report::Sources;
use crate::report::block::Inline;

fn clients(value: f64) -> Figure {
    let definition = definitions().into_iter().find(|d| d.code == "M03").unwrap();
    Figure {
        indicator: Indicator::of("ks2_l4_em"),
        group: Group::Clients,
        from: Some(AcademicYear(2009)),
        to: Some(AcademicYear(2010)),
        lower: Some(11.556),
        upper: Some(22.288),
        schools: Some(14),
        is_change: true,
        ..Figure::new(definition, value, Unit::Pp)
    }
}

/// A context with the clients' change, and an empty programme.
fn context(edition: Edition) -> Context {
    let figures = Figures::of(vec![clients(16.922)]);
    let programme = Programme { edition, ..Programme::default() };
    let (findings, registers) = (Findings::default(), Registers::default());
    let sources = Sources::of(&programme, &figures, &findings, &registers);
    crate::report::forum::context(&sources)
}

fn words(text: &str) -> Words {
    Words { texts: BTreeMap::from([("own.md".to_owned(), tidy(text))]) }
}

fn blocks(text: &str) -> Vec<Block> {
    words(text).blocks("own.md", &context(Edition::Monthly)).unwrap()
}

fn error(text: &str) -> String {
    words(text).blocks("own.md", &context(Edition::Monthly)).unwrap_err()
}

fn flat(text: &[Inline]) -> String {
    text.iter()
        .map(|inline| match inline {
            Inline::Text(words) | Inline::Strong(words) | Inline::Em(words) => {
                words.clone()
            }
            Inline::Link { text, .. } | Inline::Ref { text, .. } => text.clone(),
            Inline::Note(number) => format!("[{number}]"),
        })
        .collect()
}

fn paragraphs(blocks: &[Block]) -> Vec<String> {
    blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph { number, text, .. } => {
                Some(format!("{number} {}", flat(text)).trim().to_owned())
            }
            _ => None,
        })
        .collect()
}

#[test]
fn text_of_a_register_is_never_read_as_a_tag_or_as_markup() {
    let nasty = "{{ 7*7 }} **x** <b> [a](https://b) # c\n\n- d \u{e000}0\u{e001} | e";
    let mut context = context(Edition::Monthly);
    context.values.insert("programme", nasty.to_owned());
    for text in ["{{ programme }}", "Of *{{ programme }}* more.", "{{ programme|trim }}"]
    {
        let blocks = words(text).blocks("own.md", &context).unwrap();
        assert_eq!(blocks.len(), 1, "{blocks:?}");
        let Block::Paragraph { text, side, .. } = &blocks[0] else {
            panic!("{blocks:?}")
        };
        assert!(flat(text).contains(nasty), "{text:?}");
        assert!(
            !text.iter().any(|i| matches!(i, Inline::Link { .. } | Inline::Strong(_)))
        );
        assert_eq!(side, "");
    }
    let blocks = words("- {{ programme }}\n").blocks("own.md", &context).unwrap();
    assert!(matches!(&blocks[..], [Block::List { items, .. }] if items.len() == 1));
}

#[test]
fn a_word_that_stands_for_nothing_leaves_one_space_and_not_two() {
    let mut context = context(Edition::Monthly);
    context.values.insert("programme", String::new());
    let blocks = words("One. {{ programme }} Two.").blocks("own.md", &context).unwrap();
    assert_eq!(paragraphs(&blocks), ["One. Two."]);
}

#[test]
fn an_unknown_name_is_told_with_its_file_line_column_and_what_is_near() {
    for (text, place, near) in [
        ("one\n{{ figure(\"M03 client\") }}", "own.md, line 2, column 4", "clients"),
        ("{{ figure(\"M93 clients\") }}", "line 1, column 4", "did you mean M"),
        ("x\n\ny {{ programe }}", "line 3, column 6", "did you mean programme?"),
        ("{{ tabel(\"changes\") }}", "line 1, column 4", "did you mean table?"),
        ("{{ table(\"chnges\") }}", "line 1, column 4", "did you mean changes?"),
        ("{{ sentence(\"impct\") }}", "line 1", "did you mean impact?"),
        ("{{ figure(\"M05 clients medain\") }}", "line 1", "did you mean median?"),
        ("{{ figure(\"M14 clients\", indicator=\"ks1_asp\") }}", "line 1", "ks1_aps"),
        ("{% if has(\"table:chnges\") %}{% endif %}", "line 1", "table:changes"),
    ] {
        let says = error(text);
        assert!(says.contains(place) && says.contains(near), "{text}: {says}");
    }
}

#[test]
fn a_wrong_type_and_an_unclosed_tag_are_told_with_their_place() {
    let says = error("a\n\n{{ figure(3) }}");
    assert!(says.contains("line 3") && says.contains("quotation marks"), "{says}");
    let says = error("a\n{% if meeting %}\nb\n");
    assert!(says.contains("line 2") && says.contains("endif"), "{says}");
    let says = error("a\nb {{ programme \n\nc");
    assert!(says.contains("line 2 is not closed"), "{says}");
    let says = error("words and {{ table(\"changes\") }}");
    assert!(says.contains("line 1, column 1") && says.contains("of their own"), "{says}");
    let says = error("a note[^1]");
    assert!(says.contains("own.md, line 1"), "{says}");
    let says = error("[x](javascript:alert)");
    assert!(says.contains("mailto:"), "{says}");
}

#[test]
fn a_figure_that_the_input_lacks_is_not_available_and_can_be_asked_for() {
    let made = blocks(
        "{{ figure(\"P01\") }}, {{ figure(\"M03 clients\") }}, {{ interval(\"M03 clients\") }}, {{ schools(\"M03 clients\") }}\n",
    );
    assert_eq!(paragraphs(&made), ["[x], +16.9\u{a0}pp, +11.6 to +22.3, 14"]);
    let made = blocks("{% if has(\"P01\") %}\nyes\n{% else %}\nno\n{% endif %}\n");
    assert_eq!(paragraphs(&made), ["no"]);
}

#[test]
fn sections_number_their_paragraphs_and_side_notes_stand_beside_them() {
    let made = blocks(
        "# Report | For decision\n\n## 4 Impact\n\nOne.\n\nTwo\nlines. | n = 14\n",
    );
    assert_eq!(paragraphs(&made), ["4.1 One.", "4.2 Two lines."]);
    assert!(matches!(&made[0], Block::Part { purpose, .. } if purpose == "For decision"));
    assert!(matches!(&made[3], Block::Paragraph { side, .. } if side == "n = 14"));
}

#[test]
fn recommendations_are_lettered_with_their_verb_in_bold_and_who_may_vote() {
    let made = blocks(
        "a) **notes** this; | All members\nb) **agrees** that. | Schools members\n",
    );
    let [Block::List { is_lettered: true, items }] = &made[..] else {
        panic!("{made:?}")
    };
    assert_eq!(items.len(), 2);
    assert_eq!(items[0].0[0], Inline::Strong("notes".to_owned()));
    assert_eq!(items[1].1, "Schools members");
}

#[test]
fn a_list_of_labels_is_the_header_block_and_a_quotation_the_summary() {
    let made = blocks(
        "- **Report for:** Decision\n- **Date:** today\n\n> Headline.\n>\n> Line.\n",
    );
    let [Block::Facts(facts), Block::Summary { headline, lines }] = &made[..] else {
        panic!("{made:?}")
    };
    assert_eq!(
        (facts[0].0.as_str(), flat(&facts[0].1).as_str()),
        ("Report for", "Decision")
    );
    assert_eq!((headline.as_str(), lines.len()), ("Headline.", 1));
}

#[test]
fn notes_are_numbered_by_reference_and_stand_at_the_end_of_their_part() {
    let made =
        blocks("# One\n\nA[^b] and[^a].\n\n# Two\n\n[^a]: first\n\n[^b]: second\n");
    let shape: Vec<String> = made
        .iter()
        .map(|block| match block {
            Block::Part { title, .. } => title.clone(),
            Block::Note { number, text } => format!("{number} {}", flat(text)),
            _ => "p".to_owned(),
        })
        .collect();
    assert_eq!(shape, ["One", "p", "1 second", "2 first", "Two"]);
}

#[test]
fn links_within_the_document_go_to_headings_that_stand_in_it() {
    let made = blocks("# Impact of it\n\nSee [there](#impact-of-it).\n");
    assert!(matches!(&made[1], Block::Paragraph { text, .. }
        if text.contains(&Inline::Ref { text: "there".to_owned(), to: "impact-of-it".to_owned() })));
    let says = error("# Impact\n\nSee [there](#impct).\n");
    assert!(says.contains("did you mean #impact?"), "{says}");
}

#[test]
fn the_built_in_templates_are_whole_in_both_editions_and_the_monthly_is_shorter() {
    let words = Words::load(Path::new("/nowhere")).unwrap();
    let count = |edition| {
        let context = context(edition);
        assert!(!words.blocks("cover.md", &context).unwrap().is_empty());
        words.blocks("forum-pack.md", &context).unwrap().len()
    };
    assert!(count(Edition::Monthly) < count(Edition::Meeting));
}

#[test]
fn only_a_meeting_is_asked_to_decide() {
    let words = Words::load(Path::new("/nowhere")).unwrap();
    let purpose = |edition| {
        let blocks = words.blocks("forum-pack.md", &context(edition)).unwrap();
        blocks.into_iter().find_map(|block| match block {
            Block::Part { purpose, .. } => Some(purpose),
            _ => None,
        })
    };
    assert_eq!(purpose(Edition::Meeting).as_deref(), Some("For decision"));
    assert_eq!(purpose(Edition::Monthly).as_deref(), Some("For noting"));
}

#[test]
fn own_files_take_the_place_of_built_in_ones_of_the_same_name() {
    let folder = tempfile::tempdir().unwrap();
    #[expect(clippy::disallowed_methods, reason = "a test makes the file that it reads")]
    std::fs::write(folder.path().join("background.md"), "Our own words.\r\n").unwrap();
    let words = Words::load(folder.path()).unwrap();
    let blocks = words.blocks("forum-pack.md", &context(Edition::Monthly)).unwrap();
    assert!(paragraphs(&blocks).contains(&"4.1 Our own words.".to_owned()));
}

#[test]
fn every_block_value_and_condition_has_its_line_and_every_line_its_block() {
    let context = context(Edition::Monthly);
    let known = |lines: &[(&'static str, &'static str)]| -> Vec<String> {
        let mut names: Vec<String> =
            lines.iter().map(|(name, _)| (*name).to_owned()).collect();
        names.sort();
        names
    };
    let sorted = |mut names: Vec<String>| {
        names.sort();
        names
    };
    let registered = context.blocks.keys().cloned().collect();
    assert_eq!(
        sorted(registered),
        known(vocabulary::BLOCKS),
        "blocks on the left, their lines in words/vocabulary.rs on the right"
    );
    let values = context.values.keys().map(|v| (*v).to_owned()).collect();
    assert_eq!(sorted(values), known(vocabulary::VALUES));
    let flags = context.flags.keys().map(|v| (*v).to_owned()).collect();
    assert_eq!(sorted(flags), known(vocabulary::FLAGS));
}

#[test]
fn the_page_beside_the_templates_is_the_page_that_the_program_prints() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/README.md");
    let file = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        file == explain_template(),
        "write it anew: cargo run -- explain template > templates/README.md"
    );
}

#[test]
fn every_template_that_is_handed_out_is_listed_with_its_own_words() {
    let page = super::explain_template();
    for (name, _) in super::built_in() {
        assert!(page.contains(&format!("- `{name}`: ")), "{name}");
    }
    let own = super::vocabulary::own_words(
        "{% if venue and not meeting %}{{ venue }}, {{ as_at }}{% elif page == \"lle\" %}{{ table(\"first\") }}{% endif %}",
    );
    assert_eq!(own, ["page", "venue", "table(\"first\")"]);
}

#[test]
fn every_line_of_the_style_is_listed() {
    let page = super::explain_template();
    for line in
        ["- `[groups]`", "  - `clients = \"#12436D\"`", "  - `logo = \"\"`: a PNG or SVG"]
    {
        assert!(page.contains(line), "{line}");
    }
}
