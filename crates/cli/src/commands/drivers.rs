//! `hikiwake influence`, `hikiwake loops`, `hikiwake scenarios` and `hikiwake whatif`

use hikiwake_document::Names;
use hikiwake_drivers::Influence;
use hikiwake_finding::{Finding, no_or_count};
use hikiwake_session::Question;
use hikiwake_traceability::WhatIf;

use super::documents::{Shown, shown};
use super::{Answer, of_scenario, put, scenario, session, target, to_json};
use crate::args::{Ask, GraphArg, ScenarioArgs, Suppose};
use crate::write::{Kind, Output};

pub fn influence(target: &[String], graph: Option<GraphArg>, arguments: &ScenarioArgs) -> Answer {
    let (folder, driver) = target::folder_and_one(target)?;
    let ScenarioArgs { run, shape, .. } = arguments;
    let session = session(&folder, run)?;
    let question = Question::Influence {
        scenario: scenario(arguments),
        driver: driver.map(str::to_owned),
    };
    if let (Some(format), Some(output)) = (graph, &shape.output) {
        let kind = match format {
            GraphArg::Dot => Kind::Dot,
            GraphArg::Graphml => Kind::Graphml,
            GraphArg::Json => Kind::GraphJson,
        };
        let output = Output::at(output, &folder, kind, shape.force)?;
        let found: Finding<Influence> = put(&session, run, &question)?;
        return write_graph(&found, format, &output);
    }
    shown(&folder, shape, run, || {
        let finding: Finding<Influence> = put(&session, run, &question)?;
        Ok(Shown {
            document: hikiwake_document::influence(&finding),
            finding,
            csv: None,
        })
    })
}

fn write_graph(found: &Finding<Influence>, format: GraphArg, output: &Output) -> Answer {
    let map = &found.finding;
    let text = match format {
        GraphArg::Dot => hikiwake_report::driver_dot(map),
        GraphArg::Graphml => hikiwake_report::driver_graphml(map),
        GraphArg::Json => to_json(found)?,
    };
    let about = format!(
        "Written: {} ({}, {})\n",
        output.name(),
        no_or_count(map.drivers.len() as u64, "driver", "drivers"),
        no_or_count(map.links.len() as u64, "link", "links")
    );
    output.write(text, about)
}

pub fn loops(ask: &Ask, list: usize) -> Answer {
    let question = Question::Loops {
        scenario: scenario(&ask.scenario),
        list,
    };
    of_scenario(ask, &question, hikiwake_document::loops)
}

pub fn scenarios(ask: &Ask, drivers: usize, list: usize) -> Answer {
    let question = Question::Scenarios {
        scenario: scenario(&ask.scenario),
        drivers,
        list,
    };
    of_scenario(ask, &question, hikiwake_document::scenarios)
}

pub fn what_if(ask: &Ask, suppose: Suppose) -> Answer {
    let Suppose { push, set, leader } = suppose;
    let mut scenario = scenario(&ask.scenario);
    let readings: Vec<String> = scenario.reading.take().into_iter().collect();
    if push.is_empty() && set.is_empty() && leader.is_empty() && readings.is_empty() {
        return Err(NOTHING_SUPPOSED.to_owned());
    }
    let question = Question::WhatIf {
        scenario,
        pushes: push,
        set,
        holders: leader,
        readings,
    };
    of_scenario(ask, &question, |found: &Finding<WhatIf>| {
        hikiwake_document::what_if(found, &Names::new(&found.finding.actors))
    })
}

const NOTHING_SUPPOSED: &str = "error: nothing is supposed\n  = help: push a driver with \
    --push DRIVER=LEVEL, put an option elsewhere with --set OPTION=LEVEL, or read the case \
    otherwise with --reading ID; `hikiwake influence FOLDER` names the drivers";
