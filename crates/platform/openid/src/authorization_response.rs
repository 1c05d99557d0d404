//! Answers that the browser takes back to a client.

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use oidc::{ResponseMode, ResponseParameters};
use values::Language;

/// An answer on its way through the browser: a redirect, or a form that posts itself. Return it from the handler after
/// the transaction has committed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct AuthorizationResponse {
    answer: ResponseParameters,
    form: Option<Box<FormTexts>>,
}

/// What stands on the page with the form.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FormTexts {
    language: Language,
    title: String,
    text: String,
    button: String,
}

/// The script that posts the form; a file of its own, because no page here has inline scripts.
pub(crate) const SCRIPT_PATH: &str = "/openid/continue.js";
pub(crate) const SCRIPT: &str = "document.forms[0].submit();\n";

impl AuthorizationResponse {
    pub(crate) fn new(answer: ResponseParameters, site: &web::Site, language: Language) -> Self {
        let form = (answer.mode == ResponseMode::FormPost).then(|| {
            let text = |key| site.translations().text(language, key).to_string();
            Box::new(FormTexts {
                language,
                title: text("openid-continue-title"),
                text: text("openid-continue-text"),
                button: text("openid-continue-button"),
            })
        });
        Self { answer, form }
    }

    /// The address of a redirect with the answer in its query. An answer by form has to be returned as a response.
    pub fn url(&self) -> String {
        self.answer.url()
    }
}

impl IntoResponse for AuthorizationResponse {
    fn into_response(self) -> Response {
        match self.form {
            None => Redirect::to(&self.answer.url()).into_response(),
            Some(texts) => form(&self.answer, &texts),
        }
    }
}

/// OAuth 2.0 Form Post Response Mode §2.
fn form(answer: &ResponseParameters, texts: &FormTexts) -> Response {
    let FormTexts { language, title, text, button } = texts;
    let mut fields = String::new();
    for (name, value) in &answer.parameters {
        fields.push_str(r#"<input type="hidden" name=""#);
        fields.push_str(name);
        fields.push_str(r#"" value=""#);
        fields.push_str(&escaped(value));
        fields.push_str(r#"">"#);
    }
    let page = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n\
         <body><main><h1>{}</h1><p>{}</p>\n\
         <form method=\"post\" action=\"{}\">{fields}<button type=\"submit\">{}</button></form></main>\n\
         <script src=\"{SCRIPT_PATH}\"></script></body>\n</html>\n",
        language.code(),
        escaped(title),
        escaped(title),
        escaped(text),
        escaped(&answer.redirect_uri),
        escaped(button),
    );
    // No `form-action`: browsers apply it to every redirect that follows the form, and only the service knows where its
    // callback leads to. The form's own address is ours to choose.
    let policy = "default-src 'none'; script-src 'self'; frame-ancestors 'none'; base-uri 'none'";
    let mut response = Html(page).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    // The page may stand in a popup of the service.
    headers.insert(
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("unsafe-none"),
    );
    response
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
    html
}
