// Every event of the table: good and bad arguments, before the connection, connected, while the car is
// away, and after close. argv: URL.
import { ask, check, connect, done, equal, next, that, until } from './harness.mjs';

const url = process.argv[2];
const socket = await connect(url);
const other = await connect(url, { transports: ['polling'] });

const isError = (event, code) => (value) => {
  equal(value?.event, event, 'event of the error');
  equal(value?.code, code, 'code of the error');
  that(typeof value.message === 'string' && value.message.length > 10, 'the message says too little');
};
const is = (expected) => (value) => equal(value, expected);
const nothing = (value) => equal(value ?? null, null);
const rpmCommand = { name: 'RPM', desc: 'Engine RPM' };
const isRpm = (value) => {
  equal(Object.keys(value), ['value', 'command', 'time', 'unit']);
  equal(value.command, rpmCommand);
  equal(value.unit, 'revolutions_per_minute');
  that(Number.isInteger(value.time) && Math.abs(value.time - Date.now()) < 60000, 'time in ms');
  that(value.value > 100 && value.value < 9000, `RPM ${value.value}`);
};
const isList = (value) => that(Array.isArray(value) && value.every((c) => c.name && c.desc), 'commands');

// [event, arguments, whether the answer comes as an event too, check in this state]
async function row(state, event, args, answers, expected) {
  await check(`${state}: ${event} ${JSON.stringify(args).slice(0, 60)}`, async () => {
    const failing = expected.error === true;
    const answered = failing ? next(socket, 'error') : answers ? next(socket, event) : null;
    let stray = null;
    const onOther = () => { stray = true; };
    other.on(event, onOther);
    const acked = await ask(socket, event, ...args);
    if (answered) {
      const [value] = await answered;
      equal(value ?? null, acked ?? null, 'event and acknowledgement differ:');
    }
    expected(acked);
    other.off(event, onOther);
    that(event === 'close' || stray === null, 'another client got the answer too');
  });
}
const error = (event, code) => Object.assign(isError(event, code), { error: true });

async function badArguments(state) {
  for (const event of ['has_name', 'supports']) {
    await row(state, event, [], true, error(event, 'bad_argument'));
    for (const noName of ['', ' ', null, 42, true, ['RPM'], { name: 'RPM' }, 'NO_SUCH', 'x'.repeat(100000)]) {
      await row(state, event, [noName], true, is(false));
    }
  }
  for (const event of ['query', 'watch', 'unwatch', 'subscribe', 'unsubscribe', 'query_now',
    'query_many', 'freeze_frame']) {
    await row(state, event, [], true, error(event, 'bad_argument'));
    await row(state, event, [42], true, error(event, 'bad_argument'));
    await row(state, event, [null], true, error(event, 'bad_argument'));
    await row(state, event, [''], true, error(event, 'bad_argument'));
  }
  for (const event of ['query', 'watch', 'unwatch', 'subscribe', 'query_now', 'query_many']) {
    await row(state, event, ['NO_SUCH'], true, error(event, 'unknown_command'));
  }
  for (const event of ['watch', 'unwatch', 'subscribe', 'unsubscribe', 'query_many']) {
    await check(`${state}: ${event} of many unknown names`, async () => {
      const answer = await ask(socket, event, Array.from({ length: 256 }, (_, i) => `NO_SUCH_${i}`));
      isError(event, 'unknown_command')(answer);
      that(answer.message.includes('NO_SUCH_0') && answer.message.endsWith('; and 251 more'), answer.message);
      that(answer.message.length < 1000, `${answer.message.length} characters`);
    });
    await row(state, event, [Array(257).fill('RPM')], true, error(event, 'bad_argument'));
  }
  await row(state, 'no_such_event', [1, 2], true, error('no_such_event', 'unknown_event'));
  await row(state, 'watch', ['CLEAR_DTC'], false, error('watch', 'not_allowed'));
  await row(state, 'subscribe', ['RPM', { max_rate_hz: 0 }], false, error('subscribe', 'bad_argument'));
  await row(state, 'subscribe', ['RPM', 'fast'], false, error('subscribe', 'bad_argument'));
  await row(state, 'freeze_frame', ['VIN'], true, error('freeze_frame', 'bad_argument'));
  await row(state, 'freeze_frame', ['RPM', { frame: 300 }], true, error('freeze_frame', 'bad_argument'));
}

