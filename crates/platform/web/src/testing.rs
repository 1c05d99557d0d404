//! For tests of sites.
