//! oidcload: generic OIDC login load generator.
//! usage: oidcload CONFIG.json  modes=sso,password,... conc=1,16,64 secs=5 runs=3 pid=PID[,PID]
//! Prints one JSON line per (mode, concurrency, run). Server CPU is read from /proc for the
//! given pids and all their descendants, before and after the measured window.
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::SendRequest;
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use serde_json::{json, Value};
use sha2::{Digest, Sha256};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::{Duration, Instant};

type R<T> = Result<T, String>;

fn b64u(b: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(b)
}
fn b64(b: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(b)
}
fn enc(s: &str) -> String {
    form_urlencoded::byte_serialize(s.as_bytes()).collect()
}
fn form(p: &[(&str, &str)]) -> Vec<u8> {
    let mut s = form_urlencoded::Serializer::new(String::new());
    for (k, v) in p {
        s.append_pair(k, v);
    }
    s.finish().into_bytes()
}
fn rnd() -> String {
    let mut b = [0u8; 32];
    for x in b.iter_mut() {
        *x = fastrand::u8(..);
    }
    b64u(&b)
}

struct Resp {
    status: u16,
    location: Option<String>,
    body: Bytes,
}
impl Resp {
    fn json(&self) -> R<Value> {
        serde_json::from_slice(&self.body).map_err(|e| format!("json {e}: status {} {}", self.status, self.text()))
    }
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).chars().take(400).collect()
    }
    fn want(self, ok: &[u16], what: &str) -> R<Resp> {
        if ok.contains(&self.status) {
            Ok(self)
        } else {
            Err(format!("{what}: status {} loc {:?} body {}", self.status, self.location, self.text()))
        }
    }
    fn loc(&self, what: &str) -> R<String> {
        self.location.clone().ok_or_else(|| format!("{what}: no location, status {} {}", self.status, self.text()))
    }
}

struct Conn {
    cfg: Rc<Cfg>,
    sender: Option<SendRequest<Full<Bytes>>>,
    jar: BTreeMap<String, String>,
    user: (String, String),
    ip: String,
    tok: Option<Value>,
}

struct Cfg {
    v: Value,
    host: String,
    addr: String,
    base: String,
}
impl Cfg {
    fn s(&self, k: &str) -> &str {
        self.v[k].as_str().unwrap_or("")
    }
}

