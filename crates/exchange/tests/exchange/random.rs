//! Random claims and sources, with texts that hurt.

use std::sync::OnceLock;

use hikiwake_dossier::file::*;
use hikiwake_dossier::{Dossier, Source};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

use crate::{folder, opened};

/// A text with signs that some format gives a meaning.
pub fn text() -> impl Strategy<Value = String> {
    let pieces = select(vec![
        "=", "+", "-", "@", "＝", "'", "''", "\"", ",", ";", "\\", "\\e", "\t", "\r", "\n", "\r\n",
        " ", "\u{3000}", "\u{a0}", "\u{feff}", "\u{1}", "{", "}", "%", "&", "#", "$", "_", "~",
        "^", "<", ">", "]]>", "&amp;", " and ", "json:", "日本", "𝄞", "e\u{301}", "--", "a",
        "word", "1",
    ]);
    prop_oneof![
        vec(pieces, 0..8).prop_map(|pieces| pieces.concat()),
        "\\PC{0,12}",
    ]
}

fn id() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9][a-zA-Z0-9_-]{0,6}"
}

fn date() -> impl Strategy<Value = String> {
    prop_oneof![
        "20[0-9]{2}",
        "20[0-9]{2}-0[1-9]",
        "20[0-9]{2}-1[0-2]-2[0-8]"
    ]
}

fn real() -> impl Strategy<Value = f64> {
    prop_oneof![-1e6..1e6f64, select(vec![0.0, -0.5, 1e300, 1e-7, 3.0])]
}

fn place() -> impl Strategy<Value = Place> {
    let source = of(select(vec!["alpha2016".to_owned(), "beta2017".to_owned()]));
    (
        0..5000u64,
        1..500u64,
        "|[0-9a-f]{8,12}",
        of(1..40u32),
        source,
    )
        .prop_map(|(start, length, digest, in_note, source)| Place {
            start,
            end: start + length,
            digest,
            in_note,
            source,
        })
}

fn facets() -> impl Strategy<Value = Claim> {
    let sign = select(vec![Sign::Plus, Sign::Minus, Sign::None]);
    let link = (text(), text(), sign).prop_map(|(cause, effect, sign)| Link {
        cause,
        effect,
        sign,
    });
    let position =
        (vec(text(), 0..3), id(), id(), text()).prop_map(|(actors, issue, stance, kind)| {
            Position {
                actors,
                issue,
                stance,
                kind,
            }
        });
    let option = (id(), text(), text(), vec(text(), 0..3), vec(text(), 0..3)).prop_map(
        |(key, kind, status, controllers, options)| Possibility {
            key,
            kind,
            status,
            controllers,
            options,
        },
    );
    let bound = select(vec![
        Bound::Exact,
        Bound::About,
        Bound::MoreThan,
        Bound::AtLeast,
    ]);
    let figure = (
        id(),
        of(real()),
        of(date()),
        text(),
        bound,
        text(),
        text(),
        text(),
    )
        .prop_map(
            |(metric, value, when, unit, bound, date, of, within)| Figure {
                metric,
                value,
                when,
                unit,
                bound,
                date,
                of,
                within,
            },
        );
    let event =
        (date(), of(date()), text(), vec(text(), 0..3)).prop_map(|(date, until, about, actors)| {
            Happening {
                date,
                until,
                about,
                actors,
            }
        });
    let level = ("[a-z]{1,5}", text()).prop_map(|(driver, at)| Level { driver, at });
    let kind = select(vec![PredictionKind::Forecast, PredictionKind::PresentTrend]);
    let prediction = (id(), kind, text(), text(), text(), text()).prop_map(
        |(key, kind, horizon, question, hint, hint_from)| Prediction {
            key,
            kind,
            horizon,
            question,
            hint,
            hint_from,
        },
    );
    let mechanism = (id(), text()).prop_map(|(key, feature)| MechanismDescription { key, feature });
    (
        of(link),
        of(position),
        of(option),
        of(figure),
        of(event),
        of(level),
        of(prediction),
        of(mechanism),
    )
        .prop_map(
            |(link, position, option, figure, event, level, prediction, mechanism)| Claim {
                link,
                position,
                option,
                figure,
                event,
                level,
                prediction,
                mechanism,
                ..Claim::default()
            },
        )
}

