// Every page at every size, in both appearances: loaded without errors, nothing wider than the screen, and without a finding
// of axe-core. argv: URL, path of Chromium, folder for screenshots or "", pages separated by commas.
import { check, done, equal } from './harness.mjs';
import { connected, findings, launch, open, openAudited, settled } from './browser-page.mjs';

const [url, executablePath, folder, names] = process.argv.slice(2);
const SIZES = { desktop: [1280, 900], car: [800, 480], phone: [390, 844] };
const browser = await launch(executablePath);
/** Shows each page at each size in both appearances. */
async function each(page, visit) {
  for (const name of names.split(',')) {
    await page.evaluate((id) => { location.hash = `#/${id}`; }, name);
    await page.locator(`main[data-page=${name.split('/')[0]}] > *`).first().waitFor({ timeout: 20000 });
    await settled(page, 500);
    for (const colorScheme of ['dark', 'light']) {
      await page.emulateMedia({ colorScheme });
      for (const [size, [width, height]] of Object.entries(SIZES)) {
        await page.setViewportSize({ width, height });
        await settled(page, 100);
        await visit(name, size, colorScheme);
      }
    }
  }
}

const page = await open(browser, url);
await page.goto(url);
await connected(page);
if (folder) await page.waitForTimeout(30000); // charts and traces have something to show
await each(page, async (name, size, colorScheme) => {
  if (folder) await page.screenshot({ path: `${folder}/${name.replace('/', '-')}-${size}-${colorScheme}.png` });
  await check(`${name}, ${size}, ${colorScheme}: fits the width`, async () => {
    equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  });
});
await check('there is no error and no foreign request', async () => equal(page.complaints, []));

const audited = await openAudited(browser, url);
await audited.goto(url);
await connected(audited);
await each(audited, async (name, size, colorScheme) => {
  if (size === (colorScheme === "light" ? "desktop" : "car")) return;
  await check(`${name}, ${size}, ${colorScheme}: axe-core finds nothing`, async () => equal(await findings(audited), []));
});
await browser.close();
done();
