// Starts the page: settings, texts, the connection, the shell, and the service worker.

import { html, render } from './vendor/preact.js';
import { settings, store } from './core/app.js';
import { api } from './core/api.js';
import { open, settings as serverSettings } from './core/connection.js';
import { auth } from './core/key.js';
import * as i18n from './core/i18n.js';
import { install } from './core/install.js';
import { Shell } from './ui/shell.js';

async function applySettings({ language }) {
  i18n.choose(language);
  window.applyLook();
  await i18n.load('shell', 'commands');
}

async function connect() {
  const server = await serverSettings();
  const socket = await open(server.path, { auth: (send) => send(auth()), autoConnect: false });
  store.attach(socket);
  socket.on('connect', async () => {
    try {
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

await applySettings(settings.get());
settings.onChange(async (values) => {
  await applySettings(values);
  render(html`<${Shell} key=${`${i18n.current()} ${values.units}`} />`, document.getElementById('app'));
});
render(html`<${Shell} key=${`${i18n.current()} ${settings.get().units}`} />`, document.getElementById('app'));
connectWhenPossible();
