//! Acts on every engine there is, and routes as a browser without JavaScript sees them.

mod acts;
mod messages;
mod routes;
mod store;
mod world;
