//! Formulas in words: the labels of options, terms and definitions for their names.

use super::{Comparison, Expr, ExprKind};
use crate::file::{File, Statement};

impl File {
    /// A wish in words: the analyst's, or else its formula with labels for names.
    pub fn wish_in_words(&self, wish: &Statement) -> String {
        match wish.text.as_str() {
            "" => self.in_words(&wish.wants),
            text => text.to_owned(),
        }
    }

    /// A formula with labels for names; as written where it cannot be read.
    pub fn in_words(&self, formula: &str) -> String {
        let read = Expr::parse(formula);
        read.map_or_else(
            |_| formula.to_owned(),
            |read| self.labelled(&read).to_string(),
        )
    }

    /// The formula with a label in place of each name and of each comparison.
    fn labelled(&self, formula: &Expr) -> Expr {
        let all = |parts: &[Expr]| parts.iter().map(|part| self.labelled(part)).collect();
        let boxed = |part: &Expr| Box::new(self.labelled(part));
        let kind = match &formula.kind {
            ExprKind::Constant(value) => ExprKind::Constant(*value),
            ExprKind::Name(name) => ExprKind::Name(self.label(name)),
            ExprKind::Compare {
                option: (option, _),
                comparison,
                level: (level, _),
            } => {
                let how = match comparison {
                    Comparison::Equal => "at",
                    Comparison::NotEqual => "not at",
                    Comparison::Less => "below",
                    Comparison::AtMost => "no higher than",
                    Comparison::More => "above",
                    Comparison::AtLeast => "no lower than",
                };
                ExprKind::Name(format!("{} {how} {level}", self.label(option)))
            }
            ExprKind::Not(part) => ExprKind::Not(boxed(part)),
            ExprKind::And(parts) => ExprKind::And(all(parts)),
            ExprKind::Or(parts) => ExprKind::Or(all(parts)),
            ExprKind::If { then, condition } => ExprKind::If {
                then: boxed(then),
                condition: boxed(condition),
            },
            ExprKind::Iff(one, other) => ExprKind::Iff(boxed(one), boxed(other)),
        };
        Expr {
            kind,
            span: formula.span.clone(),
        }
    }

    /// `‘Economic package’`; of one party's consent `‘Joint zone’ (Japan)`.
    fn label(&self, name: &str) -> String {
        let of = |id: &str| {
            let option = self.options.get(id).map(|option| &option.label);
            let term = || self.terms.get(id).map(|term| &term.label);
            let definition = || self.definitions.get(id).map(|definition| &definition.label);
            let label = option.or_else(term).or_else(definition);
            label
                .filter(|label| !label.is_empty())
                .map(|label| format!("‘{label}’"))
        };
        match name.split_once('.') {
            Some((joint, party)) => {
                let actor = self.actors.get(party).map_or(party, |actor| &actor.name);
                format!(
                    "{} ({actor})",
                    of(joint).unwrap_or_else(|| joint.to_owned())
                )
            }
            None => of(name).unwrap_or_else(|| name.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_for_names() {
        let file: File = toml::from_str(
            r#"
            [dossier]
            format = 1
            title = "T"
            [actors.north]
            name = "North"
            [options.dam]
            owner = "north"
            label = "Build the dam"
            [options.zone]
            parties = ["north"]
            label = "Joint zone"
            [options.bare]
            owner = "north"
            label = ""
            [terms.water]
            label = "Water"
            [definitions.deal]
            formula = "zone"
            label = "A deal"
            "#,
        )
        .expect("a file");
        for (formula, words) in [
            ("dam and not deal", "‘Build the dam’ and not ‘A deal’"),
            (
                "not (dam or water) if bare",
                "not (‘Build the dam’ or ‘Water’) if bare",
            ),
            (
                "water >= some iff zone.north",
                "‘Water’ no lower than some iff ‘Joint zone’ (North)",
            ),
            ("dam and", "dam and"),
        ] {
            assert_eq!(file.in_words(formula), words, "{formula}");
        }
    }
}
