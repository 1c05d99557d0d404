//! Why a request was refused.

use serde::{Deserialize, Serialize};

use crate::RequestId;
use crate::words::words;

/// The answer to a request that was refused (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// Always `about:blank`.
    pub r#type: String,
    /// In the language of `Accept-Language`.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// Stable.
    pub code: ErrorCode,
    /// By which support finds the request in the log.
    pub request_id: String,
    /// With `clock_skew`: the server's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_time_ms: Option<i64>,
    /// With `replayed`: the next `iat_ms` must be greater.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_iat_ms: Option<i64>,
    /// With `pending_request`: the older request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending_request_id: Option<RequestId>,
}

words!(
    /// Why a request was refused.
    ErrorCode {
        /// Not of the form that the protocol describes.
        Malformed = "malformed",
        /// More than 16 KiB.
        TooLarge = "too_large",
        /// A signature does not hold, or is for another operation.
        BadSignature = "bad_signature",
        /// The phone's clock is wrong by more than a minute.
        ClockSkew = "clock_skew",
        /// Not younger than the last request that counted.
        Replayed = "replayed",
        /// No such device.
        UnknownDevice = "unknown_device",
        /// The device ran out of tries.
        DeviceBlocked = "device_blocked",
        /// The device was disconnected.
        DeviceDisconnected = "device_disconnected",
        /// The device belongs to nobody.
        NotEnrolled = "not_enrolled",
        /// The device has no PIN, password or biometrics.
        FactorMissing = "factor_missing",
        /// A WebAuthn registration that does not hold.
        FactorRefused = "factor_refused",
        /// This installation already belongs to a person.
        AlreadyEnrolled = "already_enrolled",
        /// The QR code is older than three seconds.
        FrameExpired = "frame_expired",
        /// Another phone has the request.
        AlreadyClaimed = "already_claimed",
        /// The request's time was over.
        RequestExpired = "request_expired",
        /// The request was decided or given up.
        RequestFinished = "request_finished",
        /// No such request.
        RequestUnknown = "request_unknown",
        /// Another request of this device waits for its decision.
        PendingRequest = "pending_request",
        /// The request or the device is somebody else's.
        NotYours = "not_yours",
        /// What was signed is not what was asked to be shown.
        ShownDiffers = "shown_differs",
        /// Too many requests.
        RateLimited = "rate_limited",
        /// The device's level does not reach what the service asks.
        LevelTooLow = "level_too_low",
        /// No such operation.
        NotFound = "not_found",
        /// The operation is called by another method.
        MethodNotAllowed = "method_not_allowed",
        /// The server failed.
        Internal = "internal",
    }
);
