//! What a register's columns are called and hold: data, no code.

pub(crate) use super::choice::Choice;
use crate::base::release::Release;
use crate::base::text::fold;

/// What a column holds, and by which rules its cells are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    /// A short text.
    Text,
    /// Sentences.
    Prose,
    /// A person's name.
    Person,
    /// A school by name.
    School,
    /// A school's URN, six digits.
    Urn,
    /// A DfE number: `926/2056`, `9262056`, `2056`.
    DfeNumber,
    /// A key of the adviser's own: `DEP-04`.
    Reference,
    /// A day.
    Date,
    /// A whole number, not below nought.
    Count,
    /// Any number.
    Number,
    /// Days, in steps of a quarter.
    Days,
    /// Pounds.
    Money,
    /// Per cent.
    Percent,
    /// Yes or no.
    YesNo,
    /// An academic year.
    AcademicYear,
    /// A financial year.
    FinancialYear,
    /// One of a list.
    Choice(&'static [Choice]),
    /// Several short texts in one cell, parted by comma, semicolon or line.
    Tags,
}

/// One column of a register.
#[derive(Debug)]
pub(crate) struct Column {
    /// Its key, unique in its register: `start`.
    pub(crate) key: &'static str,
    /// Its title as blank registers print it.
    pub(crate) title: &'static str,
    /// What it holds.
    pub(crate) kind: Kind,
    /// Other headings for it, in any case and punctuation.
    words: &'static [&'static str],
    /// Lists of further ones that columns of other registers have too.
    shared: &'static [&'static [&'static str]],
    /// A cell must be filled (`FIL-022`).
    pub(crate) is_required: bool,
    /// Columns (keys) of which one may be filled instead, where it is required.
    pub(crate) instead: &'static [&'static str],
    /// A blank register asks for it; else it is only read where a register has it.
    pub(crate) is_asked: bool,
    /// A month without its day is enough: a headship began in September 2000.
    pub(crate) is_rough: bool,
    /// Who may read its cells as they stand.
    pub(crate) release: Release,
    /// What to put there, for the blank register.
    pub(crate) help: &'static str,
}

impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other) || (self.key == other.key && self.title == other.title)
    }
}

impl Column {
    /// An internal, optional column.
    pub(crate) const fn new(
        key: &'static str,
        title: &'static str,
        kind: Kind,
        words: &'static [&'static str],
    ) -> Self {
        Self {
            key,
            title,
            kind,
            words,
            shared: &[],
            is_required: false,
            instead: &[],
            is_asked: true,
            is_rough: false,
            release: Release::I,
            help: "",
        }
    }

    /// Headings for it besides its title.
    pub(crate) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.shared.iter().copied().chain([self.words]).flatten().copied()
    }

    /// Every heading for it.
    pub(crate) fn headings(&self) -> impl Iterator<Item = &'static str> {
        self.words().chain([self.title])
    }

    /// Whether it says who may be named or quoted: it is never guessed.
    pub(crate) fn is_consent(&self) -> bool {
        self.key.ends_with("consent")
    }

    /// Whether the column is there, or another that says the same.
    pub(crate) fn is_there(&self, has: impl Fn(&str) -> bool) -> bool {
        has(self.key) || self.instead.iter().any(|key| has(key))
    }

    /// A cell of it must be filled.
    pub(crate) const fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    /// With headings that columns of other registers have too.
    pub(crate) const fn also(
        mut self,
        shared: &'static [&'static [&'static str]],
    ) -> Self {
        self.shared = shared;
        self
    }

    /// Other columns say the same: a reference for a name.
    pub(crate) const fn or(mut self, instead: &'static [&'static str]) -> Self {
        self.instead = instead;
        self
    }

    /// Read where a register has it, and not asked for in a blank one, which has
    /// another column for it.
    pub(crate) const fn not_asked(mut self) -> Self {
        self.is_asked = false;
        self
    }

    /// A month, or a year, is enough.
    pub(crate) const fn rough(mut self) -> Self {
        self.is_rough = true;
        self
    }

    /// Anybody may read its cells.
    pub(crate) const fn public(mut self) -> Self {
        self.release = Release::P;
        self
    }

    /// With a note for the blank register.
    pub(crate) const fn help(mut self, help: &'static str) -> Self {
        self.help = help;
        self
    }
}

/// One register: its columns and how a sheet of it is told from others.
#[derive(Debug)]
pub(crate) struct Schema {
    /// The word of the manifest: `deployments`.
    pub(crate) name: &'static str,
    /// `Deployments`.
    pub(crate) title: &'static str,
    /// What it holds, in a sentence.
    pub(crate) what: &'static str,
    /// Its columns, in the order of the blank register.
    pub(crate) columns: &'static [&'static Column],
    /// A sheet is this register only where at least one column of each of
    /// these sets was found (keys).
    pub(crate) needs: &'static [&'static [&'static str]],
    /// Columns (keys) that hardly any other register has: they weigh double.
    pub(crate) tells: &'static [&'static str],
    /// Words of a sheet's or file's name that speak for it, folded.
    pub(crate) names: &'static [&'static str],
}

impl Schema {
    /// A column by its key.
    pub(crate) fn column(&self, key: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.key == key).copied()
    }

    /// Whether a record cannot do without this column, or without the one that it stands
    /// for, and neither is there.
    pub(crate) fn lacks(&self, column: &Column, has: impl Fn(&str) -> bool) -> bool {
        self.columns.iter().any(|needed| {
            needed.is_required
                && (needed.key == column.key || needed.instead.contains(&column.key))
                && !needed.is_there(&has)
        })
    }

    /// Whether a sheet is not known for this register yet, and would be by the column.
    pub(crate) fn is_known_with(
        &self,
        column: &Column,
        has: impl Fn(&str) -> bool,
    ) -> bool {
        self.needs
            .iter()
            .any(|set| set.contains(&column.key) && !set.iter().any(|key| has(key)))
    }

    /// The only column of a kind, where there is one and no other.
    pub(crate) fn only(&self, kind: Kind) -> Option<&'static Column> {
        let mut columns = self.columns.iter().copied().filter(|one| one.kind == kind);
        columns.next().filter(|_| columns.next().is_none())
    }

    /// Whether a column says whom or what a record is about: a record's own reference
    /// is no other's.
    pub(crate) fn is_subject(&self, column: &Column) -> bool {
        match column.kind {
            Kind::Person | Kind::School | Kind::Urn | Kind::DfeNumber => true,
            Kind::Reference => self.columns.first().is_none_or(|first| *first != column),
            _ => false,
        }
    }

    /// Whether a folded text is its name or its title.
    pub(crate) fn is_called(&self, folded: &str) -> bool {
        fold(self.name) == folded || fold(self.title) == folded
    }

    /// Whether a column is one of those by which a sheet is known for this register.
    pub(crate) fn is_known_by(&self, column: &Column) -> bool {
        self.needs.iter().any(|set| set.contains(&column.key))
    }
}
