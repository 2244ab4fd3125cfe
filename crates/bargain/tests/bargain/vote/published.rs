//! Power as published.

use hikiwake_bargain::vote::{Gate, Ratio, power};

/// The Council of Ministers of the European Economic Community, 1958 to 1972: 12 of 17
/// votes. Luxembourg had a vote and no power (Brams & Affuso 1976).
#[test]
fn council_of_ministers_of_1958() {
    let gate = Gate {
        votes: vec![4, 4, 4, 2, 2, 1],
        quota: Some(12),
        ..Gate::default()
    };
    let found = power(&gate).unwrap();
    assert_eq!(found.winning, 14);
    let swings: Vec<u128> = found.players.iter().map(|p| p.swings).collect();
    assert_eq!(swings, [10, 10, 10, 6, 6, 0]);
    let shapley: Vec<Ratio> = found.players.iter().map(|p| p.shapley).collect();
    let (large, small) = (Ratio::new(14, 60), Ratio::new(9, 60));
    assert_eq!(
        shapley,
        [large, large, large, small, small, Ratio::new(0, 60)]
    );
}

/// The Security Council: nine of fifteen, the five permanent members among them. With
/// eleven members and seven votes (Shapley & Shubik 1954) the five had 98.7 per cent.
#[test]
fn security_council() {
    let council = |members: usize, needed: u32| {
        power(&Gate {
            votes: vec![1; members],
            vetoes: (0..5).collect(),
            quota: Some(needed),
            majority: false,
        })
        .unwrap()
    };
    let today = council(15, 9);
    assert_eq!(today.winning, 848);
    assert_eq!(today.players[0].swings, 848);
    assert_eq!(today.players[14].swings, 84);
    assert_eq!(today.players[0].shapley, Ratio::new(421, 2145));
    assert_eq!(today.players[14].shapley, Ratio::new(4, 2145));
    assert_eq!(today.players[0].banzhaf_share, Ratio::new(848, 5080));

    let of_1954 = council(11, 7);
    let five = 5.0 * of_1954.players[0].shapley.value();
    assert_eq!(format!("{five:.3}"), "0.987");
}

/// The board of supervisors of Nassau County in 1964: three of its six members had all
/// the power, a third each (Banzhaf 1965).
#[test]
fn nassau_county() {
    let gate = Gate {
        votes: vec![31, 31, 28, 21, 2, 2],
        quota: Some(58),
        ..Gate::default()
    };
    let third = Ratio::new(1, 3);
    let shares = power(&gate).unwrap().players;
    for (at, player) in shares.iter().enumerate() {
        let expected = if at < 3 { third } else { Ratio::new(0, 1) };
        assert_eq!(player.banzhaf_share, expected, "member {at}");
    }
}