async function notConnected(state) {
  await row(state, 'status', [], true, is('Not Connected'));
  await row(state, 'is_connected', [], true, is(false));
  await row(state, 'protocol_name', [], true, is(''));
  await row(state, 'protocol_id', [], true, is(''));
  await row(state, 'port_name', [], true, is(''));
  await row(state, 'supports', ['RPM'], true, is(false));
  await row(state, 'supported_commands', [], true, is([]));
  await row(state, 'has_name', ['RPM'], true, is(true));
  await row(state, 'has_name', ['rpm'], true, is(false));
  await row(state, 'query', ['RPM'], true, nothing);
  await row(state, 'start', [], false, nothing);
  await row(state, 'watch', [['RPM', 'SPEED']], false, nothing);
  await row(state, 'query', ['RPM'], true, nothing);
  await row(state, 'unwatch', ['RPM'], false, nothing);
  await row(state, 'unwatch_all', [], false, nothing);
  await row(state, 'stop', [], false, nothing);
  await row(state, 'start', [], false, nothing);
  for (const [event, args] of [['query_now', ['RPM']], ['query_many', [['RPM']]], ['vin', []],
    ['get_dtc', []], ['clear_dtc', []], ['freeze_frame', ['RPM']]]) {
    await row(state, event, args, true, error(event, 'not_connected'));
  }
  await badArguments(state);
}

await notConnected('before connecting');
await check('before connecting: a bad transport says what is known', async () => {
  const answer = await ask(socket, 'connect_obd', 'nonsense:x');
  isError('connect_obd', 'bad_argument')(answer);
  that(answer.message.includes('elm327'), answer.message);
});
await check('before connecting: a port that is not there', async () => {
  isError('connect_obd', 'unavailable')(await ask(socket, 'connect_obd', 'elm327:/dev/no-such-port'));
});

