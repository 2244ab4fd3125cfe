//! The engine against the oracle on random models: every answer, every decision
//! maker, every feasible state.

use crate::compare;
use crate::random::run::on_random_models;

#[test]
fn every_verdict_of_small_models() {
    on_random_models("small models", 3500, 64, compare::everything_at_each_state);
}

#[test]
fn every_verdict_of_larger_models() {
    on_random_models("larger models", 80, 1024, compare::everything_at_each_state);
}

#[test]
fn the_same_on_every_road() {
    on_random_models("roads", 400, 64, compare::on_every_road);
    on_random_models("longer roads", 10, 1024, compare::on_every_road);
}

#[test]
fn what_can_be_reached_and_how() {
    on_random_models("reach", 800, 96, compare::reach_of_each_kind);
}

#[test]
fn what_groups_can_bring_about() {
    on_random_models("groups", 600, 64, compare::joint_improvements_of_each_group);
}
