//! A real mail server: aiosmtpd, from Debian (python3-aiosmtpd) or from PyPI into a virtual environment of the tests.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

const PACKAGE: &str = "aiosmtpd==1.4.6";
const HINT: &str = "the test needs a mail server; on Debian: apt-get install python3 python3-venv, \
                    and PyPI for aiosmtpd, or apt-get install python3-aiosmtpd (cargo xtask test does it)";

pub(crate) struct MailServer {
    process: Child,
    pub(crate) port: u16,
    taken: Receiver<serde_json::Value>,
}

impl MailServer {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/smtp_server.py");
        let mut process = Command::new(python())
            .arg(script)
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{error}: {HINT}"));
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = lines.next().expect(HINT).unwrap().parse().unwrap();
        let (sender, taken) = channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let _ = sender.send(serde_json::from_str(&line).unwrap());
            }
        });
        Self { process, port, taken }
    }

    /// The next mail it took.
    pub(crate) fn next(&self) -> serde_json::Value {
        self.taken.recv_timeout(Duration::from_secs(10)).expect("a mail within ten seconds")
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.taken.recv_timeout(Duration::from_millis(200)).is_err()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A Python that has aiosmtpd.
fn python() -> &'static Path {
    static PYTHON: OnceLock<PathBuf> = OnceLock::new();
    PYTHON.get_or_init(|| {
        let system = PathBuf::from("python3");
        if has_aiosmtpd(&system) {
            return system;
        }
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mail-server");
        let python = directory.join("bin/python");
        if !has_aiosmtpd(&python) {
            run(Command::new("python3").args(["-m", "venv"]).arg(&directory));
            run(Command::new(&python).args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                PACKAGE,
            ]));
        }
        python
    })
}

fn has_aiosmtpd(python: &Path) -> bool {
    let status = Command::new(python).args(["-c", "import aiosmtpd"]).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

fn run(command: &mut Command) {
    let status = command.status();
    assert!(status.is_ok_and(|status| status.success()), "{command:?} failed: {HINT}");
}
