// Recordings in the browser: the answers to one request, and a small chart of decoded values.

import { html } from '../../vendor/preact.js';
import { t, units } from '../../core/app.js';

const MAX_MESSAGES = 2000;

/** The answers to a command's request: {time in s, message} of "0.021 0100 7E8#4100BE1FA813", evenly thinned if there are many. */
export function recorded(lines, command) {
  const target = command.ecu ? `${command.ecu}#${command.request}` : command.request;
  const found = [];
  let now = 0;
  for (const line of lines) {
    const [time, request, ...answers] = line.trim().split(/\s+/);
    if (time !== '-' && Number.isFinite(Number(time))) now = Number(time);
    if (request?.toUpperCase() !== target.toUpperCase()) continue;
    const message = answers.find((a) => /^[0-9A-Fa-f]+#[0-9A-Fa-f]+$/.test(a));
    if (message) found.push({ time: now, message });
  }
  const step = Math.ceil(found.length / MAX_MESSAGES);
  return step > 1 ? found.filter((_, n) => n % step === 0) : found;
}

/** A chart of the numbers among the values, with their least and greatest. */
export function Trace({ times, values }) {
  const points = values.map((v, n) => ({ x: times[n], y: v.value, unit: v.unit })).filter((p) => typeof p.y === 'number');
  const failed = values.filter((v) => !('value' in v));
  if (points.length === 0) return html`<p class="quiet">${failed[0]?.reason ?? t('tinker.noNumbers')}</p>`;
  const ys = points.map((p) => p.y);
  const [low, high] = [Math.min(...ys), Math.max(...ys)];
  const [first, last] = [points[0].x, points[points.length - 1].x];
  const at = (p) => `${((p.x - first) / (last - first || 1)) * 100},${38 - ((p.y - low) / (high - low || 1)) * 36}`;
  const unit = units.symbol(points[0].unit);
  const show = (n) => `${units.number(units.convert(n, points[0].unit))} ${unit}`.trim();
  return html`<figure class="trace"><svg viewBox="0 0 100 40" preserveAspectRatio="none" role="img"
      aria-label=${t('tinker.traceLabel', { min: show(low), max: show(high) })}><polyline points=${points.map(at).join(' ')} /></svg>
    <figcaption>${t('tinker.traceText', { min: show(low), max: show(high), count: points.length, seconds: units.number(last - first) })}
      ${failed.length > 0 && html` <span class="bad">${t('tinker.notDecoded', { count: failed.length, reason: failed[0].reason })}</span>`}</figcaption></figure>`;
}
