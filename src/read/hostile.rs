//! Files that mean harm, or are damaged as if they did: each is refused or read
//! within the limits, and none ends the program.

use std::io::{Cursor, Write as _};

use proptest::prelude::*;

use super::grid::Grid;
use super::*;

fn limits() -> Limits {
    Limits::of(&Settings::default())
}

fn open(name: &str, bytes: Vec<u8>) -> Result<Book, Refused> {
    guarded(|| kind::open(&Arc::from(name), bytes, limits()))
}

fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn xlsx_of(sheet: &str, strings: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let workbook = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{kind}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"
    );
    let root = format!(
        "<Relationships><Relationship Id=\"a\" Type=\"{kind}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let book = format!(
        "<Relationships><Relationship Id=\"a\" Type=\"{kind}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    zip_of(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", book.as_bytes()),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\">{sheet}</worksheet>").as_bytes(),
        ),
        ("xl/sharedStrings.xml", strings.as_bytes()),
    ])
}

fn ods_of(table: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"S\">{table}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    zip_of(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

fn limit_of(read: Result<Book, Refused>) -> &'static str {
    match read {
        Err(Refused::Limit { setting, .. }) => setting,
        other => panic!("{other:?}"),
    }
}

fn is_broken(read: &Result<Book, Refused>) -> bool {
    matches!(read, Err(Refused::Broken(_)))
}

fn cells(read: Result<Book, Refused>) -> Vec<String> {
    let grid: Grid = read.unwrap().sheets.remove(0);
    grid.cells.iter().map(|cell| format!("{} {:?}", cell.pos, cell.value)).collect()
}

#[test]
fn a_bomb_is_refused_by_its_ratio_before_it_is_kept() {
    let spaces = vec![b' '; 64 << 20];
    let bytes = zip_of(&[("xl/workbook.xml", &spaces)]);
    assert_eq!(limit_of(open("a.xlsx", bytes)), "limit_ratio");
}

#[test]
fn a_bomb_that_states_a_small_size_is_refused_too() {
    let spaces = vec![b' '; 64 << 20];
    let mut bytes = zip_of(&[("xl/workbook.xml", &spaces)]);
    // The size stands in the header of the part and in the directory.
    let size = (64u32 << 20).to_le_bytes();
    let places: Vec<usize> = bytes
        .windows(4)
        .enumerate()
        .filter(|(_, window)| **window == size)
        .map(|(at, _)| at)
        .collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + 4].copy_from_slice(&100u32.to_le_bytes());
    }
    assert!(open("a.xlsx", bytes).is_err());
}

#[test]
fn unpacked_bytes_have_a_limit_of_their_own() {
    let limits = Limits { inflated: 1000, ..limits() };
    let bytes = zip_of(&[("xl/workbook.xml", &[b' '; 2000])]);
    let read = guarded(|| kind::open(&Arc::from("a.xlsx"), bytes, limits));
    assert_eq!(limit_of(read), "limit_inflated_bytes");
}

#[test]
fn a_sheet_that_claims_all_cells_costs_no_more_than_it_has() {
    let sheet = "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>";
    assert_eq!(
        cells(open("a.xlsx", xlsx_of(sheet, "<sst/>"))),
        ["XFD1048576 Number(1.0)"]
    );
}

#[test]
fn a_cell_beyond_the_last_column_is_a_damaged_file() {
    for place in ["XFE1", "AAAAAA1", "A1048577", "A99999999999"] {
        let sheet =
            format!("<sheetData><row><c r=\"{place}\"><v>1</v></c></row></sheetData>");
        assert!(is_broken(&open("a.xlsx", xlsx_of(&sheet, "<sst/>"))), "{place}");
    }
}

#[test]
fn a_list_of_texts_that_claims_to_be_endless_is_refused() {
    for claim in ["1000000000000", "384307168202282325", "18446744073709551615"] {
        let strings = format!("<sst uniqueCount=\"{claim}\"><si><t>a</t></si></sst>");
        let read = open("a.xlsx", xlsx_of("<sheetData/>", &strings));
        assert!(is_broken(&read), "{read:?}");
    }
}

