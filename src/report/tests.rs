//! What the documents beside the forum pack say and withhold.

use std::path::Path;

use super::block::Document;
use super::words::Words;
use super::*;
use crate::base::finding::{Finding, Rule, Severity};
use crate::check::found::{Scene, scene};

const SCHOOLS: &str = "
Schools  | URN    | School name           | Phase   | District  | Number on roll | Headteacher
         | 121001 | Ashby Primary School  | Primary | Norwich   | 210 | Mrs Helen Birdsall
         | 121002 | Barton Primary School | Primary | Breckland | 80  | Mr Ian Cole
         | 121003 | Corby Primary School  | Primary | Breckland | 60  | Ms Jo Dent
         | 121004 | Denton Primary School | Primary | Broadland | 90  | Mr Ken Elm
LLEs     | LLE ref | Name | School | URN | Accredited | Status | Profile consent | Review of designation due
         | LLE-01 | Mrs Helen Birdsall | Ashby Primary School | 121001 | 01/03/2010 | Active | Yes | 15/12/2011
         | LLE-02 | Mr Ken Elm | Denton Primary School | 121004 | 01/03/2010 | Active | No |
Deployments | Deployment ref | LLE ref | LLE | Client school | URN | Start | Planned end | Days | Status
         | DEP-01 | LLE-01 | Mrs Helen Birdsall | Barton Primary School | 121002 | 06/09/2010 | 20/07/2012 | 10 | active
         | DEP-02 | LLE-02 | Mr Ken Elm | Corby Primary School | 121003 | 06/09/2010 | 20/07/2012 | 8 | active
Contracts | Contract no | Deployment | Signed LLE | Signed client | Signed LA
         | CON-1 | DEP-01 | 01/09/2010 | 02/09/2010 | 
Records of visit | Visit ref | Deployment ref | Date | Days | Focus | Record received
         | VIS-0 | DEP-01 | 04/10/2010 | 4 | Coaching | 06/10/2010
         | VIS-1 | DEP-01 | 04/10/2011 | 1 | Coaching | 06/10/2011
         | VIS-2 | DEP-01 | 18/10/2011 | 1 | Data review |
         | VIS-3 | DEP-02 | 28/11/2011 | 1 | Governance |
Needs of identified schools | Ref | School | URN | Identified | Status | Urgency
         | N-1 | Denton Primary School | 121004 | 01/09/2011 | waiting | high
Network meetings | Date | Venue | Theme
         | 08/02/2012 | Dereham | Mixed-age classes
";

/// The programme above with results of Barton's and Corby's last two summers.
fn desk(changes: &[(&str, &str)]) -> Scene {
    let mut tables = SCHOOLS.to_owned();
    for (from, to) in changes {
        assert!(tables.contains(from), "{from}");
        tables = tables.replace(from, to);
    }
    scene(&format!(
        "{tables}
Results  | URN | School | Indicator | Year | Number | Cohort
         | 121002 | Barton Primary School | ks2_l4_em | 2009/10 | 3 | 6
         | 121002 | Barton Primary School | ks2_l4_em | 2010/11 | 5 | 7
         | 121003 | Corby Primary School | ks2_l4_em | 2009/10 | 2 | 5
         | 121003 | Corby Primary School | ks2_l4_em | 2010/11 | 4 | 5
"
    ))
}

/// The document of this path, as its words; every word of a block stands in it.
fn read(scene: &Scene, path: &str) -> String {
    let programme = crate::model::testing::of(scene);
    let figures = crate::measure::all(&programme);
    let mut findings = Findings::default();
    static RULE: Rule = Rule {
        code: "VIS-099",
        name: "test",
        severity: Severity::Query,
        what: "",
        why: "",
        fix: "Ask.",
        ignore: "",
        settings: &[],
    };
    findings.add(Finding::new(
        &RULE,
        programme.lles[0].at.clone(),
        "Something odd stands here.",
    ));
    let sources = Sources {
        build: "abc".to_owned(),
        ..Sources::of(&programme, &figures, &findings, &scene.registers)
    };
    let words = Words::load(Path::new("none")).unwrap();
    let documents = documents(&sources, &words).unwrap();
    fn of<A: std::fmt::Debug>(all: &[Document<A>], path: &str) -> Option<String> {
        all.iter().find(|d| d.path == path).map(|d| {
            format!("{:?}", d.blocks).replace("\\u{a0}", " ").replace('\u{a0}', " ")
        })
    }
    of(&documents.public, path)
        .or_else(|| of(&documents.forum, path))
        .or_else(|| of(&documents.internal, path))
        .unwrap()
}

