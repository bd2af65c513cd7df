//! `forumpack new`: a folder to start from.

use std::path::Path;

use crate::error::Error;
use crate::pack::folder::write_new;
use crate::report::books::blank;
use crate::report::words;
use crate::{register, render};

/// What stands beside the texts in the templates' folder.
const BESIDE_TEXTS: [(&str, &str); 2] = [
    ("README.md", include_str!("../templates/README.md")),
    ("style.toml", include_str!("../templates/style.toml")),
];

/// The templates as they are in force without any of the adviser's own.
fn templates() -> impl Iterator<Item = (&'static str, &'static str)> {
    words::built_in().chain(BESIDE_TEXTS)
}

macro_rules! example {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../input/example/", $name)))),*]
    };
}

/// The workbooks of the example programme.
const EXAMPLE: &[(&str, &[u8])] = example![
    "Comparators.xlsx",
    "KS1 teacher assessment.ods",
    "KS2 results 2008-2011.xlsx",
    "LLE QA.xlsx",
    "LLE budget and spend.xlsx",
    "LLE contracts.xls",
    "LLE deployments 2010-11.xlsx",
    "LLE network and CPD.xlsx",
    "LLE profiles.xlsx",
    "LLE register.xlsx",
    "LLE survey June 2011.xlsx",
    "Norfolk school list Nov 2011.csv",
    "Protocols and publications.xlsx",
    "Records of visit.xlsx",
    "School links.csv",
    "Schools waiting for an LLE.xlsx",
    "Settings.xlsx",
];

/// Makes the folder; refuses one that is there and not empty.
pub(crate) fn make(folder: &Path, example: bool) -> Result<String, Error> {
    let mut files: Vec<(String, Vec<u8>)> = templates()
        .map(|(name, text)| (format!("templates/{name}"), text.as_bytes().to_vec()))
        .collect();
    if example {
        let held = EXAMPLE.iter();
        files.extend(
            held.map(|(name, bytes)| (format!("input/example/{name}"), bytes.to_vec())),
        );
    } else {
        files.extend(registers()?);
    }
    write_new(folder, &files).map_err(|why| Error::Output(why.to_string()))?;
    let folder = folder.display();
    Ok(if example {
        format!(
            "{folder} holds the example programme in input/example: run forumpack there to build its pack. It is read until a workbook of your own stands in input."
        )
    } else {
        format!(
            "{folder} is ready: fill in the workbooks in its input folder and run forumpack there. Delete what you do not keep; the texts of the pack are in templates."
        )
    })
}

/// Blank registers and settings.
fn registers() -> Result<Vec<(String, Vec<u8>)>, Error> {
    // A fixed day: a blank register is the same whenever it is made.
    let day = jiff::civil::date(2026, 1, 1);
    blank::books(register::SCHEMAS, day)
        .into_iter()
        .map(|book| {
            let bytes = render::xlsx::write(&book)
                .map_err(|why| Error::Render(format!("{}: {why}.", book.path)))?;
            Ok((book.path, bytes))
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test looks into the source folder")]
mod tests {
    use super::*;

    fn names(folder: &str) -> Vec<String> {
        let home = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut names: Vec<String> = std::fs::read_dir(home)
            .unwrap()
            .map(|entry| entry.unwrap())
            .filter(|entry| entry.file_type().unwrap().is_file())
            .map(|entry| entry.file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn all_templates_and_all_of_the_example_are_handed_out() {
        let mut held: Vec<&str> = templates().map(|(name, _)| name).collect();
        held.sort_unstable();
        assert_eq!(held, names("templates"));
        let mut held: Vec<&str> = EXAMPLE.iter().map(|(name, _)| *name).collect();
        held.sort_unstable();
        assert_eq!(held, names("input/example"));
    }
}
