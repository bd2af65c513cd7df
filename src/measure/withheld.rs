//! Single schools that no public document shows, and figures from which their
//! results could be worked out.
//!
//! A school's own result is shown from `public_school_n` eligible pupils in both
//! years, and never where nought or all of ten or fewer reached the standard.
//! Where one school alone would be withheld, the next smallest is withheld with
//! it: the average and the others would give it away.

use std::collections::BTreeSet;

use super::attainment::{Both, pupils_of};
use crate::base::release::Release;
use crate::model::programme::{Programme, SchoolId};

/// Most pupils of whom nought or all at the standard says something of each.
const EACH: f64 = 10.0;

/// One school's two years: per cent and eligible pupils.
#[derive(Clone, Debug)]
pub(crate) struct Alone {
    /// URN, which settles between schools of one size.
    pub(crate) urn: String,
    /// Earlier year.
    pub(crate) from: (f64, f64),
    /// Later year.
    pub(crate) to: (f64, f64),
}

impl Alone {
    fn is_shown(&self, least: f64) -> bool {
        [self.from, self.to].into_iter().all(|(value, pupils)| {
            let discloses = pupils <= EACH && (value <= 0.0 || value >= 100.0);
            pupils >= least && !discloses
        })
    }
}

/// URNs of the schools whose own change is withheld, from `least` pupils on.
pub(crate) fn among(schools: &[Alone], least: f64) -> BTreeSet<String> {
    let mut withheld: BTreeSet<String> = schools
        .iter()
        .filter(|school| !school.is_shown(least))
        .map(|school| school.urn.clone())
        .collect();
    if withheld.len() == 1 {
        let next = schools
            .iter()
            .filter(|school| !withheld.contains(&school.urn))
            .min_by(|a, b| a.to.1.total_cmp(&b.to.1).then_with(|| a.urn.cmp(&b.urn)));
        withheld.extend(next.map(|school| school.urn.clone()));
    }
    withheld
}

/// The withheld of a group of counted schools.
pub(super) struct Withheld(BTreeSet<SchoolId>);

impl Withheld {
    pub(super) fn of(programme: &Programme, schools: &[Both]) -> Self {
        let urn = |id: SchoolId| programme.school(id).map(|school| school.urn.clone());
        let alone: Vec<Alone> = schools
            .iter()
            .filter_map(|(id, from, to)| {
                Some(Alone {
                    urn: urn(*id)?,
                    from: (from.value, pupils_of(from)),
                    to: (to.value, pupils_of(to)),
                })
            })
            .collect();
        let urns = among(&alone, programme.settings.number("public_school_n"));
        let ids = schools.iter().map(|both| both.0);
        Self(ids.filter(|id| urn(*id).is_some_and(|urn| urns.contains(&urn))).collect())
    }

    /// Class of an average without some of the schools, beside the average of
    /// all: the two tell what the schools left out reached. Nothing withheld may
    /// be among them but all of it together, and that only from two schools on.
    pub(super) fn without(&self, left_out: &BTreeSet<SchoolId>) -> Release {
        let told = self.0.intersection(left_out).count();
        if told == 0 || told == self.0.len() && told > 1 {
            Release::P
        } else {
            Release::F
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn school(urn: &str, from: (f64, f64), to: (f64, f64)) -> Alone {
        Alone { urn: urn.to_owned(), from, to }
    }

    fn withheld(schools: &[Alone]) -> Vec<String> {
        among(schools, 11.0).into_iter().collect()
    }

    #[test]
    fn one_small_school_takes_the_next_smallest_with_it() {
        let small = school("1", (50.0, 9.0), (60.0, 8.0));
        let next = school("2", (50.0, 12.0), (60.0, 14.0));
        let large = school("3", (50.0, 28.0), (60.0, 27.0));
        assert_eq!(withheld(&[large.clone(), small.clone(), next.clone()]), ["1", "2"]);
        assert!(withheld(&[large.clone(), next.clone()]).is_empty());
        let other = school("4", (50.0, 10.0), (60.0, 12.0));
        assert_eq!(withheld(&[large, small, next, other]), ["1", "4"]);
    }

    #[test]
    fn an_average_that_would_give_one_withheld_school_away_is_not_public() {
        let ids = |list: &[usize]| list.iter().copied().map(SchoolId).collect();
        let held = Withheld(ids(&[1, 2]));
        assert_eq!(held.without(&ids(&[])), Release::P);
        assert_eq!(held.without(&ids(&[3])), Release::P);
        assert_eq!(held.without(&ids(&[1])), Release::F);
        assert_eq!(held.without(&ids(&[1, 3])), Release::F);
        assert_eq!(held.without(&ids(&[1, 2])), Release::P);
        assert_eq!(Withheld(ids(&[1])).without(&ids(&[1])), Release::F);
    }

    /// Six clients of thirty pupils, the first two smaller, and their changes.
    fn clients(small: [u32; 2]) -> crate::base::figure::Figures {
        let mut tables = "== Schools\nURN,School,LA\n".to_owned();
        let numbers = 0..7;
        for at in numbers.clone() {
            tables += &format!("13000{at},School {at} Primary School,926\n");
        }
        tables += "== LLEs\nLLE ref,Name,School URN,Accredited,Status\n\
                   L1,Ann Hill,130000,01/09/2008,Active\n\
                   == Deployments\nDeployment ref,LLE ref,Client URN,Start,Status\n";
        for at in 1..7 {
            tables += &format!("D{at},L1,13000{at},07/06/2010,Active\n");
        }
        tables += "== KS2\nURN,Year,Measure,No. at L4+,Eligible pupils\n";
        // Nought, 10, 20, 30 … points more; the first falls by 40.
        for at in numbers {
            let n = match at {
                1 => small[0],
                2 => small[1],
                _ => 30,
            };
            let after = match at {
                1 => n / 10,
                _ => (n * (at + 4)).div_ceil(10).min(n),
            };
            for (year, at_standard) in [(2010, n / 2), (2011, after)] {
                tables += &format!(
                    "13000{at},{year},KS2 L4+ English and maths,{at_standard},{n}\n"
                );
            }
        }
        crate::measure::testing::counted(jiff::civil::date(2011, 11, 30), &tables)
    }

    #[test]
    fn the_ends_of_the_spread_are_for_members_and_so_is_what_gives_a_small_school_away() {
        use crate::base::figure::Group;
        use crate::measure::testing::latest;
        let release = |figures: &_, code: &str, item: &str| {
            latest(figures, code, &Group::Clients, item).unwrap().release
        };
        let large = clients([30, 30]);
        assert_eq!(release(&large, "M05", "min"), Release::F);
        assert_eq!(release(&large, "M05", "max"), Release::F);
        for item in ["", "up", "loo_low", "loo_high"] {
            assert_eq!(release(&large, "M05", item), Release::P, "{item}");
        }
        assert_eq!(release(&large, "M26", "drop_extreme"), Release::P);
        // The small school fell furthest: without it the average is highest.
        let one = clients([10, 30]);
        assert_eq!(release(&one, "M05", "loo_high"), Release::F);
        assert_eq!(release(&one, "M05", "loo_low"), Release::P);
        assert_eq!(release(&one, "M26", "drop_extreme"), Release::F);
        assert_eq!(release(&one, "M26", "n11"), Release::F, "one school is left out");
        let two = clients([10, 10]);
        assert_eq!(release(&two, "M26", "n11"), Release::P, "two are left out together");
        assert_eq!(release(&two, "M26", "all"), Release::P);
    }
}
