// The served client in a real browser. argv: URL, path of Chromium. Prints READY when the server is to restart.
import { chromium } from 'playwright-core';
import { check, done, equal, that } from './obd/harness.mjs';

const [url, executablePath] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage();
const complaints = [];
page.on('pageerror', (error) => complaints.push(String(error)));
await page.goto(`${url}/page.html`, { waitUntil: 'load' });

// What the checks use in the page; byte arrays come back as lists of numbers.
await page.evaluate(() => {
  window.open1 = (namespace, options) => new Promise((resolve, reject) => {
    const socket = io(namespace, { forceNew: true, reconnection: false, ...options });
    const late = setTimeout(() => reject(new Error('no connection within 20 s')), 20000);
    socket.heard = [];
    socket.onAny((...args) => socket.heard.push(args));
    socket.once('connect', () => { clearTimeout(late); resolve(socket); });
    socket.once('connect_error', (error) => { clearTimeout(late); reject(error); });
  });
  window.ask = (socket, ...args) => socket.timeout(20000).emitWithAck(...args);
  window.until = async (what, ready) => {
    const end = Date.now() + 30000;
    while (!ready()) {
      if (Date.now() > end) throw new Error(`${what} did not come`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  window.next = async (socket, event) => {
    const index = () => socket.heard.findIndex(([name]) => name === event);
    await until(event, () => index() >= 0);
    return socket.heard.splice(index(), 1)[0].slice(1);
  };
  window.plain = (value) => {
    if (value instanceof ArrayBuffer) return { bytes: [...new Uint8Array(value)] };
    if (Array.isArray(value)) return value.map(plain);
    if (value && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)]));
    }
    return value;
  };
});

for (const transports of [['polling'], ['websocket'], ['polling', 'websocket']]) {
  const way = transports.join(' to ');
  await check(`${way}: connects and its auth payload and query arrive`, async () => {
    equal(await page.evaluate(async (ways) => {
      window.one = await open1('/', { transports: ways, auth: { token: 't1' }, query: { q: '1' } });
      return next(one, 'auth');
    }, transports), [{ token: 't1' }, '1']);
  });
  await check(`${way}: acknowledgements both ways`, async () => {
    equal(await page.evaluate(() => ask(one, 'echo', 'hi')), 'hi');
    equal(await page.evaluate(async () => {
      one.on('question', (a, b, answer) => answer(a + b, new Uint8Array([a, b])));
      return plain(await ask(one, 'ask', 2, 3));
    }), [5, { bytes: [2, 3] }]);
  });
  await check(`${way}: bytes both ways, in an event and in an acknowledgement`, async () => {
    const bytes = { bytes: [0, 1, 254, 255] };
    equal(await page.evaluate(async () => {
      const sent = new Uint8Array([0, 1, 254, 255]);
      one.emit('back', sent, 'between', { deep: sent.buffer });
      return [plain(await next(one, 'back')), plain(await ask(one, 'echo', { a: [new Blob([sent])] }))];
    }), [[bytes, 'between', { deep: bytes }], { a: [bytes] }]);
  });
  await check(`${way}: namespaces, and the refusal of two`, async () => {
    equal(await page.evaluate(async () => {
      const custom = one.io.socket('/custom');
      custom.connect();
      const heard = await ask(custom, 'echo', 'in custom');
      const refusals = [];
      for (const name of ['/nowhere', '/private']) {
        const refused = one.io.socket(name);
        const error = new Promise((resolve) => refused.once('connect_error', resolve));
        refused.connect();
        const { message, data } = await error;
        refusals.push([message, data]);
      }
      return [heard, custom.id !== one.id, refusals];
    }), ['in custom', true, [['Invalid namespace', undefined], ['not authorised', { code: 401 }]]]);
  });
  await check(`${way}: rooms`, async () => {
    equal(await page.evaluate(async (ways) => {
      const two = await open1('/', { transports: ways });
      await ask(one, 'join', 'r1');
      await ask(two, 'join', 'r1');
      await ask(one, 'shout', 'r1', 'news');
      const heard = await next(two, 'heard');
      await ask(two, 'leave', 'r1');
      await ask(one, 'shout', 'r1', 'again');
      await ask(two, 'echo', 1);
      const strays = [one, two].map((s) => s.heard.filter(([name]) => name === 'heard').length);
      two.close();
      return [heard, strays];
    }, transports), [['news'], [0, 0]]);
  });
  await check(`${way}: travels as asked`, async () => {
    const wanted = transports.at(-1);
    await page.evaluate((name) => until(name, () => one.io.engine.transport.name === name), wanted);
    equal(await page.evaluate(() => ask(one, 'echo', 'still')), 'still');
  });
  await check(`${way}: long responses are compressed on the way`, async () => {
    if (wantsPolling(transports)) {
      const [encoded, decoded] = await page.evaluate(async () => {
        performance.clearResourceTimings();
        await ask(one, 'echo', 'x'.repeat(50000));
        const polls = () => performance.getEntriesByType('resource').filter((e) => e.decodedBodySize > 50000);
        await until('the timing of the poll', () => polls().length > 0);
        return [polls()[0].encodedBodySize, polls()[0].decodedBodySize];
      });
      that(encoded < decoded / 10, `${encoded} bytes came for ${decoded}`);
    }
  });
  await check(`${way}: told of the end by the server, its last words first`, async () => {
    equal(await page.evaluate(async () => {
      const gone = new Promise((resolve) => one.once('disconnect', resolve));
      one.emit('kick');
      return [await gone, await next(one, 'bye')];
    }), ['io server disconnect', ['for now']]);
  });
}

function wantsPolling(transports) {
  return transports.length === 1 && transports[0] === 'polling';
}

await page.evaluate(async () => {
  window.lasting = [];
  for (const ways of [['polling'], ['websocket'], ['polling', 'websocket']]) {
    const socket = await open1('/', {
      transports: ways, reconnection: true, reconnectionDelay: 50, reconnectionDelayMax: 300,
    });
    lasting.push(socket);
    socket.first = socket.id;
    socket.gone = new Promise((resolve) => socket.once('disconnect', resolve));
  }
});
console.log('READY'); // the server restarts now
for (const [index, way] of ['polling', 'websocket', 'both'].entries()) {
  await check(`${way}: connects again after the server's restart`, async () => {
    equal(await page.evaluate(async (i) => {
      const socket = lasting[i];
      await socket.gone;
      await until('the connection', () => socket.connected);
      return [socket.id !== socket.first, await ask(socket, 'echo', 'again')];
    }, index), [true, 'again']);
  });
}
await check('the page complained of nothing', async () => equal(complaints, []));
await browser.close();
done();
