//! Days in the order of a record's life.

use super::{Open, Unknown};
use crate::base::text::fold;
use crate::locate::kinds::is_one;
use crate::locate::schema::{Column, Kind, Schema};
use crate::locate::understood::Understood;
use crate::locate::{besides, only};

/// Days of a record's life, in the order in which they come and are written.
const LIVES: &[(&str, &[&str])] = &[
    ("visits", &["date", "received"]),
    ("deployments", &["identified", "agreed", "start", "planned_end", "end"]),
    ("quality", &["due", "done"]),
    ("contracts", &["signed_lle", "signed_client", "signed_la", "start", "end"]),
    ("surveys", &["invited", "responded"]),
    ("lles", &["accredited"]),
    ("meetings", &["date"]),
    ("spend", &["date"]),
    ("decisions", &["date"]),
];

/// Fewest days of a life that are told by their number alone.
const LONG: usize = 4;

/// Days that are open, and those of a life that are free.
type Run = (Vec<u32>, Vec<&'static Column>);

/// Days among them that a record does well without.
const OPTIONAL: [&str; 2] = ["identified", "agreed"];

impl Open<'_> {
    /// A run of days as long as the run of a record's life that is free, long enough for
    /// chance to be ruled out: before any word of a heading is weighed.
    pub(super) fn by_run_of_days(&mut self) {
        let life = self.life();
        if life.is_empty() {
            return;
        }
        let days = self.days(|_| true);
        for (between, free) in self.runs(&days, &life) {
            if between.len() == free.len() && free.len() >= LONG {
                for (col, column) in between.into_iter().zip(free) {
                    self.take(col, column);
                }
            }
        }
    }

    /// The days of a record's life; none of a register without one.
    fn life(&self) -> Vec<&'static Column> {
        let lives = LIVES.iter().filter(|(name, _)| *name == self.schema.name);
        lives
            .flat_map(|(_, keys)| *keys)
            .filter_map(|key| self.schema.column(key))
            .collect()
    }

    /// Columns of days whose headings are open, in their order.
    pub(super) fn days(&self, mut is_open: impl FnMut(&str) -> bool) -> Vec<u32> {
        let mut days: Vec<u32> = self
            .columns
            .iter()
            .filter(|unknown| {
                // One decision is enough to tell its day.
                let is_one = self.schema.name == "decisions"
                    && unknown.below.are(|text| is_one(text, Kind::Date));
                is_one || unknown.below.profile().fits(Kind::Date)
            })
            .filter(|unknown| is_open(&unknown.text))
            .filter(|unknown| !besides::names_one(&unknown.text))
            .map(|unknown| unknown.col)
            .collect();
        days.sort_unstable();
        days
    }

    /// The same, of which a known day stands before and behind.
    fn runs_within(&self, days: &[u32], life: &[&'static Column]) -> Vec<Run> {
        let runs = self.all_runs(days, life);
        runs.into_iter()
            .filter(|(is_within, ..)| *is_within)
            .map(|(_, a, b)| (a, b))
            .collect()
    }

    /// The days that are open between two known ones, with those of a life that are free
    /// there.
    fn runs(&self, days: &[u32], life: &[&'static Column]) -> Vec<Run> {
        self.all_runs(days, life).into_iter().map(|(_, a, b)| (a, b)).collect()
    }

    /// Of each run too whether it stands between two known ones.
    fn all_runs(
        &self,
        days: &[u32],
        life: &[&'static Column],
    ) -> Vec<(bool, Vec<u32>, Vec<&'static Column>)> {
        let (mut from, mut free) = (0, Vec::new());
        let mut runs = Vec::new();
        for column in life.iter().copied().map(Some).chain([None]) {
            let place = column.and_then(|column| {
                self.known.iter().find(|(_, known)| *known == column).map(|(col, _)| *col)
            });
            match (column, place) {
                (Some(column), None) => free.push(column),
                (_, place) => {
                    let to = place.unwrap_or(u32::MAX);
                    let between = days.iter().copied();
                    let between =
                        between.filter(|col| (from..to).contains(col)).collect();
                    let is_within = from > 0 && to < u32::MAX;
                    runs.push((is_within, between, std::mem::take(&mut free)));
                    from = to.saturating_add(1);
                }
            }
        }
        runs
    }

    /// Days in the order of a record's life, where as many are open between two known
    /// ones as are free; else the only days that every record has, for those needed.
    pub(super) fn by_days(&mut self, understood: &mut Understood<'_>) {
        let life = self.life();
        if life.is_empty() {
            return;
        }
        let schema = self.schema;
        let mut days = self.days(|text| !is_anothers(text, schema, understood));
        let mut found: Vec<(u32, &'static Column)> = Vec::new();
        // `Agreed with both heads` is when, where no other day says agreed.
        for column in life.iter().copied().filter(|one| OPTIONAL.contains(&one.key)) {
            let own = fold(column.title);
            let says_so = |unknown: &&Unknown<'_>| {
                days.contains(&unknown.col)
                    && fold(&unknown.text).split(' ').any(|word| word == own)
            };
            let those = self.columns.iter().filter(says_so).map(|one| one.col);
            if let Some(col) = only(those)
                && self.is_free(column)
            {
                days.retain(|day| *day != col);
                self.take(col, column);
            }
        }
        // Between two days that are known a third is the one that is free, though its
        // words are another register's: `When should it be done by?`.
        for (between, free) in self.runs_within(&self.days(|_| true), &life) {
            if let ([col], [column]) = (between.as_slice(), free.as_slice())
                && !OPTIONAL.contains(&column.key)
            {
                found.push((*col, *column));
            }
        }
        days.retain(|day| !found.iter().any(|(col, _)| col == day));
        for (between, free) in self.runs(&days, &life) {
            // Days that few figures rest on are not guessed for their own sake, but for
            // the one between those before and after it.
            let is_wanted = |one: &&'static Column| !OPTIONAL.contains(&one.key);
            let is_between = free.len() == 1
                && self.known.iter().any(|(_, one)| Some(one) == life.first())
                && self.known.iter().any(|(_, one)| one.is_required);
            if between.len() == free.len() && (free.iter().any(is_wanted) || is_between) {
                found.extend(between.into_iter().zip(free));
            }
        }
        if found.is_empty() {
            let is_needed =
                |column: &'static Column| column.is_required && self.is_free(column);
            let needed = (0usize..).zip(&life).find(|(_, column)| is_needed(column));
            // What comes later in a record's life is written after it.
            let later = |at: usize| {
                let rest = life.get(at + 1..).unwrap_or_default();
                let known = self.known.iter().filter(|(_, column)| rest.contains(column));
                known.map(|(col, _)| *col).min().unwrap_or(u32::MAX)
            };
            let full = self.columns.iter().filter(|unknown| {
                days.contains(&unknown.col) && unknown.below.profile().is_full()
            });
            if let Some(day) = only(full)
                && let Some((at, column)) = needed
                && day.col < later(at)
            {
                found.push((day.col, column));
            }
        }
        for (col, column) in found {
            self.take(col, column);
        }
    }
}

/// Whether a heading is a day of another register, in that one's own words:
/// `Accredited` over days is no start of a deployment.
fn is_anothers(text: &str, schema: &Schema, understood: &mut Understood<'_>) -> bool {
    let said = understood.said(text);
    let own = |key: &str| schema.column(key).is_some_and(|own| own.kind == Kind::Date);
    said.known_to.iter().filter_map(|at| understood.words.get(*at)).any(|words| {
        words
            .find(&said)
            .is_some_and(|(column, _)| column.kind == Kind::Date && !own(column.key))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::guessed;
    use crate::locate::tests::{grid, located, shown};

    #[test]
    fn days_stand_in_the_order_of_a_record() {
        let text = "
Visits in September 2010
Note | LLE | School | Occurred | Length in days | Theme | Zipped
V001 | Ms A Hill | Norby Primary | 21/9/2010 | 1 | Data review | 23/9/2010
V002 | Ms A Hill | Harlby Primary | 27/9/2010 | 0.5 | Coaching |
V003 | Mr B Dale | Dravby Primary | 4/10/2010 | 1 | Coaching | 9/10/2010";
        assert_eq!(
            shown(&located(grid(text))),
            ["visits 2: ref lle school date days focus received; 3 rows"]
        );
        assert!(guessed(text).contains(&"Occurred is date".to_owned()));
        assert!(guessed(text).contains(&"Zipped is received".to_owned()));
    }

    #[test]
    fn as_many_days_as_a_deployment_has_are_its_days_whatever_heads_them() {
        let text = "
LLE no. | LLE sent in | Job no. | School being helped | Came to my ears | Heads shook hands | Went in | Should be out by | Came out | How it stands | Arranged | Days promised | What for
LLE001 | Ms R Hill | DEP-01 | Norby Primary | 6/7/2010 | 29/8/2010 | 13/9/2010 | 15/7/2011 | 15/7/2011 | Finished | Direct | 6.5 | Coaching
LLE002 | Mr B Dale | DEP-02 | Harlby Primary | 8/7/2010 | 30/8/2010 | 14/9/2010 | 15/7/2011 | | Active | Direct | 5 | Coaching
LLE003 | Mr C Fell | DEP-03 | Dravby Primary | 9/7/2010 | 31/8/2010 | 15/9/2010 | 15/7/2011 | 12/7/2011 | Finished | Direct | 5 | Coaching";
        let guessed = guessed(text);
        for told in [
            "Came to my ears is identified",
            "Heads shook hands is agreed",
            "Went in is start",
            "Should be out by is planned_end",
            "Came out is end",
        ] {
            assert!(guessed.contains(&told.to_owned()), "{told}: {guessed:?}");
        }
    }

    #[test]
    fn the_day_of_a_check_leaves_the_only_other_day_to_be_the_accreditation() {
        let text = "
Accredited heads
LLE no | Surname, forename | School | Became head | Badged on | CRB renewed | Status
LLE001 | Hill, Ann | Norby Primary | 1/9/2000 | 22/1/2010 | 5/3/2009 | Active
LLE002 | Dale, Brian | Harlby Primary | 1/9/1997 | 22/1/2010 | 5/4/2011 | Paused";
        assert!(guessed(text).contains(&"Badged on is accredited".to_owned()));
    }

    #[test]
    fn a_day_agreed_with_somebody_is_the_day_it_was_agreed() {
        let text = "
LLE | Job | School supported | Began | To finish by | Status | Referred | Agreed with both heads
Ms A Hill | J01 | Norby Primary | 6/9/2010 | 15/7/2011 | Completed | 1/6/2010 | 29/6/2010
Mr B Dale | J02 | Harlby Primary | 7/9/2010 | 15/7/2011 | Completed | 2/6/2010 | 30/6/2010";
        assert!(guessed(text).contains(&"Agreed with both heads is agreed".to_owned()));
        // Two of them leave it to the adviser.
        let two = text
            .replace("both heads", "both heads | Agreed with all the governors")
            .replace("29/6/2010", "29/6/2010 | 1/7/2010")
            .replace("30/6/2010", "30/6/2010 | 2/7/2010");
        assert!(!guessed(&two).iter().any(|one| one.ends_with("is agreed")));
    }

    #[test]
    fn two_days_for_one_column_are_left_to_the_adviser() {
        let text = "
Visit ref | LLE | School | Days | Focus | Alpha | Beta | Gamma
V001 | Ms A Hill | Norby Primary | 1 | Data review | 21/9/2010 | 23/9/2010 | 24/9/2010
V002 | Ms A Hill | Harlby Primary | 0.5 | Coaching | 27/9/2010 | 28/9/2010 | 29/9/2010";
        assert_eq!(guessed(text), Vec::<String>::new());
    }
}
