//! The Mobile Key: devices, living QR codes, approvals.

mod acts;
mod rules;
mod signing;
mod store;
#[cfg(test)]
mod testing;
mod wakes;
