// What the scripts share: a client, waiting with a deadline, and a line a check on standard output.
import { isDeepStrictEqual } from 'node:util';
import { io } from 'socket.io-client';

const DEADLINE_MS = 20000;
let failed = 0;

/** A client of its own. */
export function connect(url, options = {}) {
  const socket = io(url, { forceNew: true, transports: ['websocket'], reconnection: false, ...options });
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

/** The arguments of the next event of this name. */
export function next(socket, event, ms = DEADLINE_MS) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no event '${event}' within ${ms} ms`)), ms);
    socket.once(event, (...args) => {
      clearTimeout(timer);
      resolve(args);
    });
  });
}

/** Asks until the answer is as wanted. */
export async function until(what, ask, wanted) {
  const end = Date.now() + DEADLINE_MS;
  let last;
  while (Date.now() < end) {
    last = await ask();
    if (wanted(last)) return last;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${what} did not come; last was ${JSON.stringify(last)}`);
}

export const ask = (socket, ...args) => socket.timeout(DEADLINE_MS).emitWithAck(...args);

/** One check: prints 'ok NAME' or 'not ok NAME: why'. */
export async function check(name, run) {
  try {
    await run();
    console.log(`ok ${name}`);
  } catch (e) {
    failed += 1;
    console.log(`not ok ${name}: ${String(e.message).replaceAll('\n', ' ')}`);
  }
}

export function equal(actual, expected, what = 'value') {
  if (!isDeepStrictEqual(actual, expected)) {
    throw new Error(`${what} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
  }
}

export function that(condition, what) {
  if (!condition) throw new Error(what);
}

export function done() {
  console.log(`done ${failed}`);
  process.exit(failed === 0 ? 0 : 1);
}