await check('connect_obd tells everybody', async () => {
  const heard = next(other, 'status_changed');
  equal(await ask(socket, 'connect_obd', 'test:'), 'Car Connected');
  const [status] = await heard;
  equal(status.status, 'Car Connected');
});
const state = 'connected';
await row(state, 'status', [], true, is('Car Connected'));
await row(state, 'status', ['extra', 1], true, is('Car Connected'));
await row(state, 'is_connected', [], true, is(true));
await row(state, 'protocol_name', [], true, (v) => that(v.includes('ISO 15765-4'), v));
await row(state, 'protocol_id', [], true, (v) => that(['6', '7', '8', '9'].includes(v), v));
await row(state, 'port_name', [], true, (v) => that(v.length > 0, 'empty'));
await row(state, 'supports', ['RPM'], true, is(true));
await row(state, 'supports', ['RPM', 'extra'], true, is(true));
await row(state, 'supported_commands', [], true, (v) => {
  isList(v);
  that(v.some((c) => c.name === 'RPM' && c.desc === 'Engine RPM'), 'no RPM');
});
await row(state, 'query', ['RPM'], true, nothing);
await row(state, 'watch', [['RPM', 'SPEED']], false, nothing);
await check(`${state}: a watched command is answered`, async () => {
  isRpm(await until('RPM', () => ask(socket, 'query', 'RPM'), (v) => v !== null));
});
await row(state, 'query', ['RPM'], true, isRpm);
await check(`${state}: good names of a mixed list are served`, async () => {
  const heard = next(socket, 'error');
  isError('watch', 'unknown_command')(await ask(socket, 'watch', ['NO_SUCH', 'COOLANT_TEMP', 7]));
  const [said] = await heard;
  that(said.message.includes('NO_SUCH') && said.message.includes('7'), said.message);
  await until('COOLANT_TEMP', () => ask(socket, 'query', 'COOLANT_TEMP'), (v) => v !== null);
});
await check(`${state}: one client's unwatch takes nothing from another`, async () => {
  await ask(other, 'watch', 'RPM');
  await ask(socket, 'unwatch', 'RPM');
  isRpm(await until('RPM', () => ask(other, 'query', 'RPM'), (v) => v !== null));
  await ask(socket, 'watch', 'RPM');
});
await check(`${state}: stop of one client stops nothing of another`, async () => {
  await ask(socket, 'stop');
  const before = (await until('RPM', () => ask(other, 'query', 'RPM'), (v) => v !== null)).time;
  await until('a newer RPM', () => ask(other, 'query', 'RPM'), (v) => v.time > before);
  equal(await ask(socket, 'query', 'SPEED'), null, 'SPEED is no longer asked for:');
  await ask(socket, 'start');
  await until('SPEED', () => ask(socket, 'query', 'SPEED'), (v) => v !== null);
});
await check(`${state}: watch after stop starts again, as in obd-socketio`, async () => {
  await ask(socket, 'stop');
  await ask(socket, 'watch', 'THROTTLE_POS');
  await until('THROTTLE_POS', () => ask(socket, 'query', 'THROTTLE_POS'), (v) => v !== null);
  await until('SPEED', () => ask(socket, 'query', 'SPEED'), (v) => v !== null);
});
await check(`${state}: values as their types`, async () => {
  const many = await ask(socket, 'query_many', ['STATUS', 'PIDS_A', 'FUEL_STATUS', 'O2_SENSORS', 'GET_DTC', 'VIN']);
  equal(many.STATUS.unit, "<class 'obd.OBDResponse.Status'>");
  equal(Object.keys(many.STATUS.value).sort(), ['DTC_COUNT', 'MIL', 'ignition_type', 'tests']);
  equal(many.PIDS_A.unit, "<class 'obd.utils.BitArray'>");
  that(many.PIDS_A.value.length === 32 && many.PIDS_A.value.every((b) => typeof b === 'boolean'), 'bits');
  equal(many.FUEL_STATUS.unit, "<class 'tuple'>");
  that(many.FUEL_STATUS.value.length === 2, 'two fuel systems');
  equal(many.O2_SENSORS.value.length, 3);
  equal(many.GET_DTC.unit, "<class 'list'>");
  equal(many.VIN.unit, "<class 'str'>");
});
await row(state, 'query_now', ['RPM'], true, isRpm);
await row(state, 'query_now', ['RPM', { timeout_ms: 5000 }], true, isRpm);
await row(state, 'query_now', ['RPM', { timeout_ms: 0 }], true, error('query_now', 'bad_argument'));
await row(state, 'vin', [], true, (v) => that(/^[A-HJ-NPR-Z0-9]{17}$/.test(v), v));
await row(state, 'get_dtc', [], true, (v) => that(Array.isArray(v.value), 'a list'));
await row(state, 'clear_dtc', [], true, is(true));
await row(state, 'get_dtc', [], true, (v) => equal(v.value, []));
await check(`${state}: freeze_frame answers or says why not`, async () => {
  const answer = await ask(socket, 'freeze_frame', 'RPM');
  that(answer.command?.name === 'RPM' || ['no_data', 'not_supported', 'negative_response'].includes(answer.code),
    JSON.stringify(answer));
});
await check(`${state}: subscribe pushes to its client alone, at its rate`, async () => {
  let strangers = 0;
  other.on('response', () => { strangers += 1; });
  const times = [];
  socket.on('response', (r) => { if (r.command.name === 'RPM') times.push(performance.now()); });
  equal(await ask(socket, 'subscribe', ['RPM'], { max_rate_hz: 4 }), null);
  await until('six pushes', async () => times.length, (n) => n >= 6);
  // Six pushes at 4 Hz take 1.25 s; later is allowed, earlier is not.
  that(times[5] - times[0] > 1000, `six pushes within ${times[5] - times[0]} ms`);
  equal(strangers, 0);
  equal(await ask(socket, 'unsubscribe', 'RPM'), null);
  socket.removeAllListeners('response');
});
await check(`${state}: a subscription outlives unwatch_all`, async () => {
  await ask(socket, 'subscribe', 'SPEED');
  await ask(socket, 'unwatch_all');
  const [response] = await next(socket, 'response');
  equal(response.command.name, 'SPEED');
  await ask(socket, 'unsubscribe_all');
});
await badArguments(state);

