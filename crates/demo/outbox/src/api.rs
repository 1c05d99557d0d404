//! For sites, which post, and for tests, which read.

use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use web::Problem;

use crate::AppState;
use crate::message::{Channel, Message, Posted};
use crate::recipients::Recipients;
use crate::store::{self, Filter};

/// Letters are PDFs, in base64.
const MAX_MESSAGE_BYTES: usize = 8 * 1024 * 1024;
const MESSAGES_PER_ANSWER: u32 = 100;

pub(crate) fn routes() -> Router<AppState> {
    let take = post(take).layer(DefaultBodyLimit::max(MAX_MESSAGE_BYTES));
    Router::new().route("/api/messages", take.merge(get(list)))
}

/// 201 for a new message, 200 for one that came before.
async fn take(
    State(state): State<AppState>,
    Json(posted): Json<Posted>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let message =
        posted.check().map_err(|error| Problem::bad_request().member("error", error.to_string().into()))?;
    let now = state.clock.now();
    let is_new = state.store.write(|tx| store::insert(tx, now, &message, state.messages_kept)).await?;
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(json!({ "id": message.id }))))
}

#[derive(Deserialize)]
struct Asked {
    to: Option<String>,
    channel: Option<String>,
    /// The `arrival` of a message; only later ones are listed.
    after: Option<String>,
}

#[derive(Serialize)]
struct Shown {
    id: String,
    arrival: String,
    received_at: values::Timestamp,
    channel: &'static str,
    from: String,
    to: String,
    subject: String,
    text: String,
    pdf: Option<String>,
}

/// Newest first. `to` is a whole e-mail address or a part of a recipient, or a few of them between semicolons.
async fn list(State(state): State<AppState>, Query(asked): Query<Asked>) -> Result<Json<Value>, Problem> {
    let channel =
        asked.channel.as_deref().map(Channel::parse).transpose().map_err(|_| Problem::bad_request())?;
    let to = asked.to.as_deref().map(Recipients::parse).unwrap_or_default();
    let filter = Filter { channel, to, after: asked.after, before: None };
    let messages = state.store.read(|tx| store::list(tx, &filter, MESSAGES_PER_ANSWER)).await?;
    let shown: Vec<Shown> = messages.into_iter().map(Shown::from).collect();
    Ok(Json(json!({ "messages": shown })))
}

impl From<Message> for Shown {
    fn from(message: Message) -> Self {
        let pdf = message.has_pdf.then(|| format!("/messages/{}/letter.pdf", message.id));
        Self {
            id: message.id,
            arrival: message.arrival,
            received_at: message.received_at,
            channel: message.channel.as_str(),
            from: message.sender,
            to: message.recipient,
            subject: message.subject,
            text: message.body,
            pdf,
        }
    }
}
