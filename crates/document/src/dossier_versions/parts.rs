//! What changed in the dossier, in words.

use hikiwake_dossier::{Became, ChangeScope, FieldChange, PartChange, PartKind};
use hikiwake_traceability::Versions;

use crate::number::in_words;
use crate::reasons::ordinal;
use crate::statements::clause as first_clause;
use crate::{Block, Names, Table, Text, joined};
use hikiwake_finding::words::capital;

/// The changes that can change the model, one a sentence, at most so many; then what else
/// changed, counted.
pub(super) fn first(versions: &Versions, most: usize, names: &Names) -> Vec<Text> {
    let (model, rest): (Vec<_>, Vec<_>) =
        (versions.parts.iter()).partition(|part| part.scope == ChangeScope::Model);
    let mut told: Vec<Text> = (model.iter().take(most))
        .map(|part| {
            let periods = match part.periods.as_slice() {
                some if !some.is_empty() && some.len() < versions.periods.len() => {
                    format!(" ({})", joined(&labels(versions, some)))
                }
                _ => String::new(),
            };
            Text::from(format!("{}{periods}.", capital(&clause(part, names))))
        })
        .collect();
    let more: Vec<&PartChange> = model.into_iter().skip(most).collect();
    for (parts, head) in [(more, "Besides"), (rest, "Without bearing on the model")] {
        let counted = counts(&parts);
        if !counted.is_empty() {
            told.push(Text::from(format!("{head}: {}.", joined(&counted))));
        }
    }
    told
}

fn labels(versions: &Versions, ids: &[String]) -> Vec<String> {
    let label = |id: &String| {
        let mut heads = versions
            .periods
            .iter()
            .filter_map(|one| one.scenario.period.as_ref());
        let head = heads.find(|head| head.id == *id);
        head.map_or_else(
            || id.clone(),
            |head| crate::scenarios::label(head).to_owned(),
        )
    };
    ids.iter().map(label).collect()
}

/// What tells one part of a kind from another: whose it is, for a wish, and its id.
type Key<'a> = (Option<&'a str>, &'a str);

/// `two wishes came`, `one claim was reworded`, by kind.
pub(super) fn counts(parts: &[&PartChange]) -> Vec<String> {
    let mut groups: Vec<(PartKind, &str, Vec<Key>)> = Vec::new();
    for part in parts {
        let (kind, verb) = (part.kind, verb(part));
        let key = (part.actor.as_deref(), part.id.as_str());
        match groups
            .iter_mut()
            .find(|(known, as_verb, _)| *known == kind && *as_verb == verb)
        {
            Some((_, _, keys)) if keys.contains(&key) => {}
            Some((_, _, keys)) => keys.push(key),
            None => groups.push((kind, verb, vec![key])),
        }
    }
    let counted = groups.iter().map(|(kind, verb, keys)| {
        let [one, many] = nouns(*kind);
        match keys.len() {
            1 => format!("one {one} {}", verb.replace("were", "was")),
            n => format!("{} {many} {verb}", in_words(n)),
        }
    });
    counted.collect()
}

fn verb(part: &PartChange) -> &'static str {
    match (part.became, part.scope) {
        (Became::Added, _) => "came",
        (Became::Removed, _) => "went",
        (Became::Renamed, ChangeScope::Words) => "were renamed",
        (Became::Changed, ChangeScope::Words) => "were reworded",
        (Became::Changed | Became::Renamed, _) => "changed",
    }
}

/// What happened to a part, as it stands behind “because”: `Japan’s 3rd wish, “…”, went`.
pub(super) fn clause(part: &PartChange, names: &Names) -> String {
    let words = match part.words.as_str() {
        "" => String::new(),
        words => format!("“{}”", first_clause(words.trim_end_matches('.'))),
    };
    let rank = part.fields.iter().find(|field| field.field == "rank");
    let at = |value: &Option<serde_json::Value>| {
        let rank = value.as_ref().and_then(serde_json::Value::as_u64);
        ordinal(rank.unwrap_or_default() as usize)
    };
    if part.kind == PartKind::Wish {
        let whose = names.name(part.actor.as_deref().unwrap_or_default());
        let fields: Vec<&str> = part
            .fields
            .iter()
            .map(|field| field.field.as_str())
            .collect();
        return match (part.became, rank) {
            (Became::Added, Some(rank)) => {
                format!("{whose}’s {} wish came: {words}", at(&rank.new))
            }
            (Became::Removed, Some(rank)) => {
                format!("{whose}’s {} wish went: {words}", at(&rank.old))
            }
            (_, Some(rank)) if rank.old != rank.new => {
                let moved = format!(
                    "{whose}’s wish {words} went from {} to {}",
                    at(&rank.old),
                    at(&rank.new)
                );
                match fields.contains(&"wants") {
                    true => format!("{moved} and asks for something else"),
                    false => moved,
                }
            }
            _ if fields.contains(&"wants") => {
                format!("{whose}’s wish {words} asks for something else")
            }
            _ => format!("{whose}’s wish {words} {}", singular(part)),
        };
    }
    let noun = nouns(part.kind)[0];
    let named = match part.kind {
        PartKind::Ranking | PartKind::Holder => {
            format!("the {noun} of {}", names.name(&part.id))
        }
        PartKind::Head | PartKind::Settlement | PartKind::Land => format!("the {noun}"),
        PartKind::Actor => format!("the {noun} {}", names.name(&part.id)),
        PartKind::Faction => format!("the judgement of {}", names.name(&part.id)),
        _ => format!("the {noun} {words}"),
    };
    let fields = fields(part);
    match fields.is_empty() {
        true => format!("{named} {}", singular(part)),
        false => format!("{named} {} ({})", singular(part), joined(&fields)),
    }
}

