//! Maps as tables: one row a link, or one row and one column a driver, as Mental Modeler
//! and other programs for fuzzy cognitive maps write them.

use std::collections::HashMap;

use super::draft::{Arc, Draft, cut};
use super::graph_keys::{Role, role};
use super::{IncomingMap, MapDriver, one_line};
use crate::Fault;
use crate::table::{Table, read_separated};

/// What a column of a list of links is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Cause,
    Effect,
    Of(Role),
    /// Whether a link has a direction (Gephi).
    Direction,
}

pub(super) fn read(text: &str) -> Result<IncomingMap, Vec<Fault>> {
    let mut draft = Draft::default();
    let table = read_separated(text, separator(text), &mut draft.faults);
    if !draft.faults.is_empty() {
        return Err(draft.faults);
    }
    let columns: Vec<Option<Column>> = table.header.iter().map(|name| column(name)).collect();
    let has = |wanted: Column| columns.contains(&Some(wanted));
    let mut reader = Reader {
        draft,
        known: HashMap::new(),
    };
    if has(Column::Cause) && has(Column::Effect) {
        reader.links(&table, &columns);
    } else if is_matrix(&table) {
        reader.matrix(&table);
    } else {
        let message = "This is neither a list of links nor a table of all pairs.";
        let help = "Name the columns `cause`, `effect` and `sign` (or `weight`); or write all drivers along the first row and, the same, down the first column.";
        reader.draft.fault("row 1", message, help);
    }
    reader.draft.finish()
}

/// The sign between the cells of the first row: the most frequent of three outside quotes.
fn separator(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty());
    let mut quoted = false;
    let mut counts = [(0_usize, b','), (0, b';'), (0, b'\t')];
    for b in line.unwrap_or_default().bytes() {
        quoted ^= b == b'"';
        for (count, separator) in &mut counts {
            *count += usize::from(!quoted && b == *separator);
        }
    }
    let most = counts.iter().map(|(count, _)| *count).max();
    let found = counts.iter().find(|(count, _)| Some(*count) == most);
    found.map_or(b',', |(_, separator)| *separator)
}

fn column(name: &str) -> Option<Column> {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    Some(match plain.to_lowercase().as_str() {
        "cause" | "from" | "source" => Column::Cause,
        "effect" | "to" | "target" => Column::Effect,
        "type" => Column::Direction,
        _ => match role(name) {
            Role::Other | Role::Drawing | Role::Option => return None,
            role => Column::Of(role),
        },
    })
}

/// Whether some driver stands along the first row and down the first column.
fn is_matrix(table: &Table) -> bool {
    let rows = table.rows.iter().filter_map(|(_, cells)| cells.first());
    let mut named = rows.map(|name| one_line(name)).filter(|n| !n.is_empty());
    let along: Vec<String> = table.header.iter().skip(1).map(|n| one_line(n)).collect();
    named.any(|name| along.contains(&name))
}

struct Reader {
    draft: Draft,
    /// Drivers by their names in small letters.
    known: HashMap<String, usize>,
}

impl Reader {
    /// The driver of this name, which is new where it stands for the first time.
    fn driver(&mut self, name: &str, at: &str) -> usize {
        let label = one_line(name);
        let folded = label.to_lowercase();
        if let Some(found) = self.known.get(&folded) {
            let first = self.draft.map.drivers.get(*found);
            if first.is_some_and(|first| first.label != label) {
                let first = first.map_or("", |first| first.label.as_str());
                let remark = format!("`{label}`, {at}, is taken for `{first}`.");
                self.draft.map.remarks.push(remark);
            }
            return *found;
        }
        let driver = self.draft.driver(MapDriver {
            label,
            at: at.to_owned(),
            ..MapDriver::default()
        });
        self.known.insert(folded, driver);
        driver
    }

