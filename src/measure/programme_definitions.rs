//! What the measures of the programme and of its money are: pages of `explain`.

use crate::base::figure::Definition;

/// Source of what no published measure defines.
const PROG: &str =
    "Definition settled for the programme (2011); the registers of the programme.";

pub(super) static P01: Definition = Definition {
    code: "P01",
    name: "Active LLEs",
    words: "LLEs who are accredited and at work on the as-at date.",
    formula: "Count of LLEs accredited on or before the date, not ended by it, not paused on it.",
    counted: "Every row of the LLE register; left out are applicants, LLEs in training, and from their status date those who resigned, retired, moved or were de-designated. An ended status without a date counts as ended.",
    example: "35 accredited, one resigned on 31 August, one paused in December: 33 on 31 December.",
    source: PROG,
    caution: "A person who is paused is not lost: see P14 for who stays.",
};
pub(super) static P02: Definition = Definition {
    code: "P02",
    name: "Growth in a year",
    words: "Active LLEs now less those a year before.",
    formula: "P01 on the date − P01 a year before; per cent of the earlier number beside it.",
    counted: "As P01, on both dates. Without anybody a year before there is no growth to tell.",
    example: "32, then 35: +3 (+9.4%); 18, then 32: +77.8%.",
    source: PROG,
    caution: "A per cent of a small number swings widely.",
};
pub(super) static P03: Definition = Definition {
    code: "P03",
    name: "LLEs by kind",
    words: "Active LLEs of each cohort, phase and district.",
    formula: "Count on the as-at date of each cohort, phase and district.",
    counted: "As P01. Phase and district are those of the LLE's own school, the register's phase where the school list has none; who has none of the three stands in none.",
    example: "Cohort 1, 18 accredited, one resigned: 17.",
    source: PROG,
    caution: "The three ways of sorting each count everybody once: they are not added.",
};
pub(super) static P04: Definition = Definition {
    code: "P04",
    name: "Active deployments",
    words: "Deployments at work on the as-at date, with their client schools and LLEs.",
    formula: "Count of deployments started and not ended; distinct clients; distinct LLEs; utilisation = 100 × active LLEs with a deployment ÷ active LLEs.",
    counted: "Status active or mid-point, or by dates where the status is blank, agreed or contracted; a written status wins over dates. Left out: declined, withdrawn, closed, and those to come. A deployment with two LLEs is one deployment.",
    example: "24 of 33 active LLEs deployed: 72.7%.",
    source: PROG,
    caution: "An LLE without a deployment may be full of days already given.",
};
pub(super) static P05: Definition = Definition {
    code: "P05",
    name: "Days delivered of days agreed",
    words: "Of the days agreed, how many were delivered.",
    formula: "100 × days of recorded visits ÷ days agreed; beside it the days expected by now = Σ days agreed × school days elapsed ÷ school days from start to planned end.",
    counted: "Deployments started by the as-at date; left out are the declined and those withdrawn before their start, and visits that no deployment of these owns. Expected days need a start and an end.",
    example: "148 of 168: 88.1%.",
    source: PROG,
    caution: "Days given before the tests, not all days, can bear on results: see M24.",
};
pub(super) static P06: Definition = Definition {
    code: "P06",
    name: "Capacity",
    words: "Of the days LLEs offer in a year, how many are agreed.",
    formula: "100 × days of this academic year's deployments ÷ days offered by active LLEs; free = offered − agreed.",
    counted: "Active LLEs; one who states no days counts with the setting capacity_days (12) where others state theirs. A deployment counts whole in each academic year that it touches.",
    example: "32 LLEs at 12 days: 384; 168 agreed: 43.8%, 216 free.",
    source: PROG,
    caution: "Free days are an offer in principle: governors agree each one.",
};
pub(super) static P07: Definition = Definition {
    code: "P07",
    name: "Reach",
    words: "Of the priority schools, how many are supported; of the supported, how many are priority.",
    formula: "100 × priority schools supported ÷ priority schools; targeting = 100 × the same ÷ schools supported.",
    counted: "Schools marked as priority in the school list; supported is a client of any deployment that has begun and was not declined or withdrawn before its start.",
    example: "13 of 36 priority schools: 36.1%; 13 of 18 supported: 72.2%.",
    source: "Primary floor standard of the Department for Education (2011); the authority's own list of priority schools.",
    caution: "A school that improved may have lost its mark since: lists are as they stand today.",
};
pub(super) static P08: Definition = Definition {
    code: "P08",
    name: "Time to match",
    words: "Days from a school's being identified to the agreement.",
    formula: "Median of calendar days; share within the standard (setting match_days, 20); schools still waiting and the longest wait beside it.",
    counted: "Deployments with both dates. Waiting: deployments identified and neither agreed nor begun, and open rows of the register of needs, each school once. Left out: an agreement dated before the identification.",
    example: "5, 9, 12, 14, 21, 28 and 40 days: median 14.0; four of seven within 20: 57.1%.",
    source: "Published norms of teaching school networks for specialist leaders (a first contact within seven days); twenty days to the agreement are settled for the programme (2011).",
    caution: "Schools that still wait are not in the median: a long queue hides in it.",
};
pub(super) static P09: Definition = Definition {
    code: "P09",
    name: "Records of visit on time",
    words: "Of the records that were due, how many came within the standard.",
    formula: "100 × received within ten working days ÷ due by the as-at date; received at all beside it.",
    counted: "Visits whose ten working days (setting record_days) have passed; Monday to Friday but for England's bank holidays. Left out: visits whose standard still runs.",
    example: "120 due: 96 on time, 12 late, 12 missing: 80.0% on time, 90.0% received.",
    source: "Published norms of teaching school networks for specialist leaders ask for five working days; ten are settled for the programme (2011).",
    caution: "A record in time may still say little: see P10.",
};
pub(super) static P10: Definition = Definition {
    code: "P10",
    name: "Quality checks",
    words: "Of the checks that were due, how many were green.",
    formula: "100 × green ÷ due; done ÷ due beside it.",
    counted: "Checks due, or done where no due date is written, by the as-at date. Left out: checks not yet due.",
    example: "18 checks, two not due; 12 green and 4 amber of 16: 75.0% green, 100.0% done.",
    source: PROG,
    caution: "A check that is due and not done lowers the share of green.",
};
pub(super) static P11: Definition = Definition {
    code: "P11",
    name: "Objectives met",
    words: "Of deployments with an outcome, how many met their objectives.",
    formula: "100 × met ÷ with an outcome; met, partly, not as counts.",
    counted: "Deployments whose outcome is recorded; left out are the declined, the withdrawn before their start, and those without an outcome yet.",
    example: "6 of 8: 75.0%.",
    source: PROG,
    caution: "The client and the LLE judge their own work.",
};
pub(super) static P12: Definition = Definition {
    code: "P12",
    name: "Attendance",
    words: "Of those invited to network meetings, how many came.",
    formula: "100 × attended ÷ invited, over all meetings.",
    counted: "Meetings held by the as-at date; apologies count as invited. Where a sheet gives only numbers, its numbers.",
    example: "27 of 32: 84.4%.",
    source: PROG,
    caution: "Meetings of different sizes weigh by their invitations.",
};
pub(super) static P13: Definition = Definition {
    code: "P13",
    name: "Training needs met",
    words: "Of the needs raised, how many were met within two terms.",
    formula: "100 × met within eight months ÷ raised.",
    counted: "Needs with the date on which they were raised, by the as-at date. A need not yet met counts as not met, however young.",
    example: "9 of 14: 64.3%.",
    source: PROG,
    caution: "Needs raised this term can hardly be met yet.",
};
pub(super) static P14: Definition = Definition {
    code: "P14",
    name: "LLEs who stay",
    words: "Of LLEs at work a year before, how many have not left.",
    formula: "100 × not ended by the date ÷ active a year before.",
    counted: "LLEs active a year before the as-at date; a paused LLE has not left.",
    example: "31 of 32: 96.9%.",
    source: PROG,
    caution: "One person of thirty is three points.",
};
pub(super) static P15: Definition = Definition {
    code: "P15",
    name: "Agreed before the first visit",
    words: "Of deployments that were visited, how many had all three signatures first.",
    formula: "100 × signed by the LLE's governors, the client's governors and the authority on or before the first visit ÷ visited.",
    counted: "Deployments that have begun and have a recorded visit; a contract without a deployment helps none.",
    example: "17 of 18: 94.4%.",
    source: "Memoranda of understanding of teaching school alliances; definition settled for the programme (2011).",
    caution: "A signature is dated by hand.",
};
pub(super) static F01: Definition = Definition {
    code: "F01",
    name: "Cost of a school and of a day",
    words: "What has been paid, for each school supported and for each day delivered.",
    formula: "Paid ÷ client schools; paid ÷ days of recorded visits.",
    counted: "Payments and accruals dated by the as-at date, of every kind and year; client schools of deployments that have begun; all recorded visits. Left out: commitments, VAT, and the adviser's salary unless it is booked as spend.",
    example: "£60,000 ÷ 18 schools: £3,333.33; ÷ 148 days: £405.41.",
    source: PROG,
    caution: "An average: schools receive different numbers of days.",
};
pub(super) static F02: Definition = Definition {
    code: "F02",
    name: "Cost of a point",
    words: "What one point of rise cost in one school, against the year before and beyond similar schools.",
    formula: "Cost of a school ÷ rise (M03), and ÷ difference (M21); the range from the rise's interval.",
    counted: "As F01 and the rise it divides by. Left out where the interval reaches nought: the cost would be boundless.",
    example: "£3,333.33 ÷ 16.9: £197.0; ÷ 11.4: £292.2 (£196.0 to £573.6).",
    source: PROG,
    caution: "Never read without its range: dearest where least was gained. Points of different schools are not one currency.",
};
pub(super) static F03: Definition = Definition {
    code: "F03",
    name: "Cost of an additional pupil",
    words: "What one more pupil at the standard cost, beyond similar schools.",
    formula: "Cost of the analysed schools ÷ (pooled difference in differences × pupils).",
    counted: "Paired client schools and their pupils of the later year.",
    example: "14 schools at £3,333.33 ÷ (8.89 points of 289 pupils, 25.7): £1,816.2.",
    source: PROG,
    caution: "It inherits every doubt of the comparison with similar schools (M20, M21).",
};
pub(super) static F04: Definition = Definition {
    code: "F04",
    name: "Routes",
    words: "What a day costs directly and through the Teaching School.",
    formula: "Σ days × rate ÷ Σ days of each route; brokerage = (Teaching School − direct) × its days; premium = the difference ÷ direct.",
    counted: "Deployments that have begun with days and a rate; one without a route stands in neither.",
    example: "£382.50 and £450 for 60 days: £27,000, of it £4,050 brokerage; 17.6% dearer.",
    source: "Charging policies of teaching school alliances (rate cards of 2015/16 and 2019/20).",
    caution: "The dearer route may do more: finding, checking, insuring.",
};
pub(super) static F05: Definition = Definition {
    code: "F05",
    name: "Budget and forecast",
    words: "What was approved, paid and ordered in the financial year, and where it is heading.",
    formula: "Forecast = paid + committed; variance = forecast − approved; run rate = paid ÷ months begun × 12; flag where forecast and run rate are more than 5% of the budget apart (setting flag_forecast_percent).",
    counted: "Budget lines of the financial year of the as-at date, virements included; payments of that year dated by then. Committed is ordered, received or invoiced and not yet paid; a payment of no line stands as a line of its own.",
    example: "£24,500 paid and £21,000 committed of £50,000: forecast £45,500, variance −£4,500 (−9.0%); run rate £42,000, 7.0% apart: flagged. With £27,000 of £30,000: £72,500 of £80,000, 90.6%, £7,500 under.",
    source: PROG,
    caution: "A commitment is not yet a cost; a run rate knows no holidays.",
};
pub(super) static F06: Definition = Definition {
    code: "F06",
    name: "Financial years",
    words: "Cost of days in the financial year in which they were given.",
    formula: "Σ days × rate by the date of the visit, April to March.",
    counted: "Recorded visits by the as-at date of deployments with a rate.",
    example: "12 days at £350, 7 by 31 March: £2,450, then £1,750.",
    source: PROG,
    caution: "What was given, not what was paid: invoices follow.",
};
pub(super) static F07: Definition = Definition {
    code: "F07",
    name: "Days still affordable",
    words: "How many days the rest of the budget buys.",
    formula: "(Approved − paid − committed) ÷ cost of a day (F01); whole days beside it.",
    counted: "The financial year of the as-at date; only where something is left.",
    example: "£7,500 ÷ £405.41: 18.5, so 18 days.",
    source: PROG,
    caution: "It supposes that days go on costing what they have cost.",
};
