//! `hikiwake steps`

use hikiwake_document::Names;
use hikiwake_finding::Finding;
use hikiwake_negotiation::GradualPlans;
use hikiwake_session::Question;

use super::documents::{Shown, shown};
use super::{Answer, put, session};
use crate::args::StepsArgs;
use crate::show;

pub fn steps(arguments: &StepsArgs) -> Answer {
    let session = session(&arguments.folder, &arguments.run)?;
    if session.dossier().file.ladders.is_empty() {
        return Err(
            "error: There is no gradual plan here: write `[ladders.ID]` and its `[steps.ID]` \
             (docs/dossier.md)."
                .to_owned(),
        );
    }
    let question = Question::Steps {
        plan: arguments.ladder.clone(),
        yearly_discount: Some(arguments.discount),
    };
    shown(&arguments.folder, &arguments.shape, &arguments.run, || {
        let finding: Finding<GradualPlans> = put(&session, &arguments.run, &question)?;
        let sides = finding.finding.plans.iter().flat_map(|plan| &plan.sides);
        let document = hikiwake_document::steps(&finding, &Names::new(sides));
        let csv = arguments
            .csv
            .then(|| show::steps_csv(&finding))
            .transpose()?;
        Ok(Shown {
            document,
            csv,
            finding,
        })
    })
}
