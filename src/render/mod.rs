//! Stage 8. Documents and workbooks to bytes.

pub(crate) mod chart;
pub(crate) mod colour;
pub(crate) mod html;
pub(crate) mod pdf;
pub(crate) mod xlsx;
