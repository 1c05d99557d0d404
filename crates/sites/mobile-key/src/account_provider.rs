//! What the OpenID provider asks this site about its people: next to nothing, for every login is approved on a phone.

use mobile_key_api::release::IDENTITY_RELEASE;
use oidc::{AuthorizationError, AuthorizationErrorResponse, AuthorizationRequest};
use openid::{
    AccountProvider, BoxFuture, Capabilities, ClaimsQuery, ClaimsUnavailable, CodeIssued, ConsentQuery,
    Release,
};
use serde_json::{Map, Value};
use store::{StoreError, Tx};
use values::AssuranceLevel;

use crate::rules::find_release;

/// The people whose phones approve their logins.
pub(crate) struct Accounts;

impl AccountProvider for Accounts {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            claims: &[],
            levels: &[AssuranceLevel::Substantial],
            authorization_details_types: &[IDENTITY_RELEASE],
            create: false,
        }
    }

    /// Every login here is somebody's approval of a release: without one there is nothing to show.
    fn check_request(&self, request: &AuthorizationRequest) -> Result<(), AuthorizationErrorResponse> {
        let details = &request.authorization_details;
        if details.is_empty() {
            let error = AuthorizationError::InvalidRequest;
            return Err(error.with_description("authorization_details must hold an identity_release"));
        }
        match serde_json::to_value(details).map(|details| find_release(&details)) {
            Ok(Ok(_)) => Ok(()),
            _ => Err(AuthorizationError::InvalidAuthorizationDetails
                .with_description("identity_release is malformed")),
        }
    }

    fn interaction_path(&self, id: &str) -> String {
        format!("/login?interaction={id}")
    }

    fn logout_path(&self, id: &str) -> String {
        format!("/logout?logout={id}")
    }

    /// A key remembers no consent: each login is approved.
    fn stored_consent(&self, _: &mut Tx<'_>, _: &ConsentQuery<'_>) -> Result<Option<Release>, StoreError> {
        Ok(None)
    }

    /// The trail has it already, from the phone's decision and the browser's return.
    fn code_issued(&self, _: &mut Tx<'_>, _: &CodeIssued<'_>) -> Result<(), StoreError> {
        Ok(())
    }

    /// The key knows nothing of its person but the name under which the hub knows them.
    fn claims<'a>(
        &'a self,
        _: ClaimsQuery<'a>,
    ) -> BoxFuture<'a, Result<Map<String, Value>, ClaimsUnavailable>> {
        Box::pin(async { Ok(Map::new()) })
    }
}
