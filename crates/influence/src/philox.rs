//! Philox4x64-10: random numbers that are a function of their place alone.
//!
//! Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", SC11.
//! The key is the seed and the identity of a judgement, the counter the number of the
//! draw and of the block: draw k is the same whatever is drawn beside it, and a new
//! judgement leaves the numbers of all others as they were. NumPy's `Philox` gives the
//! same blocks with the counter one lower.

/// The block of four numbers at one counter.
pub fn philox4x64_10(counter: [u64; 4], key: [u64; 2]) -> [u64; 4] {
    const MULTIPLIERS: [u64; 2] = [0xd2e7_470e_e14c_6c93, 0xca5a_8263_9512_1157];
    const WEYL: [u64; 2] = [0x9e37_79b9_7f4a_7c15, 0xbb67_ae85_84ca_a73b];
    let wide = |a: u64, b: u64| {
        let product = u128::from(a) * u128::from(b);
        ((product >> 64) as u64, product as u64)
    };
    let (mut c, mut k) = (counter, key);
    for _ in 0..10 {
        let (high0, low0) = wide(MULTIPLIERS[0], c[0]);
        let (high1, low1) = wide(MULTIPLIERS[1], c[2]);
        c = [high1 ^ c[1] ^ k[0], low1, high0 ^ c[3] ^ k[1], low0];
        k = [k[0].wrapping_add(WEYL[0]), k[1].wrapping_add(WEYL[1])];
    }
    c
}

/// The numbers of one judgement in one draw.
#[derive(Clone, Debug)]
pub struct Numbers {
    key: [u64; 2],
    draw: u64,
    block: u64,
    ready: [u64; 4],
    /// How many of `ready` are used.
    used: usize,
}

impl Numbers {
    /// `judgement`: what tells it from all others, such as the first 8 bytes of a hash of
    /// its name.
    pub fn new(seed: u64, judgement: u64, draw: u64) -> Self {
        Numbers {
            key: [seed, judgement],
            draw,
            block: 0,
            ready: [0; 4],
            used: 4,
        }
    }

    /// The next 64 random bits.
    pub fn bits(&mut self) -> u64 {
        if self.used == 4 {
            self.ready = philox4x64_10([self.draw, self.block, 0, 0], self.key);
            self.block = self.block.wrapping_add(1);
            self.used = 0;
        }
        self.used += 1;
        self.ready[self.used - 1]
    }

    /// A number in [0, 1), a multiple of 2^-53.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// An integer below n, by the high word of a product: each is off its share by less
    /// than n / 2^64. 0 where n is 0.
    pub fn below(&mut self, n: u64) -> u64 {
        ((u128::from(self.bits()) * u128::from(n)) >> 64) as u64
    }

    /// Puts a slice in random order: Fisher–Yates from the last place down, one number
    /// for each place but the first.
    pub fn shuffle<T>(&mut self, slice: &mut [T]) {
        for place in (1..slice.len()).rev() {
            let other = self.below(place as u64 + 1) as usize;
            slice.swap(place, other);
        }
    }
}
