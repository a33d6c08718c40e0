// One vehicle of a fleet with the events of a server of one vehicle: the store and the pages need not know the difference.
// The vehicle is received from its first to its last subscription over the namespace /fleet; see docs/fleet-api.md.

const STORE = 'obdio.vehicle';
const MIN_INTERVAL_MS = 500; // vehicles send over mobile networks
const IDLE_INTERVAL_MS = 5000; // while no value is shown: for the status and the names of the values
const MAX_NAMES = 64; // more are subscribed to as all
const REPEAT_MS = 1000;
const RETRY_MS = 5000; // after a subscription that failed
const STATUS = { online: 'Car Connected', offline: 'Not Connected' };

/** The id of the vehicle that this tab has shown last; empty if none. */
export function remembered() {
  try {
    return sessionStorage.getItem(STORE) ?? '';
  } catch {
    return '';
  }
}

/** Keeps the id of the vehicle for this tab. */
export function remember(vehicle) {
  try {
    sessionStorage.setItem(STORE, vehicle);
  } catch { /* no storage in this window: the address has the vehicle */ }
}

export class VehicleSocket {
  #socket;
  #vehicle;
  #report;
  #listeners = new Map();
  #any = new Set();
  #rates = new Map();
  #sending = 0;
  #values = {};
  #units = {};
  #names = new Set();
  #time = 0;
  #received = 0;
  #online = false;

  /**
   * Represents a vehicle; none if the id is empty.
   *
   * @param socket a Socket.IO client in the namespace /fleet that is about to connect
   * @param report is called back with what the vehicle has reported: codes, frame, or lastSeen, as in the store
   */
  constructor(socket, vehicle, report) {
    this.#socket = socket;
    this.#vehicle = vehicle;
    this.#report = report;
    if (vehicle) remember(vehicle);
    socket.on('connect', () => this.#subscribe());
    const mine = (event, receive) => socket.on(event, (message) => message.vehicle === vehicle && receive(message));
    mine('values', (message) => this.#receive(message));
    mine('units', ({ u }) => this.#learn(u));
    mine('status', ({ status }) => this.#setStatus(status));
    mine('dtc', ({ dtc }) => report({ codes: dtc }));
    mine('freeze_frame', (message) => report({ frame: message.freeze_frame }));
    setInterval(() => this.#repeat(), REPEAT_MS);
  }

  get connected() { return this.#socket.connected; }

  connect() { this.#socket.connect(); }

  on(event, listener) {
    if (!this.#listeners.has(event)) this.#listeners.set(event, new Set());
    this.#listeners.get(event).add(listener);
    if (['connect', 'disconnect', 'connect_error'].includes(event)) this.#socket.on(event, listener);
  }

  off(event, listener) { this.#listeners.get(event)?.delete(listener); }

  onAny(listener) {
    this.#any.add(listener);
    this.#socket.onAny(listener);
  }

  #fire(event, argument) {
    for (const listener of this.#listeners.get(event) ?? []) listener(argument);
  }

  // ---- values

  #receive({ t, v }) {
    this.#values = v;
    this.#time = t;
    this.#received = Date.now();
    if (Object.keys(v).some((name) => !this.#names.has(name))) this.#changed();
    this.#dispatch();
  }

  #dispatch() {
    for (const [name, value] of Object.entries(this.#values)) {
      this.#fire('response', { value, command: { name, desc: name }, time: this.#time, unit: this.#units[name] ?? null });
    }
  }

  /** A vehicle sends only what changes: while it is online, its values are current. */
  #repeat() {
    if (this.#online && this.connected && Date.now() - this.#received >= REPEAT_MS - 50) this.#dispatch();
  }

  #learn(units) {
    this.#units = units;
    if (Object.keys(units).some((name) => !this.#names.has(name))) this.#changed();
  }

  /** Reports once for several messages that the vehicle has values of further names. */
  #changed() {
    for (const name of [...Object.keys(this.#values), ...Object.keys(this.#units)]) this.#names.add(name);
    this.#fire('commands_changed');
  }

  #setStatus(status) {
    const online = status === 'online';
    if (this.#online && !online) this.#info(15000).catch(() => {}); // for the time of its last message
    this.#online = online;
    this.#fire('status_changed', { status: STATUS[status] ?? STATUS.offline, reason: '' });
  }

  // ---- events of the client

  emit(event, names, options) {
    if (event === 'subscribe') for (const name of names) this.#rates.set(name, options.max_rate_hz);
    else if (event === 'unsubscribe') for (const name of names) this.#rates.delete(name);
    else throw new Error(`${event} has no meaning for a vehicle of a fleet`);
    this.#sending ||= setTimeout(() => this.#subscribe(), 0);
  }

  async #subscribe() {
    clearTimeout(this.#sending);
    this.#sending = 0;
    if (!this.#vehicle || !this.connected) return;
    const names = [...this.#rates.keys()];
    const fastest = Math.max(...this.#rates.values());
    const interval = names.length > 0 ? Math.max(MIN_INTERVAL_MS, Math.min(60000, 1000 / fastest)) : IDLE_INTERVAL_MS;
    const wanted = { vehicle: this.#vehicle, interval_ms: interval };
    if (names.length > 0 && names.length <= MAX_NAMES) wanted.names = names;
    const answer = await this.#ask(15000, 'subscribe', wanted).catch(() => null);
    if (!answer?.vehicle) {
      this.#sending ||= setTimeout(() => this.#subscribe(), RETRY_MS); // the server was busy, or the answer was lost
      return;
    }
    if (answer.u) this.#learn(answer.u);
    if (answer.dtc) this.#report({ codes: answer.dtc });
    if (answer.freeze_frame) this.#report({ frame: answer.freeze_frame });
    this.#setStatus(answer.status);
  }

  timeout(ms) {
    return {
      emitWithAck: (event, ...args) => this.#answer(ms, event, args),
      emit: (event, callback) => this.#answer(ms, event, []).then(() => callback(null), callback),
    };
  }

  #ask(ms, event, ...args) { return this.#socket.timeout(ms).emitWithAck(event, ...args); }

  async #answer(ms, event, args) {
    const vehicle = this.#vehicle;
    const none = !vehicle;
    switch (event) {
      case 'units': return this.#ask(ms, event, ...args);
      case 'protocol_name': case 'port_name': return '';
      case 'is_connected': return this.#ask(ms, 'vehicles', { limit: 1 });
      case 'status': return none ? STATUS.offline : STATUS[(await this.#info(ms)).online ? 'online' : 'offline'];
      case 'vin': return none ? '' : (await this.#info(ms)).vin ?? '';
      case 'supported_commands': return none ? [] : this.#ask(ms, event, { vehicle });
      case 'get_dtc': case 'clear_dtc': return this.#ask(ms, event, { vehicle });
      case 'query_now': return this.#ask(ms, event, { vehicle, command: args[0] });
      default: throw new Error(`${event} has no meaning for a vehicle of a fleet`);
    }
  }

  async #info(ms) {
    const info = await this.#ask(ms, 'status', { vehicle: this.#vehicle });
    this.#report({ lastSeen: info.last_seen ?? 0 });
    return info;
  }
}
