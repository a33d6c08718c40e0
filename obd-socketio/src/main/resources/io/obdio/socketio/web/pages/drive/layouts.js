// The layouts of the vehicle: kept by the server, shared by all screens; which one is shown is the choice of each screen.
// The vehicles of a fleet share layouts that this browser keeps.

import { api, store } from '../../core/app.js';
import { PRESETS } from './presets.js';

const STORE = 'obdio.layout';
const FLEET = 'fleet';
const VIN = /^[A-HJ-NPR-Z0-9]{17}$/;

function read(key, fallback) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? fallback;
  } catch {
    return fallback;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch { /* private windows have no storage: the choice lasts as long as the page */ }
}

const copy = (value) => JSON.parse(JSON.stringify(value));
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** A layout as it is saved. */
function plain({ own, ...layout }) {
  return layout;
}

export class Layouts {
  /** The document of the server; the last one that this browser has seen, until the server answers. */
  document = { version: 0, layouts: [] };

  #vin = '';
  #changed;

  /** Calls back when the document or the choice has changed. */
  constructor(changed) {
    this.#changed = changed;
    const known = read(STORE, {});
    this.#vin = known.vin ?? 'default';
    this.document = known.document ?? this.document;
    this.choice = known.choice ?? {};
  }

  /** Follows the vehicle and the changes of other screens; returns how to end that. */
  follow() {
    const stops = [
      store.on('vinRead', () => this.load()),
      store.on('vin', () => this.load()),
      store.on('session', () => this.load()),
      store.listen('layouts_changed', ({ vin, version }) => {
        if (vin === this.vehicle() && version !== this.document.version) this.load();
      }),
    ];
    this.load();
    return () => stops.forEach((stop) => stop());
  }

  /** The key of the vehicle's document: its VIN; that of the last vehicle while none is connected. */
  vehicle() {
    if (store.state.fleet) return FLEET;
    if (VIN.test(store.state.vin)) return store.state.vin;
    return store.live ? 'default' : this.#vin;
  }

  async load() {
    if (store.state.fleet !== false || store.state.link !== 'on' || (store.live && !store.state.vinRead)) return; // the VIN follows
    const vin = this.vehicle();
    try {
      const document = await api(`api/v1/layouts/${vin}`);
      this.#take(vin, document);
    } catch { /* an old server, or a lost connection: the known document is shown */ }
  }

  #take(vin, document) {
    this.#vin = vin;
    this.document = document;
    this.#remember();
    this.#changed();
  }

  #remember() {
    write(STORE, { vin: this.#vin, document: this.document, choice: this.choice });
  }

  /** All layouts: those of the vehicle, then the presets that it does not replace. */
  all() {
    const own = this.document.layouts.map((layout) => ({ ...layout, own: true }));
    return [...own, ...PRESETS.filter((p) => !own.some((o) => o.id === p.id))];
  }

  /** The layout that this screen shows. */
  current() {
    const all = this.all();
    return all.find((layout) => layout.id === this.choice[this.#vin]) ?? all[0];
  }

  select(id) {
    this.choice = { ...this.choice, [this.#vin]: id };
    this.#remember();
    this.#changed();
  }

  /**
   * Saves a layout. base is what it was before the change. Another layout that was changed meanwhile is kept; if this one
   * was changed too, resolve(theirs) is asked whether to overwrite it.
   */
  async save(layout, base, resolve) {
    const vin = this.vehicle();
    const saved = plain(copy(layout));
    const others = () => this.document.layouts.filter((l) => l.id !== layout.id);
    const replaced = () => (this.document.layouts.some((l) => l.id === layout.id)
      ? this.document.layouts.map((l) => (l.id === layout.id ? saved : l)) : [...others(), saved]);
    return this.#put(vin, replaced, layout.id, base, resolve);
  }

  /** Removes a layout of the vehicle; a preset of its id appears again. */
  remove(layout, resolve) {
    return this.#put(this.vehicle(), () => this.document.layouts.filter((l) => l.id !== layout.id), layout.id, layout, resolve);
  }

  async #put(vin, layouts, id, base, resolve) {
    let seen = base ?? {};
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const theirs = this.document.layouts.find((l) => l.id === id);
      if (theirs ? !same(theirs, plain(seen)) : seen.own) {
        if (!(await resolve(theirs))) return { saved: false };
        seen = theirs ? { ...theirs, own: true } : {};
        continue; // it may have changed again meanwhile
      }
      const body = { layouts: layouts() };
      if (vin === FLEET) {
        this.#take(vin, { version: this.document.version + 1, ...body });
        return { saved: true, persistent: true };
      }
      try {
        const options = { method: 'PUT', body, headers: { 'if-match': `"${this.document.version}"` } };
        const answer = await api(`api/v1/layouts/${vin}`, options);
        this.#take(vin, { version: answer.version, layouts: body.layouts });
        return { saved: true, persistent: answer.persistent };
      } catch (e) {
        if (e.status !== 412) throw e;
        this.#take(vin, e.body);
      }
    }
    throw new Error('the layout changes too often on other screens');
  }
}
