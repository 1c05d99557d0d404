//! A sample relying party: how an online service logs people in.
