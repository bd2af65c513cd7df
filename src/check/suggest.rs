//! "Did you mean …": the nearest of what would have been right.

use crate::base::text::nearest;

use super::Ctx;

/// Likeness below which a name is no help.
const LIKE_ENOUGH: f64 = 0.8;

/// A sentence with the nearest, where one is near enough; it begins with a space.
pub(crate) fn sentence<'a>(
    ctx: &Ctx<'_>,
    wanted: &str,
    among: impl IntoIterator<Item = &'a str>,
) -> String {
    if !ctx.may_suggest() {
        return String::new();
    }
    match nearest(wanted, among) {
        Some((near, like)) if like >= LIKE_ENOUGH => format!(" Did you mean {near}?"),
        _ => String::new(),
    }
}
