//! The published schema and the reader accept the same files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use hikiwake_dossier::{Read, minimal_starter, read, schema, starter};
use jsonschema::Validator;
use proptest::prelude::*;

fn validator() -> &'static Validator {
    static BUILT: OnceLock<Validator> = OnceLock::new();
    BUILT.get_or_init(|| jsonschema::draft202012::new(&schema()).unwrap())
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn json(toml: &str) -> serde_json::Value {
    serde_json::to_value(toml::from_str::<toml::Value>(toml).unwrap()).unwrap()
}

/// A dossier file with every key of the format in it.
fn everything() -> String {
    r#"
[dossier]
format = 1
title = "T"
question = "Q"
summary = "S"
[actors.a]
name = "A"
kind = "leader"
about = "It."
short = "B"
part_of = "b"
sides = ["b"]
mentions = [{ source = "s", count = 2, place = { start = 1, end = 2 }, section = "S" }]
[actors.b]
name = "B"
[options.x]
owner = "a"
label = "X"
does = "does it"
undoes = "undoes it"
noun = "it"
text = "It."
levels = ["none", "2"]
change = "one-way"
while = "w = high"
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[options.y]
parties = ["a", "b"]
label = "Y"
allow = [["no", "yes"]]
[definitions.d]
formula = "x"
label = "D"
[rules.r]
never = "x"
text = "It."
periods = ["2016"]
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[rules.s]
always = "x"
bars = { from = "x", to = "y", by = "a" }
[[preferences]]
actor = "a"
periods = ["2016"]
ranking = [["x"], ["y", "d"]]
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[[preferences.statements]]
id = "s"
wants = "x"
text = "It."
same_rank = false
red_line = true
periods = ["2016"]
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[periods.2016]
label = "P"
date = "2016-04"
knowledge = "K"
status_quo = "x"
status_quo_text = "It."
because = ["c"]
absent = ["y"]
terms = "t = high"
change = { x = "reversible" }
[[periods.2016.outcomes]]
id = "o"
label = "O"
date = "2016-12-31"
state = "x"
text = "It."
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[readings.q]
label = "R"
text = "It."
periods = ["2016"]
includes = ["q"]
status_quo = "x"
present = ["y"]
holders = { a = "b" }
drivers = { w = "high" }
[[readings.q.changes]]
actor = "a"
faction = "b"
says = { f = "accepts" }
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
replace = "s"
with = { id = "t", wants = "x" }
drop = "s"
swap = ["s", "t"]
first = "s"
set = [{ id = "u", wants = "y" }]
add = { id = "v", wants = "y" }
above = "s"
[perceptions.v]
of = "a"
text = "It."
periods = ["2016"]
unaware = ["y"]
never = ["x"]
bars = [{ from = "x", to = "y", by = "a" }]
changes = [{ actor = "b", drop = "s" }]
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[attitudes.e]
of = "a"
towards = "b"
is = "positive"
text = "It."
periods = ["2016"]
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[claims.c]
source = "s"
says = "It."
section = "S"
quote = "Q"
places = [{ start = 1, end = 2, digest = "0123456789abcdef", in_note = 1, source = "s" }]
by = "B"
rests_on = ["press", "state-media"]
notes = [1, 2]
note_after = 3
hedge = { strength = "hedged", cue = "may" }
grade = "B2"
likelihood = [0.2, 1]
confidence = "low"
note = "N"
link = { cause = "w", effect = "w", sign = "+" }
position = { actors = ["a"], issue = "i", stance = "t", kind = "goal" }
option = { key = "k", kind = "project", status = "in force", controllers = ["a"], options = ["x"] }
figure = { metric = "m", value = 2.6, when = "2016", unit = "USD bn", bound = "~", date = "2016", of = "it", within = "title" }
event = { date = "2016", until = "2017-01", about = "early", actors = ["a"] }
level = { driver = "w", at = "high" }
prediction = { key = "k", kind = "forecast", horizon = "open", question = "Q", hint = "H", hint_from = "G" }
mechanism = { key = "m", feature = "F" }
[sources.s]
title = "T"
authors = ["A, B", "{C, D}"]
date = "2016-04"
publisher = "P"
url = "https://example.org"
reliability = "B"
why = "W"
closed = "2016-04-15"
text = { sha256 = "00", length = 3 }
pages = [{ page = 1, start = 0 }, { start = 2 }]
[notes.n]
source = "s"
number = 1
rests_on = ["interview"]
section = "S"
place = { start = 1, end = 2 }
marks = [4]
[differences.D1]
topic = "T"
says = "It."
verdict = "clash"
resolution = "R"
sides = [{ source = "s", value = "1", section = "S", places = [{ start = 1, end = 2 }], claims = ["c"] }]
[restatements.R1]
source = "s"
says = "It."
places = [{ start = 1, end = 2 }, { start = 3, end = 4 }]
claims = ["c"]
[drivers.w]
label = "W"
option = "x"
note = "N"
levels = ["low", "high"]
lasting = true
at = { 2016 = { level = "low", because = ["c"], basis = "stated", hindsight = true, note = "N" } }
[links.l]
cause = "w"
option = "x"
effect = "w"
sign = "-"
text = "It."
delay = "soon"
readings = ["q"]
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[mechanisms.m]
label = "M"
kind = "veto"
text = "It."
idle = "No."
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[mechanisms.m.carried]
statements = ["a.s"]
options = ["x"]
rules = ["r"]
links = ["l"]
verdicts = ["a"]
guarantees = ["a.g"]
ratification = ["r.a"]
holders = ["a"]
steps = ["p"]
shows = ["p"]
promises = ["p"]
windows = ["w"]
perceptions = ["v"]
drivers = { w = "low" }
readings = ["q"]
[events.e]
date = "2016-04-15"
until = "2016-04-16"
label = "E"
text = "It."
actors = ["a"]
sets = ["x"]
touches = ["y"]
drivers = { w = "-" }
quality = "reported"
links = ["https://example.org"]
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[forecasts.f]
claim = "c"
text = "It."
from = "2016"
until = "2018"
expects = "x"
given = "y"
holds = "throughout"
verdict = "mixed"
likelihood = [0, 0.5]
events = ["e"]
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[windows.w]
label = "W"
opens = "2016"
closes = "2018"
at_latest = true
closed = "2017"
effect = "hinders"
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[ties.t]
from = "a"
on = "b"
kind = "energy"
label = "T"
figures = ["c"]
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[places.p]
names = ["P", "Q"]
at = [147.9, 45]
kind = "sea"
text = "It."
ranges = [{ label = "R", figure = "c" }]
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[settlement]
after = "q"
none_in_force = true
[terms.t]
label = "T"
text = "It."
levels = ["low", "high"]
level_labels = ["Low", "High"]
parties = ["a", "b"]
sets = { high = "x" }
beyond = "More."
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[term_rules.tr]
never = "t = high"
text = "It."
periods = ["2016"]
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[term_rules.ts]
always = "t = low"
[forms.f]
label = "F"
is = "t = high"
text = "It."
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[factions.a]
side = "b"
influence = "high"
influence_in = { 2016 = "low" }
salience = "medium"
votes = 3
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[[factions.a.judges]]
periods = ["2016"]
forms = { f = "accepts" }
differs = "D"
statements = [{ id = "w", wants = "t = high" }]
weights = { t = [0, 1.5] }
audience_cost = "w"
deadlock_cost = "w"
cost = 0.5
doubt = 0.1
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[factions.a.guarantees.g]
label = "G"
forms = ["f"]
terms = "t = high"
periods = ["2016"]
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[ratification.all]
label = "A"
text = "It."
usual = true
sides = { b = { leader = "a", vetoes = ["a"], quota = 1, majority = true, holder = true } }
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[[holders]]
side = "b"
faction = "a"
periods = ["2016"]
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[ladders.l]
label = "L"
text = "It."
begins = "2016"
months_per_step = 3
windows = ["w"]
yearly_survival = 0.9
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[steps.s]
ladder = "l"
label = "S"
text = "It."
by = ["a"]
sets = "x"
needs = ["s"]
costs = { a = 1 }
worth = { b = 1 }
shows = { a = 1 }
locked = 0.5
done = "2016"
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
[promises.p]
label = "P"
by = "a"
to = "b"
option = "x"
term = "t"
announced = 9
delivered = 2.6
unit = "bn"
counted = "2016"
private_share = 0.5
because = ["c"]
basis = "stated"
hindsight = true
note = "N"
"#
    .to_owned()
}

