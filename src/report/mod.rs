//! Stage 7. Figures to documents: what a report says, without any paper.

pub(crate) mod block;
pub(crate) mod book;
pub(crate) mod books;
pub(crate) mod chart;
