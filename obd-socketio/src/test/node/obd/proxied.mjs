// The dashboard behind a reverse proxy, in a real browser. argv: URL, path of Chromium, expected transport.
import { chromium } from 'playwright-core';
import { check, done, equal } from './harness.mjs';

const [url, executablePath, transport] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--ignore-certificate-errors'],
});
const page = await browser.newPage();
const complaints = [];
let frames = 0;
page.on('console', (message) => {
  // Where the proxy refuses WebSocket, the browser reports the attempt.
  if (message.type() === 'error' && !message.text().includes('WebSocket connection')) complaints.push(message.text());
});
page.on('pageerror', (error) => complaints.push(String(error)));
page.on('websocket', (socket) => socket.on('framereceived', () => { frames += 1; }));

await check('the page opens', async () => {
  equal((await page.goto(url, { waitUntil: 'load' })).status(), 200);
});
await check('it connects and shows values', async () => {
  await page.getByText('Car Connected').waitFor({ timeout: 30000 });
  await page.locator('.dial[data-command=RPM] .number', { hasText: /[0-9]/ }).waitFor({ timeout: 30000 });
});
await check(`it uses ${transport}`, async () => {
  if (transport === 'websocket') {
    const end = Date.now() + 30000;
    while (frames < 3 && Date.now() < end) await page.waitForTimeout(50);
  }
  equal(frames >= 3, transport === 'websocket');
});
await check('the policy of the page forbids nothing that it needs', async () => equal(complaints, []));
await browser.close();
done();
