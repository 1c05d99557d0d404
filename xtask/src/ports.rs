//! Ports of this machine, and whether somebody answers there.

use anyhow::{Context, Result};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::Duration;

/// All ports of a demo lie so close above that of its front door; those for TLS are 1000 higher.
pub(crate) const OF_A_DEMO: u16 = 20;
/// Longer than any server here takes, the making of a whole demo world included.
const ANSWER_TIMEOUT: Duration = Duration::from_mins(1);

/// A TCP port of 127.0.0.1 that nobody listens on right now.
pub(crate) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// So many ports of 127.0.0.1 in a row that are free right now, and those 1000 above for TLS.
pub(crate) fn free_ports(count: u16) -> Result<u16> {
    let is_free = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok();
    let all_free = |base: &u16| (*base..base + count).all(|port| is_free(port) && is_free(port + 1000));
    (21_000..31_000).step_by(20).find(all_free).context("no free ports")
}

/// Does a path on a port answer 200?
pub(crate) fn answers(port: u16, path: &str) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_read_timeout(Some(ANSWER_TIMEOUT))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n")?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(answer.starts_with(b"HTTP/1.1 200"))
    };
    ask().unwrap_or(false)
}
