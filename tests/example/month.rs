//! A month of the programme played through: the pack of November, then December
//! after a new deployment, a record of visit that does not come, a resignation, a
//! moved budget line and an answered query — and what each changes in the pack.
//!
//! A December in which nothing was entered stands beside it: what differs from that
//! one, the adviser's five entries have done and not the calendar.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use jiff::civil::date;

use crate::programme::{self, Deployed, Leader};
use crate::schools::{self, School};
use crate::sheet::{Sheet, V, n, t, workbook};
use crate::{books, fill, held, running};

#[path = "../../src/render/pdf/text.rs"]
mod text;

type Row = BTreeMap<String, String>;

/// The one who resigns: of the first cohort, in the directory, with no school now.
const LEAVES: usize = 4;
/// The one who goes to the school that has waited longest.
const GOES: usize = 5;
/// Quality checks whose action is open in November.
const OPEN: [&str; 3] = ["QA04", "QA08", "QA12"];

struct Played {
    home: tempfile::TempDir,
    schools: Vec<School>,
    leaders: Vec<Leader>,
}

impl Played {
    fn pack(&self, of: &str) -> PathBuf {
        self.home.path().join(of)
    }

    fn november(&self) -> PathBuf {
        self.pack("output/2011-11")
    }

    fn december(&self) -> PathBuf {
        self.pack("output/2011-12")
    }

    /// December without the five entries.
    fn idle(&self) -> PathBuf {
        self.pack("idle/2011-12")
    }

    fn waiting(&self) -> &School {
        &self.schools[running::lowest(&self.schools)[0]]
    }
}

fn copied(to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(crate::root().join("input/example")).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

fn run(home: &Path, words: &[&str]) -> (i32, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_forumpack"))
        .current_dir(home)
        .args(words)
        .output()
        .unwrap();
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr)
    );
    (run.status.code().unwrap(), said)
}

fn build(home: &Path, input: &str, output: &str, (period, as_at): (&str, &str)) {
    let (code, said) = run(
        home,
        &[
            "--input",
            input,
            "--output",
            output,
            "--period",
            period,
            "--as-at",
            as_at,
            "--no-progress",
        ],
    );
    assert!(code <= 1, "{code}: {said}");
}

/// The quality checks, with these actions still open.
fn quality(schools: &[School], leaders: &[Leader], open: &[&str]) -> Sheet {
    let deployed = programme::deployments(schools);
    let mut sheet = running::quality(schools, leaders, &deployed);
    let closed = sheet.headings.iter().position(|x| x == "Action closed").unwrap();
    for row in &mut sheet.rows {
        if open.iter().any(|number| row[0] == t(*number)) {
            row[closed] = V::E;
        }
    }
    sheet
}

/// What the adviser typed in December into copies of the registers.
fn december(input: &Path, schools: &[School], leaders: &mut [Leader]) {
    let save = |name: &str, sheets: &[Sheet]| {
        std::fs::write(input.join(name), workbook(sheets)).unwrap();
    };
    let mut deployed = programme::deployments(schools);
    // A new deployment, with its contract and a visit whose record came in time; it
    // waits no longer.
    deployed.push(Deployed {
        reference: "DEP-19".to_owned(),
        leader: GOES,
        client: running::lowest(schools)[0],
        identified: date(2011, 10, 5),
        agreed: date(2011, 11, 25),
        start: date(2011, 12, 5),
        planned: date(2012, 7, 20),
        end: None,
        is_ts: false,
        contracted: 8.0,
        visits: vec![(date(2011, 12, 5), 1.0)],
    });
    // A visit on the first of December, half a day, whose record never comes.
    deployed[3].visits.push((date(2011, 12, 1), 0.5));
    save(
        "LLE deployments 2010-11.xlsx",
        &crate::registers::deployment_sheets(schools, leaders, &deployed),
    );
    let mut visits = crate::registers::visit_sheets(schools, leaders, &deployed);
    let of_term = visits.last_mut().unwrap();
    let received = of_term.headings.iter().position(|x| x == "Record received").unwrap();
    for row in &mut of_term.rows {
        if row[1] == t("DEP-19") {
            row[received] = V::D(date(2011, 12, 9));
        }
    }
    save("Records of visit.xlsx", &visits);
    std::fs::remove_file(input.join("LLE contracts.xls")).unwrap();
    save("LLE contracts.xlsx", &[crate::registers::contracts(&deployed)]);
    let mut needs = running::needs(schools, leaders);
    let status = needs.headings.iter().position(|x| x == "Status").unwrap();
    needs.rows[0][status] = t("Matched");
    save("Schools waiting for an LLE.xlsx", &[needs]);
    // A resignation.
    leaders[LEAVES].status = "Resigned";
    leaders[LEAVES].status_date = Some(date(2011, 12, 14));
    save("LLE register.xlsx", &[crate::registers::lle_register(schools, leaders)]);
    // £1,000 moved from evaluation to days.
    let mut money = crate::registers::money(&programme::deployments(schools));
    for row in &mut money[0].rows {
        if row[0] == t("2011-12") && row[1] == t("LLE days - direct") {
            row[3] = n(37_000);
        }
        if row[0] == t("2011-12") && row[1] == t("Evaluation") {
            row[3] = n(2_000);
        }
    }
    save("LLE budget and spend.xlsx", &money);
    // One action was closed, one is explained in the form that the pack made.
    save("LLE QA.xlsx", &[quality(schools, leaders, &["QA04", "QA12"])]);
}

/// The pack's own workbook of findings, with an answer to the query about QA04.
fn answered(pack: &Path, input: &Path) {
    let form = std::fs::read(pack.join("internal/data-quality.xlsx")).unwrap();
    let words = ["QUA-004", "QA04 DEP-04"];
    let under = |heading: &str| fill::at(&form, "Queries", heading, &words);
    let filled = fill::fill(
        &form,
        "Queries",
        &[
            (under("Decision"), "explained"),
            (under("Reason"), "The head is away until January"),
            (under("Who"), "RW"),
            (under("Until"), "2012-01-31"),
        ],
    );
    std::fs::write(input.join("answers of December.xlsx"), filled).unwrap();
}

/// Both months, built once for all tests.
fn played() -> &'static Played {
    static PLAYED: OnceLock<Played> = OnceLock::new();
    PLAYED.get_or_init(|| {
        let home = tempfile::tempdir().unwrap();
        let schools = schools::schools();
        let mut leaders = programme::leaders(&schools);
        let input = home.path().join("input");
        copied(&input);
        let qa = workbook(&[quality(&schools, &leaders, &OPEN)]);
        std::fs::write(input.join("LLE QA.xlsx"), qa).unwrap();
        build(home.path(), "input", "output", ("2011-11", "2011-11-30"));
        build(home.path(), "input", "idle", ("2011-12", "2011-12-31"));
        december(&input, &schools, &mut leaders);
        answered(&home.path().join("output/2011-11"), &input);
        build(home.path(), "input", "output", ("2011-12", "2011-12-31"));
        Played { home, schools, leaders }
    })
}

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
    let says = "Fothergale Withdrawn from the directory: resigned since 14/12/2011.";
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
