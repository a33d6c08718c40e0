// Starts the page: settings, texts, the connection, the shell, and the service worker.

import { html, render } from './vendor/preact.js';
import { settings, store, units } from './core/app.js';
import * as alarms from './core/alarms.js';
import { api } from './core/api.js';
import { open, settings as serverSettings } from './core/connection.js';
import { auth } from './core/key.js';
import * as i18n from './core/i18n.js';
import { install } from './core/install.js';
import { go, current } from './core/router.js';
import { remembered, VehicleSocket } from './core/vehicle-socket.js';
import { toast } from './ui/kit.js';
import { Shell } from './ui/shell.js';

async function applySettings({ language }) {
  i18n.choose(language);
  window.applyLook();
  await i18n.load('shell', 'commands');
}

/** Reads the table of units of the user's system from the server. */
async function loadUnits() {
  const { units: system, customUnits } = settings.get();
  const table = await store.ask('units', system === 'custom' ? customUnits || 'metric' : system);
  if (table?.code) throw new Error(table.message);
  units.use(table);
  store.set({ units: table });
}

/** Opens the connection: to the server's vehicle, or to one of the vehicles of a fleet. */
async function openSocket(server) {
  const options = { auth: (send) => send(auth()), autoConnect: false };
  store.set({ fleet: server.fleet === true });
  if (!server.fleet) return open(server.path, '/', options);
  const vehicle = current().query.vehicle ?? remembered();
  store.set({ vehicle });
  if (!vehicle) go('vehicles');
  return new VehicleSocket(await open(server.path, '/fleet', options), vehicle, (reported) => store.set(reported));
}

async function connect() {
  const server = await serverSettings();
  const socket = await openSocket(server);
  store.attach(socket);
  if (!server.fleet) alarms.start();
  socket.on('connect', async () => {
    try {
      await loadUnits();
      store.set({ session: await api('api/v1/session') });
    } catch (e) {
      store.set({ error: e.message });
    }
  });
  socket.connect();
  install(server.version);
}

/** Connects; the page may come from the cache while the server is off, so that it tries until the server answers. */
async function connectWhenPossible() {
  for (;;) {
    try {
      await connect();
      return;
    } catch (e) {
      store.set({ link: 'lost', error: e.message });
      await new Promise((resolve) => { setTimeout(resolve, 2000); });
    }
  }
}

/** Draws the page; texts are not followed by the components, so that a change of the language draws all of it again. */
const draw = () => render(html`<${Shell} language=${i18n.current()} />`, document.getElementById('app'));

await applySettings(settings.get());
let drawnUnits = `${settings.get().units} ${settings.get().customUnits}`;
settings.onChange(async (values) => {
  await applySettings(values);
  const wanted = `${values.units} ${values.customUnits}`;
  if (wanted !== drawnUnits && store.state.link === 'on') {
    drawnUnits = wanted;
    await loadUnits().catch((e) => toast(e.message, { kind: 'bad' }));
  }
  draw();
});
draw();
connectWhenPossible();
