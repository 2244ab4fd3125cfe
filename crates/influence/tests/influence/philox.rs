//! Philox against the vectors of Random123 and NumPy.

use hikiwake_influence::philox::{Numbers, philox4x64_10};
use serde_json::Value;

use crate::known::case;

fn word(value: &Value) -> u64 {
    let text = value.as_str().expect("a word").trim_start_matches("0x");
    u64::from_str_radix(text, 16).expect("hexadecimal")
}

#[test]
fn vectors() {
    let Some(case) = case("rng_p1_philox") else {
        return;
    };
    let expected = &case["expected"];
    for (name, bits) in [("random123_zero", 0), ("random123_ones", u64::MAX)] {
        let block = philox4x64_10([bits; 4], [bits; 2]);
        for (at, number) in block.into_iter().enumerate() {
            assert_eq!(number, word(&expected[name][at]));
        }
    }
    for case in expected["cases"].as_array().expect("cases") {
        let (seed, draw) = (case["seed"].as_u64(), case["draw"].as_u64());
        let numbers = Numbers::new(
            seed.expect("told"),
            word(&case["hash"]),
            draw.expect("told"),
        );
        let [mut bits, mut below, mut unit] = [numbers.clone(), numbers.clone(), numbers];
        for at in 0..8 {
            assert_eq!(bits.bits(), word(&case["first_eight"][at]));
            assert_eq!(below.below(6), case["below_6"][at]);
            let share: f64 = case["unit"][at]
                .as_str()
                .expect("told")
                .parse()
                .expect("a number");
            assert_eq!(unit.unit(), share);
        }
    }
}

#[test]
fn shuffled_bands() {
    let Some(case) = case("rng_p1_philox") else {
        return;
    };
    let expected = &case["expected"];
    let name = expected.as_object().expect("an object").keys();
    let name = name
        .into_iter()
        .find(|name| expected[*name][0]["bands"].is_array());
    let shuffled = expected[name.expect("bands")].as_array().expect("cases");
    let hashes = expected["cases"].as_array().expect("cases");
    for case in shuffled {
        let same = |other: &&Value| other["judgement"] == case["judgement"];
        let hash = word(&hashes.iter().find(same).expect("hashed")["hash"]);
        let (seed, draw) = (case["seed"].as_u64(), case["draw"].as_u64());
        let mut numbers = Numbers::new(seed.expect("told"), hash, draw.expect("told"));
        let bands: Vec<Vec<usize>> = serde_json::from_value(case["bands"].clone()).expect("bands");
        let mut order = Vec::new();
        for mut band in bands {
            numbers.shuffle(&mut band);
            order.extend(band);
        }
        assert_eq!(serde_json::json!(order), case["order"]);
    }
}
