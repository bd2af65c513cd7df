//! P04 by state: how many deployments stand where on the as-at date.

use super::definitions as of;
use crate::base::figure::{Figure, Figures};
use crate::base::quantity::Unit;
use crate::model::programme::Programme;
use crate::model::state;

pub(super) fn figures(programme: &Programme, figures: &mut Figures) {
    for (state, count) in state::counts(programme, programme.as_at) {
        let item = format!("state/{}", state.word());
        figures.all.push(Figure {
            schools: Some(programme.deployments.len() as u64),
            trace: format!("P04/{item}"),
            item,
            ..Figure::new(&of::P04, count as f64, Unit::Count)
        });
    }
}
