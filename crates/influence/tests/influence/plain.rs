//! Plain checkers, from the definitions: matrices of small whole numbers, and random maps
//! of them.

use hikiwake_influence::{Link, SignSet, SignedMap};

/// Random numbers of the tests' own.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % n
    }

    /// In (0, 1].
    pub fn unit(&mut self) -> f64 {
        (self.below(1 << 40) + 1) as f64 / (1_u64 << 40) as f64
    }
}

/// A matrix of signs: `a[i][j]`, the effect of j on i; -1 or 0 on the diagonal.
pub type Matrix = Vec<Vec<i8>>;

pub fn map(a: &Matrix) -> SignedMap {
    let mut links = Vec::new();
    let mut undamped = Vec::new();
    for (to, row) in a.iter().enumerate() {
        for (from, &effect) in row.iter().enumerate() {
            let signs = if effect > 0 {
                SignSet::PLUS
            } else {
                SignSet::MINUS
            };
            match effect {
                0 if from == to => undamped.push(to),
                0 => {}
                _ if from == to => {}
                _ => links.push(Link { from, to, signs }),
            }
        }
    }
    SignedMap::new(a.len(), links)
        .expect("a map")
        .undamped(&undamped)
}

/// `links` of a hundred pairs are linked; `undamped` of a hundred drivers do not level off.
pub fn random(dice: &mut Dice, n: usize, links: u64, undamped: u64) -> Matrix {
    let mut a = vec![vec![0; n]; n];
    for (i, row) in a.iter_mut().enumerate() {
        for (j, entry) in row.iter_mut().enumerate() {
            *entry = match (i == j, dice.below(100)) {
                (true, cast) => -i8::from(cast >= undamped),
                (false, cast) if cast < links => 1 - 2 * dice.below(2) as i8,
                _ => 0,
            };
        }
    }
    a
}

/// Every order of 0..n.
pub fn orders(n: usize) -> Vec<Vec<usize>> {
    if n == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for order in orders(n - 1) {
        for place in 0..n {
            let mut longer = order.clone();
            longer.insert(place, n - 1);
            all.push(longer);
        }
    }
    all
}

/// +1 for an even order, -1 for an odd one.
pub fn parity(order: &[usize]) -> i64 {
    let pairs = (0..order.len()).flat_map(|i| (0..i).map(move |j| (j, i)));
    let inverted = pairs.filter(|&(j, i)| order[j] > order[i]).count();
    if inverted.is_multiple_of(2) { 1 } else { -1 }
}

/// Determinant and permanent of absolute values by Leibniz's formula.
pub fn leibniz(m: &[Vec<i64>]) -> (i64, i64) {
    let mut sums = (0, 0);
    for order in orders(m.len()) {
        let product: i64 = order.iter().zip(m).map(|(&c, row)| row[c]).product();
        sums.0 += parity(&order) * product;
        sums.1 += product.abs();
    }
    sums
}

/// `adj(-A)[i][j]` and its number of terms, by the minor without row j and column i.
pub fn adjoint(a: &Matrix, i: usize, j: usize) -> (i64, i64) {
    let kept = |row: &Vec<i8>| -> Vec<i64> {
        let entries = row.iter().enumerate().filter(|(c, _)| *c != i);
        entries.map(|(_, &entry)| -i64::from(entry)).collect()
    };
    let rows = a.iter().enumerate().filter(|(r, _)| *r != j);
    let (determinant, permanent) = leibniz(&rows.map(|(_, row)| kept(row)).collect::<Vec<_>>());
    let sign = if (i + j).is_multiple_of(2) { 1 } else { -1 };
    (sign * determinant, permanent)
}

/// The products of signs of all simple paths from j to i.
pub fn path_signs(a: &Matrix, j: usize, i: usize) -> Vec<i8> {
    fn go(a: &Matrix, at: usize, end: usize, sign: i8, on: &mut Vec<usize>, told: &mut Vec<i8>) {
        if at == end {
            told.push(sign);
            return;
        }
        for next in 0..a.len() {
            if a[next][at] != 0 && !on.contains(&next) {
                on.push(next);
                go(a, next, end, sign * a[next][at], on, told);
                on.pop();
            }
        }
    }
    let mut told = Vec::new();
    go(a, j, i, 1, &mut vec![j], &mut told);
    told
}

/// Coefficients of `det(xI - A)`, highest first (Faddeev–LeVerrier).
pub fn characteristic(a: &[Vec<f64>]) -> Vec<f64> {
    let n = a.len();
    let mut m = vec![vec![0.0; n]; n];
    let mut coefficients = vec![1.0];
    for k in 1..=n {
        let last = coefficients[k - 1];
        let mut next = vec![vec![0.0; n]; n];
        for i in 0..n {
            for j in 0..n {
                next[i][j] = (0..n).map(|c| a[i][c] * m[c][j]).sum::<f64>();
            }
            next[i][i] += last;
        }
        m = next;
        let trace: f64 = (0..n)
            .map(|i| (0..n).map(|c| a[i][c] * m[c][i]).sum::<f64>())
            .sum();
        coefficients.push(-trace / k as f64);
    }
    coefficients
}

/// Whether all roots have negative real parts: the first column of Routh's array is
/// positive. What rounding could make of 0 is not.
pub fn routh(polynomial: &[f64]) -> bool {
    let width = polynomial.len() / 2 + 2;
    let row = |first: usize| -> Vec<f64> {
        let entries = polynomial.iter().skip(first).step_by(2).copied();
        entries.chain(std::iter::repeat(0.0)).take(width).collect()
    };
    let (mut upper, mut lower) = (row(0), row(1));
    for _ in 1..polynomial.len() {
        if lower[0] <= 1e-12 {
            return false;
        }
        let mut next = vec![0.0; width];
        for c in 0..width - 1 {
            next[c] = upper[c + 1] - upper[0] / lower[0] * lower[c + 1];
        }
        (upper, lower) = (lower, next);
    }
    true
}

/// Solves `-A x = e_j` by elimination.
pub fn rest(a: &[Vec<f64>], j: usize) -> Vec<f64> {
    let n = a.len();
    let with_push = |(i, row): (usize, &Vec<f64>)| -> Vec<f64> {
        let push = f64::from(u8::from(i == j));
        row.iter().map(|v| -v).chain([push]).collect()
    };
    let mut m: Vec<Vec<f64>> = a.iter().enumerate().map(with_push).collect();
    for c in 0..n {
        let size = |&r: &usize| m[r][c].abs();
        let pivot = (c..n).max_by(|x, y| size(x).total_cmp(&size(y)));
        m.swap(c, pivot.expect("rows"));
        let above = m[c].clone();
        for (_, row) in m.iter_mut().enumerate().filter(|(r, _)| *r != c) {
            let factor = row[c] / above[c];
            for (value, above) in row.iter_mut().zip(&above) {
                *value -= factor * above;
            }
        }
    }
    (0..n).map(|i| m[i][n] / m[i][i]).collect()
}
