// A Socket.IO server in a cluster on Redis, driven by JSON lines: {"id":1,"do":"emit","args":[..]}
// on standard input is answered by {"id":1,"result":..} on standard output.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { createClient } from 'redis';
import { Server } from 'socket.io';
import { createAdapter as createStreamsAdapter } from '@socket.io/redis-streams-adapter';
import { createAdapter as createClassicAdapter, createShardedAdapter } from '@socket.io/redis-adapter';
import { Emitter } from '@socket.io/redis-emitter';

const [redisPort, protocol, recovery] = process.argv.slice(2);
const redis = createClient({
  url: `redis://127.0.0.1:${redisPort}`,
  socket: { reconnectStrategy: (tries) => Math.min(50 * tries, 1000) },
});
redis.on('error', () => {}); // it reconnects
await redis.connect();

async function subscriber() {
  const second = redis.duplicate();
  second.on('error', () => {});
  await second.connect();
  return second;
}

const adapters = {
  streams: async () => createStreamsAdapter(redis, { maxLen: 100_000 }),
  sharded: async () => createShardedAdapter(redis, await subscriber()),
  classic: async () => createClassicAdapter(redis, await subscriber()),
};
const emitter = new Emitter(redis);

const http = createServer();
const io = new Server(http, {
  adapter: await adapters[protocol](),
  connectionStateRecovery: recovery ? { maxDisconnectionDuration: 60_000 } : undefined,
});
const received = [];

io.on('hello', (...args) => {
  const answer = typeof args.at(-1) === 'function' ? args.pop() : undefined;
  received.push(revive(args));
  answer?.({ from: 'node', args: args.length });
});
io.on('connection', (socket) => {
  socket.data = { server: 'node' };
  socket.on('join', (room, done) => {
    socket.join(room);
    done();
  });
});

function revive(value) {
  if (Buffer.isBuffer(value)) {
    return { $bytes: [...value] };
  }
  if (Array.isArray(value)) {
    return value.map(revive);
  }
  return value && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, revive(v)]))
    : value;
}

function bytes(value) {
  if (Array.isArray(value)) {
    return value.map(bytes);
  }
  if (value && typeof value === 'object') {
    return value.$bytes
      ? Buffer.from(value.$bytes)
      : Object.fromEntries(Object.entries(value).map(([k, v]) => [k, bytes(v)]));
  }
  return value;
}

function target({ rooms = [], except = [], volatile = false, timeout }) {
  let to = io;
  for (const room of rooms) to = to.to(room);
  for (const room of except) to = to.except(room);
  if (volatile) to = to.volatile;
  if (timeout) to = to.timeout(timeout);
  return to;
}

function emitterTarget({ rooms = [], except = [], volatile = false }) {
  let to = emitter;
  for (const room of rooms) to = to.to(room);
  for (const room of except) to = to.except(room);
  return volatile ? to.volatile : to;
}

const actions = {
  emit: async (c) => void target(c).emit(c.event, ...bytes(c.args)),
  ask: async (c) => revive(await target({ timeout: 4000, ...c }).emitWithAck(c.event, ...c.args)),
  fetch: async (c) =>
    (await target(c).fetchSockets()).map((s) => ({
      id: s.id,
      rooms: [...s.rooms].sort(),
      data: s.data,
      address: s.handshake.address,
      query: s.handshake.query.EIO,
      issued: s.handshake.issued,
    })),
  join: async (c) => void target(c).socketsJoin(c.to),
  leave: async (c) => void target(c).socketsLeave(c.to),
  disconnect: async (c) => void target(c).disconnectSockets(c.close ?? false),
  serverSide: async (c) => void io.serverSideEmit(c.event, ...bytes(c.args)),
  serverSideAsk: async (c) => io.serverSideEmitWithAck(c.event, ...c.args),
  burst: async ({ count, rate }) => {
    const began = performance.now();
    for (let sent = 0; sent < count; ) {
      const planned = Math.min(count, Math.floor(((performance.now() - began) * rate) / 1000));
      const due = Math.min(planned, sent + rate / 20); // after a pause, no burst beyond 50 ms
      for (; sent < due; sent++) {
        io.emit('n', sent, performance.timeOrigin + performance.now());
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await new Promise((resolve) => setTimeout(resolve, 500)); // a reader that lags could lose it
    io.emit('end');
  },
  emitterEmit: async (c) => void emitterTarget(c).emit(c.event, ...bytes(c.args)),
  emitterJoin: async (c) => void emitterTarget(c).socketsJoin(c.to),
  emitterLeave: async (c) => void emitterTarget(c).socketsLeave(c.to),
  emitterDisconnect: async (c) => void emitterTarget(c).disconnectSockets(false),
  emitterServerSide: async (c) => void emitter.serverSideEmit(c.event, ...c.args),
  allRooms: async () => [...(await io.of('/').adapter.allRooms())],
  received: async () => received,
  clients: async () => [...io.sockets.sockets.keys()],
  servers: async () => io.of('/').adapter.serverCount(),
};

createInterface({ input: process.stdin }).on('line', async (line) => {
  const command = JSON.parse(line);
  let result;
  try {
    result = { id: command.id, result: (await actions[command.do](command)) ?? null };
  } catch (e) {
    result = { id: command.id, error: String(e) };
  }
  process.stdout.write(JSON.stringify(result) + '\n');
});
process.stdin.on('end', () => process.exit(0));
http.listen(0, '127.0.0.1', () =>
  process.stdout.write(JSON.stringify({ port: http.address().port }) + '\n'));
