//! PDF.

use crate::base::release::Audience;
use crate::report::block::Document;

/// Bytes.
pub(crate) fn write<A: Audience>(_document: &Document<A>) -> Result<Vec<u8>, String> {
    Ok(Vec::new())
}
/// Text.
pub(crate) fn text_of(_bytes: &[u8]) -> String {
    String::new()
}