#[test]
fn entities_that_multiply_are_not_unfolded() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
    let strings = format!("{bomb}<sst><si><t>&c;</t></si></sst>");
    let sheet = "<sheetData><row><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData>";
    if let Ok(book) = open("a.xlsx", xlsx_of(sheet, &strings)) {
        assert!(format!("{:?}", book.sheets[0].cells).len() < 200);
    }
    let ods = ods_of(
        "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>a&c;b</text:p></table:table-cell></table:table-row>",
    );
    assert_eq!(cells(open("a.ods", ods)), ["A1 Text(\"ab\")"]);
}

#[test]
fn more_merged_ranges_than_allowed_refuse_the_file() {
    let sheet = format!(
        "<sheetData/><mergeCells>{}</mergeCells>",
        "<mergeCell ref=\"A1:B2\"/>".repeat(100_001)
    );
    assert_eq!(limit_of(open("a.xlsx", xlsx_of(&sheet, "<sst/>"))), "limit_merges");
}

#[test]
fn columns_hidden_a_thousand_times_over_are_hidden_once() {
    let sheet = format!(
        "<cols>{}</cols><sheetData><row><c r=\"C1\"><v>1</v></c></row></sheetData>",
        "<col min=\"1\" max=\"16384\" hidden=\"1\"/>".repeat(20_000)
    );
    let book = open("a.xlsx", xlsx_of(&sheet, "<sst/>")).unwrap();
    assert_eq!(book.sheets[0].hidden_cols, [0, 1, 2]);
}

#[test]
fn a_long_text_is_refused_by_its_length() {
    let long = "x".repeat(40_000);
    let sheet = format!(
        "<sheetData><row><c r=\"A1\" t=\"inlineStr\"><is><t>{long}</t></is></c></row></sheetData>"
    );
    assert_eq!(limit_of(open("a.xlsx", xlsx_of(&sheet, "<sst/>"))), "limit_cell_chars");
    let ods = ods_of(
        "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>a<text:s text:c=\"4000000000\"/></text:p></table:table-cell></table:table-row>",
    );
    assert_eq!(limit_of(open("a.ods", ods)), "limit_cell_chars");
}

#[test]
fn errors_that_excel_has_added_are_read_as_errors() {
    let sheet = "<sheetData><row><c r=\"A1\" t=\"e\"><f>B1#</f><v>#SPILL!</v></c><c r=\"B1\"><v>2</v></c></row></sheetData>";
    assert_eq!(
        cells(open("a.xlsx", xlsx_of(sheet, "<sst/>"))),
        ["A1 Error(\"#SPILL!\")", "B1 Number(2.0)"]
    );
}

#[test]
fn a_formula_with_an_empty_text_is_blank_and_one_without_a_result_is_not_calculated() {
    let sheet = "<sheetData><row><c r=\"A1\" t=\"str\"><f>\"\"</f><v></v></c><c r=\"B1\"><f>1+1</f></c><c r=\"C1\"><f>1+1</f><v/></c></row></sheetData>";
    assert_eq!(
        cells(open("a.xlsx", xlsx_of(sheet, "<sst/>"))),
        ["B1 NotCalculated", "C1 NotCalculated"]
    );
}

#[test]
fn a_formula_that_lost_its_cell_is_an_error_though_nobody_calculated_it() {
    let sheet = "<sheetData><row><c r=\"A1\"><f>#REF!*2</f></c><c r=\"B1\"><f>#REF!+1</f><v>7</v></c><c r=\"C1\"><f t=\"shared\" si=\"0\"/><v>3</v></c></row></sheetData>";
    assert_eq!(
        cells(open("a.xlsx", xlsx_of(sheet, "<sst/>"))),
        ["A1 Error(\"#REF!\")", "B1 Number(7.0)", "C1 Number(3.0)"]
    );
}