impl Conn {
    async fn connect(&mut self) -> R<()> {
        let tcp = tokio::net::TcpStream::connect(&self.cfg.addr).await.map_err(|e| format!("connect {e}"))?;
        tcp.set_nodelay(true).ok();
        let (tx, conn) = hyper::client::conn::http1::handshake(TokioIo::new(tcp)).await.map_err(|e| e.to_string())?;
        tokio::task::spawn_local(async move { let _ = conn.await; });
        self.sender = Some(tx);
        Ok(())
    }
    async fn req(&mut self, m: Method, path: &str, hdr: &[(&str, &str)], body: Option<(&str, Vec<u8>)>) -> R<Resp> {
        // strip our own origin from absolute urls
        let path = path.strip_prefix(self.cfg.base.as_str()).unwrap_or(path);
        for attempt in 0..2 {
            let closed = match &mut self.sender {
                None => true,
                Some(s) => s.ready().await.is_err(),
            };
            if closed {
                self.connect().await?;
                self.sender.as_mut().unwrap().ready().await.map_err(|e| e.to_string())?;
            }
            let mut b = Request::builder().method(m.clone()).uri(path).header("host", &self.cfg.host);
            if !self.jar.is_empty() {
                let c: Vec<String> = self.jar.iter().map(|(k, v)| format!("{k}={v}")).collect();
                b = b.header("cookie", c.join("; "));
            }
            b = b.header("user-agent", "oidcload/0.1");
            if self.cfg.v["xff"].as_bool() == Some(true) {
                b = b.header("x-forwarded-for", &self.ip);
            }
            for (k, v) in hdr {
                b = b.header(*k, *v);
            }
            let r = if let Some((ct, data)) = &body {
                b.header("content-type", *ct).body(Full::new(Bytes::from(data.clone())))
            } else {
                b.body(Full::new(Bytes::new()))
            }
            .map_err(|e| format!("{e} path {path}"))?;
            match self.sender.as_mut().unwrap().send_request(r).await {
                Ok(resp) => {
                    let (p, bd) = resp.into_parts();
                    let body = bd.collect().await.map_err(|e| e.to_string())?.to_bytes();
                    for c in p.headers.get_all("set-cookie") {
                        let c = c.to_str().unwrap_or("");
                        let mut it = c.split(';');
                        if let Some((k, v)) = it.next().and_then(|x| x.split_once('=')) {
                            let low = c.to_ascii_lowercase();
                            if v.is_empty() || low.contains("max-age=0") || low.contains("01 jan 1970") {
                                self.jar.remove(k.trim());
                            } else {
                                self.jar.insert(k.trim().to_string(), v.to_string());
                            }
                        }
                    }
                    let location = p.headers.get("location").and_then(|v| v.to_str().ok()).map(|s| s.to_string());
                    return Ok(Resp { status: p.status.as_u16(), location, body });
                }
                Err(e) => {
                    self.sender = None;
                    if attempt == 1 {
                        return Err(format!("send {e}"));
                    }
                }
            }
        }
        unreachable!()
    }
    async fn get(&mut self, p: &str) -> R<Resp> {
        self.req(Method::GET, p, &[], None).await
    }
    async fn post_form(&mut self, p: &str, f: &[(&str, &str)]) -> R<Resp> {
        self.req(Method::POST, p, &[], Some(("application/x-www-form-urlencoded", form(f)))).await
    }
    fn auth_url(&self, a: &Auth) -> String {
        let c = &self.cfg;
        format!(
            "{}?response_type=code&client_id={}&redirect_uri={}&scope={}&state={}&nonce={}&code_challenge={}&code_challenge_method=S256{}",
            c.s("authorize"), enc(c.s("client_id")), enc(c.s("redirect_uri")), enc(c.s("scope")), a.state, a.nonce, a.challenge, c.s("auth_extra")
        )
    }
    async fn token(&mut self, f: Vec<(&str, &str)>) -> R<Value> {
        let c = self.cfg.clone();
        let mut f = f;
        let basic = format!("Basic {}", b64(format!("{}:{}", c.s("client_id"), c.s("client_secret")).as_bytes()));
        let hdr: Vec<(&str, &str)> = if c.s("client_auth") == "basic" {
            vec![("authorization", basic.as_str())]
        } else {
            f.push(("client_id", c.s("client_id")));
            f.push(("client_secret", c.s("client_secret")));
            vec![]
        };
        // the token call comes from the relying party: no browser cookies
        let jar = std::mem::take(&mut self.jar);
        let r = self.req(Method::POST, c.s("token"), &hdr, Some(("application/x-www-form-urlencoded", form(&f)))).await;
        self.jar = jar;
        r?.want(&[200], "token")?.json()
    }
    async fn login(&mut self, fresh: bool) -> R<()> {
        if fresh {
            self.jar.clear();
        }
        let verifier = rnd();
        let a = Auth { state: rnd(), nonce: rnd(), challenge: b64u(&Sha256::digest(verifier.as_bytes())) };
        let loc = match self.cfg.s("adapter") {
            "node" => adapters::node(self, fresh, &a).await?,
            "svornik" => adapters::svornik(self, fresh, &a).await?,
            x => return Err(format!("no adapter {x}")),
        };
        let code = qparam(&loc, "code").ok_or_else(|| format!("no code in {loc}"))?;
        if let Some(s) = qparam(&loc, "state") {
            if s != a.state {
                return Err("state mismatch".into());
            }
        }
        let ru = self.cfg.s("redirect_uri").to_string();
        let t = self.token(vec![("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", &ru), ("code_verifier", &verifier)]).await?;
        if t["id_token"].as_str().is_none() {
            return Err(format!("no id_token {t}"));
        }
        self.tok = Some(t);
        Ok(())
    }
    async fn op(&mut self, mode: &str) -> R<()> {
        let c = self.cfg.clone();
        match mode {
            "sso" => self.login(false).await,
            "password" => self.login(true).await,
            "refresh" => {
                let rt = self.tok.as_ref().and_then(|t| t["refresh_token"].as_str()).ok_or("no refresh token")?.to_string();
                let t = self.token(vec![("grant_type", "refresh_token"), ("refresh_token", &rt)]).await?;
                let o = self.tok.as_mut().unwrap();
                if t["refresh_token"].is_string() {
                    o["refresh_token"] = t["refresh_token"].clone();
                }
                if t["access_token"].is_string() {
                    o["access_token"] = t["access_token"].clone();
                }
                Ok(())
            }
            "cc" => {
                let sc = c.s("cc_scope").to_string();
                let mut f = vec![("grant_type", "client_credentials")];
                if !sc.is_empty() {
                    f.push(("scope", sc.as_str()));
                }
                self.token(f).await.map(|_| ())
            }
            "discovery" => self.bare(c.s("discovery")).await,
            "jwks" => self.bare(c.s("jwks")).await,
            "userinfo" => {
                let at = format!("Bearer {}", self.tok.as_ref().and_then(|t| t["access_token"].as_str()).ok_or("no at")?);
                let jar = std::mem::take(&mut self.jar);
                let r = self.req(Method::GET, c.s("userinfo"), &[("authorization", &at)], None).await;
                self.jar = jar;
                r?.want(&[200], "userinfo").map(|_| ())
            }
            _ => Err("mode".into()),
        }
    }
    async fn bare(&mut self, p: &str) -> R<()> {
        let jar = std::mem::take(&mut self.jar);
        let r = self.get(p).await;
        self.jar = jar;
        r?.want(&[200], p).map(|_| ())
    }
}

