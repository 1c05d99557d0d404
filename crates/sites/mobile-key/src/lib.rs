//! The Mobile Key: devices, living QR codes, approvals.
