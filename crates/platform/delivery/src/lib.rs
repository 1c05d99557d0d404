//! E-mail, SMS, letters and notices: queued in the transaction that caused them.
