// The page "Trips" on a server that has kept trip 1 and records trip 2. argv: URL, path of Chromium.
import { check, done, equal, that } from './harness.mjs';
import { connected, launch, open } from './browser-page.mjs';

const [url, executablePath] = process.argv.slice(2);
const browser = await launch(executablePath);
const page = await open(browser, url);
const show = (hash) => page.evaluate((to) => { location.hash = to; }, hash);
const trips = page.locator('.trip');
const rpm = page.locator('.item[data-command=RPM] .figure');
const place = page.locator('output[for=replay]');
const slide = (share) => page.locator('#replay').evaluate((input, part) => {
  input.value = Number(input.min) + (input.max - input.min) * part;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}, share);

await page.goto(url);
await connected(page);
await show('#/trips');
await check('the trips are listed, the running one first', async () => {
  await trips.first().getByText('running').waitFor();
  equal(await trips.count(), 2);
  await trips.nth(1).getByText('0.0 km').waitFor();
});
await check('a trip opens with its figures', async () => {
  await trips.nth(1).click();
  await page.locator('.figure-box', { hasText: 'Duration' }).waitFor();
  await page.locator('.mono', { hasText: /^[A-Z0-9]{17}$/ }).waitFor();
});
await check('the dials show the values of the time that the slider chooses', async () => {
  await page.locator('.strip path[d^=M]').waitFor({ state: 'attached' });
  await slide(0.9);
  await rpm.filter({ hasText: /\d{3}/ }).waitFor();
  const late = await place.textContent();
  await slide(0.5);
  that((await place.textContent()) !== late, 'the time did not change');
});
await check('the slider moves by keyboard and names its time', async () => {
  await slide(0);
  await page.locator('#replay').focus();
  await page.keyboard.press('ArrowRight');
  that(/0:00:01/.test(await page.locator('#replay').getAttribute('aria-valuetext')), 'not at the first second');
});
await check('the map shows the track, its ends, and the position of the slider', async () => {
  await page.locator('.trip-map > path').first().waitFor();
  await page.locator('.map-scale text', { hasText: /\d (m|km|mi)$/ }).waitFor();
  const at = (kind) => page.locator(`.map-mark.${kind}`).getAttribute('transform');
  await slide(0);
  equal(await at('here'), await at('start'));
  const [x, y] = (await at('start')).match(/[\d.]+/g).map(Number);
  const [toX, toY] = (await at('end')).match(/[\d.]+/g).map(Number);
  that(toX > x && toY < y, `not to the north-east: ${x} ${y}, ${toX} ${toY}`);
  await slide(1);
  const [hereX, hereY] = (await at('here')).match(/[\d.]+/g).map(Number);
  that(hereX > x && hereX <= toX && hereY < y, `the position did not move: ${hereX} ${hereY}`);
});
await check('the replay runs to its end and stops', async () => {
  await page.getByRole('button', { name: '60×' }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  const [at, end] = await page.locator('#replay').evaluate((input) => [input.value, input.max]);
  that(end - at < 1000, `it stopped ${end - at} ms before the end`);
});
await check('a recording is downloaded', async () => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Recording' }).click()]);
  equal(download.suggestedFilename(), 'trip-1-recording.txt');
});
await check('the running trip cannot be deleted', async () => {
  await show('#/trips/2');
  await page.getByText('running').waitFor();
  equal(await page.getByRole('button', { name: 'Delete' }).count(), 0);
});
await check('a trip is deleted after a confirmation', async () => {
  await show('#/trips/1');
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByText('It cannot be restored').waitFor();
  await page.locator('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('The trip is deleted.').waitFor();
  await page.waitForFunction(() => document.querySelectorAll('.trip').length === 1);
});
await check('there is no error and no foreign request', async () => equal(page.complaints, []));
await browser.close();
done();