/// From the page of one to the page of another.
fn page<'a>(text: &'a str, of: &str) -> &'a str {
    let (_, rest) = text.split_once(&format!("Part {{ id: \"{of}\"")).unwrap();
    rest.split("Part { id: ").next().unwrap_or(rest)
}

#[test]
fn the_directory_names_who_agreed_and_nobody_else() {
    let text = read(&desk(&[]), "public/lle-directory");
    assert!(text.contains("Mrs Helen Birdsall") && text.contains("Ashby Primary School"));
    for hidden in ["Elm", "Denton", "Barton", "Corby", "Cole"] {
        assert!(!text.contains(hidden), "{hidden} stands in the directory");
    }
}

#[test]
fn the_directory_says_what_a_day_costs_and_what_happens_next() {
    let text = read(&desk(&[]), "public/lle-directory");
    assert!(text.contains("before anything is signed what your support costs"));
    assert!(!text.contains("A day of support costs"), "no rate is in the register");
    assert!(text.contains("Within 20 days") && text.contains("Within 10 working days"));
    let rated = desk(&[
        (
            "Planned end | Days | Status\n",
            "Planned end | Days | Status | Day rate £ | Commissioned via\n",
        ),
        ("20/07/2012 | 10 | active\n", "20/07/2012 | 10 | active | 350 | Direct\n"),
        (
            "20/07/2012 | 8 | active\n",
            "20/07/2012 | 8 | active | 402.50 | Teaching School\n",
        ),
    ]);
    let text = read(&rated, "public/lle-directory");
    assert!(
        text.contains("A day of support costs £350 on average where the programme commissions it, and £402.50 through the Teaching School."),
        "{text}"
    );
}

#[test]
fn a_directory_of_nobody_says_so_on_one_page() {
    let text = read(&desk(&[("Active | Yes", "Active | No")]), "public/lle-directory");
    assert!(text.contains("No Local Leader of Education"));
    assert!(!text.contains("Birdsall"));
    assert_eq!(text.matches("Part { id").count(), 1);
}

#[test]
fn the_annex_names_schools_and_withholds_results_of_five_pupils() {
    let text = read(&desk(&[]), "exempt/school-annex");
    assert!(
        text.contains("Barton Primary School") && text.contains("71.4"),
        "seven pupils"
    );
    let corby = page(&text, "school-2");
    assert!(
        corby.contains("Corby Primary School")
            && corby.contains("held and withheld here"),
        "{corby}"
    );
    assert!(!corby.contains("40.0") && !corby.contains("80.0"), "{corby}");
}

#[test]
fn a_school_of_another_measure_sees_its_change_too() {
    let scene = scene(&format!(
        "{SCHOOLS}
Results  | URN | School | Indicator | Year | Value | Cohort
         | 121002 | Barton Primary School | ks1_aps | 2009/10 | 14.2 | 20
         | 121002 | Barton Primary School | ks1_aps | 2010/11 | 15.5 | 22
"
    ));
    let annex = read(&scene, "exempt/school-annex");
    let (list, _) = annex.split_once("Part { id: \"school-").unwrap();
    assert!(list.contains("+1.30") && list.contains("2010 to 2011"), "{list}");
    let barton = page(&annex, "school-1");
    assert!(barton.contains("+1.30") && barton.contains("15.50"), "{barton}");
    assert!(barton.contains("Chart") && barton.contains("points, by summer"), "{barton}");
    let letters = read(&scene, "internal/letters");
    assert!(page(&letters, "client-1").contains("+1.30"));
}

#[test]
fn the_annex_names_no_person() {
    let text = read(&desk(&[]), "exempt/school-annex");
    for person in ["Birdsall", "Cole", "Dent\"", "Elm"] {
        assert!(!text.contains(person), "{person} stands in the annex");
    }
}

