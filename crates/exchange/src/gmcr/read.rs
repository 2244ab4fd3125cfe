//! From bytes to what a `.gmcr` file says, with every fault at once.

use serde_json::{Map, Value};

use super::file::{Choice, Condition, Direction, GmcrFile, Maker, Pattern};
use crate::Fault;
use crate::fault::utf8;
use crate::json;

type Object = Map<String, Value>;

/// Reads a file.
pub(super) fn read(bytes: &[u8]) -> Result<GmcrFile, Vec<Fault>> {
    // Pickles of protocol 2 and on begin with 80; those of protocol 0 with a bracket.
    if matches!(
        bytes,
        [0x80, 2..=5, ..] | [b'(' | b'}' | b']', b'd' | b'l' | b'q', ..]
    ) {
        let message = "This is a Python pickle, as gmcr-py saved until 2013, not JSON.";
        let help = "Open it in gmcr-py and save it again; a pickle can run any command, so none is read here.";
        return Err(vec![Fault::new("", message, help)]);
    }
    let text = utf8(bytes, "").map_err(|fault| vec![fault])?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let value = json::parse(text).map_err(|error| {
        let at = format!("line {}, column {}", error.line(), error.column());
        let message = format!("This JSON is not read: {error}.");
        vec![Fault::new(at, message, "Save it again in gmcr-py.")]
    })?;
    let mut reader = Reader::default();
    let file = match &value {
        Value::Object(object) => reader.file(object),
        _ => {
            reader.fault(
                "",
                "The file is no JSON object.",
                "Save it again in gmcr-py.",
            );
            GmcrFile::default()
        }
    };
    match reader.faults.is_empty() {
        true => Ok(file),
        false => Err(reader.faults),
    }
}

#[derive(Default)]
struct Reader {
    faults: Vec<Fault>,
    unknown: Vec<String>,
    options: usize,
}

impl Reader {
    fn fault(&mut self, at: &str, message: impl Into<String>, help: &str) {
        self.faults.push(Fault::new(at, message, help));
    }

    fn file(&mut self, object: &Object) -> GmcrFile {
        const KEYS: [&str; 9] = [
            "options",
            "decisionMakers",
            "infeasibles",
            "useManualPreferenceRanking",
            "useManualPreferenceVectors",
            "coalitions",
            "coalitionsFull",
            "program",
            "version",
        ];
        self.known(object, &KEYS, "");
        self.one_of(
            object,
            ["useManualPreferenceRanking", "useManualPreferenceVectors"],
            "",
        );
        let options = self.list(object, "options", "").to_vec();
        self.options = options.len();
        let options = (1..)
            .zip(&options)
            .map(|(k, option)| self.option(k, option));
        let options = options.collect();
        let makers = self.list(object, "decisionMakers", "").to_vec();
        if makers.is_empty() {
            let help = "Name at least one in gmcr-py.";
            self.fault("", "The file has no decision maker.", help);
        }
        let makers = (1..).zip(&makers).map(|(k, maker)| self.maker(k, maker));
        let makers: Vec<Maker> = makers.collect();
        let infeasible = self.conditions(object, "infeasibles", "infeasible condition");
        let coalitions = coalitions(object.get("coalitions"), makers.len());
        if coalitions.is_none() {
            let left = "the coalitions, which do not divide the decision makers into groups";
            self.unknown.push(left.to_owned());
        }
        let full = object.get("coalitionsFull").and_then(Value::as_array);
        if full.is_none_or(|full| !full.is_empty()) && object.contains_key("coalitionsFull") {
            let left = "`coalitionsFull`, a copy of the coalitions for drawing";
            self.unknown.push(left.to_owned());
        }
        let text = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or_default();
        GmcrFile {
            options,
            infeasible,
            manual: self.manual(object),
            coalitions: coalitions.unwrap_or_default(),
            makers,
            program: format!("{} {}", text("program"), text("version"))
                .trim()
                .to_owned(),
            unknown: std::mem::take(&mut self.unknown),
        }
    }

    fn known(&mut self, object: &Object, keys: &[&str], at: &str) {
        for key in object.keys().filter(|key| !keys.contains(&key.as_str())) {
            self.unknown.push(match at {
                "" => format!("the key `{key}`"),
                at => format!("the key `{key}` of {at}"),
            });
        }
    }

