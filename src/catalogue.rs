//! Every rule of every stage, as data.

use crate::base::finding::Rule;
use crate::report::books::marked;
use crate::{check, locate, read, register, report};

/// Every rule, by code.
pub(crate) fn rules() -> Vec<&'static Rule> {
    let mut rules: Vec<&'static Rule> = Vec::new();
    rules.extend(read::rules::RULES);
    rules.extend(locate::RULES);
    rules.extend(register::rules::RULES);
    rules.extend(register::legend::RULES);
    rules.extend(register::settings::RULES);
    rules.extend(register::results::rules::RULES);
    rules.extend(check::rules());
    rules.extend(marked::RULES);
    rules.extend(report::claims::RULES);
    rules.extend(report::publishable::RULES);
    rules.sort_by_key(|rule| rule.code);
    rules.dedup_by_key(|rule| rule.code);
    rules
}
