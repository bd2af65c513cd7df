//! Everything that can be set, with its default and what it means.

use std::collections::{BTreeMap, BTreeSet};

/// One thing that the adviser may set in a `Settings` sheet.
#[derive(Debug)]
pub(crate) struct Setting {
    /// The name in code and in the Settings sheet: `lt_min_days`.
    pub(crate) name: &'static str,
    /// Other words for it, folded.
    pub(crate) words: &'static [&'static str],
    /// The default, as text; empty where there is none.
    pub(crate) default: &'static str,
    /// What it does, in a sentence.
    pub(crate) help: &'static str,
}

impl Setting {
    /// The setting of this name, in any of its words.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        let wanted = super::text::fold(name);
        SETTINGS.iter().find(|s| {
            super::text::fold(s.name) == wanted
                || s.words.iter().any(|w| super::text::fold(w) == wanted)
        })
    }
}

const fn set(
    name: &'static str,
    words: &'static [&'static str],
    default: &'static str,
    help: &'static str,
) -> Setting {
    Setting { name, words, default, help }
}

/// Every setting.
pub(crate) const SETTINGS: &[Setting] = &[
    set(
        "period",
        &["month", "pack", "period of the pack"],
        "",
        "Month of the pack, written 2011-11.",
    ),
    set(
        "as_at",
        &["as at", "as at date", "as-at date", "date"],
        "",
        "The date at which everything is counted.",
    ),
    set(
        "edition",
        &["issue"],
        "monthly",
        "monthly, or meeting: the issue that goes to a meeting of the forum.",
    ),
    set(
        "authority",
        &["la", "local authority", "lea"],
        "",
        "The authority, by code or name; by default the one that most schools of the list belong to.",
    ),
    set(
        "results_year",
        &["year of results", "results year"],
        "",
        "Year of results where neither the file, its folder nor a heading names it: 2018/19, or for each file ks2final.csv: 2018/19; ks2revised.csv: 2016/17.",
    ),
    set(
        "programme",
        &["programme name", "title"],
        "Local Leaders of Education",
        "Name of the programme on the cover.",
    ),
    set(
        "meeting_date",
        &["date of meeting", "forum meeting"],
        "",
        "Date of the forum's meeting.",
    ),
    set(
        "agenda_item",
        &["agenda item", "item number"],
        "",
        "Number of the item on the forum's agenda.",
    ),
    set(
        "author",
        &["report author", "lead adviser"],
        "",
        "Who wrote the report: a role, or a name that may be published.",
    ),
    set(
        "officer",
        &["responsible officer", "chief officer"],
        "",
        "Responsible officer, by role.",
    ),
    set(
        "contact",
        &["mailbox", "email", "programme mailbox"],
        "",
        "Programme mailbox, for questions.",
    ),
    set("example", &[], "no", "yes marks every page as made from the example programme."),
    set(
        "lt_min_days",
        &["minimum days", "min days"],
        "3",
        "Days of support before the tests below which a client school is not analysed.",
    ),
    set("seed", &["random seed"], "20110901", "Seed of the bootstrap."),
    set("draws", &["bootstrap draws"], "9999", "Draws of the bootstrap."),
    set(
        "caliper",
        &[],
        "6",
        "Widest difference of baseline to a matched school, in points.",
    ),
    set(
        "cohort_band",
        &[],
        "33.333333",
        "Widest difference of cohort to a matched school, per cent.",
    ),
    set(
        "fsm_band",
        &[],
        "10",
        "Widest difference of FSM to a matched school, in points.",
    ),
    set(
        "progress_sd",
        &["national standard deviation of progress"],
        "",
        "National standard deviation of pupils' progress, for the interval of a school where none is published.",
    ),
    set(
        "public_school_n",
        &[],
        "11",
        "Smallest cohort of a single school whose value is published.",
    ),
    set(
        "exempt_school_n",
        &[],
        "6",
        "Smallest cohort of a single school whose value forum members see.",
    ),
    set(
        "public_group_schools",
        &[],
        "3",
        "Fewest schools of a group whose value is published.",
    ),
    set(
        "public_group_pupils",
        &[],
        "30",
        "Fewest pupils of a group whose value is published.",
    ),
    set("survey_min", &[], "5", "Fewest replies of a group that are shown."),
    set(
        "record_days",
        &["visit record days", "record due"],
        "10",
        "Working days within which a record of visit is due.",
    ),
    set(
        "match_days",
        &["matching standard"],
        "20",
        "Days within which a school is to be matched.",
    ),
    set(
        "school_holidays",
        &["term dates", "holidays", "school holiday"],
        "",
        "School holidays of the authority beside those of a register of term dates, which are no working days: 24/10/2011 to 28/10/2011; 19/12/2011 to 2/1/2012.",
    ),
    set(
        "evaluation_days",
        &["evaluation standard"],
        "28",
        "Days after the end of a deployment within which its evaluation is due.",
    ),
    set(
        "capacity_days",
        &["days offered default"],
        "12",
        "Days a year that an LLE offers where the register does not say.",
    ),
    set("weight_phase", &[], "25", "Matching: weight of the phase."),
    set("weight_expertise", &[], "25", "Matching: weight of expertise."),
    set("weight_context", &[], "15", "Matching: weight of context (FSM)."),
    set("weight_distance", &[], "15", "Matching: weight of distance."),
    set("weight_size", &[], "10", "Matching: weight of size."),
    set("weight_capacity", &[], "10", "Matching: weight of free days."),
    set(
        "match_max_km",
        &[],
        "50",
        "Matching: distance at which its score is nought, km.",
    ),
    set(
        "match_max_active",
        &[],
        "2",
        "Matching: an LLE with so many active deployments is not offered.",
    ),
    set(
        "match_fsm_span",
        &[],
        "30",
        "Matching: difference of FSM at which the score of the context is nought, in points.",
    ),
    set(
        "match_cluster",
        &[],
        "yes",
        "Matching: yes leaves out LLEs of the school's own cluster.",
    ),
    set(
        "match_nearest",
        &[],
        "yes",
        "Matching: yes leaves out an LLE whose school and the client are nearest neighbours of one phase.",
    ),
    set(
        "match_diocese",
        &[],
        "no",
        "Matching: yes offers a church school only LLEs of its own diocese.",
    ),
    set(
        "match_employment_years",
        &[],
        "5",
        "Matching: years within which an LLE who has worked at the school is not offered.",
    ),
    set(
        "match_inspection_years",
        &[],
        "0",
        "Matching: years after its last inspection from which an LLE's school expects the next and is left in peace; 0 does not ask.",
    ),
    set(
        "match_head_months",
        &[],
        "12",
        "Matching: months for which a school with a new head is left in peace.",
    ),
    set(
        "max_days",
        &["most days"],
        "30",
        "Days agreed for one deployment above which is asked.",
    ),
    set("day_step", &[], "0.25", "Steps in which days of a deployment are agreed."),
    set(
        "value_tolerance",
        &[],
        "0.01",
        "Pounds by which a contract's value may differ from its days times its rate.",
    ),
    set(
        "long_deployment_days",
        &["term length"],
        "120",
        "Days of a deployment, from its start to its end, above which a measure of success is asked for.",
    ),
    set(
        "longest_holiday_days",
        &[],
        "70",
        "Days between two terms above which a term is missing from the list.",
    ),
    set("min_visit_days", &[], "0.25", "Days of one visit below which is asked."),
    set("max_visit_days", &[], "1.5", "Days of one visit above which is asked."),
    set(
        "max_days_a_day",
        &[],
        "1",
        "Days that an LLE's visits on one day add up to, above which is asked.",
    ),
    set(
        "copied_letters",
        &[],
        "30",
        "Letters from which two texts on visits that are word for word alike are asked about.",
    ),
    set(
        "visit_slack_days",
        &[],
        "14",
        "Days before or after a deployment within which a visit is not asked about.",
    ),
    set(
        "jump_points",
        &[],
        "20",
        "Change of one school in one year above which is asked, in points.",
    ),
    set(
        "jump_pupils",
        &[],
        "3",
        "Pupils whose worth a change of one school must exceed before it is asked about.",
    ),
    set(
        "combined_slack",
        &[],
        "1",
        "Points by which a combined measure may stand above its single subject.",
    ),
    set(
        "shrink_percent",
        &[],
        "10",
        "Loss of rows since the last pack above which is asked, per cent.",
    ),
    set(
        "fresh_visits_days",
        &["visits freshness"],
        "62",
        "Days without a visit record after which is asked.",
    ),
    set(
        "fresh_spend_days",
        &["spend freshness"],
        "62",
        "Days without spend after which is asked.",
    ),
    set(
        "quiet_weeks",
        &[],
        "6",
        "School weeks without a visit to a live deployment after which is asked.",
    ),
    set(
        "qa_sample_percent",
        &[],
        "25",
        "Share of live deployments to be quality assured in a year, per cent.",
    ),
    set(
        "qa_settled_months",
        &[],
        "3",
        "Months after its start from which a live deployment is counted among those to be quality assured.",
    ),
    set(
        "cost_factor",
        &[],
        "3",
        "Cost of a day more than so many times the median is asked about.",
    ),
    set(
        "flag_forecast_percent",
        &[],
        "5",
        "Difference between forecast and run rate that is flagged, per cent of the budget.",
    ),
    set(
        "largest_roll",
        &["largest school"],
        "2500",
        "Pupils on roll above which is asked.",
    ),
    set(
        "contract_days",
        &["contract threshold"],
        "3",
        "Days agreed from which a deployment needs a contract.",
    ),
    set(
        "day_rates",
        &["rates", "rate table"],
        "",
        "Day rates by academic year: 2010/11: 350, 402.50; 2011/12: 360.",
    ),
    set(
        "survey_rate_percent",
        &["response rate"],
        "30",
        "Rate of response below which is asked, per cent.",
    ),
    set("eligibility_years", &[], "3", "Years of headship before accreditation."),
    set(
        "limit_inflated_bytes",
        &[],
        "1073741824",
        "Limit: bytes of one file once unpacked.",
    ),
    set(
        "limit_ratio",
        &[],
        "500",
        "Limit: how many times its packed size a file may unpack to.",
    ),
    set("limit_cells", &[], "20000000", "Limit: cells of one sheet."),
    set("limit_merges", &[], "100000", "Limit: merged ranges of one sheet."),
    set("limit_cell_chars", &[], "32767", "Limit: characters of one cell."),
    set("limit_files", &[], "2000", "Limit: files in the input folder."),
    set("limit_file_bytes", &[], "104857600", "Limit: bytes of one file on disk."),
];

