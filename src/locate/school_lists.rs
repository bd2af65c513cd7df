//! Headings of lists of schools that only their cells tell: `Stage` over phases,
//! `Church` over dioceses or over denominations.

use super::below::Below;
use super::content::take;
use super::headings::Candidate;
use super::schema::Kind;
use super::table::Because;
use crate::base::cell::CellPos;
use crate::base::text::fold;
use crate::read::grid::Grid;

/// Headings (folded) over whom a church school belongs to.
const CHURCH: [&str; 6] = ["church", "ch", "church school", "faith", "rc ce", "ce rc"];

/// Dioceses of the Church of England and of the Roman Catholic church in England.
const DIOCESES: &[&str] = &[
    "arundel and brighton",
    "bath and wells",
    "birmingham",
    "blackburn",
    "brentwood",
    "bristol",
    "canterbury",
    "carlisle",
    "chelmsford",
    "chester",
    "chichester",
    "clifton",
    "coventry",
    "derby",
    "durham",
    "east anglia",
    "ely",
    "exeter",
    "gloucester",
    "guildford",
    "hallam",
    "hereford",
    "hexham and newcastle",
    "lancaster",
    "leeds",
    "leicester",
    "lichfield",
    "lincoln",
    "liverpool",
    "london",
    "manchester",
    "middlesbrough",
    "newcastle",
    "northampton",
    "norwich",
    "nottingham",
    "oxford",
    "peterborough",
    "plymouth",
    "portsmouth",
    "rochester",
    "salford",
    "salisbury",
    "sheffield",
    "shrewsbury",
    "southwark",
    "southwell and nottingham",
    "st albans",
    "st edmundsbury and ipswich",
    "truro",
    "westminster",
    "winchester",
    "worcester",
    "york",
];

/// Words for a school's denomination.
const DENOMINATIONS: &[&str] = &[
    "c of e",
    "ce",
    "cofe",
    "church of england",
    "anglican",
    "rc",
    "catholic",
    "roman catholic",
    "methodist",
    "c of e methodist",
    "church of england methodist",
    "quaker",
    "jewish",
    "muslim",
    "christian",
    "other christian faith",
];

/// Words of a school without a church.
const NONE: &[&str] =
    &["", "none", "no", "n a", "na", "does not apply", "not applicable"];

/// Whether a cell names a diocese: `Norwich`, `Diocese of Norwich`, `RC East Anglia`.
fn is_diocese(folded: &str) -> bool {
    let bare = folded.strip_suffix(" diocese").unwrap_or(folded);
    let befores = ["diocese of ", "archdiocese of ", "rc ", "ce ", "c of e "];
    let bare = befores.iter().fold(bare, |bare, b| bare.strip_prefix(b).unwrap_or(bare));
    DIOCESES.contains(&bare)
}

/// Sets right what the cells of a list of schools say of its headings.
pub(super) fn settled(grid: &Grid, found: &mut Candidate) {
    if found.schema.name == "schools" {
        phases(grid, found);
        standing(grid, found);
        churches(grid, found);
    }
}

/// `Stage`, a word for where things stand, over phases of schools.
fn phases(grid: &Grid, found: &mut Candidate) {
    let Some(column) = found.free("phase") else { return };
    let row = found.row;
    let Kind::Choice(list) = column.kind else { return };
    let is_phase = |text: &str| {
        let folded = fold(text);
        list.iter().any(|choice| choice.is_meant_by(&folded))
    };
    let over = found.headings.iter_mut().find(|heading| {
        heading.column.key == "status"
            && Below::of(grid, CellPos::new(row, heading.col)).all(is_phase)
    });
    if let Some(heading) = over {
        heading.column = column;
        heading.because = Because::Content;
    }
}

/// What says of a school whether it is open.
fn is_standing(text: &str) -> bool {
    let folded = fold(text);
    matches!(folded.as_str(), "open" | "closed" | "new" | "shut" | "pending")
        || folded.starts_with("open ")
        || folded.starts_with("proposed to ")
}

