// The pages in the order of the navigation. A page has an id (its route, its file of texts, and the name of its module), an
// icon of ui/icons.js, the scope that a client needs, and its module, loaded when it is first shown. See core/app.js.

export const PAGES = [
  { id: 'drive', icon: 'drive', scope: 'read', load: () => import('./drive.js') },
  { id: 'charts', icon: 'charts', scope: 'read', load: () => import('./charts.js') },
  { id: 'trips', icon: 'trips', scope: 'read', load: () => import('./trips.js') },
  { id: 'health', icon: 'health', scope: 'query', load: () => import('./health.js') },
  { id: 'alarms', icon: 'alarms', scope: 'read', load: () => import('./alarms.js') },
  { id: 'tinker', icon: 'tinker', scope: 'query', load: () => import('./tinker.js') },
  { id: 'connection', icon: 'connection', scope: 'read', load: () => import('./connection.js') },
];
