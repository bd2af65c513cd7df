//! The container of `.xls`: its streams, read within the length of the file.
//!
//! calamine 0.38 follows a chain of sectors that leads back into itself until
//! memory ends; here each chain is walked first, and a file with such a chain is
//! refused.

use super::refused::Refused;

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const SPECIAL: u32 = 0xFFFF_FFFA;
const SMALL_STREAM: u64 = 4096;
const SMALL_SECTOR: usize = 64;

/// First bytes of every compound file.
pub(super) const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// A compound file whose chains all end.
#[derive(Debug)]
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    table: Vec<u32>,
    small_table: Vec<u32>,
    /// Offsets in the file of the sectors that hold small streams.
    small: Vec<usize>,
    streams: Vec<Stream>,
}

#[derive(Debug)]
struct Stream {
    name: String,
    start: u32,
    bytes: u64,
}

/// A stream with the place in the file of each of its pieces.
#[derive(Debug)]
pub(super) struct Contents {
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    piece: usize,
    offsets: Vec<usize>,
}

impl Contents {
    /// Where in the file a byte of the stream stands.
    pub(super) fn in_file(&self, at: usize) -> Option<usize> {
        self.offsets.get(at / self.piece)?.checked_add(at % self.piece)
    }
}

impl<'a> Compound<'a> {
    /// Opens a compound file.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refused> {
        Self::parse(bytes).ok_or_else(|| {
            Refused::Broken("the parts of its container contradict each other".to_owned())
        })
    }

    fn parse(bytes: &'a [u8]) -> Option<Self> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Self {
            bytes,
            sector,
            table: Vec::new(),
            small_table: Vec::new(),
            small: Vec::new(),
            streams: Vec::new(),
        };
        file.table = file.sector_table()?;
        let directory = file.large(u32_at(bytes, 48)?, u64::MAX)?.bytes;
        let mut root = None;
        for entry in directory.chunks_exact(128) {
            let letters: Vec<u16> = entry
                .get(..64)?
                .chunks_exact(2)
                .map_while(|pair| <[u8; 2]>::try_from(pair).ok())
                .map(u16::from_le_bytes)
                .take_while(|letter| *letter != 0)
                .collect();
            let bytes = if sector == 512 {
                u64::from(u32_at(entry, 120)?)
            } else {
                u64::from(u32_at(entry, 120)?) | u64::from(u32_at(entry, 124)?) << 32
            };
            let stream = Stream {
                name: String::from_utf16_lossy(&letters),
                start: u32_at(entry, 116)?,
                bytes,
            };
            root.get_or_insert((stream.start, stream.bytes));
            file.streams.push(stream);
        }
        let (root_start, root_bytes) = root?;
        if u32_at(bytes, 64)? > 0 {
            let contents = file.large(root_start, root_bytes)?;
            file.small = (0..contents.bytes.len().div_ceil(SMALL_SECTOR))
                .map_while(|at| contents.in_file(at * SMALL_SECTOR))
                .collect();
            let small = file.large(u32_at(bytes, 60)?, u64::MAX)?.bytes;
            file.small_table = words(&small).collect();
        }
        // Those that calamine reads.
        for name in [
            "Workbook",
            "Book",
            "\u{5}SummaryInformation",
            "\u{5}DocumentSummaryInformation",
        ] {
            if let Some(stream) = file.named(name) {
                file.contents(stream)?;
            }
        }
        Some(file)
    }

    /// The numbers of all sectors' next sectors.
    fn sector_table(&self) -> Option<Vec<u32>> {
        let mut list: Vec<u32> = words(self.bytes.get(76..512)?).collect();
        let mut next = u32_at(self.bytes, 68)?;
        let most = self.bytes.len() / self.sector + 1;
        let mut seen = 0;
        while next < SPECIAL {
            seen += 1;
            if seen > most {
                return None;
            }
            let at = self.offset(next)?;
            list.extend(words(self.bytes.get(at..at + self.sector)?));
            next = list.pop()?;
        }
        let mut table = Vec::new();
        for id in list.into_iter().filter(|id| *id < SPECIAL) {
            let at = self.offset(id)?;
            let end = (at + self.sector).min(self.bytes.len());
            table.extend(words(self.bytes.get(at..end)?));
            if table.len() > (most + 1) * (self.sector / 4) {
                return None;
            }
        }
        Some(table)
    }

    fn offset(&self, id: u32) -> Option<usize> {
        let at = (usize::try_from(id).ok()?).checked_add(1)?.checked_mul(self.sector)?;
        (at < self.bytes.len()).then_some(at)
    }

    fn large(&self, start: u32, bytes: u64) -> Option<Contents> {
        let mut found =
            Contents { bytes: Vec::new(), piece: self.sector, offsets: Vec::new() };
        let mut id = start;
        while id < SPECIAL && (found.bytes.len() as u64) < bytes {
            if found.offsets.len() > self.bytes.len() / self.sector {
                return None;
            }
            let at = self.offset(id)?;
            let end = (at + self.sector).min(self.bytes.len());
            found.bytes.extend_from_slice(self.bytes.get(at..end)?);
            found.offsets.push(at);
            id = self.table.get(id as usize).copied().unwrap_or(END_OF_CHAIN);
        }
        if let Ok(bytes) = usize::try_from(bytes) {
            found.bytes.truncate(bytes);
        }
        Some(found)
    }

    fn contents(&self, stream: &Stream) -> Option<Contents> {
        if stream.bytes >= SMALL_STREAM {
            return self.large(stream.start, stream.bytes);
        }
        let mut found =
            Contents { bytes: Vec::new(), piece: SMALL_SECTOR, offsets: Vec::new() };
        let mut id = stream.start;
        while id < SPECIAL && (found.bytes.len() as u64) < stream.bytes {
            let at = *self.small.get(id as usize)?;
            let end = (at + SMALL_SECTOR).min(self.bytes.len());
            found.bytes.extend_from_slice(self.bytes.get(at..end)?);
            found.offsets.push(at);
            id = self.small_table.get(id as usize).copied().unwrap_or(END_OF_CHAIN);
        }
        found.bytes.truncate(stream.bytes as usize);
        Some(found)
    }

    /// Whether there is a stream of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.named(name).is_some()
    }

    /// The first of this name: also where it is no stream, as for calamine.
    fn named(&self, name: &str) -> Option<&Stream> {
        self.streams.iter().find(|stream| stream.name.eq_ignore_ascii_case(name))
    }

    /// A stream by name.
    pub(super) fn stream(&self, name: &str) -> Option<Contents> {
        self.contents(self.named(name)?)
    }
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes
        .chunks_exact(4)
        .map_while(|word| <[u8; 4]>::try_from(word).ok())
        .map(u32::from_le_bytes)
}

/// Two bytes as a number.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let word = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(word.try_into().ok()?))
}

/// Four bytes as a number.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let word = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(word.try_into().ok()?))
}
