// The dashboard while things go wrong. argv: URL, path of Chromium, folder for screenshots or "". Prints RESTART when the
// server is to restart on its port.
import { createServer } from 'node:http';
import { check, done, equal, that } from './harness.mjs';
import { connected, figure, hasNumber, launch, open } from './browser-page.mjs';
import { Relay } from './relay.mjs';

const [url, executablePath, folder] = process.argv.slice(2);
const STALE_MS = 2500; // 2 s, and what this check itself takes
const browser = await launch(executablePath);
const relay = new Relay(0, Number(new URL(url).port));
await relay.ready;
const gauge = (page, state) => page.locator(`.item[data-command=RPM] .gauge[data-state=${state}]`);
const shot = (page, name) => (folder ? page.screenshot({ path: `${folder}/${name}.png` }) : null);
const ignition = (value) => fetch(`${url}rest/do/SIM_IGNITION`, {
  method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ value }),
});
async function within(ms, what, wait) {
  const begin = Date.now();
  await wait;
  const took = Date.now() - begin;
  that(took <= ms, `${what} took ${took} ms`);
}

const page = await open(browser, relay.url);
await page.goto(relay.url);
await connected(page);
await hasNumber(page, 'RPM');

await check('a frozen link makes values grey within 2 s, with the time of the last value', async () => {
  relay.freeze(true);
  await within(STALE_MS, 'grey', gauge(page, 'stale').waitFor({ timeout: 10000 }));
  that(/\d\d:\d\d:\d\d/.test(await page.locator('.item[data-command=RPM] .since').textContent()), 'no time');
  await page.locator('#link[data-state=off]').waitFor({ timeout: 5000 });
  that(/No server since \d\d:\d\d:\d\d/.test(await page.locator('#status').textContent()), await page.locator('#status').textContent());
  await shot(page, 'no-server');
});
await check('values return when the link does', async () => {
  relay.freeze(false);
  await gauge(page, 'live').waitFor({ timeout: 30000 });
  await connected(page);
});
await check('values return after the connection was cut', async () => {
  relay.cut();
  await gauge(page, 'stale').waitFor({ timeout: 2500 });
  await gauge(page, 'live').waitFor({ timeout: 30000 });
});
await check('a slow network changes nothing', async () => {
  relay.slow(300);
  await page.reload();
  await connected(page);
  await hasNumber(page, 'RPM');
  await page.waitForTimeout(3000);
  equal(await gauge(page, 'live').count(), 1);
  relay.slow(0);
});
await check('ignition off makes values grey and keeps them', async () => {
  equal((await ignition(0)).status, 200);
  await within(8000, 'grey', gauge(page, 'stale').waitFor({ timeout: 30000 }));
  that(/\d/.test(await figure(page, 'RPM').textContent()), 'no value');
  await page.locator('#link:not([data-state=on])').waitFor({ timeout: 30000 });
  await shot(page, 'ignition-off');
});
await check('values return with the ignition', async () => {
  equal((await ignition(1)).status, 200);
  await gauge(page, 'live').waitFor({ timeout: 60000 });
});
await check('the end of the server is shown within 2 s, and values return after its restart', async () => {
  console.log('RESTART');
  await gauge(page, 'stale').waitFor({ timeout: 60000 });
  await within(STALE_MS, 'the state', page.locator('#link[data-state=off]').waitFor({ timeout: 10000 }));
  await gauge(page, 'live').waitFor({ timeout: 60000 });
  await connected(page);
});

// ---- two clients

const edit = async (screen, title) => {
  await screen.locator('#edit').click();
  await screen.locator('#layout-name').fill(title);
};
const other = await open(browser, url);
await other.goto(url);
await connected(other);
await hasNumber(other, 'RPM');
await check('a saved layout appears on the other screen', async () => {
  await edit(page, 'First');
  await page.locator('#save').click();
  await other.locator('#layout option', { hasText: 'First' }).waitFor({ state: 'attached', timeout: 10000 });
});
await check('two changes of one layout: the second screen is asked, and its version wins if it insists', async () => {
  await edit(page, 'Mine');
  await edit(other, 'Theirs');
  await other.locator('#save').click();
  await other.locator('#layout option', { hasText: 'Theirs' }).waitFor({ state: 'attached', timeout: 10000 });
  await page.locator('#save').click();
  await page.getByRole('dialog', { name: 'Changed on another screen' }).waitFor({ timeout: 10000 });
  await shot(page, 'conflict');
  await page.getByRole('button', { name: 'Use my version' }).click();
  await other.locator('#layout option', { hasText: 'Mine' }).waitFor({ state: 'attached', timeout: 10000 });
});
await check('changes of different layouts do not conflict', async () => {
  await edit(page, 'One');
  await other.locator('#layout').selectOption('track');
  await edit(other, 'Two');
  await other.locator('#save').click();
  await page.locator('#save').click();
  for (const screen of [page, other]) {
    for (const name of ['One', 'Two']) {
      await screen.locator('#layout option', { hasText: name }).waitFor({ state: 'attached', timeout: 10000 });
    }
  }
});

// ---- the installed page

await check('the installed page opens while the server is off', async () => {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 20000 });
  const target = relay.target;
  relay.target = 9; // nothing listens there
  relay.cut();
  await page.reload();
  await page.locator('#link[data-state=off]').waitFor({ timeout: 20000 });
  await gauge(page, 'empty').waitFor({ timeout: 5000 });
  relay.target = target;
  await gauge(page, 'live').waitFor({ timeout: 30000 });
});
await check('it stores files of the page only', async () => {
  const stored = await page.evaluate(async () => {
    const urls = [];
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname);
    }
    return urls;
  });
  that(stored.includes('/main.js') && stored.length > 20, `${stored.length} files`);
  equal(stored.filter((path) => /^[/](api|rest|json|health|dashboard)/.test(path)), []);
});
await check('another page at its address ends the worker', async () => {
  const foreign = createServer((request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>mine</h1>'));
  await new Promise((resolve) => { foreign.listen(0, '127.0.0.1', resolve); });
  const target = relay.target;
  relay.target = foreign.address().port;
  relay.cut();
  await page.goto(relay.url);
  await page.getByText('mine').waitFor();
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistrations()).length === 0
    && (await caches.keys()).length === 0, null, { timeout: 20000 });
  relay.target = target;
  foreign.close();
});
await browser.close();
done();
