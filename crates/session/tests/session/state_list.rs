//! What comes nearest to what is in place of all that meets a condition: against a walk over
//! the whole list, on random dossiers.

use crate::random;
use crate::written::written;
use hikiwake_conflict::list_states;
use hikiwake_dossier::Scenario;
use hikiwake_graph::Limits;

#[test]
fn the_nearest_that_meets_a_condition() {
    let mut found = 0;
    for seed in 0..60 {
        let now = "[periods.now]\nlabel = \"Now\"\nstatus_quo = \"none\"\n";
        let dossier = written(&(random::dossier(seed) + now), Some(random::SOURCES));
        let compiled = dossier.compile(&Scenario::default(), Limits::default());
        let compiled = compiled.expect("compiles");
        let option = dossier.file.options.keys().next().expect("an option");
        let formula = compiled.formula(option).expect("a formula");
        let list = list_states(&dossier, &compiled, Some((&formula, option)), usize::MAX);
        let list = list.finding;
        let today = compiled.status_quo.expect("a status quo");
        let everything = list_states(&dossier, &compiled, None, usize::MAX).finding;
        assert_eq!(everything.nearest, None);
        let code = compiled.code(today);
        let mut all = everything.states.iter().map(|listed| &listed.state);
        let today = all.find(|row| row.code == code).expect("listed");
        let differs = |levels: &[u8]| {
            let pairs = levels.iter().zip(&today.levels);
            pairs.filter(|(here, there)| here != there).count()
        };
        let least = list
            .states
            .iter()
            .map(|listed| differs(&listed.state.levels));
        assert_eq!(
            list.nearest.as_ref().map(|row| differs(&row.levels)),
            least.min()
        );
        if let Some(nearest) = &list.nearest {
            let mut codes = list.states.iter().map(|listed| &listed.state.code);
            assert!(codes.any(|code| *code == nearest.code));
            found += 1;
        }
    }
    assert!(found > 30, "{found}");
}
