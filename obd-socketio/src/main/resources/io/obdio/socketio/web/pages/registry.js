// The pages in the order of the navigation. A page has an id (its route, its file of texts, and the name of its module), an
// icon of ui/icons.js, the scope that a client needs, and its module, loaded when it is first shown. See core/app.js. fleet
// is true for pages that also show a vehicle of a fleet, and 'only' for pages of a fleet; fleetScope is the scope that they
// need there, if it is another one.

const PAGES = [
  { id: 'vehicles', icon: 'vehicles', scope: 'read', fleet: 'only', load: () => import('./vehicles.js') },
  { id: 'drive', icon: 'drive', scope: 'read', fleet: true, load: () => import('./drive.js') },
  { id: 'charts', icon: 'charts', scope: 'read', fleet: true, load: () => import('./charts.js') },
  { id: 'trips', icon: 'trips', scope: 'read', load: () => import('./trips.js') },
  { id: 'health', icon: 'health', scope: 'query', fleet: true, fleetScope: 'watch', load: () => import('./health.js') },
  { id: 'alarms', icon: 'alarms', scope: 'read', load: () => import('./alarms.js') },
  { id: 'tinker', icon: 'tinker', scope: 'query', load: () => import('./tinker.js') },
  { id: 'connection', icon: 'connection', scope: 'read', load: () => import('./connection.js') },
];

/** The pages of a server of a fleet or of one vehicle. */
export const pagesOf = (fleet) => PAGES.filter((page) => (fleet ? page.fleet : page.fleet !== 'only'))
  .map((page) => (fleet && page.fleetScope ? { ...page, scope: page.fleetScope } : page));
