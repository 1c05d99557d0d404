//! What people and organisations are called and reached by: parsed once, valid ever after.
