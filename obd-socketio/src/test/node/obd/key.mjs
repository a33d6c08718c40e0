// The dashboard of a server that requires a key, in a browser. argv: URL, path of Chromium, key.
import { check, done, equal, that } from './harness.mjs';
import { connected, hasNumber, launch, open } from './browser-page.mjs';

const [url, executablePath, key] = process.argv.slice(2);
const browser = await launch(executablePath);
const page = await open(browser, url);
const form = page.locator('#key-form');

await check('the page is served and asks for the key', async () => {
  equal((await page.goto(url, { waitUntil: 'load' })).status(), 200);
  await form.waitFor({ timeout: 20000 });
  equal(await page.locator('.item').count(), 0);
});
await check('a wrong key is refused with the reason', async () => {
  await form.locator('input').fill('obd_wrong');
  await form.locator('button').click();
  await form.getByText('the key is not valid').waitFor({ timeout: 20000 });
});
await check('the right key connects', async () => {
  await form.locator('input').fill(key);
  await form.locator('input').press('Enter');
  await connected(page);
  await form.waitFor({ state: 'hidden', timeout: 20000 });
  await hasNumber(page, 'RPM');
});
await check('a reload needs no key again, and the URL has none', async () => {
  await page.reload();
  await connected(page);
  that(!page.url().includes(key), page.url());
});
await check('another tab asks again', async () => {
  const other = await browser.newPage();
  await other.goto(url);
  await other.locator('#key-form').waitFor({ timeout: 20000 });
});
await browser.close();
done();
