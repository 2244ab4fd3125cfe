//! Which formulas speak of an option or a definition.

use std::collections::BTreeSet;

use hikiwake_dossier::Expr;
use hikiwake_dossier::file::File;

/// The options and definitions that a formula names, by itself or through the
/// definitions that it uses. A party's consent counts as its option.
pub(super) fn names(file: &File, formula: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![formula.to_string()];
    while let Some(formula) = open.pop() {
        let Ok(read) = Expr::parse(&formula) else {
            continue;
        };
        for (name, _) in read.names() {
            let option = match file.options.contains_key(name) {
                true => name,
                false => name.split_once('.').map_or(name, |(option, _)| option),
            };
            if found.insert(option.to_string())
                && let Some(definition) = file.definitions.get(option)
            {
                open.push(definition.formula.clone());
            }
        }
    }
    found
}

/// The names in all of some formulas.
pub(super) fn names_in_all<'f>(
    file: &File,
    formulas: impl IntoIterator<Item = &'f String>,
) -> BTreeSet<String> {
    let names = formulas.into_iter().map(|formula| names(file, formula));
    names.flatten().collect()
}

/// The formulas of a rule.
pub(super) fn of_rule(rule: &hikiwake_dossier::file::Rule) -> Vec<&String> {
    let bars = rule.bars.iter().flat_map(|bar| [&bar.from, &bar.to]);
    rule.never.iter().chain(&rule.always).chain(bars).collect()
}
