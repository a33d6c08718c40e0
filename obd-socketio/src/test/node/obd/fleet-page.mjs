// The dashboard of a fleet in a browser. argv: URL, path of Chromium. Prints CODES when VAN-1 is to get a trouble code, and
// OFFLINE when truck-7 is to go offline, and LATE when VAN-2 is to appear. VAN-9 is the server of a simulated vehicle with
// trouble codes.
import { check, done, equal, that } from './harness.mjs';
import { changes, connected, figure, findings, hasNumber, launch, open, openAudited } from './browser-page.mjs';

const [url, executablePath] = process.argv.slice(2);
const browser = await launch(executablePath);
const page = await open(browser, url);
const row = (id) => page.locator(`a[data-vehicle="${id}"]`);
const button = (name) => page.getByRole('button', { name, exact: true });
const number = async (command) => Number((await figure(page, command).textContent()).replaceAll(/[^0-9]/g, ''));

await check('the page opens with the list of vehicles', async () => {
  await page.goto(url, { waitUntil: 'load' });
  await row('VAN-1').waitFor();
  await row('truck-7').getByText('online', { exact: true }).waitFor();
  equal(await page.locator('nav li').count(), 4);
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
await check('its health is that which it answers, and read again when it publishes another code', async () => {
  await page.locator('nav a[href="#/health"]').click();
  await page.getByText(/^Read .*\./).waitFor();
  equal(await page.locator('.code').count(), 1);
  equal(await button('Clear codes').count(), 0); // the vehicle does not permit it
  console.log('CODES');
  await page.locator('.code', { hasText: 'P0102' }).getByText('ECU 7E8').waitFor();
});
await check('another vehicle replaces it', async () => {
  await page.locator('nav a[href="#/vehicles"]').click();
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
await check('its health is what it has published, with the time', async () => {
  await page.locator('nav a[href="#/health"]').click();
  await page.getByText(/Published by the vehicle /).waitFor();
  await page.locator('.code', { hasText: 'P0101' }).getByText('Stored').waitFor();
  await page.locator('.facts dd', { hasText: '2,700 rpm' }).waitFor();
  that(await button('Read again').isDisabled(), 'it could be read');
  equal(await page.locator('.monitors').count(), 0);
});
await check('this page has no finding of axe-core and fits a phone, also in German', async () => {
  const audited = await openAudited(browser, url, { locale: 'de-DE', viewport: { width: 390, height: 844 } });
  await audited.goto(`${url}#/health?vehicle=truck-7`);
  await audited.getByText(/Vom Fahrzeug gemeldet .* Letzte Nachricht /).waitFor();
  equal(await findings(audited), []);
  equal(await audited.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  equal(audited.complaints, []);
});
await check('a vehicle that permits it is read in full and its codes are cleared', async () => {
  await page.goto(`${url}#/health?vehicle=VAN-9`);
  await page.reload();
  await page.getByText('Not ready for inspection').waitFor().catch(async (e) => {
    throw new Error(`${e.message}: ${await page.locator('main').innerText()}`);
  });
  await page.locator('.code', { hasText: 'P0301' }).getByText('Permanent').waitFor();
  that((await page.locator('tbody tr').count()) > 3, 'too few tests');
  await button('Clear codes').click();
  await page.locator('dialog').getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByText('The malfunction lamp is off').waitFor();
});
await check('what was published is shown without the scope query, and if the vehicle cannot be read', async () => {
  const limited = await open(browser, url, { serviceWorkers: 'block' }); // its requests are not routed
  let asked = 0;
  await limited.route('**/api/v1/session', (route) => route.fulfill({ json: { name: 'viewer', scopes: ['read', 'watch'] } }));
  await limited.route('**/diagnosis*', (route) => {
    asked += 1;
    route.fulfill({ status: 409, json: { code: 'not_connected', message: 'the adapter is not connected' } });
  });
  await limited.goto(`${url}#/health?vehicle=VAN-1`);
  await limited.locator('.code', { hasText: 'P0102' }).waitFor();
  await limited.getByText('does not allow requests to the vehicle').waitFor();
  equal([asked, await limited.getByRole('button', { name: 'Read again' }).count()], [0, 0]);
  await limited.unroute('**/api/v1/session');
  await limited.reload();
  await limited.getByRole('alert').getByText('the adapter is not connected').waitFor();
  equal(await limited.locator('.code').count(), 2);
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
  await german.getByText('3 Fahrzeuge').waitFor();
  equal(german.complaints, []);
});
await check('a vehicle that appears later is shown', async () => {
  const early = await open(browser, url);
  await early.goto(`${url}#/drive?vehicle=VAN-2`);
  await early.locator('#link[data-state=off]').waitFor();
  console.log('LATE');
  await connected(early);
  await hasNumber(early, 'RPM');
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
