//! What can go wrong with a database.

/// What can go wrong with a database. Messages name tables and columns, never a value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached or does not answer. A write that ends so may or may not have happened.
    #[error("the database is unavailable: {reason}")]
    Unavailable {
        /// The message of the engine.
        reason: String,
    },
    /// Others kept changing the same rows; given up after a bounded number of attempts. Nothing was written.
    #[error("too many others change the same rows at the same time")]
    Conflict,
    /// A row with this key exists already. Nothing was written.
    #[error("a row with the same {columns} already exists in {table}")]
    Unique {
        /// The table.
        table: String,
        /// The columns of the constraint in its order, `a, b`; the name of the index when it is over an expression.
        columns: String,
    },
    /// A row that is referred to does not exist, or one that others refer to would go. Nothing was written.
    #[error("a reference between rows would be broken")]
    ForeignKey,
    /// NOT NULL or CHECK. Nothing was written.
    #[error("a row would break a rule of its table")]
    Check,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// A stored value is not what the program expects, or the file is damaged.
    #[error("corrupt data: {place} is not {expected}")]
    Corrupt {
        /// Table and column.
        place: String,
        /// The type or form that was expected.
        expected: &'static str,
    },
    /// The statement itself is wrong: a mistake in the program.
    #[error("wrong statement: {reason}")]
    Statement {
        /// Why the engine or we refused it.
        reason: String,
    },
    /// The URL of the database cannot be used.
    #[error("the URL of the database: {reason}")]
    Url {
        /// What is wrong with it; never the URL, which may hold a password.
        reason: String,
    },
    /// The database could not be brought to the shape that this program needs.
    #[error("migration: {0}")]
    Migration(#[from] MigrationError),
}

/// Why a database could not be brought to the shape that this program needs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MigrationError {
    /// The database has steps that this program does not know.
    #[error(
        "the database is newer than this program: it has step {step} of {component}; use the newer program"
    )]
    Newer {
        /// The component that the step belongs to.
        component: String,
        /// The unknown step.
        step: String,
    },
    /// A step was recorded although an earlier one was not.
    #[error("step {step} of {component} is missing although a later one was done")]
    Gap {
        /// The component that the step belongs to.
        component: String,
        /// The missing step.
        step: String,
    },
    /// Two steps of one component, or two components, bear the same name: a mistake in the program.
    #[error("step {step} of {component} is listed twice")]
    Twice {
        /// The component that the step belongs to.
        component: String,
        /// The step.
        step: String,
    },
    /// Another process has been migrating for longer than we wait.
    #[error("another process is migrating this database")]
    Held,
    /// A step failed; it left nothing behind.
    #[error("step {step} of {component} failed: {reason}")]
    Failed {
        /// The component that the step belongs to.
        component: String,
        /// The step.
        step: String,
        /// The message of the engine.
        reason: String,
    },
}

impl StoreError {
    /// Whether a row with the same key exists already: `error.is_unique("account", "email")`, columns as `a, b`.
    pub fn is_unique(&self, in_table: &str, over_columns: &str) -> bool {
        matches!(self, Self::Unique { table, columns } if table == in_table && columns == over_columns)
    }

    pub(crate) fn statement(reason: impl Into<String>) -> Self {
        Self::Statement { reason: reason.into() }
    }

    pub(crate) fn unavailable(reason: impl Into<String>) -> Self {
        Self::Unavailable { reason: reason.into() }
    }
}
