//! Headings that columns of several registers have.

/// What money is for.
pub(super) const BUDGET_LINE: &[&str] = &[
    "budget line",
    "line",
    "heading",
    "budget heading",
    "cost heading",
    "expenditure heading",
    "spending heading",
    "purpose",
    "budget area",
    "spend area",
    "area of spend",
    "strand",
    "stream",
    "workstream",
    "element",
    "budget head",
    "head of expenditure",
    "head of account",
    "pot",
    "budget for",
    "from budget for",
    "from which budget",
    "charged to",
    "charged against",
    "account name",
    "account title",
    "ledger account",
    "account heading",
];

/// The same as a code of the ledger.
pub(super) const COST_CODE: &[&str] = &[
    "cost centre",
    "cost code",
    "cost centre code",
    "account code",
    "budget code",
    "ledger code",
    "nominal code",
];

/// The minute of the Forum that agreed it.
pub(super) const DECISION: &[&str] = &[
    "decision ref",
    "decision",
    "minute ref",
    "forum minute",
    "forum ref",
    "approval ref",
    "approval no",
    "minute number",
];

/// The reference of a deployment.
pub(super) const DEPLOYMENT: &[&str] = &[
    "deployment ref",
    "deployment",
    "dep ref",
    "dep no",
    "request id",
    "request no",
    "request ref",
];

/// How many days were agreed.
pub(super) const DAYS_AGREED: &[&str] = &[
    "days",
    "days agreed",
    "no of days agreed",
    "days contracted",
    "contracted days",
    "number of days",
    "no of days",
    "agreed days",
    "days allocated",
    "days commissioned",
    "days bought",
    "days purchased",
    "days allotted",
    "days planned",
    "length (days)",
    "contract days",
    "total days",
    "days ordered",
    "how many days",
    "quantity (days)",
    "allocation (days)",
    "allocated days",
    "days allocation",
    "day allocation",
    "days paid for",
    "qty (days)",
    "days covered",
    "days included",
    "number of days covered",
    "days in contract",
    "days booked",
    "booked days",
    "no of days booked",
    "days reserved",
    "days granted",
    "days promised",
    "days funded",
    "days approved",
    "days commissioned in all",
    "days brokered",
];

/// What a day costs.
pub(super) const DAY_RATE: &[&str] = &[
    "rate",
    "day rate",
    "£ per day",
    "daily rate",
    "rate per day",
    "cost per day",
    "unit price",
    "daily charge",
    "tariff",
    "fee",
    "charge",
    "unit cost",
    "daily cost",
    "per diem",
];
