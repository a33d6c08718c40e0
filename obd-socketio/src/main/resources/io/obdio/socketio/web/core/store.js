// The state of the page. Messages of the server only update it; what depends on a value is drawn in the next frame,
// not more often than the fastest requested rate, and only if the value has changed. All waits and all sets are bounded by the number of names.

const MIN_DRAW_MS = 50;
const MAX_DRAW_MS = 100;
const CALM_MS = 200; // digits that change more often cannot be read
const TICK_MS = 500;
const STALE_MS = 1800;
const PROBE_AFTER_MS = 900;
const PROBE_MS = 700;
const SYNC_MS = 60;
const CONNECTED = 'Car Connected';

/** The latest value of a command. */
class Entry {
  constructor(name) {
    this.name = name;
    this.response = null; // the latest response with a value
    this.reason = ''; // why the latest response has none
    this.received = 0; // ms since 1970 at which the latest value was received
    this.interval = 0; // ms between two values, smoothed
    this.stale = true;
    this.watchers = new Set();
    this.calm = new Set();
  }

  get value() { return this.response?.value; }

  get unit() { return this.response?.unit; }
}

export class Store {
  #entries = new Map();
  #dirty = new Set();
  #dirtyCalm = new Set();
  #calmDrawn = 0;
  #handles = new Set();
  #sent = new Map();
  #topics = new Map();
  #recorders = new Set();
  #listeners = new Set();
  #socket = null;
  #drawing = false;
  #drawMs = MAX_DRAW_MS;
  #drawn = 0;
  #syncing = 0;
  #probing = false;
  #lastMessage = 0;

  /** What the server and the vehicle report; changed by set(), watched by on(). */
  state = {
    link: 'connecting', // connecting, on, lost, unauthorized
    linkSince: Date.now(),
    status: 'Not Connected',
    statusSince: Date.now(),
    reason: '',
    protocol: '',
    port: '',
    vin: '', // empty if it is not known, or the vehicle has none
    vinRead: false, // whether the vehicle was asked for it
    units: null, // the table of units and of the conversions to the user's system
    commands: new Map(), // the supported commands by name
    session: { name: '', scopes: [] },
    fleet: null, // whether the server serves the vehicles of a fleet; null until it is known
    vehicle: '', // the id of the vehicle of a fleet that is shown
    codes: null, // the trouble codes that a vehicle of a fleet has published
    frame: null, // the freeze frame that it has published
    lastSeen: 0, // the time of its last message in ms since 1970; 0 if it is not known
    error: '',
  };

