//! What the names in formulas and state texts mean in one period.

use std::ops::Range;

use hikiwake_graph::{Formula, MOST_LEVELS};
use indexmap::IndexMap;

use crate::diagnostic::nearest;
use crate::file::{File, Opt};
use crate::formula::FormulaError;

use super::connectives::{and, not, or};
use super::error::list;

/// What the names of a dossier mean in one period.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// The options, in the order of the files.
    pub options: IndexMap<String, NamedOption>,
    /// The definitions, written out.
    pub definitions: IndexMap<String, Formula>,
}

/// An option as formulas see it.
#[derive(Clone, Debug)]
pub(crate) struct NamedOption {
    /// Names of the levels, lowest first.
    pub levels: Vec<String>,
    /// Who must consent: one entry per party of a joint option, or one alone.
    pub consents: Vec<Consent>,
}

/// One party's consent to an option, or the whole of an option with one owner.
#[derive(Clone, Debug)]
pub(crate) struct Consent {
    /// The party, for a joint option.
    pub party: Option<String>,
    /// The axis; `None` where it is held at the lowest level.
    pub axis: Option<usize>,
    /// Its place among all options of the dossier, consents counted singly.
    pub column: usize,
    /// Where the axis is another thing that sets this option: the option's level at each
    /// level of the axis, or its one level where it is held. Empty: the axis is its own.
    pub through: Vec<u8>,
}

/// A fault in a formula or a state text, with the code of its diagnostic.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub code: &'static str,
    pub error: FormulaError,
}

impl Fault {
    pub fn new(
        code: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Fault {
        Fault {
            code,
            error: FormulaError::new(span, message, help),
        }
    }
}

/// Faults of syntax.
impl From<FormulaError> for Fault {
    fn from(error: FormulaError) -> Fault {
        Fault {
            code: "formula",
            error,
        }
    }
}

/// Names of the levels of an option, lowest first.
pub(crate) fn level_names(option: &Opt) -> Vec<String> {
    option
        .levels
        .clone()
        .unwrap_or_else(|| vec!["no".to_string(), "yes".to_string()])
}

/// The parties of a joint option, or its owner alone.
pub(crate) fn controllers(option: &Opt) -> &[String] {
    match &option.owner {
        Some(owner) => std::slice::from_ref(owner),
        None => &option.parties,
    }
}

impl Names {
    /// The options of `file`, each on the axis that `axis` gives its column, and
    /// without the definitions.
    pub fn of_options(file: &File, axis: impl Fn(usize) -> Option<usize>) -> Names {
        let mut columns = 0..;
        let options = file
            .options
            .iter()
            .map(|(id, option)| {
                let joint = option.owner.is_none();
                let consents = controllers(option)
                    .iter()
                    .zip(&mut columns)
                    .map(|(actor, column)| Consent {
                        party: joint.then(|| actor.clone()),
                        axis: axis(column),
                        column,
                        through: Vec::new(),
                    })
                    .collect();
                let levels = level_names(option);
                (id.clone(), NamedOption { levels, consents })
            })
            .collect();
        Names {
            options,
            definitions: IndexMap::new(),
        }
    }

    /// The option, or the one consent `option.party`, with this name.
    pub fn option(&self, name: &str) -> Option<(&NamedOption, &[Consent])> {
        if let Some(option) = self.options.get(name) {
            return Some((option, &option.consents));
        }
        let (id, party) = name.split_once('.')?;
        let option = self.options.get(id)?;
        let consent = option
            .consents
            .iter()
            .find(|consent| consent.party.as_deref() == Some(party))?;
        Some((option, std::slice::from_ref(consent)))
    }

    /// The fault that `name` is no name.
    pub fn unknown(&self, name: &str, span: Range<usize>, options_only: bool) -> Fault {
        if options_only && self.definitions.contains_key(name) {
            return Fault::new(
                "no-levels",
                span,
                format!("`{name}` is a definition and has no levels."),
                "Only options have levels: name the option itself.",
            );
        }
        let options = self.options.keys().map(String::as_str);
        let definitions = self.definitions.keys().map(String::as_str);
        let consents: Vec<String> = self
            .options
            .iter()
            .flat_map(|(id, option)| option.consents.iter().map(move |c| (id, &c.party)))
            .filter_map(|(id, party)| party.as_ref().map(|party| format!("{id}.{party}")))
            .collect();
        let names = options
            .chain(consents.iter().map(String::as_str))
            .chain(definitions.filter(|_| !options_only));
        let what = if options_only {
            "option"
        } else {
            "option or definition"
        };
        let apart = (!options_only).then(|| self.apart(name)).flatten();
        let help = match apart.or_else(|| nearest(name, names).map(str::to_owned)) {
            Some(meant) => format!("Did you mean `{meant}`?"),
            None => "Declare it, or write the name of one that is declared.".to_string(),
        };
        Fault::new(
            "unknown-name",
            span,
            format!("There is no {what} `{name}`."),
            help,
        )
    }

