//! The structure tree: where content and links ended up, and the element of each node.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::Laid;
use super::tags::{annotation, height, name, rectangle, text};
use super::tree::{Kid, Node};

/// Where marked content and links ended up.
struct Landed {
    /// For each slot, the page and the number of its content there.
    contents: Vec<Option<(ObjectId, i64)>>,
    /// For each link rectangle, the page and the annotation.
    clicks: Vec<Option<(ObjectId, ObjectId)>>,
}

/// The structure of a file: its elements have their numbers, and nothing else yet.
pub(super) struct Structure {
    pub(super) root: ObjectId,
    ids: Vec<ObjectId>,
    landed: Landed,
    pages: Vec<ObjectId>,
}

impl Structure {
    /// Its elements one by one, in the order of their numbers.
    pub(super) fn elements<'a>(
        &'a self,
        laid: &'a Laid,
    ) -> impl Iterator<Item = (ObjectId, Object)> + 'a {
        laid.tree.nodes.iter().zip(&self.ids).map(|(node, id)| {
            let parent = node.parent.and_then(|parent| self.ids.get(parent));
            let parent = parent.copied().unwrap_or(self.root);
            let made = element(node, parent, &self.ids, &self.landed, laid, &self.pages);
            (*id, Object::Dictionary(made))
        })
    }
}

pub(super) fn structure(
    file: &mut Document,
    laid: &Laid,
    pages: Vec<ObjectId>,
) -> Structure {
    let root = file.new_object_id();
    let tree = &laid.tree;
    let ids: Vec<ObjectId> = tree.nodes.iter().map(|_| file.new_object_id()).collect();
    let id_of = |node: usize| ids.get(node).copied().unwrap_or(root);
    let mut landed =
        Landed { contents: vec![None; tree.slots()], clicks: vec![None; tree.clicks()] };
    let mut numbers = Vec::new();
    for (at, (page, page_id)) in laid.pages.iter().zip(&pages).enumerate() {
        let mut parents = Vec::new();
        for (mcid, (node, slot)) in page.runs.iter().filter_map(|run| run.tag).enumerate()
        {
            if let Some(place) = landed.contents.get_mut(slot) {
                *place = Some((*page_id, mcid as i64));
            }
            parents.push(Object::Reference(id_of(node)));
        }
        let parents = file.add_object(Object::Array(parents));
        numbers.push(Object::Integer(at as i64));
        numbers.push(Object::Reference(parents));
        if let Ok(Object::Dictionary(page)) = file.get_object_mut(*page_id) {
            page.set("StructParents", Object::Integer(at as i64));
            page.set("Tabs", name("S"));
        }
    }
    let mut next = laid.pages.len() as i64;
    let owners = owners(&tree.nodes, tree.clicks());
    let mut annotations: Vec<Vec<Object>> = vec![Vec::new(); pages.len()];
    for (page, click) in &laid.clicks {
        let (Some(page_id), Some(owner)) =
            (pages.get(*page), owners.get(click.number).copied().flatten())
        else {
            continue;
        };
        let Some(annotation) = annotation(click, laid, *page, &pages, next) else {
            continue;
        };
        let annotation = file.add_object(annotation);
        if let Some(place) = landed.clicks.get_mut(click.number) {
            *place = Some((*page_id, annotation));
        }
        if let Some(of_page) = annotations.get_mut(*page) {
            of_page.push(Object::Reference(annotation));
        }
        numbers.push(Object::Integer(next));
        numbers.push(Object::Reference(id_of(owner)));
        next += 1;
    }
    for (page_id, annotations) in pages.iter().zip(annotations) {
        if let Ok(Object::Dictionary(page)) = file.get_object_mut(*page_id) {
            if annotations.is_empty() {
                page.remove(b"Annots");
            } else {
                page.set("Annots", Object::Array(annotations));
            }
        }
    }
    let parent_tree = file.add_object(dictionary! { "Nums" => Object::Array(numbers) });
    let mut made = dictionary! {
        "Type" => name("StructTreeRoot"),
        "K" => Object::Array(vec![Object::Reference(id_of(0))]),
        "ParentTree" => Object::Reference(parent_tree),
        "ParentTreeNextKey" => Object::Integer(next),
    };
    if let Some(names) = id_tree(file, &tree.nodes, &ids) {
        made.set("IDTree", Object::Reference(names));
    }
    file.objects.insert(root, Object::Dictionary(made));
    Structure { root, ids, landed, pages }
}

