// The page Connection: the state, what is plugged in, disconnecting and connecting, and the checks. argv: URL, path of
// Chromium, folder for screenshots or "".
import { check, done, equal, that } from './harness.mjs';
import { connected, launch, open } from './browser-page.mjs';

const [url, executablePath, folder] = process.argv.slice(2);
const browser = await launch(executablePath);
const page = await open(browser, url);
await page.goto(`${url}#/connection`);
await connected(page);
const main = page.locator('main[data-page=connection]');
const text = (words) => main.getByText(words).first();
const button = (name) => main.getByRole('button', { name, exact: true });

await check('the state is shown', async () => text('The vehicle answers').waitFor());
await check('the simulator and the serial ports are listed', async () => {
  await text('Simulated vehicle').waitFor();
  await text('in use').waitFor();
});
await check('the checks run and report', async () => {
  await button('Run the checks').click();
  await text('No check has failed.').waitFor({ timeout: 60000 });
  await main.getByRole('button', { name: /Show all \d+ checks/ }).click();
  await text('ISO 15765-4 (CAN 11/500)').waitFor();
  that(await main.locator('.check').count() > 20, 'every check is shown');
});
if (folder) await page.screenshot({ path: `${folder}/connection-checks.png`, fullPage: true });
await check('a client disconnects, and is told what to do next', async () => {
  await button('Disconnect').click();
  await text('Choose a device below.').waitFor();
  equal(await button('Disconnect').count(), 0);
});
await check('a transport that is not allowed is refused', async () => {
  await main.getByLabel('Other transport').fill('elm327://192.0.2.1:35000');
  await main.locator('form').getByRole('button', { name: 'Connect' }).click();
  await page.getByText('connect-hosts').first().waitFor();
});
await check('a client connects again', async () => {
  await main.getByRole('button', { name: 'Connect', exact: true }).last().click();
  await main.locator('.device', { hasText: 'Simulated vehicle' }).getByRole('button', { name: 'Connect' }).click();
  await text('The vehicle answers').waitFor();
});
await check('what has happened is listed', async () => {
  that(await main.locator('section').last().locator('li').count() > 0, 'an event');
});
await check('there is no error and no foreign request', async () => equal(page.complaints, []));
await browser.close();
done();
