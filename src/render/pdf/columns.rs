//! How wide the columns of a table are: what they hold decides.

use super::face::Face;
use super::flow::Flow;
use super::item::Sheet;
use super::lines::{Look, Span, extent};
use crate::report::block::{Align, RowKind, Table, TableCell};

/// Space between columns, points.
pub(super) const GAP: f32 = 10.0;
/// A column of text is not made narrower than this while it holds more.
const LEAST_TEXT: f32 = 62.0;
/// A column may ask for no more than this for one unbroken word.
const MOST_WORD: f32 = 150.0;
/// A small line of values.
pub(super) const SPARK: (f32, f32) = (62.0, 9.0);

/// Width of a column and, in columns of numbers, of what stands right of the
/// decimal point.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Column {
    pub(super) width: f32,
    pub(super) right: f32,
}

/// A table's columns on a page.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) sheet: Sheet,
    /// Which columns of the table, and how wide.
    pub(super) columns: Vec<(usize, Column)>,
}

impl Layout {
    /// From the left edge of the first column to the right edge of the last.
    pub(super) fn width(&self) -> f32 {
        let all: f32 = self.columns.iter().map(|(_, column)| column.width).sum();
        all + GAP * self.columns.len().saturating_sub(1) as f32
    }
}

/// What a column asks for.
#[derive(Clone, Copy, Debug, Default)]
struct Wish {
    least: f32,
    most: f32,
    left: f32,
    right: f32,
    is_text: bool,
}

impl Flow<'_> {
    /// One layout, or several where the columns do not fit even a turned page:
    /// each then begins with the column that names the rows.
    pub(super) fn layouts(&mut self, table: &Table) -> Vec<Layout> {
        let wishes = self.wishes(table);
        let all: Vec<usize> = (0..wishes.len()).collect();
        let least = |of: &[usize]| {
            let sum: f32 =
                of.iter().filter_map(|at| wishes.get(*at)).map(|w| w.least).sum();
            sum + GAP * of.len().saturating_sub(1) as f32
        };
        let upright = self.full(Sheet::Portrait);
        let turned = self.full(Sheet::Landscape);
        if least(&all) <= upright {
            let most: f32 = wishes.iter().map(|wish| wish.most).sum::<f32>()
                + GAP * wishes.len().saturating_sub(1) as f32;
            // A small table stands in the text column; the rest take the page.
            let measure = self.style.page.measure;
            let width = if most <= measure { measure } else { upright };
            return vec![layout(Sheet::Portrait, &all, &wishes, width)];
        }
        if least(&all) <= turned {
            return vec![layout(Sheet::Landscape, &all, &wishes, turned)];
        }
        let mut sets: Vec<Vec<usize>> = Vec::new();
        let head: Vec<usize> = if table.has_row_heads {
            all.iter().copied().take(1).collect()
        } else {
            vec![]
        };
        let mut set = head.clone();
        for at in all.into_iter().skip(head.len()) {
            let mut tried = set.clone();
            tried.push(at);
            if least(&tried) > turned && set.len() > head.len() {
                sets.push(std::mem::replace(&mut set, head.clone()));
            }
            set.push(at);
        }
        sets.push(set);
        sets.iter().map(|set| layout(Sheet::Landscape, set, &wishes, turned)).collect()
    }

    fn wishes(&mut self, table: &Table) -> Vec<Wish> {
        let look = self.look(Face::Regular, self.style.text.table);
        let bold = Look { face: Face::Bold, ..look };
        let mut wishes: Vec<Wish> = table
            .columns
            .iter()
            .map(|(heading, align)| {
                let (word, whole) =
                    extent(self.faces, &[Span::new(heading.as_str(), bold)]);
                let is_text = *align == Align::Left;
                // A heading may wrap: it asks for its words, not for its length.
                Wish {
                    least: word,
                    most: word.max((whole * 0.5).min(90.0)),
                    is_text,
                    ..Wish::default()
                }
            })
            .collect();
        for (kind, cells) in &table.rows {
            let look = match kind {
                RowKind::Body => look,
                RowKind::Total => bold,
                RowKind::Group => continue,
            };
            for (at, cell) in cells.iter().enumerate() {
                let Some(wish) = wishes.get_mut(at) else { continue };
                let text = match cell {
                    TableCell::Spark(..) => {
                        wish.least = wish.least.max(SPARK.0);
                        wish.most = wish.most.max(SPARK.0);
                        continue;
                    }
                    TableCell::Text(text) => text,
                    TableCell::Rich(text) => {
                        let spans = text.iter().map(|run| Span::new(words_of(run), look));
                        let (word, whole) =
                            extent(self.faces, &spans.collect::<Vec<_>>());
                        wish.least = wish.least.max(word);
                        wish.most = wish.most.max(whole);
                        continue;
                    }
                };
                if !wish.is_text
                    && let Some((left, right)) = parts(text)
                {
                    let wide = |text| self.faces.width(look.face, look.size, text);
                    wish.left = wish.left.max(wide(left));
                    wish.right = wish.right.max(wide(right));
                    continue;
                }
                let (word, whole) = extent(self.faces, &[Span::new(text.as_str(), look)]);
                wish.least = wish.least.max(word);
                wish.most = wish.most.max(whole);
            }
        }
        for wish in &mut wishes {
            wish.least = wish.least.min(MOST_WORD);
            let number = wish.left + wish.right;
            if number > MOST_WORD {
                // No number is so long: these are words, and wrap.
                (wish.left, wish.right) = (0.0, 0.0);
                wish.most = wish.most.max(number);
                wish.least = wish.least.max(LEAST_TEXT);
            } else {
                wish.least = wish.least.max(number);
            }
            if wish.is_text {
                wish.least = wish.least.max(wish.most.min(LEAST_TEXT));
            }
            wish.most = wish.most.max(wish.least);
        }
        wishes
    }
}