fn claim() -> impl Strategy<Value = Claim> {
    let source = select(vec!["alpha2016".to_owned(), "beta2017".to_owned()]);
    let strength = select(vec![
        Strength::Asserted,
        Strength::Hedged,
        Strength::Speculative,
    ]);
    let hedge = (strength, text()).prop_map(|(strength, cue)| Hedge { strength, cue });
    let rests_on = vec(
        select(vec![
            Material::Press,
            Material::AuthorNote,
            Material::AcademicBook,
        ]),
        0..3,
    );
    let confidence = of(select(vec![Confidence::Low, Confidence::High]));
    let likelihood = of((0.0..0.5f64, 0.5..1.0f64).prop_map(|(least, most)| [least, most]));
    let first = (source, text(), text(), vec(place(), 0..3), text(), rests_on);
    let second = (
        vec(0..99u32, 0..3),
        of(hedge),
        of("[A-F][1-6]"),
        likelihood,
        confidence,
        text(),
    );
    (first, second, facets()).prop_map(|(first, second, facets)| {
        let (source, says, section, places, by, rests_on) = first;
        let (notes, hedge, grade, likelihood, confidence, note) = second;
        Claim {
            source,
            says,
            section,
            places,
            by,
            rests_on,
            notes,
            hedge,
            grade,
            likelihood,
            confidence,
            note,
            ..facets
        }
    })
}

/// A few claims.
pub fn claims() -> impl Strategy<Value = Vec<Claim>> {
    vec(claim(), 0..5)
}

fn name() -> impl Strategy<Value = Value> {
    prop_oneof![
        (text(), text()).prop_map(|(family, given)| json!({ "family": family, "given": given })),
        ("[A-Z][a-z]{1,6}", "[A-Z][a-z]{1,6}").prop_map(|(family, given)| json!({ "family": family, "given": given })),
        text().prop_map(|literal| json!({ "literal": literal })),
        ("[A-Z][a-z]{1,6}", "(van|de la)", "[A-Z]\\.", "Jr").prop_map(|(family, von, given, suffix)| {
            json!({ "family": family, "non-dropping-particle": von, "given": given, "suffix": suffix })
        }),
    ]
}

fn dated() -> impl Strategy<Value = Value> {
    prop_oneof![
        (1900..2100, 1..13, 1..29).prop_map(|(y, m, d)| json!({ "date-parts": [[y, m, d]] })),
        (1900..2100, 1..13).prop_map(|(y, m)| json!({ "date-parts": [[y, m]] })),
        (1900..2100, 1900..2100).prop_map(|(y, z)| json!({ "date-parts": [[y], [z]] })),
        text().prop_map(|text| json!({ "literal": text })),
        Just(json!({ "date-parts": [["2016", "4"]], "circa": true })),
    ]
}

fn source() -> impl Strategy<Value = Map<String, Value>> {
    let kind = select(vec![
        "article-journal",
        "article-newspaper",
        "book",
        "chapter",
        "report",
        "webpage",
        "speech",
        "thesis",
    ]);
    let texts = vec(
        (
            select(vec![
                "container-title",
                "publisher",
                "publisher-place",
                "number",
                "volume",
                "issue",
                "page",
                "URL",
                "DOI",
                "ISBN",
                "language",
                "note",
                "abstract",
                "keyword",
                "collection-title",
                "x-of-another-program",
            ]),
            text(),
        ),
        0..6,
    );
    (kind, text(), vec(name(), 0..3), of(dated()), texts).prop_map(
        |(kind, title, authors, issued, texts)| {
            let mut source = Map::new();
            source.insert("type".into(), kind.into());
            source.insert("title".into(), format!("T{title}").into());
            source.insert("author".into(), authors.into());
            source.extend(issued.map(|date| ("issued".to_owned(), date)));
            source.extend(
                texts
                    .into_iter()
                    .map(|(key, text)| (key.to_owned(), text.into())),
            );
            source
        },
    )
}

/// A few sources with different ids.
pub fn sources() -> impl Strategy<Value = Vec<Value>> {
    vec((source(), text()), 1..4).prop_map(|sources| {
        let with_id = |(k, (mut source, id)): (usize, (Map<String, Value>, String))| {
            let id = format!("{}{k}", id.trim());
            source.insert("id".into(), id.into());
            Value::Object(source)
        };
        sources.into_iter().enumerate().map(with_id).collect()
    })
}

/// A dossier that holds these, whether or not its files could.
pub fn dossier_with(claims: Vec<Claim>, sources: Vec<Value>) -> Dossier {
    static EMPTY: OnceLock<Dossier> = OnceLock::new();
    let mut dossier = EMPTY.get_or_init(|| opened(folder(&[]).path())).clone();
    let claims = claims.into_iter().enumerate();
    dossier.file.claims = claims.map(|(k, claim)| (format!("C{k}"), claim)).collect();
    dossier.sources = sources
        .into_iter()
        .map(|csl| {
            let text = |key: &str| csl[key].as_str().unwrap_or("").to_owned();
            Source {
                id: text("id"),
                title: text("title"),
                authors: Vec::new(),
                year: None,
                container: String::new(),
                number: String::new(),
                url: text("URL"),
                csl: csl.as_object().cloned().unwrap_or_default(),
            }
        })
        .collect();
    dossier
}
