//! Time and randomness: the only two things a site takes from the machine.
