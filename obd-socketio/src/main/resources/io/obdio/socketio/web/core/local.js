// What one page keeps in this browser, such as earlier requests; without storage it lasts as long as the page.

const memory = new Map();
const key = (name) => `obdio.${name}`;

/** The value of a name; otherwise if there is none. */
export function load(name, otherwise) {
  if (memory.has(name)) return memory.get(name);
  try {
    return JSON.parse(localStorage.getItem(key(name))) ?? otherwise;
  } catch { /* private windows have no storage */
    return otherwise;
  }
}

/** Keeps a value that can be written as JSON. */
export function save(name, value) {
  memory.set(name, value);
  try {
    localStorage.setItem(key(name), JSON.stringify(value));
  } catch { /* as above, or the storage is full */ }
}
