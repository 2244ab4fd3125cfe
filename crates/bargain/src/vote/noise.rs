//! The normal distribution.

/// The share of a standard normal variable that lies at or below `x`.
pub fn normal(x: f64) -> f64 {
    0.5 * libm::erfc(-x * std::f64::consts::FRAC_1_SQRT_2)
}
