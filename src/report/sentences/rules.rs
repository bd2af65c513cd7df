//! Every sentence with the rule that writes it.

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