#[test]
fn empty_rows_repeated_to_the_end_of_the_sheet_cost_nothing() {
    let ods = ods_of(
        "<table:table-column table:number-columns-repeated=\"16384\" table:visibility=\"collapse\"/><table:table-row table:number-rows-repeated=\"1048575\" table:visibility=\"filter\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row><table:table-row><table:table-cell office:value-type=\"float\" office:value=\"2\"/></table:table-row>",
    );
    let book = open("a.ods", ods).unwrap();
    assert_eq!(book.sheets[0].cells.len(), 1);
    assert_eq!(book.sheets[0].cells[0].pos.to_string(), "A1048576");
    assert_eq!(book.sheets[0].hidden_cols, [0]);
    assert!(book.sheets[0].has_filter);
}

#[test]
fn values_repeated_beyond_measure_are_refused_before_they_are_made() {
    for (rows, cols) in [(1_048_576u64, 16_384u64), (u64::MAX, u64::MAX), (3, 10_000_000)]
    {
        let ods = ods_of(&format!("<table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell table:number-columns-repeated=\"{cols}\" office:value-type=\"float\" office:value=\"2\"/></table:table-row>").repeat(500));
        assert_eq!(limit_of(open("a.ods", ods)), "limit_cells");
    }
}

/// A compound file of one sector table, a directory and a stream, whose sectors
/// follow one another as given.
fn compound(next: &[u32], records: &[u8]) -> Vec<u8> {
    let mut header = vec![0u8; 512];
    header[..8].copy_from_slice(compound::SIGNATURE);
    header[26..28].copy_from_slice(&3u16.to_le_bytes());
    header[30..32].copy_from_slice(&9u16.to_le_bytes());
    header[32..34].copy_from_slice(&6u16.to_le_bytes());
    header[44..48].copy_from_slice(&1u32.to_le_bytes());
    header[48..52].copy_from_slice(&1u32.to_le_bytes());
    header[60..64].copy_from_slice(&0xFFFF_FFFEu32.to_le_bytes());
    header[68..72].copy_from_slice(&0xFFFF_FFFEu32.to_le_bytes());
    for at in (80..512).step_by(4) {
        header[at..at + 4].copy_from_slice(&0xFFFF_FFFFu32.to_le_bytes());
    }
    let mut table: Vec<u8> = next.iter().flat_map(|id| id.to_le_bytes()).collect();
    table.resize(512, 0xFF);
    let mut directory = Vec::new();
    for (name, kind, start, bytes) in [
        ("Root Entry", 5u8, 0xFFFF_FFFEu32, 0u32),
        ("Workbook", 2, 2, records.len().max(4096) as u32),
    ] {
        let mut entry = vec![0u8; 128];
        for (at, unit) in name.encode_utf16().enumerate() {
            entry[at * 2..at * 2 + 2].copy_from_slice(&unit.to_le_bytes());
        }
        entry[64..66].copy_from_slice(&((name.len() as u16 + 1) * 2).to_le_bytes());
        entry[66] = kind;
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&bytes.to_le_bytes());
        directory.extend(entry);
    }
    directory.resize(512, 0);
    let mut file = [header, table, directory, records.to_vec()].concat();
    file.resize(file.len().div_ceil(512) * 512, 0);
    file
}

