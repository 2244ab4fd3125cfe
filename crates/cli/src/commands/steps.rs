//! `hikiwake steps`

use hikiwake_analysis::StepsSettings;

use super::{Answer, answer, open};
use crate::args::StepsArgs;
use crate::show;

pub fn steps(arguments: &StepsArgs) -> Answer {
    let dossier = open(&arguments.folder)?;
    let ladders = &dossier.file.ladders;
    if let Some(asked) = &arguments.ladder
        && !ladders.contains_key(asked)
    {
        let there: Vec<&str> = ladders.keys().map(String::as_str).collect();
        let help = match there.is_empty() {
            true => "the dossier has no gradual plan".to_owned(),
            false => format!("there are {}", there.join(", ")),
        };
        return Err(format!(
            "error: no gradual plan is called `{asked}`\n  = help: {help}"
        ));
    }
    let settings = StepsSettings {
        ladder: arguments.ladder.clone(),
        yearly_discount: Some(arguments.discount),
    };
    let finding = hikiwake_analysis::steps(&dossier, &settings);
    if arguments.csv {
        return Ok(show::steps_table(&finding));
    }
    answer(&arguments.run, &finding, show::steps)
}
