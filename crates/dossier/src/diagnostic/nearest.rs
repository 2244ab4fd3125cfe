//! Which known name was most likely meant: for "did you mean …".

/// Names longer than this are nobody's slip, and are compared with nothing.
const LONGEST: usize = 100;
/// How many names of about the right length are compared in full.
const MOST: usize = 500;

/// The known name that was most likely meant by `written`, if one is near enough or
/// stands for the same thing. Never one of opposite sense: whoever writes
/// `irreversible` does not mean `reversible`.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if written.len() > LONGEST {
        return None;
    }
    let written = written.to_lowercase();
    let length = written.chars().count();
    // One slip in three letters, and never more than three.
    let limit = (length / 3).clamp(1, 3);
    let meant = SAME.iter().find(|(other, _)| *other == written);
    let meant = meant.map_or(&[][..], |(_, names)| names);
    let mut synonym: Option<(usize, &str)> = None;
    let mut slip: Option<(usize, &str)> = None;
    let mut compared = 0;
    for name in known {
        if let Some(place) = meant.iter().position(|meant| *meant == name)
            && synonym.is_none_or(|(before, _)| place < before)
        {
            synonym = Some((place, name));
        }
        // In bytes first: that needs no counting.
        let about_as_long = name.len().abs_diff(written.len()) <= 4 * limit + length
            && name.len() <= LONGEST
            && name.chars().count().abs_diff(length) <= limit;
        if !about_as_long || compared == MOST {
            continue;
        }
        compared += 1;
        let lower = name.to_lowercase();
        let distance = strsim::osa_distance(&written, &lower);
        if distance <= limit
            && slip.is_none_or(|before| (distance, name) < before)
            && !opposed(&written, &lower)
        {
            slip = Some((distance, name));
        }
    }
    synonym.or(slip).map(|(_, name)| name)
}

/// Beginnings and words that turn the sense round; an empty one is the plain word.
const CONTRARY: [(&str, &str); 36] = [
    ("un", ""),
    ("in", ""),
    ("im", ""),
    ("ir", ""),
    ("il", ""),
    ("non", ""),
    ("not", ""),
    ("no", ""),
    ("dis", ""),
    ("de", ""),
    ("anti", ""),
    ("counter", ""),
    ("never", ""),
    ("without", "with"),
    ("in", "ex"),
    ("im", "ex"),
    ("in", "de"),
    ("in", "out"),
    ("on", "off"),
    ("up", "down"),
    ("over", "under"),
    ("pro", "anti"),
    ("pre", "post"),
    ("before", "after"),
    ("min", "max"),
    ("least", "most"),
    ("less", "more"),
    ("low", "high"),
    ("first", "last"),
    ("open", "close"),
    ("opens", "closes"),
    ("yes", "no"),
    ("always", "never"),
    ("all", "none"),
    ("north", "south"),
    ("east", "west"),
];

/// Whether two names differ, slips aside, by what turns the sense round.
fn opposed(one: &str, other: &str) -> bool {
    let is_mark = |c: char| matches!(c, '-' | '_' | '.' | ' ');
    let (mut a, mut b) = (one, other);
    // Only the first part that differs counts: `sanctions-on` and `sanctions-off`.
    while let (Some((x, rest_a)), Some((y, rest_b))) =
        (a.split_once(is_mark), b.split_once(is_mark))
        && x == y
    {
        (a, b) = (rest_a, rest_b);
    }
    let turned = |a: &str, b: &str, (turns, plain): (&str, &str)| {
        let (Some(rest_a), Some(rest_b)) = (a.strip_prefix(turns), b.strip_prefix(plain)) else {
            return false;
        };
        let [rest_a, rest_b] = [rest_a, rest_b].map(|rest| rest.trim_start_matches(is_mark));
        // What begins alike on both sides turns nothing.
        strsim::osa_distance(rest_a, rest_b) < strsim::osa_distance(a, b)
    };
    CONTRARY
        .iter()
        .any(|pair| turned(a, b, *pair) || turned(b, a, *pair))
}

