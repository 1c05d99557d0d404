// Python libraries of strangers, in a virtual environment of the tests (.venv, made when it is missing).
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('../.venv/', import.meta.url).pathname;
const requirements = new URL('../requirements.txt', import.meta.url).pathname;
const python = `${folder}bin/python`;
const done = `${folder}requirements.txt`;

/** Makes the environment unless it has what requirements.txt names. */
export function preparePython() {
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(done) && readFileSync(done, 'utf8') === wanted) return;
  const options = { stdio: 'inherit', timeout: 180_000 };
  execFileSync('python3', ['-m', 'venv', '--clear', folder], options);
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements], options);
  writeFileSync(done, wanted);
}

/** A script of `foreign/` that ends by itself: what it printed. */
export const runPython = (script, ...args) => execFileSync(python, [scriptPath(script), ...args], { encoding: 'utf8', timeout: 30_000 });

/** A script of `foreign/` that serves until it is ended. */
export function startPython(script, ...args) {
  const running = spawn(python, [scriptPath(script), ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  running.stderr.on('data', (part) => (log += part));
  const ended = new Promise((resolve) => running.once('exit', resolve));
  return {
    log: () => log,
    end: () => {
      running.kill('SIGTERM');
      return ended;
    },
  };
}

function scriptPath(name) {
  return new URL(`../foreign/${name}`, import.meta.url).pathname;
}
