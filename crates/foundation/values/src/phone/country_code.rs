//! Country codes of telephone numbers.

/// Whether an E.164 number without its plus begins with a country code that is in use (ITU-T E.164, annex to the
/// Operational Bulletin no. 994). No code is the beginning of another.
pub(super) fn is_assigned(number: &str) -> bool {
    (1..=3).filter_map(|digits| number.get(..digits)?.parse().ok()).any(is_country_code)
}

const fn is_country_code(code: u16) -> bool {
    matches!(
        code,
        1 | 7
            | 20
            | 27
            | 30..=34
            | 36
            | 39..=41
            | 43..=49
            | 51..=58
            | 60..=66
            | 81
            | 82
            | 84
            | 86
            | 90..=95
            | 98
            | 211..=213
            | 216
            | 218
            | 220..=258
            | 260..=269
            | 290
            | 291
            | 297..=299
            | 350..=359
            | 370..=383
            | 385..=387
            | 389
            | 420
            | 421
            | 423
            | 500..=509
            | 590..=599
            | 670
            | 672..=683
            | 685..=692
            | 800
            | 808
            | 850
            | 852
            | 853
            | 855
            | 856
            | 870
            | 878
            | 880..=883
            | 886
            | 888
            | 960..=968
            | 970..=977
            | 979
            | 992..=996
            | 998
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every country code of libphonenumber is one of ours.
    #[test]
    fn the_published_codes_are_assigned() {
        for code in 1..=999_u16 {
            if phonenumber::metadata::DATABASE.by_code(&code).is_some() {
                assert!(is_country_code(code), "{code} is a country code");
            }
        }
    }

    #[test]
    fn no_code_is_the_beginning_of_another() {
        for code in (10..=999).filter(|code| is_country_code(*code)) {
            assert!(!is_country_code(code / 10) && !is_country_code(code / 100), "{code}");
        }
        assert!(is_assigned("442079460958") && !is_assigned("999123456789") && !is_assigned("2101234567"));
    }
}
