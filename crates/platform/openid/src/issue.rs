//! Issuing a code: one row that holds everything the tokens will need.

use oidc::AuthorizationRequest;
use store::Tx;

use crate::table::grant::{self, GrantRow, NewGrant};
use crate::tokens::{AccessToken, Code, row_id};
use crate::{BearerError, Client, CodeIssued, Grant, InteractionError, Provider};

impl Provider {
    /// A code, not yet worth anything.
    pub(crate) fn new_code(&self, request: &AuthorizationRequest, granted: &Grant) -> Code {
        Code { id: row_id(self.now()), offline: is_offline(request, granted) }
    }

    /// Who allows what, in which session: the same for a button that is pressed twice.
    pub(crate) fn allowed(&self, request: &AuthorizationRequest, granted: &Grant) -> [u8; 32] {
        let (userinfo, id_token) = released(request, granted);
        let offline: &[u8] = if is_offline(request, granted) { b"offline" } else { b"" };
        let session = granted.session.as_deref().unwrap_or_default();
        let parts = [
            session.as_bytes(),
            granted.subject.as_bytes(),
            userinfo.as_bytes(),
            id_token.as_bytes(),
            offline,
        ];
        self.0.allowed.hash_parts(&parts)
    }

    /// Writes the grant that the code stands for, and lets the site note it.
    pub(crate) fn issue(
        &self,
        tx: &mut Tx<'_>,
        client: &Client,
        request: &AuthorizationRequest,
        granted: &Grant,
        client_subject: &str,
        code: Code,
    ) -> Result<(), InteractionError> {
        let now = self.now();
        let (userinfo_claims, id_token_claims) = released(request, granted);
        let details = match granted.authorization_details.as_slice() {
            [] => None,
            details => Some(crate::pending_requests::to_json(&details)?),
        };
        let scope = if code.offline { request.scope.clone() } else { request.scope.without_offline_access() };
        let row = NewGrant {
            id: code.id,
            client_id: &client.id,
            subject: &granted.subject,
            scope: &scope,
            redirect_uri: &request.redirect_uri,
            code_challenge: request.code_challenge.as_ref(),
            nonce: request.nonce.as_deref(),
            level: granted.level,
            amr: &granted.amr.join(" "),
            authenticated_at: granted.authenticated_at,
            userinfo_claims: &userinfo_claims,
            id_token_claims: &id_token_claims,
            details: details.as_deref(),
            created_at: now,
            code_expires_at: now.plus_ms(self.0.lifetimes.code_ms),
            session: granted.session.as_deref(),
        };
        if !grant::insert(tx, &row)? {
            return Err(InteractionError::SignedOut);
        }
        self.0
            .account_provider
            .code_issued(tx, &CodeIssued { client, request, grant: granted, client_subject, at: now })?;
        Ok(())
    }

    /// The grant that an access token stands for, if it still does: one read.
    pub(crate) async fn grant_behind(&self, token: &str) -> Result<(AccessToken, GrantRow), BearerError> {
        let token = self.0.tokens.read_access_token(token).ok_or(BearerError::Invalid)?;
        if self.now() >= token.expires_at {
            return Err(BearerError::Invalid);
        }
        let row = self.0.store.read(|tx| grant::live(tx, &token.id)).await?;
        Ok((token, row.ok_or(BearerError::Invalid)?))
    }
}

/// OIDC Core §11: a refresh token takes the service's wish and the person's word.
fn is_offline(request: &AuthorizationRequest, grant: &Grant) -> bool {
    request.scope.has_offline_access() && grant.release.offline == Some(true)
}

/// Names of what was asked for and released: for the userinfo, and for the ID token.
fn released(request: &AuthorizationRequest, grant: &Grant) -> (String, String) {
    let (mut userinfo, mut id_token) = (String::new(), String::new());
    for item in request.items().iter().filter(|item| grant.release.has(item.name)) {
        if item.in_userinfo {
            push(&mut userinfo, item.name);
        }
        if item.in_id_token {
            push(&mut id_token, item.name);
        }
    }
    (userinfo, id_token)
}

fn push(names: &mut String, name: &str) {
    if !names.is_empty() {
        names.push(' ');
    }
    names.push_str(name);
}
