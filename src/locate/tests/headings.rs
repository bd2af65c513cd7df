//! Headings in an adviser's own words.

use super::*;

#[test]
fn headings_in_an_advisers_own_words_are_known() {
    let tables = located(grid(
        "
Leader no. | Forename | Surname | Home school | Date accredited | Current status | Days available p.a. | OK to publish?
LLE001 | Ruth | Gathercole | Croscombe Primary | 22/1/2010 | Active | 8 | Y
LLE002 | Clare | Jermyny | Tiltby Primary | 22/1/2010 | Active | 15 | Y",
    ));
    assert_eq!(
        shown(&tables),
        [
            "lles 1: ref first surname school accredited status days_offered profile_consent; 2 rows"
        ]
    );
}

#[test]
fn a_programme_that_calls_its_heads_coaches_and_its_schools_partners_is_read() {
    let found = |text: &str| shown(&located(grid(text)));
    assert_eq!(
        found(
            "
Coach ID | Headteacher coach | Base school | Approved on | Where are they now? | Days p.a.
HC1 | Mrs Jane Orr | Alderbrook Primary | 3rd September 2009 | Active | 10
HC2 | Mr Tom Ash | Beechcroft Primary | 3rd September 2009 | Stood down | 12"
        ),
        ["lles 1: ref name school accredited status days_offered; 2 rows"]
    );
    assert_eq!(
        found(
            "
Ref | Headteacher coach | Partner school | Began | Finished | Days | Where we are | What for
P03 | Mrs Jane Orr | Fairfield Primary | 6th of September 2010 | | 5 | In progress | Maths
P04 | Mr Tom Ash | Greenways Primary | 7th of September 2010 | | 6 | In progress | Maths"
        ),
        ["deployments 1: ref lle client start end days status focus; 2 rows"]
    );
    assert_eq!(
        found(
            "
When | Coach | School visited | How long | Partnership | What we did
2/10/2010 | Mrs Jane Orr | Fairfield Primary | half day | P03 | Observations
3/10/2010 | Mr Tom Ash | Greenways Primary | 1 day | P04 | Observations"
        ),
        ["visits 1: date lle school days deployment focus; 2 rows"]
    );
}

#[test]
fn a_programme_of_helpers_and_matches_is_read() {
    let found = |text: &str| shown(&located(grid(text)));
    assert_eq!(
        found(
            "
No. | Name of headteacher | School they lead | Date appointed LLE | Availability (days) | In/out
1 | Jane Orr | Alderbrook Primary | 09/25/2009 | 10 | Active
2 | Tom Ash | Beechcroft Primary | 03/04/2010 | 12 | Active"
        ),
        ["lles 1: ref name school accredited days_offered status; 2 rows"]
    );
    assert_eq!(
        found(
            "
Match no. | Helper | School helped | From | To | No of days | Status | £ per day
M1 | Jane Orr | Fairfield Primary | 09/13/2010 | 07/20/2011 | 6 | Finished | 350
M2 | Tom Ash | Greenways Primary | 01/05/2011 | | 8 | Live | 350"
        ),
        ["deployments 1: ref lle client start end days status rate; 2 rows"]
    );
    assert_eq!(
        found(
            "
Mentor head | Supported school | Support started | Support ended | Days allocated | Live?
Orr, Jane | Fairfield Primary | 6/9/2010 | | 6 | Live
Ash, Tom | Greenways Primary | 7/9/2010 | 20/7/2011 | 8 | Completed"
        ),
        ["deployments 1: lle client start end days status; 2 rows"]
    );
    assert_eq!(
        found(
            "
Your school | How satisfied are you with the support? | The support has had an impact in my school | Anything else you would like to say? | May we quote you?
Fairfield | Strongly agree | Agree | Thank you | Yes
Greenways | Agree | Agree | | No
Hawkinge | Agree | Neither | | Yes"
        ),
        ["surveys 1: school comment consent; 3 rows"]
    );
}

#[test]
fn how_a_cell_is_to_be_filled_in_is_no_part_of_its_heading() {
    let tables = located(grid(
        "
Visit number | Support ref. | Visit date (dd/mm/yy) | Length of visit (days) | Note of visit in on (dd/mm/yyyy)
V1 | DEP-01 | 6/9/10 | 1 | 7/9/2010
V2 | DEP-02 | 9/9/10 | 1 | 10/9/2010",
    ));
    assert_eq!(shown(&tables), ["visits 1: ref deployment date days received; 2 rows"]);
    let tables = located(grid(
        "
LLE no | Headteacher (surname, first name) | School | Designated on | Days (n) offered p.a.
LLE001 | Hill, Anne | Norby Primary | 22/1/2010 | 10
LLE002 | Dale, Ben | Harlby Primary | 22/1/2010 | 8",
    ));
    assert_eq!(
        shown(&tables),
        ["lles 1: ref name school accredited days_offered; 2 rows"]
    );
}

#[test]
fn a_likeness_leaves_the_column_to_the_heading_that_has_the_word() {
    let tables = located(grid(
        "
LLE no | Headteacher | School | Date appoint. | Designated | Status
LLE001 | Ms A Hill | Norby Primary | 1/9/2001 | 22/1/2010 | Active
LLE002 | Mr B Dale | Harlby Primary | 1/9/2004 | 22/1/2010 | Active",
    ));
    let [table] = tables.as_slice() else { panic!("{tables:?}") };
    let accredited =
        table.headings.iter().find(|h| h.column.key == "accredited").map(|h| &*h.text);
    assert_eq!(accredited, Some("Designated"));
}

