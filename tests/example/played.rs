//! What an adviser does in a month: builds the pack of November, changes five things
//! in the registers, builds that of December; and a December without the five beside it.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use jiff::civil::date;

use crate::programme::{self, Deployed, Leader};
pub use crate::run::forumpack as run;
use crate::schools::{self, School};
use crate::sheet::{Sheet, V, n, t, workbook};
use crate::{fill, running};

/// The one who resigns: of the first cohort, in the directory, with no school now.
pub const LEAVES: usize = 4;
/// The one who goes to the school that has waited longest.
const GOES: usize = 5;
/// Quality checks whose action is open in November.
const OPEN: [&str; 3] = ["QA04", "QA08", "QA12"];

pub struct Played {
    pub home: tempfile::TempDir,
    pub schools: Vec<School>,
    pub leaders: Vec<Leader>,
}

impl Played {
    fn pack(&self, of: &str) -> PathBuf {
        self.home.path().join(of)
    }

    pub fn november(&self) -> PathBuf {
        self.pack("output/2011-11")
    }

    pub fn december(&self) -> PathBuf {
        self.pack("output/2011-12")
    }

    /// December without the five entries.
    pub fn idle(&self) -> PathBuf {
        self.pack("idle/2011-12")
    }

    pub fn waiting(&self) -> &School {
        &self.schools[running::lowest(&self.schools)[0]]
    }
}

pub fn copied(to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(crate::root().join("input/example")).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
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
    // The ledger's own total below the payments.
    let total: f64 = money[1]
        .rows
        .iter()
        .map(|row| match row[5] {
            V::N(net) => net,
            _ => 0.0,
        })
        .sum();
    money[1].rows.push(vec![t("Total"), V::E, V::E, V::E, V::E, n(total)]);
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
pub fn played() -> &'static Played {
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
