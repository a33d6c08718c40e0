// The dashboard behind a reverse proxy, in a browser. argv: URL, path of Chromium, expected transport.
import { check, done, equal } from './harness.mjs';
import { connected, hasNumber, launch, open } from './browser-page.mjs';

const [url, executablePath, transport] = process.argv.slice(2);
const browser = await launch(executablePath);
const page = await open(browser, url);

await check('the page opens', async () => {
  equal((await page.goto(url, { waitUntil: 'load' })).status(), 200);
});
await check('it connects and shows values', async () => {
  await connected(page);
  await hasNumber(page, 'RPM');
});
await check(`it uses ${transport}`, async () => {
  if (transport === 'websocket') {
    const end = Date.now() + 30000;
    while (page.frames < 3 && Date.now() < end) await page.waitForTimeout(50);
  }
  equal(page.frames >= 3, transport === 'websocket');
});
await check('the REST interface is found', async () => {
  await page.locator('#edit').waitFor({ timeout: 20000 }); // the scopes of the client are known
});
await check('the policy of the page forbids nothing that it needs', async () => {
  // Where the proxy refuses WebSocket, the browser reports the attempt.
  equal(page.complaints.filter((text) => !text.includes('WebSocket connection')), []);
});
await browser.close();
done();
