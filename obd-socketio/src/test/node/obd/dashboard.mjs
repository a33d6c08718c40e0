// The dashboard in a browser: values, the editor, the settings. argv: URL, path of Chromium, file for a screenshot or "".
import { check, done, equal, that } from './harness.mjs';
import { changes, connected, figure, hasNumber, launch, open } from './browser-page.mjs';

const [url, executablePath, screenshot] = process.argv.slice(2);
const browser = await launch(executablePath);
const page = await open(browser, url);

await check('the page opens', async () => {
  equal((await page.goto(url, { waitUntil: 'load' })).status(), 200);
  equal(await page.title(), 'OBDio');
});
await check('it shows that the vehicle is connected, and the VIN', async () => {
  await connected(page);
  await page.locator('#vin', { hasText: /^[A-HJ-NPR-Z0-9]{17}$/ }).waitFor({ timeout: 20000 });
});
await check('every dial has a number', async () => {
  for (const name of ['RPM', 'SPEED', 'ENGINE_LOAD', 'COOLANT_TEMP']) await hasNumber(page, name);
});
await check('engine speed changes', async () => that(await changes(page, figure(page, 'RPM'), 10000), 'it does not change'));
await check('tiles have values with units', async () => {
  await page.locator('.item[data-command=THROTTLE_POS] .value', { hasText: /\d.*%/ }).waitFor({ timeout: 20000 });
  that((await page.locator('.tile').count()) >= 5, 'too few tiles');
});
await check('all items are visible without scrolling', async () => {
  equal(await page.evaluate(() => {
    const grid = document.querySelector('.grid');
    return grid.scrollHeight <= grid.clientHeight && document.documentElement.scrollWidth <= innerWidth;
  }), true);
});
await check('a value is found by words and added', async () => {
  await page.locator('#edit').click();
  await page.locator('#add').click();
  await page.locator('.picker input').fill('timing');
  await page.locator('.picker li[data-command=TIMING_ADVANCE]').click();
  await page.keyboard.press('Escape');
  await hasNumber(page, 'TIMING_ADVANCE');
});
await check('the keyboard alone adds one', async () => {
  await page.locator('#add').focus();
  await page.keyboard.press('Enter');
  await page.locator('.picker input').focus();
  await page.keyboard.type('OBD_COMPLIANCE');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.locator('.tile[data-command=OBD_COMPLIANCE]').waitFor({ timeout: 20000 });
});
await check('arrow keys move an item, Shift with them sizes it, Delete removes it', async () => {
  const item = page.locator('.item[data-command=TIMING_ADVANCE]');
  const before = Number(await item.getAttribute('data-index'));
  await item.focus();
  await page.keyboard.press('ArrowLeft');
  equal(Number(await item.getAttribute('data-index')), before - 1);
  await page.keyboard.press('Shift+ArrowDown');
  equal(await item.getAttribute('data-rows'), '2');
  await page.keyboard.press('Delete');
  equal(await item.count(), 0);
});
await check('the mouse moves an item', async () => {
  const from = await page.locator('.item[data-command=SPEED]').boundingBox();
  const to = await page.locator('.item[data-command=RPM]').boundingBox();
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 5 });
  await page.mouse.up();
  equal(await page.locator('.item[data-command=SPEED]').getAttribute('data-index'), '0');
});
await check('the layout is saved, and a reload shows it', async () => {
  await page.locator('#save').click();
  await page.locator('.toast').first().waitFor();
  await page.reload();
  await page.locator('.tile[data-command=OBD_COMPLIANCE]').waitFor({ timeout: 20000 });
  equal(await page.locator('.item[data-command=SPEED]').getAttribute('data-index'), '0');
});
await check('units change at once', async () => {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.locator('dialog select').nth(1).selectOption('imperial_us');
  await page.keyboard.press('Escape');
  await page.locator('.item[data-command=SPEED] .unit', { hasText: 'mph' }).waitFor({ timeout: 10000 });
});
await check('the language changes at once', async () => {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.locator('dialog select').nth(0).selectOption('de');
  await page.getByText('Einstellungen').waitFor({ timeout: 10000 });
  await page.keyboard.press('Escape');
  await page.getByText('Motordrehzahl').waitFor({ timeout: 10000 });
});
if (screenshot) {
  await page.waitForTimeout(3000);
  await page.screenshot({ path: screenshot });
}
await check('it has a light and a dark appearance', async () => {
  for (const colorScheme of ['dark', 'light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await page.waitForFunction((wanted) => document.documentElement.dataset.theme === wanted
      && getComputedStyle(document.body).backgroundColor.match(/\d+/)[0] < 128 === (wanted === 'dark'), colorScheme);
  }
});
await check('the served client is the official one', async () => {
  equal(await page.evaluate(() => typeof window.io), 'function');
  equal(await page.evaluate(() => typeof window.io.Manager), 'function');
});
await check('there is no error and no foreign request', async () => equal(page.complaints, []));
await browser.close();
done();
