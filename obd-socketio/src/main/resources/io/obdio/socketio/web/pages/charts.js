// The page "Charts": several signals on one time axis, live and past.

import { html, useEffect, useReducer, useRef, useState } from '../vendor/preact.js';
import { store, t, time, units } from '../core/app.js';
import { useState as useStoreState } from '../core/hooks.js';
import { current as language } from '../core/i18n.js';
import { Button, Dialog, Empty, Picker, Segments, toast } from '../ui/kit.js';
import { colour, Plot } from './charts/plot.js';
import { Past } from './charts/past.js';
import { Recorder } from './charts/recorder.js';
import { aligned, csv, extent } from './charts/series.js';
import { SIGNALS } from './drive/signals.js';
import { titleOfCommand } from './drive/titles.js';

export const styles = 'css/charts.css';

const STORE = 'obdio.charts';
const RATE = 4;
const MAX_SIGNALS = 8;
const DRAW_MS = 250;
const MINUTE = 60000;
const SPANS = [1, 5, 30, 120];
const MAX_SPAN = 24 * 60 * MINUTE;

function remembered() {
  try {
    const names = JSON.parse(localStorage.getItem(STORE));
    return Array.isArray(names) ? names.slice(0, MAX_SIGNALS) : ['RPM', 'SPEED', 'COOLANT_TEMP'];
  } catch {
    return ['RPM', 'SPEED', 'COOLANT_TEMP'];
  }
}

// It records from the first visit of this page on, whatever page is shown later.
const recorder = new Recorder(store, RATE);
const past = new Past();
let names = remembered();
let view = { span: 5 * MINUTE, end: null }; // end is null while the chart follows the time
recorder.watch(names);
past.watch(names);

/** The range of the time axis in ms. */
const range = () => {
  const to = view.end ?? Date.now();
  return [to - view.span, to];
};

function setView(change) {
  const next = { ...view, ...change };
  next.span = Math.min(MAX_SPAN, Math.max(5000, next.span));
  if (next.end !== null && next.end >= Date.now()) next.end = null;
  view = next;
}

function useChart(root, redraw) {
  const [cursor, setCursor] = useState(null);
  const data = useRef([[]]);
  const table = useStoreState('units');
  const theme = document.documentElement.dataset.theme;
  useEffect(() => {
    if (!root.current) return undefined;
    const signals = names.map((name) => {
      const unit = recorder.memory(name)?.unit || store.entry(name).unit || '';
      const { min, max } = SIGNALS[name] ?? { min: 0, max: 0 };
      const usual = Math.abs(units.convert(max, unit) - units.convert(min, unit));
      return { title: titleOfCommand(name), unit: units.symbol(unit) || '–', raw: unit, usual };
    });
    const plot = new Plot(root.current, signals, {
      onZoom: (from, to) => { setView({ span: to - from, end: to }); redraw(); },
      onCursor: setCursor,
    });
    const draw = () => {
      if (document.hidden) return;
      const [from, to] = range();
      const sources = names.map((name) => [recorder.memory(name), past.source(name, from, to, recorder.memory(name).begin)]);
      const begin = Math.min(...names.map((name) => recorder.memory(name).begin).filter((b) => !Number.isNaN(b)));
      const presence = names.length > 0 ? past.presence(from, to, Number.isFinite(begin) ? begin : NaN) : [];
      data.current = aligned(sources, from, to, (value, n) => units.convert(value, signals[n].raw), presence);
      plot.show(data.current, from, to);
      redraw();
    };
    draw();
    const timer = setInterval(() => {
      if (view.end === null || past.changed()) draw();
    }, DRAW_MS);
    root.current.draw = draw;
    return () => {
      clearInterval(timer);
      plot.destroy();
    };
  }, [names.join(), names.map((n) => recorder.memory(n)?.unit).join(), table, theme, language()]);
  return { data, cursor };
}

function Legend({ data, cursor, onRemove }) {
  const at = cursor === null ? null : data.current[0][cursor];
  return html`<table class="legend"><caption>${at ? time(at * 1000) : t(view.end === null ? 'charts.live' : 'charts.past')}</caption>
    <thead><tr><th scope="col">${t('charts.signal')}</th><th scope="col">${t('charts.value')}</th><th scope="col">${t('charts.min')}</th>
      <th scope="col">${t('charts.max')}</th><td></td></tr></thead>
    <tbody>${names.map((name, n) => {
      const column = data.current[n + 1] ?? [];
      const seen = extent(column);
      const unit = recorder.memory(name)?.unit;
      const entry = store.entry(name);
      const value = cursor !== null ? nearest(column, cursor) : view.end === null && entry.response ? units.convert(entry.value, entry.unit) : null;
      const show = (v) => (typeof v === 'number' ? units.number(v, units.decimalsOf(unit)) : '–');
      return html`<tr key=${name} data-command=${name} class=${entry.stale && cursor === null ? 'stale' : ''}>
        <th scope="row"><i class=${`swatch c${(n % 8) + 1}`}></i>${titleOfCommand(name)} <small>${units.symbol(unit)}</small></th>
        <td class="now">${show(value)}</td><td>${show(seen?.min)}</td><td>${show(seen?.max)}</td>
        <td><${Button} kind="icon" icon="remove" label=${t('charts.remove', { title: titleOfCommand(name) })} onClick=${() => onRemove(name)} /></td></tr>`;
    })}</tbody></table>`;
}