/// The settings in force: defaults, then the Settings sheets, then the command line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    values: BTreeMap<&'static str, String>,
    /// Those that the adviser answered in a data quality workbook.
    answered: BTreeSet<&'static str>,
}

impl Settings {
    /// Sets a value; false where nothing has this name.
    pub(crate) fn set(&mut self, name: &str, value: &str) -> bool {
        Setting::named(name).is_some_and(|setting| {
            self.values.insert(setting.name, value.trim().to_owned());
            true
        })
    }

    /// Notes that a value is an answer, which the next data quality workbook carries.
    pub(crate) fn mark_answered(&mut self, name: &str) {
        self.answered.extend(Setting::named(name).map(|setting| setting.name));
    }

    /// Whether the adviser answered it in a data quality workbook.
    pub(crate) fn is_answered(&self, name: &str) -> bool {
        self.answered.contains(name)
    }

    /// The value as text; empty where neither set nor defaulted.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.values.get(name).map_or_else(
            || SETTINGS.iter().find(|s| s.name == name).map_or("", |s| s.default),
            String::as_str,
        )
    }

    /// The value as a number; the default where what is set is none.
    pub(crate) fn number(&self, name: &str) -> f64 {
        let default = || {
            SETTINGS
                .iter()
                .find(|s| s.name == name)
                .and_then(|s| s.default.parse().ok())
                .unwrap_or(0.0)
        };
        self.text(name).replace(',', "").parse().unwrap_or_else(|_| default())
    }

    /// The names that were set, with their values.
    pub(crate) fn given(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.values.iter().map(|(name, value)| (*name, value.as_str()))
    }
}
