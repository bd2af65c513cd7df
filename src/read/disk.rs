//! The bytes of one file, as they are on the disk: whole, or a reason in words.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

use super::limits::Limits;
use super::refused::Refused;

/// Reads a file once, from its first byte to its last.
pub(super) fn bytes(path: &Path, limits: Limits) -> Result<Vec<u8>, Refused> {
    let file = opened(path).map_err(|why| unread(&why))?;
    let stamp = || file.metadata();
    let before = stamp().map_err(|why| unread(&why))?;
    if !before.is_file() {
        // It was one when the folder was listed; a pipe would be waited for.
        return Err(Refused::Changing);
    }
    whole(&file, || stamp().map(of), of(before), limits)
}

/// Opens without waiting: what was a file a moment ago may be a pipe by now.
fn opened(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        let flag = rustix::fs::OFlags::NONBLOCK.bits();
        options.custom_flags(i32::try_from(flag).unwrap_or(0));
    }
    options.open(path)
}

/// What tells that a file was written to: its length, and when.
type Stamp = (u64, Option<std::time::SystemTime>);

fn of(known: Metadata) -> Stamp {
    (known.len(), known.modified().ok())
}

fn whole(
    file: impl Read,
    now: impl FnOnce() -> io::Result<Stamp>,
    before: Stamp,
    limits: Limits,
) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    // One byte more than the limit tells a file that is too large, whatever its
    // entry in the folder says.
    file.take(limits.bytes.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|why| unread(&why))?;
    if bytes.len() as u64 > limits.bytes {
        let says =
            format!("it is larger than {} bytes, the most that is read", limits.bytes);
        return Err(Refused::Limit { setting: "limit_file_bytes", says });
    }
    let after = now().map_err(|why| unread(&why))?;
    if after != before || bytes.len() as u64 != after.0 {
        return Err(Refused::Changing);
    }
    Ok(bytes)
}

fn unread(why: &io::Error) -> Refused {
    match why.kind() {
        io::ErrorKind::NotFound => Refused::Gone,
        io::ErrorKind::PermissionDenied => Refused::Forbidden,
        _ => Refused::Unread(why.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::setting::Settings;

    fn read(file: impl Read, before: u64, after: u64) -> Result<Vec<u8>, Refused> {
        let limits = Limits::of(&Settings::default());
        whole(file, || Ok((after, None)), (before, None), limits)
    }

    struct Failing(io::ErrorKind);

    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(self.0.into())
        }
    }

    #[test]
    fn a_file_that_grows_or_shrinks_while_it_is_read_is_not_half_read() {
        assert_eq!(read(&b"a,b\n"[..], 4, 4).unwrap(), b"a,b\n");
        assert_eq!(read(&b"a,b\n"[..], 4, 9), Err(Refused::Changing));
        assert_eq!(read(&b"a,"[..], 4, 4), Err(Refused::Changing));
        assert_eq!(read(&b"a,"[..], 4, 2), Err(Refused::Changing));
    }

    #[test]
    fn a_file_that_fails_while_it_is_read_is_told_by_what_happened() {
        let read = |kind| read(Failing(kind), 4, 4).unwrap_err();
        assert_eq!(read(io::ErrorKind::NotFound), Refused::Gone);
        assert_eq!(read(io::ErrorKind::PermissionDenied), Refused::Forbidden);
        assert!(matches!(read(io::ErrorKind::TimedOut), Refused::Unread(_)));
    }

    #[test]
    fn a_file_that_vanished_since_the_folder_was_listed_is_gone() {
        let home = tempfile::tempdir().unwrap();
        let limits = Limits::of(&Settings::default());
        let read = bytes(&home.path().join("a.csv"), limits);
        assert_eq!(read, Err(Refused::Gone));
        // And what is no file any more is not waited for.
        assert_eq!(bytes(home.path(), limits), Err(Refused::Changing));
    }
}
