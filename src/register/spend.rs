//! Spend: every commitment and payment.

use super::shared;
use crate::locate::schema::{Choice, Column, Kind, Schema};
use crate::register::deployments::ROUTE_WORDS;

/// Words for where a payment stands.
pub(crate) const PAY_WORDS: &[Choice] = &[
    Choice {
        value: "committed",
        words: &[
            "ordered",
            "commitment",
            "po raised",
            "order",
            "po committed",
            "purchase order",
            "on order",
            "promised",
            "pledged",
            "owed",
            "owing",
            "unpaid",
            "not paid",
            "not yet paid",
            "to be paid",
            "to pay",
            "outstanding",
            "awaiting payment",
            "awaiting invoice",
            "no invoice yet",
        ],
    },
    Choice { value: "received", words: &["goods received", "grn"] },
    Choice { value: "invoiced", words: &["invoice received"] },
    Choice {
        value: "paid",
        words: &[
            "actual",
            "payment made",
            "cleared",
            "discharged",
            "settled",
            "invoice paid",
            "paid out",
            "paid in full",
            "spent",
        ],
    },
    Choice { value: "accrual", words: &["accrued"] },
];

pub(crate) static DATE: Column = Column::new(
    "date",
    "Date",
    Kind::Date,
    &[
        "date",
        "date of spend",
        "invoice date",
        "payment date",
        "transaction date",
        "posting date",
        "paid on",
        "date paid",
        "posted",
        "date of payment",
        "trans date",
        "date of invoice",
        "bill date",
        "posting",
        "posted on",
        "date of entry",
        "entry date",
        "entered",
        "claim date",
        "date of claim",
        "claimed on",
        "date claimed",
        "value date",
        "order date",
        "date ordered",
        "date of the payment or order",
    ],
)
.required();
pub(crate) static YEAR: Column = Column::new(
    "year",
    "Financial year",
    Kind::FinancialYear,
    &[
        "financial year",
        "fy",
        "f/y",
        "year",
        "fiscal year",
        "money year",
        "year of account",
        "accounting year",
        "account year",
        "year charged",
    ],
);
pub(crate) static ACADEMIC: Column =
    Column::new("academic", "Academic year", Kind::AcademicYear, &["academic year"]);
pub(crate) static DEPLOYMENT: Column =
    Column::new("deployment", "Deployment ref", Kind::Reference, shared::DEPLOYMENT);
pub(crate) static LINE: Column = Column::new(
    "line",
    "Budget line",
    Kind::Text,
    &[
        "ledger description",
        "ledger code description",
        "account description",
        "account name",
        "nominal description",
        "subjective description",
        "out of",
    ],
)
.also(&[shared::BUDGET_LINE, shared::COST_CODE]);
pub(crate) static ROUTE: Column =
    Column::new("route", "Route", Kind::Choice(ROUTE_WORDS), &["route"]);
