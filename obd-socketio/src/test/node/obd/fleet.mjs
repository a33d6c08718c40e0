// Two vehicles of a fleet over the namespace /fleet. argv: URL, key of the vehicle VAN-1, key of all vehicles.
import { io } from 'socket.io-client';
import { check, done, equal, that } from './harness.mjs';

const [url, vanKey, allKey] = process.argv.slice(2);

const connect = (key) => new Promise((resolve, reject) => {
  const socket = io(`${url}/fleet`, { forceNew: true, reconnection: false, auth: { 'x-api-key': key } });
  socket.heard = [];
  socket.onAny((...args) => socket.heard.push(args));
  socket.once('connect', () => resolve(socket));
  socket.once('connect_error', reject);
});
const ask = (socket, ...args) => socket.timeout(20000).emitWithAck(...args);
const until = async (what, ready) => {
  const end = Date.now() + 30000;
  while (!ready()) {
    if (Date.now() > end) throw new Error(`${what} did not come`);
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
};
const values = (socket) => socket.heard.filter(([event]) => event === 'values').map(([, message]) => message);

const van = await connect(vanKey);
const all = await connect(allKey);

await check('the vehicles are known as soon as they have sent their status', async () => {
  const ids = async () => (await ask(all, 'vehicles', {})).vehicles.map((vehicle) => vehicle.id);
  const end = Date.now() + 30000;
  while ((await ids()).length < 2 && Date.now() < end) await new Promise((resolve) => { setTimeout(resolve, 50); });
  equal(await ids(), ['VAN-1', 'truck-7']);
  equal((await ask(van, 'vehicles')).vehicles.map((vehicle) => vehicle.id), ['VAN-1']);
});
await check('the first values come at once, then they change, each client gets those of its vehicle', async () => {
  const answer = await ask(van, 'subscribe', { vehicle: 'VAN-1', interval_ms: 200 });
  equal([answer.vehicle, answer.status, answer.interval_ms, answer.names], ['VAN-1', 'online', 200, []]);
  await ask(all, 'subscribe', { vehicle: 'truck-7', names: ['RPM'], interval_ms: 200 });
  await until('five events for each', () => values(van).length >= 5 && values(all).length >= 5);
  that(values(van).every(({ vehicle, v }) => vehicle === 'VAN-1' && v.RPM > 1000000 && v.RPM < 2000000), 'values of VAN-1');
  that(values(all).every(({ vehicle, v }) => vehicle === 'truck-7' && v.RPM > 2000000), 'values of truck-7');
  that(values(all).every(({ v }) => Object.keys(v).join() === 'RPM'), 'only RPM');
  that(values(van).at(-1).v.SPEED === 30, 'all values in each event');
  await until('trouble codes', () => van.heard.some(([event, { dtc }]) => event === 'dtc' && dtc.codes[0].code === 'P0101'));
});
await check('a vehicle of another key is unknown', async () => {
  const answers = [];
  for (const vehicle of ['truck-7', 'truck-8']) {
    answers.push(JSON.stringify(await ask(van, 'subscribe', { vehicle })).replace(vehicle, 'ID'));
  }
  equal(answers[0], answers[1]);
  that(answers[0].includes('unknown_vehicle'), answers[0]);
});
await check('requests are answered by the vehicle', async () => {
  equal((await ask(van, 'get_dtc', { vehicle: 'VAN-1' })).value, [['P0101', 'Mass air flow']]);
  const refused = await ask(all, 'clear_dtc', { vehicle: 'truck-7' });
  equal([refused.code, refused.message], ['not_allowed', 'refused by truck-7']);
});
await check('the routes have the same values', async () => {
  const get = async (path, key) => {
    const answer = await fetch(`${url}/api/v1/vehicles${path}`, { headers: { 'X-API-KEY': key } });
    return { status: answer.status, body: await answer.json() };
  };
  equal((await get('/truck-7', vanKey)).status, 404);
  const { body } = await get('/VAN-1/values', vanKey);
  equal((await get('/truck-7/diagnosis', vanKey)).status, 404);
  equal((await get('/VAN-1/diagnosis', vanKey)).body.codes[0].code, 'P0101');
  that(body.values.RPM.value > 1000000 && body.values.RPM.unit === 'revolutions_per_minute', JSON.stringify(body));
});
van.close();
all.close();
done();