/// `Open/Closed` beside a `Status` that is the kind of school.
fn standing(grid: &Grid, found: &mut Candidate) {
    let row = found.row;
    let stands = |col| Below::of(grid, CellPos::new(row, col)).all(is_standing);
    let Some(column) = found.schema.column("status") else { return };
    let Some(at) = found.unused.iter().position(|extra| stands(extra.col)) else {
        return;
    };
    let kind = found.free("kind");
    let said = found.headings.iter_mut().find(|heading| heading.column == column);
    match (said, kind) {
        (None, _) => {}
        (Some(heading), Some(kind)) if !stands(heading.col) => {
            heading.column = kind;
            heading.because = Because::Content;
        }
        _ => return,
    }
    take(found, at, column, Because::Content);
}

/// `Church` over dioceses, else over denominations.
fn churches(grid: &Grid, found: &mut Candidate) {
    let row = found.row;
    let cells = |col| {
        let below = Below::of(grid, CellPos::new(row, col));
        let folded = below.texts().iter().map(|text| fold(text));
        folded.filter(|word| !NONE.contains(&word.as_str())).collect::<Vec<String>>()
    };
    let means = |words: &[String]| {
        let are = |is: fn(&str) -> bool| {
            !words.is_empty()
                && words.iter().filter(|word| is(word)).count() * 10 >= words.len() * 8
        };
        if are(is_diocese) {
            Some("diocese")
        } else if are(|word| DENOMINATIONS.contains(&word)) {
            Some("religion")
        } else {
            None
        }
    };
    let church = found.unused.iter().enumerate().find_map(|(at, extra)| {
        let is_it = CHURCH.contains(&fold(&extra.text).as_str());
        Some((at, means(&cells(extra.col)).filter(|_| is_it)?))
    });
    let Some((at, key)) = church else { return };
    let Some(column) = found.free(key) else { return };
    take(found, at, column, Because::Content);
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};

    fn told(text: &str) -> String {
        shown(&located(grid(text))).join("\n")
    }

    #[test]
    fn a_stage_over_phases_is_the_schools_phase() {
        assert_eq!(
            told(
                "
URN | School | Stage | Town
120001 | Norby Primary School | Prim | Norby
120002 | Harlby Infant School | Inf | Harlby
120003 | Dravby Junior School | Jun | Dravby"
            ),
            "schools 1: urn name phase town; 3 rows"
        );
        // Where the phase stands already, or the words are of something else, it is not.
        assert_eq!(
            told(
                "
URN | School | Stage | Phase
120001 | Norby Primary School | Open | Primary
120002 | Harlby Infant School | Closed | Infant
120003 | Dravby Junior School | Open | Junior"
            ),
            "schools 1: urn name status phase; 3 rows"
        );
    }

    #[test]
    fn what_stands_over_open_and_closed_is_the_status_and_the_other_the_kind() {
        let list = |status: &str| {
            format!(
                "
URN | School | Status | {status} | Phase
120001 | Norby Primary School | Community school | Open | Primary
120002 | Harlby Infant School | Voluntary aided school | Closed | Infant
120003 | Dravby Junior School | Community school | Open | Junior"
            )
        };
        for status in ["Open/Closed", "Still there?"] {
            assert_eq!(
                told(&list(status)),
                "schools 1: urn name kind status phase; 3 rows",
                "{status}"
            );
        }
    }

    #[test]
    fn a_church_is_a_diocese_or_a_denomination_by_its_cells() {
        let list = |church: &str, cells: [&str; 3]| {
            let [a, b, c] = cells;
            format!(
                "
URN | School | Phase | {church} | Town
120001 | Norby CE Primary School | Primary | {a} | Norby
120002 | Harlby Infant School | Infant | {b} | Harlby
120003 | St Mary's RC Primary School | Primary | {c} | Dravby"
            )
        };
        assert_eq!(
            told(&list("Church", ["Norwich", "", "East Anglia"])),
            "schools 1: urn name phase diocese town; 3 rows"
        );
        assert_eq!(
            told(&list("Ch.", ["Diocese of Ely", "None", "RC East Anglia"])),
            "schools 1: urn name phase diocese town; 3 rows"
        );
        assert_eq!(
            told(&list("Church", ["C of E", "-", "RC"])),
            "schools 1: urn name phase religion town; 3 rows"
        );
        assert_eq!(
            told(&list("Church", ["St Mary's", "All Saints", "St Peter's"])),
            "schools 1: urn name phase town; 3 rows"
        );
    }
}