/// What people write for words of the format, and the words that say the same, best
/// first. Only what is known at the place is offered.
const SAME: [(&str, &[&str]); 40] = [
    ("irreversible", &["one-way"]),
    ("irrevocable", &["one-way"]),
    ("permanent", &["one-way"]),
    ("up-only", &["one-way"]),
    ("down-only", &["one-way-down"]),
    ("two-way", &["reversible"]),
    ("both-ways", &["reversible"]),
    ("revocable", &["reversible"]),
    ("name", &["label"]),
    ("title", &["label", "name"]),
    ("label", &["name", "title"]),
    ("description", &["text", "about", "summary"]),
    ("about", &["text"]),
    ("text", &["about", "says", "summary"]),
    ("explanation", &["text", "note"]),
    ("comment", &["note"]),
    ("remark", &["note"]),
    ("controller", &["owner"]),
    ("actor", &["owner", "by", "side"]),
    ("actors", &["parties"]),
    ("party", &["parties", "side"]),
    ("values", &["levels"]),
    ("condition", &["formula", "is", "wants"]),
    ("forbids", &["never"]),
    ("requires", &["always"]),
    ("claims", &["because"]),
    ("evidence", &["because"]),
    ("start", &["begins", "opens", "from"]),
    ("end", &["until", "closes"]),
    ("probability", &["likelihood"]),
    ("quoted", &["stated"]),
    ("explicit", &["stated"]),
    ("implied", &["inferred"]),
    ("assumed", &["analyst"]),
    ("country", &["state"]),
    ("government", &["state"]),
    ("company", &["firm"]),
    ("army", &["forces"]),
    ("neutral", &["does-not-mind"]),
    ("indifferent", &["does-not-mind"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_opposite_is_never_offered() {
        for (written, known) in [
            ("irreversible", "reversible"),
            ("irreversable", "reversible"),
            ("reversible", "irreversible"),
            ("unwanted", "wanted"),
            ("not-council", "council"),
            ("no-deal", "deal"),
            ("nodeal", "deal"),
            ("deal", "no-deal"),
            ("nonstate", "state"),
            ("illegal", "legal"),
            ("disarm", "arm"),
            ("import", "export"),
            ("increase", "decrease"),
            ("include", "exclude"),
            ("sanctions-on", "sanctions-off"),
            ("without-arms", "with-arms"),
            ("always", "never"),
            ("yes", "no"),
            ("pro-war", "anti-war"),
            ("treaty-not-signed", "treaty-signed"),
            ("opens", "closes"),
        ] {
            assert_eq!(nearest(written, [known]), None, "{written}");
        }
    }

    #[test]
    fn slips_are_still_mended() {
        for (written, known) in [
            ("reversable", "reversible"),
            ("Irreversable", "irreversible"),
            ("inspectoin", "inspection"),
            ("unwated", "unwanted"),
            ("indepedent", "independent"),
            ("sanctoins-on", "sanctions-on"),
            ("definitons", "definitions"),
            ("norht", "north"),
            ("dela", "deal"),
        ] {
            assert_eq!(
                nearest(written, ["zzzzzz", known]),
                Some(known),
                "{written}"
            );
        }
        assert_eq!(nearest("deal", ["no-deal", "deals"]), Some("deals"));
    }

    #[test]
    fn what_says_the_same_is_offered_before_what_looks_the_same() {
        let changes = ["reversible", "one-way", "one-way-down"];
        assert_eq!(nearest("irreversible", changes), Some("one-way"));
        assert_eq!(nearest("IRREVERSIBLE", changes), Some("one-way"));
        assert_eq!(nearest("irreversible", ["reversible"]), None);
        assert_eq!(nearest("title", ["name", "label"]), Some("label"));
    }

    #[test]
    fn long_names_and_very_many_are_not_compared() {
        let long = "n".repeat(1 << 20);
        assert_eq!(nearest(&long, [long.as_str()]), None);
        assert_eq!(nearest("name", [long.as_str()]), None);
        let many: Vec<String> = (0..MOST).map(|i| format!("x{i:07}")).collect();
        let known = many.iter().map(String::as_str);
        assert_eq!(nearest("abcdefgh", known.clone().chain(["abcdefgi"])), None);
        let other_length = known.chain(["abc"]);
        assert_eq!(nearest("abd", other_length), Some("abc"));
    }
}
