//! Schools as the checks find them, and follow them through succession.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::date::Date;
use crate::base::text::{fold, likeness};
use crate::locate::schema::Column;
use crate::register::identity::{self, Resolved};
use crate::register::record::Record;
use crate::register::{Registers, school_links, schools};

/// Which school a record means.
#[derive(Clone, Debug)]
pub(crate) enum Which<'a> {
    /// This one.
    Found(&'a Record),
    /// None of the list.
    Unknown,
    /// Several of one name.
    Ambiguous(Vec<&'a Record>),
    /// Nothing was written.
    Blank,
}

/// The school list as an index.
#[derive(Debug)]
pub(crate) struct Spine<'a> {
    rows: &'a [Record],
    list: identity::Schools,
    by_urn: BTreeMap<&'a str, &'a Record>,
    after: BTreeMap<String, BTreeSet<String>>,
    before: BTreeMap<String, BTreeSet<String>>,
    found: RefCell<BTreeMap<(String, String, String), Resolved>>,
}

impl<'a> Spine<'a> {
    /// Indexes the register.
    pub(crate) fn new(registers: &'a Registers) -> Self {
        let rows = registers.of(&schools::SCHEMA);
        let mut spine = Self {
            rows,
            list: identity::Schools::of(registers),
            by_urn: BTreeMap::new(),
            after: BTreeMap::new(),
            before: BTreeMap::new(),
            found: RefCell::default(),
        };
        for record in rows {
            let Some(urn) = record.text(&schools::URN) else { continue };
            spine.by_urn.entry(urn).or_insert(record);
            if let Some(next) = record.text(&schools::REPLACED_BY) {
                spine.link(urn, next);
            }
        }
        for link in registers.of(&school_links::SCHEMA) {
            let (Some(urn), Some(other)) =
                (link.text(&school_links::URN), link.text(&school_links::LINK_URN))
            else {
                continue;
            };
            let kind = fold(link.raw(&school_links::LINK_KIND));
            if kind.contains("succ") || kind.contains("result of") {
                spine.link(urn, other);
            } else if kind.contains("pred") || kind.contains("parent") {
                spine.link(other, urn);
            }
        }
        spine
    }

    fn link(&mut self, earlier: &str, later: &str) {
        self.after.entry(earlier.to_owned()).or_default().insert(later.to_owned());
        self.before.entry(later.to_owned()).or_default().insert(earlier.to_owned());
    }

    /// Finds a school: URN, then `DfE` number, then name.
    pub(crate) fn find(
        &self,
        urn: Option<&str>,
        dfe: Option<&str>,
        name: Option<&str>,
    ) -> Which<'a> {
        let of = |text: Option<&str>| text.unwrap_or("").trim().to_owned();
        let asked = (of(urn), of(dfe), of(name));
        if asked.0.is_empty() && asked.1.is_empty() && asked.2.is_empty() {
            return Which::Blank;
        }
        let known = self.found.borrow().get(&asked).cloned();
        let resolved = known.unwrap_or_else(|| {
            let resolved = self.list.resolve(&asked.0, &asked.1, &asked.2);
            self.found.borrow_mut().insert(asked, resolved.clone());
            resolved
        });
        match resolved {
            Resolved::Found(at) => self.rows.get(at).map_or(Which::Unknown, Which::Found),
            Resolved::Unknown(_) => Which::Unknown,
            Resolved::Ambiguous(several) => Which::Ambiguous(
                several.iter().filter_map(|at| self.rows.get(*at)).collect(),
            ),
        }
    }

    /// Finds a school by its name alone.
    pub(crate) fn named(&self, name: &str) -> Which<'a> {
        self.find(None, None, Some(name))
    }

    /// The school that a name without a number is taken for because no other is as
    /// like it.
    pub(crate) fn by_likeness(&self, name: &str) -> Option<&'a Record> {
        let at = self.list.by_likeness(name)?;
        self.rows.get(at)
    }

    /// The row of a URN.
    pub(crate) fn of_urn(&self, urn: &str) -> Option<&'a Record> {
        self.by_urn.get(urn).copied()
    }

    /// The school most like what was asked for and not found.
    pub(crate) fn nearest(&self, urn: &str, dfe: &str, name: &str) -> Option<String> {
        let of = |text: &str| text.trim().to_owned();
        match self.found.borrow().get(&(of(urn), of(dfe), of(name))) {
            Some(Resolved::Unknown(nearest)) => nearest.clone(),
            _ => None,
        }
    }

    /// Whether the school, or one before or after it, was open on the day.
    pub(crate) fn is_open(&self, record: &Record, on: Date) -> bool {
        if is_open_itself(record, on) {
            return true;
        }
        let Some(urn) = record.text(&schools::URN) else { return false };
        let mut seen = BTreeSet::from([urn.to_owned()]);
        let mut next = vec![urn.to_owned()];
        while let Some(urn) = next.pop() {
            for map in [&self.after, &self.before] {
                for other in map.get(&urn).into_iter().flatten() {
                    if !seen.insert(other.clone()) {
                        continue;
                    }
                    // A school that the list does not hold is taken as open.
                    match self.of_urn(other) {
                        Some(record) if !is_open_itself(record, on) => {
                            next.push(other.clone());
                        }
                        _ => return true,
                    }
                }
            }
        }
        false
    }

    /// Whether another school followed this one.
    pub(crate) fn has_successor(&self, record: &Record) -> bool {
        record.text(&schools::URN).is_some_and(|urn| self.after.contains_key(urn))
    }
}

