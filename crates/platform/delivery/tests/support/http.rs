//! A gateway that writes down what it gets and answers as it is told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::IntoResponse;
use axum::{Json, Router};
use url::Url;

#[derive(Clone)]
pub(crate) struct Gateway {
    pub(crate) url: Url,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    requests: Vec<Request>,
    answers: VecDeque<u16>,
    delay: Duration,
}

#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) path: String,
    pub(crate) authorization: String,
    pub(crate) idempotency_key: String,
    pub(crate) body: String,
}

impl Request {
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

impl Gateway {
    pub(crate) async fn start() -> Self {
        let seen = Arc::new(Mutex::new(Seen::default()));
        let router = Router::new().fallback(take).with_state(seen.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, seen }
    }

    /// The next answers; when there are none left it answers 202.
    pub(crate) fn answer(&self, statuses: impl IntoIterator<Item = u16>) {
        self.seen.lock().unwrap().answers.extend(statuses);
    }

    pub(crate) fn delay(&self, delay: Duration) {
        self.seen.lock().unwrap().delay = delay;
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.seen.lock().unwrap().requests.clone()
    }

    pub(crate) fn at(&self, path: &str) -> Url {
        self.url.join(path).unwrap()
    }
}

async fn take(
    State(seen): State<Arc<Mutex<Seen>>>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> impl IntoResponse {
    let header = |name: &str| headers.get(name).map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
    let request = Request {
        path: uri.path().to_owned(),
        authorization: header("authorization"),
        idempotency_key: header("idempotency-key"),
        body: String::from_utf8(body.to_vec()).unwrap(),
    };
    let is_token = request.path == "/token";
    let (status, delay, tokens) = {
        let mut seen = seen.lock().unwrap();
        seen.requests.push(request);
        let tokens = seen.requests.iter().filter(|request| request.path == "/token").count();
        let status = if is_token { 200 } else { seen.answers.pop_front().unwrap_or(202) };
        (status, seen.delay, tokens)
    };
    tokio::time::sleep(delay).await;
    let body = serde_json::json!({ "access_token": format!("token-{tokens}"), "expires_in": 600 });
    (StatusCode::from_u16(status).unwrap(), Json(body))
}
