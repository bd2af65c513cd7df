//! What authorities, the nation and rows of totals are called: data, no code.

use crate::base::text::fold;

/// Words of rows that add up or average the rows of the sheet.
pub(crate) const TOTALS: &[&str] = &[
    "total",
    "totals",
    "grand total",
    "sub total",
    "subtotal",
    "average",
    "mean",
    "sum",
    "all schools",
    "averages",
    "median",
    "all told",
    "in total",
    "in all",
    "altogether",
    "school average",
    "overall",
];

/// Words for the nation.
pub(crate) const NATIONAL: &[&str] = &[
    "national",
    "england",
    "england national",
    "national england",
    "national average",
    "england average",
    "nat",
    "national all",
    "england state funded",
    "national state funded",
    "england all schools",
    "national result",
    "national state funded schools",
    "england all",
    "national all schools",
    "national results",
    "national figure",
    "england state funded schools",
    "national maintained schools",
];

/// Words for the authority that do not name it.
pub(crate) const LA: &[&str] = &[
    "la",
    "lea",
    "authority",
    "local authority",
    "county",
    "la average",
    "lea average",
    "la total",
    "county average",
    "authority average",
    "local authority average",
    "la all",
    "la result",
    "la results",
    "la figure",
];

/// Regions: neither authority nor nation.
pub(crate) const REGIONS: &[&str] = &[
    "east of england",
    "eastern",
    "north east",
    "north west",
    "south east",
    "south west",
    "east midlands",
    "west midlands",
    "yorkshire and the humber",
    "yorkshire & the humber",
    "london",
    "inner london",
    "outer london",
    "eastern region",
    "region",
    "statistical neighbours",
    "statistical neighbour average",
];

/// English local authorities by their code: names folded, without `county` and
/// `city of`. Codes of authorities that have been divided stand too.
pub(crate) const AUTHORITIES: &[(&str, &str)] = &[
    ("201", "city of london"),
    ("202", "camden"),
    ("203", "greenwich"),
    ("204", "hackney"),
    ("205", "hammersmith and fulham"),
    ("206", "islington"),
    ("207", "kensington and chelsea"),
    ("208", "lambeth"),
    ("209", "lewisham"),
    ("210", "southwark"),
    ("211", "tower hamlets"),
    ("212", "wandsworth"),
    ("213", "westminster"),
    ("301", "barking and dagenham"),
    ("302", "barnet"),
    ("303", "bexley"),
    ("304", "brent"),
    ("305", "bromley"),
    ("306", "croydon"),
    ("307", "ealing"),
    ("308", "enfield"),
    ("309", "haringey"),
    ("310", "harrow"),
    ("311", "havering"),
    ("312", "hillingdon"),
    ("313", "hounslow"),
    ("314", "kingston upon thames"),
    ("315", "merton"),
    ("316", "newham"),
    ("317", "redbridge"),
    ("318", "richmond upon thames"),
    ("319", "sutton"),
    ("320", "waltham forest"),
    ("330", "birmingham"),
    ("331", "coventry"),
    ("332", "dudley"),
    ("333", "sandwell"),
    ("334", "solihull"),
    ("335", "walsall"),
    ("336", "wolverhampton"),
    ("340", "knowsley"),
    ("341", "liverpool"),
    ("342", "st helens"),
    ("343", "sefton"),
    ("344", "wirral"),
    ("350", "bolton"),
    ("351", "bury"),
    ("352", "manchester"),
    ("353", "oldham"),
    ("354", "rochdale"),
    ("355", "salford"),
    ("356", "stockport"),
    ("357", "tameside"),
    ("358", "trafford"),
    ("359", "wigan"),
    ("370", "barnsley"),
    ("371", "doncaster"),
    ("372", "rotherham"),
    ("373", "sheffield"),
    ("380", "bradford"),
    ("381", "calderdale"),
    ("382", "kirklees"),
    ("383", "leeds"),
    ("384", "wakefield"),
    ("390", "gateshead"),
    ("391", "newcastle upon tyne"),
    ("392", "north tyneside"),
    ("393", "south tyneside"),
    ("394", "sunderland"),
    ("420", "isles of scilly"),
    ("800", "bath and north east somerset"),
    ("801", "bristol"),
    ("802", "north somerset"),
    ("803", "south gloucestershire"),
    ("805", "hartlepool"),
    ("806", "middlesbrough"),
    ("807", "redcar and cleveland"),
    ("808", "stockton on tees"),
    ("810", "kingston upon hull"),
    ("811", "east riding of yorkshire"),
    ("812", "north east lincolnshire"),
    ("813", "north lincolnshire"),
    ("815", "north yorkshire"),
    ("816", "york"),
    ("820", "bedfordshire"),
    ("821", "luton"),
    ("822", "bedford"),
    ("823", "central bedfordshire"),
    ("825", "buckinghamshire"),
    ("826", "milton keynes"),
    ("830", "derbyshire"),
    ("831", "derby"),
    ("835", "dorset"),
    ("836", "poole"),
    ("837", "bournemouth"),
    ("838", "dorset"),
    ("839", "bournemouth christchurch and poole"),
    ("840", "durham"),
    ("841", "darlington"),
    ("845", "east sussex"),
    ("846", "brighton and hove"),
    ("850", "hampshire"),
    ("851", "portsmouth"),
    ("852", "southampton"),
    ("855", "leicestershire"),
    ("856", "leicester"),
    ("857", "rutland"),
    ("860", "staffordshire"),
    ("861", "stoke on trent"),
    ("865", "wiltshire"),
    ("866", "swindon"),
    ("867", "bracknell forest"),
    ("868", "windsor and maidenhead"),
    ("869", "west berkshire"),
    ("870", "reading"),
    ("871", "slough"),
    ("872", "wokingham"),
    ("873", "cambridgeshire"),
    ("874", "peterborough"),
    ("875", "cheshire"),
    ("876", "halton"),
    ("877", "warrington"),
    ("878", "devon"),
    ("879", "plymouth"),
    ("880", "torbay"),
    ("881", "essex"),
    ("882", "southend on sea"),
    ("883", "thurrock"),
    ("884", "herefordshire"),
    ("885", "worcestershire"),
    ("886", "kent"),
    ("887", "medway"),
    ("888", "lancashire"),
    ("889", "blackburn with darwen"),
    ("890", "blackpool"),
    ("891", "nottinghamshire"),
    ("892", "nottingham"),
    ("893", "shropshire"),
    ("894", "telford and wrekin"),
    ("895", "cheshire east"),
    ("896", "cheshire west and chester"),
    ("908", "cornwall"),
    ("909", "cumbria"),
    ("916", "gloucestershire"),
    ("919", "hertfordshire"),
    ("921", "isle of wight"),
    ("925", "lincolnshire"),
    ("926", "norfolk"),
    ("928", "northamptonshire"),
    ("929", "northumberland"),
    ("931", "oxfordshire"),
    ("933", "somerset"),
    ("935", "suffolk"),
    ("936", "surrey"),
    ("937", "warwickshire"),
    ("938", "west sussex"),
    ("940", "north northamptonshire"),
    ("941", "west northamptonshire"),
    ("942", "cumberland"),
    ("943", "westmorland and furness"),
];

