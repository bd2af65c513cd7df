//! Other headings for the columns of schools, in lists and in downloads.

pub(super) const DFE: &[&str] = &[
    "laestab",
    "dfe no",
    "dcsf no",
    "dfes no",
    "la estab",
    "dfe number",
    "lea estab",
    "dfe",
    "county no",
    "county number",
    "local no",
    "local number",
];
pub(super) const LA_CODE: &[&str] =
    &["la (code)", "la code", "lea", "la", "local authority code", "lea code"];
pub(super) const LA_NAME: &[&str] = &[
    "la (name)",
    "la name",
    "local authority",
    "local authority name",
    "lea name",
    "local authority (education)",
];
pub(super) const NAME: &[&str] = &[
    "establishmentname",
    "school",
    "school name",
    "name",
    "schname",
    "establishment name",
    "name of school",
    "establishment",
    "estab name",
    "est name",
];
pub(super) const KNOWN_AS: &[&str] = &[
    "known as",
    "other names",
    "alias",
    "aliases",
    "previous name",
    "otherschname",
    "former name",
];
pub(super) const KIND: &[&str] = &[
    "typeofestablishment (name)",
    "type of establishment",
    "school type",
    "type",
    "establishment type",
    "nftype",
    "category of school",
    "type of education",
    "school category",
    "kind of school",
    "sort of school",
    "governance",
    "what sort",
    "status of school",
    "maintained as",
    "designation",
];
pub(super) const PHASE: &[&str] = &[
    "phaseofeducation (name)",
    "phase of education",
    "phase",
    "school phase",
    "phase of school",
    "sector",
    "ofsted phase",
    "stage of education",
];
pub(super) const LOW_AGE: &[&str] = &[
    "statutorylowage",
    "low age",
    "age from",
    "agel",
    "lowest age",
    "youngest",
    "min age",
    "lower age",
    "age lower",
    "from age",
    "youngest age",
];
pub(super) const HIGH_AGE: &[&str] = &[
    "statutoryhighage",
    "high age",
    "age to",
    "ageh",
    "highest age",
    "oldest",
    "max age",
    "upper age",
    "age upper",
    "to age",
    "oldest age",
];
pub(super) const AGES: &[&str] = &[
    "age range",
    "agerange",
    "ages",
    "age group",
    "pupil ages",
    "ages of pupils",
    "ages taught",
];
pub(super) const OPEN: &[&str] = &[
    "opendate",
    "open date",
    "opened",
    "date opened",
    "opening date",
    "open since",
    "date school opened",
    "school opened",
    "open from",
];
pub(super) const CLOSE: &[&str] = &[
    "closedate",
    "close date",
    "closed",
    "date closed",
    "closure date",
    "closing date",
    "shut",
    "date school closed",
    "school closed",
    "ceased",
    "closed from",
    "closed since",
    "shut from",
];
pub(super) const TRUST: &[&str] =
    &["trusts (name)", "trust", "mat", "trust name", "multi academy trust", "trust id"];
pub(super) const DISTRICT: &[&str] = &[
    "districtadministrative (name)",
    "district",
    "district council",
    "area",
    "district name",
    "council",
    "local council",
    "patch",
    "locality district",
];
pub(super) const TOWN: &[&str] = &[
    "nearest town",
    "town",
    "village",
    "town/village",
    "locality",
    "village or town",
    "town or village",
    "parish",
];
pub(super) const ROLL: &[&str] = &[
    "numberofpupils",
    "nor",
    "number on roll",
    "roll",
    "pupils on roll",
    "number of pupils",
    "totpups",
    "total number of pupils",
    "pupils on books",
    "on the books",
    "pupils on the books",
    "total pupils",
    "headcount",
];
pub(super) const FSM: &[&str] = &[
    "percentagefsm",
    "fsm",
    "% fsm",
    "fsm %",
    "free school meals",
    "fsm pct",
    "free meals",
    "% free meals",
    "fsm rate",
];
pub(super) const OFSTED: &[&str] = &[
    "ofstedrating (name)",
    "ofsted",
    "ofsted rating",
    "overall effectiveness",
    "overall effectiveness: how good is the school",
    "ofsted grade",
    "latest ofsted",
    "latest oeif overall effectiveness",
];
pub(super) const OFSTED_DATE: &[&str] = &[
    "ofstedlastinsp",
    "inspection date",
    "last inspection",
    "ofsted date",
    "date of inspection",
    "inspection start date",
    "inspection start date of latest oeif graded inspection",
    "latest inspection date",
];
pub(super) const OTHER_SUPPORT: &[&str] = &[
    "other support",
    "other intensive support",
    "intensive support",
    "national strategies support",
    "other programme",
];
