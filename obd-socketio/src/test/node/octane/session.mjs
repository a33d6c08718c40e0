// The session of the OCTANE page with socket.io-client 4: session.mjs URL TRANSPORT AUTH.
// Prints what the page prints; each step waits for its line.
import { io } from 'socket.io-client';

const [url, transport, auth] = process.argv.slice(2);
const key = 'obd_a_key_that_is_long_enough';
const DEADLINE_MS = 20000;

/** As Python prints it. */
const python = (value) => JSON.stringify(value)
  .replaceAll('"', "'").replaceAll(':', ': ').replaceAll(',', ', ')
  .replaceAll('true', 'True').replaceAll('false', 'False');

const socket = io(`${url}/octane`, {
  transports: transport === 'upgrade' ? ['polling', 'websocket'] : [transport],
  reconnection: false,
  ...(auth === 'query' ? { query: { 'X-API-KEY': key } } : {}),
});
let shown = () => {};
const show = (...what) => {
  console.log(...what);
  shown();
};
const next = (what, start) => new Promise((resolve, reject) => {
  const timer = setTimeout(() => reject(new Error(`nothing came after ${what}`)), DEADLINE_MS);
  start(() => {
    clearTimeout(timer);
    resolve();
  });
});

await next('connecting', (resolve) => {
  socket.once('channels', resolve);
  socket.once('connect', () => {
    if (auth === 'event') socket.emit('auth', { 'x-api-key': key });
  });
});
socket.on('join', (data) => show('Joining:', python(data)));
socket.on('leave', (data) => show('Leaving:', python(data)));
socket.on('channels', (data) => show('Channel information', python(data)));
socket.on('user_message', (data) => show('User Message:', python(data)));
socket.on('disconnect', () => show('Disconnected from server'));

const cell = (event, ...args) => next(event, (resolve) => {
  shown = resolve;
  socket.emit(event, ...args);
});
await cell('channels');
await cell('join', { channel: 'fuel' });
await cell('channels');
await cell('leave', { channel: 'fuel' });
await cell('channels');
await cell('user_message', { message: 'Testing messaging' });
await cell('disconnect_request');
console.log('DONE');