  /** Changes members of the state and notifies their listeners. */
  set(change) {
    for (const [key, value] of Object.entries(change)) {
      if (Object.is(this.state[key], value)) continue;
      this.state[key] = value;
      if (key === 'link') this.state.linkSince = Date.now();
      if (key === 'status') this.state.statusSince = Date.now();
      for (const listener of this.#topics.get(key) ?? []) listener(value);
    }
  }

  /** Calls back at each change of a member of the state; returns how to end that. */
  on(key, listener) {
    if (!this.#topics.has(key)) this.#topics.set(key, new Set());
    this.#topics.get(key).add(listener);
    return () => this.#topics.get(key).delete(listener);
  }

  /** Whether values are current: the server answers and the vehicle too. */
  get live() { return this.state.link === 'on' && this.state.status === CONNECTED; }

  /** Whether the client has a scope. */
  may(scope) { return this.state.session.scopes.includes(scope); }

  // ---- subscriptions

  /**
   * Requests values at a rate in Hz; returns a handle with set(names, rate) and close(). Nothing is requested while the
   * page is hidden, unless options.background is true.
   */
  subscribe(names, rate, options = {}) {
    const handle = {
      names: new Set(names),
      rate,
      background: options.background ?? false,
      set: (next, hz) => {
        handle.names = new Set(next);
        handle.rate = hz ?? handle.rate;
        this.#sync();
      },
      close: () => {
        this.#handles.delete(handle);
        this.#sync();
      },
    };
    this.#handles.add(handle);
    this.#sync();
    return handle;
  }

  #wanted() {
    const rates = new Map();
    for (const handle of this.#handles) {
      if (document.hidden && !handle.background) continue;
      for (const name of handle.names) {
        if (this.state.commands.has(name)) rates.set(name, Math.max(handle.rate, rates.get(name) ?? 0));
      }
    }
    return rates;
  }

  #sync() {
    if (this.#syncing) return;
    this.#syncing = setTimeout(() => {
      this.#syncing = 0;
      this.#send();
    }, SYNC_MS);
  }

  #send() {
    if (!this.#socket?.connected) return;
    const rates = this.#wanted();
    this.#drawMs = Math.max(MIN_DRAW_MS, Math.min(MAX_DRAW_MS, 1000 / Math.max(1, ...rates.values())));
    const gone = [...this.#sent.keys()].filter((name) => !rates.has(name));
    if (gone.length > 0) this.#socket.emit('unsubscribe', gone);
    const byRate = new Map();
    for (const [name, rate] of rates) {
      if (this.#sent.get(name) === rate) continue;
      byRate.set(rate, [...(byRate.get(rate) ?? []), name]);
    }
    for (const [rate, names] of byRate) this.#socket.emit('subscribe', names, { max_rate_hz: rate });
    this.#sent = rates;
  }

  // ---- values

  /** The entry of a command, made if necessary. */
  entry(name) {
    let entry = this.#entries.get(name);
    if (!entry) {
      entry = new Entry(name);
      this.#entries.set(name, entry);
    }
    return entry;
  }

  /**
   * Calls draw(entry) now and in the frame after a change; at most five times a second with {calm: true}, which suits text.
   * Returns how to end that.
   */
  draw(name, draw, { calm = false } = {}) {
    const entry = this.entry(name);
    const watchers = calm ? entry.calm : entry.watchers;
    watchers.add(draw);
    draw(entry);
    return () => watchers.delete(draw);
  }

  /** Calls record(response) for each response, at once: for histories. Must be cheap. Returns how to end that. */
  record(record) {
    this.#recorders.add(record);
    return () => this.#recorders.delete(record);
  }

  #receive(response) {
    const entry = this.entry(response.command.name);
    const now = Date.now();
    this.#lastMessage = now;
    if (response.value === null || response.value === undefined) {
      entry.reason = response.reason ?? '';
      entry.stale = true;
    } else {
      if (entry.received) {
        const gap = Math.min(now - entry.received, 60000);
        entry.interval = entry.interval ? entry.interval * 0.8 + gap * 0.2 : gap;
      }
      entry.response = response;
      entry.reason = '';
      entry.received = now;
      entry.stale = false;
      for (const record of this.#recorders) record(response);
    }
    this.#touch(entry);
  }

  #touch(entry) {
    this.#dirty.add(entry);
    if (entry.calm.size > 0) this.#dirtyCalm.add(entry);
    this.#schedule();
  }

  #schedule() {
    if (this.#drawing) return;
    this.#drawing = true;
    const wait = this.#drawn + this.#drawMs - performance.now();
    const frame = () => requestAnimationFrame(() => this.#flush());
    if (wait > 4) setTimeout(frame, wait - 4);
    else frame();
  }

  #flush() {
    this.#drawing = false;
    this.#drawn = performance.now();
    for (const entry of this.#dirty) for (const draw of entry.watchers) draw(entry);
    this.#dirty.clear();
    if (this.#dirtyCalm.size === 0) return;
    if (this.#drawn - this.#calmDrawn >= CALM_MS - 5) {
      this.#calmDrawn = this.#drawn;
      for (const entry of this.#dirtyCalm) for (const draw of entry.calm) draw(entry);
      this.#dirtyCalm.clear();
    } else {
      this.#schedule();
    }
  }

  #markStale(isStale) {
    for (const entry of this.#entries.values()) {
      if (!entry.stale && isStale(entry)) {
        entry.stale = true;
        this.#touch(entry);
      }
    }
  }

  // ---- the server

  /**
   * Takes over a connection that is about to be established: a Socket.IO client, or a VehicleSocket, which represents one
   * vehicle of a fleet with the events of a server of one vehicle.
   */
  attach(socket) {
    this.#socket = socket;
    socket.on('response', (response) => this.#receive(response));
    socket.onAny(() => {
      this.#lastMessage = Date.now();
      if (this.state.link === 'lost') this.set({ link: 'on' }); // it was silent, but not disconnected
    });
    socket.on('connect', () => this.#connected());
    socket.on('disconnect', () => this.#lost());
    socket.on('connect_error', (error) => this.#refused(error));
    socket.on('status_changed', (now) => this.#status(now));
    socket.on('commands_changed', () => this.#load().catch((e) => this.set({ error: e.message })));
    socket.on('obd_closed', () => this.#status({ status: 'Not Connected', reason: '' }));
    for (const [event, listener] of this.#listeners) socket.on(event, listener);
    document.addEventListener('visibilitychange', () => this.#sync());
    setInterval(() => this.#tick(), TICK_MS);
  }

  /** Sends an event and returns the acknowledgement; fails after the deadline. */
  async ask(event, ...args) {
    if (!this.#socket) throw new Error('the server is not connected');
    return this.#socket.timeout(15000).emitWithAck(event, ...args);
  }

  /** Calls back for each event of a name; returns how to end that. */
  listen(event, listener) {
    const one = [event, listener];
    this.#listeners.add(one);
    this.#socket?.on(event, listener);
    return () => {
      this.#listeners.delete(one);
      this.#socket?.off(event, listener);
    };
  }

  /** Connects again, after a key was entered. */
  connect() { this.#socket.connect(); }

  async #connected() {
    this.#sent = new Map();
    this.#lastMessage = Date.now();
    this.set({ link: 'on', error: '' });
    try {
      await this.#load();
    } catch (e) {
      if (this.#socket.connected) this.set({ error: e.message });
    }
  }

  async #load() {
    const [status, protocol, port, commands] = await Promise.all([
      this.ask('status'), this.ask('protocol_name'), this.ask('port_name'), this.ask('supported_commands')]);
    this.set({
      status,
      protocol: protocol || '',
      port: port || '',
      commands: new Map((Array.isArray(commands) ? commands : []).map((c) => [c.name, c])),
    });
    this.#sync();
    const vin = await this.ask('vin');
    this.set({ vin: typeof vin === 'string' ? vin : '', vinRead: true });
  }

  #refused(error) {
    if (error.message === 'unauthorized') {
      this.set({ link: 'unauthorized', error: error.data?.message ?? '' });
    } else {
      this.#lost();
    }
  }

  #lost() {
    if (this.state.link !== 'unauthorized') this.set({ link: 'lost' });
    this.#sent = new Map();
    this.#markStale(() => true);
  }

  #status(now) {
    const before = this.state.status;
    this.set({
      status: now.status,
      reason: now.reason ?? '',
      protocol: now.protocol_name ?? this.state.protocol,
      port: now.port_name ?? this.state.port,
    });
    if (now.status !== CONNECTED) this.#markStale(() => true);
    else if (before !== CONNECTED) this.#load().catch((e) => this.set({ error: e.message }));
  }

  #tick() {
    const now = Date.now();
    this.#markStale((entry) => now - entry.received > Math.max(STALE_MS, 4 * entry.interval));
    if (document.hidden || !this.#socket.connected || now - this.#lastMessage < PROBE_AFTER_MS) return;
    if (this.#probing) return;
    this.#probing = true; // an open connection to a server that does not answer
    this.#socket.timeout(PROBE_MS).emit('is_connected', (failed) => {
      this.#probing = false;
      if (failed) {
        this.#markStale(() => true);
        if (this.state.link === 'on') this.set({ link: 'lost' });
      } else {
        this.#lastMessage = Date.now();
        if (this.state.link === 'lost') this.set({ link: 'on' });
      }
    });
  }
}
