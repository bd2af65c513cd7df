//! Registers that hang on no school: needs for training, profiles, documents,
//! publications, staff.

use super::programme::{CpdNeed, Document, LleId, Profile, Publication, Staff};
use crate::base::release::Held;
use crate::base::text::fold;
use crate::register::record::Record;
use crate::register::{cpd_needs, documents, profiles, publications, staff};

fn text(record: &Record, column: &crate::locate::schema::Column) -> String {
    record.text(column).unwrap_or("").to_owned()
}

pub(super) fn cpd_need(record: &Record) -> CpdNeed {
    CpdNeed {
        raised: record.date(&cpd_needs::RAISED),
        category: text(record, &cpd_needs::CATEGORY),
        need: Held::new(text(record, &cpd_needs::NEED)),
        met: record.date(&cpd_needs::MET),
        at: record.cell(&cpd_needs::NEED),
    }
}

/// A profile. Whether it may be printed is for `publicity` to say.
pub(super) fn profile(record: &Record, lle: LleId) -> Profile {
    Profile {
        lle,
        headline: text(record, &profiles::HEADLINE),
        biography: text(record, &profiles::BIOGRAPHY),
        context: text(record, &profiles::CONTEXT),
        expertise: record.tags(&profiles::EXPERTISE).to_vec(),
        work: text(record, &profiles::WORK),
        quote: text(record, &profiles::QUOTE),
        availability: text(record, &profiles::AVAILABILITY),
        districts: record.tags(&profiles::DISTRICTS).to_vec(),
        consents: record.flag(&profiles::CONSENT),
        consent_date: record.date(&profiles::CONSENT_DATE),
        review: record.date(&profiles::REVIEW),
        at: record.cell(&profiles::HEADLINE),
    }
}

pub(super) fn document(record: &Record) -> Document {
    Document {
        title: text(record, &documents::TITLE),
        version: text(record, &documents::VERSION),
        approved_by: text(record, &documents::APPROVED_BY),
        approved: record.date(&documents::APPROVED),
        review: record.date(&documents::REVIEW),
        status: text(record, &documents::STATUS),
        at: record.cell(&documents::TITLE),
    }
}

pub(super) fn publication(record: &Record) -> Publication {
    Publication {
        document: text(record, &publications::DOCUMENT),
        date: record.date(&publications::DATE),
        channel: text(record, &publications::CHANNEL),
        audience: text(record, &publications::AUDIENCE),
        is_public: matches!(
            fold(&text(record, &publications::CLASS)).as_str(),
            "" | "p" | "public" | "open" | "published"
        ),
    }
}

pub(super) fn post(record: &Record) -> Staff {
    Staff {
        role: text(record, &staff::ROLE),
        from: record.date(&staff::FROM),
        to: record.date(&staff::TO),
        fte: record.number(&staff::FTE),
        days: record.number(&staff::DAYS),
        cost: record.number(&staff::COST),
        at: record.cell(&staff::ROLE),
    }
}
