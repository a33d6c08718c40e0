// A server that disconnects a client while it upgrades to WebSocket. argv: URL.
import { io } from 'socket.io-client';
import { check, done, equal } from './obd/harness.mjs';

const url = process.argv[2];
const ROUNDS = 60;

function kicked(delay) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('not disconnected within 20 s')), 20000);
    const socket = io(url, { forceNew: true, reconnectionDelay: 10 });
    let connects = 0;
    socket.on('connect', () => {
      connects += 1;
      // The upgrade begins now; the later rounds disconnect in its later phases.
      setTimeout(() => socket.emit('kick'), delay);
    });
    socket.on('disconnect', (reason) => {
      // A client that takes it for a loss would come back.
      setTimeout(() => {
        clearTimeout(late);
        socket.close();
        resolve(`${reason} after ${connects} connection(s)`);
      }, 50);
    });
  });
}

await check(`${ROUNDS} of ${ROUNDS} learn that the server has disconnected them`, async () => {
  const results = {};
  for (let i = 0; i < ROUNDS; i += 1) {
    const result = await kicked(i % 12);
    results[result] = (results[result] ?? 0) + 1;
  }
  equal(results, { 'io server disconnect after 1 connection(s)': ROUNDS });
});
done();
