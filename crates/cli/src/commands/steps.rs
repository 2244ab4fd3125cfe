//! `hikiwake steps`

use hikiwake_negotiation::GradualPlansSettings;

use hikiwake_document::Names;

use super::documents::{Shown, shown};
use super::{Answer, open};
use crate::args::StepsArgs;
use crate::show;

pub fn steps(arguments: &StepsArgs) -> Answer {
    let dossier = open(&arguments.folder)?;
    let ladders = &dossier.file.ladders;
    if ladders.is_empty() {
        return Err(
            "error: There is no gradual plan here: write `[ladders.ID]` and its `[steps.ID]` \
             (docs/dossier.md)."
                .to_owned(),
        );
    }
    if let Some(asked) = &arguments.ladder
        && !ladders.contains_key(asked)
    {
        let there: Vec<&str> = ladders.keys().map(String::as_str).collect();
        return Err(format!(
            "error: no gradual plan is called `{asked}`\n  = help: there are {}",
            there.join(", ")
        ));
    }
    let settings = GradualPlansSettings {
        ladder: arguments.ladder.clone(),
        yearly_discount: Some(arguments.discount),
    };
    shown(&arguments.folder, &arguments.shape, &arguments.run, || {
        let finding = hikiwake_negotiation::steps(&dossier, &settings);
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
