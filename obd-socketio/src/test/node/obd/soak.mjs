// The heap of the dashboard over many hours of driving, in some minutes: responses are added to those of the server, and their
// times run faster. argv: URL, path of Chromium, hours of driving, minutes.
import { check, done, that } from './harness.mjs';
import { connected, hasNumber, launch, open } from './browser-page.mjs';

const [url, executablePath, hours, minutes] = process.argv.slice(2);
const RATE = 80; // responses a second of the page "Drive" with its default layout
const SAMPLES = 10;
const NAMES = ['RPM', 'SPEED', 'ENGINE_LOAD', 'COOLANT_TEMP', 'THROTTLE_POS', 'INTAKE_TEMP', 'MAF', 'FUEL_LEVEL'];
const speed = (Number(hours) * 60) / Number(minutes);

/** In the page: passes responses to the WebSocket as if the server had sent them. */
function feed({ names, rate, acceleration }) {
  const Real = window.WebSocket;
  window.fed = 0;
  window.WebSocket = class extends Real {
    constructor(...args) {
      super(...args);
      const begin = performance.now() + 5000;
      setInterval(() => {
        const due = Math.floor(((performance.now() - begin) * rate * acceleration) / 1000);
        for (let n = 0; window.fed < due && n < 2000 && this.readyState === 1; n += 1) {
          const time = Date.now() + Math.round((window.fed * 1000) / rate);
          const value = Math.round((50 + 40 * Math.sin(window.fed / 97)) * 100) / 100;
          const name = names[window.fed % names.length];
          const response = { value, command: { name, desc: name }, time, unit: 'percent' };
          this.dispatchEvent(new MessageEvent('message', { data: `42${JSON.stringify(['response', response])}` }));
          window.fed += 1;
        }
      }, 10);
    }
  };
}

const browser = await launch(executablePath);
const page = await open(browser, url);
await page.addInitScript(feed, { names: NAMES, rate: RATE, acceleration: speed });
await page.goto(url);
await connected(page);
await hasNumber(page, 'RPM');
const session = await page.context().newCDPSession(page);
await session.send('Performance.enable');
const show = async (id) => {
  await page.evaluate((name) => { location.hash = `#/${name}`; }, id);
  await page.locator(`main[data-page=${id}] > *`).first().waitFor();
  await page.waitForTimeout(1000);
};
const measure = async () => {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name) => metrics.find((m) => m.name === name).value;
  return { heap: of('JSHeapUsedSize') / 1e6, nodes: of('Nodes'), listeners: of('JSEventListeners'), fed: await page.evaluate(() => window.fed) };
};

const samples = [];
for (let i = 0; i < SAMPLES; i += 1) {
  for (const id of ['charts', 'drive']) await show(id);
  samples.push(await measure());
  const { heap, nodes, listeners, fed } = samples.at(-1);
  console.log(`# ${(fed / RATE / 3600).toFixed(2)} h: ${fed} responses, heap ${heap.toFixed(2)} MB, ${nodes} nodes, ${listeners} listeners`);
  await page.waitForTimeout((Number(minutes) * 60000) / SAMPLES);
}
const [first, last] = [samples[1], samples.at(-1)];
await check(`${hours} h of responses were received`, () => that(last.fed > RATE * 3600 * Number(hours) * 0.7, `${last.fed} responses`));
await check('the heap is flat', () => that(last.heap < first.heap * 1.1 + 1, `${first.heap} MB, then ${last.heap} MB`));
await check('no elements and listeners remain of pages that were left', () => that(
  last.nodes < first.nodes * 1.1 + 100 && last.listeners < first.listeners * 1.1 + 20, JSON.stringify([first, last])));
await browser.close();
done();
