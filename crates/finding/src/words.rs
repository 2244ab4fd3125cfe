//! Names, counts and lists in English. No sentence needs a verb that agrees with
//! an actor's name, so that `Japan` and `the ministries` read equally well.

use hikiwake_dossier::Dossier;

use crate::basis;

/// `a`, `a and b`, `a, b and c`.
pub fn joined<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}

/// `no state`, `1 state`, `6,144 states`.
pub fn no_or_count(number: u64, one: &str, many: &str) -> String {
    match number {
        0 => format!("no {one}"),
        1 => format!("1 {one}"),
        n => format!("{} {many}", thousands(n)),
    }
}

/// `none`, or the number.
pub fn none_or(number: u64) -> String {
    match number {
        0 => "none".to_string(),
        n => thousands(n),
    }
}

/// The number with its digits in groups of three: `6,144`.
pub fn thousands(number: u64) -> String {
    hikiwake_dossier::grouped(&number.to_string())
}

/// A number of any length as a person says it: in full up to a million millions,
/// then roughly, `about 1.3 × 10^30`.
pub fn large(digits: &str) -> String {
    if digits.len() <= 13 {
        return hikiwake_dossier::grouped(digits);
    }
    format!(
        "about {}.{} × 10^{}",
        &digits[..1],
        &digits[1..2],
        digits.len() - 1
    )
}

/// With a capital first letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// The names of actors, as a list.
pub fn actors(dossier: &Dossier, ids: &[String]) -> String {
    let names: Vec<String> = (ids.iter())
        .map(|id| basis::actor_name(dossier, id))
        .collect();
    joined(&names)
}