fn xls_of(sheet: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let record = |id: u16, data: &[u8]| -> Vec<u8> {
        [&id.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat()
    };
    let bof = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let end = record(0x000A, &[]);
    let start = (bof.len() + 4 + 9 + end.len()) as u32;
    let bound = [&start.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat();
    let mut records = [bof.clone(), record(0x0085, &bound), end.clone(), bof].concat();
    for (id, data) in sheet {
        records.extend(record(*id, data));
    }
    records.extend(end);
    records.resize(records.len().max(4096).div_ceil(512) * 512, 0);
    let sectors = (records.len() / 512) as u32;
    let mut next = vec![0xFFFF_FFFD, 0xFFFF_FFFE];
    next.extend((3..sectors + 2).chain([0xFFFF_FFFE]));
    compound(&next, &records)
}

fn number(row: u16, col: u16, value: f64) -> (u16, Vec<u8>) {
    let place = [row.to_le_bytes(), col.to_le_bytes(), [0, 0]].concat();
    (0x0203, [place, value.to_le_bytes().to_vec()].concat())
}

#[test]
fn an_xls_that_claims_endless_rows_is_read_as_far_as_it_goes() {
    for (first, last) in [(0u32, u32::MAX), (u32::MAX, 1), (7, 3)] {
        let claim = [
            first.to_le_bytes().to_vec(),
            last.to_le_bytes().to_vec(),
            vec![0, 0, 0xFF, 0xFF, 0, 0],
        ]
        .concat();
        let read = open("a.xls", xls_of(&[(0x0200, claim), number(2, 1, 4.5)]));
        assert_eq!(cells(read), ["B3 Number(4.5)"]);
    }
}

#[test]
fn an_xls_whose_cells_lie_worlds_apart_is_refused() {
    let read = open("a.xls", xls_of(&[number(0, 0, 1.0), number(65_535, 65_535, 2.0)]));
    assert_eq!(limit_of(read), "limit_cells");
}

#[test]
fn hidden_rows_columns_and_filters_of_an_xls_are_seen() {
    let row = [1u16, 0, 5, 255, 0, 0, 0x0020, 0].map(u16::to_le_bytes).concat();
    let columns = [0u16, 0, 0, 0, 1, 0].map(u16::to_le_bytes).concat();
    let sheet =
        [(0x0208, row), (0x007D, columns), (0x009B, Vec::new()), number(4, 2, 1.0)];
    let book = open("a.xls", xls_of(&sheet)).unwrap();
    let grid = &book.sheets[0];
    assert_eq!((&*grid.hidden_rows, &*grid.hidden_cols), (&[1][..], &[0][..]));
    assert!(grid.has_filter);
}

#[test]
fn an_encrypted_xls_is_told_apart_from_a_damaged_one() {
    let mut file = xls_of(&[]);
    let bound = 1536 + 20;
    assert_eq!(file[bound..bound + 2], [0x85, 0]);
    file[bound..bound + 2].copy_from_slice(&[0x2F, 0]);
    assert!(matches!(open("a.xls", file), Err(Refused::Encrypted)));
}

#[test]
fn sectors_that_lead_in_a_circle_are_a_damaged_file() {
    let records = vec![0u8; 4096];
    let circles: [&[u32]; 2] = [&[0xFFFF_FFFD, 1, 0xFFFF_FFFE], &[0xFFFF_FFFD, 2, 1]];
    for circle in circles {
        assert!(is_broken(&open("a.xls", compound(circle, &records))));
    }
    let mut endless = compound(&[0xFFFF_FFFD, 0xFFFF_FFFE, 3, 2], &records);
    let bytes = 1024 + 128 + 120;
    endless[bytes..bytes + 4].copy_from_slice(&u32::MAX.to_le_bytes());
    assert!(is_broken(&open("a.xls", endless)));
}

#[test]
fn an_xlsb_record_longer_than_its_part_is_a_damaged_file() {
    let endless = [0x99, 0x01, 0xFF, 0xFF, 0xFF, 0x7F];
    let bytes = zip_of(&[("xl/workbook.bin", &endless)]);
    assert!(is_broken(&open("a.xlsb", bytes)));
}

#[test]
fn elements_within_elements_without_end_are_read_past() {
    let deep = "<a>".repeat(200_000);
    let read = open("a.xlsx", xlsx_of(&format!("<sheetData/>{deep}"), "<sst/>"));
    assert_eq!(read.unwrap().sheets.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_workbook_with_bytes_changed_never_ends_the_program(
        which in 0usize..8,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let name = [
            "issues.xls", "merged_range.xls", "date.xls", "biff5_write.xls",
            "issues.xlsx", "issues.xlsb", "issues.ods", "texty-dates-xls.xls",
        ][which];
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/readers").join(name);
        let mut bytes = std::fs::read(path).unwrap();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = open(name, bytes);
    }

    #[test]
    fn any_bytes_at_all_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600), name in "[a-z]{1,3}\\.(csv|xls|xlsx|txt)") {
        let _ = open(&name, bytes);
    }
}
