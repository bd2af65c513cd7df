//! Whose row it is: a school's, an authority's, the nation's, a total's.

use crate::base::cell::CellPos;
use crate::base::text::fold;
use crate::read::grid::CellValue;

use super::Area;
use super::rows::Reader;
use crate::locate::areas::{
    AFTER, AUTHORITIES, LA, NATIONAL, REGIONS, is_average_of_some, is_of_others,
    is_total_of_some, within as within_measure,
};
use crate::locate::layouts::Rows;

/// A school's row.
pub(super) struct Row {
    pub(super) urn: Option<String>,
    pub(super) dfe: Option<String>,
    pub(super) name: String,
    /// Column of the key that is there.
    pub(super) key: u32,
    /// The school in the adviser's own terms.
    pub(super) record: String,
}

/// Whose row it is.
pub(super) enum Whose {
    School(Row),
    Area(Area, String),
    /// Totals and averages of the sheet's own.
    Total,
    /// A note, or an area that is not compared with.
    Nobody,
}

/// The area that a name means, with the name without `LA` and `average`.
pub(super) fn area(name: &str) -> Option<(Area, String)> {
    let folded = fold(name);
    if NATIONAL.contains(&folded.as_str()) {
        let is_all = folded.ends_with("all schools") || folded.ends_with(" all");
        let area = if is_all { Area::NationalAll } else { Area::NationalState };
        return Some((area, name.to_owned()));
    }
    if LA.contains(&folded.as_str()) {
        return Some((Area::La, name.to_owned()));
    }
    let mut core = folded.replace('&', "and");
    // `LA (Norfolk)` names it behind the word.
    let named = core.strip_prefix("la ").or_else(|| core.strip_prefix("lea "));
    if let Some(named) = named.or_else(|| core.strip_prefix("local authority ")) {
        core = named.to_owned();
    }
    while let Some(bare) = AFTER.iter().find_map(|after| core.strip_suffix(after)) {
        core = bare.to_owned();
    }
    for before in [
        "all of ",
        "all ",
        "the whole of ",
        "city of ",
        "county of ",
        "royal borough of ",
        "london borough of ",
    ] {
        core = core.strip_prefix(before).unwrap_or(&core).to_owned();
    }
    let core = core.replace(" city of", "").replace(" county of", "");
    let core = core.trim();
    AUTHORITIES.iter().any(|(_, name)| *name == core).then(|| (Area::La, title(core)))
}

/// Whether an area is an authority of England, by its name.
pub(crate) fn is_an_authority(name: &str) -> bool {
    matches!(area(name), Some((Area::La, _)))
}

/// The name of the authority with this code: `926` is Norfolk.
pub(crate) fn authority_name(code: &str) -> Option<String> {
    AUTHORITIES.iter().find(|(own, _)| *own == code).map(|(_, name)| title(name))
}

fn title(folded: &str) -> String {
    let words: Vec<String> = folded.split(' ').map(capital).collect();
    words.join(" ")
}

