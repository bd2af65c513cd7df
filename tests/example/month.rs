//! A month of the programme played through: the pack of November, then December
//! after a new deployment, a record of visit that does not come, a resignation, a
//! moved budget line and an answered query — and what each changes in the pack.
//!
//! A December in which nothing was entered stands beside it: what differs from that
//! one, the adviser's five entries have done and not the calendar.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::played::{LEAVES, played, run};
use crate::{books, held};

#[path = "../../src/render/pdf/text.rs"]
mod text;

type Row = BTreeMap<String, String>;

fn rows(pack: &Path, name: &str) -> Vec<Row> {
    csv::Reader::from_path(pack.join("evidence").join(name))
        .unwrap()
        .into_deserialize()
        .map(Result::unwrap)
        .collect()
}

/// A figure of the programme or its money as a reader sees it.
fn shown(pack: &Path, code: &str, item: &str) -> String {
    rows(pack, "figures.csv")
        .iter()
        .find(|row| row["figure"] == code && row["item"] == item)
        .map(|row| row["shown"].replace('\u{a0}', " "))
        .unwrap_or_else(|| "none".to_owned())
}

/// The figure in November and in December.
fn both(code: &str, item: &str) -> (String, String) {
    let played = played();
    (shown(&played.november(), code, item), shown(&played.december(), code, item))
}

fn pair(a: &str, b: &str) -> (String, String) {
    (a.to_owned(), b.to_owned())
}

/// Words of a PDF, one space between them.
fn words(pack: &Path, name: &str) -> String {
    let text = text::text_of(&std::fs::read(pack.join(name)).unwrap());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_new_deployment_is_at_work_at_once_and_counts_in_no_result_yet() {
    let played = played();
    for item in ["", "deployments", "clients", "lles", "state/active"] {
        assert_eq!(both("P04", item), pair("6", "7"), "{item}");
    }
    // Eight days are agreed, one is delivered; half a day came from an older one.
    assert_eq!(both("P05", "contracted"), pair("204 days", "212 days"));
    assert_eq!(both("P05", "delivered"), pair("192 days", "193.5 days"));
    assert_eq!(both("P06", "booked"), pair("74 days", "82 days"));
    assert_eq!(both("P08", "waiting"), pair("4", "3"));
    // 13 and then 14 of 36 priority schools.
    assert_eq!(both("P07", ""), pair("36.1%", "38.9%"));
    let school = played.waiting();
    let reasons: BTreeSet<String> = rows(&played.december(), "left-out.csv")
        .into_iter()
        .filter(|row| row["record"] == school.urn.to_string())
        .map(|row| row["reason"].clone())
        .collect();
    assert_eq!(reasons, BTreeSet::from(["START_AFTER_TESTS".to_owned()]));
    let waits = format!("{} Find an LLE", school.name);
    assert!(words(&played.november(), "internal/action-list.pdf").contains(&waits));
    assert!(!words(&played.december(), "internal/action-list.pdf").contains(&waits));
}

#[test]
fn a_record_of_visit_that_does_not_come_is_asked_for_and_lowers_the_share_on_time() {
    let played = played();
    // 188 of 207 on time and all received, then 189 and 208 of 209.
    assert_eq!(both("P09", ""), pair("90.8%", "90.4%"));
    assert_eq!(both("P09", "received"), pair("100.0%", "99.5%"));
    let list = words(&played.december(), "internal/action-list.pdf");
    // Ten working days after the first of December.
    assert!(
        list.contains(
            "Send the record of the visit on 01/12/2011. LLE 15/12/2011 (late)"
        ),
        "{list}"
    );
    let found: Vec<Row> = rows(&played.december(), "findings.csv")
        .into_iter()
        .filter(|row| row["code"] == "VIS-007")
        .collect();
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0]["record"].as_str(), found[0]["state"].as_str()),
        ("V208", "new")
    );
}

