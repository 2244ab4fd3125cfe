//! States and outcomes: how they hold, by which statements, resting on what.

use hikiwake_graph::State;

use super::super::decide::{Ground, grounds};
use super::super::{Stand, TraceKind, TraceNode, TracedHolding, TracedLeaver};
use super::Tree;
use hikiwake_conflict::solve::Solved;
use hikiwake_finding::StatementHead;
use hikiwake_finding::{basis::actor_name, basis::period};

impl Tree<'_> {
    pub(super) fn state(&mut self, id: &str, solved: &[Solved]) -> TraceNode {
        let Some(solved) = solved.last() else {
            return TraceNode::new(TraceKind::State, id, id);
        };
        match solved.compiled.find(id) {
            Ok(state) => self.holding(solved, state, id),
            Err(why) => TraceNode::new(TraceKind::State, id, id).text(why),
        }
    }

    /// An outcome in every period that has it.
    pub(super) fn outcome(&mut self, id: &str, solved: &[Solved]) -> TraceNode {
        let mut nodes = Vec::new();
        for solved in solved {
            let Some((period_id, period)) = period(solved.dossier, &solved.compiled) else {
                continue;
            };
            let coded = period.outcomes.iter().find(|o| o.id == id);
            let found = solved.compiled.outcomes.iter().find(|(o, _)| o == id);
            let (Some(coded), Some((_, state))) = (coded, found) else {
                continue;
            };
            let mut node = TraceNode::new(TraceKind::Outcome, id, &coded.label)
                .text(&coded.text)
                .fact("after", format!("{} ({period_id})", period.label))
                .fact("date", &coded.date)
                .fact("state", &coded.state);
            node = self.evidence(node, &coded.evidence);
            nodes.push(match state {
                Ok(state) => {
                    let code = solved.compiled.code(*state);
                    let holding = self.holding(solved, *state, &code);
                    node.with([holding])
                }
                Err(why) => node.fact("no place in the model", why),
            });
        }
        match nodes.len() {
            1 => nodes.remove(0),
            _ => {
                let label = nodes.first().map_or(id, |node| &node.label).to_string();
                TraceNode::new(TraceKind::Outcome, id, label).with(nodes)
            }
        }
    }

    /// A state: who stays and who leaves, how it is reached, and the statements
    /// that decide each.
    fn holding(&mut self, solved: &Solved, state: State, code: &str) -> TraceNode {
        let holding = solved.holding(state, false);
        let named = match &solved.compiled.scenario.period {
            Some(id) => self.dossier.file.periods.get(id).map(|p| p.label.clone()),
            None => None,
        };
        let mut node = TraceNode::new(TraceKind::State, code, &holding.state.text)
            .fact("period", named.unwrap_or_default());
        let grounds = grounds(solved, state);
        let leaver = |ground: &Ground| match &ground.stand.does {
            Stand::Leaves { step } => Some(TracedLeaver {
                actor: ground.stand.actor.clone(),
                step: step.clone(),
            }),
            _ => None,
        };
        node.holding = Some(TracedHolding {
            concepts: holding.concepts,
            reach: holding.reach,
            leavers: grounds.per_actor.iter().filter_map(leaver).collect(),
        });
        for ground in grounds.per_actor {
            let step = self.step("", &ground.statements);
            node.children.push(TraceNode {
                stand: Some(ground.stand),
                ..step
            });
        }
        if !holding.path.is_empty() {
            let mut way = TraceNode::new(TraceKind::Group, "", "The way there from the status quo");
            for step in &holding.path {
                let because: Vec<StatementHead> = (step.because.iter())
                    .flat_map(|reason| reason.statements.clone())
                    .collect();
                way.children.push(self.step(&step.text, &because));
            }
            node.children.push(way);
        }
        if grounds.cut {
            node = node.text(
                "By which move somebody would leave, or what answers it, was sought only as far \
                 as the work allowed (--work raises it).",
            );
        }
        node
    }

    fn step(&mut self, text: &str, statements: &[StatementHead]) -> TraceNode {
        let mut node = TraceNode::new(TraceKind::Step, "", text);
        for head in statements {
            let id = format!("{}.{}", head.actor, head.id);
            let told = TraceNode::new(TraceKind::Statement, id, &head.wants)
                .text(&head.text)
                .fact("actor", actor_name(self.dossier, &head.actor))
                .fact("rank", head.rank.to_string())
                .fact("basis", &head.basis)
                .fact("hindsight", if head.hindsight { "yes" } else { "" })
                .fact("reading", head.reading.clone().unwrap_or_default());
            let claims: Vec<TraceNode> = (head.claims.iter()).map(|c| self.claim(&c.id)).collect();
            node.children.push(told.with(claims));
        }
        node
    }
}
