//! Which data a service asks for: by scope (OIDC Core §5.4) and by the `claims` parameter (§5.5).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Scope;

/// The `claims` parameter (OIDC Core §5.5). Unknown members are ignored, as the clause says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClaimsRequest {
    /// Claims to return from the userinfo endpoint.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub userinfo: BTreeMap<String, Option<ClaimRequest>>,
    /// Claims to return in the ID token.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub id_token: BTreeMap<String, Option<ClaimRequest>>,
}

/// How one claim is asked for (OIDC Core §5.5.1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClaimRequest {
    /// The service says that it cannot do its task without it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub essential: bool,
    /// The only value that the service can use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// The values that the service can use, the best first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Value>,
}

/// One item that a person can release or keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestedClaim<'a> {
    /// The claim's name.
    pub name: &'a str,
    /// Whether the service marked it as essential.
    pub essential: bool,
    /// Whether it is to be returned in the ID token.
    pub in_id_token: bool,
    /// Whether it is to be returned by the userinfo endpoint.
    pub in_userinfo: bool,
}

/// The most claims that one request may name.
const MOST_CLAIMS: usize = 128;
/// Names longer than this are nobody's.
const LONGEST_NAME_BYTES: usize = 128;

/// What the provider itself asserts about an authentication: no data of the person's to choose.
const PROTOCOL_CLAIMS: &[&str] = &[
    "sub",
    "iss",
    "aud",
    "exp",
    "iat",
    "auth_time",
    "nonce",
    "acr",
    "amr",
    "azp",
    "at_hash",
    "sid",
    "authorization_details",
];

impl ClaimsRequest {
    /// Reads the JSON of the parameter. OIDC Core §5.5: "Other members MAY be present. Any members used that are not
    /// understood MUST be ignored", among them claims asked for in a form that is another specification's.
    pub fn parse(json: &str) -> Option<Self> {
        let Value::Object(members) = serde_json::from_str(json).ok()? else { return None };
        let read = |name| match members.get(name) {
            None | Some(Value::Null) => Some(BTreeMap::new()),
            Some(Value::Object(claims)) => Some(asked_for(claims)),
            Some(_) => None,
        };
        let request = Self { userinfo: read("userinfo")?, id_token: read("id_token")? };
        let names = || request.userinfo.keys().chain(request.id_token.keys());
        (names().count() <= MOST_CLAIMS && names().all(|name| is_name(name))).then_some(request)
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.userinfo.is_empty() && self.id_token.is_empty()
    }

    /// How the ID token's claim `name` is asked for.
    pub fn of_id_token(&self, name: &str) -> Option<&ClaimRequest> {
        self.id_token.get(name).and_then(Option::as_ref)
    }

    /// Every item of the person's data that scope and `claims` ask for, once each: those of the scope first.
    pub fn items<'a>(&'a self, scope: &'a Scope) -> Vec<RequestedClaim<'a>> {
        let mut items: Vec<RequestedClaim<'a>> = Vec::new();
        let by_scope =
            scope.iter().flat_map(|token| claims_of_scope(token).iter()).map(|name| (*name, false, false));
        let is_essential =
            |request: &Option<ClaimRequest>| request.as_ref().is_some_and(|request| request.essential);
        let by_userinfo =
            self.userinfo.iter().map(|(name, request)| (name.as_str(), is_essential(request), false));
        let by_id_token =
            self.id_token.iter().map(|(name, request)| (name.as_str(), is_essential(request), true));
        for (name, essential, in_id_token) in by_scope.chain(by_userinfo).chain(by_id_token) {
            if PROTOCOL_CLAIMS.contains(&name) {
                continue;
            }
            match items.iter_mut().find(|item| item.name == name) {
                Some(item) => {
                    item.essential |= essential;
                    item.in_id_token |= in_id_token;
                    item.in_userinfo |= !in_id_token;
                }
                None => {
                    items.push(RequestedClaim { name, essential, in_id_token, in_userinfo: !in_id_token });
                }
            }
        }
        items
    }
}

