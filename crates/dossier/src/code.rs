//! Short codes of states that a person can say aloud.

/// Codes of one dossier: a state keeps its code in every period and reading.
///
/// The levels of all the dossier's options, in the order in which the files
/// declare them (a joint option counts once per party), make one number in mixed
/// radix; its digits in base 75 are syllables of one of 15 consonants and one of
/// five vowels, least significant last, as many for every state as the dossier's
/// largest number needs.
#[derive(Clone, Debug)]
pub struct Codes {
    // TODO(dossier)
}
