//! What cannot be built is refused, and what is too large before anything of its
//! size is allocated.

use std::process::Command;

use hikiwake_graph::{Axis, BuildError, Change, Formula, Limits, ModelBuilder, Order};

use crate::absent::skipped;

fn axis(owner: usize, levels: u8) -> Axis {
    Axis {
        owner,
        levels,
        change: Change::Reversible,
    }
}

fn builder(decision_makers: usize, options: usize, levels: u8) -> ModelBuilder {
    let mut builder = ModelBuilder::new(decision_makers);
    for k in 0..options {
        builder.option(axis(k % decision_makers, levels));
    }
    builder
}

/// Most memory (in bytes) that this process has asked for (`VmPeak`) or used
/// (`VmHWM`) so far; `None` where the system does not tell.
fn most(what: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(what))?;
    let kilobytes = line.split_whitespace().nth(1)?.parse::<u64>().ok()?;
    Some(kilobytes * 1024)
}

/// In a process of its own, because what other tests use would be counted, too.
#[test]
fn too_large_is_refused_before_allocation() {
    let name = "refusal::too_large_is_refused_before_allocation";
    if std::env::var_os("HIKIWAKE_ALONE").is_none() {
        if most("VmPeak").and(most("VmHWM")).is_none() {
            skipped("the memory is not measured, because this system does not tell it");
        }
        let program = std::env::current_exe().expect("this program");
        let mut alone = Command::new(program);
        let alone = alone.args(["--exact", name, "--nocapture"]);
        let output = alone
            .env("HIKIWAKE_ALONE", "1")
            .output()
            .expect("it starts");
        let told = String::from_utf8_lossy(&output.stdout);
        let faults = String::from_utf8_lossy(&output.stderr);
        println!("{told}");
        assert!(output.status.success(), "{told}\n{faults}");
        assert!(
            told.contains("1 passed"),
            "no test is called {name}: {told}"
        );
        return;
    }
    let before = most("VmPeak");
    for (options, levels, expected) in [
        (31, 2, 1u128 << 31),
        (32, 2, 1 << 32),
        (40, 2, 1 << 40),
        (20, 3, 3u128.pow(20)),
        (21, 64, 1 << 126),
        // More than 2^128: as many as can be said.
        (22, 64, u128::MAX),
        (1000, 64, u128::MAX),
    ] {
        match builder(4, options, levels).build() {
            Err(BuildError::TooLarge {
                combinations,
                needed,
                limit,
            }) => {
                assert_eq!(
                    combinations, expected,
                    "{options} options of {levels} levels"
                );
                assert_eq!(limit, Limits::default().bytes);
                assert!(needed > u128::from(limit) || combinations > 1 << 32);
            }
            other => panic!("{options} options of {levels} levels: {other:?}"),
        }
    }
    // A bit for each state of the smallest would be 256 MiB.
    if let (Some(before), Some(after)) = (before, most("VmPeak")) {
        let grown = after - before;
        assert!(grown < 200 << 20, "refusing took {grown} bytes");
    }

    // The limit that a refusal asks for is enough, one byte less is not, and
    // building and solving keep to it.
    let mut large = builder(4, 20, 2);
    for i in 0..4 {
        let wish = |axis| Formula::Level { axis, levels: 2 };
        let ranks = (0..20).map(|k| vec![wish((k * 7 + i) % 20)]).collect();
        large.order(i, Order::Statements(ranks));
    }
    let Err(BuildError::TooLarge { needed, .. }) = large.limits(Limits { bytes: 1 }).build() else {
        panic!("a byte cannot be enough");
    };
    let needed = u64::try_from(needed).expect("a million states do not need that much");
    let less = large.limits(Limits { bytes: needed - 1 }).build();
    assert!(matches!(less, Err(BuildError::TooLarge { .. })), "{less:?}");
    let before = most("VmHWM");
    assert_eq!(large.bytes(), Ok(needed.into()));
    let model = large.limits(Limits { bytes: needed }).build();
    let stability = model.expect("the limit asked for").stability();
    assert!(stability.equilibria(hikiwake_graph::Concept::Gmr).count() > 0);
    if let (Some(before), Some(after)) = (before, most("VmHWM")) {
        let used = after - before;
        println!("1,048,576 states: {needed} bytes asked for, {used} used");
        assert!(
            used <= needed + (4 << 20),
            "{used} bytes used, {needed} asked for"
        );
    }
}

#[test]
fn what_is_wrong_is_refused() {
    let refused = |builder: &ModelBuilder| builder.build().expect_err("should be refused");
    for bad in [
        axis(0, 0),
        axis(0, 1),
        axis(0, 65),
        axis(2, 2),
        Axis {
            change: Change::Table(vec![0b11]),
            ..axis(0, 2)
        },
        Axis {
            change: Change::Table(vec![0b100, 0]),
            ..axis(0, 2)
        },
    ] {
        let mut builder = builder(2, 1, 2);
        builder.option(bad.clone());
        let refused = refused(&builder);
        assert!(
            matches!(refused, BuildError::BadAxis { axis: 1, .. }),
            "{bad:?}: {refused:?}"
        );
    }
    for bad in [
        Formula::Level { axis: 2, levels: 1 },
        Formula::Level { axis: 0, levels: 4 },
        Formula::Not(Box::new(Formula::And(vec![Formula::Level {
            axis: 9,
            levels: 1,
        }]))),
    ] {
        let mut rule = builder(2, 2, 2);
        rule.require(bad.clone());
        let mut bar = builder(2, 2, 2);
        bar.forbid(Formula::Constant(true), bad.clone(), None);
        let mut wish = builder(2, 2, 2);
        wish.order(0, Order::Statements(vec![vec![bad.clone()]]));
        let mut class = builder(2, 2, 2);
        class.order(
            1,
            Order::Ranking(vec![Formula::Constant(true), bad.clone()]),
        );
        for builder in [rule, bar, wish, class] {
            let refused = refused(&builder);
            assert!(
                matches!(refused, BuildError::BadFormula { .. }),
                "{bad:?}: {refused:?}"
            );
        }
    }
    let mut values = builder(2, 2, 2);
    values.order(1, Order::Values(vec![1, 2, 3]));
    assert_eq!(
        refused(&values),
        BuildError::BadValues { decision_maker: 1 }
    );
    let mut empty = builder(2, 2, 2);
    empty.require(Formula::Constant(false));
    assert_eq!(refused(&empty), BuildError::NoState);
}