/// Words after an authority's name.
pub(crate) const AFTER: &[&str] = &[
    " county council",
    " council",
    " county",
    " la",
    " lea",
    " average",
    " total",
    " mean",
    " all schools",
    " same schools",
    " schools",
    " both years",
    " maintained",
    " published",
];

/// Whether a row so called adds up or averages others: `Sub-total (West)`, `Mean of
/// Broadland schools`.
pub(crate) fn is_of_others(folded: &str) -> bool {
    TOTALS.contains(&folded)
        || ["total ", "average ", "sub total ", "subtotal ", "grand total ", "mean of "]
            .iter()
            .any(|word| folded.starts_with(word))
}

/// Words behind the name of those who are averaged.
const AVERAGES: [&str; 5] = [" average", " averages", " mean", " subtotal", " sub total"];

/// Whether a row averages those whom it names: `North district average`.
pub(crate) fn is_average_of_some(folded: &str) -> bool {
    folded.split(' ').count() <= 7 && AVERAGES.iter().any(|word| folded.ends_with(word))
}

/// Words of a row for all that stands above it.
const ALL_OF_THEM: [&str; 10] = [
    "all of these",
    "all of them",
    "all of the above",
    "all the above",
    "all above",
    "all these schools",
    "all of these schools",
    "these schools",
    "these schools together",
    "all together",
];

/// Whether a row adds up the schools above it: `District total`, `All schools listed`.
pub(crate) fn is_total_of_some(folded: &str) -> bool {
    if ALL_OF_THEM.contains(&folded) {
        return true;
    }
    let is_short = folded.split(' ').count() <= 6;
    let is_all = ["all schools ", "all the schools ", "schools "].iter().any(|first| {
        folded.strip_prefix(first).is_some_and(|rest| {
            ["above", "listed", "in", "on", "shown", "here"]
                .iter()
                .any(|word| rest.split(' ').next() == Some(word))
        })
    });
    is_short && (folded.ends_with(" total") || folded.ends_with(" totals") || is_all)
}

/// Whether a text is a word for the nation.
pub(crate) fn is_nation(text: &str) -> bool {
    NATIONAL.contains(&fold(text).as_str())
}

/// The area that a measure's own words name, before or behind it: `KS1 APS Norfolk`.
pub(crate) fn within(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split([' ', ',', '(', ')', ':']).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    (1..words.len())
        .filter_map(|at| words.split_at_checked(at))
        .flat_map(|(before, behind)| [behind.join(" "), before.join(" ")])
        .find(|part| is_area(part))
}

/// Whether a text names a nation or an authority.
pub(super) fn is_area(text: &str) -> bool {
    is_nation(text) || is_authority(text)
}

/// Whether a text is a word for an authority, or the name of one.
pub(crate) fn is_authority(text: &str) -> bool {
    let folded = fold(text);
    LA.contains(&folded.as_str())
        || AUTHORITIES.iter().any(|(_, name)| {
            folded == *name
                || folded.strip_suffix(" la").is_some_and(|bare| bare == *name)
        })
}

#[cfg(test)]
mod tests {
    use super::is_total_of_some;

    #[test]
    fn a_total_by_whatever_name_is_no_school() {
        for text in
            ["district total", "all schools above", "schools listed here", "all of these"]
        {
            assert!(is_total_of_some(text), "{text}");
        }
        for text in ["all saints primary school", "norby primary", "all schools"] {
            assert!(!is_total_of_some(text), "{text}");
        }
    }
}
