//! Yes and no, words of a list, answers on a scale.

use super::{Parsed, Trouble, bad, fine, plain, with};
use crate::base::reason::Missing;
use crate::base::text::{fold, likeness, tidy};
use crate::locate::questions;
use crate::locate::schema::Choice;
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
        _ => with(Value::Missing(Missing::Unreadable), Trouble::NotYesNo),
    }
}

pub(super) fn choice(value: &CellValue, choices: &'static [Choice]) -> Parsed {
    let text = tidy(&plain(value));
    let folded = fold(&text);
    if folded.is_empty() || matches!(folded.as_str(), "n a" | "tbc" | "null") {
        return fine(Value::Missing(Missing::Blank));
    }
    let exact = choices.iter().find(|choice| {
        fold(choice.value) == folded
            || choice.words.iter().any(|word| fold(word) == folded)
    });
    if let Some(choice) = exact {
        return fine(Value::Choice(choice.value));
    }
    let in_part = choices.iter().filter(|choice| !choice.is_whole());
    let starts = in_part.into_iter().find(|choice| {
        std::iter::once(&choice.value)
            .chain(choice.words)
            .map(|word| fold(word))
            .any(|word| word.len() > 3 && is_said_with_more(&folded, &word))
    });
    if let Some(choice) = starts {
        return fine(Value::Choice(choice.value));
    }
    let near = choices
        .iter()
        .flat_map(|choice| {
            let words = std::iter::once(&choice.value).chain(choice.words);
            words.map(|word| (likeness(&folded, &fold(word)), choice.value))
        })
        .filter(|(like, _)| *like > LIKE_ENOUGH)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, value)| value);
    bad(Trouble::NotInList(near))
}

/// Whether a text begins or ends with a word of a list, and does not deny it: `closed,
/// see file` is closed, and neither `not yet started` nor `agreed not to be quoted` is
/// what the list has.
fn is_said_with_more(folded: &str, word: &str) -> bool {
    const DENIES: [&str; 14] = [
        "not", "never", "longer", "yet", "without", "cannot", "cant", "dont", "doesnt",
        "didnt", "hasnt", "isnt", "wasnt", "wont",
    ];
    let is_denied = |before: &str| {
        before.split(' ').rev().take(3).any(|before| DENIES.contains(&before))
    };
    // `Active to 31/8/2011` has ended, or will.
    const ENDS: [&str; 12] = [
        "to", "until", "till", "ends", "ended", "left", "resigned", "finished",
        "retired", "ceased", "leaving", "moved",
    ];
    let is_at_work = matches!(word, "active" | "current" | "live" | "serving");
    if is_at_work && folded.split(' ').any(|other| ENDS.contains(&other)) {
        return false;
    }
    let after = folded.strip_prefix(word).and_then(|rest| rest.strip_prefix(' '));
    let before = folded.strip_suffix(word).and_then(|rest| rest.strip_suffix(' '));
    // `A head who had help from an LLE` is none, nor a governor of a client school.
    let is_anothers = |before: &str| {
        let mut words = before.rsplit(' ');
        let last = words.find(|word| !matches!(*word, "a" | "an" | "the"));
        matches!(last, Some("from" | "by" | "with" | "had" | "have" | "of" | "at"))
    };
    // `Nothing outstanding`, `part paid out`, `all done but the last visit`.
    const HALVES: [&str; 17] = [
        "nothing", "none", "nil", "part", "partly", "half", "nearly", "almost",
        "stopped", "may", "might", "but", "except", "about", "soon", "hopes", "will",
    ];
    let rest = folded.strip_prefix(word).or_else(|| folded.strip_suffix(word));
    let rest = rest.unwrap_or_default();
    if rest.split(' ').any(|other| HALVES.contains(&other)) || rest.trim() == "to be" {
        return false;
    }
    after.is_some_and(|after| !after.starts_with("not to "))
        || before.is_some_and(|before| !is_denied(before) && !is_anothers(before))
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
