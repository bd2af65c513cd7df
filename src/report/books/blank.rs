//! A folder to start from: blank registers with drop-downs and notes.

use jiff::civil::Date;

use crate::base::setting::SETTINGS;
use crate::locate::schema::{Kind, Schema};
use crate::report::book::{Book, Cell, Column, Sheet, Show};

/// Registers by workbook, as an adviser would keep them.
const WORKBOOKS: &[(&str, &[&str])] = &[
    ("Schools.xlsx", &["schools", "school_links"]),
    ("LLE register.xlsx", &["lles", "profiles"]),
    ("Deployments.xlsx", &["deployments", "needs"]),
    ("Records of visit.xlsx", &["visits", "term_dates"]),
    ("Contracts and quality.xlsx", &["contracts", "quality", "documents"]),
    ("Network.xlsx", &["meetings", "cpd_needs"]),
    ("Results.xlsx", &["results", "comparators"]),
    ("Survey.xlsx", &["surveys", "survey_waves", "comments"]),
    ("Budget.xlsx", &["budget", "spend", "decisions", "publications", "staff"]),
];

/// Every blank workbook: registers, and one with the settings.
pub(crate) fn books(schemas: &[&'static Schema], date: Date) -> Vec<Book> {
    let mut books: Vec<Book> = WORKBOOKS
        .iter()
        .map(|(name, registers)| {
            let sheets = registers
                .iter()
                .filter_map(|register| {
                    schemas.iter().find(|schema| schema.name == *register)
                })
                .map(|schema| sheet(schema))
                .collect();
            book(name, sheets, date)
        })
        .collect();
    books.push(book("Settings.xlsx", vec![settings()], date));
    books
}

fn book(name: &str, sheets: Vec<Sheet>, date: Date) -> Book {
    Book::internal(
        format!("input/{name}"),
        name.trim_end_matches(".xlsx").to_owned(),
        "Blank register",
        date,
        sheets,
    )
}

/// Questions of a first survey; others may stand beside them.
const QUESTIONS: [&str; 5] = [
    "Q1 Overall I am satisfied with the service",
    "Q2 The support was collaborative",
    "Q3 The support met my expectations",
    "Q4 There has been an impact on improvement in my own school",
    "Q5 The programme as a whole is a success",
];

const AGREEMENT: [&str; 5] = [
    "Strongly agree",
    "Agree",
    "Neither agree nor disagree",
    "Disagree",
    "Strongly disagree",
];

fn sheet(schema: &Schema) -> Sheet {
    let mut columns: Vec<Column> =
        schema.columns.iter().filter(|one| one.is_asked).map(|one| made(one)).collect();
    if schema.name == "surveys" {
        columns.extend(QUESTIONS.map(|question| Column {
            choices: AGREEMENT.map(ToOwned::to_owned).to_vec(),
            ..Column::text(question, 30.0).help("Choose from the list.")
        }));
    }
    Sheet {
        name: schema.title.chars().take(31).collect(),
        title: schema.title.to_owned(),
        lines: vec![schema.what.to_owned()],
        columns,
        ..Sheet::default()
    }
}

fn made(column: &crate::locate::schema::Column) -> Column {
    let width = (column.title.chars().count() as f64 + 4.0).clamp(11.0, 32.0);
    let (show, choices, help): (Show, Vec<String>, &str) = match column.kind {
        Kind::Date => (Show::Date, Vec::new(), "A date: 30/11/2011."),
        Kind::Money => (Show::Money, Vec::new(), "Pounds: 2100.00."),
        Kind::Count => (Show::Whole, Vec::new(), "A whole number."),
        Kind::Days => (Show::Two, Vec::new(), "Days, in halves: 0.5, 1, 6.5."),
        Kind::YesNo => {
            (Show::Text, vec!["Yes".to_owned(), "No".to_owned()], "Yes or No.")
        }
        Kind::Choice(choices) => (
            Show::Text,
            choices.iter().map(|choice| capital(choice.value)).collect(),
            "Choose from the list.",
        ),
        Kind::AcademicYear => (Show::Text, Vec::new(), "An academic year: 2010/11."),
        Kind::FinancialYear => (Show::Text, Vec::new(), "A financial year: 2011-12."),
        Kind::Urn => {
            (Show::Full, Vec::new(), "Six digits; see Get Information about Schools.")
        }
        Kind::Tags => (Show::Text, Vec::new(), "Several, parted by semicolons."),
        Kind::Percent => (Show::One, Vec::new(), "Per cent: 12.5."),
        Kind::Number => (Show::Full, Vec::new(), "A number."),
        Kind::Text => (Show::Text, Vec::new(), "A few words."),
        Kind::Prose => (Show::Text, Vec::new(), "Sentences."),
        Kind::Person => (Show::Text, Vec::new(), "A name: title, first name, surname."),
        Kind::School => {
            (Show::Text, Vec::new(), "The school's name, as in the school list.")
        }
        Kind::DfeNumber => (Show::Text, Vec::new(), "Authority and school: 926/2056."),
        Kind::Reference => {
            (Show::Text, Vec::new(), "Your own reference, the same wherever it stands.")
        }
    };
    let needed = if column.is_required { " Needed." } else { "" };
    let own = if column.help.is_empty() { help } else { column.help };
    Column {
        heading: column.title.to_owned(),
        width,
        show,
        choices,
        is_answer: false,
        help: format!("{own}{needed}").trim().to_owned(),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn settings() -> Sheet {
    Sheet {
        name: "Settings".to_owned(),
        title: "Settings".to_owned(),
        lines: vec!["Fill in Value where the default does not suit.".to_owned()],
        columns: vec![
            Column::text("Name", 24.0),
            Column::answer("Value", 24.0, &[]),
            Column::text("Default", 24.0),
            Column::text("What it does", 80.0),
        ],
        rows: SETTINGS
            .iter()
            .map(|setting| {
                vec![
                    Cell::text(setting.name),
                    Cell::Empty,
                    Cell::text(setting.default),
                    Cell::text(setting.help),
                ]
            })
            .collect(),
        ..Sheet::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_register_asks_once_for_what_others_write_in_two_ways() {
        let headings = |schema: &'static Schema| -> Vec<String> {
            let columns = sheet(schema).columns.into_iter();
            columns.map(|column| column.heading).collect()
        };
        let lles = headings(&crate::register::lles::SCHEMA);
        assert!(lles.contains(&"Headteacher".to_owned()), "{lles:?}");
        assert!(!lles.contains(&"Surname".to_owned()), "{lles:?}");
        let spend = headings(&crate::register::spend::SCHEMA);
        assert!(spend.contains(&"Net £".to_owned()), "{spend:?}");
        assert!(!spend.contains(&"Debit £".to_owned()), "{spend:?}");
    }
}
