//! Stage 5. Registers to a programme: linked, joined, usable.

pub(crate) mod programme;
