//! Identifiers made by us: UUID version 7 (RFC 9562 §5.7), which sort by the time they were made.

use crate::Timestamp;

/// Not a UUID in its lower-case hyphenated form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct IdError;

/// How many random bytes an identifier takes.
pub const ID_RANDOM_BYTES: usize = 10;

/// The text of a UUID version 7 from an instant and randomness.
pub fn new_id(now: Timestamp, random: [u8; ID_RANDOM_BYTES]) -> String {
    let ms = u64::try_from(now.unix_ms()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(ms, &random).into_uuid().to_string()
}

/// Accepts exactly what [`new_id`] writes: a UUID in lower case with hyphens.
pub fn parse_id(text: &str) -> Result<String, IdError> {
    const TEXT_BYTES: usize = 36;
    if text.len() != TEXT_BYTES || text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err(IdError);
    }
    match uuid::Uuid::try_parse(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err(IdError),
    }
}

/// Makes a newtype over the text of a UUID, so that one kind of identifier is never taken for another.
///
/// ```
/// values::id_type!(
///     /// One account.
///     pub AccountId
/// );
/// values::id_type!(pub OrderId);
///
/// let id = AccountId::new(values::Timestamp::from_unix_ms(0), [7; 10]);
/// assert_eq!(AccountId::parse(id.as_str()), Ok(id.clone()));
/// assert_eq!(id.to_string().parse(), Ok(id));
/// assert!(OrderId::parse("not-an-id").is_err());
/// ```
#[macro_export]
macro_rules! id_type {
    ($name:ident) => {
        $crate::id_type!(pub $name);
    };
    ($(#[$meta:meta])* $visibility:vis $name:ident) => {
        $(#[$meta])*
        #[doc = "\n\nAn identifier made by us (UUID version 7 as text)."]
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visibility struct $name(String);

        #[allow(dead_code, clippy::allow_attributes, reason = "not every kind of identifier uses all of these")]
        impl $name {
            /// A new identifier; see `random::random_id` for the usual source.
            $visibility fn new(now: $crate::Timestamp, random: [u8; $crate::ID_RANDOM_BYTES]) -> Self {
                Self($crate::new_id(now, random))
            }

            /// Accepts exactly the text of such an identifier.
            $visibility fn parse(text: &str) -> Result<Self, $crate::IdError> {
                $crate::parse_id(text).map(Self)
            }

            /// The text.
            $visibility fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::IdError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::deserialize_text(deserializer)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    id_type!(
        /// For the tests.
        pub(crate) TestId
    );

    #[test]
    fn ids_sort_by_time() {
        let earlier = TestId::new(Timestamp::from_unix_ms(1), [255; 10]);
        let later = TestId::new(Timestamp::from_unix_ms(2), [0; 10]);
        assert!(earlier < later);
    }

    #[test]
    fn only_the_canonical_text_is_an_id() {
        let id = new_id(Timestamp::from_unix_ms(1), [255; 10]);
        assert_eq!(TestId::parse(&id).unwrap().to_string(), id);
        for text in
            [id.to_uppercase(), id.replace('-', ""), format!("{{{id}}}"), String::new(), format!(" {id}")]
        {
            assert_eq!(TestId::parse(&text), Err(IdError), "{text}");
        }
    }
}
