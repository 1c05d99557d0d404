//! The checks of an authorization request that need no session, in their order.
//!
//! Before them the provider has checked `client_id` and `redirect_uri`: until both are known there is nobody to answer
//! to, and the person gets a page (RFC 6749 §4.1.2.1).

use values::{AssuranceLevel, Language};

use super::{
    AuthorizationError as Error, AuthorizationErrorResponse, AuthorizationRequest, ResponseMode, ResponseType,
};
use crate::{ClaimsRequest, CodeChallenge, DetailsError, Parameters, Prompt, Scope, read_details};

/// What the provider allows this client.
#[derive(Clone, Debug)]
pub struct RequestPolicy<'a> {
    /// Scope values that the client may have.
    pub scope: &'a Scope,
    /// What the client may ask for.
    pub response_types: &'a [ResponseType],
    /// Types of authorization details that the client may send.
    pub detail_types: &'a [String],
    /// Whether these parameters came through the pushed authorization request endpoint.
    pub pushed: bool,
    /// Whether the request must bear a PKCE challenge; where not, it needs a nonce instead.
    pub pkce_required: bool,
    /// Whether the client must push its requests (RFC 9126 §6).
    pub must_be_pushed: bool,
}

/// The prefix of a `request_uri` made by our own pushed authorization request endpoint (RFC 9126 §2.2).
const PUSHED_PREFIX: &str = "urn:ietf:params:oauth:request_uri:";
/// The longest `state` and `nonce`.
const LONGEST_STATE_BYTES: usize = 2_048;
/// The longest hints.
const LONGEST_HINT_BYTES: usize = 8_192;

/// The handle in a pushed `request_uri`.
pub fn pushed_request_uri(request_uri: &str) -> Option<&str> {
    request_uri.strip_prefix(PUSHED_PREFIX)
}

/// Whether a request refers to a pushed one.
pub fn has_request_uri(parameters: &Parameters<'_>) -> bool {
    parameters.has("request_uri")
}

/// Reads a request of a known client whose redirect URI is registered.
pub fn read_authorization_request(
    parameters: &Parameters<'_>,
    client_id: &str,
    redirect_uri: &str,
    rules: &RequestPolicy<'_>,
) -> Result<AuthorizationRequest, AuthorizationErrorResponse> {
    comes_as_it_must(rules)?;
    no_request_object(parameters)?;
    no_request_uri(parameters)?;
    no_registration(parameters)?;
    let response_type = response_type(parameters, rules)?;
    let response_mode = response_mode(parameters)?;
    let state = limited(parameters, "state", LONGEST_STATE_BYTES)?;
    let nonce = limited(parameters, "nonce", LONGEST_STATE_BYTES)?;
    let scope = scope(parameters, rules)?;
    let code_challenge = code_challenge(parameters, rules, nonce.is_some())?;
    let prompt = prompt(parameters)?;
    let max_age_s = max_age(parameters)?;
    let claims = claims(parameters)?;
    let levels = levels(parameters, &claims)?;
    let expected_subject = expected_subject(&claims)?;
    let login_hint = limited(parameters, "login_hint", LONGEST_HINT_BYTES)?;
    let id_token_hint = limited(parameters, "id_token_hint", LONGEST_HINT_BYTES)?;
    let ui_locales = ui_locales(parameters);
    let authorization_details = authorization_details(parameters, rules)?;
    Ok(AuthorizationRequest {
        client_id: client_id.to_owned(),
        redirect_uri: redirect_uri.to_owned(),
        response_type,
        response_mode,
        scope,
        state,
        nonce,
        code_challenge,
        prompt,
        max_age_s,
        levels,
        claims,
        login_hint,
        id_token_hint,
        expected_subject,
        ui_locales,
        authorization_details,
    })
}

/// RFC 9126 §6.
fn comes_as_it_must(rules: &RequestPolicy<'_>) -> Result<(), AuthorizationErrorResponse> {
    if rules.must_be_pushed && !rules.pushed {
        return Err(Error::InvalidRequest.with_description("this client must push its requests (RFC 9126)"));
    }
    Ok(())
}