fn read_text(text: &str) -> Read {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("dossier.toml"), text).unwrap();
    read(folder.path())
}

/// Faults that the schema knows, too.
const STRUCTURE: [&str; 7] = [
    "unknown-key",
    "missing-key",
    "wrong-type",
    "wrong-count",
    "unknown-value",
    "bad-name",
    "duplicate",
];

fn reader_accepts(read: &Read) -> bool {
    assert!(
        read.diagnostics.iter().all(|d| d.code != "syntax"),
        "{}",
        read.render(false)
    );
    read.diagnostics
        .iter()
        .all(|d| !STRUCTURE.contains(&&*d.code))
}

#[test]
fn is_a_schema() {
    jsonschema::draft202012::meta::validate(&schema()).unwrap();
}

#[test]
fn every_object_is_closed_and_every_key_described() {
    fn walk(value: &serde_json::Value, at: &str) {
        if let Some(properties) = value["properties"].as_object() {
            assert_eq!(value["additionalProperties"], false, "{at}");
            for (key, part) in properties {
                let text = part["description"].as_str().unwrap_or("");
                assert!(text.len() > 5 && !text.contains('\n'), "{at}.{key}: {text}");
            }
        }
        for (key, part) in value.as_object().into_iter().flatten() {
            walk(part, &format!("{at}.{key}"));
        }
    }
    walk(&schema(), "");
    assert!(!schema().to_string().contains("null"));
}

