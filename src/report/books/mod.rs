//! The workbooks of a pack, as data: one file a book.

pub(crate) mod blank;
pub(crate) mod data_quality;
pub(crate) mod finance;
pub(crate) mod impact;
pub(crate) mod marked;
pub(crate) mod matching;
pub(crate) mod published;
pub(crate) mod registers;
pub(crate) mod survey;