/// OIDC Core §3.1.2.6: request objects are not supported.
fn no_request_object(parameters: &Parameters<'_>) -> Result<(), AuthorizationErrorResponse> {
    if parameters.has("request") {
        return Err(Error::RequestNotSupported
            .with_description("request objects are not supported; use pushed authorization requests"));
    }
    Ok(())
}

/// RFC 9126 §2.1 step 2 (a pushed request bears none) and OIDC Core §3.1.2.6 (foreign ones are not fetched).
fn no_request_uri(parameters: &Parameters<'_>) -> Result<(), AuthorizationErrorResponse> {
    if parameters.has("request_uri") {
        return Err(Error::RequestUriNotSupported
            .with_description("only a request_uri from the pushed authorization request endpoint"));
    }
    Ok(())
}

/// OIDC Core §3.1.2.6: self-issued registration is not supported.
fn no_registration(parameters: &Parameters<'_>) -> Result<(), AuthorizationErrorResponse> {
    if parameters.has("registration") {
        return Err(
            Error::RegistrationNotSupported.with_description("the registration parameter is not supported")
        );
    }
    Ok(())
}

/// RFC 6749 §3.1.1 and §4.1.2.1.
fn response_type(
    parameters: &Parameters<'_>,
    rules: &RequestPolicy<'_>,
) -> Result<ResponseType, AuthorizationErrorResponse> {
    let text = parameters
        .get("response_type")
        .ok_or(Error::InvalidRequest.with_description("response_type is missing"))?;
    match ResponseType::parse(text) {
        Some(known) if rules.response_types.contains(&known) => Ok(known),
        Some(_) => {
            Err(Error::UnauthorizedClient.with_description("this client may not ask for this response_type"))
        }
        None => Err(Error::UnsupportedResponseType.with_description("response_type must be code")),
    }
}

/// OAuth 2.0 Multiple Response Types §2.1, Form Post Response Mode §2.
fn response_mode(parameters: &Parameters<'_>) -> Result<ResponseMode, AuthorizationErrorResponse> {
    let Some(text) = parameters.get("response_mode") else { return Ok(ResponseMode::default()) };
    ResponseMode::parse(text)
        .ok_or(Error::InvalidRequest.with_description("response_mode must be query or form_post"))
}

/// OIDC Core §3.1.2.1: `openid` is required; values that are not understood are ignored.
fn scope(
    parameters: &Parameters<'_>,
    rules: &RequestPolicy<'_>,
) -> Result<Scope, AuthorizationErrorResponse> {
    let Some(text) = parameters.get("scope") else {
        return Err(Error::InvalidScope.with_description("scope is missing"));
    };
    let scope = Scope::parse(text).map_err(|_| Error::InvalidScope.with_description("scope is malformed"))?;
    if !scope.has_openid() {
        return Err(Error::InvalidScope.with_description("scope must contain openid"));
    }
    Ok(scope.filtered(|token| token == crate::scope::OPENID || rules.scope.contains(token)))
}

/// RFC 7636 §4.3 and §4.4.1; RFC 9700 §2.1.1: public clients must use it, confidential ones without it need a nonce.
/// `plain`, which RFC 7636 §4.3 takes for granted where no method is named, is refused.
fn code_challenge(
    parameters: &Parameters<'_>,
    rules: &RequestPolicy<'_>,
    has_nonce: bool,
) -> Result<Option<CodeChallenge>, AuthorizationErrorResponse> {
    let Some(challenge) = parameters.get("code_challenge") else {
        return match (rules.pkce_required, has_nonce) {
            (true, _) => Err(Error::InvalidRequest
                .with_description("code_challenge is missing: PKCE is required of this client")),
            (false, false) => {
                Err(Error::InvalidRequest
                    .with_description("nonce is missing: a request without PKCE needs one"))
            }
            (false, true) => Ok(None),
        };
    };
    if parameters.get("code_challenge_method") != Some("S256") {
        return Err(Error::InvalidRequest.with_description("code_challenge_method must be S256"));
    }
    let malformed = Error::InvalidRequest.with_description("code_challenge is malformed");
    CodeChallenge::parse(challenge).map(Some).map_err(|_| malformed)
}

/// OIDC Core §3.1.2.1.
fn prompt(parameters: &Parameters<'_>) -> Result<Prompt, AuthorizationErrorResponse> {
    Prompt::parse(parameters.get("prompt").unwrap_or_default()).map_err(|_| {
        Error::InvalidRequest.with_description("prompt has an unknown value, or none beside another")
    })
}

