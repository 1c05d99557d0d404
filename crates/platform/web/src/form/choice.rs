//! One of the things a person may choose from.

/// A radio, a checkbox or an option of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The value that the form sends.
    pub value: String,
    /// The label.
    pub label: String,
    /// A second, quieter line; may be empty.
    pub hint: String,
    /// Whether it is chosen already.
    pub checked: bool,
    /// Whether it cannot be chosen now; the hint says why.
    pub disabled: bool,
}

impl Choice {
    /// Not chosen yet.
    pub fn new(value: impl ToString, label: impl ToString) -> Self {
        Self { value: value.to_string(), label: label.to_string(), ..Self::default() }
    }

    /// With a second line.
    #[must_use]
    pub fn hint(mut self, text: impl ToString) -> Self {
        self.hint = text.to_string();
        self
    }

    /// Chosen already, or not.
    #[must_use]
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = checked;
        self
    }

    /// Shown, but not to be chosen.
    #[must_use]
    pub fn disabled(mut self, disabled: bool) -> Self {
        self.disabled = disabled;
        self
    }
}