struct Auth {
    state: String,
    nonce: String,
    challenge: String,
}

fn qparam(loc: &str, k: &str) -> Option<String> {
    let q = loc.split_once('?')?.1;
    let q = q.split('#').next().unwrap();
    form_urlencoded::parse(q.as_bytes()).find(|(a, _)| a == k).map(|(_, v)| v.into_owned())
}
fn between<'a>(s: &'a str, a: &str, b: &str) -> Option<&'a str> {
    let i = s.find(a)? + a.len();
    let j = s[i..].find(b)? + i;
    Some(&s[i..j])
}

mod adapters {
    use super::*;

    pub async fn node(c: &mut Conn, fresh: bool, a: &Auth) -> R<String> {
        let url = c.auth_url(a);
        let r = c.get(&url).await?.want(&[302, 303], "auth")?;
        let mut l = r.loc("auth")?;
        if fresh {
            let page = c.get(&l).await?.want(&[200], "login page")?;
            drop(page);
            let u = c.user.clone();
            let r = c.post_form(&format!("{l}/login"), &[("login", &u.0), ("password", &u.1)]).await?.want(&[302, 303], "login")?;
            l = r.loc("login")?;
        }
        let ru = c.cfg.s("redirect_uri").to_string();
        for _ in 0..4 {
            if l.starts_with(&ru) {
                return Ok(l);
            }
            l = c.get(&l).await?.want(&[302, 303], "resume")?.loc("resume")?;
        }
        Err(format!("loop {l}"))
    }

