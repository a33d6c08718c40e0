// A page of the server that speaks plain WebSocket and REST, in a real browser. argv: URL, path of Chromium.
import { chromium } from 'playwright-core';
import { check, done, equal, that } from './obd/harness.mjs';

const [url, executablePath] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage();
await page.goto(`${url}/version`);

await page.evaluate(() => {
  window.devices = new Map();
  window.until = async (what, holds) => {
    const end = Date.now() + 30000;
    while (!holds()) {
      if (Date.now() > end) throw new Error(`${what}: not within 30 s`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  window.socket = new WebSocket(`${location.origin.replace('http', 'ws')}/ws`);
  socket.onmessage = (message) => {
    for (const device of JSON.parse(message.data)) devices.set(`${device.dev}/${device.circuit}`, device);
  };
  return new Promise((resolve, reject) => { socket.onopen = resolve; socket.onerror = reject; });
});

await check('the page receives the moving RPM', async () => {
  const values = await page.evaluate(async () => {
    const value = () => devices.get('ai/RPM')?.value;
    await until('a value', () => typeof value() === 'number');
    const first = value();
    await until('another value', () => value() !== first);
    return [first, value()];
  });
  that(values[0] !== values[1], 'it moves');
});

await check('the page sets a simulator input and sees the vehicle follow', async () => {
  equal(await page.evaluate(async () => {
    socket.send(JSON.stringify({ cmd: 'set', dev: 'ao', circuit: 'SIM_COOLANT_TEMPERATURE', value: 99 }));
    await until('the temperature', () => devices.get('temp/COOLANT_TEMP')?.value === 99);
    return devices.get('ao/SIM_COOLANT_TEMPERATURE').mode;
  }), 'Fixed');
});

await check('the page reads and sets over REST', async () => {
  equal(await page.evaluate(async () => {
    const set = await (await fetch('/rest/ao/SIM_COOLANT_TEMPERATURE', {
      method: 'POST', body: new URLSearchParams({ value: '88' }),
    })).json();
    const read = await (await fetch('/json/ao/SIM_COOLANT_TEMPERATURE/value')).json();
    return [set.success, set.result.value, read.value];
  }), [true, 88, 88]);
});

await browser.close();
done();
