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
    let style = Style::read("[groups]\nclients = \"#0A7D00\"\n", Path::new("")).unwrap();
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
