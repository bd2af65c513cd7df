//! Words that every stage shares; names no other stage.

pub(crate) mod calendar;
pub(crate) mod cell;
pub(crate) mod date;
pub(crate) mod figure;
pub(crate) mod finding;
pub(crate) mod indicator;
pub(crate) mod previous;
pub(crate) mod quantity;
pub(crate) mod reason;
pub(crate) mod release;
pub(crate) mod setting;
pub(crate) mod text;
