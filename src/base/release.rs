//! Who may read what: release classes as values and as types.
//!
//! A register's names and judgements are kept in [`Held`], whose class is part
//! of its type. A document is written for one [`Audience`]; a value of a class
//! that this audience may not see has no [`MaySee`] for it, so the line that
//! would print it does not compile.

use std::fmt;
use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

/// Release class: public, forum members only (exempt), internal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Release {
    /// Anybody may read it.
    P,
    /// Members of the Schools Forum, as an exempt paper.
    F,
    /// The adviser's own office.
    I,
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::P => "P",
            Self::F => "F",
            Self::I => "I",
        })
    }
}

/// Readers, or content, of class P.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Public;
/// Readers, or content, of class F.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Forum;
/// Readers, or content, of class I.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Internal;

/// Those for whom a document is written.
pub(crate) trait Audience: Copy + fmt::Debug {
    /// The class of the documents they receive.
    const RELEASE: Release;
}

impl Audience for Public {
    const RELEASE: Release = Release::P;
}
impl Audience for Forum {
    const RELEASE: Release = Release::F;
}
impl Audience for Internal {
    const RELEASE: Release = Release::I;
}

/// This audience may read content of class `C`.
pub(crate) trait MaySee<C>: Audience {}

impl MaySee<Public> for Public {}
impl MaySee<Public> for Forum {}
impl MaySee<Forum> for Forum {}
impl MaySee<Public> for Internal {}
impl MaySee<Forum> for Internal {}
impl MaySee<Internal> for Internal {}

/// A value with its release class in its type.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Held<T, C> {
    value: T,
    class: PhantomData<C>,
}

impl<T, C> Held<T, C> {
    /// Holds a value under class `C`.
    pub(crate) const fn new(value: T) -> Self {
        Self { value, class: PhantomData }
    }

    /// The value, for a document whose readers may see it.
    pub(crate) fn shown_to<A: MaySee<C>>(&self, _reader: A) -> &T {
        &self.value
    }

    /// The value for computing with: counting, comparing, looking up. Reports
    /// and renderers may not call this; a test over `src/report` and
    /// `src/render` holds them to it.
    pub(crate) const fn within(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Debug, C> fmt::Debug for Held<T, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Held").field(&self.value).finish()
    }
}
