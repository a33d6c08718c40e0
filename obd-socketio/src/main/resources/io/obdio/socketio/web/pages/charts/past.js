// Values from the history of the server, for times that this page has not seen. Without a history there are none.

import { api, ApiError, store } from '../../core/app.js';

const TRIPS_MS = 30000; // how long the list of trips is used
const WAIT_MS = 250; // so that a moving time axis does not request each of its positions
const POINTS = 600;
const MAX_TRIPS = 8;
const MAX_BLOCKS = 12;
const PRESENCE = ['RPM', 'SPEED']; // requested every second by the history, so that they show when there was a vehicle

/** Values of some signals between two times, as rows {time, min, max, bucket} by name. */
class Block {
  constructor(from, to) {
    this.from = from;
    this.to = to;
    this.rows = new Map();
  }

  add({ name, bucket_ms: bucket, time, min, max }) {
    const rows = this.rows.get(name) ?? [];
    time.forEach((at, i) => rows.push({ at: at + bucket / 2, min: min[i], max: max[i] }));
    rows.sort((a, b) => a.at - b.at);
    this.rows.set(name, rows);
  }

  each(name, from, to, visit) {
    for (const { at, min, max } of this.rows.get(name) ?? []) if (at >= from && at <= to) visit(at, min, max);
  }
}

const NONE = { each() {} };

export class Past {
  #names = [];
  #blocks = [];
  #trips = null;
  #tripsRead = 0;
  #timer = 0;
  #loading = false;
  #isNew = false;
  #unavailable = false;

  /** Sets the signals of the chart. */
  watch(names) {
    if (names.every((n) => this.#names.includes(n))) return;
    this.#names = names;
    this.#blocks = [];
  }

  /** Whether values have arrived since the last call. */
  changed() {
    const was = this.#isNew;
    this.#isNew = false;
    return was;
  }

  /** The values of a signal between two times before begin, the time from which the page has its own. */
  source(name, from, to, begin) {
    const end = Math.min(to, Number.isNaN(begin) ? to : begin);
    if (this.#unavailable || store.state.fleet || end - from < 1000) return NONE;
    const block = this.#blocks.find((b) => b.from <= from && b.to >= end - 1000 && b.to - b.from <= 4 * (to - from));
    if (!block) this.#request(from, end);
    const shown = block ?? this.#blocks.find((b) => b.from < end && b.to > from); // a coarse or partial one, until it arrives
    return shown ? { each: (f, t, visit) => shown.each(name, f, Math.min(t, end), visit) } : NONE;
  }

  /** What shows when the vehicle was connected. */
  presence(from, to, begin) {
    return PRESENCE.map((name) => this.source(name, from, to, begin));
  }

  #request(from, to) {
    clearTimeout(this.#timer);
    if (this.#loading) return;
    this.#timer = setTimeout(async () => {
      this.#loading = true;
      try {
        await this.#load(from - (to - from) / 2, Math.min(Date.now(), to + (to - from) / 2));
      } catch (e) {
        // 404 and 403: there is no history, or none for this client; other failures are tried again at the next drawing
        this.#unavailable = e instanceof ApiError && (e.status === 404 || e.status === 403);
      } finally {
        this.#loading = false;
      }
    }, WAIT_MS);
  }

  async #load(from, to) {
    const block = new Block(from, to);
    for (const trip of await this.#tripsBetween(from, to)) {
      const query = new URLSearchParams({
        names: [...new Set([...this.#names, ...PRESENCE])].join(','), from: Math.floor(from), to: Math.ceil(to), points: POINTS,
      });
      const { series } = await api(`api/v1/trips/${trip.id}/series?${query}`);
      series.forEach((one) => block.add(one));
    }
    this.#blocks = [block, ...this.#blocks].slice(0, MAX_BLOCKS);
    this.#isNew = true;
  }

  async #tripsBetween(from, to) {
    if (!this.#trips || Date.now() - this.#tripsRead > TRIPS_MS) {
      ({ trips: this.#trips } = await api('api/v1/trips?limit=200'));
      this.#tripsRead = Date.now();
    }
    return this.#trips.filter((trip) => trip.begin < to && (trip.end ?? Date.now()) > from).slice(0, MAX_TRIPS);
  }
}
