//! Sentences by rule: what rose, by how much, against what, how sure, and what
//! would have happened in any case.

mod compared;
mod ks1;
mod results;
mod rules;
mod running;
mod voice;
mod wording;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::date::AcademicYear;
use crate::base::figure::{Figure, Figures, Group, Wanted};
use crate::base::release::{Audience, Public};
use crate::report::Sources;
pub(crate) use rules::{RULES, explain};
pub(crate) use wording::{Quoted, Said, capital, in_words, word_value};

/// Indicators of which one is the headline: whichever has the later results.
const HEADLINE: [&str; 2] = ["ks2_l4_em", "ks2_rwm_exp"];

/// The pair of years that is reported first, of these indicators: the latest
/// results year and the latest earlier one that is compared with it; where no
/// client school's own pair ends then, the latest that has client schools.
pub(crate) fn headline_pair(
    figures: &Figures,
    indicators: &[&str],
) -> Option<(AcademicYear, AcademicYear)> {
    let latest = latest(figures, indicators)?;
    Some((latest.1, latest.0))
}

fn latest(
    figures: &Figures,
    indicators: &[&str],
) -> Option<(AcademicYear, AcademicYear, &'static str)> {
    // The latest earlier year by results year, and whether clients are counted.
    let mut pairs: BTreeMap<(AcademicYear, &'static str), (AcademicYear, bool)> =
        BTreeMap::new();
    for figure in &figures.all {
        let Some(indicator) =
            figure.indicator.filter(|indicator| indicators.contains(&indicator.code))
        else {
            continue;
        };
        let Some((from, to)) = figure.from.zip(figure.to) else { continue };
        let counts = match figure.code {
            "M03" | "M14" => figure.group == Group::Clients && figure.item.is_empty(),
            "M25" => false,
            _ => continue,
        };
        let pair = pairs.entry((to, indicator.code)).or_insert((from, false));
        *pair = match from.cmp(&pair.0) {
            Ordering::Less => *pair,
            Ordering::Equal => (from, pair.1 || counts),
            Ordering::Greater => (from, counts),
        };
    }
    pairs
        .into_iter()
        .map(|((to, code), (from, counts))| (counts, (to, from, code)))
        .max()
        .map(|(_, pair)| pair)
}

/// Results years later than the headline's: no client school's own pair of years
/// ends in them.
pub(crate) fn later_results(figures: &Figures) -> Vec<AcademicYear> {
    let Some((to, _, code)) = latest(figures, &HEADLINE) else { return Vec::new() };
    let later: BTreeSet<AcademicYear> = figures
        .all
        .iter()
        .filter(|f| f.code == "M25" && f.indicator.is_some_and(|i| i.code == code))
        .filter_map(|f| f.to.filter(|year| *year > to))
        .collect();
    later.into_iter().collect()
}

/// The indicator of the headline, where there are results.
pub(crate) fn headline_indicator(figures: &Figures) -> Option<&'static str> {
    latest(figures, &HEADLINE).map(|(_, _, code)| code)
}

/// The headline figure of a measure: key stage 2, its latest pair.
pub(crate) fn headline<'a>(
    figures: &'a Figures,
    code: &str,
    group: &Group,
) -> Option<&'a Figure> {
    headline_part(figures, code, group, "")
}

/// A part of a measure at the headline pair.
pub(crate) fn headline_part<'a>(
    figures: &'a Figures,
    code: &str,
    group: &Group,
    item: &str,
) -> Option<&'a Figure> {
    let (to, from, indicator) = latest(figures, &HEADLINE)?;
    figures.find(&Wanted { code, indicator, group, years: (Some(from), Some(to)), item })
}

/// A figure that the public may read.
fn open(figure: Option<&Figure>) -> Option<&Figure> {
    figure.filter(|figure| figure.release <= Public::RELEASE)
}

