//! Cells as people write them.

use crate::base::date::AcademicYear;

use super::*;
use jiff::civil::date as day;

#[test]
fn days_are_read_day_first_in_every_usual_spelling() {
    for text in [
        "3rd Sept 2010",
        "03.09.10",
        "3/9/2010",
        "40424",
        "2010-09-03",
        "Fri 3 September 2010",
        "Thur 3 Sept 2010",
        "3-Sep-10",
    ] {
        assert_eq!(day_in(text), Ok(day(2010, 9, 3)), "{text}");
    }
    assert_eq!(day_in("w/c 6/9/10"), Ok(day(2010, 9, 6)));
    assert_eq!(day_in("Sat 11 Dec 2010"), Ok(day(2010, 12, 11)));
    assert_eq!(day_in("Sun. 12/12/10"), Ok(day(2010, 12, 12)));
    assert!(day_in("Sept 10").is_err());
    assert!(day_in("31/09/2010").is_err());
    assert!(day_in("30/02/2011").is_err());
    for text in ["3/9/1810", "3/9/2110", "3/13/2010", "Sept", "6/9"] {
        assert!(day_in(text).is_err(), "{text}");
    }
}

#[test]
fn a_headship_began_in_a_month_and_a_school_opened_in_58() {
    assert_eq!(day_in("1/9/58"), Ok(day(1958, 9, 1)));
    assert_eq!(day_in("31/3/12"), Ok(day(2012, 3, 31)));
    let read = |text: &str| {
        let cell = CellValue::Text(text.into());
        rough(&crate::register::lles::HEAD_START, &cell).map(|parsed| parsed.value)
    };
    assert_eq!(read("Sept 2000"), Some(Value::Date(day(2000, 9, 1))));
    assert_eq!(read("September 1997"), Some(Value::Date(day(1997, 9, 1))));
    assert_eq!(read("2001"), Some(Value::Date(day(2001, 1, 1))));
    assert_eq!(read("31/9/1999"), None);
    let visit = CellValue::Text("Sept 2000".into());
    assert_eq!(rough(&crate::register::visits::DATE, &visit), None);
    for text in ["not yet", "No reply", "awaited"] {
        let parsed = parse(Kind::Date, &CellValue::Text(text.into()), None);
        assert_eq!(parsed, fine(Value::Missing(Missing::Blank)), "{text}");
    }
}

#[test]
fn a_serial_number_in_a_date_column_is_its_day() {
    let parsed = parse(Kind::Date, &CellValue::Number(40724.0), None);
    assert_eq!(parsed.value, Value::Date(day(2011, 6, 30)));
}

#[test]
fn academic_years_are_read_in_every_usual_spelling() {
    for text in ["2010\u{2013}11", "10/11", "2010/2011", "201011", "2011", "Aut 10"] {
        let parsed = parse(Kind::AcademicYear, &CellValue::Text(text.into()), None);
        assert_eq!(parsed.value, Value::Year(AcademicYear(2010)), "{text}");
    }
}

#[test]
fn a_year_that_excel_made_a_date_is_put_right_and_said() {
    let tenth_of_november = CellValue::Date(45606.0);
    let parsed = parse(Kind::AcademicYear, &tenth_of_november, None);
    assert_eq!(parsed.value, Value::Year(AcademicYear(2010)));
    assert_eq!(parsed.trouble, Some(Trouble::YearAsDate));
}

#[test]
fn leave_is_offered_for_no_word_that_is_only_like_it() {
    let read = |text: &str| {
        let kind = crate::register::comments::CONSENT.kind;
        parse(kind, &CellValue::Text(text.into()), None)
    };
    assert!(matches!(read("naamed").trouble, Some(Trouble::NotInList(None))));
    assert!(matches!(read("anonymus").trouble, Some(Trouble::NotInList(Some(_)))));
    assert_eq!(read("Yes, unattributed").value, Value::Choice("anonymous"));
}

#[test]
fn yes_and_no_are_read_in_every_usual_mark() {
    let read = |text: &str| parse(Kind::YesNo, &CellValue::Text(text.into()), None);
    for text in ["sent apols", "Apologies received", "apols (ill)"] {
        assert_eq!(read(text).value, Value::Flag(false), "{text}");
    }
    for text in [
        "Y",
        "Yes",
        "y",
        "\u{2713}",
        "\u{221a}",
        "P",
        "1",
        "TRUE",
        "Yes - by e-mail",
        "\u{2611}",
        "\u{2714}\u{fe0f}",
        "\u{fc}",
        "\u{fe}",
    ] {
        assert_eq!(read(text), fine(Value::Flag(true)), "{text}");
    }
    for text in [
        "N", "No", "0", "FALSE", "\u{2717}", "Apols", "\u{2610}", "\u{fb}", "\u{fd}",
        "Declined",
    ] {
        assert_eq!(read(text), fine(Value::Flag(false)), "{text}");
    }
    for text in ["n/a", "?", "", "tbc"] {
        assert_eq!(read(text).value, Value::Missing(Missing::Blank), "{text}");
    }
    assert_eq!(parse(Kind::YesNo, &CellValue::Bool(true), None).value, Value::Flag(true));
    // A tick or a cross: the column tells which.
    assert_eq!(read("x").trouble, Some(Trouble::NotYesNo));
    assert_eq!(read("perhaps").value, Value::Missing(Missing::Unreadable));
}

