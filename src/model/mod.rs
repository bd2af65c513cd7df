//! Stage 5. Registers to a programme: linked, joined, usable.
//!
//! Rows that an error leaves out are not here; who they concern is kept, so
//! that every school that is not in a figure has its reason.

mod build;
mod joining;
mod needing;
mod papers;
pub(crate) mod programme;
pub(crate) mod publicity;
pub(crate) mod state;
#[cfg(test)]
pub(crate) mod testing;

pub(crate) use build::{When, build};
