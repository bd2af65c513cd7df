//! What the forum decided, what is budgeted and spent, what is in force and published.

use super::DeploymentId;
use crate::base::cell::Place;
use crate::base::date::{Date, FinancialYear};
use crate::base::release::{Held, Internal};

/// A decision of the forum.
#[derive(Clone, Debug)]
pub(crate) struct Decision {
    /// Reference.
    pub(crate) reference: String,
    /// Meeting.
    pub(crate) date: Option<Date>,
    /// Text.
    pub(crate) text: String,
    /// Pounds.
    pub(crate) amount: Option<f64>,
    /// Years as written.
    pub(crate) years: String,
    /// Conditions.
    pub(crate) conditions: String,
}

/// A budget line.
#[derive(Clone, Debug)]
pub(crate) struct BudgetLine {
    /// Financial year.
    pub(crate) year: Option<FinancialYear>,
    /// Line.
    pub(crate) line: String,
    /// Route.
    pub(crate) route: &'static str,
    /// Decision ref.
    pub(crate) decision: String,
    /// Approved plus virements, pounds.
    pub(crate) approved: f64,
}

/// Where a payment stands, for the budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Paid {
    /// Ordered, not yet paid (also received, invoiced).
    Committed,
    /// Paid or accrued.
    Paid,
}

/// One line of spend.
#[derive(Clone, Debug)]
pub(crate) struct Spend {
    /// Date.
    pub(crate) date: Date,
    /// Financial year as written, else from the date.
    pub(crate) year: FinancialYear,
    /// Deployment.
    pub(crate) deployment: Option<DeploymentId>,
    /// Budget line as written.
    pub(crate) line: String,
    /// Decision ref: its own, else its budget line's; empty if neither has one.
    pub(crate) decision: String,
    /// Route: its own, the budget line's or the deployment's.
    pub(crate) route: &'static str,
    /// Type of spend.
    pub(crate) kind: String,
    /// Net pounds.
    pub(crate) net: f64,
    /// Paid or committed.
    pub(crate) paid: Paid,
    /// Invoice.
    pub(crate) invoice: String,
    /// Days.
    pub(crate) days: Option<f64>,
    /// Payee.
    pub(crate) payee: Held<String, Internal>,
    /// Row.
    pub(crate) at: Place,
}

/// A post on the programme.
#[derive(Clone, Debug)]
pub(crate) struct Staff {
    /// Role.
    pub(crate) role: String,
    /// From, to.
    pub(crate) from: Option<Date>,
    /// To.
    pub(crate) to: Option<Date>,
    /// Share of full time.
    pub(crate) fte: Option<f64>,
    /// Days.
    pub(crate) days: Option<f64>,
    /// Pounds.
    pub(crate) cost: Option<f64>,
    /// Row.
    pub(crate) at: Place,
}

/// A protocol or document.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// Title.
    pub(crate) title: String,
    /// Version.
    pub(crate) version: String,
    /// Approved by, when.
    pub(crate) approved_by: String,
    /// Approved.
    pub(crate) approved: Option<Date>,
    /// Review due.
    pub(crate) review: Option<Date>,
    /// Status.
    pub(crate) status: String,
    /// Row.
    pub(crate) at: Place,
}

/// Something published.
#[derive(Clone, Debug)]
pub(crate) struct Publication {
    /// What.
    pub(crate) document: String,
    /// When.
    pub(crate) date: Option<Date>,
    /// Where.
    pub(crate) channel: String,
    /// For whom.
    pub(crate) audience: String,
    /// For everybody: no other class is written beside it.
    pub(crate) is_public: bool,
}
