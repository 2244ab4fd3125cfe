//! `hikiwake backtest`

use std::path::Path;

use hikiwake_session::Question;

use super::documents::{Shown, shown};
use super::{Answer, put, session};
use crate::args::{Run, Shape, YardstickArg};

pub fn backtest(folder: &Path, yardstick: YardstickArg, shape: &Shape, run: &Run) -> Answer {
    let session = session(folder, run)?;
    let question = Question::Backtest {
        yardstick: yardstick.into(),
    };
    shown(folder, shape, run, || {
        let finding = put(&session, run, &question)?;
        Ok(Shown {
            document: hikiwake_document::backtest(&finding),
            finding,
            csv: None,
        })
    })
}
