//! `hikiwake source attach | verify | relocate`

use super::Answer;
use crate::args::SourceAction;

pub fn source(_action: &SourceAction) -> Answer {
    Err("error: not built yet".into())
}
