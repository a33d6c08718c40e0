// One scenario against a running server: node client.js SCENARIO PORT [more]. Ends with 0 when all holds.
const assert = require("node:assert/strict");
const { io } = require("socket.io-client");

const [scenario, port] = process.argv.slice(2);
const url = `http://127.0.0.1:${port}`;
const parser = scenario.startsWith("msgpack") ? require("socket.io-msgpack-parser") : undefined;
const open = [];

function client(namespace, options) {
  const socket = io(url + namespace, { forceNew: true, reconnection: false, timeout: 20000, ...(parser && { parser }), ...options });
  open.push(socket);
  return socket;
}

function once(emitter, event) {
  return new Promise((resolve) => emitter.once(event, (...args) => resolve(args)));
}

async function connected(namespace, options) {
  const socket = client(namespace, options);
  await new Promise((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return socket;
}

// With recovery on, events carry an offset as their last argument: it is cut off here.
async function everything(transports, upgraded) {
  const hello = client("/", { transports, auth: { token: "t1" }, query: { q: "1" } });
  const auth = once(hello, "auth");
  await once(hello, "connect");
  assert.deepEqual((await auth).slice(0, 2), [{ token: "t1" }, "1"]);
  // acknowledgements both ways
  const asks = hello.timeout(20000);
  assert.equal(await asks.emitWithAck("echo", "hi"), "hi");
  assert.equal(await asks.emitWithAck("slow", 7), 7);
  hello.on("question", (a, b, answer) => answer(a + b, Buffer.from([a, b])));
  assert.deepEqual(await asks.emitWithAck("ask", 2, 3), [5, Buffer.from([2, 3])]);
  // binary both ways, in an event and in an acknowledgement
  const bytes = Buffer.from([0, 1, 254, 255]);
  assert.deepEqual(await asks.emitWithAck("echo", { a: [bytes] }), { a: [bytes] });
  const back = once(hello, "back");
  hello.emit("back", bytes, "between", { deep: bytes });
  assert.deepEqual((await back).slice(0, 3), [bytes, "between", { deep: bytes }]);
  // what JSON can hold, and what a browser can type
  const odd = [null, true, -1.5, "€ \u0000 \ud83d\ude00", [], {}, { "": [[]] }, "x".repeat(70000)];
  for (const value of odd) {
    assert.deepEqual(await asks.emitWithAck("echo", value), value);
  }
  // order
  const seen = [];
  hello.on("count", (n) => seen.push(n));
  await asks.emitWithAck("count-to", 100);
  assert.deepEqual(seen, Array.from({ length: 100 }, (_, i) => i));
  // namespaces on one session, refusals
  const custom = hello.io.socket("/custom", { auth: { other: 1 } });
  const customAuth = once(custom, "auth");
  custom.connect();
  await customAuth;
  assert.equal(await custom.timeout(20000).emitWithAck("echo", "in custom"), "in custom");
  assert.notEqual(custom.id, hello.id);
  const nowhere = hello.io.socket("/nowhere");
  const refused = once(nowhere, "connect_error");
  nowhere.connect();
  assert.equal((await refused)[0].message, "Invalid namespace");
  const secret = client("/private", { transports });
  const [error] = await once(secret, "connect_error");
  assert.equal(error.message, "not authorised");
  assert.deepEqual(error.data, { code: 401 });
  const key = await connected("/private", { transports, auth: { token: "secret" } });
  assert.ok(key.connected);
  // rooms
  const other = await connected("/", { transports });
  await asks.emitWithAck("join", "r1");
  await other.timeout(20000).emitWithAck("join", "r1");
  const heard = once(other, "heard");
  let echoed = false;
  hello.on("heard", () => (echoed = true));
  await asks.emitWithAck("shout", "r1", "news");
  assert.equal((await heard)[0], "news");
  await other.timeout(20000).emitWithAck("leave", "r1");
  let late = false;
  other.on("heard", () => (late = true));
  await asks.emitWithAck("shout", "r1", "again");
  await other.timeout(20000).emitWithAck("echo", 1);
  assert.ok(!late && !echoed);
  // a broadcast that is acknowledged by everybody
  for (const each of [hello, other]) each.on("poll", (answer) => answer(each.id));
  const votes = await asks.emitWithAck("poll-all");
  assert.deepEqual(votes.flat().sort(), [hello.id, other.id].sort());
  if (upgraded) {
    while (hello.io.engine.transport.name !== "websocket") {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.equal(await asks.emitWithAck("echo", "upgraded"), "upgraded");
  } else {
    assert.equal(hello.io.engine.transport.name, transports[0]);
  }
  // disconnected by the server, its last words arriving first
  const bye = once(hello, "bye");
  const gone = once(hello, "disconnect");
  hello.emit("kick");
  assert.equal((await bye)[0], "for now");
  assert.equal((await gone)[0], "io server disconnect");
}

async function reconnect(transports) {
  const socket = client("/", { transports, reconnection: true, reconnectionDelay: 50, reconnectionDelayMax: 200 });
  await once(socket, "connect");
  const first = socket.id;
  const gone = once(socket, "disconnect");
  console.log("READY"); // the server restarts now
  await gone;
  await once(socket, "connect");
  assert.notEqual(socket.id, first);
  assert.equal(await socket.timeout(20000).emitWithAck("echo", "again"), "again");
}

async function recovery(transports) {
  const socket = client("/", { transports, reconnection: true, reconnectionDelay: 300, reconnectionDelayMax: 300 });
  await once(socket, "connect");
  const first = socket.id;
  const missed = [];
  socket.on("missed", (n) => missed.push(n));
  await socket.timeout(20000).emitWithAck("join", "kept");
  const tick = once(socket, "tick");
  socket.emit("tick-me");
  await tick;
  await socket.timeout(20000).emitWithAck("when-gone", 3);
  const gone = once(socket, "disconnect");
  socket.io.engine.close();
  await gone;
  await once(socket, "connect");
  assert.ok(socket.recovered, "recovered");
  assert.equal(socket.id, first);
  assert.equal(await socket.timeout(20000).emitWithAck("echo", 1), 1);
  assert.deepEqual(missed, [0, 1, 2]);
  assert.deepEqual((await socket.timeout(20000).emitWithAck("rooms")).sort(), [first, "kept"].sort());
  if (transports) {
    assert.equal(socket.io.engine.transport.name, transports[0]);
  }
}

// A text and bytes that compress well, there and back: compressed, they are a small part of the wire's bytes.
async function deflate(expected) {
  const socket = await connected("/", { transports: ["websocket"] });
  const { ws } = socket.io.engine.transport;
  assert.equal(ws.extensions.includes("permessage-deflate"), expected, `negotiated: '${ws.extensions}'`);
  const size = 200000;
  for (const value of ["abc ".repeat(size / 4), Buffer.alloc(size, "x"), "\u20ac".repeat(size / 3)]) {
    const [read, written] = [ws._socket.bytesRead, ws._socket.bytesWritten];
    assert.deepEqual(await socket.timeout(20000).emitWithAck("echo", value), value);
    const [came, went] = [ws._socket.bytesRead - read, ws._socket.bytesWritten - written];
    assert.ok(expected ? came < size / 20 : came >= size - 3, `${came} bytes came for ${size}`);
    assert.ok(expected ? went < size / 20 : went >= size - 3, `${went} bytes went for ${size}`);
  }
}

const scenarios = {
  polling: () => everything(["polling"], false),
  websocket: () => everything(["websocket"], false),
  upgrade: () => everything(["polling", "websocket"], true),

  "msgpack-polling": () => everything(["polling"], false),
  "msgpack-websocket": () => everything(["websocket"], false),

  reconnect: () => reconnect(),
  "reconnect-polling": () => reconnect(["polling"]),
  "reconnect-websocket": () => reconnect(["websocket"]),

  recovery: () => recovery(),
  "recovery-polling": () => recovery(["polling"]),
  "recovery-websocket": () => recovery(["websocket"]),

  deflated: () => deflate(true),
  "not-deflated": () => deflate(false),

  async old() {
    const old = require("socket.io-client-v2");
    for (const transports of [["polling"], ["websocket"]]) {
      const socket = old(url, { transports, reconnection: false, forceNew: true });
      const error = await new Promise((resolve, reject) => {
        socket.once("connect_error", resolve);
        socket.once("connect", () => reject(new Error("a client 2.x was let in")));
      });
      assert.ok(error);
      socket.close();
    }
  },
};

scenarios[scenario]()
  .then(() => {
    open.forEach((socket) => socket.close());
    console.log("DONE");
    process.exit(0);
  })
  .catch((error) => {
    console.log(error.stack || error);
    process.exit(1);
  });
