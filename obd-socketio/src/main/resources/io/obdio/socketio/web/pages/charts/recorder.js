// What the charts remember: for each signal the values of the last minutes, and the minimum and maximum of each five seconds
// for some hours. Both are rings of a fixed size, about 220 kB for a signal.

const FINE = 4800;
const COARSE = 5760;
const SLOT_MS = 5000;

/** A ring of rows of numbers in the order of their time, which is the first number. */
class Ring {
  #rows;
  #width;
  #size;
  #count = 0;

  constructor(size, width) {
    this.#size = size;
    this.#width = width;
    this.#rows = new Float64Array(size * width);
  }

  get length() { return Math.min(this.#count, this.#size); }

  /** The number at a column of a row, counted from the oldest. */
  at(index, column) {
    const row = this.#count <= this.#size ? index : (this.#count + index) % this.#size;
    return this.#rows[row * this.#width + column];
  }

  push(...numbers) {
    this.#rows.set(numbers, (this.#count % this.#size) * this.#width);
    this.#count += 1;
  }

  /** Changes the newest row. */
  replace(...numbers) {
    this.#rows.set(numbers, ((this.#count - 1) % this.#size) * this.#width);
  }

  /** The index of the first row at or after a time. */
  find(time) {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at(middle, 0) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The remembered values of a signal. */
export class Memory {
  #fine = new Ring(FINE, 2);
  #coarse = new Ring(COARSE, 3);
  unit = '';

  /** Adds a value; one that is older than the newest is ignored. */
  push(time, value) {
    const { length } = this.#fine;
    if (length > 0 && time <= this.#fine.at(length - 1, 0)) return;
    this.#fine.push(time, value);
    const slot = Math.floor(time / SLOT_MS) * SLOT_MS;
    const last = this.#coarse.length - 1;
    if (last >= 0 && this.#coarse.at(last, 0) === slot) {
      this.#coarse.replace(slot, Math.min(value, this.#coarse.at(last, 1)), Math.max(value, this.#coarse.at(last, 2)));
    } else {
      this.#coarse.push(slot, value, value);
    }
  }

  /** The time of the oldest value; NaN if there is none. */
  get begin() { return this.#coarse.length > 0 ? this.#coarse.at(0, 0) : NaN; }

  /** Calls back with time, minimum and maximum of what lies between two times, in order. */
  each(from, to, visit) {
    const fineFrom = this.#fine.length > 0 ? this.#fine.at(0, 0) : Infinity;
    for (let i = this.#coarse.find(from - SLOT_MS); i < this.#coarse.length; i += 1) {
      const time = this.#coarse.at(i, 0);
      if (time + SLOT_MS > fineFrom || time > to) break;
      visit(time, this.#coarse.at(i, 1), this.#coarse.at(i, 2));
    }
    for (let i = this.#fine.find(from); i < this.#fine.length; i += 1) {
      const time = this.#fine.at(i, 0);
      if (time > to) break;
      visit(time, this.#fine.at(i, 1), this.#fine.at(i, 1));
    }
  }
}

/** Remembers the values of some signals for as long as the page is open. */
export class Recorder {
  #memories = new Map();
  #handle;

  constructor(store, rate) {
    this.#handle = store.subscribe([], rate, { background: true });
    store.record((response) => {
      const memory = this.#memories.get(response.command.name);
      if (!memory || typeof response.value !== 'number') return;
      memory.unit = response.unit;
      memory.push(response.time, response.value);
    });
  }

  /** Sets the signals; what is known of others is dropped. */
  watch(names) {
    for (const name of [...this.#memories.keys()]) if (!names.includes(name)) this.#memories.delete(name);
    for (const name of names) if (!this.#memories.has(name)) this.#memories.set(name, new Memory());
    this.#handle.set(names);
  }

  memory(name) { return this.#memories.get(name); }
}
