// The connection to the server that has served the page, wherever a reverse proxy has put both.

/** The folder of the page, which ends in a slash. */
export const BASE = new URL('.', document.baseURI);

/**
 * The settings of the server: the path of the Socket.IO endpoint, relative to the page, whether it serves a fleet, and the
 * page's version.
 */
export async function settings() {
  const answer = await fetch(new URL('dashboard.json', BASE), { cache: 'no-cache' });
  if (!answer.ok) throw new Error(`dashboard.json: ${answer.status}`);
  return answer.json();
}

/** Loads the client that the server serves, and returns a socket of a namespace: polling first, then WebSocket. */
export async function open(path, namespace, options) {
  const endpoint = new URL(path.replace(/^[/]/, ''), BASE);
  await load(`${endpoint.pathname}/socket.io.min.js`);
  return window.io(namespace, { path: endpoint.pathname, reconnectionDelay: 500, reconnectionDelayMax: 3000, ...options });
}

function load(source) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = source;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${source} is not served; see the option serve-client`));
    document.head.append(script);
  });
}
