//! How each side sees it.

use hikiwake_conflict::{
    AttitudeHead, PerceptionHead, Perceptions, RelationalState, StateView, Surprise, ViewCount,
    ViewGround,
};
use hikiwake_finding::Finding;
use maud::{Markup, html};

use crate::words;
use crate::{evidence, names};

pub(crate) fn section(findings: &[Finding<Perceptions>]) -> Markup {
    html! {
        @if is_there(findings) {
            section #views aria-labelledby="views-h" {
                h2 #views-h { "How each side sees it" }
                p {
                    "Each actor decides by its own picture of the others (a first-level hypergame). \
                     A state holds when everybody stays in it, each judging by its own picture."
                }
                @for finding in findings.iter().filter(|finding| finding.finding.is_there()) {
                    (one(&finding.finding))
                }
            }
        }
    }
}

/// Whether there is anything to show.
pub(crate) fn is_there(findings: &[Finding<Perceptions>]) -> bool {
    findings.iter().any(|finding| finding.finding.is_there())
}

fn one(views: &Perceptions) -> Markup {
    html! {
        h3 { (words::period_name(&views.scenario)) }
        @for sentence in &views.sentences { p { (sentence) } }
        @if !views.perceptions.is_empty() {
            h4 { "What each sees otherwise" }
            ul.plain { @for perception in &views.perceptions { li { (picture(views, perception)) } } }
            (counts(views))
            @if !views.states.is_empty() {
                details {
                    summary {
                        (words::count(views.states.len() as u64, "state", "states"))
                        " as everybody sees them"
                    }
                    @for view in &views.states { (state(view)) }
                    @if views.states_not_listed > 0 {
                        p.small {
                            (words::count(views.states_not_listed, "more state", "more states"))
                            " hold or are thought to, and are not listed."
                        }
                    }
                }
            }
        }
        @if !views.attitudes.is_empty() {
            h4 { "Attitudes" }
            ul.plain { @for attitude in &views.attitudes { li { (stand(views, attitude)) } } }
            (relational(views))
        }
        @for note in &views.notes { p.small { (note) } }
    }
}

fn name<'a>(views: &'a Perceptions, id: &'a str) -> &'a str {
    let actor = views.actors.iter().find(|actor| actor.id == id);
    actor.map_or(id, |actor| &actor.name)
}

fn picture(views: &Perceptions, perception: &PerceptionHead) -> Markup {
    html! {
        strong { (name(views, &perception.of)) ": " } (perception.text) " " (badges(&perception.ground))
        ul { @for line in &perception.otherwise { li { (line) } } }
        (ground(&perception.ground))
    }
}

fn stand(views: &Perceptions, attitude: &AttitudeHead) -> Markup {
    html! {
        strong {
            (name(views, &attitude.of)) ", " (attitude.is) " to " (name(views, &attitude.towards)) ": "
        }
        (attitude.text) " " (badges(&attitude.ground))
        (ground(&attitude.ground))
    }
}

fn badges(ground: &ViewGround) -> Markup {
    let (class, text) = words::basis(&ground.basis);
    html! {
        span.badge.(class) { (text) }
        @if ground.hindsight { " " span.badge.hindsight { "hindsight" } }
    }
}

fn ground(ground: &ViewGround) -> Markup {
    html! {
        @if !ground.note.is_empty() { p.small { (ground.note) } }
        (evidence::cited(&ground.claims))
    }
}

/// One line of the table of counts.
type CountOf = fn(&ViewCount) -> u64;

fn counts(views: &Perceptions) -> Markup {
    let lines: [(&str, CountOf); 6] = [
        ("Hold", |count| count.hold),
        ("… and all think so", |count| count.agreed),
        ("… and somebody does not", |count| count.unforeseen),
        ("Thought to hold, and do not", |count| count.illusions),
        ("Would hold if all saw what the dossier has", |count| {
            count.seen_truly
        }),
        ("… and do hold", |count| count.hold_either_way),
    ];
    html! {
        div.scroll role="region" aria-label="How many states hold, and are thought to" tabindex="0" {
            table.small-table {
                caption { "How many states hold, and are thought to" }
                thead {
                    tr {
                        th scope="col" { "States that" }
                        @for count in &views.counts { th scope="col" { (count.concept) } }
                    }
                }
                tbody {
                    @for (at, actor) in views.actors.iter().enumerate() {
                        tr {
                            th scope="row" { "Hold in the eyes of " (actor.name) }
                            @for count in &views.counts {
                                td { (words::number(count.thought.get(at).copied().unwrap_or(0))) }
                            }
                        }
                    }
                    @for (label, of) in lines {
                        tr {
                            th scope="row" { (label) }
                            @for count in &views.counts { td { (words::number(of(count))) } }
                        }
                    }
                }
            }
        }
    }
}

fn state(view: &StateView) -> Markup {
    let mark = match view.surprise {
        Surprise::Illusion => "thought to hold",
        Surprise::Unforeseen => "holds, unforeseen",
        Surprise::Agreed => "holds",
        Surprise::Nothing => "does not hold",
    };
    html! {
        p {
            span.state { (view.state.code) } " (" (mark) "): " (view.state.text) ". "
            @for sentence in &view.sentences { (sentence) " " }
        }
    }
}

fn relational(views: &Perceptions) -> Markup {
    html! {
        @if !views.relational_counts.is_empty() {
            div.scroll role="region" aria-label="What the attitudes change" tabindex="0" {
                table.small-table {
                    caption { "How many states hold with the attitudes and without" }
                    thead {
                        tr {
                            @for heading in ["Concept", "With", "Without", "Either way"] {
                                th scope="col" { (heading) }
                            }
                        }
                    }
                    tbody {
                        @for count in &views.relational_counts {
                            tr {
                                th scope="row" { (count.concept) }
                                @for number in [count.states, count.without, count.both] {
                                    td { (words::number(number)) }
                                }
                            }
                        }
                    }
                }
            }
            div.scroll role="region" aria-label="States with the attitudes and without" tabindex="0" {
                table.small-table {
                    caption { "States that matter, with the attitudes and without" }
                    thead {
                        tr {
                            @for heading in ["State", "Taken", "Holds with", "Holds without"] {
                                th scope="col" { (heading) }
                            }
                        }
                    }
                    tbody { @for state in &views.relational_states { (row(state)) } }
                }
            }
        }
    }
}

fn row(state: &RelationalState) -> Markup {
    let under = |concepts: &[String]| match concepts {
        [] => "nothing".to_string(),
        some => names::join(some),
    };
    html! {
        tr {
            th scope="row" { (state.state.code) }
            td { (state.state.text) }
            td { (under(&state.concepts)) }
            td { (under(&state.without)) }
        }
    }
}
