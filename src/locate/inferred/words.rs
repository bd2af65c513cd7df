//! Headings that share part of their words with a column, over its cells.

use super::Open;
use super::subjects::{is_of_a_school, is_the_lles};
use crate::base::text::fold;
use crate::locate::areas;
use crate::locate::kinds::is_one;
use crate::locate::schema::{Column, Kind};
use crate::locate::understood::{Said, Understood};
use crate::locate::vocabulary::Words;

/// Part of the words of a column from which a heading with the right cells is it.
const ALIKE: f64 = 0.5;

impl Open<'_> {
    /// Those that share most of their words with one free column, and have its cells.
    pub(super) fn by_words(&mut self, words: &Words, understood: &mut Understood<'_>) {
        let mut alike: Vec<(f64, u32, &'static Column)> = Vec::new();
        for unknown in &self.columns {
            // `2B or above %` beside the levels is a sum of some of them, and
            // `National average` is whose value it is.
            if names_a_level(&unknown.text) || areas::is_nation(&unknown.text) {
                continue;
            }
            let is_lles = is_the_lles(&unknown.text, self.schema);
            let own = understood.said(&unknown.text);
            let whole = match &*unknown.over {
                "" => own.clone(),
                over => understood.said(&format!("{over} {}", unknown.text)),
            };
            let share = |column, said: &Said| words.share(column, &said.meaning);
            let mut found: Vec<(f64, &'static Column)> = self
                .schema
                .columns
                .iter()
                .copied()
                .filter(|column| self.is_free(column) && is_telling(column.kind))
                .filter(|column| !column.is_consent())
                .filter(|column| !(is_lles && is_of_a_school(column.kind)))
                .map(|column| (share(column, &own).max(share(column, &whole)), column))
                .filter(|(share, column)| {
                    // A record's own reference stands once.
                    let is_own = self.schema.columns.first() == Some(column)
                        && column.kind == Kind::Reference;
                    *share >= ALIKE
                        && unknown.below.profile().fits(column.kind)
                        && (!is_own || self.may_be_own(unknown))
                        && !is_one(&unknown.text, column.kind)
                })
                .collect();
            found.sort_by(|a, b| b.0.total_cmp(&a.0));
            match found.as_slice() {
                [(first, _), (second, _), ..] if first <= second => {}
                [(share, column), ..] => alike.push((*share, unknown.col, column)),
                [] => {}
            }
        }
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (share, col, column) in &alike {
            // Two that are as like leave it to what stands below.
            let rivals = alike.iter().filter(|(other, _, rival)| {
                rival == column && (other - share).abs() < f64::EPSILON
            });
            if rivals.count() == 1 && self.is_free(column) {
                self.take(*col, column);
            }
        }
    }
}

/// Whether a heading names a level of key stage 1, whatever else it says.
fn names_a_level(text: &str) -> bool {
    const LEVELS: [&str; 12] = [
        "2c", "2b", "2a", "2b+", "2a+", "l2", "l2b", "l2b+", "l2+", "l3", "l3+", "level",
    ];
    fold(text).split(' ').any(|word| LEVELS.contains(&word))
}

/// Kinds that cells tell: words alone make no text a text, and a list is told by its
/// answers alone.
fn is_telling(kind: Kind) -> bool {
    !matches!(kind, Kind::Text | Kind::Prose | Kind::Tags | Kind::Choice(_))
}

#[cfg(test)]
mod tests {
    use crate::locate::tests::{grid, located};

    #[test]
    fn sentences_among_decisions_are_what_was_decided() {
        let text = "
Minute | Forum date | What the Forum agreed | Sum | Year
SF/11/04 | 25/3/2011 | Agreed to fund the programme from April | 65000 | 2011/12
SF/11/09 | 1/7/2011 | Asked for a report each term on the impact | | 2011/12";
        let tables = located(grid(text));
        assert_eq!(tables[0].schema.name, "decisions");
        let text = tables[0].headings.iter().find(|one| one.column.key == "text");
        assert_eq!(text.map(|one| &*one.text), Some("What the Forum agreed"));
    }
}
