use std::path::Path;

use super::*;
use crate::base::date::AcademicYear;
use crate::base::figure::Group;
use crate::base::indicator::Indicator;
use crate::base::quantity::Unit;
use crate::base::release::Held;
use crate::measure::definitions;
use crate::model::programme::{Edition, Lle, Programme};
use crate::register::Registers;
use crate::report::words::Words;

fn of(
    code: &str,
    group: Group,
    value: f64,
    limits: Option<(f64, f64)>,
    schools: Option<u64>,
) -> Figure {
    let definition = definitions().into_iter().find(|d| d.code == code).unwrap();
    Figure {
        indicator: Indicator::of("ks2_l4_em"),
        group,
        from: Some(AcademicYear(2009)),
        to: Some(AcademicYear(2010)),
        lower: limits.map(|l| l.0),
        upper: limits.map(|l| l.1),
        schools,
        is_change: true,
        ..Figure::new(definition, value, Unit::Pp)
    }
}

fn figures(is_clear: bool) -> Figures {
    let lower = if is_clear { 5.8 } else { -1.0 };
    let mut clients = of("M03", Group::Clients, 16.922, Some((11.6, 22.3)), Some(14));
    clients.left_out = Some(4);
    let active = definitions().into_iter().find(|d| d.code == "P01").unwrap();
    Figures::of(vec![
        clients,
        of("M04", Group::Clients, 14.3, Some((6.4, 21.9)), Some(14)),
        of("M03", Group::Lle, 7.04, Some((5.4, 8.7)), Some(12)),
        of("M04", Group::LaPublished, 1.1, Some((-0.4, 2.6)), None),
        of("M21", Group::Clients, 11.4, Some((lower, 17.0)), Some(14)),
        Figure::new(active, 2.0, Unit::Count),
    ])
}

fn lle(accredited: (i16, i8, i8)) -> Lle {
    Lle {
        reference: String::new(),
        name: Held::new(String::new()),
        parts: Held::new(Vec::new()),
        public_name: None,
        school: None,
        phase: "",
        cohort: String::new(),
        accredited: Some(jiff::civil::date(accredited.0, accredited.1, accredited.2)),
        steps: [None; 3],
        status: "active",
        is_status_unread: false,
        status_date: None,
        days_offered: None,
        max_active: None,
        expertise: Vec::new(),
        consents: false,
        refuses: false,
        review_due: None,
        previous: Held::new(Vec::new()),
        interests: Held::new(Vec::new()),
        worked_at: Vec::new(),
        interest_in: Vec::new(),
        inspected: None,
        leadership: None,
        inspected_on: None,
        at: Place::default(),
    }
}

/// Codes and words of the faults of an adviser's background text.
fn faults_where(text: &str, is_clear: bool) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    #[expect(clippy::disallowed_methods, reason = "a test makes the file that it reads")]
    std::fs::write(folder.path().join("background.md"), text).unwrap();
    weighed(&Words::load(folder.path()).unwrap(), is_clear, Edition::Monthly)
}

fn weighed(words: &Words, is_clear: bool, edition: Edition) -> Vec<String> {
    let figures = figures(is_clear);
    let programme = Programme {
        edition,
        as_at: jiff::civil::date(2011, 11, 30),
        authority: ("926".to_owned(), "Norfolk".to_owned()),
        lles: vec![lle((2010, 1, 10)), lle((2011, 3, 1))],
        ..Programme::default()
    };
    let (findings, registers) = (Findings::default(), Registers::default());
    let sources = Sources::of(&programme, &figures, &findings, &registers);
    let (claims, _) = crate::report::weighed(&sources, words).unwrap();
    assert!(claims.all.len() > 5, "the built-in sentences are claims");
    claims
        .findings(edition == Edition::Meeting)
        .iter()
        .map(|f| format!("{} {} {} {}", f.severity, f.code, f.place, f.message))
        .collect()
}

fn faults(text: &str) -> Vec<String> {
    faults_where(text, true)
}

#[test]
fn the_built_in_templates_claim_nothing_that_the_figures_do_not_bear_out() {
    let words = Words::load(Path::new("/nowhere")).unwrap();
    for edition in [Edition::Monthly, Edition::Meeting] {
        for is_clear in [true, false] {
            assert_eq!(weighed(&words, is_clear, edition), Vec::<String>::new());
        }
    }
}

