//! What statistics hold in which no measure of the pack stands: told by headings that no
//! other statistics have.

/// A heading (folded), and what its file is about.
const TOPICS: &[(&str, &str)] = &[
    ("sess overall", "pupil absence"),
    ("sess overall percent", "pupil absence"),
    ("t sess overall", "pupil absence"),
    ("enrolments pa 10 exact percent", "pupil absence"),
    ("perm excl", "suspensions and permanent exclusions"),
    ("perm excl rate", "suspensions and permanent exclusions"),
    ("susp rate", "suspensions and permanent exclusions"),
    ("avg att8", "key stage 4"),
    ("attainment8 average", "key stage 4"),
    ("avg p8score", "key stage 4"),
    ("progress8 average", "key stage 4"),
    ("pt l2basics 94", "key stage 4"),
    ("engmath 94 percent", "key stage 4"),
    ("att8scr", "key stage 4"),
    ("ptac5em", "key stage 4"),
    ("ptac5em ptq", "key stage 4"),
    ("exam cohort", "results of 16 to 18"),
    ("full time equivalent", "the school workforce"),
    ("fte workforce", "the school workforce"),
    ("fte all teachers", "the school workforce"),
    ("phase type grouping", "schools and numbers of pupils"),
    ("t phonics by end y2 eligible pupils", "the phonics check by the end of year 2"),
    (
        "pt phonics by end y2 met expected standard",
        "the phonics check by the end of year 2",
    ),
    ("phonics mark", "marks in the phonics check"),
    ("mtc score", "the spread of scores in the multiplication tables check"),
    ("mtc average score", "average scores in the multiplication tables check"),
    ("mtc score average", "average scores in the multiplication tables check"),
    ("early learning goal", "single early learning goals"),
    ("disadvantage gap index", "the disadvantage gap at key stage 2"),
    (
        "two subjects expected standard pupil count",
        "combinations of subjects at key stage 2",
    ),
];

/// Headings (folded) that every file of statistics may have.
const EVERYWHERE: &[&str] = &[
    "time identifier",
    "country code",
    "country name",
    "region code",
    "region name",
    "new la code",
    "lad code",
    "lad name",
    "pcon code",
    "pcon name",
    "no schools",
    "num schools",
    "number schools",
    "school count",
    "establishment count",
    "education phase",
];

/// Columns that are named of a file without a topic.
const NAMED: usize = 3;

/// What statistics with these headings (folded) are about, where that is none of the
/// measures.
pub(super) fn topic<'a>(headings: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let headings: Vec<&str> = headings.collect();
    let mut topics = TOPICS.iter();
    topics.find(|(heading, _)| headings.contains(heading)).map(|(_, topic)| *topic)
}

/// What they hold where no topic is known: the first of the columns (folded, and as
/// written) that no layout has.
pub(super) fn columns<'a>(unknown: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let own: Vec<&str> = unknown
        .filter(|(folded, _)| !EVERYWHERE.contains(folded))
        .map(|(_, text)| text)
        .collect();
    let named: Vec<&str> = own.iter().copied().take(NAMED).collect();
    match own.len().saturating_sub(named.len()) {
        0 => named.join(", "),
        rest => format!("{} and {rest} more", named.join(", ")),
    }
}
