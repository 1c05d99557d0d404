//! Rich authorization requests (RFC 9396).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One authorization detail: its type and whatever fields that type has (RFC 9396 §2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorizationDetail {
    /// The type, which says what the other fields mean.
    #[serde(rename = "type")]
    pub kind: String,
    /// The other fields.
    #[serde(flatten)]
    pub fields: Map<String, Value>,
}

/// Why `authorization_details` are refused (RFC 9396 §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DetailsError {
    /// Not a JSON array of objects with a `type`.
    #[error("authorization_details is not an array of objects with a type")]
    Malformed,
    /// A type that this provider does not know.
    #[error("authorization_details has a type that is not supported here")]
    UnknownType,
}

/// The most details in one request.
const MOST_DETAILS: usize = 8;

/// Reads the parameter; every type must be one of `known_types`.
pub fn read_details(json: &str, known_types: &[String]) -> Result<Vec<AuthorizationDetail>, DetailsError> {
    let details: Vec<AuthorizationDetail> =
        serde_json::from_str(json).map_err(|_| DetailsError::Malformed)?;
    if details.len() > MOST_DETAILS {
        return Err(DetailsError::Malformed);
    }
    if details.iter().any(|detail| !known_types.contains(&detail.kind)) {
        return Err(DetailsError::UnknownType);
    }
    Ok(details)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_types_are_read_with_their_fields() {
        let known = ["svornik_login".to_owned()];
        let details = read_details(r#"[{"type":"svornik_login","service":"Lipová"}]"#, &known).unwrap();
        assert_eq!(details[0].fields["service"], "Lipová");
        assert_eq!(read_details(r#"[{"type":"payment"}]"#, &known), Err(DetailsError::UnknownType));
        for json in ["", "{}", "[1]", r#"[{"service":"x"}]"#, r#"[{"type":1}]"#] {
            assert_eq!(read_details(json, &known), Err(DetailsError::Malformed), "{json}");
        }
        let many = vec![AuthorizationDetail { kind: known[0].clone(), fields: Map::new() }; MOST_DETAILS + 1];
        assert_eq!(
            read_details(&serde_json::to_string(&many).unwrap(), &known),
            Err(DetailsError::Malformed)
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
            let _ = read_details(&text, &[]);
        }
    }
}
