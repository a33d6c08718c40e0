// The dashboard of a fleet in a browser. argv: URL, path of Chromium. Prints OFFLINE when truck-7 is to go offline.
import { check, done, equal, that } from './harness.mjs';
import { changes, connected, figure, hasNumber, launch, open } from './browser-page.mjs';

const [url, executablePath] = process.argv.slice(2);
const browser = await launch(executablePath);
const page = await open(browser, url);
const row = (id) => page.locator(`a[data-vehicle="${id}"]`);
const number = async (command) => Number((await figure(page, command).textContent()).replaceAll(/[^0-9]/g, ''));

await check('the page opens with the list of vehicles', async () => {
  await page.goto(url, { waitUntil: 'load' });
  await row('VAN-1').waitFor();
  await row('truck-7').getByText('online', { exact: true }).waitFor();
  equal(await page.locator('nav li').count(), 3);
});
await check('the search finds a vehicle', async () => {
  await page.locator('#vehicle-search').fill('TRUCK');
  await row('VAN-1').waitFor({ state: 'detached' });
  equal(await page.locator('.vehicle').count(), 1);
  await page.locator('#vehicle-search').fill('');
  await row('VAN-1').waitFor();
});
await check('a vehicle opens with its values', async () => {
  await row('VAN-1').click();
  await connected(page);
  await hasNumber(page, 'RPM');
  equal(await page.locator('#vehicle').textContent(), 'VAN-1');
  that(await changes(page, figure(page, 'RPM'), 10000), 'the value changes');
  that(await number('RPM') < 2000000, 'the value is that of VAN-1');
});
await check('the charts record it', async () => {
  await page.locator('nav a[href="#/charts"]').click();
  await page.locator('canvas').first().waitFor();
});
await check('another vehicle replaces it', async () => {
  await page.locator('nav a[href="#/vehicles"]').click();
  await page.getByText('P0101').waitFor(); // the trouble codes of VAN-1
  await row('truck-7').click();
  await page.locator('#vehicle').filter({ hasText: 'truck-7' }).waitFor();
  await hasNumber(page, 'RPM');
  that(await number('RPM') > 2000000, 'the value is that of truck-7');
});
await check('a vehicle that goes offline is shown as such', async () => {
  console.log('OFFLINE');
  await page.locator('#link[data-state=off]').waitFor();
  await page.locator('nav a[href="#/vehicles"]').click();
  await row('truck-7').getByText('offline', { exact: true }).waitFor();
});
await check('a reload shows the same vehicle, an address another one', async () => {
  await page.goto(`${url}#/drive?vehicle=VAN-1`);
  await page.reload();
  await connected(page);
  equal(await page.locator('#vehicle').textContent(), 'VAN-1');
});
await check('the texts are German in a German browser', async () => {
  const german = await open(browser, url, { locale: 'de-DE' });
  await german.goto(`${url}#/vehicles`);
  await german.getByText('2 Fahrzeuge').waitFor();
  equal(german.complaints, []);
});
await check('10,000 vehicles: only the rows in view exist, and the last one is reached', async () => {
  const many = await open(browser, url);
  await many.route('**/api/v1/vehicles?*', (route) => {
    const query = new URL(route.request().url()).searchParams;
    const from = query.get('after') ? Number(query.get('after').slice(2)) + 1 : 0;
    const count = Math.min(Number(query.get('limit')), 10000 - from);
    const vehicles = Array.from({ length: count }, (_, i) => ({ id: `V-${String(from + i).padStart(5, '0')}`, online: true, last_seen: 1, vin: '' }));
    route.fulfill({ json: { vehicles, next: from + count < 10000 ? vehicles.at(-1).id : '' } });
  });
  await many.goto(`${url}#/vehicles`);
  await many.locator('a[data-vehicle="V-00000"]').waitFor();
  const list = many.locator('.vehicles');
  const end = Date.now() + 60000;
  while (await many.locator('a[data-vehicle="V-09999"]').count() === 0 && Date.now() < end) {
    await list.evaluate((box) => { box.scrollTop = box.scrollHeight; });
    await many.waitForTimeout(20);
  }
  equal(await many.locator('a[data-vehicle="V-09999"]').count(), 1);
  that(await many.locator('.vehicle').count() < 60, 'few rows exist');
});
await check('no errors', () => equal(page.complaints, []));
await browser.close();
done();
