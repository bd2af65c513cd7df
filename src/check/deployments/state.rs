//! Where a deployment stands on a day, its LLE and its client school.

use crate::base::date::Date;
use crate::register::record::Record;
use crate::register::{deployments, lles};

use super::super::Ctx;
use super::super::person::Who;
use super::super::school::{SchoolColumns, Which};

/// The columns of a deployment's client school.
pub(crate) const CLIENT: SchoolColumns = SchoolColumns {
    name: &deployments::CLIENT,
    urn: Some(&deployments::CLIENT_URN),
    dfe: Some(&deployments::CLIENT_DFE),
};

/// The columns of an LLE's own school.
pub(crate) const HOME: SchoolColumns =
    SchoolColumns { name: &lles::SCHOOL, urn: Some(&lles::URN), dfe: Some(&lles::DFE) };

/// Finished, by its status.
pub(crate) fn is_finished(record: &Record) -> bool {
    matches!(record.choice(&deployments::STATUS), Some("closed" | "evaluated"))
}

/// Came to nothing, by its status.
pub(crate) fn is_off(record: &Record) -> bool {
    matches!(record.choice(&deployments::STATUS), Some("withdrawn" | "declined"))
}

/// Under way on the day: a status that says so wins over the dates.
pub(crate) fn is_live(record: &Record, on: Date) -> bool {
    if record.date(&deployments::START).is_none_or(|day| day > on) {
        return false;
    }
    match record.choice(&deployments::STATUS) {
        Some("active" | "mid-point") => true,
        Some("closed" | "evaluated" | "withdrawn" | "declined") => false,
        _ => record.date(&deployments::END).is_none_or(|day| day > on),
    }
}

/// The LLE of a deployment.
pub(crate) fn lle<'a>(ctx: &Ctx<'a>, record: &Record) -> Who<'a> {
    ctx.lles.find(record.text(&deployments::LLE_REF), record.text(&deployments::LLE))
}

/// The one row of a deployment's LLE.
pub(crate) fn one_lle<'a>(ctx: &Ctx<'a>, record: &Record) -> Option<&'a Record> {
    ctx.link_of(record).lle
}

/// The client school of a deployment.
pub(crate) fn client<'a>(ctx: &Ctx<'a>, record: &Record) -> Option<&'a Record> {
    ctx.link_of(record).client
}

/// The home school of an LLE.
pub(crate) fn home<'a>(ctx: &Ctx<'a>, record: &Record) -> Option<&'a Record> {
    match HOME.find(&ctx.schools, record) {
        Which::Found(school) => Some(school),
        Which::Unknown | Which::Ambiguous(_) | Which::Blank => None,
    }
}

/// Client schools and LLEs' schools, in the order of their registers.
pub(crate) fn programme_schools<'a>(ctx: &Ctx<'a>) -> Vec<&'a Record> {
    let clients =
        ctx.rows(&deployments::SCHEMA).iter().filter_map(|record| client(ctx, record));
    let homes = ctx.rows(&lles::SCHEMA).iter().filter_map(|record| home(ctx, record));
    clients.chain(homes).collect()
}

/// The last day that a deployment is known to run to: its end, its planned
/// end, or none while it is open.
pub(crate) fn last_day(record: &Record) -> Option<Date> {
    record.date(&deployments::END).or_else(|| record.date(&deployments::PLANNED_END))
}
