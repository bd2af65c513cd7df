//! Stage 6. A programme to figures: numbers with definitions.

mod attainment;
pub(crate) mod capacity;
mod definitions;
mod evidence;
mod floor;
mod matched;
pub(crate) mod money;
mod programme;
mod programme_definitions;
mod resample;
mod running;
pub(crate) mod shortlist;
mod states;
pub(crate) mod statistic;
mod survey;
pub(crate) mod value;
pub(crate) mod withheld;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
pub(crate) use attainment::level_of;
pub(crate) use definitions::definitions;

use crate::base::figure::Figures;
use crate::model::programme::Programme;

/// Every figure that the input gives.
pub(crate) fn all(programme: &Programme) -> Figures {
    let mut figures = Figures::default();
    attainment::figures(programme, &mut figures);
    survey::figures(programme, &mut figures);
    of_the_programme(programme, &mut figures);
    figures.all.retain(|figure| figure.value.is_finite());
    figures
}

/// Figures of how the programme runs and what it costs.
pub(crate) fn of_the_programme(programme: &Programme, figures: &mut Figures) {
    programme::figures(programme, figures);
    states::figures(programme, figures);
    running::figures(programme, figures);
    value::figures(programme, figures);
}

#[cfg(test)]
mod worked {
    mod tests;
}
