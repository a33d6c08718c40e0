// The dashboard in a real browser. argv: URL, path of Chromium, file for a screenshot or "".
import { chromium } from 'playwright-core';
import { check, done, equal, that } from './harness.mjs';

const [url, executablePath, screenshot] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
const complaints = [];
page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
page.on('pageerror', (error) => complaints.push(String(error)));

const dial = (name) => page.locator(`.dial[data-command=${name}] .number`);
const changes = async (locator, ms) => {
  const before = await locator.textContent();
  const end = Date.now() + ms;
  while (Date.now() < end) {
    if ((await locator.textContent()) !== before) return true;
    await page.waitForTimeout(50);
  }
  return false;
};

await check('the page opens', async () => {
  const response = await page.goto(url, { waitUntil: 'load' });
  equal(response.status(), 200);
  equal(await page.title(), 'OBDio');
});
await check('it says that the car is connected', async () => {
  await page.getByText('Car Connected').waitFor({ timeout: 20000 });
  equal(await page.locator('#link').getAttribute('data-state'), 'on');
});
await check('it names the protocol, the port and the VIN', async () => {
  await page.locator('#vin', { hasText: /^[A-HJ-NPR-Z0-9]{17}$/ }).waitFor({ timeout: 20000 });
  that((await page.locator('#protocol').textContent()).includes('ISO 15765-4'), 'no protocol');
  that((await page.locator('#port').textContent()).length > 1, 'no port');
});
await check('engine speed has a number', async () => {
  await dial('RPM').filter({ hasText: /\d/ }).waitFor({ timeout: 20000 });
});
await check('engine speed changes', async () => that(await changes(dial('RPM'), 10000), 'it stands still'));
await check('every dial has a number', async () => {
  for (const name of ['RPM', 'SPEED', 'ENGINE_LOAD', 'COOLANT_TEMP']) {
    await dial(name).filter({ hasText: /\d/ }).waitFor({ timeout: 20000 });
  }
});
await check('tiles have values', async () => {
  await page.locator('.tile[data-command=THROTTLE_POS] .value', { hasText: /\d.*%/ }).waitFor({ timeout: 20000 });
  that((await page.locator('.tile').count()) >= 5, 'too few tiles');
});
await check('a value is found by words and added', async () => {
  await page.locator('#find').fill('timing advance');
  await page.locator('#found li[data-command=TIMING_ADVANCE]').click();
  await page.locator('.tile[data-command=TIMING_ADVANCE] .value', { hasText: /\d/ }).waitFor({ timeout: 20000 });
});
await check('the keyboard alone adds one', async () => {
  await page.locator('#find').fill('OBD_COMPLIANCE');
  await page.locator('#find').press('Enter');
  await page.locator('.tile[data-command=OBD_COMPLIANCE]').waitFor({ timeout: 20000 });
});
await check('a tile is removed', async () => {
  await page.locator('.tile[data-command=TIMING_ADVANCE] button').click();
  equal(await page.locator('.tile[data-command=TIMING_ADVANCE]').count(), 0);
});
await check('the choice outlives a reload', async () => {
  await page.reload();
  await page.locator('.tile[data-command=OBD_COMPLIANCE]').waitFor({ timeout: 20000 });
});
await check('the rate can be changed', async () => {
  await page.locator('#rate').selectOption('20');
  await dial('RPM').filter({ hasText: /\d/ }).waitFor({ timeout: 20000 });
  that(await changes(dial('RPM'), 10000), 'it stands still');
});
await check('trouble codes are read', async () => {
  await page.locator('#read-codes').click();
  await page.locator('#codes').getByText(/No trouble codes|[PCBU][0-3][0-9A-F]{3}/).first().waitFor({ timeout: 20000 });
});
await check('no notice is shown', async () => equal(await page.locator('#notice').isVisible(), false));
if (screenshot) {
  await page.waitForTimeout(3000);
  await page.screenshot({ path: screenshot, fullPage: true });
}
await check('it fits a phone', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  that(width <= 360, `it is ${width} px wide`);
});
await check('it has a dark face', async () => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await background();
  await page.emulateMedia({ colorScheme: 'dark' });
  that((await background()) !== light, 'light and dark are the same');
});
await check('the served client is the official one', async () => {
  equal(await page.evaluate(() => typeof window.io), 'function');
  equal(await page.evaluate(() => typeof window.io.Manager), 'function');
});
await check('the browser complained of nothing', async () => equal(complaints, []));
await browser.close();
done();
