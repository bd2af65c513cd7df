//! Yes and no, words of a list, answers on a scale.

use super::{Parsed, Trouble, bad, fine, plain, with};
use crate::base::reason::Missing;
use crate::base::text::{fold, likeness, tidy};
use crate::locate::choice::{self, Choice};
use crate::locate::questions;
use crate::read::grid::CellValue;
use crate::register::record::Value;

/// Ticks, also as the letters under which Wingdings has them.
const TICKS: &[char] = &['✓', '✔', '√', '☑', '✅', 'ü', 'þ'];
/// Crosses and boxes left empty, likewise.
const CROSSES: &[char] = &['✗', '✘', '☒', '✕', '✖', '❌', '☐', 'û', 'ý'];

/// Likeness above which a word of a list is offered for one that it does not have.
const LIKE_ENOUGH: f64 = 0.85;

/// Whether the text is one of the marks, perhaps with the sign that makes it a picture.
fn is_one_of(text: &str, marks: &[char]) -> bool {
    let mut letters = text.chars().filter(|c| !matches!(c, '\u{fe0e}' | '\u{fe0f}'));
    letters.next().is_some_and(|mark| marks.contains(&mark)) && letters.next().is_none()
}

/// Whether a cell holds a tick: an `x` in its column is a cross then.
pub(crate) fn is_tick(text: &str) -> bool {
    is_one_of(text, TICKS) || fold(text) == "p"
}

pub(super) fn yes_no(value: &CellValue) -> Parsed {
    let text = tidy(&plain(value));
    // Before folding, which makes letters without accents of them.
    for (marks, says) in [(TICKS, true), (CROSSES, false)] {
        if is_one_of(&text, marks) {
            return fine(Value::Flag(says));
        }
    }
    let folded = fold(&text);
    match folded.as_str() {
        // The tick of Wingdings 2 is a P under its letters.
        "y" | "yes" | "true" | "1" | "p" | "attended" | "present" | "came"
        | "was there" | "ok" | "agreed" | "given" | "granted" | "consented"
        | "accepted" | "opted in" => fine(Value::Flag(true)),
        "n" | "no" | "false" | "0" | "apols" | "apologies" | "absent" | "a"
        | "sent apologies" | "did not come" | "did not attend" | "not there"
        | "declined" | "refused" | "opted out" | "not agreed" | "not given"
        | "withheld" => fine(Value::Flag(false)),
        "" | "n a" | "na" | "tbc" => fine(Value::Missing(Missing::Blank)),
        // A tick more often than a cross where nothing else decides; the
        // column's other marks decide in `Table` typing.
        "x" => with(Value::Flag(true), Trouble::NotYesNo),
        // The cross of Wingdings 2; as a letter it says neither.
        "o" => with(Value::Flag(false), Trouble::NotYesNo),
        _ if folded.starts_with("yes") => fine(Value::Flag(true)),
        _ if folded.starts_with("no ") => fine(Value::Flag(false)),
        // `Sent apols`, `apologies given`.
        _ if folded.split(' ').any(|word| word.starts_with("apol")) => {
            fine(Value::Flag(false))
        }
        _ => with(Value::Missing(Missing::Unreadable), Trouble::NotYesNo),
    }
}

pub(super) fn choice(value: &CellValue, choices: &'static [Choice]) -> Parsed {
    let text = tidy(&plain(value));
    let folded = fold(&text);
    if folded.is_empty() || matches!(folded.as_str(), "n a" | "tbc" | "null") {
        return fine(Value::Missing(Missing::Blank));
    }
    if let Some(choice) = choice::said(choices, &folded) {
        return fine(Value::Choice(choice.value));
    }
    // Leave is offered by no likeness: `unattributed` is like `attributed`.
    let near = choices
        .iter()
        .filter(|choice| !choice.is_whole())
        .flat_map(|choice| {
            let words = std::iter::once(&choice.value).chain(choice.words);
            words.map(|word| (likeness(&folded, &fold(word)), choice.value))
        })
        .filter(|(like, _)| *like > LIKE_ENOUGH)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, value)| value);
    let near = near.or_else(|| choice::maybe(choices, &folded).map(|one| one.value));
    bad(Trouble::NotInList(near))
}

/// Agreement: 5 strongly agree to 1 strongly disagree. Figures run the other way
/// where the sheet says so; words beside a figure count before it.
pub(crate) fn agreement(value: &CellValue, is_turned: bool) -> Parsed {
    let folded = fold(&plain(value));
    let words = questions::without_figure(&folded);
    if let Some(points) = questions::points(&words) {
        return fine(Value::Number(points));
    }
    let said = match words.as_str() {
        "n a" | "na" | "not applicable" | "don t know" | "dont know" | "no answer" => {
            return fine(Value::Missing(Missing::Blank));
        }
        "" if folded.is_empty() => return fine(Value::Missing(Missing::Blank)),
        "" => match folded.parse::<u8>() {
            Ok(figure @ 1..=5) if is_turned => f64::from(6 - figure),
            Ok(figure @ 1..=5) => f64::from(figure),
            _ => return bad(Trouble::NotInList(None)),
        },
        _ => return bad(Trouble::NotInList(None)),
    };
    fine(Value::Number(said))
}
