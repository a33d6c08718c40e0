// The dashboard of a server that requires a key, in a real browser. argv: URL, path of Chromium, key.
import { chromium } from 'playwright-core';
import { check, done, equal, that } from './harness.mjs';

const [url, executablePath, key] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage();
const form = page.locator('#key-form');
const connected = () => page.getByText('Car Connected').waitFor({ timeout: 20000 });

await check('the page is served and asks for the key', async () => {
  equal((await page.goto(url, { waitUntil: 'load' })).status(), 200);
  await form.waitFor({ timeout: 20000 });
  equal(await page.locator('.tile').count(), 0);
});
await check('a wrong key is refused with the reason', async () => {
  await form.locator('input').fill('obd_wrong');
  await form.locator('button').click();
  await form.getByText('the key is not valid').waitFor({ timeout: 20000 });
});
await check('the right key connects', async () => {
  await form.locator('input').fill(key);
  await form.locator('input').press('Enter');
  await connected();
  await form.waitFor({ state: 'hidden', timeout: 20000 });
  await page.locator('.dial[data-command=RPM] .number', { hasText: /\d/ }).waitFor({ timeout: 20000 });
});
await check('a reload needs no key again, and the URL has none', async () => {
  await page.reload();
  await connected();
  that(!page.url().includes(key), page.url());
});
await check('another tab asks again', async () => {
  const other = await browser.newPage();
  await other.goto(url);
  await other.locator('#key-form').waitFor({ timeout: 20000 });
});
await browser.close();
done();
