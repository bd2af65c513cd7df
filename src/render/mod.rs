//! Stage 8. Documents and workbooks to bytes.

pub(crate) mod xlsx;
