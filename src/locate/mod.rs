//! Stage 2. Grids to tables: which register, where the headings are, which rows count.

pub(crate) mod schema;
pub(crate) mod table;