/// What is measured, within a sentence: `Level 4 or above in both English and
/// mathematics`, `the expected standard in reading, writing and mathematics`.
pub(crate) fn indicator_words(figure: &Figure) -> String {
    let Some(indicator) = figure.indicator else { return String::new() };
    let name = indicator.name;
    if name.starts_with("Level") || name.starts_with("Key stage") {
        return name.to_owned();
    }
    let mut letters = name.chars();
    let first: String =
        letters.next().map(|c| c.to_lowercase().collect()).unwrap_or_default();
    format!("the {first}{}", letters.as_str())
}

/// A figure's 95% interval as tables print it, signed where it is of a change;
/// nothing where there is none or the public may not see it.
pub(crate) fn interval(figure: &Figure) -> String {
    if figure.release <= Public::RELEASE {
        wording::limits(figure)
    } else {
        String::new()
    }
}

/// Every sentence by its name.
pub(crate) fn all(sources: &Sources<'_>) -> BTreeMap<&'static str, Said> {
    let figures = sources.figures;
    let authority = match sources.programme.authority.1.as_str() {
        "" => "the authority",
        name => name,
    };
    let made = |name: &str| match name {
        "impact" => results::impact(figures, authority),
        "similar" => compared::similar(figures),
        "expected" => compared::expected(figures),
        "comparison" => compared::comparison(figures, authority),
        "coverage" => results::coverage(figures),
        "spread" => results::spread(figures),
        "chance" => results::chance(figures),
        "grade" => results::grade(figures),
        "caveat" => results::caveat(figures),
        "doubtful" => results::doubtful(figures),
        "lle_schools" => compared::lle_schools(figures),
        "one_pupil" => results::one_pupil(figures),
        "dose" => results::dose(figures),
        "ks1" => ks1::ks1(figures, authority),
        "survey" => voice::survey(figures),
        "success" => voice::success(figures),
        "gap" => voice::gap(figures),
        "own_impact" => voice::own_impact(figures),
        "programme" => running::programme(figures, sources.programme.as_at),
        "growth" => running::growth(figures),
        "visits" => running::visits(figures),
        "capacity" => running::capacity(figures),
        "reach" => running::reach(figures),
        "matching" => running::matching(figures),
        "quality" => running::quality(figures),
        "money" => running::money(figures, sources.programme.as_at),
        "cost" => running::cost(figures),
        "routes" => running::routes(figures),
        _ => Said::default(),
    };
    RULES.iter().map(|(name, _)| (*name, made(name))).collect()
}

/// The lines of the first page and the closing words.
pub(crate) fn headlines(figures: &Figures) -> Vec<String> {
    let lines = [
        results::impact(figures, "the authority"),
        compared::similar(figures),
        running::programme_today(figures),
    ];
    lines.into_iter().map(|said| said.text).filter(|text| !text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::indicator::Indicator;
    use crate::base::quantity::Unit;
    use crate::base::release::Release;
    use crate::measure::definitions;

    /// A figure of the headline pair, 2010 to 2011.
    pub(super) fn of(
        code: &str,
        group: Group,
        item: &str,
        value: f64,
        limits: Option<(f64, f64)>,
        schools: u64,
    ) -> Figure {
        let definition = definitions().into_iter().find(|d| d.code == code).unwrap();
        Figure {
            indicator: Indicator::of("ks2_l4_em"),
            group,
            item: item.to_owned(),
            from: Some(AcademicYear(2009)),
            to: Some(AcademicYear(2010)),
            lower: limits.map(|l| l.0),
            upper: limits.map(|l| l.1),
            schools: Some(schools),
            is_change: true,
            ..Figure::new(definition, value, Unit::Pp)
        }
    }

    fn fixture() -> Figures {
        let mut figures = Figures::default();
        let mut clients =
            of("M03", Group::Clients, "", 16.922, Some((11.556, 22.288)), 14);
        clients.left_out = Some(4);
        figures.all = vec![
            clients,
            of("M04", Group::Clients, "", 14.26, Some((6.4, 21.9)), 14),
            of("M04", Group::LaPublished, "", 1.1, Some((-0.4, 2.6)), 0),
            of("M03", Group::Matched, "", 5.514, Some((3.5, 7.5)), 14),
            of("M21", Group::Clients, "", 11.408, Some((5.811, 17.005)), 14),
            of("M23", Group::Clients, "expected_change", 8.1, None, 14),
        ];
        figures
    }

    #[test]
    fn where_no_client_ends_in_the_latest_year_the_last_pair_with_clients_is_told() {
        let mut figures = fixture();
        let mut later = of("M25", Group::Clients, "", 0.0, None, 18);
        (later.from, later.to) = (Some(AcademicYear(2010)), Some(AcademicYear(2011)));
        figures.all.push(later);
        let mut county = of("M03", Group::LaSchools, "", 2.0, None, 200);
        (county.from, county.to) = (Some(AcademicYear(2010)), Some(AcademicYear(2011)));
        figures.all.push(county);
        let said = results::impact(&figures, "Norfolk").text;
        assert!(said.contains("between 2010 and 2011"), "{said}");
        assert!(
            said.contains("No supported school\u{2019}s own two years end in 2012"),
            "{said}"
        );
        assert!(!results::impact(&fixture(), "Norfolk").text.contains("own two years"));
    }

    #[test]
    fn the_headline_is_said_as_the_model_sentence_says_it() {
        let text = results::impact(&fixture(), "Norfolk").text;
        assert_eq!(
            text,
            "Fourteen of the 18 supported schools have comparable results. On average the share of their pupils at Level 4 or above in both English and mathematics rose by 16.9 percentage points between 2010 and 2011 (95% interval 11.6 to 22.3; 14.3 counting every pupil equally), against 1.1 for Norfolk."
        );
        assert_eq!(
            compared::similar(&fixture()).text,
            "Results of similar schools without an LLE rose by 5.5 points; the change of the client schools paired with them was 11.4 points higher (14 pairs; 95% interval 5.8 to 17.0)."
        );
        assert_eq!(
            compared::expected(&fixture()).text,
            "Because the schools were chosen after low results, a rise of about 8 points would be expected without support."
        );
    }

    #[test]
    fn a_fall_has_no_minus_and_an_opposite_change_is_named() {
        let mut figures = fixture();
        figures.all[0].value = -2.04;
        figures.all[0].lower = Some(-9.0);
        figures.all[0].upper = Some(5.0);
        figures.all[1].value = 0.3;
        let text = results::impact(&figures, "Norfolk").text;
        assert!(text.contains("fell by 2.0 percentage points"), "{text}");
        assert!(text.contains("a rise of 0.3 counting every pupil equally"), "{text}");
        assert!(text.contains("against a rise of 1.1 for Norfolk"), "{text}");
        assert!(text.contains("not distinguishable from no change"), "{text}");
    }

    #[test]
    fn what_the_public_may_not_see_is_not_in_a_sentence() {
        let mut figures = fixture();
        for figure in &mut figures.all {
            figure.release = Release::F;
        }
        for text in [
            results::impact(&figures, "Norfolk").text,
            compared::similar(&figures).text,
            compared::expected(&figures).text,
        ] {
            assert!(!text.contains("16.9") && !text.contains("11.4"), "{text}");
        }
    }

    #[test]
    fn every_sentence_has_words_or_says_that_there_is_nothing() {
        let figures = Figures::default();
        for said in [
            results::impact(&figures, "Norfolk"),
            voice::survey(&figures),
            running::money(&figures, jiff::civil::date(2011, 11, 30)),
            running::programme(&figures, jiff::civil::date(2011, 11, 30)),
        ] {
            assert!(said.text.ends_with('.'), "{}", said.text);
            assert!(!said.text.chars().any(|c| c.is_ascii_digit()), "{}", said.text);
        }
    }
}
