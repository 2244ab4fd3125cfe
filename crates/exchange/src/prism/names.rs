//! Names that PRISM can read.

use std::collections::BTreeSet;

use hikiwake_dossier::Compiled;

/// Names of the parts of a model. Every name begins with a letter for its kind and `_`,
/// so that none is a word of the language (an actor `R` would be).
pub(super) struct Names {
    /// Players, `p_…`, by decision maker.
    pub players: Vec<String>,
    /// Modules, `m_…`, by decision maker.
    pub modules: Vec<String>,
    /// How good a state is, `v_…`, by decision maker.
    pub values: Vec<String>,
    /// Options, `o_…`, by axis.
    pub options: Vec<String>,
}

impl Names {
    pub(super) fn new(compiled: &Compiled) -> Self {
        let actors = unique(compiled.decision_makers.iter().cloned());
        let options = compiled.options.iter().map(|option| match &option.party {
            Some(party) => format!("{}_{party}", option.id),
            None => option.id.clone(),
        });
        let of = |kind: &str, names: &[String]| {
            let named = names.iter().map(|name| format!("{kind}_{name}"));
            named.collect()
        };
        Names {
            players: of("p", &actors),
            modules: of("m", &actors),
            values: of("v", &actors),
            options: of("o", &unique(options)),
        }
    }
}

/// The names in letters, digits and `_`, numbered where two become the same.
fn unique(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let safe = |name: String| {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
        let name: String = name.chars().map(plain).collect();
        let numbered = (2..).map(|k: u32| format!("{name}_{k}"));
        let mut wanted = std::iter::once(name.clone()).chain(numbered);
        let free = wanted.find(|name| !taken.contains(name)).unwrap_or(name);
        taken.insert(free.clone());
        free
    };
    names.map(safe).collect()
}

/// One line of a comment.
pub(super) fn comment(text: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    format!("// {}\n", text.chars().map(plain).collect::<String>())
}
