//! `forumpack new`: a folder to start from.

use std::path::Path;

use crate::error::Error;
use crate::pack::folder::write_new;
use crate::report::books::blank;
use crate::{register, render};

/// Makes the folder; refuses one that is there and not empty.
pub(crate) fn make(folder: &Path, example: bool) -> Result<String, Error> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    if example {
        return Err(Error::Argument(
            "The example programme comes with the source in input/example; copy that folder.".to_owned(),
        ));
    }
    // A fixed day: a blank register is the same whenever it is made.
    let day = jiff::civil::date(2026, 1, 1);
    for book in blank::books(register::SCHEMAS, day) {
        let bytes = render::xlsx::write(&book)
            .map_err(|why| Error::Render(format!("{}: {why}.", book.path)))?;
        files.push((book.path, bytes));
    }
    write_new(folder, &files).map_err(|why| Error::Output(why.to_string()))?;
    Ok(format!(
        "{} is ready: fill in the workbooks in its input folder and run forumpack there. Delete what you do not keep.",
        folder.display()
    ))
}
