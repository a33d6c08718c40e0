// The replay of a trip: the dials of the page "Drive" with the values of a time, which a slider or the clock chooses.

import { html, useEffect, useMemo, useRef, useState } from '../../vendor/preact.js';
import { t, time, units } from '../../core/app.js';
import { useApi, useState as useStore } from '../../core/hooks.js';
import { Button, Problem, Section, Segments } from '../../ui/kit.js';
import { build } from '../drive/gauges.js';
import { titleOf } from '../drive/titles.js';
import { duration } from './format.js';
import { Track } from './track.js';

/** The commands that are shown, as far as the trip has them, in this order. */
const ITEMS = [
  ['RPM', 'dial'], ['SPEED', 'dial'], ['COOLANT_TEMP', 'dial'], ['ENGINE_LOAD', 'dial'], ['FUEL_RATE', 'dial'], ['HYBRID_BATTERY_REMAINING', 'dial'],
  ['THROTTLE_POS', 'number'], ['MAF', 'number'], ['INTAKE_PRESSURE', 'number'], ['INTAKE_TEMP', 'number'], ['OIL_TEMP', 'number'],
  ['FUEL_LEVEL', 'number'], ['CONTROL_MODULE_VOLTAGE', 'number'], ['AMBIANT_AIR_TEMP', 'number'], ['ODOMETER', 'number'],
];
const MAX_ITEMS = 12;
const POINTS = 4000;
const SPEEDS = [1, 5, 20, 60];
const STALE_MS = 30000;
const STRIP = 600;

/** The items of a trip. */
function itemsOf(trip) {
  const known = new Set(trip.commands.map((c) => c.name));
  const usual = ITEMS.filter(([name]) => known.has(name));
  const others = trip.commands.filter((c) => c.unit && !c.name.startsWith('GPS_') && !ITEMS.some(([name]) => name === c.name)).map((c) => [c.name, 'number']);
  return [...usual, ...others].slice(0, MAX_ITEMS).map(([command, kind]) => ({ command, kind, w: 1, h: 1 }));
}

/** The index of the last time that is not after another one; -1 if there is none. */
function indexAt(times, at) {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** What a display shows at a time: an entry as the store has it. */
function entryAt(series, at) {
  const index = series ? indexAt(series.time, at) : -1;
  if (index < 0) return { response: null, value: undefined, stale: true, reason: '', received: at };
  const value = series.bucket_ms ? series.mean[index] : series.max[index];
  const response = { value, unit: series.unit };
  const received = series.time[index];
  const stale = at - received > Math.max(STALE_MS, 3 * series.bucket_ms);
  return { response, value, unit: series.unit, stale, reason: '', received };
}

function Display({ item, series, at }) {
  const root = useRef();
  const gauge = useRef();
  const table = useStore('units');
  const title = titleOf(item);
  useEffect(() => {
    gauge.current = build(root.current, item, title);
    gauge.current.update(entryAt(series, at));
    return () => gauge.current.destroy();
  }, [item.command, item.kind, title, table, series]);
  useEffect(() => gauge.current.update(entryAt(series, at)), [at]);
  return html`<article class=${`item ${item.kind === 'dial' ? 'dial' : 'tile'} ${item.kind}`} data-command=${item.command} aria-label=${title}>
    <div class="gauge" ref=${root}></div></article>`;
}

/** The path of the smallest and the largest speed of each interval, behind the slider. */
function stripOf(series, begin, end) {
  if (!series || series.time.length < 2) return '';
  const top = Math.max(10, ...series.max);
  const x = (ms) => (((ms - begin) / Math.max(1, end - begin)) * STRIP).toFixed(1);
  const y = (value) => (40 - (value / top) * 38).toFixed(1);
  const upper = series.time.map((ms, n) => `${x(ms)} ${y(series.max[n])}`);
  return `M ${x(series.time[0])} 40 L ${upper.join(' L ')} L ${x(series.time.at(-1))} 40 Z`;
}

/** The time of the replay, which runs while it plays. */
function useClock(begin, end) {
  const [at, setAt] = useState(begin);
  const [playing, play] = useState(false);
  const [speed, setSpeed] = useState(5);
  useEffect(() => {
    if (!playing) return undefined;
    let last = performance.now();
    let frame = 0;
    const step = (now) => {
      if (now - last >= 50) {
        const passed = (now - last) * speed;
        last = now;
        setAt((old) => Math.min(end, old + passed));
      }
      frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [playing, speed, end]);
  useEffect(() => { if (at >= end && playing) play(false); }, [at, end, playing]);
  const toggle = () => {
    if (!playing && at >= end) setAt(begin);
    play(!playing);
  };
  return { at, setAt, playing, toggle, speed, setSpeed };
}

export function Replay({ trip }) {
  const items = useMemo(() => itemsOf(trip), [trip.id, trip.commands.length]);
  const names = items.map((item) => item.command);
  // The end of a running trip moves on: its series is requested again with the trip.
  const path = names.length === 0 ? null
    : `api/v1/trips/${trip.id}/series?points=${POINTS}&names=${names.join(',')}&to=${trip.end + 60000}`;
  const { data, error, loading } = useApi(path);
  const series = useMemo(() => new Map((data?.series ?? []).map((s) => [s.name, s])), [data]);
  const { at, setAt, playing, toggle, speed, setSpeed } = useClock(trip.begin, trip.end);
  const strip = useMemo(() => stripOf(series.get('SPEED'), trip.begin, trip.end), [series, trip.end]);
  if (names.length === 0) return null;
  const place = `${time(at)} · ${duration(at - trip.begin)}`;
  const top = series.get('SPEED') && `${t('trips.topSpeed')} ${units.number(units.convert(Math.max(...series.get('SPEED').max), 'kilometer_per_hour'), 0)} ${units.symbol('kilometer_per_hour')}`;
  return html`<${Section} title=${t('trips.replay')} actions=${html`<${Segments} label=${t('trips.speed')} value=${speed} onChange=${setSpeed}
      options=${SPEEDS.map((s) => [s, `${s}×`])} />`}>
    <${Problem} error=${error} />${loading && !data && html`<p class="quiet">${t('trips.loading')}</p>`}
    <div class="replay-bar"><${Button} kind="primary" icon=${playing ? 'pause' : 'play'} label=${t(playing ? 'trips.pause' : 'trips.play')} onClick=${toggle} />
      <div class="strip"><svg viewBox=${`0 0 ${STRIP} 40`} preserveAspectRatio="none" aria-hidden="true"><path d=${strip} /></svg>
        <input type="range" id="replay" min=${trip.begin} max=${trip.end} step="1000" value=${at} aria-label=${t('trips.position')}
          aria-valuetext=${place} onInput=${(e) => setAt(Number(e.target.value))} /></div></div>
    <p class="replay-time"><output for="replay">${place}</output><small>${top}</small></p>
    <${Track} trip=${trip} at=${at} />
    ${['dial', 'number'].map((kind) => html`<div class=${`replay-grid ${kind}s`} key=${kind}>${items.filter((i) => i.kind === kind).map((item) => html`
      <${Display} key=${item.command} item=${item} series=${series.get(item.command)} at=${at} />`)}</div>`)}<//>`;
}