    /// Tells the second of two keys that say the same, where both stand there.
    fn one_of(&mut self, object: &Object, [first, second]: [&str; 2], at: &str) {
        let both = object.get(first).zip(object.get(second));
        if both.is_some_and(|(one, other)| one != other) {
            let of = if at.is_empty() { "" } else { " of " };
            self.unknown.push(format!("the key `{second}`{of}{at}"));
        }
    }

    /// The list at a key; a fault where there is none.
    fn list<'v>(&mut self, object: &'v Object, key: &str, at: &str) -> &'v [Value] {
        match object.get(key) {
            Some(Value::Array(items)) => return items,
            Some(_) => self.fault(at, format!("`{key}` is no list."), "Make it a list."),
            None => self.fault(
                at,
                format!("There is no `{key}`."),
                "Write an empty list where there are none.",
            ),
        }
        &[]
    }

    fn manual(&mut self, object: &Object) -> bool {
        let keys = ["useManualPreferenceRanking", "useManualPreferenceVectors"];
        let Some((key, value)) = keys.iter().find_map(|k| Some((*k, object.get(*k)?))) else {
            return false;
        };
        value.as_bool().unwrap_or_else(|| {
            self.fault(
                "",
                format!("`{key}` is neither true nor false."),
                "Write one of the two.",
            );
            false
        })
    }

    fn name(&mut self, object: &Object, at: &str) -> String {
        match object.get("name") {
            Some(Value::String(name)) => name.clone(),
            _ => {
                self.fault(at, "It has no name.", "Write a text behind `name`.");
                String::new()
            }
        }
    }

    fn object<'v>(&mut self, value: &'v Value, at: &str) -> Option<&'v Object> {
        let object = value.as_object();
        if object.is_none() {
            self.fault(at, "This is no JSON object.", "Save it again in gmcr-py.");
        }
        object
    }

    fn option(&mut self, number: usize, value: &Value) -> Choice {
        let at = format!("option {number}");
        let mut choice = Choice {
            name: String::new(),
            direction: Direction::Both,
        };
        let Some(object) = self.object(value, &at) else {
            return choice;
        };
        self.known(object, &["name", "permittedDirection"], &at);
        choice.name = self.name(object, &at);
        let word = object.get("permittedDirection").and_then(Value::as_str);
        match Direction::ALL.into_iter().find(|d| Some(d.word()) == word) {
            Some(direction) => choice.direction = direction,
            None => self.fault(
                &at,
                "Its `permittedDirection` is not one that the format has.",
                "Write `both`, `fwd` (from N to Y only) or `back` (from Y to N only).",
            ),
        }
        choice
    }

    fn maker(&mut self, number: usize, value: &Value) -> Maker {
        const KEYS: [&str; 7] = [
            "name",
            "options",
            "preferences",
            "preferenceRanking",
            "preferenceVector",
            "misperceptions",
            "payoffs",
        ];
        let at = format!("decision maker {number}");
        let mut maker = Maker::default();
        let Some(object) = self.object(value, &at) else {
            return maker;
        };
        self.known(object, &KEYS, &at);
        self.one_of(object, ["preferenceRanking", "preferenceVector"], &at);
        maker.name = self.name(object, &at);
        for option in self.list(object, "options", &at) {
            if let Some(option) = self.option_index(option, &at)
                && !maker.options.contains(&option)
            {
                maker.options.push(option);
            }
        }
        maker.statements = self.conditions(object, "preferences", &format!("{at}, statement"));
        let ranking = (object.get("preferenceRanking")).or_else(|| object.get("preferenceVector"));
        maker.ranking = ranking.map(|value| self.ranking(value, &at));
        if object.contains_key("misperceptions") {
            let what = format!("{at}, misperception");
            maker.misperceived = self.conditions(object, "misperceptions", &what);
        }
        maker.payoffs = object.contains_key("payoffs");
        maker
    }

    fn ranking(&mut self, value: &Value, at: &str) -> Vec<Vec<u64>> {
        let mut ranking = Vec::new();
        for class in value.as_array().into_iter().flatten() {
            let numbers = class.as_array().map_or(std::slice::from_ref(class), |c| c);
            let class: Option<Vec<u64>> = numbers.iter().map(whole_number).collect();
            ranking.extend(class.filter(|class| !class.is_empty()));
        }
        let read: usize = ranking.iter().map(Vec::len).sum();
        let written = value.as_array().map(|classes| {
            let sizes = classes.iter();
            sizes.map(|c| c.as_array().map_or(1, Vec::len)).sum()
        });
        if written != Some(read) {
            self.fault(
                at,
                "Its ranking is no list of state numbers.",
                "Write numbers, best first, and lists of numbers for ties.",
            );
        }
        ranking
    }

    /// The conditions at a key; `what` names one of them, before its number.
    fn conditions(&mut self, object: &Object, key: &str, what: &str) -> Vec<Condition> {
        let at = what.rsplit_once(',').map_or("", |(at, _)| at);
        let items = self.list(object, key, at);
        (1..)
            .zip(items)
            .filter_map(|(k, item)| self.condition(item, &format!("{what} {k}")))
            .collect()
    }

    fn condition(&mut self, value: &Value, at: &str) -> Option<Condition> {
        let Value::Object(object) = value else {
            return Some(vec![self.pattern(value, at)?]);
        };
        self.known(object, &["compound", "members"], at);
        if object
            .get("compound")
            .is_some_and(|compound| *compound != true)
        {
            self.fault(
                at,
                "`compound` is not true.",
                "Write true, or a simple condition.",
            );
        }
        let members = self.list(object, "members", at);
        let mut patterns = Vec::new();
        for member in members {
            let pattern = self.pattern(member, at)?;
            if !patterns.contains(&pattern) {
                patterns.push(pattern);
            }
        }
        Some(patterns)
    }

    fn pattern(&mut self, value: &Value, at: &str) -> Option<Pattern> {
        let Some(items) = value.as_array() else {
            let help = "Write a list such as [[0, \"Y\"], [2, \"N\"]].";
            self.fault(at, "This is no condition.", help);
            return None;
        };
        let mut pattern = Pattern::new();
        for item in items {
            let pair = item.as_array().filter(|pair| pair.len() == 2);
            let taken = match pair.and_then(|pair| pair[1].as_str()) {
                Some("Y") => true,
                Some("N") => false,
                _ => {
                    let help = "Write the index of an option and \"Y\" or \"N\".";
                    self.fault(at, format!("`{item}` is no part of a condition."), help);
                    return None;
                }
            };
            let option = self.option_index(&item[0], at)?;
            match pattern.iter().find(|(other, _)| *other == option) {
                Some((_, other)) if *other != taken => {
                    let message = format!("It asks both Y and N of option {}.", option + 1);
                    self.fault(at, message, "Take one of the two out.");
                    return None;
                }
                Some(_) => {}
                None => pattern.push((option, taken)),
            }
        }
        Some(pattern)
    }

    fn option_index(&mut self, value: &Value, at: &str) -> Option<usize> {
        let index = whole_number(value).and_then(|number| usize::try_from(number).ok());
        let index = index.filter(|index| *index < self.options);
        if index.is_none() {
            let message = format!("`{value}` is no index of an option.");
            let help = format!("There are {} options, counted from 0.", self.options);
            self.fault(at, message, &help);
        }
        index
    }
}

/// A number, also where it is written as a text.
fn whole_number(value: &Value) -> Option<u64> {
    match value {
        Value::String(text) => text.trim().parse().ok(),
        value => value.as_u64(),
    }
}

/// The groups of two and more; `None` where the list does not divide the decision
/// makers into groups, because then each acts alone.
fn coalitions(value: Option<&Value>, makers: usize) -> Option<Vec<Vec<usize>>> {
    let Some(value) = value else {
        return Some(Vec::new());
    };
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for group in value.as_array()? {
        let members = group.as_array().map_or(std::slice::from_ref(group), |g| g);
        let members = members.iter().map(whole_number);
        let members = members.map(|m| usize::try_from(m?).ok());
        groups.push(members.collect::<Option<_>>()?);
    }
    let mut all: Vec<usize> = groups.concat();
    if all.is_empty() {
        return Some(Vec::new());
    }
    all.sort_unstable();
    if !all.into_iter().eq(0..makers) {
        return None;
    }
    groups.retain(|group| group.len() > 1);
    Some(groups)
}
