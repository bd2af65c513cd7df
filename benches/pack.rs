//! A whole pack, from the folder to the last file: the example, and a large
//! authority of five hundred client schools.

#![expect(clippy::unwrap_used, reason = "a measurement has nobody to tell")]
#![expect(clippy::disallowed_methods, reason = "a measurement writes its own input")]

use std::fmt::Write;
use std::path::Path;

use divan::Bencher;
use forumpack::{Edition, Job, Task};

fn main() {
    divan::main();
}

fn job(input: &Path, output: &Path) -> Job {
    Job {
        task: Task::Build,
        input: input.to_owned(),
        output: output.to_owned(),
        templates: Path::new("templates").to_owned(),
        period: Some("2011-11".to_owned()),
        as_at: None,
        edition: Some(Edition::Monthly),
        today: jiff::civil::date(2011, 11, 30),
        timings: false,
    }
}

fn measure(bencher: Bencher<'_, '_>, input: &Path) {
    let home = tempfile::tempdir().unwrap();
    let job = job(input, &home.path().join("output"));
    bencher.bench_local(|| forumpack::run(&job, &|_| ()).unwrap());
}

#[divan::bench(sample_count = 10)]
fn the_example(bencher: Bencher<'_, '_>) {
    measure(bencher, Path::new("input"));
}

#[divan::bench(sample_count = 3)]
fn five_hundred_client_schools(bencher: Bencher<'_, '_>) {
    let home = tempfile::tempdir().unwrap();
    authority(home.path(), 500);
    measure(bencher, home.path());
}

/// As many client schools as are asked for among three times as many, a tenth as
/// many LLEs, ten visits to each client and five years of results.
fn authority(folder: &Path, clients: usize) {
    let name = |at: usize| format!("Parish {at} Primary School");
    let urn = |at: usize| 200_000 + at;
    let mut schools = "URN,School name,Phase,LA\n".to_owned();
    let mut results =
        "URN,School,Year,Eligible pupils,L4+ English and maths (number)\n".to_owned();
    for at in 0..3 * clients {
        let _ = writeln!(schools, "{},{},Primary,Norfolk", urn(at), name(at));
        for year in 2007..=2011 {
            let pupils = 20 + at % 31;
            let reached = pupils * (50 + (at * 7 + year) % 40) / 100;
            let _ =
                writeln!(results, "{},{},{year},{pupils},{reached}", urn(at), name(at));
        }
    }
    let mut lles = "LLE ref,Name,School,URN,Accredited,Status\n".to_owned();
    for at in 0..clients / 10 {
        let school = 3 * clients - 1 - at;
        let _ = writeln!(
            lles,
            "LLE-{at},Mrs Ann Leader{at},{},{},01/03/2010,Active",
            name(school),
            urn(school)
        );
    }
    let mut deployments =
        "Deployment ref,LLE ref,Client school,URN,Start,Days agreed,Status\n".to_owned();
    let mut visits = "Visit ref,Deployment ref,Visit date,Days\n".to_owned();
    for at in 0..clients {
        let _ = writeln!(
            deployments,
            "DEP-{at},LLE-{},{},{},06/09/2010,12,Active",
            at % (clients / 10),
            name(at),
            urn(at)
        );
        for week in 0..10 {
            let day = jiff::civil::date(2010, 9, 7) + jiff::Span::new().weeks(week);
            let day = day.strftime("%d/%m/%Y");
            let _ = writeln!(visits, "V{at}-{week},DEP-{at},{day},1");
        }
    }
    let files = [
        ("Schools.csv", schools),
        ("KS2 results.csv", results),
        ("LLEs.csv", lles),
        ("Deployments.csv", deployments),
        ("Visits.csv", visits),
    ];
    for (file, text) in files {
        std::fs::write(folder.join(file), text).unwrap();
    }
}