/// OIDC Core §5.5.1: `null`, or an object; what is neither asks for nothing that is understood here.
fn asked_for(claims: &serde_json::Map<String, Value>) -> BTreeMap<String, Option<ClaimRequest>> {
    let read = |(name, how): (&String, &Value)| match how {
        Value::Null => Some((name.clone(), None)),
        Value::Object(how) => Some((name.clone(), Some(ClaimRequest::read(how)))),
        _ => None,
    };
    claims.iter().filter_map(read).collect()
}

impl ClaimRequest {
    fn read(how: &serde_json::Map<String, Value>) -> Self {
        Self {
            essential: how.get("essential").and_then(Value::as_bool).unwrap_or_default(),
            value: how.get("value").filter(|value| !value.is_null()).cloned(),
            values: how.get("values").and_then(Value::as_array).cloned().unwrap_or_default(),
        }
    }

    /// The values that the service can use; empty when any will do.
    pub fn accepted(&self) -> impl Iterator<Item = &Value> {
        self.value.iter().chain(&self.values)
    }
}

/// The claims that a scope value stands for (OIDC Core §5.4).
pub fn claims_of_scope(token: &str) -> &'static [&'static str] {
    match token {
        "profile" => &[
            "name",
            "family_name",
            "given_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale",
            "updated_at",
        ],
        "email" => &["email", "email_verified"],
        "address" => &["address"],
        "phone" => &["phone_number", "phone_number_verified"],
        _ => &[],
    }
}

/// Printable ASCII without spaces, so that a list of names can be kept as one text.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= LONGEST_NAME_BYTES && name.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn scope_and_claims_parameter_are_merged() {
        // mission: B2
        let request = ClaimsRequest::parse(
            r#"{"userinfo":{"email":{"essential":true},"mojeid_is_adult":null},
                "id_token":{"email":null,"acr":{"values":["http://eidas.europa.eu/LoA/high"]},"sub":null},"other":{}}"#,
        )
        .unwrap();
        let scope = Scope::parse("openid email").unwrap();
        let items = request.items(&scope);
        let names: Vec<&str> = items.iter().map(|item| item.name).collect();
        assert_eq!(names, ["email", "email_verified", "mojeid_is_adult"]);
        assert_eq!(
            items[0],
            RequestedClaim { name: "email", essential: true, in_id_token: true, in_userinfo: true }
        );
        assert!(!items[2].in_id_token);
    }

    /// Finding O9.
    #[test]
    fn what_is_not_understood_is_passed_over() {
        let request = ClaimsRequest::parse(
            r#"{"userinfo":{"verified_claims":[{"verification":{}}],"email":{"essential":null,"values":null,"purpose":"x"},
                "name#cs":null,"nickname":true},"id_token":null,"purpose":7}"#,
        )
        .unwrap();
        let names: Vec<&str> = request.userinfo.keys().map(String::as_str).collect();
        assert_eq!(names, ["email", "name#cs"]);
        assert_eq!(request.userinfo["email"], Some(ClaimRequest::default()));
        assert!(ClaimsRequest::parse(r#"{"userinfo":null}"#).unwrap().is_empty());
    }

    #[test]
    fn malformed_requests_are_refused() {
        for json in
            ["", "[]", "1", r#"{"userinfo":[]}"#, r#"{"userinfo":{"a b":null}}"#, r#"{"id_token":{"":null}}"#]
        {
            assert_eq!(ClaimsRequest::parse(json), None, "{json}");
        }
        let many: BTreeMap<String, Option<ClaimRequest>> =
            (0..=MOST_CLAIMS).map(|n| (format!("c{n}"), None)).collect();
        let many = ClaimsRequest { userinfo: many, ..ClaimsRequest::default() };
        assert_eq!(ClaimsRequest::parse(&serde_json::to_string(&many).unwrap()), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
            let _ = ClaimsRequest::parse(&text);
        }

        #[test]
        fn what_is_written_is_read(names in proptest::collection::btree_set("[a-z_]{1,20}", 0..20), essential: bool) {
            let request = ClaimsRequest {
                userinfo: names.iter().map(|n| (n.clone(), Some(ClaimRequest { essential, ..ClaimRequest::default() }))).collect(),
                id_token: names.iter().map(|n| (n.clone(), None)).collect(),
            };
            prop_assert_eq!(ClaimsRequest::parse(&serde_json::to_string(&request).unwrap()), Some(request));
        }
    }
}
