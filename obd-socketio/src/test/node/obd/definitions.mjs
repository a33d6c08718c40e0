// The definitions on the page Connection: the proposal, the choice, and that it is shown to a page that is opened later.
// argv: URL, path of Chromium, folder for screenshots or "".
import { check, done, equal } from './harness.mjs';
import { connected, launch, open } from './browser-page.mjs';

const [url, executablePath, folder] = process.argv.slice(2);
const browser = await launch(executablePath);
const page = await open(browser, url);
await page.goto(`${url}#/connection`);
await connected(page);
const section = (from) => from.locator('main[data-page=connection] section[aria-label=Definitions]');

await check('make and year are shown, and a set is proposed', async () => {
  await section(page).getByText('Toyota, 2017').waitFor();
  equal(await section(page).locator('select').inputValue(), 'Toyota-Camry/signalsets/v3/default.json');
});
await check('a client chooses another set', async () => {
  await section(page).locator('select').selectOption('Toyota-RAV4/signalsets/v3/default.json');
  await section(page).getByRole('button', { name: 'Use', exact: true }).click();
  await section(page).locator('.badge').getByText('Toyota-RAV4/signalsets/v3/default.json').waitFor();
});
if (folder) await section(page).screenshot({ path: `${folder}/connection-definitions.png` });
await check('the choice is shown to others', async () => {
  const other = await open(browser, url);
  await other.goto(`${url}#/connection`);
  await connected(other);
  await section(other).locator('.badge').getByText('Toyota-RAV4/signalsets/v3/default.json').waitFor();
});
await check('a client ends the choice', async () => {
  await section(page).getByRole('button', { name: 'Do not use' }).click();
  await section(page).getByText('The first set below fits').waitFor();
});
await check('there is no error and no foreign request', async () => equal(page.complaints, []));
await browser.close();
done();
