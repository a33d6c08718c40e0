// Hooks by which components follow the store, the settings, the route and the REST interface.

import { useEffect, useState as usePreactState, useReducer } from '../vendor/preact.js';
import { api, settings, store } from './app.js';
import { current } from './router.js';

/** A member of the store's state; renders again when it changes. */
export function useState(key) {
  const [, render] = useReducer((n) => n + 1, 0);
  useEffect(() => store.on(key, render), [key]);
  return store.state[key];
}

/** The entry of a command, requested at a rate in Hz while the component exists; renders at most once a frame. */
export function useEntry(name, rate = 1) {
  const [, render] = useReducer((n) => n + 1, 0);
  useEffect(() => {
    const handle = store.subscribe([name], rate);
    const stop = store.draw(name, render);
    return () => {
      stop();
      handle.close();
    };
  }, [name, rate]);
  return store.entry(name);
}

/** The settings of this screen. */
export function useSettings() {
  const [, render] = useReducer((n) => n + 1, 0);
  useEffect(() => settings.onChange(render), []);
  return settings.get();
}

/** The route {page, path, query} of the address. */
export function useRoute() {
  const [route, set] = usePreactState(current());
  useEffect(() => {
    const change = () => set(current());
    window.addEventListener('hashchange', change);
    return () => window.removeEventListener('hashchange', change);
  }, []);
  return route;
}

/**
 * The response to a GET request: {data, error, loading, reload}. It is sent again when the path or the connection to the
 * server changes; null as path sends nothing.
 */
export function useApi(path) {
  const link = useState('link');
  const [state, set] = usePreactState({ data: null, error: null, loading: true });
  const [turn, reload] = useReducer((n) => n + 1, 0);
  useEffect(() => {
    let current = true;
    if (path === null || link !== 'on') return undefined;
    set((old) => ({ ...old, loading: true }));
    api(path).then(
      (data) => current && set({ data, error: null, loading: false }),
      (error) => current && set((old) => ({ ...old, error, loading: false })));
    return () => { current = false; };
  }, [path, link, turn]);
  return { ...state, reload };
}