#[test]
fn one_who_resigns_leaves_the_directory_and_every_public_page_by_herself() {
    let played = played();
    // Another head's pause from the first of December stood in the register before.
    assert_eq!(both("P01", ""), pair("34", "32"));
    assert_eq!(shown(&played.idle(), "P01", ""), "33");
    assert_eq!(both("P03", "Cohort 1"), pair("17", "16"));
    // 17 and then 16 of the 18 who were active a year before.
    assert_eq!(both("P14", ""), pair("94.4%", "88.9%"));
    let name = "Fothergale";
    assert!(played.leaders[LEAVES].name().contains(name));
    assert!(words(&played.november(), "public/lle-directory.pdf").contains(name));
    for public in ["public/lle-directory.pdf", "public/forum-pack.pdf"] {
        assert!(!words(&played.december(), public).contains(name), "{public}");
    }
    let page = std::fs::read_to_string(played.december().join("public/forum-pack.html"));
    assert!(!page.unwrap().contains(name));
    let list = words(&played.december(), "internal/action-list.pdf");
    let says = "Fothergale Withdrawn from the directory: resigned, from 14/12/2011.";
    assert!(list.contains(says), "{list}");
}

#[test]
fn a_moved_budget_line_moves_what_is_approved_and_leaves_the_total() {
    let played = played();
    let of = |part: &str| both("F05", part);
    assert_eq!(of("LLE days - direct/approved"), pair("£36,000", "£37,000"));
    assert_eq!(of("Evaluation/approved"), pair("£3,000", "£2,000"));
    assert_eq!(of("total/approved"), pair("£63,000", "£63,000"));
    assert_eq!(of("total/forecast"), pair("£17,951.25", "£17,951.25"));
    // £1,500 of £3,000 is paid, then of £2,000.
    assert_eq!(of("Evaluation/variance"), pair("\u{2212}£1,500", "\u{2212}£500"));
    assert_eq!(of("Evaluation/forecast_percent"), pair("50.0%", "75.0%"));
    let path = played.december().join("internal/finance.xlsx");
    let book = held::values("finance.xlsx", std::fs::read(path).unwrap());
    let lines = books::table(&book, "Budget", "Budget line");
    let line = lines.iter().find(|row| row["Budget line"] == "Evaluation").unwrap();
    assert_eq!(line["Approved £"], "2000");
}

#[test]
fn every_payment_has_a_decision_and_all_of_them_add_up_to_the_ledgers_total() {
    let path = played().december().join("internal/finance.xlsx");
    let book = held::values("finance.xlsx", std::fs::read(path).unwrap());
    let mut sum = 0.0;
    let mut rows = 0;
    for sheet in ["Spend", "Commitments"] {
        for row in books::table(&book, sheet, "Decision") {
            // The sheet's last row adds up the others.
            if !row.contains_key("Cell") {
                continue;
            }
            let decision = row["Decision"].as_str();
            assert!(matches!(decision, "SF/10/02" | "SF/11/04"), "{row:?}");
            sum += row["Net £"].parse::<f64>().unwrap();
            rows += 1;
        }
    }
    assert_eq!(rows, 65);
    let ledger = books::table(&book, "Reconciliation", "Difference £");
    let line = &ledger[0];
    assert_eq!(line["Rows used"], "65");
    assert_eq!(line["Total of the ledger £"].parse::<f64>().unwrap(), sum);
    assert_eq!(line["Difference £"], "0");
}

#[test]
fn an_answered_query_is_answered_a_mended_one_fixed_and_the_third_persists() {
    let played = played();
    let states = |pack: &Path| -> BTreeMap<String, String> {
        rows(pack, "findings.csv")
            .into_iter()
            .filter(|row| row["code"] == "QUA-004")
            .map(|row| (row["record"].clone(), row["state"].clone()))
            .collect()
    };
    let told = |of: [(&str, &str); 3]| {
        BTreeMap::from(of.map(|(record, state)| (record.to_owned(), state.to_owned())))
    };
    assert_eq!(
        states(&played.november()),
        told([("QA04 DEP-04", "new"), ("QA08 DEP-08", "new"), ("QA12 DEP-12", "new")])
    );
    assert_eq!(
        states(&played.december()),
        told([
            ("QA04 DEP-04", "answered"),
            ("QA08 DEP-08", "fixed"),
            ("QA12 DEP-12", "persisting")
        ])
    );
    let pack = words(&played.december(), "public/forum-pack.pdf");
    let (_, methods) = pack.split_once("Answers of the adviser in force").unwrap();
    let listed = "Explanation QUA-004 LLE QA.xlsx, QA visits, L8 31/01/2012";
    assert!(methods.contains(listed), "{methods}");
    assert!(!pack.contains("The head is away"), "a reason is the adviser's");
    // The form itself is read without a word about its own sheets.
    for row in rows(&played.december(), "findings.csv") {
        assert_ne!(row["file"], "answers of December.xlsx", "{row:#?}");
    }
}

