//! Groups against the authority and the nation: relative change, per cent, gap closed.

use super::authority::{la_of, nation_of};
use super::change::is_share;
use super::made::Made;
use super::{Both, Pair};
use crate::base::figure::{Figures, Group};
use crate::base::quantity::Unit;
use crate::measure::definitions as of;
use crate::measure::statistic::mean;
use crate::model::programme::Programme;

/// M06, M07 and M08 of each group.
pub(super) fn figures(
    programme: &Programme,
    pair: Pair,
    groups: &[(Group, &Vec<Both>)],
    figures: &mut Figures,
) {
    if !is_share(pair) {
        return;
    }
    let (la, nation) = (la_of(programme, pair), nation_of(programme, pair));
    for (group, of) in groups {
        let first: Vec<f64> = of.iter().map(|(_, f, _)| f.value).collect();
        let second: Vec<f64> = of.iter().map(|(_, _, s)| s.value).collect();
        let Some((p0, p1)) = mean(&first).zip(mean(&second)) else { continue };
        let mut made = Made::of(programme, pair, group.clone(), of, figures);
        if let Some((a, b)) = la {
            made.add(&of::M06, "", (p1 - p0) - (b.value - a.value), Unit::Pp, true, None);
            made.add(&of::M06, "difference_from", p0 - a.value, Unit::Pp, true, None);
            made.add(&of::M06, "difference_to", p1 - b.value, Unit::Pp, true, None);
        }
        if p0 > 0.0 {
            made.add(&of::M07, "", 100.0 * (p1 - p0) / p0, Unit::Percent, true, None);
        }
        if let Some((a, b)) = nation {
            let (gap_from, gap_to) = (a.value - p0, b.value - p1);
            made.add(&of::M08, "", gap_from - gap_to, Unit::Pp, true, None);
            made.add(&of::M08, "gap_from", gap_from, Unit::Pp, true, None);
            made.add(&of::M08, "gap_to", gap_to, Unit::Pp, true, None);
            if gap_from > 1.0 {
                made.add(
                    &of::M08,
                    "share",
                    100.0 * (gap_from - gap_to) / gap_from,
                    Unit::Percent,
                    false,
                    None,
                );
            }
        }
    }
}
