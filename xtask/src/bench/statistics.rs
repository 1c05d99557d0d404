//! Medians, and the clock they are made of.

use std::fmt;
use std::time::Instant;

/// Repeated measurements of one figure.
#[derive(Clone, Debug, Default)]
pub(super) struct Sample(Vec<f64>);

impl Sample {
    pub(super) fn add(&mut self, value: f64) {
        let at = self.0.partition_point(|smaller| *smaller < value);
        self.0.insert(at, value);
    }

    pub(super) fn median(&self) -> f64 {
        self.0.get(self.0.len() / 2).copied().unwrap_or(f64::NAN)
    }
}

impl FromIterator<f64> for Sample {
    fn from_iter<T: IntoIterator<Item = f64>>(values: T) -> Self {
        let mut sample = Self::default();
        values.into_iter().for_each(|value| sample.add(value));
        sample
    }
}

/// `12.3 (11.8–14.0)`: the median, the least and the most, to the formatter's precision.
impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = f.precision().unwrap_or(1);
        let (Some(least), Some(most)) = (self.0.first(), self.0.last()) else { return f.write_str("–") };
        write!(f, "{:.digits$} ({least:.digits$}–{most:.digits$})", self.median())
    }
}

#[expect(clippy::disallowed_methods, reason = "measures")]
pub(super) fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_says_median_and_spread() {
        let sample: Sample = [3.0, 1.0, 2.25].into_iter().collect();
        assert_eq!(format!("{sample:.1}"), "2.2 (1.0–3.0)");
        assert_eq!(format!("{:.0}", Sample::default()), "–");
    }
}
