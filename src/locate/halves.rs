//! Two columns in one: `Days and rate` over `6.5 days @ £350`, `Sent / came back` over
//! two days, `LLE` over a name with its school.

use super::below::Columns;
use super::schema::{Column, Kind, Schema};
use super::table::{Because, Extra, Heading, has_key, is_taken};
use super::understood::Said;
use super::vocabulary::Words;
use super::{areas, looks};

/// What stands between the names of two columns in one heading.
const BETWEEN: [&str; 9] =
    [" and ", " & ", " / ", "/", " @ ", " + ", " - ", " – ", " to "];

/// Takes headings that name two columns into use for both.
pub(super) fn adopt(
    columns: &Columns<'_>,
    words: &Words,
    headings: &mut Vec<Heading>,
    unused: &mut Vec<Extra>,
) {
    if words.schema.name == "comparators" {
        with_area(columns, words.schema, headings);
        return;
    }
    if headings.len() < 2
        || matches!(words.schema.name, "results" | "comparators" | "meetings")
    {
        return;
    }
    for extra in std::mem::take(unused) {
        let is_free = |column: &Column| !is_taken(headings, column);
        match halves(words, &extra.text) {
            Some((one, other))
                if is_free(one) && is_free(other) && !are_words(columns, extra.col) =>
            {
                for column in [one, other] {
                    headings.push(Heading {
                        column,
                        col: extra.col,
                        text: extra.text.clone(),
                        because: Because::Content,
                    });
                }
            }
            _ => unused.push(extra),
        }
    }
    with_school(columns, words.schema, headings);
    headings.sort_by_key(|heading| heading.col);
}

/// Whether no cell below has a figure: `Open/Closed` over words is one column.
fn are_words(columns: &Columns<'_>, col: u32) -> bool {
    let below = columns.below(col);
    let has_figure = |text: &String| text.chars().any(|c| c.is_ascii_digit());
    !below.texts().is_empty() && !below.texts().iter().any(has_figure)
}

fn halves(words: &Words, text: &str) -> Option<(&'static Column, &'static Column)> {
    let lower = text.to_lowercase();
    BETWEEN.iter().find_map(|between| {
        let (one, other) = lower.split_once(between)?;
        let known = |half: &str| {
            let (column, because) = words.find(&Said::of(half))?;
            (!matches!(because, Because::Near(_))).then_some(column)
        };
        let (one, other) = (known(one)?, known(other)?);
        let can_be_parted = matches!(
            (one.kind, other.kind),
            (Kind::Days, Kind::Money)
                | (Kind::Money, Kind::Days)
                | (Kind::Date, Kind::Date)
        );
        (one != other && can_be_parted).then_some((one, other))
    })
}

/// Measures with their areas in their own words give the area that the register lacks.
fn with_area(
    columns: &Columns<'_>,
    schema: &'static Schema,
    headings: &mut Vec<Heading>,
) {
    let has = |key: &str| has_key(headings, key);
    let Some(area) = schema.column("area").filter(|_| !has("area")) else { return };
    let named = headings.iter().find(|heading| {
        let below = columns.below(heading.col);
        heading.column.key == "measure"
            && below.texts().iter().all(|text| areas::within(text).is_some())
    });
    if let Some(named) = named.cloned() {
        headings.push(Heading { column: area, because: Because::Content, ..named });
    }
}

/// A name with its school behind it gives the school that the register lacks.
fn with_school(
    columns: &Columns<'_>,
    schema: &'static Schema,
    headings: &mut Vec<Heading>,
) {
    let school = schema
        .columns
        .iter()
        .copied()
        .find(|column| column.kind == Kind::School && column.is_required);
    let Some(school) = school else { return };
    if headings.iter().any(|heading| heading.column == school) {
        return;
    }
    let named = headings.iter().find(|heading| {
        let below = columns.below(heading.col);
        heading.column.kind == Kind::Person
            && looks::are_people_with_schools(below.texts())
    });
    if let Some(named) = named.cloned() {
        headings.push(Heading { column: school, because: Because::Content, ..named });
    }
}

