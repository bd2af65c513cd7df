//! Sentences by rule: what rose, by how much, against what, how sure, and what
//! would have happened in any case.

mod results;
mod running;
mod voice;
mod wording;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::date::AcademicYear;
use crate::base::figure::{Figure, Figures, Group, Wanted};
use crate::base::release::{Audience, Public};
use crate::report::Sources;

pub(crate) use wording::{Quoted, Said, word_value};

/// Indicators of which one is the headline: whichever has the later results.
const HEADLINE: [&str; 2] = ["ks2_l4_em", "ks2_rwm_exp"];

/// Every sentence with the rule that writes it.
pub(crate) const RULES: &[(&str, &str)] = &[
    (
        "impact",
        "How many of the supported schools have comparable results, the average change of schools (M03), the change counting every pupil equally (M04), the interval of the average, and the authority as published (M04). Rose, fell or did not change by the value at one decimal; a value that goes the other way is called a rise or a fall. Where the interval spans nought the sentence says so.",
    ),
    (
        "similar",
        "The matched schools' change (M03 matched) and how much more or less the paired client schools changed (M21) with its Welch interval. An interval that spans nought is called not distinguishable from none; a standardised difference of the baselines of 0.25 or more (M20) is named.",
    ),
    (
        "expected",
        "What the schools would have been expected to change without support, because they were chosen after low results (M23 expected_change, to the whole point), and the change against the average of three years (M23 baseline_3yr).",
    ),
    (
        "comparison",
        "LLE schools (M03) and the authority's schools with both years, the authority without the programme's schools and England (M04), each with its number of schools where it is known.",
    ),
    (
        "coverage",
        "How many client schools could be counted (M25), their share (M16), and that the others stand in the appendix.",
    ),
    (
        "spread",
        "How many of the counted schools rose, stayed and fell (M05 up, same, down), the middle change (M05 median) and the range of the average when any one school is left out (M05 loo_low, loo_high).",
    ),
    (
        "chance",
        "Whether the change counting every pupil equally is larger than chance variation between year groups would usually give: its Newcombe interval (M04) leaves out nought. The word significant is not used.",
    ),
    (
        "grade",
        "A: matched comparison whose interval leaves out nought, twenty schools or more. B: the same with eight to nineteen. C: before and after only, or no clear comparison. D: opinion only, where no results can be compared. From M21 grade.",
    ),
    (
        "caveat",
        "One caution for the summary box: the years compare different pupils, and schools were chosen because results were low.",
    ),
    (
        "doubtful",
        "Where the earlier year is 2010: that about a quarter of schools in England did not sit the tests, and how many of the authority's schools have both years (M16).",
    ),
    (
        "lle_schools",
        "Whether the schools whose heads are LLEs changed (M03 lle) with its interval.",
    ),
    (
        "one_pupil",
        "What one pupil is worth in an average client school, and how many pupils of a class of 30 the change is (M09 and its pupils).",
    ),
    (
        "dose",
        "Whether more days of support went with more change (M24): where the interval of the correlation spans nought, that there is no evidence of it.",
    ),
    (
        "ks1",
        "The change of average points at key stage 1 (M14) to two decimals, the authority's, the difference in steps of a sub-level for a class of thirty (90 judgements, 2 points a step), and whether it is within chance (1.96 times the square root of 2, times 3.6 points, over the square root of the pupils).",
    ),
    (
        "survey",
        "How many of those invited replied, by group (S01); that opinion is no evidence of results.",
    ),
    (
        "success",
        "The word for each group's share that agrees that the programme is successful (S02 SUCCESS, else SAT): majority above 50%, large from 75%, overwhelming from 90% with the lower limit of the Wilson interval above half; counts beside it.",
    ),
    (
        "gap",
        "The difference between clients and LLEs in satisfaction (S05 SAT) with its Newcombe interval: not distinguishable where it spans nought; the same for those who strongly agree.",
    ),
    (
        "own_impact",
        "The difference in what heads say of the impact in their own school (S05 IMPACT); where the survey did not ask, that it did not ask.",
    ),
    (
        "programme",
        "Active LLEs (P01), deployments at work and the schools that they support (P04), and the share of agreed days that were delivered (P05).",
    ),
    ("growth", "How the number of active LLEs changed in a year (P02)."),
    ("visits", "Records of visit: share on time and received (P09)."),
    ("capacity", "Days that LLEs offer in the year and how many are booked (P06)."),
    (
        "reach",
        "Priority schools that were supported, and how many of the supported are priority schools (P07).",
    ),
    (
        "matching",
        "The middle number of days from a school's being identified to the agreement (P08), how many within the standard, how many wait.",
    ),
    (
        "quality",
        "Checks due that were done and that were green (P10), objectives met (P11), attendance at network meetings (P12).",
    ),
    ("money", "Approved, paid or ordered, and the difference (F05 total)."),
    (
        "cost",
        "Cost of a school and of a day (F01); of one point in one school beyond similar schools, never without its range (F02 did); of one more pupil at the standard (F03).",
    ),
    (
        "routes",
        "Average agreed price of a day by either route and the premium of the Teaching School (F04).",
    ),
];

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
        "similar" => results::similar(figures),
        "expected" => results::expected(figures),
        "comparison" => results::comparison(figures, authority),
        "coverage" => results::coverage(figures),
        "spread" => results::spread(figures),
        "chance" => results::chance(figures),
        "grade" => results::grade(figures),
        "caveat" => results::caveat(figures),
        "doubtful" => results::doubtful(figures),
        "lle_schools" => results::lle_schools(figures),
        "one_pupil" => results::one_pupil(figures),
        "dose" => results::dose(figures),
        "ks1" => results::ks1(figures, authority),
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
        "money" => running::money(figures),
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
        results::similar(figures),
        running::programme_today(figures),
    ];
    lines.into_iter().map(|said| said.text).filter(|text| !text.is_empty()).collect()
}

/// The page of `explain sentences`, or of one sentence.
pub(crate) fn explain(name: Option<&str>) -> Option<String> {
    match name {
        Some(name) => {
            let (name, rule) = RULES.iter().find(|(known, _)| *known == name)?;
            Some(format!(
                "Sentence {name}\n\nRule: {rule}\n\nIn a template: {{{{ sentence(\"{name}\") }}}}\n"
            ))
        }
        None => {
            let mut text = "Sentences that are written by rule\n\n".to_owned();
            for (name, rule) in RULES {
                text.push_str(&format!("{name}\n    {rule}\n"));
            }
            Some(text)
        }
    }
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
            results::similar(&fixture()).text,
            "Results of similar schools without an LLE rose by 5.5 points; the change of the client schools paired with them was 11.4 points higher (14 pairs; 95% interval 5.8 to 17.0)."
        );
        assert_eq!(
            results::expected(&fixture()).text,
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
            results::similar(&figures).text,
            results::expected(&figures).text,
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
            running::money(&figures),
            running::programme(&figures, jiff::civil::date(2011, 11, 30)),
        ] {
            assert!(said.text.ends_with('.'), "{}", said.text);
            assert!(!said.text.chars().any(|c| c.is_ascii_digit()), "{}", said.text);
        }
    }
}
