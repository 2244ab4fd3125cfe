//! `hikiwake ways`

use std::slice;

use hikiwake_conflict::{Paths, StepGraph};
use hikiwake_document::Names;
use hikiwake_finding::{Finding, no_or_count};
use hikiwake_session::Question;

use super::documents::{Shown, shown};
use super::{Answer, put, scenario, session, target, to_json};
use crate::args::{GraphArg, ScenarioArgs, WalkArgs};
use crate::write::{Kind, Output};

/// Edges of a graph for each node that is allowed.
const EDGES_A_NODE: usize = 20;

pub fn ways(target: &[String], walks: &WalkArgs, arguments: &ScenarioArgs) -> Answer {
    let (folder, to) = target::folder_and_one(target)?;
    let ScenarioArgs { run, shape, .. } = arguments;
    let session = session(&folder, run)?;
    if let (Some(format), Some(output)) = (walks.graph, &arguments.shape.output) {
        if to.is_some() {
            return Err(
                "error: a graph shows all that is reached\n  = help: leave out the state \
                        to get to"
                    .to_owned(),
            );
        }
        let kind = match format {
            GraphArg::Dot => Kind::Dot,
            GraphArg::Graphml => Kind::Graphml,
            GraphArg::Json => Kind::GraphJson,
        };
        let output = Output::at(output, &folder, kind, arguments.shape.force)?;
        let question = Question::StepGraph {
            scenario: scenario(arguments),
            from: walks.from.clone(),
            by: walks.steps.into(),
            condensed: walks.condensed,
            states: walks.most,
            steps: walks.most.saturating_mul(EDGES_A_NODE),
        };
        let found: Finding<StepGraph> = put(&session, run, &question)?;
        return graph(&found.finding, format, &output);
    }
    let question = Question::Ways {
        scenario: scenario(arguments),
        to: to.map(str::to_owned),
        from: walks.from.clone(),
        via: walks.via.clone(),
        list: walks.list,
    };
    shown(&folder, shape, run, || {
        let finding: Finding<Paths> = put(&session, run, &question)?;
        let names = Names::new(&finding.finding.actors);
        Ok(Shown {
            document: hikiwake_document::ways(slice::from_ref(&finding), &names),
            finding,
            csv: None,
        })
    })
}

fn graph(graph: &StepGraph, format: GraphArg, output: &Output) -> Answer {
    let text = match format {
        GraphArg::Dot => hikiwake_report::dot(graph),
        GraphArg::Graphml => hikiwake_report::graphml(graph),
        GraphArg::Json => to_json(graph)?,
    };
    let about = format!(
        "Written: {} ({}, {})\n",
        output.name(),
        no_or_count(graph.nodes.len() as u64, "node", "nodes"),
        no_or_count(graph.edges.len() as u64, "edge", "edges")
    );
    output.write(text, about)
}