/// The part of a cell that is meant for a column, where its heading stands for two.
pub(crate) fn part(headings: &[Heading], own: &Heading, text: &str) -> Option<String> {
    let sharing: Vec<&Heading> =
        headings.iter().filter(|heading| heading.col == own.col).collect();
    let [first, _] = sharing.as_slice() else { return None };
    Some(match own.column.kind {
        Kind::School => {
            let (_, school) = text.split_once([',', '(', '\n'])?;
            school.trim_end_matches(')').trim().to_owned()
        }
        Kind::Money => amounts(text).into_iter().find(|part| part.contains('£'))?,
        Kind::Days => amounts(text).into_iter().find(|part| !part.contains('£'))?,
        Kind::Date => {
            let at = usize::from(first.column != own.column);
            let day = days(text).into_iter().nth(at).unwrap_or_default();
            day.trim_start_matches(|c: char| !c.is_ascii_digit()).to_owned()
        }
        _ => return None,
    })
}

fn amounts(text: &str) -> Vec<String> {
    let text = text.replace(" at ", "@").replace(" x ", "@");
    let parts = text.split(['@', ';', '×', '\n', ',']);
    let mut found: Vec<String> = parts
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect();
    // `£1,200`: a comma within an amount parts nothing.
    for at in (1..found.len()).rev() {
        let is_rest = found
            .get(at)
            .is_some_and(|part| part.starts_with(|c: char| c.is_ascii_digit()))
            && found.get(at - 1).is_some_and(|part| part.contains('£'));
        if is_rest {
            let rest = found.remove(at);
            if let Some(before) = found.get_mut(at - 1) {
                before.push_str(&rest);
            }
        }
    }
    found
}

fn days(text: &str) -> Vec<String> {
    let text = text.replace(" to ", ";").replace(" - ", ";").replace(" until ", ";");
    text.split([';', ',', '–', '—', '\n']).map(|part| part.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};
    use super::*;

    fn parts(text: &str, headings: &[Heading]) -> Vec<String> {
        headings.iter().map(|own| part(headings, own, text).unwrap_or_default()).collect()
    }

    #[test]
    fn areas_may_stand_in_the_words_of_the_measures() {
        let tables = located(grid(
            "
Benchmark | Year | APS
KS1 APS Norfolk | 2010 | 15.2
KS1 APS National | 2010 | 15.3",
        ));
        let mut keys: Vec<&str> =
            tables[0].headings.iter().map(|heading| heading.column.key).collect();
        keys.sort_unstable();
        assert_eq!(keys, ["area", "measure", "value", "year"]);
    }

    #[test]
    fn a_heading_of_two_columns_gives_each_its_part() {
        let tables = located(grid(
            "
Deployment ref | LLE | Client school | Start | Agreed days and rate
DEP-01 | Ms A Hill | Norby Primary | 2010-09-06 | 6.5 days @ £350.00
DEP-02 | Mr B Dale | Harlby Primary | 2010-09-09 | 8 days @ £1,402.50",
        ));
        assert_eq!(
            shown(&tables),
            ["deployments 1: ref lle client start days rate; 2 rows"]
        );
        let own = &tables[0].headings[4..];
        assert_eq!(parts("6.5 days @ £350.00", own), ["6.5 days", "£350.00"]);
        assert_eq!(parts("8 days at £1,402.50", own), ["8 days", "£1402.50"]);
    }

    #[test]
    fn two_days_in_one_cell_are_the_first_and_the_second() {
        let tables = located(grid(
            "
Respondent | Sent / came back | I am satisfied with the service | Comment
C01 | sent 6/6/11, back 17/6/11 | Agree | Good
C02 | sent 6/6/11, no reply | |",
        ));
        let own: Vec<Heading> = tables[0]
            .headings
            .iter()
            .filter(|heading| heading.col == 1)
            .cloned()
            .collect();
        assert_eq!(parts("sent 6/6/11, back 17/6/11", &own), ["6/6/11", "17/6/11"]);
        assert_eq!(parts("sent 6/6/11, no reply", &own), ["6/6/11", ""]);
    }

    #[test]
    fn a_name_with_its_school_gives_both() {
        let tables = located(grid(
            "
Ref | LLE and school | Headteacher since | Cohort
LLE001 | Ms R Hill, Norby Primary Sch | September 2000 | One
LLE002 | Mr B Dale, St Mary's C of E Primary Sch, Harlby | September 1997 | One",
        ));
        assert_eq!(shown(&tables), ["lles 1: ref name school head_start cohort; 2 rows"]);
        let own = &tables[0].headings[1..3];
        assert_eq!(
            parts("Mr B Dale, St Mary's C of E Primary Sch, Harlby", own),
            ["", "St Mary's C of E Primary Sch, Harlby"]
        );
    }
}
