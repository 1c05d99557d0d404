//! What people and organisations are called and reached by: parsed once, valid ever after.
//!
//! Every type has `parse`, `Display`, `FromStr` and serde as text (addresses and names: as an object of their
//! fields), and `parse` reads what `Display` writes. Errors say which rule was broken, so that a page can say it too.

mod address;
mod assurance;
mod birth_date;
mod country;
mod email;
mod id;
mod label;
mod language;
mod line;
mod person_name;
mod phone;
mod place;
mod text;
mod timestamp;
mod typography;
mod user_name;
mod words;

pub use address::{PostalAddress, PostalAddressErrors, PostalCodeError};
pub use assurance::{AssuranceLevel, AssuranceLevelError};
pub use birth_date::{BirthDate, BirthDateError};
pub use country::{Country, CountryError};
pub use email::{EmailAddress, EmailAddressError};
pub use id::{ID_RANDOM_BYTES, IdError, new_id, parse_id};
pub use label::{Label, Names};
pub use language::{Language, LanguageError};
pub use line::{LineError, folded, is_latin, line};
pub use person_name::{NameError, PersonName, PersonNameErrors};
pub use phone::{PhoneNumber, PhoneNumberError};
#[doc(hidden)]
pub use serde;
#[doc(hidden)]
pub use text::deserialize as deserialize_text;
pub use timestamp::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp, TimestampError};
pub use typography::{gsm7, unbroken};
pub use user_name::{UserName, UserNameError};