fn capital(word: &str) -> String {
    if matches!(word, "and" | "of" | "upon" | "with" | "on" | "the") {
        return word.to_owned();
    }
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whose row this is.
pub(super) fn whose(reader: &Reader<'_>, row: u32) -> Whose {
    let plan = reader.plan;
    let keys = &plan.keys;
    let name = reader.text(row, keys.name);
    if let Some(layout) = plan.layout {
        let mut is_all_schools = false;
        for breakdown in &keys.breakdowns {
            let word = fold(&reader.text(row, Some(breakdown.col)));
            if !layout.totals.contains(&word.as_str()) {
                return Whose::Nobody;
            }
            is_all_schools |= breakdown.has_state_funded && word == "all schools";
        }
        if let Some(col) = keys.row {
            let word = fold(&reader.text(row, Some(col)));
            let known = layout.rows.iter().find(|(own, _)| *own == word);
            let england = || "England".to_owned();
            match known.map(|(_, whose)| whose) {
                None => return Whose::Nobody,
                Some(Rows::La) if is_all_schools => return Whose::Nobody,
                Some(Rows::La) => {
                    let said = if keys.la_name.is_some() {
                        reader.text(row, keys.la_name)
                    } else {
                        name
                    };
                    let known = area(&said).map_or(said, |(_, name)| name);
                    let code = reader.text(row, keys.la_code);
                    let name = if known.is_empty() { code } else { known };
                    return Whose::Area(Area::La, name);
                }
                Some(Rows::NationalState) if !is_all_schools => {
                    return Whose::Area(Area::NationalState, england());
                }
                Some(Rows::NationalState | Rows::NationalAll) => {
                    return Whose::Area(Area::NationalAll, england());
                }
                // The row of a school in a file of areas is not that of its authority.
                Some(Rows::School) if plan.is_comparators => return Whose::Nobody,
                Some(Rows::School) => {}
            }
        }
    }
    if plan.is_comparators {
        if !plan.areas.is_empty() {
            // The headings name the areas.
            return Whose::Area(Area::La, String::new());
        }
        let said = reader.text(row, keys.la_name.or(keys.name));
        if REGIONS.contains(&fold(&said).as_str()) {
            return Whose::Nobody;
        }
        // A register of comparators may name an area in its own words.
        let own = || {
            let is_words = plan.layout.is_none() && !fold(&said).is_empty();
            is_words.then(|| (Area::La, said.clone()))
        };
        // One column may hold the measure and its area.
        let within = || {
            let is_shared = keys.la_name.is_some() && keys.la_name == keys.measure;
            within_measure(&said).filter(|_| is_shared).and_then(|part| area(&part))
        };
        return area(&said)
            .or_else(within)
            .or_else(own)
            .map_or(Whose::Nobody, |(a, n)| Whose::Area(a, n));
    }
    school(reader, row, name)
}

fn school(reader: &Reader<'_>, row: u32, name: String) -> Whose {
    let keys = &reader.plan.keys;
    let urn = digits(reader, row, keys.urn);
    let dfe = dfe(reader, row);
    if urn.is_none() && dfe.is_none() {
        // `Total` may stand under the URN where the name is blank.
        let said = [keys.name, keys.urn, keys.dfe, keys.la_name]
            .into_iter()
            .map(|col| reader.text(row, col))
            .find(|text| !text.is_empty())
            .unwrap_or_default();
        let folded = fold(&said);
        if is_of_others(&folded) {
            return Whose::Total;
        }
        if REGIONS.contains(&folded.as_str()) || folded.is_empty() {
            return Whose::Nobody;
        }
        if let Some((area, name)) = area(&said) {
            return Whose::Area(area, name);
        }
        if is_average_of_some(&folded) || is_total_of_some(&folded) {
            return Whose::Total;
        }
        if folded.starts_with("nb ")
            || folded.starts_with("note")
            || folded.starts_with("source")
        {
            return Whose::Nobody;
        }
    }
    let filled = |col: Option<u32>| {
        col.filter(|col| reader.grid.cell(CellPos::new(row, *col)).is_some())
    };
    let key = filled(keys.urn)
        .or_else(|| filled(keys.dfe))
        .or_else(|| filled(keys.name))
        .or(keys.urn)
        .or(keys.name)
        .unwrap_or(0);
    if urn.is_none() && dfe.is_none() && name.is_empty() {
        return Whose::Nobody;
    }
    let record = urn.clone().or_else(|| dfe.clone()).unwrap_or_else(|| name.clone());
    Whose::School(Row { urn, dfe, name, key, record })
}

/// A URN as digits; other text there is kept as it stands.
fn digits(reader: &Reader<'_>, row: u32, col: Option<u32>) -> Option<String> {
    let col = col?;
    let text = match &reader.grid.cell(CellPos::new(row, col))?.value {
        CellValue::Number(number) => number.to_string(),
        CellValue::Text(text) => crate::base::text::tidy(text),
        CellValue::Date(_)
        | CellValue::Bool(_)
        | CellValue::Error(_)
        | CellValue::NotCalculated => return None,
    };
    let bare = text.trim().trim_start_matches('\'').trim_end_matches(".0").to_owned();
    bare.chars().any(|c| c.is_ascii_digit()).then_some(bare)
}

/// `926/2056` from one cell or from two.
fn dfe(reader: &Reader<'_>, row: u32) -> Option<String> {
    let keys = &reader.plan.keys;
    if let (Some(la), Some(estab)) =
        (digits(reader, row, keys.la_code), digits(reader, row, keys.estab))
    {
        return Some(format!("{la}/{estab:0>4}"));
    }
    let text = digits(reader, row, keys.dfe)?;
    let bare: String = text.chars().filter(char::is_ascii_digit).collect();
    match (bare.get(..3), bare.get(3..)) {
        (Some(la), Some(estab)) if bare.len() == 7 => Some(format!("{la}/{estab}")),
        _ => Some(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_told_from_schools() {
        assert_eq!(area("Norfolk"), Some((Area::La, "Norfolk".to_owned())));
        assert_eq!(
            area("NORFOLK LA average").map(|(_, n)| n),
            Some("Norfolk".to_owned())
        );
        assert_eq!(
            area("Norfolk County Council").map(|(_, n)| n),
            Some("Norfolk".to_owned())
        );
        assert_eq!(area("National").map(|(a, _)| a), Some(Area::NationalState));
        assert_eq!(
            area("England - all schools").map(|(a, _)| a),
            Some(Area::NationalAll)
        );
        assert_eq!(area("Bristol, City of").map(|(_, n)| n), Some("Bristol".to_owned()));
        assert_eq!(area("Norfolk Park Primary School"), None);
        assert_eq!(area("Reading Road Infant School"), None);
    }
}
