// The pages Health, Alarms and Tinker on a simulated vehicle with trouble codes. argv: URL, path of Chromium.
import { check, done, equal, that } from './harness.mjs';
import { connected, hasNumber, launch, open } from './browser-page.mjs';

const [url, executablePath] = process.argv.slice(2);
const browser = await launch(executablePath);
const page = await open(browser, url);
const other = await open(browser, url);
const show = (p, name) => p.evaluate((hash) => { location.hash = `#/${hash}`; }, name);
const button = (name, exact = true) => page.getByRole('button', { name, exact });
const simulate = (path, body) => page.evaluate(async ([to, value]) => {
  await fetch(`api/v1/simulator/${to}`, { method: 'PUT', body: JSON.stringify(value) });
}, [path, body]);

await page.goto(url);
await connected(page);
await other.goto(url);
await connected(other);

// ---- Health

await show(page, 'health');
await check('the lamp and the verdict are shown', async () => {
  await page.getByText('The malfunction lamp is on').waitFor();
  await page.getByText('Not ready for inspection').waitFor();
  await page.getByText('the lamp is on, 2 monitors are incomplete').first().waitFor();
});
await check('codes of all services are one list', async () => {
  const code = page.locator('.code', { hasText: 'P0301' });
  await code.getByText('Stored').waitFor();
  await code.getByText('Permanent').waitFor();
  equal(await page.locator('.code').count(), 3);
});
await check('the freeze frame has values with units', async () => {
  await page.locator('.frame summary', { hasText: 'P0301' }).click();
  await page.locator('.facts dd', { hasText: /rpm$/ }).first().waitFor();
});
await check('tests of monitors are compared with their limits', async () => {
  that((await page.locator('tbody tr').count()) > 3, 'too few tests');
  await page.getByRole('switch', { name: 'Failed only' }).check();
  await page.locator('tbody tr .badge.bad').first().waitFor();
});
await check('the ignition off leaves what was read, with its time', async () => {
  await simulate('ignition', { on: false });
  await page.getByText(/The vehicle does not answer\. Read/).waitFor();
  that(await button('Read again').isDisabled(), 'it could be read');
  await simulate('ignition', { on: true });
  await connected(page);
});
await check('clearing is confirmed with what is lost, and Escape cancels it', async () => {
  await button('Clear codes').click();
  await page.getByText('2 stored and 1 pending codes').waitFor();
  await page.getByText(/permanent code stays/).waitFor();
  await page.keyboard.press('Escape');
  equal(await page.locator('dialog').count(), 0);
  equal(await page.locator('.code').count(), 3);
});
await check('the codes are cleared by keyboard', async () => {
  await button('Clear codes').focus();
  await page.keyboard.press('Enter');
  await page.locator('dialog').getByRole('button', { name: 'Clear', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('The malfunction lamp is off').waitFor();
  equal(await page.locator('.code', { hasText: 'P0420' }).count(), 0);
});

// ---- Alarms

await show(page, 'alarms');
await check('a rule is made from a preset', async () => {
  await button('Add a rule').click();
  await page.locator('.preset', { hasText: 'coolant is too hot' }).click();
  await page.getByLabel('Threshold').first().fill('105');
  await page.getByLabel('Duration in seconds').fill('0');
  await button('Save').click();
  await page.locator('.rule', { hasText: 'COOLANT_TEMP > 105 °C' }).getByText('Normal').waitFor();
});
await check('another screen shows it, and its alarm above every page', async () => {
  await simulate('inputs/coolant_temperature', { value: 118 });
  await other.locator('.alarm-bar.critical', { hasText: 'The engine coolant is too hot' }).waitFor();
  await page.locator('.rule .badge', { hasText: 'Active' }).waitFor();
});
await check('a screen acknowledges it for all', async () => {
  await other.locator('.alarm-bar').getByRole('button', { name: 'Acknowledge' }).click();
  await page.locator('.alarm').getByText('Acknowledged').waitFor();
  await simulate('inputs/coolant_temperature', { value: null });
  await page.locator('.rule .badge', { hasText: 'Normal' }).waitFor();
  await other.locator('.alarm-bar').waitFor({ state: 'detached' });
});
await check('a mistake is reported by the server and the editor stays open', async () => {
  await button(/^Edit/, false).click();
  await page.getByLabel('Unit').first().fill('parsec');
  await button('Save').click();
  await page.getByText("unit: 'parsec' is not a unit").waitFor();
  await page.keyboard.press('Escape');
});
await check('a rule is switched off and removed', async () => {
  await page.locator('.rule').getByRole('switch').click();
  await page.locator('.rule .badge', { hasText: 'Off' }).waitFor();
  await button(/^Remove/, false).click();
  await page.locator('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText('There are no rules yet').waitFor();
});

// ---- Tinker

await show(page, 'tinker');
const field = page.getByLabel('Request', { exact: false }).first();
await check('a raw request is answered and decoded', async () => {
  await field.fill('01 0c');
  await field.press('Enter');
  const first = page.locator('.log > li').first();
  await first.getByText(/41 0C/).first().waitFor();
  await first.getByText(/RPM · Engine RPM/).waitFor();
});
await check('a negative response has its name, and an arrow key recalls the request', async () => {
  await page.getByLabel('ECU', { exact: false }).first().fill('7E0');
  await field.fill('22FFFE');
  await field.press('Enter');
  await page.locator('.log .badge.bad', { hasText: 'requestOutOfRange' }).waitFor();
  await field.press('ArrowUp');
  equal(await field.inputValue(), '22FFFE');
});
await check('the traffic of other clients is shown, and pauses', async () => {
  await show(other, 'drive');
  await hasNumber(other, 'RPM');
  await show(page, 'tinker/traffic');
  await page.locator('.traffic tbody tr', { hasText: /41/ }).first().waitFor();
  await button('Pause').click();
  await page.waitForTimeout(400);
  const before = await page.locator('.traffic tbody tr').first().textContent();
  await page.waitForTimeout(800);
  equal(await page.locator('.traffic tbody tr').first().textContent(), before);
});
await check('a definition is tried on the vehicle, and a mistake is selected in the text', async () => {
  await show(page, 'tinker/definitions');
  await button('On the vehicle').click();
  await page.locator('.result', { hasText: /rpm/ }).waitFor();
  const editor = page.getByRole('textbox', { name: 'Definition', exact: true });
  await editor.fill((await editor.inputValue()).replace('A-40', 'A-*40'));
  await page.locator('.problem').click();
  const selected = await editor.evaluate((e) => e.value.slice(e.selectionStart, e.selectionEnd));
  equal(selected, '*');
});
await check('a definition is saved on the server and opened again', async () => {
  await page.getByLabel('Name of the file').fill('tried.csv');
  await button('Save on the server').click();
  await page.getByText('tried.csv was saved').waitFor();
  const editor = page.getByRole('textbox', { name: 'Definition', exact: true });
  const text = await editor.inputValue();
  await editor.fill('Name,ShortName,ModeAndPID,Equation\n');
  await page.getByLabel('Files on the server').selectOption('tried.csv');
  await page.waitForFunction((wanted) => document.querySelector('textarea').value === wanted, text);
});
await check('a definition is tried on a recording', async () => {
  const lines = Array.from({ length: 50 }, (_, n) => `${n}.000 010C 7E8#410C${(0x0d00 + n * 16).toString(16).padStart(4, '0')}`);
  await page.locator('input[type=file][accept*="text/plain"]').setInputFiles({
    name: 'drive.txt', mimeType: 'text/plain', buffer: Buffer.from(`# OBDio recording 1\n${lines.join('\n')}\n`),
  });
  await page.getByText('50 answers to this request').waitFor();
  await page.locator('.trace', { hasText: '832 rpm to 1,028 rpm' }).waitFor();
});
await check('an input of the simulated vehicle is fixed and released, and a fault switched', async () => {
  await show(page, 'tinker/simulator');
  await page.getByLabel('Vehicle speed', { exact: true }).fill('90');
  const row = page.locator('.input', { hasText: 'Vehicle speed' });
  await row.getByText('90 km/h').waitFor();
  await row.getByRole('button', { name: 'Release' }).click();
  await row.getByText('Drive').waitFor();
  await page.locator('.faults').getByRole('switch').last().click();
  await page.getByText('1 active').waitFor();
  await button('All off').click();
  await page.getByText('1 active').waitFor({ state: 'detached' });
});
// The server refuses what the checks above send on purpose.
await check('the browser reported no other errors', async () => {
  equal(page.complaints.filter((c) => !/status of (400|403|404)/.test(c)), []);
  equal(other.complaints, []);
});
await browser.close();
done();
