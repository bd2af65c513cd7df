//! The files of a pack: documents drawn, workbooks written, evidence listed.

use rayon::prelude::*;

use super::ground::Ground;
use crate::base::figure::Figures;
use crate::base::finding::Findings;
use crate::base::release::{Audience, Release};
use crate::base::text::fold;
use crate::error::Error;
use crate::model::programme::Programme;
use crate::pack::{Artefact, evidence, leak};
use crate::render::pdf::Style;
use crate::report::block::Document;
use crate::report::book::{Book, Copy};
use crate::report::{Documents, books, claims::Claims};
use crate::{check, measure, register, render, report};

/// The one document that is a web page as well.
const FORUM_PACK: &str = "public/forum-pack";

/// Pages beyond which the annex and the letters are drawn one after the other.
const LARGE: usize = 500;

/// The documents of every audience; letters that the font has not become notes.
pub(super) fn documents(
    documents: &Documents,
    style: &Style,
    findings: &mut Findings,
) -> Result<Vec<Artefact>, Error> {
    let exempt = || drawn(&documents.forum, style);
    let internal = || drawn(&documents.internal, style);
    // Large ones one after the other: each is held until it is packed.
    let is_large = parts(&documents.forum).min(parts(&documents.internal)) > LARGE;
    let (public, (exempt, internal)) = rayon::join(
        || drawn(&documents.public, style),
        || if is_large { (exempt(), internal()) } else { rayon::join(exempt, internal) },
    );
    let mut artefacts = Vec::new();
    for made in [public, exempt, internal] {
        for (artefact, lacking) in made? {
            if let Some(note) = check::substituted(&artefact.path, &lacking) {
                findings.add(note);
            }
            artefacts.push(artefact);
        }
    }
    if let Some(pack) = documents.public.iter().find(|d| d.path == FORUM_PACK) {
        artefacts.push(Artefact::new(
            format!("{}.html", pack.path),
            pack.release(),
            render::html::write(pack, style),
        ));
    }
    Ok(artefacts)
}

fn parts<A: Audience>(documents: &[Document<A>]) -> usize {
    documents.iter().map(Document::parts).sum()
}

/// The documents of one audience as PDF, drawn side by side, each with the
/// letters that the font has not.
fn drawn<A: Audience + Sync>(
    documents: &[Document<A>],
    style: &Style,
) -> Result<Vec<(Artefact, Vec<char>)>, Error> {
    documents
        .par_iter()
        .map(|document| {
            let written = render::pdf::write(document, style).map_err(Error::Render)?;
            let path = format!("{}.pdf", document.path);
            let artefact = Artefact::new(path, document.release(), written.bytes);
            Ok((artefact, written.lacking))
        })
        .collect()
}

/// Every workbook of a pack but data quality, and the adviser's own with their
/// findings marked.
pub(super) fn workbooks(
    ground: &Ground<'_>,
    programme: &Programme,
    figures: &Figures,
    findings: &Findings,
    published: Vec<Book>,
) -> Result<Vec<Artefact>, Error> {
    let (as_at, period) = (ground.when.as_at, ground.period());
    let left_out = findings.rows_left_out();
    let matching = measure::shortlist::matching(programme, None);
    let schemas = register::SCHEMAS;
    let mut wanted = published;
    wanted.push(books::impact::book(programme, figures, as_at, &period));
    wanted.push(books::registers::book(
        &ground.registers,
        schemas,
        &left_out,
        as_at,
        &period,
    ));
    wanted.extend(books::survey::book(programme, figures, as_at, &period));
    wanted.extend(books::matching::book(programme, figures, &matching, as_at, &period));
    wanted.extend(books::finance::book(programme, figures, as_at, &period));
    let copies = books::marked::copies(&ground.folder, findings, as_at);
    let (made, copies): (Result<Vec<_>, Error>, Result<Vec<_>, Error>) = rayon::join(
        || wanted.par_iter().map(workbook).collect(),
        || {
            copies
                .enumerate()
                .par_bridge()
                .map(|(at, copy)| Ok((at, marked(&copy)?)))
                .collect()
        },
    );
    // They come as they are done, so that few are in memory at once.
    let mut copies: Vec<(usize, Artefact)> = copies?;
    copies.sort_by_key(|(at, _)| *at);
    let mut artefacts = made?;
    artefacts.extend(copies.into_iter().map(|(_, artefact)| artefact));
    Ok(artefacts)
}

/// A workbook as a file.
pub(super) fn workbook(book: &Book) -> Result<Artefact, Error> {
    let bytes = render::xlsx::write(book)
        .map_err(|why| Error::Render(format!("{}: {why}.", book.path)))?;
    Ok(Artefact::new(book.path.clone(), book.release, bytes))
}

/// A copy of one of the adviser's workbooks with its findings marked.
fn marked(copy: &Copy) -> Result<Artefact, Error> {
    let bytes = render::xlsx::write_copy(copy)
        .map_err(|why| Error::Render(format!("{}: {why}.", copy.path)))?;
    Ok(Artefact::new(copy.path.clone(), Release::I, bytes))
}

/// Every figure, finding, school left out and claim, for checking.
pub(super) fn evidence(
    figures: &Figures,
    findings: &Findings,
    claims: &Claims,
) -> [Artefact; 4] {
    let internal = |path: &str, bytes| Artefact::new(path, Release::I, bytes);
    [
        internal("evidence/figures.csv", evidence::figures(figures)),
        internal("evidence/findings.csv", evidence::findings(findings)),
        internal("evidence/left-out.csv", evidence::left_out(figures)),
        internal("evidence/claims.csv", evidence::claims(&report::claims::rows(claims))),
    ]
}

/// Names that may not stand in a public file.
pub(super) fn restricted(programme: &Programme) -> leak::Restricted {
    let mut restricted = leak::Restricted::default();
    for deployment in &programme.deployments {
        if let Some(school) = programme.school(deployment.client) {
            restricted.add(school.name.within());
            restricted.add(school.head.within());
            let is_public = |name: &String| {
                let public = programme.lles.iter().filter_map(|l| l.public_name.as_ref());
                public.into_iter().any(|known| fold(known.within()) == fold(name))
            };
            for name in school.heads.within().iter().filter(|name| !is_public(name)) {
                restricted.add(name);
            }
        }
    }
    for lle in programme.lles.iter().filter(|lle| lle.public_name.is_none()) {
        for (title, first, last) in lle.parts.within() {
            for start in [title, first].into_iter().filter(|s| s.chars().count() > 1) {
                restricted.add(&format!("{start} {last}"));
            }
        }
    }
    for lle in programme.lles.iter().filter(|lle| lle.public_name.is_some()) {
        if let Some(school) = lle.school.and_then(|id| programme.school(id)) {
            restricted.allow_in_directory(school.name.within());
            restricted.allow_in_directory(school.head.within());
            for name in school.heads.within() {
                restricted.allow_in_directory(name);
            }
        }
    }
    restricted
}
