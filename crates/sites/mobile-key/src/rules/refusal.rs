//! Why a request of a phone was refused: the stable codes of the protocol (docs/mobile-key-protocol.md §3).

use mobile_key_api::RequestId;
use mobile_key_api::phone::ErrorCode;
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
    PendingRequest(RequestId),
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
    pub(crate) fn code(&self) -> ErrorCode {
        match self {
            Self::Malformed => ErrorCode::Malformed,
            Self::TooLarge => ErrorCode::TooLarge,
            Self::BadSignature => ErrorCode::BadSignature,
            Self::ClockSkew => ErrorCode::ClockSkew,
            Self::Replayed(_) => ErrorCode::Replayed,
            Self::UnknownDevice => ErrorCode::UnknownDevice,
            Self::DeviceBlocked => ErrorCode::DeviceBlocked,
            Self::DeviceDisconnected => ErrorCode::DeviceDisconnected,
            Self::NotEnrolled => ErrorCode::NotEnrolled,
            Self::FactorMissing => ErrorCode::FactorMissing,
            Self::FactorRefused => ErrorCode::FactorRefused,
            Self::AlreadyEnrolled => ErrorCode::AlreadyEnrolled,
            Self::FrameExpired => ErrorCode::FrameExpired,
            Self::AlreadyClaimed => ErrorCode::AlreadyClaimed,
            Self::RequestExpired => ErrorCode::RequestExpired,
            Self::RequestFinished => ErrorCode::RequestFinished,
            Self::RequestUnknown => ErrorCode::RequestUnknown,
            Self::PendingRequest(_) => ErrorCode::PendingRequest,
            Self::NotYours => ErrorCode::NotYours,
            Self::ShownDiffers => ErrorCode::ShownDiffers,
            Self::RateLimited => ErrorCode::RateLimited,
            Self::LevelTooLow => ErrorCode::LevelTooLow,
            Self::NotFound => ErrorCode::NotFound,
            Self::MethodNotAllowed => ErrorCode::MethodNotAllowed,
            Self::Internal => ErrorCode::Internal,
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
