// The key of the client, where the server requires one. It is kept for this tab only.

const STORE = 'obdio.key';
let key = '';
try {
  key = sessionStorage.getItem(STORE) ?? '';
} catch { /* no storage in this window: the key is kept until the page is closed */ }

/** The object for the handshake; empty without a key. */
export const auth = () => (key ? { 'x-api-key': key } : {});

/** The headers for requests; empty without a key. */
export const headers = () => (key ? { 'X-API-KEY': key } : {});

/** Whether the user has entered a key. */
export const known = () => key !== '';

/** Replaces the key; "" forgets it. */
export function enter(value) {
  key = value.trim();
  try {
    if (key) sessionStorage.setItem(STORE, key);
    else sessionStorage.removeItem(STORE);
  } catch { /* as above */ }
}