    /// Follows redirects; on the login page fills in the form as a browser would, hidden fields included.
    pub async fn svornik(c: &mut Conn, _fresh: bool, a: &Auth) -> R<String> {
        let ru = c.cfg.s("redirect_uri").to_string();
        let mut at = c.auth_url(a);
        let mut r = c.get(&at).await?;
        for _ in 0..6 {
            if let Some(l) = r.location.clone() {
                if l.starts_with(&ru) {
                    return Ok(l);
                }
                at = l;
                r = c.get(&at).await?;
                continue;
            }
            let html = String::from_utf8_lossy(&r.body).into_owned();
            let form = between(&html, "<form", "</form>").ok_or_else(|| format!("no form: {} {}", r.status, r.text()))?;
            let action = between(form, "action=\"", "\"").unwrap_or(&at).replace("&amp;", "&");
            let mut fields = vec![];
            for tag in form.split("<input").skip(1) {
                let tag = tag.split('>').next().unwrap_or("");
                let (Some(name), hidden) = (between(tag, "name=\"", "\""), tag.contains("type=\"hidden\"")) else { continue };
                let value = match name {
                    "name" | "user_name" | "username" | "login" => c.user.0.clone(),
                    "password" => c.user.1.clone(),
                    _ if hidden => between(tag, "value=\"", "\"").unwrap_or("").replace("&amp;", "&"),
                    _ => continue,
                };
                fields.push((name.to_string(), value));
            }
            let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
            r = c.post_form(&action, &fields).await?;
        }
        Err(format!("loop {at}"))
    }
}

