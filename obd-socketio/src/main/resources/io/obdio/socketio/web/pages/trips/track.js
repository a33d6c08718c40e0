// The track of a trip as a map without a background: the positions of the series, coloured by speed.

import { html, useMemo } from '../../vendor/preact.js';
import { t, units } from '../../core/app.js';
import { useApi, useState as useStore } from '../../core/hooks.js';
import { Problem } from '../../ui/kit.js';
import { speed } from './format.js';

const POINTS = 2000;
const WIDTH = 800;
const HEIGHT = 420;
const MARGIN = 30;
const BANDS = 5;
const KM_PER_DEGREE = 40007.86 / 360; // the meridian of WGS 84
const GAP_MS = 15000;
const SHOWN_KM = 0.05; // the least width of the map: the noise of a parked receiver is no track

const NAMES = ['GPS_LATITUDE', 'GPS_LONGITUDE', 'GPS_SPEED'];

/** Whether the server has positions of a trip. */
export const hasTrack = (trip) => NAMES.slice(0, 2).every((name) => trip.commands.some((c) => c.name === name));

/** The positions with their speed; those of both coordinates have the same times. */
export function positions(series) {
  const [latitude, longitude, speeds] = NAMES.map((name) => series.find((s) => s.name === name));
  if (!latitude || !longitude) return [];
  const at = (s) => new Map((s?.time ?? []).map((ms, n) => [ms, s.mean[n]]));
  const east = at(longitude);
  const fast = at(speeds);
  return latitude.time
    .map((ms, n) => ({ ms, latitude: latitude.mean[n], longitude: east.get(ms), speed: fast.get(ms) ?? null }))
    .filter((p) => p.longitude !== undefined);
}

/** The places of positions on the map: equirectangular around the middle, both axes to one scale. */
export function project(points) {
  let turn = 0; // across the 180th meridian the longitude continues
  const wide = points.map((p, n) => {
    const step = n ? p.longitude - points[n - 1].longitude : 0;
    if (Math.abs(step) > 180) turn -= Math.sign(step) * 360;
    return p.longitude + turn;
  });
  const range = (values) => values.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);
  const [south, north] = range(points.map((p) => p.latitude));
  const [west, east] = range(wide);
  const kmEast = KM_PER_DEGREE * Math.cos(((south + north) / 2) * (Math.PI / 180));
  const km = [Math.max(SHOWN_KM, (east - west) * kmEast), Math.max(SHOWN_KM, (north - south) * KM_PER_DEGREE)];
  const scale = Math.min((WIDTH - 2 * MARGIN) / km[0], (HEIGHT - 2 * MARGIN) / km[1]);
  return {
    scale,
    places: points.map((p, n) => ({
      ...p,
      x: WIDTH / 2 + (wide[n] - (west + east) / 2) * kmEast * scale,
      y: HEIGHT / 2 - (p.latitude - (south + north) / 2) * KM_PER_DEGREE * scale,
    })),
  };
}

/** The parts of the track, each of one band of speed; a part begins where the one before ends. */
function parts(places, top) {
  const band = (p) => (p.speed === null ? 0 : Math.min(BANDS - 1, Math.floor((p.speed / top) * BANDS)));
  const found = [];
  for (let n = 1; n < places.length; n += 1) {
    const [from, to] = [places[n - 1], places[n]];
    const last = found.at(-1);
    const point = `${to.x.toFixed(1)} ${to.y.toFixed(1)}`;
    if (last && last.band === band(to) && last.gap === (to.ms - from.ms > from.step)) last.path += ` L ${point}`;
    else found.push({ band: band(to), gap: to.ms - from.ms > from.step, path: `M ${from.x.toFixed(1)} ${from.y.toFixed(1)} L ${point}` });
  }
  return found;
}

/** The longest length of 1, 2 or 5 times a power of ten that fits a quarter of the map, in the user's unit. */
function scaleBar(scale) {
  const perKm = units.convert(1, 'kilometer');
  const most = (WIDTH / 4 / scale) * perKm;
  const power = 10 ** Math.floor(Math.log10(most));
  const length = [5, 2, 1].map((n) => n * power).find((n) => n <= most) ?? power;
  return { width: (length / perKm) * scale, text: `${units.number(length, Math.max(0, -Math.floor(Math.log10(length))))} ${units.symbol('kilometer')}` };
}

/** The place of a time: the last position that is not after it. */
const placeAt = (places, at) => places.findLast((p) => p.ms <= at) ?? places[0];

function Mark({ place, kind }) {
  return html`<g class=${`map-mark ${kind}`} transform=${`translate(${place.x.toFixed(1)} ${place.y.toFixed(1)})`}>
    <circle r=${kind === 'here' ? 9 : 7} /></g>`;
}

export function Track({ trip, at }) {
  useStore('units');
  const path = hasTrack(trip) ? `api/v1/trips/${trip.id}/series?points=${POINTS}&names=${NAMES.join(',')}&to=${trip.end + 60000}` : null;
  const { data, error } = useApi(path);
  const map = useMemo(() => {
    const points = positions(data?.series ?? []);
    if (points.length < 2) return null;
    const step = Math.max(GAP_MS, 3 * (data.series[0].bucket_ms || 0));
    const { scale, places } = project(points.map((p) => ({ ...p, step })));
    const top = Math.max(10, ...places.map((p) => p.speed ?? 0));
    return { scale, places, top, parts: parts(places, top) };
  }, [data]);
  if (!map) return html`<${Problem} error=${error} />`;
  const bar = scaleBar(map.scale);
  return html`<svg class="trip-map" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${t('trips.mapLabel', { length: bar.text })}>
      ${map.parts.map((p, n) => html`<path key=${n} class=${`band-${p.band}${p.gap ? ' gap' : ''}`} d=${p.path} />`)}
      <${Mark} place=${map.places[0]} kind="start" /><${Mark} place=${map.places.at(-1)} kind="end" /><${Mark} place=${placeAt(map.places, at)} kind="here" />
      <g class="map-scale" transform=${`translate(${MARGIN / 2} ${HEIGHT - 12})`}><path d=${`M 0 -6 V 0 H ${bar.width.toFixed(1)} V -6`} />
        <text x="6" y="-8">${bar.text}</text></g></svg>
    <p class="map-legend"><span class="start">${t('trips.start')}</span><span class="end">${t('trips.end')}</span>
      <span class="here">${t('trips.here')}</span><span class="bands">${speed(0)}
        ${Array.from({ length: BANDS }, (_, n) => html`<i key=${n} class=${`band-${n}`}></i>`)} ${speed(map.top)}</span></p>`;
}
