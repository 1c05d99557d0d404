//! Listeners for made-up neighbours: the hub reaches them over real sockets.

use axum::Router;
use tokio::net::TcpListener;

/// A free port and the address of whoever will listen there.
pub(crate) async fn listener() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    (listener, origin)
}

/// Answers until the test ends.
pub(crate) fn answer(listener: TcpListener, router: Router) {
    tokio::spawn(listener::Listener::new(listener, web::http(router)).run(std::future::pending()));
}
