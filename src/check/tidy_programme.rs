//! A small programme in good order: no rule may raise anything above a note.

use crate::base::finding::{Findings, Severity};

use super::found::scene;

const PROGRAMME: &str = "
    Schools | URN | DfE number | School | Phase | Lowest age | Highest age | Open date | Close date | Replaced by (URN) | Number on roll | Town | Ofsted overall | Ofsted date
            | 180001 | 926/2001 | Dravby Primary School | primary | 4 | 11 | 1958-09-01 | | | 210 | Dravby | Good | 2009-03-10
            | 180002 | 926/2002 | Norby Junior School | junior | 7 | 11 | 1958-09-01 | | | 180 | Norby | Satisfactory | 2009-05-12
            | 180003 | 926/3003 | St Mary's CE Primary School, Wexby | primary | 4 | 11 | 1958-09-01 | 2011-08-31 | 190003 | 150 | Wexby | |
            | 190003 | 926/3003 | St Mary's CE Primary Academy, Wexby | primary | 4 | 11 | 2011-09-01 | | | 150 | Wexby | |
    LLEs | LLE ref | Headteacher | School | URN | Headship start | Accredited | Status | Status date | Days offered per year | Most deployments at once | Consent to directory
         | LLE01 | GATHERCOLE, Ruth | Dravby Primary | 180001 | 2000-09-01 | 2010-01-22 | active | | 12 | 2 | Yes
         | LLE02 | Mr J Other | St Mary's CE Primary, Wexby | 180003 | 2001-09-01 | 2010-01-22 | retired | 2011-08-31 | 10 | 2 | No
    Deployments | Deployment ref | LLE ref | LLE | Client school | Client URN | Identified | Matched | Start | Planned end | End | Status | Days agreed | Success measures
                | DEP-01 | LLE01 | Ms R Gathercole | Norby Jnr | 180002 | 2010-07-01 | 2010-07-15 | 2010-09-13 | 2012-03-30 | | active | 6 | Level 4+ rises to 70%
                | DEP-02 | LLE02 | J Other | Norby Junior School | 180002 | 2010-01-20 | 2010-01-30 | 2010-02-22 | 2010-07-16 | 2010-07-16 | closed | 3 | Plans are in place
    Records of visit | Visit ref | Deployment ref | LLE | School | Date of visit | Duration (days) | Evidence of impact | Record received
                     | V1 | DEP-02 | Mr J Other | Norby Junior | 2010-03-10 | 1 | A pupil in Y4 reads aloud with confidence now. | 2010-03-15
                     | V2 | DEP-01 | R Gathercole | Norby Junior | 2010-10-04 | 1 | Teachers in Year 6 plan together every week. | 2010-10-11
                     | V3 | DEP-01 | R Gathercole | Norby Junior | 2011-11-14 | 0.5 | Maths in Y5 is stronger than a year ago. | 2011-11-21
    Term dates | Term or holiday | First day | Last day
               | Autumn term 2010 | 2010-09-06 | 2010-12-17
               | Spring term 2011 | 2011-01-05 | 2011-04-08
               | Half-term | 2011-02-21 | 2011-02-25
               | Summer term 2011 | 2011-04-27 | 2011-07-21
               | Autumn term 2011 | 2011-09-06 | 2011-12-16
               | Training day | 2011-09-05 |
    Contracts | Contract no. | Deployment ref | Signed (LLE's governors) | Signed (client governors) | Signed (LA) | Start | End | Days | Day rate £ | Value £
              | C1 | DEP-01 | 2010-09-01 | 2010-09-02 | 2010-09-03 | 2010-09-13 | 2012-03-30 | 6 | 350 | 2100
              | C2 | DEP-02 | 2010-02-01 | 2010-02-02 | 2010-02-03 | 2010-02-22 | 2010-07-16 | 3 | 402.50 | 1207.50
    Quality assurance | QA no. | Deployment ref | Due | Done | Done by | Rating | Issues | Action due | Closed
                      | QA1 | DEP-01 | 2011-03-01 | 2011-03-04 | Lead adviser | Amber | targets need sharpening | 2011-06-01 | 2011-05-20
    Network meetings | Date | Term | LLE | Attended
                     | 2011-03-17 | spring | Ruth Gathercole | Yes
                     | 2011-06-23 | summer | Ruth Gathercole | Yes
                     | 2010-11-18 | autumn | Ruth Gathercole | No
    Survey waves | Survey wave | Group | Number invited
                 | June 2011 | clients | 6
    Survey responses | Respondent ref | Respondent type | Survey wave | SAT I am satisfied | Comment | Consent to quote
                     | C1 | Client head | June 2011 | SA | It made the difference. | yes
                     | C2 | Client head | June 2011 | A | |
                     | C3 | Client head | June 2011 | A | |
                     | C4 | Client head | June 2011 | N | |
                     | C5 | Client head | June 2011 | D | I wanted an earlier start. | no
    Comments | Comment | Speaker's role | Consent to quote
             | It made the difference. | Headteacher | anonymous
    Forum decisions | Decision ref | Meeting date | Decision
                    | SF/11/04 | 2011-03-25 | Agreed to fund the programme
    Budget | Financial year | Budget line | Approved £ | Decision ref
           | 2011-12 | LLE days | 6000 | SF/11/04
    Spend | Date | Financial year | Academic year | Deployment ref | Budget line | Net £ | Payment status | Invoice no.
          | 2011-06-04 | 2011-12 | 2010/11 | DEP-01 | LLE days | 1050 | paid | INV1
          | 2011-11-04 | 2011-12 | 2011/12 | DEP-01 | LLE days | 350 | committed | INV2
    Results | URN | School | Year | Number | Cohort | Value
            | 180002 | Norby Junior School | 2009/10 | 22 | 44 | 50
            | 180002 | Norby Junior School | 2010/11 | 28 | 45 | 62
            | 180001 | Dravby Primary School | 2009/10 | 24 | 30 | 80
            | 180001 | Dravby Primary School | 2010/11 | 25 | 30 | 83
    Comparators | Area | Indicator | Year | Value
                | Norfolk | ks2_l4_em | 2009/10 | 67
                | Norfolk | ks2_l4_em | 2010/11 | 68
                | National | ks2_l4_em | 2009/10 | 73
                | National | ks2_l4_em | 2010/11 | 74
";

#[test]
fn a_programme_in_good_order_is_left_in_peace() {
    let scene = scene(PROGRAMME);
    let mut findings = Findings::default();
    let checked = super::run(&scene.registers, &scene.context(), &mut findings);
    let raised: Vec<String> = findings
        .iter()
        .filter(|finding| finding.severity > Severity::Note)
        .map(|finding| format!("{} {} {}", finding.code, finding.place, finding.message))
        .collect();
    assert!(raised.is_empty(), "{raised:#?}");
    let not_run: Vec<&str> = checked.not_run.iter().map(|rule| rule.code).collect();
    assert_eq!(
        not_run,
        ["FIL-006", "FIL-007", "LLE-012", "DEP-013", "DEP-014", "NET-004"]
    );
}

#[test]
fn the_same_registers_give_the_same_findings_in_the_same_order() {
    let told = || {
        let scene = scene(&PROGRAMME.replace("180002 | 2010-07", "999999 | 2010-07"));
        let mut findings = Findings::default();
        super::run(&scene.registers, &scene.context(), &mut findings);
        findings.iter().map(|finding| format!("{finding:?}")).collect::<Vec<_>>()
    };
    assert_eq!(told(), told());
}
