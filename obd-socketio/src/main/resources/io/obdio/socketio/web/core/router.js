// Routes in the fragment of the address: #/PAGE/PATH?QUERY.

/** The present route. */
export function current() {
  const [path, query = ''] = location.hash.replace(/^#[/]?/, '').split('?');
  const [page, ...rest] = path.split('/').map(decodeURIComponent);
  return { page: page || 'drive', path: rest, query: Object.fromEntries(new URLSearchParams(query)) };
}

/** The address of a route. */
export function link(page, path = [], query = {}) {
  const tail = new URLSearchParams(query).toString();
  return `#/${[page, ...path].map(encodeURIComponent).join('/')}${tail ? `?${tail}` : ''}`;
}

/** Shows a route. */
export function go(...route) {
  location.hash = link(...route);
}
