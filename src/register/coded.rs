//! Budget lines by their code: a ledger names the cost centre, the budget says what
//! each is for.

use std::collections::BTreeMap;

use super::Registers;
use super::record::Value;
use super::{budget, spend};
use crate::base::text::fold;

/// Gives spending under a code the name of the budget line that has the code.
pub(super) fn lines(registers: &mut Registers) {
    let mut names: BTreeMap<String, Option<String>> = BTreeMap::new();
    for record in registers.of(&budget::SCHEMA) {
        let (Some(code), Some(line)) =
            (record.text(&budget::CODE), record.text(&budget::LINE))
        else {
            continue;
        };
        // One code for two lines tells neither.
        names
            .entry(fold(code))
            .and_modify(|name| {
                if name.as_deref() != Some(line) {
                    *name = None;
                }
            })
            .or_insert_with(|| Some(line.to_owned()));
    }
    if names.is_empty() {
        return;
    }
    for record in registers.rows.entry(spend::SCHEMA.name).or_default() {
        for field in record.fields.iter_mut().filter(|one| *one.column == spend::LINE) {
            let name = names.get(&fold(&field.raw)).cloned().flatten();
            if let Some(name) = name {
                field.raw.clone_from(&name);
                field.value = Value::Text(name);
            }
        }
    }
}