/// Open on the day by its own dates.
pub(crate) fn is_open_itself(record: &Record, on: Date) -> bool {
    record.date(&schools::OPEN).is_none_or(|day| day <= on)
        && record.date(&schools::CLOSE).is_none_or(|day| on <= day)
}

/// A school as a message names it: its name, with the URN where known.
pub(crate) fn called(record: &Record) -> String {
    let name = record.raw(&schools::NAME).trim().to_owned();
    match record.text(&schools::URN) {
        Some(urn) => format!("{name} (URN {urn})"),
        None => name,
    }
}

/// The columns in which a record names its school.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SchoolColumns {
    /// Name.
    pub(crate) name: &'static Column,
    /// URN.
    pub(crate) urn: Option<&'static Column>,
    /// `DfE` number.
    pub(crate) dfe: Option<&'static Column>,
}

impl SchoolColumns {
    /// The school of a record.
    pub(crate) fn find<'a>(self, spine: &Spine<'a>, record: &Record) -> Which<'a> {
        spine.find(
            self.urn.and_then(|column| record.text(column)),
            self.dfe.and_then(|column| record.text(column)),
            record.text(self.name),
        )
    }

    /// A sentence with the nearest school of a record whose own is unknown; it
    /// begins with a space.
    pub(crate) fn hint(self, spine: &Spine<'_>, record: &Record) -> String {
        let of = |column: Option<&'static Column>| {
            column.and_then(|column| record.text(column)).unwrap_or("")
        };
        spine
            .nearest(of(self.urn), of(self.dfe), of(Some(self.name)))
            .map(|nearest| format!(" Did you mean {nearest}?"))
            .unwrap_or_default()
    }

    /// The column to point at: the name's, or the URN's where no name stands.
    pub(crate) fn shown(self, record: &Record) -> &'static Column {
        match self.urn {
            Some(urn)
                if record.raw(self.name).is_empty() && !record.raw(urn).is_empty() =>
            {
                urn
            }
            _ => self.name,
        }
    }
}

/// Whether the name beside a number is another school's, or none like it.
pub(crate) fn differs(spine: &Spine<'_>, found: &Record, name: &str) -> bool {
    let wanted = identity::normal(name);
    if wanted.is_empty() {
        return false;
    }
    let own = identity::normal(found.raw(&schools::NAME));
    let is_own = own == wanted
        || found
            .tags(&schools::KNOWN_AS)
            .iter()
            .any(|known| identity::normal(known) == wanted);
    if is_own {
        return false;
    }
    match spine.named(name) {
        Which::Found(other) => !std::ptr::eq(other, found),
        Which::Ambiguous(others) => {
            !others.iter().any(|other| std::ptr::eq(*other, found))
        }
        Which::Unknown | Which::Blank => likeness(&own, &wanted) < 0.75,
    }
}
