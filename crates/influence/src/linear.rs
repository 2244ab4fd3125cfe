//! Small dense matrices, row after row in one slice.

/// The inverse by Gauss–Jordan elimination with row pivots; `None` where a pivot is 0.
pub fn inverse(matrix: &[f64], k: usize) -> Option<Vec<f64>> {
    let mut a = matrix.to_vec();
    let mut b = vec![0.0; k * k];
    for i in 0..k {
        b[i * k + i] = 1.0;
    }
    for column in 0..k {
        let size = |&row: &usize| a[row * k + column].abs();
        let pivot = (column..k).max_by(|x, y| size(x).total_cmp(&size(y)))?;
        if a[pivot * k + column] == 0.0 {
            return None;
        }
        for c in 0..k {
            a.swap(pivot * k + c, column * k + c);
            b.swap(pivot * k + c, column * k + c);
        }
        let scale = 1.0 / a[column * k + column];
        for c in 0..k {
            a[column * k + c] *= scale;
            b[column * k + c] *= scale;
        }
        for row in (0..k).filter(|&row| row != column) {
            let factor = a[row * k + column];
            if factor != 0.0 {
                for c in 0..k {
                    a[row * k + c] -= factor * a[column * k + c];
                    b[row * k + c] -= factor * b[column * k + c];
                }
            }
        }
    }
    Some(b)
}

/// Whether every eigenvalue of A has a negative real part, that is, whether `x' = Ax`
/// settles.
///
/// The Cayley transform `C = (A + I)(A - I)^-1` takes the left half plane to the unit
/// disc, so A settles iff the powers of C vanish: C is squared until its norm is below 1
/// or out of bounds. An eigenvalue within some 1e-13 of the imaginary axis cannot be
/// told and counts as not settling. For entries of about 1 and up to 64 rows.
pub fn settles(a: &[f64], k: usize) -> bool {
    // The trace is the sum of the eigenvalues.
    if k > 0 && (0..k).map(|i| a[i * k + i]).sum::<f64>() >= 0.0 {
        return false;
    }
    let mut shifted = a.to_vec();
    for i in 0..k {
        shifted[i * k + i] -= 1.0;
    }
    let Some(mut c) = inverse(&shifted, k) else {
        return false; // 1 is an eigenvalue
    };
    for value in &mut c {
        *value *= 2.0;
    }
    for i in 0..k {
        c[i * k + i] += 1.0;
    }
    // 2^60 steps: what has not vanished by then is on the circle as far as 53 bits tell.
    for _ in 0..60 {
        let norm = c.iter().map(|value| value * value).sum::<f64>();
        if norm < 1.0 {
            return true;
        }
        if norm.is_nan() || norm > 1e200 {
            return false;
        }
        c = squared(&c, k);
    }
    false
}

fn squared(c: &[f64], k: usize) -> Vec<f64> {
    let mut square = vec![0.0; k * k];
    for (row, into) in square.chunks_exact_mut(k).enumerate() {
        for (middle, from) in c.chunks_exact(k).enumerate() {
            let factor = c[row * k + middle];
            for (value, other) in into.iter_mut().zip(from) {
                *value += factor * other;
            }
        }
    }
    square
}

#[cfg(test)]
mod tests {
    use super::{inverse, settles};

    /// Companion matrices have the roots of their polynomial as eigenvalues.
    fn companion(roots: &[(f64, f64)]) -> (Vec<f64>, usize) {
        let mut polynomial = vec![1.0];
        for &(re, im) in roots {
            let factor: &[f64] = match im {
                0.0 => &[1.0, -re],
                _ => &[1.0, -2.0 * re, re * re + im * im],
            };
            let mut product = vec![0.0; polynomial.len() + factor.len() - 1];
            for (i, a) in polynomial.iter().enumerate() {
                for (j, b) in factor.iter().enumerate() {
                    product[i + j] += a * b;
                }
            }
            polynomial = product;
        }
        let k = polynomial.len() - 1;
        let mut a = vec![0.0; k * k];
        for i in 0..k {
            a[i] = -polynomial[i + 1];
            if i > 0 {
                a[i * k + i - 1] = 1.0;
            }
        }
        (a, k)
    }

    #[test]
    fn settling_is_told_by_the_real_parts_alone() {
        for (roots, expected) in [
            (vec![(-1.0, 0.0)], true),
            (vec![(1.0, 0.0), (-3.0, 0.0)], false),
            (vec![(-1e-6, 2.0), (-0.5, 0.0)], true),
            (vec![(1e-6, 2.0), (-0.5, 0.0)], false),
            (vec![(0.0, 1.0), (-1.0, 0.0)], false),
            (vec![(0.0, 0.0), (-1.0, 0.0)], false),
            (
                vec![(-0.1, 0.3), (-0.2, 1.0), (-2.0, 0.0), (-0.01, 0.0)],
                true,
            ),
            (
                vec![(-0.1, 0.3), (-0.2, 1.0), (-2.0, 0.0), (0.01, 0.0)],
                false,
            ),
        ] {
            let (a, k) = companion(&roots);
            assert_eq!(settles(&a, k), expected, "{roots:?}");
        }
        assert!(settles(&[], 0));
    }

    #[test]
    fn an_inverse_undoes() {
        let a = [0.0, 2.0, 1.0, 1.0, -1.0, 3.0, 0.5, 0.0, 1.0];
        let b = inverse(&a, 3).unwrap();
        for i in 0..3 {
            for j in 0..3 {
                let sum: f64 = (0..3).map(|m| a[i * 3 + m] * b[m * 3 + j]).sum();
                assert!((sum - f64::from(u8::from(i == j))).abs() < 1e-12);
            }
        }
        assert_eq!(inverse(&[1.0, 2.0, 2.0, 4.0], 2), None);
    }
}