/// Shares a width out: first what each column must have, then what it wishes,
/// then what is left, most of it to the first column of text.
fn layout(sheet: Sheet, set: &[usize], wishes: &[Wish], width: f32) -> Layout {
    let of: Vec<(usize, Wish)> =
        set.iter().filter_map(|at| wishes.get(*at).map(|wish| (*at, *wish))).collect();
    let room = width - GAP * of.len().saturating_sub(1) as f32;
    let least: f32 = of.iter().map(|(_, wish)| wish.least).sum();
    let most: f32 = of.iter().map(|(_, wish)| wish.most).sum();
    let texts = of.iter().filter(|(_, wish)| wish.is_text).count();
    let columns = of
        .iter()
        .map(|(at, wish)| {
            let wide = if least > room {
                wish.least * room / least
            } else if most > room {
                let share = (room - least) / (most - least).max(0.01);
                wish.least + (wish.most - wish.least) * share
            } else if texts > 0 && texts < of.len() {
                // Text columns take two shares of what is over, numbers one.
                let shares = (of.len() + texts) as f32;
                let own = if wish.is_text { 2.0 } else { 1.0 };
                wish.most + (room - most) * own / shares
            } else {
                wish.most + (room - most) / of.len().max(1) as f32
            };
            (*at, Column { width: wide, right: wish.right })
        })
        .collect();
    Layout { sheet, columns }
}

/// Words of a run, as measured.
pub(super) fn words_of(run: &crate::report::block::Inline) -> String {
    use crate::report::block::Inline;
    match run {
        Inline::Text(text)
        | Inline::Strong(text)
        | Inline::Em(text)
        | Inline::Link { text, .. }
        | Inline::Ref { text, .. } => text.clone(),
        Inline::Note(number) => format!("[{number}]"),
    }
}

/// A number as printed, in front of its decimal point and from there on; none
/// where there is no number.
pub(super) fn parts(text: &str) -> Option<(&str, &str)> {
    let is_digit = |c: char| c.is_ascii_digit();
    let first = text.find(is_digit)?;
    let mut end = first;
    let mut chars = text.char_indices().skip_while(|(at, _)| *at < first).peekable();
    while let Some((at, c)) = chars.next() {
        let next_is_digit = chars.peek().is_some_and(|(_, next)| is_digit(*next));
        if !(is_digit(c) || (c == ',' && next_is_digit)) {
            end = at;
            break;
        }
        end = at + c.len_utf8();
    }
    text.split_at_checked(end)
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn numbers_are_split_at_their_decimal_point() {
        assert_eq!(parts("+16.9"), Some(("+16", ".9")));
        assert_eq!(parts("1,234"), Some(("1,234", "")));
        assert_eq!(parts("£2,450.50"), Some(("£2,450", ".50")));
        assert_eq!(parts("12%"), Some(("12", "%")));
        assert_eq!(parts("13 of 14"), Some(("13", " of 14")));
        assert_eq!(parts("[c]"), None);
    }
}