await check(`${state}: a monitor's tests come one by one`, async () => {
  const monitors = (await ask(socket, 'supported_commands')).filter((c) => c.name.startsWith('MONITOR_'));
  that(monitors.length > 0, 'the simulated car has no monitors');
  const monitor = await ask(socket, 'query_now', monitors[0].name);
  equal(monitor.unit, "<class 'obd.OBDResponse.Monitor'>");
  that(monitor.value.length > 0, 'no tests');
  for (const test of monitor.value) {
    for (const key of ['tid', 'name', 'desc', 'value', 'min', 'max']) that(key in test, `${key} is missing`);
  }
});
await check('an adapter that froze holds up no client', async () => {
  await ask(socket, 'test_freeze', true);
  const pending = ask(socket, 'query_now', 'SPEED');
  equal(await ask(other, 'watch', ['INTAKE_TEMP', 'MAF']), null);
  equal(await ask(other, 'has_name', 'RPM'), true);
  equal(await ask(other, 'supports', 'RPM'), true);
  equal(await ask(other, 'unwatch', 'INTAKE_TEMP'), null);
  isError('query_now', 'timeout')(await ask(socket, 'query_now', 'RPM', { timeout_ms: 100 }));
  await ask(socket, 'test_freeze', false);
  equal((await pending).command.name, 'SPEED');
});

await check('the car goes: status and values tell the truth', async () => {
  await ask(socket, 'watch', 'RPM');
  await until('RPM', () => ask(socket, 'query', 'RPM'), (v) => v !== null);
  await ask(socket, 'test_away', true);
  await until('the loss', () => ask(socket, 'status'), (v) => v !== 'Car Connected');
  await until('no value', () => ask(socket, 'query', 'RPM'), (v) => v === null);
  equal(await ask(socket, 'is_connected'), false);
});
await row('away', 'has_name', ['RPM'], true, is(true));
await row('away', 'watch', ['SPEED'], false, nothing);
await row('away', 'query', ['SPEED'], true, nothing);
await row('away', 'query_now', ['RPM'], true, Object.assign((v) => {
  that(['no_data', 'car_error', 'not_connected'].includes(v.code), JSON.stringify(v));
}, { error: true }));
await badArguments('away');
await check('the car returns: the watch goes on by itself', async () => {
  await ask(socket, 'test_away', false);
  await until('the return', () => ask(socket, 'status'), (v) => v === 'Car Connected');
  await until('RPM', () => ask(socket, 'query', 'RPM'), (v) => v !== null);
});

await check('close tells every client', async () => {
  const heard = [next(socket, 'obd_closed'), next(other, 'obd_closed')];
  equal((await ask(socket, 'close')) ?? null, null);
  await Promise.all(heard);
});
await check('close without a vehicle emits nothing', async () => {
  let events = 0;
  for (const client of [socket, other]) {
    client.on('obd_closed', () => { events += 1; });
    client.on('close', () => { events += 1; });
  }
  equal((await ask(socket, 'close')) ?? null, null);
  equal(await ask(other, 'has_name', 'RPM'), true);
  equal(events, 0);
  socket.removeAllListeners('obd_closed');
  socket.removeAllListeners('close');
  other.removeAllListeners('obd_closed');
  other.removeAllListeners('close');
});
await notConnected('after close');
await check('connects again', async () => {
  equal(await ask(other, 'connect_obd', 'test:'), 'Car Connected');
  await ask(other, 'watch', 'RPM');
  isRpm(await until('RPM', () => ask(other, 'query', 'RPM'), (v) => v !== null));
});
await check('disconnect_obd', async () => {
  equal(await ask(other, 'disconnect_obd'), true);
  equal(await ask(other, 'status'), 'Not Connected');
});
await check('connect_obd without a transport, and the program has chosen none', async () => {
  isError('connect_obd', 'unavailable')(await ask(other, 'connect_obd'));
});
await check('an event of the program', async () => {
  equal(await ask(socket, 'custom_event', 20, 22), 42);
});
await check('an overridden default event', async () => {
  await ask(socket, 'test_override');
  equal(await ask(socket, 'protocol_id'), 'overridden');
});
await check('a failing handler is answered too', async () => {
  isError('failing_event', 'internal')(await ask(socket, 'failing_event'));
});
socket.close();
other.close();
done();