fn singular(part: &PartChange) -> String {
    verb(part).replace("were", "was")
}

/// What it is about the part that changed, where its name does not say it.
fn fields(part: &PartChange) -> Vec<&'static str> {
    if part.became != Became::Changed {
        return Vec::new();
    }
    let weighty = part.fields.iter().filter(|field| field.scope == part.scope);
    let mut told: Vec<&str> = weighty
        .filter_map(|field| match field.field.split('.').next()? {
            "status_quo" => Some("what is in place"),
            "absent" => Some("what is on the table"),
            "outcomes" => Some("what happened afterwards"),
            "terms" => Some("the agreement in force"),
            "change" | "allow" => Some("whether it can be undone"),
            "levels" => Some("its levels"),
            "owner" | "parties" => Some("who has it"),
            "periods" => Some("when it stands"),
            "because" | "basis" | "hindsight" => Some("what it rests on"),
            _ => None,
        })
        .collect();
    told.dedup();
    told
}

/// Every change, by kind, in folds.
pub(super) fn all(versions: &Versions, names: &Names) -> Vec<Block> {
    let mut blocks = Vec::new();
    for kind in versions.parts.chunk_by(|a, b| a.kind == b.kind) {
        let mut table = Table::new(["What", "Field", "Before", "Now"]);
        for part in kind {
            let mut name = match part.kind {
                PartKind::Wish => format!(
                    "{}: {}",
                    names.name(part.actor.as_deref().unwrap_or_default()),
                    part.id
                ),
                _ => part.id.clone(),
            };
            if let Some(before) = &part.renamed_from {
                name.push_str(&format!(" (was {before})"));
            }
            let periods = labels(versions, &part.periods);
            if !periods.is_empty() && periods.len() < versions.periods.len() {
                name.push_str(&format!(", {}", joined(&periods)));
            }
            match part.became {
                Became::Added => {
                    table.row([name, String::new(), "—".to_owned(), part.words.clone()])
                }
                Became::Removed => {
                    table.row([name, String::new(), part.words.clone(), "—".to_owned()])
                }
                Became::Renamed if part.fields.is_empty() => {
                    table.row([name, String::new(), String::new(), String::new()]);
                }
                Became::Changed | Became::Renamed => {
                    for field in &part.fields {
                        let [old, new] = values(field);
                        table.row([name.clone(), field.field.clone(), old, new]);
                    }
                }
            }
        }
        let summary = capital(&joined(&counts(&kind.iter().collect::<Vec<_>>())));
        blocks.push(Block::details(summary, vec![Block::Table(table)]));
    }
    blocks
}

fn values(field: &FieldChange) -> [String; 2] {
    [&field.old, &field.new].map(|value| match value {
        None => "—".to_owned(),
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    })
}

/// What one part of a kind is called, and several.
fn nouns(kind: PartKind) -> [&'static str; 2] {
    match kind {
        PartKind::Head => ["title page", "title pages"],
        PartKind::Period => ["period", "periods"],
        PartKind::Actor => ["actor", "actors"],
        PartKind::Option => ["option", "options"],
        PartKind::Definition => ["definition", "definitions"],
        PartKind::Rule => ["rule", "rules"],
        PartKind::Wish => ["wish", "wishes"],
        PartKind::Ranking => ["ranking", "rankings"],
        PartKind::Reading => ["reading", "readings"],
        PartKind::Perception => ["view of another side", "views of another side"],
        PartKind::Attitude => ["attitude", "attitudes"],
        PartKind::Settlement => [
            "place of agreements in the model",
            "places of agreements in the model",
        ],
        PartKind::Term => ["term", "terms"],
        PartKind::TermRule => ["rule about terms", "rules about terms"],
        PartKind::Form => ["form of settlement", "forms of settlement"],
        PartKind::Faction => ["judgement at home", "judgements at home"],
        PartKind::Ratification => ["rule of who must agree", "rules of who must agree"],
        PartKind::Holder => ["handling of the file", "handlings of the file"],
        PartKind::Plan => ["plan of small steps", "plans of small steps"],
        PartKind::PlanStep => ["step of a plan", "steps of a plan"],
        PartKind::Promise => ["promise", "promises"],
        PartKind::Source => ["source", "sources"],
        PartKind::Claim => ["claim", "claims"],
        PartKind::Note => ["note of a source", "notes of a source"],
        PartKind::Difference => ["difference between sources", "differences between sources"],
        PartKind::Restatement => ["restatement", "restatements"],
        PartKind::Driver => ["driver", "drivers"],
        PartKind::Link => ["link between drivers", "links between drivers"],
        PartKind::Mechanism => ["mechanism", "mechanisms"],
        PartKind::Event => ["event", "events"],
        PartKind::Forecast => ["forecast", "forecasts"],
        PartKind::Window => ["window", "windows"],
        PartKind::Tie => ["tie between actors", "ties between actors"],
        PartKind::Place => ["place on the map", "places on the map"],
        PartKind::Land => ["coastline", "coastlines"],
    }
}
