// Node-RED with its core websocket nodes against /ws. argv: URL of the server. Prints a line for each check.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [url] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'obdio-node-red-'));

const inject = (id, delay, payload) => ({
  id, type: 'inject', z: 'n-tab', props: [{ p: 'payload' }], payload: JSON.stringify(payload), payloadType: 'json',
  once: true, onceDelay: delay, repeat: '', crontab: '', topic: '', name: '', wires: [['n-out']],
});
const flows = [
  { id: 'n-tab', type: 'tab', label: 'devices' },
  { id: 'n-client', type: 'websocket-client', path: `${url.replace('http', 'ws')}/ws`, wholemsg: 'false', hb: '0' },
  { id: 'n-in', type: 'websocket in', z: 'n-tab', client: 'n-client', server: '', wires: [['n-parse']] },
  { id: 'n-parse', type: 'json', z: 'n-tab', property: 'payload', action: 'obj', pretty: false, wires: [['n-report']] },
  {
    id: 'n-report', type: 'function', z: 'n-tab', outputs: 0, wires: [],
    func: 'for (const d of msg.payload) node.warn(`DEVICE ${d.dev} ${d.circuit} ${d.value}`);',
  },
  { id: 'n-out', type: 'websocket out', z: 'n-tab', client: 'n-client', server: '', wires: [] },
  inject('n-filter', 2, { cmd: 'filter', devices: ['ai', 'ao'] }),
  inject('n-default', 4, { cmd: 'filter', devices: ['default'] }),
  inject('n-set', 5, { cmd: 'set', dev: 'ao', circuit: 'SIM_SPEED', value: 77 }),
];
writeFileSync(join(folder, 'flows.json'), JSON.stringify(flows));
writeFileSync(join(folder, 'settings.js'), `module.exports = {
  uiHost: '127.0.0.1', uiPort: 0, httpAdminRoot: false, httpNodeRoot: false, flowFile: 'flows.json',
  credentialSecret: false, editorTheme: { tours: false }, telemetry: { enabled: false },
  logging: { console: { level: 'warn', metrics: false, audit: false } } };`);

const red = spawn(process.execPath,
  [join('node_modules', 'node-red', 'red.js'), '--userDir', folder, '--settings', join(folder, 'settings.js')]);
const seen = [];
let partial = '';
const read = (chunk) => {
  const lines = (partial + chunk).split('\n');
  partial = lines.pop();
  seen.push(...lines);
};
red.stdout.on('data', read);
red.stderr.on('data', read);

const values = (dev, circuit) => seen.map((line) => line.match(/DEVICE (\S+) (\S+) (\S+)/))
  .filter((match) => match && match[1] === dev && match[2] === circuit).map((match) => match[3]);
const checks = [
  ['receives the moving RPM', () => new Set(values('ai', 'RPM').filter((value) => value !== 'null')).size > 1],
  ['sets a simulator input and receives the change', () => values('ao', 'SIM_SPEED').includes('77')],
  ['the vehicle follows the input', () => values('ai', 'SPEED').includes('77')],
  ['["default"] lifts the filter', () => values('temp', 'INTAKE_TEMP').length > 0],
];
const end = Date.now() + 60_000;
while (Date.now() < end && red.exitCode === null && !checks.every(([, holds]) => holds())) {
  await new Promise((resolve) => setTimeout(resolve, 100));
}
for (const [name, holds] of checks) console.log(`${holds() ? 'ok' : 'not ok'} ${name}`);
if (!checks.every(([, holds]) => holds())) console.log(seen.slice(-40).join('\n'));
red.kill();
rmSync(folder, { recursive: true, force: true });
console.log(`done ${checks.length}`);
