//! Which school followed which, and which key stages' results join.
