//! `hikiwake ways`

use std::convert::Infallible;
use std::slice;

use hikiwake_conflict::{PathsQuestion, StepGraphSettings};
use hikiwake_document::Names;
use hikiwake_dossier::{Compiled, Dossier};
use hikiwake_finding::{AnalyseSettings, count};
use hikiwake_graph::State;

use super::documents::{Shown, shown};
use super::{Answer, asked, compile, open, target, to_json};
use crate::args::{GraphArg, ScenarioArgs, WalkArgs};
use crate::write::{Kind, Output};

/// Edges of a graph for each node that is allowed.
const EDGES_A_NODE: usize = 20;

pub fn ways(target: &[String], walks: &WalkArgs, arguments: &ScenarioArgs) -> Answer {
    let (folder, to) = target::folder_and_one(target)?;
    let dossier = open(&folder)?;
    let compiled = compile(&dossier, arguments)?;
    let find = |text: &String| compiled.find(text);
    let question = PathsQuestion {
        from: walks.from.as_ref().map(find).transpose()?,
        to: to.map(|text| compiled.find(text)).transpose()?,
        via: walks.via.iter().map(find).collect::<Result<_, _>>()?,
    };
    if question.to.is_none() && !question.via.is_empty() {
        return Err(
            "error: by way of it to where?\n  = help: name the state to get to after \
                    the folder"
                .to_owned(),
        );
    }
    if let (Some(format), Some(output)) = (walks.graph, &arguments.shape.output) {
        if question.to.is_some() {
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
        return asked(&arguments.run, walks.list, |settings| {
            Ok::<_, Infallible>(graph(
                &dossier,
                compiled,
                question.from,
                (format, &output),
                walks,
                settings,
            ))
        })?;
    }
    shown(&folder, &arguments.shape, &arguments.run, || {
        let finding = asked(&arguments.run, walks.list, |settings| {
            hikiwake_conflict::ways(&dossier, &compiled.scenario, &question, settings)
        })?;
        let names = Names::new(&finding.finding.actors);
        Ok(Shown {
            document: hikiwake_document::ways(slice::from_ref(&finding), &names),
            finding,
            csv: None,
        })
    })
}

fn graph(
    dossier: &Dossier,
    compiled: Compiled,
    from: Option<State>,
    (format, output): (GraphArg, &Output),
    walks: &WalkArgs,
    settings: &AnalyseSettings,
) -> Answer {
    let wanted = StepGraphSettings {
        by: walks.steps.into(),
        condensed: walks.condensed,
        states: walks.most,
        steps: walks.most.saturating_mul(EDGES_A_NODE),
    };
    let found = hikiwake_conflict::step_graph(dossier, &compiled.scenario, from, &wanted, settings)
        .map_err(|error| format!("error: {error}"))?;
    let graph = &found.finding;
    let text = match format {
        GraphArg::Dot => hikiwake_report::dot(graph),
        GraphArg::Graphml => hikiwake_report::graphml(graph),
        GraphArg::Json => to_json(graph)?,
    };
    let about = format!(
        "Written: {} ({}, {})\n",
        output.name(),
        count(graph.nodes.len() as u64, "node", "nodes"),
        count(graph.edges.len() as u64, "edge", "edges")
    );
    output.write(text, about)
}