// ---------- /proc ----------
fn descendants(root: &[u32]) -> Vec<u32> {
    let mut ppid: Vec<(u32, u32)> = vec![];
    for e in std::fs::read_dir("/proc").unwrap().flatten() {
        if let Ok(p) = e.file_name().to_string_lossy().parse::<u32>() {
            if let Ok(s) = std::fs::read_to_string(format!("/proc/{p}/stat")) {
                if let Some(i) = s.rfind(')') {
                    let f: Vec<&str> = s[i + 2..].split(' ').collect();
                    ppid.push((p, f[1].parse().unwrap_or(0)));
                }
            }
        }
    }
    let mut out = root.to_vec();
    loop {
        let n = out.len();
        for (p, pp) in &ppid {
            if out.contains(pp) && !out.contains(p) {
                out.push(*p);
            }
        }
        if out.len() == n {
            return out;
        }
    }
}
fn cpu(pids: &[u32]) -> f64 {
    let mut t = 0.0;
    for p in descendants(pids) {
        if let Ok(s) = std::fs::read_to_string(format!("/proc/{p}/stat")) {
            if let Some(i) = s.rfind(')') {
                let f: Vec<&str> = s[i + 2..].split(' ').collect();
                t += (f[11].parse::<f64>().unwrap() + f[12].parse::<f64>().unwrap()) / 100.0;
            }
        }
    }
    t
}
fn rss(pids: &[u32]) -> f64 {
    let mut t = 0.0;
    for p in descendants(pids) {
        if let Ok(s) = std::fs::read_to_string(format!("/proc/{p}/smaps_rollup")) {
            for l in s.lines() {
                if l.starts_with("Pss:") {
                    t += l.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0;
                }
            }
        }
    }
    t
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let mut kv: BTreeMap<String, String> = BTreeMap::new();
    for a in &args[2..] {
        if let Some((k, v)) = a.split_once('=') {
            kv.insert(k.into(), v.into());
        }
    }
    let v: Value = serde_json::from_slice(&std::fs::read(&args[1]).unwrap()).unwrap();
    let base = v["base"].as_str().unwrap().to_string();
    let host = base.split("://").nth(1).unwrap().to_string();
    let addr = v["addr"].as_str().map(|s| s.to_string()).unwrap_or(host.clone());
    let cfg = Rc::new(Cfg { host, addr, base, v });
    let modes: Vec<String> = kv.get("modes").map(|s| s.as_str()).unwrap_or("discovery,jwks,userinfo,sso,refresh,password").split(',').map(|s| s.to_string()).collect();
    let concs: Vec<usize> = kv.get("conc").map(|s| s.as_str()).unwrap_or("1,16,64").split(',').map(|s| s.parse().unwrap()).collect();
    let secs: f64 = kv.get("secs").map(|s| s.parse().unwrap()).unwrap_or(4.0);
    let runs: usize = kv.get("runs").map(|s| s.parse().unwrap()).unwrap_or(3);
    let pids: Vec<u32> = kv.get("pid").map(|s| s.split(',').map(|x| x.parse().unwrap()).collect()).unwrap_or_default();
    let me = std::process::id();
    let rt = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let ls = tokio::task::LocalSet::new();
    ls.block_on(&rt, async move {
        let users: Vec<(String, String)> = cfg.v["users"].as_array().unwrap().iter().map(|u| (u[0].as_str().unwrap().to_string(), u[1].as_str().unwrap().to_string())).collect();
        let maxc = *concs.iter().max().unwrap();
        let mut conns: Vec<Rc<RefCell<Conn>>> = vec![];
        let rss0 = rss(&pids);
        let t0 = Instant::now();
        for i in 0..maxc {
            let mut c = Conn { cfg: cfg.clone(), sender: None, jar: BTreeMap::new(), user: users[i % users.len()].clone(), ip: format!("10.0.0.{}", i + 1), tok: None };
            if let Err(e) = c.login(true).await {
                eprintln!("setup login {i} ({}): {e}", c.user.0);
                std::process::exit(1);
            }
            conns.push(Rc::new(RefCell::new(c)));
        }
        println!("{}", json!({"peer": cfg.s("peer"), "mode": "setup", "logins": maxc, "secs": t0.elapsed().as_secs_f64(), "rss_idle_mb": rss0, "rss_mb": rss(&pids)}));
        for mode in &modes {
            for &n in &concs {
                for run in 0..runs {
                    let stop = Rc::new(Cell::new(false));
                    let rec = Rc::new(Cell::new(false));
                    let lat: Rc<RefCell<Vec<u32>>> = Default::default();
                    let all = Rc::new(Cell::new(0u64)); // warm-up and what was cut off by the end included
                    let errs: Rc<RefCell<(usize, String)>> = Default::default();
                    let mut hs = vec![];
                    for c in conns.iter().take(n) {
                        let (c, stop, rec, lat, all, errs, mode) = (c.clone(), stop.clone(), rec.clone(), lat.clone(), all.clone(), errs.clone(), mode.clone());
                        hs.push(tokio::task::spawn_local(async move {
                            let mut c = c.borrow_mut();
                            while !stop.get() {
                                let t = Instant::now();
                                match c.op(&mode).await {
                                    Ok(()) => {
                                        all.set(all.get() + 1);
                                        if rec.get() && !stop.get() {
                                            lat.borrow_mut().push(t.elapsed().as_micros() as u32)
                                        }
                                    }
                                    Err(e) => {
                                        let mut x = errs.borrow_mut();
                                        x.0 += 1;
                                        x.1 = e;
                                        let many = x.0 > 200;
                                        drop(x);
                                        if many {
                                            break;
                                        }
                                        tokio::time::sleep(Duration::from_millis(20)).await;
                                    }
                                }
                            }
                        }));
                    }
                    tokio::time::sleep(Duration::from_secs_f64((secs / 4.0).min(1.0))).await;
                    let (c0, m0, w0) = (cpu(&pids), cpu(&[me]), Instant::now());
                    rec.set(true);
                    tokio::time::sleep(Duration::from_secs_f64(secs)).await;
                    stop.set(true);
                    let (c1, m1, w) = (cpu(&pids), cpu(&[me]), w0.elapsed().as_secs_f64());
                    let r = rss(&pids);
                    for h in hs {
                        let _ = h.await;
                    }
                    let mut l = lat.borrow().clone();
                    l.sort_unstable();
                    let q = |f: f64| if l.is_empty() { 0.0 } else { l[((l.len() - 1) as f64 * f) as usize] as f64 / 1000.0 };
                    let ops = l.len() as f64;
                    println!("{}", json!({"peer": cfg.s("peer"), "mode": mode, "conc": n, "run": run, "ops": l.len(), "all_ops": all.get(), "per_s": ops / w, "p50_ms": q(0.5), "p99_ms": q(0.99),
                        "srv_cpu_ms_per_op": (c1 - c0) * 1000.0 / ops, "srv_cores": (c1 - c0) / w, "cli_cores": (m1 - m0) / w, "rss_mb": r, "errors": errs.borrow().0, "err": errs.borrow().1}));
                }
            }
        }
    });
}