/// OIDC Core §3.1.2.1: seconds, not negative.
fn max_age(parameters: &Parameters<'_>) -> Result<Option<i64>, AuthorizationErrorResponse> {
    let malformed = Error::InvalidRequest.with_description("max_age is not a number of seconds");
    let Some(text) = parameters.get("max_age") else { return Ok(None) };
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(malformed);
    }
    text.parse().map(Some).map_err(|_| malformed)
}

/// OIDC Core §5.5.
fn claims(parameters: &Parameters<'_>) -> Result<ClaimsRequest, AuthorizationErrorResponse> {
    let Some(json) = parameters.get("claims") else { return Ok(ClaimsRequest::default()) };
    ClaimsRequest::parse(json).ok_or(Error::InvalidRequest.with_description("claims is malformed"))
}

/// OIDC Core §3.1.2.1 (`acr_values`) and §5.5.1.1 (essential `acr`). Values that are no level of ours are passed over;
/// where an essential `acr` leaves nothing else, the request cannot be met.
fn levels(
    parameters: &Parameters<'_>,
    claims: &ClaimsRequest,
) -> Result<Vec<AssuranceLevel>, AuthorizationErrorResponse> {
    if let Some(acr) = claims.of_id_token("acr") {
        let levels: Vec<AssuranceLevel> = acr.accepted().filter_map(|value| level(value.as_str()?)).collect();
        if acr.essential && levels.is_empty() && acr.accepted().next().is_some() {
            return Err(Error::UnmetAuthenticationRequirements
                .with_description("none of the essential acr values is supported"));
        }
        if !levels.is_empty() {
            return Ok(levels);
        }
    }
    Ok(parameters.get("acr_values").unwrap_or_default().split(' ').filter_map(level).collect())
}

fn level(text: &str) -> Option<AssuranceLevel> {
    AssuranceLevel::ALL.into_iter().find(|level| level.uri() == text)
}

/// OIDC Core §5.5.1: `sub` asked for with a value.
fn expected_subject(claims: &ClaimsRequest) -> Result<Option<String>, AuthorizationErrorResponse> {
    let Some(value) = claims.of_id_token("sub").and_then(|sub| sub.value.as_ref()) else { return Ok(None) };
    let subject = value
        .as_str()
        .ok_or(Error::InvalidRequest.with_description("the value asked for as sub is not text"))?;
    Ok(Some(subject.to_owned()))
}

/// OIDC Core §3.1.2.1, RP-Initiated Logout §2: an order of preference; languages that are not spoken here are no error.
pub(crate) fn ui_locales(parameters: &Parameters<'_>) -> Vec<Language> {
    let mut languages = Vec::new();
    for tag in parameters.get("ui_locales").unwrap_or_default().split(' ') {
        if let Ok(language) = Language::parse(tag)
            && !languages.contains(&language)
        {
            languages.push(language);
        }
    }
    languages
}

/// RFC 9396 §3; pushed only, because they may be long and may name the person's data (RFC 9396 §12).
fn authorization_details(
    parameters: &Parameters<'_>,
    rules: &RequestPolicy<'_>,
) -> Result<Vec<crate::AuthorizationDetail>, AuthorizationErrorResponse> {
    let Some(json) = parameters.get("authorization_details") else { return Ok(Vec::new()) };
    if !rules.pushed {
        return Err(Error::InvalidRequest.with_description("authorization_details must be pushed (RFC 9126)"));
    }
    read_details(json, rules.detail_types).map_err(|error| {
        Error::InvalidAuthorizationDetails.with_description(match error {
            DetailsError::Malformed => "authorization_details is malformed",
            DetailsError::UnknownType => "authorization_details has an unknown type",
        })
    })
}

