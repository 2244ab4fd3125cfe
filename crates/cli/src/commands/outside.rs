//! What moves a case from outside, for the report.

use hikiwake_dossier::Scenario;
use hikiwake_drivers::{DriverLoops, Influence};
use hikiwake_finding::Finding;
use hikiwake_session::{Question, Session};

use super::put;
use crate::args::Run;

/// Most loops that are looked for.
const LOOPS: usize = 24;

type Found<T> = Option<Finding<T>>;
/// The overview, the push, and the loops.
type Outside = (Found<Influence>, Found<Influence>, Found<DriverLoops>);

/// The overview, what a push on the driver does that moves most for certain, and the loops;
/// nothing where the map has no links.
pub fn what_moves_it(session: &Session, run: &Run, scenario: &Scenario) -> Result<Outside, String> {
    let moves = |driver| Question::Influence {
        scenario: scenario.clone(),
        driver,
    };
    let overview: Finding<Influence> = put(session, run, &moves(None))?;
    let found = &overview.finding;
    if found.links.is_empty() {
        return Ok((None, None, None));
    }
    let most = found
        .moves_most()
        .map(|one| found.drivers[one.driver].id.clone());
    let push = most.map(|driver| put(session, run, &moves(Some(driver))));
    let loops = Question::Loops {
        scenario: scenario.clone(),
        list: LOOPS,
    };
    Ok((
        Some(overview),
        push.transpose()?,
        Some(put(session, run, &loops)?),
    ))
}