/// Which node each link rectangle belongs to.
fn owners(nodes: &[Node], clicks: usize) -> Vec<Option<usize>> {
    let mut owners = vec![None; clicks];
    for (at, node) in nodes.iter().enumerate() {
        for kid in &node.kids {
            if let Kid::Click(number) = kid
                && let Some(owner) = owners.get_mut(*number)
            {
                *owner = Some(at);
            }
        }
    }
    owners
}

/// Notes by their identifiers.
fn id_tree(file: &mut Document, nodes: &[Node], ids: &[ObjectId]) -> Option<ObjectId> {
    let mut named: Vec<(&str, ObjectId)> = nodes
        .iter()
        .zip(ids)
        .filter(|(node, _)| !node.id.is_empty())
        .map(|(node, id)| (node.id.as_str(), *id))
        .collect();
    named.sort_unstable();
    let (first, last) = (named.first()?.0, named.last()?.0);
    let limits = [first, last].map(Object::string_literal).to_vec();
    let names = named
        .iter()
        .flat_map(|(name, id)| [Object::string_literal(*name), Object::Reference(*id)])
        .collect();
    let leaf = file.add_object(dictionary! {
        "Names" => Object::Array(names), "Limits" => Object::Array(limits),
    });
    Some(file.add_object(dictionary! {
        "Kids" => Object::Array(vec![Object::Reference(leaf)]),
    }))
}

/// A structure element with its attributes and kids.
fn element(
    node: &Node,
    parent: ObjectId,
    ids: &[ObjectId],
    landed: &Landed,
    laid: &Laid,
    pages: &[ObjectId],
) -> Dictionary {
    let kids: Vec<Object> = node
        .kids
        .iter()
        .filter_map(|kid| match kid {
            Kid::Node(node) => ids.get(*node).copied().map(Object::Reference),
            Kid::Content(slot) => {
                let (page, mcid) = landed.contents.get(*slot).copied().flatten()?;
                Some(Object::Dictionary(dictionary! {
                    "Type" => name("MCR"), "Pg" => Object::Reference(page), "MCID" => mcid,
                }))
            }
            Kid::Click(number) => {
                let (page, annotation) = landed.clicks.get(*number).copied().flatten()?;
                Some(Object::Dictionary(dictionary! {
                    "Type" => name("OBJR"),
                    "Pg" => Object::Reference(page),
                    "Obj" => Object::Reference(annotation),
                }))
            }
        })
        .collect();
    let mut made = dictionary! {
        "Type" => name("StructElem"),
        "S" => name(node.role),
        "P" => Object::Reference(parent),
        "K" => Object::Array(kids),
    };
    if !node.alt.is_empty() {
        made.set("Alt", text(&node.alt));
    }
    if !node.id.is_empty() {
        made.set("ID", Object::string_literal(node.id.as_str()));
    }
    let mut attributes = Vec::new();
    if !node.scope.is_empty() || node.span > 1 {
        let mut table = dictionary! { "O" => name("Table") };
        if !node.scope.is_empty() {
            table.set("Scope", name(node.scope));
        }
        if node.span > 1 {
            table.set("ColSpan", Object::Integer(node.span as i64));
        }
        attributes.push(Object::Dictionary(table));
    }
    if !node.numbering.is_empty() {
        attributes.push(Object::Dictionary(dictionary! {
            "O" => name("List"), "ListNumbering" => name(node.numbering),
        }));
    }
    if let Some((page, area)) = node.area {
        if let Some(page) = pages.get(page) {
            made.set("Pg", Object::Reference(*page));
        }
        attributes.push(Object::Dictionary(dictionary! {
            "O" => name("Layout"),
            "Placement" => name("Block"),
            "BBox" => rectangle(area, height(laid, page)),
        }));
    }
    if !attributes.is_empty() {
        made.set("A", Object::Array(attributes));
    }
    made
}
