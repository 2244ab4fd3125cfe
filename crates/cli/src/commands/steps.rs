//! `hikiwake steps`

use hikiwake_analysis::StepsSettings;

use super::{Answer, answer, open};
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
    let settings = StepsSettings {
        ladder: arguments.ladder.clone(),
        yearly_discount: Some(arguments.discount),
    };
    let finding = hikiwake_analysis::steps(&dossier, &settings);
    if arguments.csv {
        return show::steps_table(&finding);
    }
    answer(&arguments.run, &finding, show::steps)
}
