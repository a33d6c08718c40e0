// The service worker: keeps the files of the page, so that it opens while the server is off. It never stores data. The
// files of one version are stored together; the version is in the address of this script. A response of the server is
// always preferred to a stored one.

const VERSION = new URL(self.location).searchParams.get('v');
const NAME = `obdio-page-${self.registration.scope}`;
const CACHE = `${NAME}-${VERSION}`;
const BASE = new URL(self.registration.scope);
const MARK = '<meta name="generator" content="OBDio">';

self.addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const settings = await (await fetch(new URL('dashboard.json', BASE), { cache: 'no-cache' })).json();
    if (settings.version !== VERSION) throw new Error('another version is served');
    const cache = await caches.open(CACHE);
    const files = settings.files.filter((file) => file !== 'sw.js' && /[.](html|js|css|json|svg|png|webmanifest)$/.test(file));
    const endpoint = new URL(`${settings.path.replace(/^[/]/, '')}/socket.io.min.js`, BASE);
    await cache.addAll([...files.map((file) => new Request(new URL(file, BASE), { cache: 'no-cache' })), endpoint]);
    await self.skipWaiting();
  })());
});

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(`${NAME}-`) && name !== CACHE) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== BASE.origin || !url.pathname.startsWith(BASE.pathname)) return;
  const isPage = event.request.mode === 'navigate' && [BASE.pathname, `${BASE.pathname}index.html`].includes(url.pathname);
  if (event.request.mode === 'navigate' && !isPage) return;
  if (!isPage && url.search) return; // files of the page have no query, polls of Socket.IO do
  event.respondWith(answer(event.request, isPage));
});

async function answer(request, isPage) {
  const stored = async () => (await caches.open(CACHE)).match(isPage ? new URL('index.html', BASE) : request);
  let response;
  try {
    response = await fetch(request);
  } catch (e) {
    const copy = await stored();
    if (copy) return copy;
    throw e;
  }
  if ([502, 503, 504].includes(response.status)) return (await stored()) ?? response; // the proxy runs, the server does not
  if (isPage && response.ok && !(await response.clone().text()).includes(MARK)) await leave();
  return response;
}

/** Ends the worker: the server serves another page here. */
async function leave() {
  for (const name of await caches.keys()) if (name.startsWith(`${NAME}-`)) await caches.delete(name);
  await self.registration.unregister();
}
