//! How large a file may be before it is refused.

use super::refused::Refused;
use crate::base::setting::Settings;

/// Rows of a sheet in Excel 2007 and after.
pub(super) const MOST_ROWS: u32 = 1_048_576;
/// Columns of a sheet in Excel 2007 and after.
pub(super) const MOST_COLS: u32 = 16_384;

/// A file that unpacks to less than this is never refused for its ratio: small
/// workbooks of repeated rows reach high ratios honestly.
const RATIO_FLOOR: u64 = 4 << 20;

/// The limits in force.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Bytes of one file once unpacked.
    pub(super) inflated: u64,
    /// How many times its packed size a file may unpack to.
    pub(super) ratio: u64,
    /// Cells of one sheet.
    pub(super) cells: u64,
    /// Merged ranges of one sheet.
    pub(super) merges: u64,
    /// Characters of one cell.
    pub(super) chars: u64,
    /// Files of the folder.
    pub(super) files: u64,
    /// Bytes of one file on disk.
    pub(super) bytes: u64,
}

impl Limits {
    /// The limits of these settings.
    pub(super) fn of(settings: &Settings) -> Self {
        let number = |name| settings.number(name).max(0.0) as u64;
        Self {
            inflated: number("limit_inflated_bytes"),
            ratio: number("limit_ratio"),
            cells: number("limit_cells"),
            merges: number("limit_merges"),
            chars: number("limit_cell_chars"),
            files: number("limit_files"),
            bytes: number("limit_file_bytes"),
        }
    }

    /// Refuses a file that has unpacked to so many bytes.
    pub(super) fn unpacked(&self, packed: u64, unpacked: u64) -> Result<(), Refused> {
        if unpacked > self.inflated {
            let says = format!(
                "unpacked it is larger than {} bytes, the most that is read",
                self.inflated
            );
            return Err(Refused::Limit { setting: "limit_inflated_bytes", says });
        }
        if unpacked > RATIO_FLOOR && unpacked > packed.saturating_mul(self.ratio) {
            let says = format!(
                "it unpacks to more than {} times its size of {packed} bytes, as damaged files do",
                self.ratio
            );
            return Err(Refused::Limit { setting: "limit_ratio", says });
        }
        Ok(())
    }

    /// Refuses a sheet of so many cells.
    pub(super) fn cells_of(&self, sheet: &str, cells: u64) -> Result<(), Refused> {
        if cells <= self.cells {
            return Ok(());
        }
        let sheet = named(sheet);
        let says = format!(
            "{sheet} holds more than {} cells, the most that is read",
            self.cells
        );
        Err(Refused::Limit { setting: "limit_cells", says })
    }

    /// Refuses a sheet of so many merged ranges.
    pub(super) fn merges_of(&self, sheet: &str, merges: u64) -> Result<(), Refused> {
        if merges <= self.merges {
            return Ok(());
        }
        let sheet = named(sheet);
        let says = format!(
            "{sheet} has more than {} merged ranges, the most that is read",
            self.merges
        );
        Err(Refused::Limit { setting: "limit_merges", says })
    }

    /// Refuses a text that is too long for a cell.
    pub(super) fn text_of(&self, sheet: &str, text: &str) -> Result<(), Refused> {
        if text.len() as u64 <= self.chars || text.chars().count() as u64 <= self.chars {
            return Ok(());
        }
        let sheet = named(sheet);
        let says = format!(
            "a cell of {sheet} holds more than {} characters, the most that is read",
            self.chars
        );
        Err(Refused::Limit { setting: "limit_cell_chars", says })
    }
}

fn named(sheet: &str) -> String {
    if sheet.is_empty() {
        "it".to_owned()
    } else {
        format!("sheet \u{201c}{sheet}\u{201d}")
    }
}
