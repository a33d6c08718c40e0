// A client that prints, at each event `end`, a JSON line about the events `n` since the last one:
// {"received":N,"ordered":true,"p50":MS,"p99":MS}. An event has its number and the time of its emission.
import { io } from 'socket.io-client';

const [port] = process.argv.slice(2);
const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'] });
let waits = [];
let last = -1;
let ordered = true;

socket.on('connect', () => process.stdout.write('{"connected":true}\n'));
socket.on('n', (number, sent) => {
  waits.push(performance.timeOrigin + performance.now() - sent);
  ordered &&= number > last;
  last = number;
});
socket.on('end', () => {
  waits.sort((a, b) => a - b);
  const at = (share) => waits[Math.floor(waits.length * share)];
  const line = { received: waits.length, ordered, p50: at(0.5), p99: at(0.99) };
  process.stdout.write(JSON.stringify(line) + '\n');
  waits = [];
  last = -1;
  ordered = true;
});