#[test]
fn the_cover_of_the_second_pack_says_what_changed_and_what_is_open() {
    let played = played();
    let cover = words(&played.december(), "public/forum-pack.pdf");
    for line in [
        "Active LLEs: 32 (34 in November 2011).",
        "Client schools supported at present: 7 (6 in November 2011); schools that wait for an LLE: 3 (4); priority schools reached: 38.9% (36.1%).",
        "Support delivered in all: 193.5 days (192 days in November 2011); records of visit that came in on time: 90.4% (90.8%).",
        "No row is left out of the figures; 2 queries await an answer.",
    ] {
        assert!(cover.contains(line), "{line}\n{}", &cover[..3000]);
    }
    let first = words(&played.november(), "public/forum-pack.pdf");
    assert!(first.contains("This is the first pack"));
}

#[test]
fn the_comparison_of_both_packs_tells_figures_findings_rows_and_files() {
    let played = played();
    let (code, said) =
        run(played.home.path(), &["diff", "output/2011-11", "output/2011-12"]);
    assert_eq!(code, 0, "{said}");
    for line in [
        "P01 Active LLEs []: 34 -> 32",
        "F05 Budget and forecast [Evaluation/approved]: £3,000 -> £2,000",
        "query VIS-007 Records of visit.xlsx > Aut 11 >",
        "deployments: 18 -> 19",
        "visits: 207 -> 209",
        "changed: LLE register.xlsx",
        "new: answers of December.xlsx",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
}

/// Figures by what they are of, with their values.
fn values(pack: &Path) -> BTreeMap<[String; 6], String> {
    rows(pack, "figures.csv")
        .into_iter()
        .map(|row| {
            let key = ["figure", "indicator", "group", "from_year", "to_year", "item"];
            (key.map(|column| row[column].clone()), row["value"].clone())
        })
        .collect()
}

#[test]
fn what_was_entered_moves_these_figures_and_no_other() {
    let played = played();
    let (idle, december) = (values(&played.idle()), values(&played.december()));
    let keys: BTreeSet<&[String; 6]> = idle.keys().chain(december.keys()).collect();
    let urn = played.waiting().urn;
    let moved: BTreeSet<String> = keys
        .into_iter()
        .filter(|key| idle.get(*key) != december.get(*key))
        .map(|[figure, _, group, _, _, item]| match figure.as_str() {
            // The new client's own results stand in the evidence now.
            "M01" | "M10" | "M13" => {
                assert_eq!(*group, format!("school:{urn}"));
                "the new client's own results".to_owned()
            }
            // It is one school less outside the programme, against whose years
            // a return to the average is reckoned.
            "M16" | "M23" => figure.clone(),
            _ => format!("{figure} {item}").trim_end().to_owned(),
        })
        .collect();
    let wanted: BTreeSet<String> = [
        "the new client's own results",
        "M16",
        "M23",
        "M25 START_AFTER_TESTS",
        "P01",
        "P02",
        "P02 percent",
        "P03 Cohort 1",
        "P03 King's Lynn and West Norfolk",
        "P03 primary",
        "P04",
        "P04 clients",
        "P04 deployments",
        "P04 lles",
        "P04 state/active",
        "P04 utilisation",
        "P05",
        "P05 contracted",
        "P05 delivered",
        "P05 expected",
        "P06",
        "P06 booked",
        "P06 days",
        "P06 free",
        "P07",
        "P07 targeting",
        "P08 longest",
        "P08 waiting",
        "P08 within_20",
        "P09",
        "P09 received",
        "P14",
        // The money is shared by one school more, and by a day and a half more.
        "F01 day",
        "F01 school",
        "F02 before_after",
        "F02 did",
        "F03",
        "F05 Evaluation/approved",
        "F05 Evaluation/forecast_percent",
        "F05 Evaluation/variance",
        "F05 Evaluation/variance_percent",
        "F05 LLE days - direct/approved",
        // £1,808 between forecast and run rate are 5.02% of £36,000, 4.89% of £37,000.
        "F05 LLE days - direct/flag",
        "F05 LLE days - direct/forecast_percent",
        "F05 LLE days - direct/variance",
        "F05 LLE days - direct/variance_percent",
        "F06 2011-12",
        "F07",
        "F07 whole",
    ]
    .into_iter()
    .map(ToOwned::to_owned)
    .collect();
    assert_eq!(moved, wanted);
}
