//! Stage 1. A folder of files to grids of cells. The only stage that names calamine.

pub(crate) mod grid;