#[test]
fn money_days_and_marks_are_read_as_people_write_them() {
    let value = |kind, text: &str| parse(kind, &CellValue::Text(text.into()), None).value;
    assert_eq!(value(Kind::Money, "£2,100.00"), Value::Number(2100.0));
    for text in ["£525.00 CR", "(525.00)", "525-", "-£525", "\u{2212}525", "CR £525"] {
        assert_eq!(value(Kind::Money, text), Value::Number(-525.0), "{text}");
    }
    assert_eq!(value(Kind::Money, "1,250.00 DR"), Value::Number(1250.0));
    assert_eq!(value(Kind::Money, "-"), Value::Missing(Missing::NoResult));
    assert_eq!(value(Kind::Days, "6.5 days"), Value::Number(6.5));
    for (text, days) in
        [("half day", 0.5), ("Full day", 1.0), ("1½ days", 1.5), ("am", 0.5)]
    {
        assert_eq!(value(Kind::Days, text), Value::Number(days), "{text}");
    }
    assert_eq!(
        parse(Kind::Money, &CellValue::Text("2,100 approx".into()), None).trouble,
        Some(Trouble::NotANumber)
    );
}

#[test]
fn an_apostrophe_before_a_number_is_no_part_of_it() {
    let value = |kind, text: &str| parse(kind, &CellValue::Text(text.into()), None).value;
    let text = |text: &str| Value::Text(text.to_owned());
    assert_eq!(value(Kind::Urn, "'120983"), text("120983"));
    assert_eq!(value(Kind::DfeNumber, "'926/2056"), text("926/2056"));
    assert_eq!(value(Kind::Days, "'12 "), Value::Number(12.0));
    assert_eq!(value(Kind::Date, "'06/09/2010"), Value::Date(day(2010, 9, 6)));
    assert_eq!(value(Kind::Text, "'Til dawn"), text("'Til dawn"));
}

#[test]
fn about_so_many_is_read_and_asked_about_and_a_limit_is_no_number() {
    let read = |kind, text: &str| parse(kind, &CellValue::Text(text.into()), None);
    for text in ["c.10", "c. 10 days", "Circa 10", "approx. 10", "about 10", "~10"] {
        let about = with(Value::Number(10.0), Trouble::About);
        assert_eq!(read(Kind::Days, text), about, "{text}");
    }
    assert_eq!(
        read(Kind::Money, "c. \u{a3}350"),
        with(Value::Number(350.0), Trouble::About)
    );
    for text in [">75", "<8", "8+", "8-10", "1,5", "12,34"] {
        assert_eq!(read(Kind::Days, text).trouble, Some(Trouble::NotANumber), "{text}");
    }
    assert_eq!(read(Kind::Days, "0.5d").value, Value::Number(0.5));
    assert_eq!(read(Kind::Count, "12,345").value, Value::Number(12345.0));
    assert_eq!(read(Kind::Money, "\u{a3}10k").value, Value::Number(10000.0));
}

#[test]
fn cells_of_an_exported_list_are_read_without_its_marks() {
    let text = |text: &str| CellValue::Text(std::sync::Arc::from(text));
    assert_eq!(plain(&text("12;#DEP-02")), "DEP-02");
    assert_eq!(plain(&text(";#Coaching;#Data;#")), "Coaching; Data");
    for (cell, wanted) in [
        ("2010-09-12T23:00:00Z", day(2010, 9, 13)),
        ("2010-12-13T00:00:00Z", day(2010, 12, 13)),
    ] {
        let read = parse(Kind::Date, &text(cell), None).value;
        assert_eq!(read, Value::Date(wanted), "{cell}");
    }
}

#[test]
fn a_word_of_a_list_is_known_among_more_unless_it_is_denied() {
    use crate::register::{comments, deployments};
    let read = |column: &Column, text: &str| {
        parse(column.kind, &CellValue::Text(text.into()), None).value
    };
    let status = |text| read(&deployments::STATUS, text);
    assert_eq!(status("Closed (see file)"), Value::Choice("closed"));
    assert_eq!(status("Closed: no further visits"), Value::Choice("closed"));
    assert_eq!(status("Still active"), Value::Choice("active"));
    let paid = read(&crate::register::spend::STATUS, "Ordered, not paid yet");
    assert_eq!(paid, Value::Choice("committed"));
    let unread = Value::Missing(Missing::Unreadable);
    for text in ["Not yet started", "No longer active", "Never started", "Hasn't started"]
    {
        assert_eq!(status(text), unread, "{text}");
    }
    // Consent is the whole of what was said, and is never read out of more.
    let consent = |text| read(&comments::CONSENT, text);
    assert_eq!(consent("Agreed"), Value::Choice("yes"));
    assert_eq!(consent("Not agreed"), Value::Choice("no"));
    assert_eq!(consent("Yes, by name"), Value::Choice("named"));
    assert_eq!(consent("Yes, but not by name"), Value::Choice("anonymous"));
    for text in [
        "Agreed not to be quoted",
        "Has not been given",
        "Agreed, subject to sight of it",
        "Yes, but leave out my name",
    ] {
        assert_eq!(consent(text), unread, "{text}");
    }
}

#[test]
fn the_nearest_word_of_a_list_is_offered_where_one_is_near() {
    use crate::register::deployments;
    let near = |text: &str| {
        let cell = CellValue::Text(text.into());
        parse(deployments::STATUS.kind, &cell, None).trouble
    };
    assert_eq!(near("Actve"), Some(Trouble::NotInList(Some("active"))));
    // A word that means one of the list is as good.
    assert_eq!(near("Compleeted"), Some(Trouble::NotInList(Some("closed"))));
    assert_eq!(near("Ticking over"), Some(Trouble::NotInList(None)));
}
