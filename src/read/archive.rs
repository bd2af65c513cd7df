//! A zip container whose parts were counted while unpacking, before anything of
//! them is kept.

use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, Read};

use super::limits::Limits;
use super::refused::Refused;

/// A zip container within the limits.
#[derive(Debug)]
pub(super) struct Archive<'a> {
    zip: zip::ZipArchive<Cursor<&'a [u8]>>,
    parts: BTreeMap<String, Part>,
}

#[derive(Clone, Copy, Debug)]
struct Part {
    index: usize,
    bytes: u64,
}

impl<'a> Archive<'a> {
    /// Opens a container and counts what it unpacks to: what its directory says
    /// may be a lie.
    pub(super) fn open(bytes: &'a [u8], limits: Limits) -> Result<Self, Refused> {
        let mut zip =
            zip::ZipArchive::new(Cursor::new(bytes)).map_err(Refused::broken)?;
        let packed = bytes.len() as u64;
        let mut total = 0u64;
        let mut parts = BTreeMap::new();
        let mut block = vec![0u8; 1 << 16];
        for index in 0..zip.len() {
            let (name, size) = {
                let mut part = match zip.by_index(index) {
                    Ok(part) => part,
                    Err(why) => match Refused::broken(&why) {
                        Refused::Encrypted => return Err(Refused::Encrypted),
                        // A part that cannot be unpacked is missed by the reader
                        // of the format, where it is needed.
                        _ => continue,
                    },
                };
                let name = part.name().map_err(Refused::broken)?.into_owned();
                let mut size = 0u64;
                if !is_picture(&name) {
                    // A part that breaks off breaks off for its reader too.
                    while let Ok(got @ 1..) = part.read(&mut block) {
                        size += got as u64;
                        limits.unpacked(packed, total + size)?;
                    }
                }
                (name, size)
            };
            total += size;
            parts.insert(key(&name), Part { index, bytes: size });
        }
        Ok(Self { zip, parts })
    }

    /// Whether there is such a part; capitals and backslashes are all one.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&key(name))
    }

    /// The names of the parts, in lower case.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// How many bytes a part unpacks to.
    pub(super) fn bytes_of(&self, name: &str) -> u64 {
        self.parts.get(&key(name)).map_or(0, |part| part.bytes)
    }

    /// One part, to be read as it unpacks.
    pub(super) fn part(&mut self, name: &str) -> Option<BufReader<impl Read + '_>> {
        let index = self.parts.get(&key(name))?.index;
        self.zip.by_index(index).ok().map(BufReader::new)
    }

    /// One part, whole.
    pub(super) fn whole(&mut self, name: &str) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        self.part(name)?.read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
}

fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// Pictures are never unpacked by any reader here.
fn is_picture(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bmp", ".tiff"]
        .iter()
        .any(|ending| name.ends_with(ending))
}
