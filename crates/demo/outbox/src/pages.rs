//! For people.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;
use web::{Page, Problem, RequestContext, View};

use crate::AppState;
use crate::message::{Channel, Message};
use crate::recipients::Recipients;
use crate::store::{self, Filter};
use crate::text::{Paragraph, Piece, paragraphs};

const MESSAGES_PER_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "inbox.html")]
struct Inbox {
    page: Page,
    messages: Vec<Message>,
    channels: Vec<ChannelLink>,
    to: String,
    channel: &'static str,
    is_filtered: bool,
    here: String,
    older: Option<String>,
}

struct ChannelLink {
    key: &'static str,
    href: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "message.html")]
struct OneMessage<'a> {
    page: Page,
    message: &'a Message,
    paragraphs: Vec<Paragraph<'a>>,
    to_same: String,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    channel: String,
    #[serde(default)]
    to: String,
    before: Option<String>,
}

pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/", get(inbox))
        .route("/messages/{id}", get(one))
        .route("/messages/{id}/letter.pdf", get(letter))
}

async fn inbox(
    visitor: RequestContext,
    State(state): State<AppState>,
    Query(asked): Query<Asked>,
) -> Result<View<Inbox>, Problem> {
    let channel = Channel::parse(&asked.channel).ok();
    let recipients = Recipients::parse(&asked.to);
    let (to, is_filtered) = (recipients.written(), channel.is_some() || !recipients.is_everybody());
    let filter = Filter { channel, to: recipients, before: asked.before, after: None };
    let at_most = u32::try_from(MESSAGES_PER_PAGE + 1).unwrap_or(u32::MAX);
    let mut messages = state.store.read(|tx| store::list(tx, &filter, at_most)).await?;
    let has_older = messages.len() > MESSAGES_PER_PAGE;
    messages.truncate(MESSAGES_PER_PAGE);
    let last = messages.last().map(|message| message.arrival.as_str()).filter(|_| has_older);
    Ok(View(Inbox {
        page: visitor.page(),
        older: last.map(|last| address(channel, &to, Some(last))),
        channels: channel_links(channel, &to),
        is_filtered,
        here: address(channel, &to, None),
        channel: channel.map_or("", Channel::as_str),
        to,
        messages,
    }))
}

async fn one(
    visitor: RequestContext,
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let message = state.store.read(|tx| store::find(tx, &id)).await?.ok_or_else(gone)?;
    let shown = OneMessage {
        page: visitor.page(),
        message: &message,
        paragraphs: paragraphs(&message.body),
        to_same: address(None, &message.recipient, None),
    };
    Ok(View(shown).into_response())
}

async fn letter(State(state): State<AppState>, Path(id): Path<String>) -> Result<Response, Problem> {
    // The browsers' own viewers style themselves inline.
    const POLICY: &str =
        "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'";
    let pdf = state.store.read(|tx| store::pdf(tx, &id)).await?.ok_or_else(gone)?;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::CONTENT_DISPOSITION, "inline; filename=\"letter.pdf\""),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    Ok((headers, pdf).into_response())
}

fn gone() -> Problem {
    Problem::new(axum::http::StatusCode::NOT_FOUND, "problem-message-gone")
}

fn channel_links(current: Option<Channel>, to: &str) -> Vec<ChannelLink> {
    let choices = std::iter::once(None).chain(Channel::ALL.into_iter().map(Some));
    choices
        .map(|choice| ChannelLink {
            key: choice.map_or("channel-all", Channel::key),
            href: address(choice, to, None),
            current: choice == current,
        })
        .collect()
}

/// The inbox with a filter.
fn address(channel: Option<Channel>, to: &str, before: Option<&str>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if let Some(channel) = channel {
        query.append_pair("channel", channel.as_str());
    }
    if !to.is_empty() {
        query.append_pair("to", to);
    }
    if let Some(before) = before {
        query.append_pair("before", before);
    }
    match query.finish() {
        query if query.is_empty() => "/".to_owned(),
        query => format!("/?{query}"),
    }
}
