//! The newest pack of an earlier period: what states and changes are measured against.
