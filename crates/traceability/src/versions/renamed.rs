//! What a part of the old version is called in the new one.

use hikiwake_dossier::{Became, PartChange, PartKind};
use hikiwake_finding::{OptionHead, WalkStep};

/// The changes of the dossier, asked for new names.
pub(super) struct Renamed<'a>(pub &'a [PartChange]);

impl Renamed<'_> {
    /// The id of a part in the new version.
    pub(super) fn id<'b>(&'b self, kind: PartKind, id: &'b str) -> &'b str {
        self.of(kind, None, id)
    }

    /// The id of a wish in the new version.
    pub(super) fn wish<'b>(&'b self, actor: &str, id: &'b str) -> &'b str {
        self.of(PartKind::Wish, Some(self.id(PartKind::Actor, actor)), id)
    }

    /// Whether only one version names a pattern so: its definition, or the label of it, came
    /// or went.
    pub(super) fn is_new_or_gone(&self, definition: &str) -> bool {
        let mut changes = self.0.iter();
        changes.any(|change| {
            change.kind == PartKind::Definition
                && change.id == definition
                && (matches!(change.became, Became::Added | Became::Removed)
                    || (change.fields.iter()).any(|field| {
                        field.field == "label" && (field.old.is_none() || field.new.is_none())
                    }))
        })
    }

    fn of<'b>(&'b self, kind: PartKind, actor: Option<&str>, id: &'b str) -> &'b str {
        let mut changes = self.0.iter();
        let renamed = changes.find(|change| {
            change.kind == kind
                && change.actor.as_deref() == actor
                && change.renamed_from.as_deref() == Some(id)
        });
        renamed.map_or(id, |change| &change.id)
    }

    /// Who does what in a step of the old version, in the words of the new one.
    pub(super) fn step(&self, step: &WalkStep, options: &[OptionHead]) -> Deed {
        deed(step, options, |kind, id| self.id(kind, id).to_owned())
    }
}

/// Who moves, and which options go from which level to which.
pub(super) type Deed = (Vec<String>, Vec<[String; 3]>);

/// Who does what in a step.
pub(super) fn plain(step: &WalkStep, options: &[OptionHead]) -> Deed {
    deed(step, options, |_, id| id.to_owned())
}

fn deed(step: &WalkStep, options: &[OptionHead], name: impl Fn(PartKind, &str) -> String) -> Deed {
    let mut movers: Vec<String> = (step.movers.iter())
        .map(|id| name(PartKind::Actor, id))
        .collect();
    movers.sort_unstable();
    let mut changes: Vec<[String; 3]> = (step.changes.iter())
        .map(|change| {
            let option = &options[change.option];
            let id = match option.id.split_once('.') {
                Some((id, party)) => {
                    let party = name(PartKind::Actor, party);
                    format!("{}.{party}", name(PartKind::Option, id))
                }
                None => name(PartKind::Option, &option.id),
            };
            let level = |at: u8| {
                option
                    .levels
                    .get(usize::from(at))
                    .cloned()
                    .unwrap_or_default()
            };
            [id, level(change.from), level(change.to)]
        })
        .collect();
    changes.sort_unstable();
    (movers, changes)
}
