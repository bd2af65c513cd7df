//! What may be wrong with one cell of a register.

use crate::base::finding::{Rule, Severity};

const fn cell(
    code: &'static str,
    name: &'static str,
    severity: Severity,
    what: &'static str,
    why: &'static str,
    fix: &'static str,
) -> Rule {
    Rule { code, name, severity, what, why, fix, ignore: "", settings: &[] }
}

pub(super) static DUPLICATE_HEADING: Rule = cell(
    "FIL-010",
    "heading-twice",
    Severity::Note,
    "A heading stands once on a sheet.",
    "The second column of one name is not used.",
    "Rename one of the two, for example `Date agreed`.",
);
pub(super) static UNUSED: Rule = cell(
    "FIL-011",
    "column-not-used",
    Severity::Note,
    "Every column is one that the register knows.",
    "What it holds is not in the pack.",
    "Nothing to do, unless the column matters: then say in the sheet Headings what it means.",
);
pub(super) static INFERRED: Rule = cell(
    "FIL-038",
    "heading-told-by-its-cells",
    Severity::Query,
    "Every heading is one that the register knows.",
    "What stands below a heading in words of its own was taken for what it looks like.",
    "Say in the sheet Headings what the column means, or: not used. It is asked once.",
);
pub(super) static UNNAMED: Rule = cell(
    "FIL-039",
    "column-without-heading",
    Severity::Note,
    "Every column that holds something has a heading.",
    "Nobody can say what stands in a column without one, and it is not in the pack.",
    "Nothing to do, unless the column matters: then write a heading over it.",
);
pub(super) static MERGED: Rule = cell(
    "FIL-012",
    "records-merged",
    Severity::Query,
    "Every record has its own cells.",
    "What stands in the first of merged cells was read for each record that they cover.",
    "Unmerge (Home > Merge & Centre) and repeat the value on each row.",
);
pub(super) static HIDDEN: Rule = cell(
    "FIL-013",
    "hidden-content",
    Severity::Note,
    "Rows, columns and sheets are visible.",
    "Hidden rows are read like the others.",
    "Show them, or delete them if they should not count.",
);
pub(super) static SUBTOTAL: Rule = cell(
    "FIL-014",
    "sub-total-row",
    Severity::Note,
    "Rows of totals and averages are no records.",
    "They would be counted twice.",
    "Nothing to do.",
);
pub(super) static ERROR_CELL: Rule = cell(
    "FIL-015",
    "error-cell",
    Severity::Error,
    "No cell shows #REF!, #N/A or another error.",
    "The formula has lost what it was worked out from.",
    "Type the value, or mend the formula.",
);
pub(super) static NOT_CALCULATED: Rule = cell(
    "FIL-016",
    "formula-not-calculated",
    Severity::Error,
    "Every formula has a stored result.",
    "Its result is not in the file.",
    "Open the file in Excel, press F9, and save it.",
);
pub(super) static TYPED_AS_TEXT: Rule = cell(
    "FIL-017",
    "number-typed-as-text",
    Severity::Note,
    "Numbers and dates are stored as such.",
    "They were read all the same.",
    "Select the column, then Data > Text to Columns > Finish.",
);
pub(super) static DATE_ORDER: Rule = cell(
    "FIL-019",
    "day-or-month-first",
    Severity::Query,
    "Dates typed as text are day first.",
    "Read the wrong way round, a date moves by months.",
    "Type the dates as 3 April 2011, or let Excel store them as dates.",
);
pub(super) static NOT_A_DATE: Rule = cell(
    "FIL-020",
    "not-a-date",
    Severity::Error,
    "Dates exist and lie in a sensible year.",
    "Periods and baselines depend on them.",
    "Correct the date.",
);
pub(super) static NO_DATA_MARK: Rule = cell(
    "FIL-021",
    "mark-without-meaning",
    Severity::Query,
    "A cell without a value says why.",
    "A dash may mean none, not known or hidden.",
    "Type 0 if there are none; leave the cell empty if it is not known.",
);
pub(super) static BLANK: Rule = cell(
    "FIL-022",
    "needed-cell-blank",
    Severity::Error,
    "Cells that a record cannot do without are filled.",
    "The record cannot be used.",
    "Fill the cell.",
);
pub(super) static UPN: Rule = cell(
    "FIL-023",
    "pupil-number",
    Severity::Stop,
    "No pupil-level data stands in any sheet.",
    "The pack may hold nothing about single pupils.",
    "Delete the pupil's number, and whatever else is about single pupils, and save the file.",
);
pub(super) static NOT_IN_LIST: Rule = cell(
    "FIL-028",
    "not-in-list",
    Severity::Query,
    "A choice is one of its list.",
    "It was read as blank.",
    "Choose a word of the list, or say in the sheet Corrections what the word means. It is asked once.",
);
pub(super) static NOT_A_NUMBER: Rule = cell(
    "FIL-029",
    "not-a-number",
    Severity::Error,
    "Numbers are numbers.",
    "The record cannot be used.",
    "Type the number alone.",
);
pub(super) static AMOUNT: Rule = cell(
    "MON-001",
    "amount-not-a-number",
    Severity::Error,
    "Amounts are numbers in pounds and pence.",
    "It is in no total.",
    "Type the amount alone: 2100.00.",
);
pub(super) static STATUS: Rule = cell(
    "DEP-008",
    "not-in-list",
    Severity::Query,
    "Status, type and route are words of their list.",
    "It was read as blank; dates decide instead.",
    "Choose a word of the list, or say in the sheet Corrections what the word means. It is asked once.",
);
pub(super) static OFF_SCALE: Rule = cell(
    "SUR-002",
    "answer-off-the-scale",
    Severity::Query,
    "Answers lie on the five-point scale.",
    "It is not counted.",
    "Type strongly agree, agree, neither, disagree or strongly disagree.",
);
pub(super) static SCALE_END: Rule = cell(
    "SUR-006",
    "which-end-agrees",
    Severity::Query,
    "A sheet whose answers are figures says which end agrees.",
    "Read from the wrong end, every figure of the survey says the opposite.",
    "Write above the answers `5 = strongly agree`, or `1 = strongly agree`.",
);
pub(super) static REPEATED: Rule = cell(
    "FIL-030",
    "record-repeated",
    Severity::Note,
    "A record stands once in a workbook.",
    "It was read once.",
    "Delete the repeated row.",
);
pub(super) static URN: Rule = cell(
    "SCH-001",
    "urn-not-six-digits",
    Severity::Error,
    "A URN has six digits.",
    "The school cannot be found by it.",
    "Look the URN up on Get Information about Schools.",
);
pub(super) static LACKING: Rule = cell(
    "FIL-009",
    "needed-heading-missing",
    Severity::Error,
    "A register has the columns that none of its records can do without.",
    "None of the sheet's records can be used.",
    "Name the column as in `forumpack explain REGISTER`, or say in the sheet Headings of the data quality workbook which heading means it.",
);
pub(super) static STRAY_SPACES: Rule = cell(
    "FIL-018",
    "stray-spaces",
    Severity::Note,
    "Names and references have no spaces before, after or doubled within, and plain dashes.",
    "They were matched without them; the file is not changed.",
    "Nothing to do; Find & Replace mends a column if other programs stumble over it.",
);
pub(super) static YEAR_AS_DATE: Rule = cell(
    "FIL-031",
    "year-turned-into-a-date",
    Severity::Note,
    "Years stand as years.",
    "Excel took 10/11 for a day; it was read as the year 2010/11.",
    "Format the column as text and type 2010/11 again.",
);

/// All rules of this stage.
pub(crate) static RULES: &[&Rule] = &[
    &DUPLICATE_HEADING,
    &UNUSED,
    &INFERRED,
    &UNNAMED,
    &MERGED,
    &HIDDEN,
    &DATE_ORDER,
    &SUBTOTAL,
    &ERROR_CELL,
    &NOT_CALCULATED,
    &TYPED_AS_TEXT,
    &NOT_A_DATE,
    &NO_DATA_MARK,
    &BLANK,
    &UPN,
    &NOT_IN_LIST,
    &NOT_A_NUMBER,
    &AMOUNT,
    &STATUS,
    &OFF_SCALE,
    &SCALE_END,
    &REPEATED,
    &URN,
    &LACKING,
    &STRAY_SPACES,
    &YEAR_AS_DATE,
];
