//! The structure of a document: nodes in reading order, apart from any page.

/// What a node holds, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kid {
    Node(usize),
    /// Content, by its slot.
    Content(usize),
    /// A link's rectangle, by its number.
    Click(usize),
}

/// A node of the structure tree.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub(super) role: &'static str,
    pub(super) parent: Option<usize>,
    pub(super) kids: Vec<Kid>,
    /// `Column` or `Row` for a TH.
    pub(super) scope: &'static str,
    /// Alternative text of a figure.
    pub(super) alt: String,
    /// Identifier of a note.
    pub(super) id: String,
    /// Columns that a cell spans; 0 is one.
    pub(super) span: usize,
    /// How the items of a list are marked.
    pub(super) numbering: &'static str,
    /// Page and box of a figure: left, top, right, bottom.
    pub(super) area: Option<(usize, [f32; 4])>,
}

/// The tree; its first node is the document.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    slots: usize,
    clicks: usize,
}

impl Tree {
    pub(super) fn new() -> Self {
        let root = Node { role: "Document", ..Node::default() };
        Self { nodes: vec![root], slots: 0, clicks: 0 }
    }

    /// A new node, last of its parent's kids.
    pub(super) fn node(&mut self, role: &'static str, parent: usize) -> usize {
        let number = self.nodes.len();
        self.nodes.push(Node { role, parent: Some(parent), ..Node::default() });
        self.add(parent, Kid::Node(number));
        number
    }

    /// A place for content, last of its node's kids.
    pub(super) fn content(&mut self, node: usize) -> (usize, usize) {
        let slot = self.slots;
        self.slots += 1;
        self.add(node, Kid::Content(slot));
        (node, slot)
    }

    /// A place for a link's rectangle, last of its node's kids.
    pub(super) fn click(&mut self, node: usize) -> usize {
        let number = self.clicks;
        self.clicks += 1;
        self.add(node, Kid::Click(number));
        number
    }

    /// Whether anything stands in the node yet.
    pub(super) fn has_kids(&self, node: usize) -> bool {
        self.nodes.get(node).is_some_and(|node| !node.kids.is_empty())
    }

    /// The node, to say more of it.
    pub(super) fn get_mut(&mut self, node: usize) -> Option<&mut Node> {
        self.nodes.get_mut(node)
    }

    /// How many places for content there are.
    pub(super) const fn slots(&self) -> usize {
        self.slots
    }

    /// How many link rectangles there are.
    pub(super) const fn clicks(&self) -> usize {
        self.clicks
    }

    fn add(&mut self, node: usize, kid: Kid) {
        if let Some(node) = self.nodes.get_mut(node) {
            node.kids.push(kid);
        }
    }
}
