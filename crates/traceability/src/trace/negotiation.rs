//! The judgements of the second table and of gradual plans: what can be agreed, who
//! judges it and how, who must accept it, which steps and promises there are.

use hikiwake_dossier::Dossier;
use hikiwake_dossier::file::{FactionVerdict, ReadingChange};

use super::judgement::{both, judgement};
use super::{TraceKind, TracedJudgement};
use hikiwake_finding::basis::actor_name;

/// Every judgement about agreements and steps, in the order of the files.
pub(super) fn of_talks(dossier: &Dossier) -> Vec<TracedJudgement> {
    let file = &dossier.file;
    let mut all = Vec::new();
    for (id, term) in &file.terms {
        all.push(judgement(TraceKind::Term, id, &term.label, &term.evidence));
    }
    for (id, rule) in &file.term_rules {
        all.push(TracedJudgement {
            periods: rule.periods.clone(),
            ..judgement(TraceKind::TermRule, id, &rule.text, &rule.evidence)
        });
    }
    for (id, form) in &file.forms {
        all.push(judgement(TraceKind::Form, id, &form.label, &form.evidence));
    }
    for (id, faction) in &file.factions {
        let name = actor_name(dossier, id);
        let place = format!("The place of {name} at the table");
        all.push(judgement(TraceKind::Faction, id, &place, &faction.evidence));
        for judges in &faction.judges {
            let text = match judges.forms.is_empty() {
                true => format!("How {name} judges agreements"),
                false => format!("{name} {}", verdicts(&judges.forms)),
            };
            all.push(TracedJudgement {
                periods: judges.periods.clone(),
                ..judgement(TraceKind::Verdict, id, &text, &judges.evidence)
            });
            all.extend(judges.statements.iter().map(|statement| TracedJudgement {
                periods: both(&judges.periods, &statement.periods),
                formula: statement.wants.clone(),
                ..judgement(
                    TraceKind::FactionStatement,
                    &format!("{id}.{}", statement.id),
                    &dossier.file.wish_in_words(statement),
                    &statement.evidence,
                )
            }));
        }
        for (guarantee_id, guarantee) in &faction.guarantees {
            let text = format!("“{}” might win {name} over", guarantee.label);
            all.push(TracedJudgement {
                periods: guarantee.periods.clone(),
                ..judgement(
                    TraceKind::Guarantee,
                    &format!("{id}.{guarantee_id}"),
                    &text,
                    &guarantee.evidence,
                )
            });
        }
    }
    for (id, rule) in &file.ratification {
        all.push(judgement(
            TraceKind::Ratification,
            id,
            &rule.label,
            &rule.evidence,
        ));
    }
    for holder in &file.holders {
        let (faction, side) = (&holder.faction, &holder.side);
        let text = format!(
            "{} holds the file of {}",
            actor_name(dossier, faction),
            actor_name(dossier, side)
        );
        all.push(TracedJudgement {
            periods: holder.periods.clone(),
            ..judgement(TraceKind::Holder, faction, &text, &holder.evidence)
        });
    }
    for (id, ladder) in &file.ladders {
        all.push(judgement(
            TraceKind::Ladder,
            id,
            &ladder.label,
            &ladder.evidence,
        ));
    }
    for (id, step) in &file.steps {
        all.push(judgement(
            TraceKind::LadderStep,
            id,
            &step.label,
            &step.evidence,
        ));
    }
    for (id, promise) in &file.promises {
        all.push(judgement(
            TraceKind::Promise,
            id,
            &promise.label,
            &promise.evidence,
        ));
    }
    all
}

/// What a change of a reading brings in about how a faction judges.
pub(super) fn of_change(dossier: &Dossier, change: &ReadingChange) -> Vec<TracedJudgement> {
    let Some(faction) = &change.faction else {
        return Vec::new();
    };
    let said = change.says.iter().map(|says| {
        let text = format!("{} {}", actor_name(dossier, faction), verdicts(says));
        judgement(TraceKind::Verdict, faction, &text, &change.evidence)
    });
    let statements = change.brings().map(|statement| TracedJudgement {
        periods: statement.periods.clone(),
        formula: statement.wants.clone(),
        ..judgement(
            TraceKind::FactionStatement,
            &format!("{faction}.{}", statement.id),
            &dossier.file.wish_in_words(statement),
            &statement.evidence,
        )
    });
    said.chain(statements).collect()
}

/// “accepts two-islands, rejects no-deal”.
pub(super) fn verdicts(says: &hikiwake_dossier::file::Named<FactionVerdict>) -> String {
    let said = says.iter().map(|(form, verdict)| {
        let verb = match verdict {
            FactionVerdict::Accepts => "accepts",
            FactionVerdict::DoesNotMind => "does not mind",
            FactionVerdict::Rejects => "rejects",
        };
        format!("{verb} {form}")
    });
    said.collect::<Vec<_>>().join(", ")
}