#[test]
fn dossiers_of_the_repository_meet_it() {
    let validator = validator();
    let meets = |name: &str, text: &str| {
        let errors: Vec<String> = validator
            .iter_errors(&json(text))
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    };
    let toml = |(name, _): &&(&str, &str)| name.ends_with(".toml");
    for (name, text) in starter().iter().chain(minimal_starter()).filter(toml) {
        meets(name, text);
    }
    meets("everything", &everything());
    let dossiers = repository().join("dossiers");
    let mut folders = vec![dossiers];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "toml") {
                meets(
                    &path.display().to_string(),
                    &std::fs::read_to_string(&path).unwrap(),
                );
                seen += 1;
            }
        }
    }
    assert!(seen >= 6, "{seen}");
}

#[test]
fn the_example_has_every_key() {
    fn keys(value: &serde_json::Value, into: &mut BTreeSet<String>) {
        if let Some(object) = value.as_object() {
            into.extend(object.keys().cloned());
        }
        let object = value.as_object().into_iter().flat_map(|o| o.values());
        for part in object.chain(value.as_array().into_iter().flatten()) {
            keys(part, into);
        }
    }
    let mut shown = BTreeSet::new();
    keys(&json(&everything()), &mut shown);
    let schema = schema();
    let definitions = schema["$defs"].as_object().unwrap().values();
    for part in definitions.chain([&schema]) {
        for key in part["properties"]
            .as_object()
            .into_iter()
            .flat_map(|p| p.keys())
        {
            assert!(shown.contains(key), "{key}");
        }
    }
}

/// Every place in a table: the steps that lead to it.
fn places(value: &toml::Value, at: &[String], into: &mut Vec<Vec<String>>) {
    into.push(at.to_vec());
    let step = |part: &str| [at, &[part.to_owned()]].concat();
    match value {
        toml::Value::Table(table) => {
            table
                .iter()
                .for_each(|(key, part)| places(part, &step(key), into));
        }
        toml::Value::Array(items) => {
            let items = items.iter().enumerate();
            items.for_each(|(i, part)| places(part, &step(&i.to_string()), into));
        }
        _ => {}
    }
}

fn get<'a>(value: &'a mut toml::Value, at: &[String]) -> &'a mut toml::Value {
    at.iter().fold(value, |value, step| match value {
        toml::Value::Array(items) => &mut items[step.parse::<usize>().unwrap()],
        table => &mut table[step.as_str()],
    })
}

#[test]
fn one_change_anywhere_is_judged_alike() {
    let sound: toml::Value = toml::from_str(&everything()).unwrap();
    assert!(reader_accepts(&read_text(&everything())));
    let mut all = Vec::new();
    places(&sound, &[], &mut all);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let counts: Vec<[usize; 2]> = std::thread::scope(|scope| {
        let parts = all.chunks(all.len().div_ceil(threads));
        let sound = &sound;
        let parts: Vec<_> = parts
            .map(|part| scope.spawn(move || changed_at(sound, part)))
            .collect();
        let parts = parts.into_iter().map(|part| part.join());
        parts.map(|part| part.expect("judged alike")).collect()
    });
    let [refused, accepted] = [0, 1].map(|n| counts.iter().map(|c| c[n]).sum::<usize>());
    // Both verdicts are common, or the comparison shows nothing.
    assert!(accepted > 100 && refused > 500, "{accepted} {refused}");
}

