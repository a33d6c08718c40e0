// The page "Trips": the list of the trips that the server has kept, and one of them with its replay.

import { html, useState } from '../vendor/preact.js';
import { dateTime, t } from '../core/app.js';
import { useApi, useState as useStore } from '../core/hooks.js';
import { link } from '../core/router.js';
import { Badge, Button, Empty, Problem, Section } from '../ui/kit.js';
import { Detail } from './trips/detail.js';
import { consumption, distance, duration } from './trips/format.js';

export const styles = 'css/trips.css';

const STEP = 50;

const title = (trip) => (trip.clock_set ? dateTime(trip.begin) : t('trips.noClock'));

function Row({ trip }) {
  return html`<a class="trip" href=${link('trips', [trip.id])}>
    <span class="trip-title"><strong>${title(trip)}</strong>${trip.running && html`<${Badge} kind="good">${t('trips.running')}<//>`}
      <small>${trip.vin}</small></span>
    <span class="trip-figures"><span><small>${t('trips.duration')}</small>${duration(trip.duration_ms)}</span>
      <span><small>${t('trips.distance')}</small>${distance(trip.distance_km)}</span>
      <span><small>${t('trips.consumption')}</small>${consumption(trip)}</span></span></a>`;
}

/** The state of the history where it is not as it should be. */
function State({ state }) {
  if (!state) return null;
  return html`${!state.recording && html`<p class="notice bad" role="status">${t('trips.paused', { reason: state.reason })}</p>`}
    ${state.set_aside && html`<p class="notice" role="status">${t('trips.setAside', { file: state.set_aside })}</p>`}
    ${state.dropped_rows > 0 && html`<p class="notice" role="status">${t('trips.dropped', { count: state.dropped_rows })}</p>`}`;
}

function Listing() {
  const [limit, setLimit] = useState(STEP);
  const { data, error, loading, reload } = useApi(`api/v1/trips?limit=${limit}`);
  const { data: state } = useApi('api/v1/history');
  useStore('units');
  if (error?.status === 404) {
    return html`<${Empty} icon="trips" title=${t('trips.off')}><p>${t('trips.offHint')}</p><p><code>obdio serve --history FILE</code></p><//>`;
  }
  const trips = data?.trips ?? [];
  return html`<${Problem} error=${error} /><${State} state=${state} />
    <${Section} title=${t('trips.title')} actions=${html`<${Button} kind="icon" icon="refresh" label=${t('trips.reload')} onClick=${reload} />`}>
      ${data && trips.length === 0 && html`<${Empty} icon="trips" title=${t('trips.none')}><p>${t('trips.noneHint')}</p><//>`}
      ${loading && !data && html`<p class="quiet">${t('trips.loading')}</p>`}
      <ul class="list trips" aria-label=${t('trips.title')}>${trips.map((trip) => html`<li key=${trip.id}><${Row} trip=${trip} /></li>`)}</ul>
      ${trips.length === limit && html`<${Button} onClick=${() => setLimit(Math.min(1000, limit * 2))}>${t('trips.more')}<//>`}<//>`;
}

export function component({ route }) {
  useStore('session');
  const [id] = route.path;
  return html`<div class="page trips-page">${id ? html`<${Detail} id=${id} key=${id} />` : html`<${Listing} />`}</div>`;
}
