//! Why a request of a phone was refused: the stable codes of the protocol (docs/mobile-key-protocol.md §3).

use values::Timestamp;

/// One refusal; the text for people is under the key `refusal-CODE`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.code())]
pub(crate) enum Refusal {
    Malformed,
    TooLarge,
    BadSignature,
    ClockSkew,
    /// Not younger than the last request that counted: when that one was made.
    Replayed(Timestamp),
    UnknownDevice,
    DeviceBlocked,
    DeviceDisconnected,
    NotEnrolled,
    FactorMissing,
    FactorRefused,
    AlreadyEnrolled,
    FrameExpired,
    AlreadyClaimed,
    RequestExpired,
    RequestFinished,
    RequestUnknown,
    /// Another request of this device waits for its decision.
    PendingRequest(super::RequestId),
    NotYours,
    ShownDiffers,
    RateLimited,
    LevelTooLow,
    /// No such operation.
    NotFound,
    /// An operation called by another method.
    MethodNotAllowed,
    Internal,
}

impl Refusal {
    /// The stable code.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::TooLarge => "too_large",
            Self::BadSignature => "bad_signature",
            Self::ClockSkew => "clock_skew",
            Self::Replayed(_) => "replayed",
            Self::UnknownDevice => "unknown_device",
            Self::DeviceBlocked => "device_blocked",
            Self::DeviceDisconnected => "device_disconnected",
            Self::NotEnrolled => "not_enrolled",
            Self::FactorMissing => "factor_missing",
            Self::FactorRefused => "factor_refused",
            Self::AlreadyEnrolled => "already_enrolled",
            Self::FrameExpired => "frame_expired",
            Self::AlreadyClaimed => "already_claimed",
            Self::RequestExpired => "request_expired",
            Self::RequestFinished => "request_finished",
            Self::RequestUnknown => "request_unknown",
            Self::PendingRequest(_) => "pending_request",
            Self::NotYours => "not_yours",
            Self::ShownDiffers => "shown_differs",
            Self::RateLimited => "rate_limited",
            Self::LevelTooLow => "level_too_low",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::Internal => "internal",
        }
    }

    /// The status of the HTTP answer (RFC 9110 §15).
    pub(crate) fn status(&self) -> u16 {
        match self {
            Self::Malformed | Self::FactorRefused => 400,
            Self::BadSignature | Self::ClockSkew | Self::Replayed(_) | Self::UnknownDevice => 401,
            Self::DeviceBlocked
            | Self::DeviceDisconnected
            | Self::NotEnrolled
            | Self::NotYours
            | Self::LevelTooLow => 403,
            Self::RequestUnknown | Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::AlreadyClaimed
            | Self::RequestFinished
            | Self::PendingRequest(_)
            | Self::ShownDiffers
            | Self::FactorMissing
            | Self::AlreadyEnrolled => 409,
            Self::FrameExpired | Self::RequestExpired => 410,
            Self::TooLarge => 413,
            Self::RateLimited => 429,
            Self::Internal => 500,
        }
    }
}
