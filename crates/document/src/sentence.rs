//! One sentence that answers: short enough to be said in one breath.

/// Most words of it.
pub(crate) const WORDS: usize = 25;

/// The clauses as one sentence, the last left out first where it would be too long.
pub(crate) fn of_clauses<S: AsRef<str>>(clauses: &[S]) -> String {
    let mut sentence = String::new();
    for clause in clauses.iter().map(S::as_ref) {
        let longer = match sentence.is_empty() {
            true => clause.to_owned(),
            false => format!("{sentence}; {clause}"),
        };
        if !sentence.is_empty() && longer.split_whitespace().count() > WORDS {
            break;
        }
        sentence = longer;
    }
    sentence + "."
}

/// The first of these sentences that is short enough; the last where none is.
pub(crate) fn first_that_fits(sentences: &[String]) -> String {
    let fits = |sentence: &&String| sentence.split_whitespace().count() <= WORDS;
    let fitting = sentences.iter().find(fits).or(sentences.last());
    fitting.cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fuller_sentence_is_told_where_it_fits() {
        let sentences = [vec!["word"; 26].join(" "), "A short one.".to_owned()];
        assert_eq!(first_that_fits(&sentences), "A short one.");
        assert_eq!(first_that_fits(&sentences[1..]), "A short one.");
        assert_eq!(first_that_fits(&sentences[..1]), sentences[0]);
    }

    #[test]
    fn a_sentence_keeps_to_its_length() {
        assert_eq!(
            of_clauses(&["It would last", "nobody moves"]),
            "It would last; nobody moves."
        );
        let long = vec!["six words are in this one"; 9];
        let sentence = of_clauses(&long);
        assert_eq!(sentence.split_whitespace().count(), 24);
        assert_eq!(
            of_clauses(&[vec!["word"; 40].join(" ")])
                .split_whitespace()
                .count(),
            40
        );
    }
}
