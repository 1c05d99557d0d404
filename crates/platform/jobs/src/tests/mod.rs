//! The queue and its worker on both engines.

mod leases;
mod limits;
mod operator;
mod order;
mod world;
