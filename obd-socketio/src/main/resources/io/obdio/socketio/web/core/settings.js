// The settings of this screen, kept in its browser.

const STORE = 'obdio.settings';
const DEFAULTS = { language: 'auto', theme: 'auto', size: 'normal', units: 'metric', customUnits: '', awake: true, announce: false, mute: false };

const listeners = new Set();
let values = { ...DEFAULTS };
try {
  values = { ...DEFAULTS, ...JSON.parse(localStorage.getItem(STORE) ?? '{}') };
} catch { /* private windows have no storage: the settings last as long as the page */ }

/** The present settings. */
export const get = () => values;

/** Changes settings and notifies the listeners. */
export function set(change) {
  values = { ...values, ...change };
  try {
    localStorage.setItem(STORE, JSON.stringify(values));
  } catch { /* as above */ }
  for (const listener of listeners) listener(values);
}

/** Calls back after each change; returns how to end that. */
export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