#[test]
fn per_cent_for_points_is_told_with_file_and_line() {
    let found =
        faults("First line.\n\nResults in the 12 LLE schools rose 7% against Norfolk.\n");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("query PUB-008 templates/background.md Line 3: 7%"),
        "{found:?}"
    );
    assert_eq!(faults("Spending rose 7% in the year."), Vec::<String>::new());
}

#[test]
fn the_programmes_own_old_sentence_is_refused() {
    let found = faults(
        "The average proportion of children at Level 4 rose by 7% in LLE schools and by 16.9% in supported schools, compared to 1.1% across Norfolk.",
    );
    let codes: Vec<&str> =
        found.iter().map(|f| f.split(' ').nth(1).unwrap_or("")).collect();
    assert_eq!(codes, ["PUB-008", "PUB-008", "PUB-008", "PUB-009"], "{found:?}");
}

#[test]
fn a_number_that_is_not_the_figure_is_told_with_the_figure() {
    let good = "Results of the 14 client schools rose by 16.9 points, against 1.1 points for Norfolk.";
    assert_eq!(faults(good), Vec::<String>::new());
    assert_eq!(faults(&good.replace("16.9", "17")), Vec::<String>::new());
    assert_eq!(faults(&good.replace("16.9", "14.3")), Vec::<String>::new());
    let found = faults(&good.replace("16.9", "18.2"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("PUB-007") && found[0].contains("+16.9"), "{found:?}");
}

#[test]
fn a_change_of_client_schools_stands_with_how_many_and_against_whom() {
    let found =
        faults("Results of client schools rose by 16.9 points, against 1.1 for Norfolk.");
    assert!(found.len() == 1 && found[0].contains("PUB-009"), "{found:?}");
    let found = faults("Results of the 14 client schools rose by 16.9 points.");
    assert!(found.len() == 1 && found[0].contains("PUB-010"), "{found:?}");
    let found = faults("Client schools: {{ figure(\"M03 clients\") }}.");
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(
        faults(
            "{{ schools(\"M03 clients\") }} client schools: {{ figure(\"M03 clients\") }}, Norfolk {{ figure(\"M04 la_published\") }}."
        ),
        Vec::<String>::new()
    );
}

#[test]
fn strong_words_want_an_interval_that_leaves_out_nought() {
    let text = "The impact upon outcomes is marked.";
    assert_eq!(faults_where(text, true), Vec::<String>::new());
    let found = faults_where(text, false);
    assert!(found.len() == 1 && found[0].contains("PUB-011"), "{found:?}");
    for fine in [
        "The school was judged outstanding by Ofsted, and results rose.",
        "There was no significant change.",
        "Two visits are outstanding.",
    ] {
        assert_eq!(faults_where(fine, false), Vec::<String>::new(), "{fine}");
    }
}

#[test]
fn a_number_of_lles_is_the_registers_at_its_date() {
    assert_eq!(faults("There are two accredited LLEs."), Vec::<String>::new());
    assert_eq!(faults("There are 2 LLEs, soon to be 35 LLEs."), Vec::<String>::new());
    let found = faults("The authority has thirty-two accredited LLEs.");
    assert!(found.len() == 1 && found[0].contains("PUB-012"), "{found:?}");
    assert!(found[0].contains("have 2 on 30\u{a0}November 2011"), "{found:?}");
    // One of the two was accredited only in March 2011.
    let found = faults("In November 2010 there were 2 LLEs.");
    assert!(found.len() == 1 && found[0].contains("have 1"), "{found:?}");
}

#[test]
fn an_average_that_nobody_holds_is_no_comparison() {
    let found = faults("Norfolk has a greater than average number of LLEs.");
    assert!(found.len() == 1 && found[0].contains("PUB-010"), "{found:?}");
}

#[test]
fn a_meeting_edition_stops_where_a_monthly_one_asks() {
    let folder = tempfile::tempdir().unwrap();
    #[expect(clippy::disallowed_methods, reason = "a test makes the file that it reads")]
    std::fs::write(
        folder.path().join("background.md"),
        "Results rose 7% in 14 client schools and Norfolk.",
    )
    .unwrap();
    let words = Words::load(folder.path()).unwrap();
    let monthly = weighed(&words, true, Edition::Monthly);
    let meeting = weighed(&words, true, Edition::Meeting);
    assert!(monthly[0].starts_with("query PUB-008"), "{monthly:?}");
    assert!(meeting[0].starts_with("stop PUB-008"), "{meeting:?}");
}
