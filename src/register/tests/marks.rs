//! Ticks, colours, notes and what is hidden.

use super::*;

#[test]
fn hidden_rows_columns_and_sheets_are_read_and_told_of() {
    let (registers, findings) = read(&[
        ("Sheet1", DEPLOYMENTS, |sheet| {
            sheet.set_row_hidden(2)?;
            sheet.set_row_hidden(3)?;
            sheet.set_row_hidden(90)?;
            sheet.set_column_hidden(4)?;
            sheet.set_column_hidden(40).map(drop)
        }),
        (
            "Old visits",
            "Visit ref | Deployment ref | Visit date | Days\nV1 | DEP-01 | 01/10/2010 | 1\nV2 | DEP-02 | 02/10/2010 | 1",
            |sheet| {
                sheet.set_hidden(true);
                Ok(())
            },
        ),
    ]);
    let hidden: Vec<bool> =
        registers.of(&deployments::SCHEMA).iter().map(|row| row.is_hidden).collect();
    assert_eq!(hidden, [false, true, true, false]);
    assert_eq!(registers.of(&visits::SCHEMA).len(), 2);
    assert_eq!(
        said(&findings, "FIL-013"),
        [
            "The sheet is hidden; it is read like the others.",
            "E1 1 column (E) is hidden (by hand); it is read like the others.",
            "A3 2 rows are hidden (by hand); they are read like the others.",
        ]
    );
}

#[test]
fn notes_of_cells_colours_and_struck_rows_are_harvested() {
    let (registers, findings) = read(&[("Sheet1", DEPLOYMENTS, |sheet| {
        sheet.insert_note(1, 2, &Note::new("spoke to head 3/2"))?;
        let format = Format::new().set_font_strikethrough();
        let format = format.set_background_color(Color::RGB(0xFF_FF_00));
        sheet.write_with_format(4, 0, "DEP-04", &format).map(drop)
    })]);
    let harvest: Vec<String> = registers
        .harvest
        .iter()
        .map(|one| format!("{} {} {}", one.what, one.place.a1(), one.says))
        .collect();
    assert!(
        harvest[0].starts_with("note C2") && harvest[0].contains("spoke to head 3/2")
    );
    assert!(harvest.contains(&"struck A5 DEP-04".to_owned()), "{harvest:?}");
    let colours: Vec<&str> = registers.colours.iter().map(|one| &*one.mark).collect();
    assert_eq!(colours, ["fill FFFF00", "struck through"]);
    assert_eq!(said(&findings, "FIL-037").len(), 1);
    assert!(said(&findings, "FIL-036").is_empty());
    assert_eq!(registers.of(&deployments::SCHEMA).len(), 4);
}

#[test]
fn a_cross_is_a_no_where_the_column_has_ticks_and_a_yes_elsewhere() {
    let table = |first: &str, second: &str| {
        format!(
            "LLE ref | Headteacher | School | Accredited | OK to publish?
L1 | Ruth Gathercole | Norby Primary | 22/01/2010 | {first}
L2 | Peter Bunting | Harlby Primary | 22/01/2010 | {second}"
        )
    };
    let flags = |first: &str, second: &str| -> Vec<Option<bool>> {
        let (registers, _) = read(&[("LLEs", &table(first, second), plain)]);
        let rows = registers.of(&lles::SCHEMA).iter();
        rows.map(|row| row.flag(&lles::CONSENT)).collect()
    };
    assert_eq!(flags("\u{2713}", "x"), [Some(true), Some(false)]);
    assert_eq!(flags("Y", "x"), [Some(true), Some(false)]);
    assert_eq!(flags("P", "x"), [Some(true), Some(false)]);
    assert_eq!(flags("x", ""), [Some(true), None]);
}

#[test]
fn a_tick_under_one_meeting_makes_an_x_under_another_a_cross() {
    let came = |table: &str| {
        let (registers, _) = read(&[("Network meetings", table, plain)]);
        let rows = registers.of(&crate::register::meetings::SCHEMA);
        rows.iter()
            .map(|row| row.flag(&crate::register::meetings::ATTENDED))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        came(
            "
LLE name | 18 Nov 2010 | 3 Feb 2011
Ms Anne Hill | \u{2713} | x
Mr Ben Dale | \u{2713} | x"
        ),
        [Some(true), Some(false), Some(true), Some(false)]
    );
    assert_eq!(
        came(
            "
LLE name | 18 Nov 2010 | 3 Feb 2011
Ms Anne Hill | x |
Mr Ben Dale | | x"
        ),
        [Some(true), Some(true)]
    );
}

#[test]
fn ticks_and_crosses_of_wingdings_are_read_and_a_mark_of_no_meaning_is_told() {
    let table = "
LLE name | 18 Nov 2010 | 3 Feb 2011 | 12 May 2011
Ms Anne Hill | \u{fc} | \u{fb} | P
Mr Ben Dale | \u{2611} | \u{2610} | O
Mrs Cora Fenn | \u{fc} | maybe | O";
    let (registers, findings) = read(&[("Network meetings", table, plain)]);
    let rows = registers.of(&crate::register::meetings::SCHEMA).iter();
    let came: Vec<Option<bool>> =
        rows.map(|row| row.flag(&crate::register::meetings::ATTENDED)).collect();
    let (yes, no) = (Some(true), Some(false));
    assert_eq!(came, [yes, no, yes, yes, no, no, yes, None, no]);
    assert_eq!(said(&findings, "FIL-028"), ["C4 maybe is neither yes nor no."]);
}

#[test]
fn crosses_in_a_column_without_ticks_are_read_as_yes_and_told_once() {
    let table = "
LLE ref | Headteacher | School | Accredited | OK to publish?
L1 | Ruth Gathercole | Norby Primary | 22/01/2010 | x
L2 | Peter Bunting | Harlby Primary | 22/01/2010 | x
L3 | Cora Fenn | Dravby Primary | 22/01/2010 |";
    let (_, findings) = read(&[("LLEs", table, plain)]);
    assert_eq!(
        said(&findings, "FIL-028"),
        [
            "E2 2 cells under OK to publish? with an x and none with a tick, from here down; read as yes."
        ]
    );
}