/// How many changes at these places both refuse, and how many both accept.
fn changed_at(sound: &toml::Value, places: &[Vec<String>]) -> [usize; 2] {
    let validator = validator();
    let mut counts = [0, 0];
    let mut judge = |changed: &toml::Value, what: &str| {
        let by_schema = validator.is_valid(&serde_json::to_value(changed).unwrap());
        let read = read_text(&toml::to_string(changed).unwrap());
        assert_eq!(
            by_schema,
            reader_accepts(&read),
            "{what}\n{}",
            read.render(false)
        );
        counts[usize::from(by_schema)] += 1;
    };
    for at in places {
        let name = at.join(".");
        // Take it out (a dossier without its head is refused by the reader alone).
        if let Some((last, outer)) = at.split_last().filter(|_| name != "dossier") {
            let mut changed = sound.clone();
            match get(&mut changed, outer) {
                toml::Value::Array(items) => drop(items.remove(last.parse().unwrap())),
                table => drop(table.as_table_mut().unwrap().remove(last)),
            }
            judge(&changed, &format!("without {name}"));
        }
        // Put in a key that is not there, far from any that is.
        let mut changed = sound.clone();
        if let Some(table) = get(&mut changed, at).as_table_mut() {
            table.insert("zzzzzzzz".into(), toml::Table::new().into());
            judge(&changed, &format!("a key more in {name}"));
        }
        // Give it values of each type.
        let others: [toml::Value; 6] = [
            "A b".into(),
            7.into(),
            true.into(),
            1.5.into(),
            Vec::<toml::Value>::new().into(),
            toml::Table::new().into(),
        ];
        for other in others.into_iter().filter(|_| !at.is_empty()) {
            let mut changed = sound.clone();
            *get(&mut changed, at) = other.clone();
            judge(&changed, &format!("{name} = {other}"));
        }
    }
    counts
}

/// The schema is what editors read: it knows the calendar as the reader does.
#[test]
fn a_day_that_no_calendar_has_is_no_date_to_the_schema_either() {
    let schema = schema();
    let pattern = &schema["$defs"]["Event"]["properties"]["date"]["pattern"];
    let pattern = serde_json::json!({ "pattern": pattern });
    let by_schema = jsonschema::validator_for(&pattern).unwrap();
    let (mut valid, mut days) = (0, Vec::new());
    for year in [
        0, 4, 100, 1899, 1900, 1904, 1999, 2000, 2015, 2016, 2100, 2400, 9996, 9999,
    ] {
        let months = (0..=13).map(|month| format!("{year:04}-{month:02}"));
        days.extend(months.flat_map(|m| (0..=32).map(move |day| format!("{m}-{day:02}"))));
    }
    for day in days {
        let by_calendar = hikiwake_dossier::Date::parse(&day).is_some();
        assert_eq!(
            by_schema.is_valid(&day.clone().into()),
            by_calendar,
            "{day}"
        );
        valid += usize::from(by_calendar);
    }
    // Seven of the fourteen are leap years.
    assert_eq!(valid, 14 * 365 + 7);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn names_are_judged_alike(name in "([a-cA-C0-2_-]|[ é.])[a-cA-C0-2_-]{0,3}|and|iff|True|or|[0-9]{4}(-[0-3][0-9]){0,2}") {
        let validator = validator();
        for text in [
            format!("[definitions.'{name}']\nformula = 'x'"),
            format!("[rules.'{name}']\nnever = 'x'"),
            format!("[options.x]\nlabel = 'X'\nlevels = ['{name}', 'top']"),
            format!("[periods.x]\nlabel = 'X'\nstatus_quo = ''\ndate = '{name}'"),
        ] {
            let text = format!("[dossier]\nformat = 1\ntitle = 'T'\n{text}");
            let by_schema = validator.is_valid(&json(&text));
            let read = read_text(&text);
            prop_assert_eq!(by_schema, reader_accepts(&read), "{}\n{}", text, read.render(false));
        }
    }
}
