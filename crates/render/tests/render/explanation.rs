//! A proof: what it names is told.

use std::path::Path;

use hikiwake_conflict::{ExplainSettings, explain};
use hikiwake_document::{Names, explanation};
use hikiwake_dossier::{Scenario, read};
use hikiwake_graph::Limits;
use hikiwake_render::{Terminal, terminal};

#[test]
fn what_is_named_is_told() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dossiers/kuril");
    let dossier = read(&folder).dossier.expect("a dossier");
    let scenario = Scenario {
        period: Some("2016-12".to_owned()),
        ..Scenario::default()
    };
    let compiled = dossier.compile(&scenario, Limits::default()).expect("runs");
    let state = compiled.status_quo.expect("a status quo");
    let settings = ExplainSettings::default();
    let found = explain(&dossier, &compiled, state, &[], &[], &settings).expect("explained");
    let document = explanation(&found, &Names::new(&found.finding.actors));
    let wide = Terminal {
        width: 100,
        styled: false,
        unfolded: true,
    };
    let text = terminal(&document, wide);

    let (proofs, rest) = text.split_once("\nStates named\n").expect("states");
    let (states, rest) = rest.split_once("\nWishes named\n").expect("wishes");
    let (wishes, claims) = rest.split_once("\nClaims\n").expect("claims");
    let ends: Vec<&str> = (proofs.split(" → ").skip(1))
        .filter_map(|after| after.split(|c: char| !c.is_alphanumeric()).next())
        .collect();
    assert!(!ends.is_empty());
    for code in ends {
        let told = states.contains(&format!("  {code}  "));
        let known = code == found.finding.state.code || told;
        assert!(known, "{code} is not told:\n{text}");
    }
    let proofs = proofs.split_whitespace().collect::<Vec<_>>().join(" ");
    let ranks: Vec<&str> = (proofs.split(" for ").skip(1))
        .filter_map(|told| told.split_once(" wish").map(|(whose, _)| whose))
        .filter(|whose| whose.contains(" by its ") && whose.len() < 40)
        .collect();
    assert!(ranks.len() > 4);
    for whose in ranks {
        let told = format!("• {} wish: ", whose.replace(" by its ", ", "));
        assert!(wishes.contains(&told), "{told} is not told:\n{text}");
    }
    let cited: Vec<&str> = (wishes.split('[').skip(1))
        .filter_map(|after| after.split(']').next())
        .collect();
    assert!(!cited.is_empty());
    for id in cited {
        let known =
            claims.contains(&format!("\n[{id}] ")) || claims.starts_with(&format!("[{id}] "));
        assert!(known, "{id} is not told:\n{text}");
    }
}
