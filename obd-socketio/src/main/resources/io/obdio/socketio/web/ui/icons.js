// The icons: paths in a square of 24, stroked.

import { html } from '../vendor/preact.js';

const PATHS = {
  drive: 'M4.5 17a8.5 8.5 0 1 1 15 0 M12 14l4-5 M12 14h.01',
  vehicles: 'M3 15v-3l2-5h9l3 5h4v3 M3 15h18 M7 18a2 2 0 1 0 0-4 2 2 0 0 0 0 4z M17 18a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  charts: 'M4 4v16h16 M7 15l4-5 3 3 5-7',
  health: 'M4 12h3l2-5 4 10 2-5h5',
  trips: 'M6 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z M18 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4z M8 17h6a3 3 0 0 0 0-6h-4a3 3 0 0 1 0-6h6',
  alarms: 'M6 17V11a6 6 0 1 1 12 0v6l2 2H4z M10 21h4',
  tinker: 'M8 7l-5 5 5 5 M16 7l5 5-5 5 M14 5l-4 14',
  connection: 'M9 3v5 M15 3v5 M6 8h12v3a6 6 0 0 1-12 0z M12 17v4',
  settings: 'M4 7h10 M18 7h2 M4 17h2 M10 17h10 M16 5v4 M8 15v4',
  edit: 'M4 20h4L19 9l-4-4L4 16z',
  add: 'M12 5v14 M5 12h14',
  remove: 'M6 6l12 12 M18 6L6 18',
  check: 'M5 12l5 5 9-11',
  full: 'M4 9V4h5 M15 4h5v5 M20 15v5h-5 M9 20H4v-5',
  up: 'M12 19V5 M6 11l6-6 6 6',
  down: 'M12 5v14 M6 13l6 6 6-6',
  play: 'M8 5l11 7-11 7z',
  pause: 'M8 5v14 M16 5v14',
  download: 'M12 4v11 M7 11l5 5 5-5 M5 20h14',
  upload: 'M12 20V9 M7 13l5-5 5 5 M5 4h14',
  refresh: 'M20 12a8 8 0 1 1-2.5-5.8 M20 4v5h-5',
  back: 'M15 5l-7 7 7 7',
  forward: 'M9 5l7 7-7 7',
  zoomIn: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z M15.5 15.5L20 20 M7.5 10.5h6 M10.5 7.5v6',
  zoomOut: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z M15.5 15.5L20 20 M7.5 10.5h6',
  warning: 'M12 4l9 16H3z M12 10v4 M12 17h.01',
  more: 'M5 12h.01 M12 12h.01 M19 12h.01',
  sound: 'M4 10v4h4l5 4V6L8 10z M16 9a4 4 0 0 1 0 6',
  mute: 'M4 10v4h4l5 4V6L8 10z M17 10l4 4 M21 10l-4 4',
};

/** An icon by name, hidden from screen readers: its button has a label. */
export const Icon = ({ name }) => html`
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name] ?? PATHS.more} /></svg>`;
