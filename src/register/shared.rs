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
