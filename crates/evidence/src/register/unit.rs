//! Units as dossiers write them: only what converts plainly is converted.

/// A unit: what is counted, and in which power of ten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// What is counted, in lower case and the singular; `usd`, `percent`, `km across`.
    base: String,
    /// 9 for billions.
    power: i32,
}

/// Whether two units can be set side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// Yes: the first times this power of ten is in the second.
    Power(i32),
    /// They are two currencies; no exchange rate is applied.
    Currencies,
    /// They measure other things.
    Other,
}

/// Currencies by the ways in which they are written.
#[rustfmt::skip]
const CURRENCIES: [(&str, &[&str]); 8] = [
    ("usd", &["usd", "us$", "$"]),
    ("eur", &["eur", "€", "euro", "euros"]),
    ("jpy", &["jpy", "¥", "yen"]),
    ("rub", &["rub", "rur", "₽", "rouble", "roubles", "ruble", "rubles"]),
    ("gbp", &["gbp", "£"]),
    ("cny", &["cny", "rmb", "yuan", "renminbi"]),
    ("krw", &["krw", "₩", "won"]),
    ("chf", &["chf"]),
];

impl Unit {
    /// Reads a unit such as `USD bn`, `million`, `per cent`, `troops`.
    pub fn read(text: &str) -> Unit {
        let text = text.to_lowercase().replace("per cent", "percent");
        let (mut base, mut power) = (Vec::new(), 0);
        for word in text.split_whitespace() {
            match word {
                "thousand" | "thousands" => power += 3,
                "mn" | "million" | "millions" => power += 6,
                "bn" | "billion" | "billions" => power += 9,
                "tn" | "trillion" | "trillions" => power += 12,
                "of" if base.is_empty() => {}
                "%" => base.push("percent".to_string()),
                word => {
                    let known = CURRENCIES.iter().find(|(_, ways)| ways.contains(&word));
                    base.push(match known {
                        Some((code, _)) => (*code).to_string(),
                        None => singular(word).to_string(),
                    });
                }
            }
        }
        Unit {
            base: base.join(" "),
            power,
        }
    }

    /// How it stands to another. A unit that names only a power ("million")
    /// counts whatever the other counts, unless that is money or a share.
    pub fn against(&self, other: &Unit) -> Match {
        let money = |base: &str| CURRENCIES.iter().any(|(code, _)| *code == base);
        let bare = |one: &Unit, other: &Unit| {
            one.base.is_empty() && !money(&other.base) && other.base != "percent"
        };
        if self.base == other.base || bare(self, other) || bare(other, self) {
            Match::Power(self.power - other.power)
        } else if money(&self.base) && money(&other.base) {
            Match::Currencies
        } else {
            Match::Other
        }
    }
}

/// The word without a plural s.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_plain_converts() {
        let against = |one: &str, other: &str| Unit::read(one).against(&Unit::read(other));
        assert_eq!(against("USD bn", "USD mn"), Match::Power(3));
        assert_eq!(against("USD mn", "US$ billion"), Match::Power(-3));
        assert_eq!(against("percent", "%"), Match::Power(0));
        assert_eq!(against("per cent", "percent"), Match::Power(0));
        assert_eq!(against("troop", "troops"), Match::Power(0));
        assert_eq!(against("million", "persons"), Match::Power(6));
        assert_eq!(against("", ""), Match::Power(0));
        assert_eq!(against("USD bn", "EUR bn"), Match::Currencies);
        assert_eq!(against("USD bn", "percent"), Match::Other);
        assert_eq!(against("", "percent"), Match::Other);
        assert_eq!(against("bn", "USD bn"), Match::Other);
        assert_eq!(against("km", "km across"), Match::Other);
        assert_eq!(against("percent", "percentage points"), Match::Other);
    }
}
