//! The Mobile Key: devices, living QR codes, approvals.

mod rules;
mod signing;
#[cfg(test)]
mod testing;