pub(crate) static KIND: Column = Column::new(
    "kind",
    "Type",
    Kind::Text,
    &[
        "type",
        "type of spend",
        "spend type",
        "category",
        "description",
        "kind",
        "nature of spend",
        "nature of cost",
        "cost type",
        "type of cost",
        "kind of spending",
        "nature of payment",
        "kind of cost",
        "in respect of",
        "details",
        "narrative",
        "item",
        "what for",
        "expenditure type",
        "for",
        "what it was for",
        "payment for",
        "nature",
        "purpose of spend",
        "sort",
        "what",
    ],
);
pub(crate) static NET: Column = Column::new(
    "net",
    "Net £",
    Kind::Money,
    &[
        "net",
        "net £",
        "amount",
        "amount £",
        "cost",
        "net amount",
        "amount excluding vat",
        "cost (net)",
        "net cost",
        "cost ex vat",
        "amount ex vat",
        "ex vat",
        "excluding vat",
        "before vat",
        "without vat",
        "amount before vat",
        "excl vat",
    ],
)
.required()
.or(&["gross", "debit", "credit", "paid", "ordered"]);
pub(crate) static DEBIT: Column = Column::new(
    "debit",
    "Debit £",
    Kind::Money,
    &["debit", "debits", "dr", "debit amount", "debit £", "amount debited"],
)
.help("Only where a ledger keeps two columns: the net amount is debit less credit.")
.not_asked();
pub(crate) static CREDIT: Column = Column::new(
    "credit",
    "Credit £",
    Kind::Money,
    &["credit", "credits", "cr", "credit amount", "credit £", "amount credited"],
)
.help("Only where a ledger keeps two columns: the net amount is debit less credit.")
.not_asked();
pub(crate) static PAID: Column = Column::new(
    "paid",
    "Paid £",
    Kind::Money,
    &[
        "paid £",
        "amount paid",
        "paid amount",
        "net paid",
        "paid net",
        "actual £",
        "actual amount",
        "amount spent",
        "spent £",
    ],
)
.help("Only where what is paid and what is ordered stand in two columns: the net amount is whichever of them is filled.")
.not_asked();
pub(crate) static ORDERED: Column = Column::new(
    "ordered",
    "Ordered £",
    Kind::Money,
    &[
        "ordered £",
        "ordered",
        "amount ordered",
        "ordered not yet paid",
        "ordered not paid",
        "on order",
        "on order £",
        "committed",
        "committed £",
        "amount committed",
        "committed amount",
        "committed not yet paid",
        "committed not paid",
        "commitment",
        "commitment £",
        "commitments",
        "commitments £",
        "net ordered",
        "net committed",
    ],
)
.help("Only where what is paid and what is ordered stand in two columns: the net amount is whichever of them is filled.")
.not_asked();
pub(crate) static VAT: Column = Column::new(
    "vat",
    "VAT £",
    Kind::Money,
    &["vat", "vat £", "vat amount", "amount of vat"],
);
pub(crate) static GROSS: Column = Column::new(
    "gross",
    "Gross £",
    Kind::Money,
    &[
        "gross",
        "gross £",
        "total",
        "gross amount",
        "amount including vat",
        "total amount",
        "cost inc vat",
        "amount inc vat",
        "inc vat",
        "including vat",
        "with vat",
        "amount with vat",
        "incl vat",
    ],
);
pub(crate) static STATUS: Column = Column::new(
    "status",
    "Payment status",
    Kind::Choice(PAY_WORDS),
    &[
        "status",
        "payment status",
        "state",
        "paid or committed",
        "paid / committed",
        "paid committed",
        "paid or ordered",
        "committed or paid",
        "actual / committed",
        "paid yet",
        "have we paid",
        "have we paid yet",
        "paid",
        "stage",
        "has it been paid",
        "been paid",
        "commitment or actual",
        "actual or commitment",
        "commitment / actual",
        "paid or not",
        "position",
    ],
);
pub(crate) static INVOICE: Column = Column::new(
    "invoice",
    "Invoice no.",
    Kind::Reference,
    &[
        "invoice",
        "invoice no",
        "fee note no",
        "fee note",
        "fee note number",
        "invoice number",
        "number on the invoice",
        "doc ref",
        "document ref",
        "invoice ref",
        "doc no",
        "document no",
        "document number",
        "bill",
        "bill no",
        "bill number",
        "bill or invoice number",
        "supplier invoice",
        "supplier invoice no",
        "supplier's invoice no",
        "voucher no",
        "transaction no",
        "transaction number",
        "journal no",
        "bill no",
        "bill number",
        "bill",
        "reference",
        "trans ref",
        "transaction ref",
        "document no",
        "inv",
    ],
);
pub(crate) static DECISION: Column =
    Column::new("decision", "Decision ref", Kind::Reference, shared::DECISION);
pub(crate) static PAYEE: Column = Column::new(
    "payee",
    "Payee",
    Kind::Text,
    &["payee", "paid to", "supplier", "payee school", "paid to school"],
);
pub(crate) static DAYS: Column =
    Column::new("days", "Days", Kind::Days, &["days", "no of days"]);
pub(crate) static NOTES: Column =
    Column::new("notes", "Notes", Kind::Prose, &["notes", "comments"]);

/// The register.
pub(crate) static SCHEMA: Schema = Schema {
    name: "spend",
    title: "Spend",
    what: "Every commitment and payment.",
    columns: &[
        &DATE,
        &YEAR,
        &ACADEMIC,
        &DEPLOYMENT,
        &LINE,
        &ROUTE,
        &KIND,
        &NET,
        &DEBIT,
        &CREDIT,
        &PAID,
        &ORDERED,
        &VAT,
        &GROSS,
        &STATUS,
        &INVOICE,
        &DECISION,
        &PAYEE,
        &DAYS,
        &NOTES,
    ],
    needs: &[
        &["date"],
        &["net", "gross", "debit", "paid"],
        &["line", "kind", "status", "invoice"],
    ],
    tells: &["net", "vat", "invoice", "debit", "credit"],
    names: &[
        "spend",
        "expenditure",
        "ledger",
        "payment",
        "commitment",
        "transaction",
        "invoice",
        "actuals",
        "outgoing",
    ],
};
