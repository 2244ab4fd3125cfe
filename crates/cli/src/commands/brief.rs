//! `hikiwake brief`

use hikiwake_conflict::{Analysis, Paths, Sensitivity, Watch, WishBalance};
use hikiwake_document::{BriefFindings, Names};
use hikiwake_dossier::Scenario;
use hikiwake_drivers::Influence;
use hikiwake_evidence::{Backtest, Register};
use hikiwake_finding::Finding;
use hikiwake_negotiation::{DomesticRatification, GradualPlans, ObstacleSets, Settlement};
use hikiwake_session::{Answer as Found, Question};

use super::documents::{Shown, shown};
use super::{Answer, put, scenario, session};
use crate::args::Ask;

/// Most of each that a question of the brief lists.
const LIST: usize = 6;

pub fn brief(ask: &Ask, rule: Option<&String>) -> Answer {
    let run = &ask.scenario.run;
    let session = session(&ask.folder, run)?;
    let file = &session.dossier().file;
    let talks = session.dossier().has_talks() && !file.forms.is_empty();
    let scenario = || scenario(&ask.scenario);
    let rule = || rule.cloned();
    shown(&ask.folder, &ask.scenario.shape, run, || {
        let analysis: Finding<Analysis> = put(
            &session,
            run,
            &Question::Analysis {
                scenario: scenario(),
                list: LIST,
            },
        )?;
        let wishes: Finding<WishBalance> = put(
            &session,
            run,
            &Question::Wishes {
                scenario: scenario(),
            },
        )?;
        let sensitivity: Finding<Sensitivity> = put(
            &session,
            run,
            &Question::Sensitivity {
                scenario: scenario(),
            },
        )?;
        let paths: Finding<Paths> = put(
            &session,
            run,
            &Question::Ways {
                scenario: scenario(),
                to: None,
                from: None,
                via: Vec::new(),
                list: LIST,
            },
        )?;
        let obstacles = || -> Result<Finding<ObstacleSets>, String> {
            put(
                &session,
                run,
                &Question::Block {
                    scenario: scenario(),
                    wanted: None,
                    agreement: None,
                    rule: rule(),
                },
            )
        };
        let obstacles = talks.then(obstacles).transpose()?;
        let ratification = || -> Result<Finding<DomesticRatification>, String> {
            put(
                &session,
                run,
                &Question::Ratify {
                    // At all dates: whose hands the file came into is told, too.
                    scenario: Scenario {
                        period: None,
                        ..scenario()
                    },
                    rule: rule(),
                    list: LIST,
                },
            )
        };
        let ratification = talks.then(ratification).transpose()?;
        let settlement = || -> Result<Finding<Settlement>, String> {
            put(
                &session,
                run,
                &Question::Settlement {
                    scenario: scenario(),
                    rule: rule(),
                    list: LIST,
                },
            )
        };
        let settlement = talks.then(settlement).transpose()?;
        let plans = || -> Result<Finding<GradualPlans>, String> {
            put(
                &session,
                run,
                &Question::Steps {
                    plan: None,
                    yearly_discount: None,
                },
            )
        };
        let plans = (!file.ladders.is_empty()).then(plans).transpose()?;
        let backtest: Finding<Backtest> = put(
            &session,
            run,
            &Question::Backtest {
                yardstick: Default::default(),
            },
        )?;
        let register: Finding<Register> = put(
            &session,
            run,
            &Question::Register {
                scenario: Some(scenario()),
            },
        )?;
        let watch: Finding<Watch> = put(
            &session,
            run,
            &Question::Watch {
                scenario: scenario(),
            },
        )?;
        let influence: Finding<Influence> = put(
            &session,
            run,
            &Question::Influence {
                scenario: scenario(),
                driver: None,
            },
        )?;
        let influence = (!influence.finding.links.is_empty()).then_some(influence);
        let names = Names::new(&analysis.finding.actors);
        let document = hikiwake_document::policy_brief(
            &BriefFindings {
                analysis: &analysis,
                wishes: &wishes.finding,
                sensitivity: &sensitivity.finding,
                paths: &paths.finding,
                obstacles: obstacles.as_ref().map(|found| &found.finding),
                ratification: ratification.as_ref().map(|found| &found.finding),
                settlement: settlement.as_ref().map(|found| &found.finding),
                plans: plans.as_ref().map(|found| &found.finding),
                backtest: (!backtest.finding.is_empty()).then_some(&backtest.finding),
                register: Some(&register.finding),
                watch: &watch.finding,
                influence: influence.as_ref().map(|found| &found.finding),
            },
            &names,
        );
        let findings = [
            Some(Found::from(analysis)),
            Some(wishes.into()),
            Some(sensitivity.into()),
            Some(paths.into()),
            obstacles.map(Found::from),
            ratification.map(Found::from),
            settlement.map(Found::from),
            plans.map(Found::from),
            Some(backtest.into()),
            Some(register.into()),
            Some(watch.into()),
            influence.map(Found::from),
        ];
        Ok(Shown {
            document,
            finding: findings.into_iter().flatten().collect::<Vec<_>>(),
            csv: None,
        })
    })
}
