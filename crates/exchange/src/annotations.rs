//! Claims with their places as W3C web annotations (Web Annotation Data Model,
//! 2017), in JSON-LD: one annotation a claim, one target a place. Positions are code
//! points there as here.

mod name;
mod read;
mod write;

pub(crate) use read::read;
pub(crate) use write::write;
