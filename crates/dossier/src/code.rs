//! Short codes of states that a person can say aloud.

/// Consonants of the syllables. Without the easily misread `c`, `q`, `x`, and
/// without `f`, `p`, `z`, which make too many ugly words.
const CONSONANTS: &[u8; 15] = b"bdghjklmnrstvwy";
const VOWELS: &[u8; 5] = b"aeiou";
const BASE: usize = CONSONANTS.len() * VOWELS.len();

/// Codes of one dossier: a state keeps its code in every period and reading.
///
/// The levels of all the dossier's options, in the order in which the files
/// declare them (a joint option counts once per party), make one number in mixed
/// radix, the first option least significant; its digits in base 75 are syllables
/// of one of 15 consonants and one of five vowels, least significant last, as many
/// for every state as the dossier's largest number needs. A new option at the end
/// of the files therefore leaves the codes as they are, but for syllables `ba` in
/// front.
#[derive(Clone, Debug)]
pub struct Codes {
    /// Number of levels of each option.
    radices: Vec<usize>,
    syllables: usize,
}

impl Codes {
    /// The codes of a dossier whose options have these numbers of levels.
    pub fn new(radices: Vec<usize>) -> Self {
        let mut largest: Vec<usize> = radices.iter().map(|r| r.saturating_sub(1)).collect();
        let mut syllables = 0;
        while syllables == 0 || largest.iter().any(|&digit| digit > 0) {
            divide(&mut largest, &radices);
            syllables += 1;
        }
        Codes { radices, syllables }
    }

    /// Number of syllables in every code.
    pub fn syllables(&self) -> usize {
        self.syllables
    }

    /// The code of the state with these levels, one per option; levels beyond an
    /// option's highest are read as the highest.
    pub fn encode(&self, levels: &[u8]) -> String {
        let level = |k: usize| usize::from(levels.get(k).copied().unwrap_or(0));
        let mut number: Vec<usize> = (0..self.radices.len())
            .map(|k| level(k).min(self.radices[k].saturating_sub(1)))
            .collect();
        let mut digits: Vec<usize> = (0..self.syllables)
            .map(|_| divide(&mut number, &self.radices))
            .collect();
        digits.reverse();
        digits
            .into_iter()
            .flat_map(|d| [CONSONANTS[d / VOWELS.len()], VOWELS[d % VOWELS.len()]])
            .map(char::from)
            .collect()
    }

    /// The levels that a code stands for, upper or lower case; `None` where it is
    /// no code of this dossier.
    pub fn decode(&self, code: &str) -> Option<Vec<u8>> {
        let code = code.to_ascii_lowercase();
        if code.len() != 2 * self.syllables {
            return None;
        }
        let mut number = vec![0; self.radices.len()];
        for syllable in code.as_bytes().chunks_exact(2) {
            let consonant = CONSONANTS.iter().position(|&c| c == syllable[0])?;
            let vowel = VOWELS.iter().position(|&v| v == syllable[1])?;
            multiply_add(&mut number, &self.radices, consonant * VOWELS.len() + vowel)?;
        }
        number
            .into_iter()
            .map(|digit| u8::try_from(digit).ok())
            .collect()
    }
}

/// Divides a number in mixed radix by [`BASE`], digit by digit from the top, and
/// returns the remainder. Working on the digits keeps any number of options in range.
fn divide(number: &mut [usize], radices: &[usize]) -> usize {
    let mut rest = 0;
    for (digit, radix) in number.iter_mut().zip(radices).rev() {
        let value = rest * radix + *digit;
        *digit = value / BASE;
        rest = value % BASE;
    }
    rest
}

/// Multiplies by [`BASE`] and adds; `None` where the number is too large.
fn multiply_add(number: &mut [usize], radices: &[usize], add: usize) -> Option<()> {
    let mut carry = add;
    for (digit, &radix) in number.iter_mut().zip(radices) {
        let value = *digit * BASE + carry;
        *digit = value.checked_rem(radix)?;
        carry = value / radix;
    }
    (carry == 0).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_codes() {
        let codes = Codes::new(vec![2; 6]);
        assert_eq!(codes.syllables(), 1);
        assert_eq!(codes.encode(&[0; 6]), "ba");
        assert_eq!(codes.encode(&[1, 0, 0, 0, 0, 0]), "be");
        // 0b111111 = 63 = 12 * 5 + 3: the 13th consonant, the 4th vowel.
        assert_eq!(codes.encode(&[1; 6]), "vo");
        assert_eq!(codes.decode("VO"), Some(vec![1; 6]));
        // 64 is a syllable, but no state.
        assert_eq!(codes.decode("vu"), None);
        for wrong in ["", "b", "vovo", "xa", "b\u{e9}", "\u{e9}"] {
            assert_eq!(codes.decode(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_dossier_without_options_has_one_code() {
        let codes = Codes::new(Vec::new());
        assert_eq!(codes.encode(&[]), "ba");
        assert_eq!(codes.decode("ba"), Some(Vec::new()));
        assert_eq!(codes.decode("be"), None);
    }

    proptest! {
        #[test]
        fn two_way_and_all_different(
            options in proptest::collection::vec((2usize..=64, 0u8..64, 0u8..64), 0..200)
        ) {
            let codes = Codes::new(options.iter().map(|o| o.0).collect());
            let clamp = |l: u8, n: usize| l % n as u8;
            let a: Vec<u8> = options.iter().map(|o| clamp(o.1, o.0)).collect();
            let b: Vec<u8> = options.iter().map(|o| clamp(o.2, o.0)).collect();
            prop_assert_eq!(codes.decode(&codes.encode(&a)), Some(a.clone()));
            prop_assert_eq!(codes.encode(&a).len(), 2 * codes.syllables());
            prop_assert_eq!(codes.encode(&a) == codes.encode(&b), a == b);
            // As many syllables as the largest number needs, and no more.
            let top: Vec<u8> = options.iter().map(|o| (o.0 - 1) as u8).collect();
            prop_assert!(codes.syllables() == 1 || !codes.encode(&top).starts_with("ba"));
        }
    }
}
