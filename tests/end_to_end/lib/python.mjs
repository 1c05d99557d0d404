// Python libraries of strangers, in a virtual environment of the tests (.venv, made when it is missing).
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

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

/** A script of `foreign/` with which one talks in lines of JSON. */
export class Talk {
  constructor(script, env = {}) {
    this.process = spawn(python, [scriptPath(script)], { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'inherit'] });
    this.lines = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
  }

  async ask(question) {
    this.process.stdin.write(`${JSON.stringify(question)}\n`);
    const { value, done } = await this.lines.next();
    if (done) throw new Error('the script has ended');
    return JSON.parse(value);
  }

  end() {
    this.process.stdin.end();
  }
}

function scriptPath(name) {
  return new URL(`../foreign/${name}`, import.meta.url).pathname;
}
