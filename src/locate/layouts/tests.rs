use super::found::Heading;
use super::*;
use crate::base::text::fold;

/// Code and label of every field of the tables of 2018.
fn metadata() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = folder.join("tests/fixtures/results/2017-2018_ks2_meta.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader
        .records()
        .map(|row| row.unwrap())
        .map(|row| (row[1].to_owned(), row[2].to_owned()))
        .collect()
}

/// Each label must mean what its code means: what is only like it, of boys, of low
/// prior attainment, of another year or of three, is no result of all pupils.
#[test]
fn every_label_of_the_metadata_means_what_its_code_means() {
    let fields = metadata();
    assert_eq!(fields.len(), 326);
    let (mut results, mut unlike) = (0, Vec::new());
    for (code, label) in fields {
        let of_code = score(&fold(&code)).filter(|score| score.indicator.is_some());
        let by_name = score(&fold(&label)).filter(|score| score.indicator.is_some());
        let heading = Heading {
            col: 0,
            folded: fold(&label),
            text: &label,
            is_words: true,
            label: None,
        };
        if heading.in_words() != of_code || by_name != of_code {
            unlike.push(format!("{code}: {label}"));
        }
        results += usize::from(of_code.is_some());
    }
    assert_eq!(unlike, Vec::<String>::new());
    // RWM at two standards, three scores, three measures of progress with their limits.
    assert_eq!(results, 14);
}

#[test]
fn every_layout_is_whole() {
    let mut titles = std::collections::BTreeSet::new();
    for layout in all() {
        let title = layout.title;
        titles.insert((title, layout.tells));
        let mut seen = std::collections::BTreeSet::new();
        for column in layout.columns {
            for heading in column.headings {
                assert_eq!(fold(heading), *heading, "{title}: folded");
                assert!(seen.insert(*heading), "{title}: {heading} twice");
            }
            let own = (!column.indicator.is_empty()).then_some(&column.indicator);
            let codes =
                own.into_iter().chain(column.by_subject.iter().map(|(_, code)| code));
            for code in codes {
                assert!(Indicator::of(code).is_some(), "{title}: {code}");
            }
        }
        for tell in layout.tells {
            assert!(layout.column(tell).is_some(), "{title}: {tell} has no column");
        }
        for (_, code) in layout.measures {
            assert!(Indicator::of(code).is_some(), "{title}: {code}");
        }
        let has_rows = layout.columns.iter().any(|column| column.role == Role::Row);
        let says_whose = layout
            .columns
            .iter()
            .any(|column| matches!(column.role, Role::Urn | Role::LaName));
        assert!(has_rows || says_whose, "{title}: nothing says whose rows they are");
    }
    assert_eq!(titles.len(), all().count(), "no two layouts have the same tells");
}
