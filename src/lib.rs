//! Builds a Schools Forum pack from a local authority adviser's own spreadsheets.

mod base;
mod check;
mod locate;
mod measure;
mod model;
mod pack;
mod read;
mod register;
mod render;
mod report;
