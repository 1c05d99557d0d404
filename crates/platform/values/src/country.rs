//! Countries.

/// A country by its ISO 3166-1 alpha-2 code: `CZ`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

/// The text is no country's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the code of a country")]
pub struct CountryError;

impl Country {
    /// The Czech Republic.
    pub const CZECHIA: Self = Self(*b"CZ");
    /// The Slovak Republic.
    pub const SLOVAKIA: Self = Self(*b"SK");

    /// Reads a code in either case.
    pub fn parse(code: &str) -> Result<Self, CountryError> {
        let code: [u8; 2] = code.trim().as_bytes().try_into().map_err(|_| CountryError)?;
        let code = code.map(|byte| byte.to_ascii_uppercase());
        let is_known = CODES.split(' ').any(|known| known.as_bytes() == code);
        if is_known { Ok(Self(code)) } else { Err(CountryError) }
    }

    /// The code in capitals.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The two countries whose people are served (mission B4).
    pub fn is_czech_or_slovak(self) -> bool {
        self == Self::CZECHIA || self == Self::SLOVAKIA
    }

    /// Every country, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        CODES.split(' ').filter_map(|code| Self::parse(code).ok())
    }
}

impl std::fmt::Debug for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

crate::text::text_impls!(Country, CountryError);

/// ISO 3166-1, officially assigned.
const CODES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS \
                     BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE \
                     EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM \
                     HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC \
                     LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA \
                     NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW \
                     SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO \
                     TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_249_countries_and_each_reads_its_own_code() {
        assert_eq!(Country::all().count(), 249);
        for country in Country::all() {
            assert_eq!(Country::parse(&country.to_string()), Ok(country));
        }
    }

    // mission: B4
    #[test]
    fn two_of_them_are_served() {
        assert!(Country::parse("cz").unwrap().is_czech_or_slovak());
        assert!(Country::parse(" SK ").unwrap().is_czech_or_slovak());
        assert_eq!(Country::all().filter(|country| country.is_czech_or_slovak()).count(), 2);
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "C", "CZE", "XX", "č", "  "] {
            assert_eq!(Country::parse(text), Err(CountryError), "{text}");
        }
    }
}
