// The connection to the server that has served the page, wherever a reverse proxy has put both.

/** Loads the client that the server serves, and connects; polling first, then WebSocket where it is possible. */
export async function open(options) {
  const folder = new URL('.', document.baseURI);
  const answer = await fetch(new URL('dashboard.json', folder));
  if (!answer.ok) throw new Error(`dashboard.json: ${answer.status}`);
  const { path } = await answer.json();
  const endpoint = new URL(path.replace(/^[/]/, ''), folder);
  await load(`${endpoint.pathname}/socket.io.js`);
  return window.io({ path: endpoint.pathname, ...options });
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
