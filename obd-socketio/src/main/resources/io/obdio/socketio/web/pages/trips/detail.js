// One trip: its figures, its replay, its export.

import { html, useEffect, useState } from '../../vendor/preact.js';
import { api, dateTime, store, t } from '../../core/app.js';
import { useApi, useState as useStore } from '../../core/hooks.js';
import { go, link } from '../../core/router.js';
import { BASE } from '../../core/connection.js';
import { headers } from '../../core/key.js';
import { Badge, Button, confirm, Empty, Problem, Section, toast } from '../../ui/kit.js';
import { Icon } from '../../ui/icons.js';
import { consumption, distance, duration, energy, money, speed, volume } from './format.js';
import { Replay } from './replay.js';

const REFRESH_MS = 5000;
const FORMATS = [['csv', 'csv'], ['json', 'json'], ['recording', 'txt'], ['simulator', 'csv']];

/** Downloads an export; by a request with the key of this page, which a link cannot have. */
async function download(trip, format, extension) {
  try {
    const answer = await fetch(new URL(`api/v1/trips/${trip.id}/export?format=${format}`, BASE), { headers: headers() });
    if (!answer.ok) throw new Error((await answer.json()).message);
    const url = URL.createObjectURL(await answer.blob());
    const anchor = document.createElement('a');
    anchor.href = url;
    anchor.download = `trip-${trip.id}${format === 'recording' || format === 'simulator' ? `-${format}` : ''}.${extension}`;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  } catch (e) {
    toast(t('trips.exportFailed', { reason: e.message }), { kind: 'bad' });
  }
}

async function remove(trip) {
  const yes = await confirm({ title: t('trips.deleteTitle'), text: t('trips.deleteText', { begin: dateTime(trip.begin) }), action: t('trips.delete'), danger: true });
  if (!yes) return;
  try {
    await api(`api/v1/trips/${trip.id}`, { method: 'DELETE' });
    toast(t('trips.deleted'), { kind: 'good' });
    go('trips');
  } catch (e) {
    toast(e.message, { kind: 'bad' });
  }
}

const Figure = ({ name, value }) => value !== '–' && html`<div class="figure-box"><dt>${t(`trips.${name}`)}</dt><dd>${value}</dd></div>`;

function Figures({ trip }) {
  return html`<dl class="figures"><${Figure} name="duration" value=${duration(trip.duration_ms)} />
    <${Figure} name="moving" value=${duration(trip.moving_ms)} /><${Figure} name="distance" value=${distance(trip.distance_km)} />
    <${Figure} name="meanSpeed" value=${speed(trip.mean_speed_kmh)} /><${Figure} name="fuel" value=${volume(trip.fuel_l)} />
    <${Figure} name="energy" value=${energy(trip.energy_kwh)} /><${Figure} name="consumption" value=${consumption(trip)} />
    <${Figure} name="cost" value=${money(trip.cost)} /></dl>`;
}

export function Detail({ id }) {
  const { data: trip, error, reload } = useApi(`api/v1/trips/${encodeURIComponent(id)}`);
  const [busy, setBusy] = useState('');
  useStore('units');
  useEffect(() => {
    if (!trip?.running) return undefined;
    const timer = setInterval(() => document.hidden || reload(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [trip?.running]);
  const back = html`<p><a class="back" href=${link('trips')}><${Icon} name="back" />${t('trips.all')}</a></p>`;
  if (error && !trip) {
    return html`${back}${error.code === 'unknown_trip' ? html`<${Empty} icon="trips" title=${t('trips.gone')} />` : html`<${Problem} error=${error} />`}`;
  }
  if (!trip) return html`${back}<p class="quiet">${t('trips.loading')}</p>`;
  const run = async (format, extension) => {
    setBusy(format);
    await download(trip, format, extension);
    setBusy('');
  };
  return html`${back}
    <${Section} title=${trip.clock_set ? dateTime(trip.begin) : t('trips.noClock')}
      actions=${trip.running && html`<${Badge} kind="good">${t('trips.running')}<//>`}>
      ${trip.vin && html`<small class="mono">${trip.vin}</small>`}<${Figures} trip=${trip} /><//>
    <${Replay} trip=${trip} />
    <${Section} title=${t('trips.export')}><div class="actions">${FORMATS.map(([format, extension]) => html`
      <${Button} key=${format} icon="download" disabled=${busy !== ''} onClick=${() => run(format, extension)}>${t(`trips.formats.${format}`)}<//>`)}
      ${store.may('admin') && !trip.running && html`<span class="grow"></span>
        <${Button} kind="danger" onClick=${() => remove(trip)}>${t('trips.delete')}<//>`}</div>
      <small>${t('trips.exportHint')}</small><//>`;
}