fn limited(
    parameters: &Parameters<'_>,
    name: &str,
    longest_bytes: usize,
) -> Result<Option<String>, AuthorizationErrorResponse> {
    match parameters.get(name) {
        Some(value) if value.len() > longest_bytes => {
            Err(Error::InvalidRequest.with_description("a parameter is too long"))
        }
        value => Ok(value.map(str::to_owned)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    fn policy(scope: &Scope, pushed: bool) -> RequestPolicy<'_> {
        RequestPolicy {
            scope,
            response_types: &ResponseType::ALL,
            detail_types: &[],
            pushed,
            pkce_required: true,
            must_be_pushed: false,
        }
    }

    fn read(query: &str) -> Result<AuthorizationRequest, AuthorizationErrorResponse> {
        read_by(query, false)
    }

    fn read_by(query: &str, pushed: bool) -> Result<AuthorizationRequest, AuthorizationErrorResponse> {
        let scope = Scope::parse("openid email profile").unwrap();
        let details = ["svornik_login".to_owned()];
        let rules = RequestPolicy { detail_types: &details, ..policy(&scope, pushed) };
        let parameters = Parameters::parse(query).unwrap();
        read_authorization_request(&parameters, "lipova", "https://service.example/cb", &rules)
    }

    /// The shortest good request, with parameters changed (`name=value`), taken away (`-name`), or added.
    fn query(changes: &[&str]) -> String {
        let mut pairs = vec![
            ("response_type".to_owned(), "code".to_owned()),
            ("scope".to_owned(), "openid".to_owned()),
            ("code_challenge".to_owned(), CHALLENGE.to_owned()),
            ("code_challenge_method".to_owned(), "S256".to_owned()),
        ];
        for change in changes {
            if let Some(name) = change.strip_prefix('-') {
                pairs.retain(|(known, _)| known != name);
            } else {
                let (name, value) = change.split_once('=').unwrap();
                pairs.retain(|(known, _)| known != name);
                pairs.push((name.to_owned(), value.to_owned()));
            }
        }
        form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
    }

    #[test]
    fn a_full_request_is_read() {
        // mission: A7
        let request = read(&query(&[
            "scope=openid email payments",
            "state=s",
            "nonce=n",
            "prompt=login consent",
            "max_age=60",
            "acr_values=http://eidas.europa.eu/LoA/high http://eidas.europa.eu/LoA/substantial other",
            "ui_locales=de sk-SK cs sk",
            "login_hint=novak",
            "response_mode=form_post",
            r#"claims={"id_token":{"sub":{"value":"abc"}}}"#,
            "unknown=1",
        ]))
        .unwrap();
        assert_eq!(request.scope.to_string(), "openid email");
        assert_eq!(request.minimum_level(), Some(AssuranceLevel::Substantial));
        assert_eq!(request.ui_locales, [Language::Sk, Language::Cs]);
        assert_eq!(request.response_mode, ResponseMode::FormPost);
        assert_eq!(request.expected_subject.as_deref(), Some("abc"));
        assert!(request.allows_age_ms(60_000) && !request.allows_age_ms(60_001));
        let json = serde_json::to_string(&request).unwrap();
        assert_eq!(serde_json::from_str::<AuthorizationRequest>(&json).unwrap(), request);
    }

    #[test]
    fn a_client_is_held_to_its_policy() {
        let (scope, text) = (Scope::parse("openid").unwrap(), query(&[]));
        let parameters = Parameters::parse(&text).unwrap();
        let read = |rules: &RequestPolicy<'_>| {
            read_authorization_request(&parameters, "c", "https://c.example/", rules)
                .map_err(|error| error.error)
        };
        let usual = policy(&scope, false);
        assert_eq!(read(&usual).unwrap().response_type, ResponseType::Code);
        let nothing = RequestPolicy { response_types: &[], ..usual.clone() };
        assert_eq!(read(&nothing), Err(Error::UnauthorizedClient));
        let pushes = RequestPolicy { must_be_pushed: true, ..usual };
        assert_eq!(read(&pushes), Err(Error::InvalidRequest));
        assert!(read(&RequestPolicy { pushed: true, ..pushes }).is_ok());
    }

    #[test]
    fn each_check_refuses() {
        let long = format!("state={}", "x".repeat(LONGEST_STATE_BYTES + 1));
        for (change, error) in [
            ("request=eyJ", Error::RequestNotSupported),
            ("request_uri=https://service.example/r", Error::RequestUriNotSupported),
            ("registration={}", Error::RegistrationNotSupported),
            ("-response_type", Error::InvalidRequest),
            ("response_type=code id_token", Error::UnsupportedResponseType),
            ("response_mode=fragment", Error::InvalidRequest),
            ("-scope", Error::InvalidScope),
            ("scope=email", Error::InvalidScope),
            ("scope=openid  email", Error::InvalidScope),
            ("-code_challenge", Error::InvalidRequest),
            ("-code_challenge_method", Error::InvalidRequest),
            ("code_challenge_method=plain", Error::InvalidRequest),
            ("code_challenge=short", Error::InvalidRequest),
            ("prompt=none login", Error::InvalidRequest),
            ("prompt=soon", Error::InvalidRequest),
            ("max_age=-1", Error::InvalidRequest),
            ("max_age=99999999999999999999", Error::InvalidRequest),
            ("claims=[]", Error::InvalidRequest),
            (r#"claims={"id_token":{"sub":{"value":1}}}"#, Error::InvalidRequest),
            (
                r#"claims={"id_token":{"acr":{"essential":true,"value":"gold"}}}"#,
                Error::UnmetAuthenticationRequirements,
            ),
            ("authorization_details=[]", Error::InvalidRequest),
            (&long, Error::InvalidRequest),
        ] {
            assert_eq!(read(&query(&[change])).unwrap_err().error, error, "{change}");
        }
    }

    /// Findings C2 and O6.
    #[test]
    fn without_pkce_a_confidential_client_needs_a_nonce() {
        let scope = Scope::parse("openid").unwrap();
        let rules = RequestPolicy { pkce_required: false, ..policy(&scope, false) };
        let read = |changes: &[&str]| {
            let text = query(changes);
            let parameters = Parameters::parse(&text).unwrap();
            read_authorization_request(&parameters, "c", "https://c.example/", &rules)
        };
        let bare = ["-code_challenge", "-code_challenge_method"];
        assert_eq!(read(&bare).unwrap_err().error, Error::InvalidRequest);
        let with_nonce = read(&[bare[0], bare[1], "nonce=n"]).unwrap();
        assert_eq!(with_nonce.code_challenge, None);
        assert!(read(&[]).unwrap().code_challenge.is_some());
        for change in ["code_challenge_method=plain", "-code_challenge_method", "code_challenge=short"] {
            assert_eq!(read(&["nonce=n", change]).unwrap_err().error, Error::InvalidRequest, "{change}");
        }
    }

    #[test]
    fn details_come_by_pushed_requests_only() {
        let request =
            read_by(&query(&[r#"authorization_details=[{"type":"svornik_login","a":1}]"#]), true).unwrap();
        assert_eq!(request.authorization_details[0].kind, "svornik_login");
        for json in [r#"[{"type":"other"}]"#, "{"] {
            let change = format!("authorization_details={json}");
            let refusal = read_by(&query(&[&change]), true).unwrap_err();
            assert_eq!(refusal.error, Error::InvalidAuthorizationDetails, "{json}");
        }
    }

    #[test]
    fn an_essential_acr_counts_before_acr_values() {
        let claims =
            r#"claims={"id_token":{"acr":{"essential":true,"values":["http://eidas.europa.eu/LoA/high"]}}}"#;
        let request = read(&query(&[claims, "acr_values=http://eidas.europa.eu/LoA/low"])).unwrap();
        assert_eq!(request.minimum_level(), Some(AssuranceLevel::High));
    }

    proptest! {
        #[test]
        fn any_query_is_read_or_refused(text in "[ -~]{0,300}") {
            let scope = Scope::default();
            let rules = RequestPolicy { pkce_required: false, ..policy(&scope, true) };
            if let Ok(parameters) = Parameters::parse(&text) {
                let _ = read_authorization_request(&parameters, "c", "https://c.example/", &rules);
            }
        }

        #[test]
        fn any_values_are_read_or_refused(values in proptest::collection::vec("[^\\p{Cc}\u{FFFD}]{0,40}", 8)) {
            let names = ["prompt", "max_age", "claims", "acr_values", "ui_locales", "nonce", "state", "authorization_details"];
            let changes: Vec<String> = names.iter().zip(&values).map(|(name, value)| format!("{name}={value}")).collect();
            let changes: Vec<&str> = changes.iter().map(String::as_str).collect();
            let _ = read_by(&query(&changes), true);
        }
    }
}
