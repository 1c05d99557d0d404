//! An OpenID provider that a site mounts, and the relying-party half.
