//! A folder to start from: blank registers with drop-downs and notes.

use jiff::civil::Date;

use crate::base::release::Release;
use crate::base::setting::SETTINGS;
use crate::locate::schema::{Kind, Schema};
use crate::report::book::{Book, Cell, Column, Profile, Sheet, Show};

/// Registers by workbook, as an adviser would keep them.
const WORKBOOKS: &[(&str, &[&str])] = &[
    ("Schools.xlsx", &["schools", "school_links"]),
    ("LLE register.xlsx", &["lles", "profiles"]),
    ("Deployments.xlsx", &["deployments", "needs"]),
    ("Records of visit.xlsx", &["visits"]),
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
    Book {
        path: format!("input/{name}"),
        title: name.trim_end_matches(".xlsx").to_owned(),
        subject: "Blank register".to_owned(),
        author: "forumpack".to_owned(),
        date,
        release: Release::I,
        profile: Profile::Working,
        sheets,
    }
}

fn sheet(schema: &Schema) -> Sheet {
    Sheet {
        name: schema.title.chars().take(31).collect(),
        title: schema.title.to_owned(),
        lines: vec![schema.what.to_owned()],
        columns: schema.columns.iter().map(|column| made(column)).collect(),
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
        Kind::Agreement => {
            (Show::Text, Vec::new(), "Strongly agree to strongly disagree.")
        }
        Kind::Urn => {
            (Show::Full, Vec::new(), "Six digits; see Get Information about Schools.")
        }
        Kind::Tags => (Show::Text, Vec::new(), "Several, parted by semicolons."),
        Kind::Percent => (Show::One, Vec::new(), "Per cent: 12.5."),
        Kind::Number => (Show::Full, Vec::new(), "A number."),
        Kind::Text
        | Kind::Prose
        | Kind::Person
        | Kind::School
        | Kind::DfeNumber
        | Kind::Reference => (Show::Text, Vec::new(), ""),
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
