// The dashboard: one Socket.IO connection, one subscription, a tile a value.

import { open } from './connection.js';
import { Dial } from './dial.js';
import { KeyForm } from './key.js';
import { Picker } from './picker.js';
import { Tile } from './tile.js';

const DIALS = [
  { name: 'RPM', title: 'Engine speed', unit: 'rpm', max: 8000 },
  { name: 'SPEED', title: 'Vehicle speed', unit: 'km/h', max: 240 },
  { name: 'ENGINE_LOAD', title: 'Engine load', unit: '%', max: 100 },
  { name: 'COOLANT_TEMP', title: 'Coolant', unit: '°C', max: 130 },
];
const FIRST_TILES = ['THROTTLE_POS', 'INTAKE_TEMP', 'MAF', 'INTAKE_PRESSURE', 'FUEL_LEVEL',
  'CONTROL_MODULE_VOLTAGE', 'SHORT_FUEL_TRIM_1', 'RUN_TIME', 'FUEL_STATUS'];
const STORE = 'obdio.tiles';

const $ = (id) => document.getElementById(id);
const dials = new Map(DIALS.map((d) => [d.name, new Dial($('dials'), d)]));
const tiles = new Map();
let commands = new Map();
let subscribed = false;

const keyForm = new KeyForm($('key-form'), () => socket.connect());
const socket = await open({ auth: (send) => send(keyForm.auth()) }).catch((e) => {
  notice(`The server does not answer: ${e.message}`);
  throw e;
});
const ask = (...args) => socket.timeout(15000).emitWithAck(...args);

function notice(text) {
  $('notice').hidden = !text;
  $('notice').textContent = text ?? '';
}

function showStatus(text) {
  $('status').textContent = text;
  $('link').dataset.state = text === 'Car Connected' ? 'on' : text === 'Not Connected' ? 'off' : 'half';
}

function remember() {
  try {
    localStorage.setItem(STORE, JSON.stringify([...tiles.keys()]));
  } catch { /* private windows have no storage: the choice lasts as long as the page */ }
}

function remembered() {
  try {
    const names = JSON.parse(localStorage.getItem(STORE));
    return Array.isArray(names) ? names : FIRST_TILES;
  } catch {
    return FIRST_TILES;
  }
}

function addTile(name) {
  const command = commands.get(name);
  if (!command || tiles.has(name)) return;
  tiles.set(name, new Tile($('tiles'), command, () => {
    tiles.get(name).remove();
    tiles.delete(name);
    remember();
    resubscribe();
  }));
}

async function resubscribe() {
  const names = [...new Set([...dials.keys(), ...tiles.keys()])].filter((n) => commands.has(n));
  if (subscribed) await ask('unsubscribe_all');
  subscribed = true;
  const answer = await ask('subscribe', names, { max_rate_hz: Number($('rate').value) });
  if (answer?.code) notice(answer.message);
}

async function load() {
  try {
    showStatus(await ask('status'));
    $('protocol').textContent = (await ask('protocol_name')) || '–';
    $('port').textContent = (await ask('port_name')) || '–';
    const supported = await ask('supported_commands');
    if (!Array.isArray(supported)) return;
    commands = new Map(supported.map((c) => [c.name, c]));
    picker.offer(supported);
    for (const name of tiles.size > 0 ? [] : remembered()) addTile(name);
    subscribed = false;
    await resubscribe();
    const vin = await ask('vin');
    $('vin').textContent = typeof vin === 'string' && vin ? vin : '–';
    notice(commands.size === 0 ? 'The vehicle does not answer yet. Is the ignition on?' : '');
  } catch (e) {
    if (socket.connected) notice(`The server does not answer: ${e.message}`);
  }
}

async function readCodes() {
  $('read-codes').disabled = true;
  try {
    const answer = await ask('get_dtc');
    const codes = Array.isArray(answer?.value) ? answer.value : null;
    const box = $('codes');
    if (codes === null) {
      box.replaceChildren(line('p', answer?.message ?? 'The vehicle gave no answer.'));
    } else if (codes.length === 0) {
      box.replaceChildren(line('p', 'No trouble codes stored.'));
    } else {
      const ul = document.createElement('ul');
      for (const [code, text] of codes) ul.append(line('li', `${code}  ${text}`));
      box.replaceChildren(ul);
    }
  } catch (e) {
    notice(`Trouble codes: ${e.message}`);
  } finally {
    $('read-codes').disabled = false;
  }
}

function line(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  if (tag === 'p') element.className = 'quiet';
  return element;
}

const picker = new Picker($('find'), $('found'), (name) => {
  addTile(name);
  remember();
  resubscribe();
}, (name) => !tiles.has(name));

socket.on('connect', () => {
  keyForm.hide();
  load();
});
socket.on('connect_error', (error) => {
  if (error.message === 'unauthorized') {
    showStatus('Not Connected');
    keyForm.ask(error.data?.message ?? '');
  }
});
socket.on('error', (error) => {
  if (error?.code === 'unauthorized') keyForm.ask(error.message);
});
socket.on('disconnect', (reason) => {
  showStatus('Not Connected');
  notice(reason === 'io server disconnect' ? 'The server has ended the connection.'
    : 'The connection to the server is lost. It is restored automatically.');
});
socket.on('response', (response) => {
  dials.get(response.command.name)?.set(response.value);
  tiles.get(response.command.name)?.set(response);
});
socket.on('status_changed', (now) => {
  showStatus(now.status);
  if (now.status === 'Car Connected') load();
  else for (const dial of dials.values()) dial.set(null);
});
socket.on('obd_closed', () => showStatus('Not Connected'));
$('rate').addEventListener('change', resubscribe);
$('read-codes').addEventListener('click', readCodes);