    /// The formula that a name is, where hyphens stand for the blanks round its words:
    /// `not-council`, `treaty-and-loan`, of names that are known.
    fn apart(&self, name: &str) -> Option<String> {
        let known = |name: &str| self.definitions.contains_key(name) || self.option(name).is_some();
        if name.len() > 200 {
            return None;
        }
        let (word, rest) = name.split_once(['-', '_']).unwrap_or(("", ""));
        if ["not", "non", "no"].contains(&word) {
            let rest = if known(rest) {
                rest.to_owned()
            } else {
                self.apart(rest)?
            };
            return Some(format!("not {rest}"));
        }
        ["and", "or", "if", "iff", "implies"]
            .iter()
            .find_map(|word| {
                let (one, other) = name.split_once(&format!("-{word}-"))?;
                let other = if known(other) {
                    other.to_owned()
                } else {
                    self.apart(other)?
                };
                known(one).then(|| format!("{one} {word} {other}"))
            })
    }

    /// The fault that an option has no such level.
    pub fn unknown_level(
        option: &NamedOption,
        name: &str,
        level: &str,
        span: Range<usize>,
    ) -> Fault {
        let help = match nearest(level, option.levels.iter().map(String::as_str)) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => format!("Its levels are {}.", list(&option.levels)),
        };
        let message = format!("`{name}` has no level `{level}`.");
        Fault::new("unknown-level", span, message, help)
    }
}

impl Consent {
    /// The levels of the axis, as bits, at which the option has one of `levels`.
    fn at(&self, levels: u64) -> u64 {
        let through = self.through.iter().take(MOST_LEVELS).enumerate();
        let met =
            through.filter(|&(_, &level)| levels.checked_shr(level.into()).unwrap_or(0) & 1 == 1);
        met.fold(0, |set, (at, _)| set | 1 << at)
    }
}

impl NamedOption {
    /// The index of a level.
    pub fn level(&self, name: &str) -> Option<usize> {
        self.levels.iter().position(|level| level == name)
    }

    /// That the level is one of those that `wanted` holds for. Where several
    /// consents count, the level is the lowest among them.
    pub fn formula(&self, consents: &[Consent], wanted: impl Fn(usize) -> bool) -> Formula {
        let set = |wanted: &dyn Fn(usize) -> bool| {
            (0..self.levels.len().min(MOST_LEVELS))
                .filter(|&l| wanted(l))
                .fold(0u64, |set, l| set | 1 << l)
        };
        let all = set(&|_| true);
        let one = |consent: &Consent, levels: u64| {
            let (levels, all) = match consent.through.len().min(MOST_LEVELS) {
                0 => (levels, all),
                count => (consent.at(levels), u64::MAX >> (MOST_LEVELS - count)),
            };
            match consent.axis {
                None => Formula::Constant(levels & 1 == 1),
                Some(_) if levels == 0 || levels == all => Formula::Constant(levels != 0),
                Some(axis) => Formula::Level { axis, levels },
            }
        };
        if let [consent] = consents {
            return one(consent, set(&wanted));
        }
        // In force at `low` or above: all consent to `low` or above. A set of
        // levels is a union of runs [low, high).
        let at_least = |low: usize| {
            let levels = set(&|l| l >= low);
            and(consents.iter().map(|c| one(c, levels)).collect())
        };
        let mut runs = Vec::new();
        let mut low = 0;
        while low < self.levels.len() {
            let high = (low..self.levels.len())
                .find(|&l| !wanted(l))
                .unwrap_or(self.levels.len());
            if high > low {
                runs.push(and(vec![at_least(low), not(at_least(high))]));
            }
            low = high + 1;
        }
        or(runs)
    }
}