/** The value of a column at or just before an index. */
function nearest(column, index) {
  for (let i = index; i >= 0 && i > index - 20; i -= 1) if (typeof column[i] === 'number') return column[i];
  return null;
}

function exportCsv(data) {
  const titles = names.map((n) => `${n} (${units.symbol(recorder.memory(n)?.unit)})`);
  const blob = new Blob([csv(titles, data)], { type: 'text/csv' });
  const anchor = document.createElement('a');
  anchor.href = URL.createObjectURL(blob);
  anchor.download = `obdio-${new Date(range()[0]).toISOString().slice(0, 19).replaceAll(':', '-')}.csv`;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10000);
  toast(t('charts.exported', { name: anchor.download }), { kind: 'good' });
}

export function component() {
  const [, redraw] = useReducer((n) => n + 1, 0);
  const commands = useStoreState('commands');
  const [adding, setAdding] = useState(false);
  const root = useRef();
  const { data, cursor } = useChart(root, redraw);

  const watch = (next) => {
    names = next;
    recorder.watch(names);
    past.watch(names);
    try {
      localStorage.setItem(STORE, JSON.stringify(names));
    } catch { /* private windows have no storage */ }
    redraw();
  };
  const move = (change) => { setView(change); root.current?.draw(); };
  const shift = (share) => move({ end: range()[1] + view.span * share });
  const zoom = (factor) => move({ span: view.span * factor, end: view.end === null ? null : range()[1] + (view.span * (factor - 1)) / 2 });
  const keys = { ArrowLeft: () => shift(-0.25), ArrowRight: () => shift(0.25), '+': () => zoom(0.5), '-': () => zoom(2), End: () => move({ end: null }), PageUp: () => shift(-1), PageDown: () => shift(1) };
  const onKey = (event) => {
    if (!(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  };
  const onWheel = (event) => { if (event.ctrlKey || event.shiftKey) { event.preventDefault(); zoom(event.deltaY > 0 ? 1.25 : 0.8); } };
  const offered = [...commands.values()].filter((c) => !names.includes(c.name)).map((c) => ({ id: c.name, text: titleOfCommand(c.name) }));
  return html`<div class="charts">
    <div class="edit-bar" role="toolbar" aria-label=${t('charts.time')}>
      <${Segments} label=${t('charts.span')} value=${view.span / MINUTE} onChange=${(m) => move({ span: m * MINUTE })}
        options=${SPANS.map((m) => [m, m < 60 ? t('charts.minutes', { n: m }) : t('charts.hours', { n: m / 60 })])} />
      <${Button} kind="icon" icon="back" label=${t('charts.back')} onClick=${() => shift(-0.5)} />
      <${Button} kind="icon" icon="forward" label=${t('charts.forward')} onClick=${() => shift(0.5)} disabled=${view.end === null} />
      <${Button} kind="icon" icon="zoomIn" label=${t('charts.zoomIn')} onClick=${() => zoom(0.5)} />
      <${Button} kind="icon" icon="zoomOut" label=${t('charts.zoomOut')} onClick=${() => zoom(2)} />
      <${Button} icon=${view.end === null ? 'pause' : 'play'} id="live" aria-pressed=${view.end === null}
        onClick=${() => move({ end: view.end === null ? Date.now() : null })}>${t(view.end === null ? 'charts.hold' : 'charts.live')}<//>
      <span class="grow"></span>
      <${Button} icon="add" id="add" onClick=${() => setAdding(true)} disabled=${names.length >= MAX_SIGNALS}>${t('charts.add')}<//>
      <${Button} icon="download" id="export" onClick=${() => exportCsv(data.current)}>CSV<//>
    </div>
    <div class="plot section" tabindex="0" role="img" aria-label=${t('charts.label', { names: names.map(titleOfCommand).join(', ') })}
      onKeyDown=${onKey} onWheel=${onWheel} onDblClick=${() => move({ end: null })}><div class="canvas" ref=${root}></div>
      ${names.length === 0 && html`<${Empty} icon="charts" title=${t('charts.none')} />`}</div>
    <div class="section legend-box"><${Legend} data=${data} cursor=${cursor} onRemove=${(name) => watch(names.filter((n) => n !== name))} /></div>
    ${adding && html`<${Dialog} title=${t('charts.addTitle')} onClose=${() => setAdding(false)}>
      <${Picker} label=${t('charts.find')} items=${offered} onPick=${(name) => { watch([...names, name]); if (names.length >= MAX_SIGNALS) setAdding(false); }} /><//>`}
  </div>`;
}