    fn links(&mut self, table: &Table, columns: &[Option<Column>]) {
        for (k, column) in columns.iter().enumerate() {
            if column.is_some() && columns[..k].contains(column) {
                let name = cut(&table.header[k]);
                let message = format!("`{name}` says the same as a column before it.");
                self.draft
                    .fault("row 1", message, "Keep one of the columns.");
            }
        }
        for (k, name) in table.header.iter().enumerate() {
            let filled = |(_, cells): &(usize, Vec<String>)| {
                cells.get(k).is_some_and(|cell| !cell.trim().is_empty())
            };
            let said = name.eq_ignore_ascii_case("id") || columns[k].is_some();
            if !said && table.rows.iter().any(filled) {
                let left = format!("the column `{}`", cut(name));
                self.draft.map.left.push(left);
            }
        }
        for (row, cells) in &table.rows {
            let at = format!("row {row}");
            let cell = |wanted: Column| {
                let k = columns.iter().position(|c| *c == Some(wanted));
                let cell = k.and_then(|k| cells.get(k));
                cell.map_or_else(String::new, |cell| cell.trim().to_owned())
            };
            let (cause, effect) = (cell(Column::Cause), cell(Column::Effect));
            if cause.is_empty() || effect.is_empty() {
                let message = "This link has no cause or no effect.";
                self.draft.fault(&at, message, "Name both.");
                continue;
            }
            if cell(Column::Direction).eq_ignore_ascii_case("undirected") {
                let message = "This link has no direction, so that nothing acts on anything.";
                self.draft
                    .fault(&at, message, "Make it a directed one, or two of them.");
                continue;
            }
            let (cause, effect) = (self.driver(&cause, &at), self.driver(&effect, &at));
            self.draft.arc(Arc {
                cause,
                effect,
                sign: cell(Column::Of(Role::Sign)),
                weight: cell(Column::Of(Role::Weight)),
                label: cell(Column::Of(Role::Label)),
                text: cell(Column::Of(Role::Text)),
                delay: cell(Column::Of(Role::Delay)),
                note: cell(Column::Of(Role::Note)),
                at,
            });
        }
    }

    /// Rows act on columns. A blank cell and a 0 are no link: such a table has a cell for
    /// every pair.
    fn matrix(&mut self, table: &Table) {
        let mut along: Vec<Option<usize>> = vec![None];
        for (k, name) in table.header.iter().enumerate().skip(1) {
            let at = format!("row 1, column {}", k + 1);
            let name = one_line(name);
            along.push(match name.is_empty() {
                true => None,
                false if self.known.contains_key(&name.to_lowercase()) => {
                    let message = format!("`{}` stands twice in the first row.", cut(&name));
                    self.draft.fault(&at, message, "Name each driver once.");
                    None
                }
                false => Some(self.driver(&name, &at)),
            });
        }
        let mut down = vec![false; self.draft.map.drivers.len()];
        for (row, cells) in &table.rows {
            let at = format!("row {row}");
            let name = cells.first().map(|name| one_line(name)).unwrap_or_default();
            let found = self.known.get(&name.to_lowercase()).copied();
            let Some(cause) = found.filter(|cause| *cause < down.len()) else {
                let message = format!("`{}` does not stand in the first row.", cut(&name));
                let help = "Write the same drivers along the first row and down the first column.";
                self.draft.fault(&at, message, help);
                continue;
            };
            if std::mem::replace(&mut down[cause], true) {
                let message = format!("`{}` stands twice in the first column.", cut(&name));
                self.draft.fault(&at, message, "Name each driver once.");
                continue;
            }
            for (k, cell) in cells.iter().enumerate().skip(1) {
                let cell = cell.trim();
                let at = format!("row {row}, column {}", k + 1);
                match along.get(k).copied().flatten() {
                    // Mental Modeler writes `undefined` where there is no link.
                    _ if cell.is_empty() || cell == "undefined" || is_zero(cell) => {}
                    Some(effect) => self.draft.arc(Arc {
                        cause,
                        effect,
                        weight: cell.to_owned(),
                        at,
                        ..Arc::default()
                    }),
                    None => {
                        let message = format!("`{}` stands under no driver.", cut(cell));
                        let help = "Name a driver at the head of the column.";
                        self.draft.fault(&at, message, help);
                    }
                }
            }
        }
        let missing = down.iter().enumerate().filter(|(_, there)| !**there);
        let missing: Vec<usize> = missing.map(|(driver, _)| driver).collect();
        for driver in missing {
            let driver = self.draft.map.drivers[driver].clone();
            let message = format!("`{}` does not stand in the first column.", driver.label);
            let help = "Write the same drivers along the first row and down the first column.";
            self.draft.fault(&driver.at, message, help);
        }
    }
}

fn is_zero(cell: &str) -> bool {
    cell.replace(',', ".").parse::<f64>() == Ok(0.0)
}