#[test]
fn a_heading_that_lists_its_answers_is_known_by_them() {
    let tables = located(grid(
        "
LLE no | Headteacher | School | Date approved as LLE | Approved by | Active / paused / left
LLE001 | Ms A Hill | Norby Primary | 22/1/2010 | National College | Active
LLE002 | Mr B Dale | Harlby Primary | 22/1/2010 | National College | Paused",
    ));
    assert_eq!(
        shown(&tables),
        ["lles 1: ref name school accredited body status; 2 rows"]
    );
}

#[test]
fn headteacher_of_is_the_school_and_headteacher_alone_the_person() {
    let found = |headings: &str| {
        shown(&located(grid(&format!(
            "
{headings}
LLE001 | Ms A Hill | Norby Primary | 22/1/2010 | Active
LLE002 | Mr B Dale | Harlby Primary | 22/1/2010 | Active"
        ))))
    };
    let expected = ["lles 1: ref name school accredited status; 2 rows"];
    for school in ["Headteacher of", "Head of", "Head teacher at", "Principal of:"] {
        for person in ["Name", "LLE name", "Headteacher", "Head", "Heads (full name)"] {
            let headings =
                format!("LLE no | {person} | {school} | Accredited | LLE status");
            assert_eq!(found(&headings), expected, "{headings}");
        }
    }
    assert_eq!(
        found("LLE no | Headteacher | School | Accredited | LLE status"),
        expected
    );
    let tables = located(grid(
        "
Deployment ref | LLE | Headteacher of | School supported | Start date | Days agreed
DEP-01 | Ms A Hill | Norby Primary | Tiltby Primary | 6/9/2010 | 5
DEP-02 | Mr B Dale | Harlby Primary | Croscombe Primary | 7/9/2010 | 5",
    ));
    assert_eq!(
        shown(&tables),
        ["deployments 1: ref lle lle_school client start days; 2 rows"]
    );
}

#[test]
fn a_sheet_that_its_name_speaks_for_may_lack_a_heading() {
    let visits = |file: &str| {
        let mut sheet = grid(
            "
Visit ref | Deployment ref | LLE name | Supported school | | Duration (days) | Focus of support | Progress RAG | Record received
V1 | DEP-01 | Ms A Hill | Norby Primary | first | 1 | Coaching | Amber | 7/9/2010
V2 | DEP-01 | Ms A Hill | Norby Primary | second | 1 | Coaching | Green | 10/9/2010",
        );
        sheet.file = Arc::from(file);
        located(sheet).iter().map(|table| table.schema.name).collect::<Vec<_>>()
    };
    assert_eq!(visits("Records of visit.xlsx"), ["visits"]);
    assert_eq!(visits("Term 1.xlsx"), ["visits"]);
}

#[test]
fn ages_under_two_headings_are_the_lowest_and_the_highest() {
    let mut sheet = grid(
        "
School | | Age range | | Pupils
Name | URN | From | To | On roll
Norby Primary School | 180124 | 4 | 11 | 299
Harlby Infant School | 180142 | 4 | 7 | 61",
    );
    sheet.merges = vec![
        Area { first: CellPos::new(0, 0), last: CellPos::new(0, 1) },
        Area { first: CellPos::new(0, 2), last: CellPos::new(0, 3) },
    ];
    let shown = shown(&located(sheet));
    assert_eq!(shown, ["schools 2: name urn low_age high_age roll; 2 rows"]);
}

/// What stands on a list of contents are the names of registers, and no register.
#[test]
fn a_list_of_the_workbooks_sheets_is_no_register() {
    let mut sheets = vec![grid(
        "
LLE programme analysis workbook

Tab | What is on it
Schools | School list
Deploy | Deployments
Visits | Records of visit
QA | QA log
Spend | Ledger spend and commitments",
    )];
    sheets[0].name = Arc::from("Contents");
    for name in ["Schools", "Deploy", "Visits", "QA", "Spend"] {
        let mut sheet = grid("Colour | Taste\nRed | Sweet");
        sheet.name = Arc::from(name);
        sheets.push(sheet);
    }
    let book = Book { sheets, ..Book::default() };
    let folder = Folder { books: vec![book], ..Folder::default() };
    let mut findings = Findings::default();
    let located = super::super::tables(&folder, SCHEMAS, &[], &mut findings);
    assert!(located.tables.is_empty(), "{:?}", shown(&located.tables));
    let says = located.others.iter().find(|one| &*one.sheet == "Contents").unwrap();
    assert!(says.says.starts_with("It lists the sheets"), "{}", says.says);
}

#[test]
fn half_of_one_register_gives_way_to_the_name_of_the_sheet() {
    let text = "
Financial year | In aid of what | By what road | Amount approved in pounds | Reference of the Schools Forum decision
2011/12 | LLE days - direct | Directly by the council | 36000 | SF/11/04
2011/12 | Training and meetings | By the alliance of schools | 6000 | SF/11/04
2011/12 | Evaluation | Directly by the council | 3000 | SF/11/04";
    let named = |name: &str| {
        let mut sheet = grid(text);
        sheet.name = Arc::from(name);
        let tables = located(sheet);
        tables.iter().map(|table| table.schema.name).collect::<Vec<_>>()
    };
    assert_eq!(named("Sheet1"), ["decisions"]);
    assert!(!named("Budget").contains(&"decisions"));
}