#[test]
fn the_annex_says_how_many_days_a_client_school_received() {
    let text = read(&desk(&[]), "exempt/school-annex");
    let barton = page(&text, "school-1");
    assert!(barton.contains("DEP-01") && barton.contains("06/09/2010"), "{barton}");
    assert!(
        barton.contains("Text(\"10\")") && barton.contains("Text(\"6\")"),
        "{barton}"
    );
}

#[test]
fn the_action_list_holds_what_is_late_with_its_cell() {
    let text = read(&desk(&[]), "internal/action-list");
    assert!(text.contains("Send the record of the visit on 18/10/2011"));
    assert!(!text.contains("28/11/2011"), "its ten working days are not over");
    assert!(text.contains("CON-1 lacks the signature of the authority"));
    assert!(
        text.contains("DEP-02, Corby Primary School")
            && text.contains("none is in the register")
    );
    assert!(text.contains("It has waited 90 days") && text.contains("Marked as urgent"));
    assert!(text.contains("Review the designation"));
    assert!(text.contains("Something odd stands here") && text.contains("VIS-099"));
}

#[test]
fn a_letter_is_of_its_own_school_alone() {
    let text = read(&desk(&[]), "internal/letters");
    let barton = page(&text, "client-1");
    assert!(barton.contains("Mr Ian Cole") && barton.contains("3 visits"), "{barton}");
    assert!(barton.contains("+21.4"), "its own change is shown: {barton}");
    for other in ["Corby", "Denton", "Dent\"", "Elm"] {
        assert!(!barton.contains(other), "{other} stands in Barton's letter");
    }
    let lle = page(&text, "lle-0").replace("\\u{a0}", " ");
    assert!(lle.contains("18 October 2011"), "the record to come is named: {lle}");
    assert!(!lle.contains("Barton") && !lle.contains("Corby"), "{lle}");
}

#[test]
fn the_agenda_has_the_next_meeting_and_a_row_for_each_active_leader() {
    let text = read(&desk(&[]), "internal/agenda");
    assert!(text.contains("8 February 2012") && text.contains("Mixed-age classes"));
    assert!(text.contains("Mrs Helen Birdsall") && text.contains("Mr Ken Elm"));
    assert!(text.contains("Agreed: who, by when"), "and room for its notes");
}

#[test]
fn forms_are_blank_and_filled_for_those_that_lack_one() {
    let text = read(&desk(&[]), "internal/forms");
    let lacking = page(&text, "contract-1");
    assert!(lacking.contains("Corby Primary School") && lacking.contains("Mr Ken Elm"));
    assert!(!text.contains("id: \"contract-0\""), "DEP-01 has its contract");
    let late = page(&text, "visit-2");
    assert!(late.contains("18 October 2011") && late.contains("Data review"), "{late}");
    for blank in ["contract", "visit", "quality", "evaluation", "consent"] {
        assert!(!page(&text, blank).contains("Primary School"));
    }
    let (first, _) = text.split_once("Part { id: \"contract\"").unwrap();
    assert!(first.contains("Corby Primary School"), "what is filled is listed: {first}");
    assert!(first.contains("to: \"contract-1\"") && first.contains("to: \"visit-2\""));
}

#[test]
fn who_has_had_no_deployment_is_told_so_and_not_that_there_were_none_of_anything() {
    let without =
        desk(&[("DEP-02 | LLE-02 | Mr Ken Elm", "DEP-02 | LLE-01 | Mrs Helen Birdsall")]);
    let text = read(&without, "internal/letters");
    let elm = page(&text, "lle-1");
    assert!(elm.contains("You have had no deployment yet"), "{elm}");
}

#[test]
fn templates_of_the_folder_replace_those_that_come_with_the_program() {
    let words = Words::load(Path::new("none")).unwrap();
    let mut context = super::words::Context::default();
    context.values.insert("page", "none".to_owned());
    // A template asks for words by name: one that is missing is told, not left blank.
    assert!(words.blocks("letters.md", &context).is_err());
}
