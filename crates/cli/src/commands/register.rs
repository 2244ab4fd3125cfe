//! `hikiwake register`

use std::path::Path;

use hikiwake_session::Question;

use super::documents::{Shown, shown};
use super::{Answer, put, session};
use crate::args::{Run, Shape};

pub fn register(folder: &Path, shape: &Shape, run: &Run) -> Answer {
    let session = session(folder, run)?;
    shown(folder, shape, run, || {
        let finding = put(&session, run, &Question::Register)?;
        Ok(Shown {
            document: hikiwake_document::register(&finding),
            finding,
            csv: None,
        })
    })
}
