// The results of the on-board monitoring tests (service 06) against their limits.

import { html, useState } from '../../vendor/preact.js';
import { t, units } from '../../core/app.js';
import { Badge, Section, Switch, Table } from '../../ui/kit.js';

const quantity = (value, unit) => `${units.number(units.convert(value, unit))} ${units.symbol(unit)}`.trim();

/** The place of a value between its limits, from 0 to 1; null if the limits do not bound it. */
function place({ value, min, max }) {
  const range = max - min;
  return range > 0 && Math.abs(range) < 60000 ? Math.min(Math.max((value - min) / range, 0), 1) : null;
}

function Bar({ test }) {
  const at = place(test);
  if (at === null) return null;
  return html`<svg class=${`limit ${test.passed ? '' : 'bad'}`} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" x="0" y="2" width="100" height="4" rx="2" /><rect class="mark" x=${at * 96} y="0" width="4" height="8" rx="1" /></svg>`;
}

/** A test that was not run since the codes were cleared has the value and the limits 0. */
const wasRun = (test) => test.value !== 0 || test.min !== 0 || test.max !== 0;

export function Monitors({ monitors }) {
  const [failed, setFailed] = useState(false);
  const rows = monitors.flatMap((m) => m.tests.map((test, n) => ({ ...test, monitor: m.description, id: `${m.name} ${n}` })))
    .filter((test) => !failed || (wasRun(test) && !test.passed));
  const columns = [
    { key: 'monitor', title: t('health.monitorTitle'), format: (r) => html`${r.monitor}<small class="block">${r.desc}</small>` },
    { key: 'value', title: t('health.result'), number: true, format: (r) => (wasRun(r) ? quantity(r.value, r.unit) : '–') },
    { key: 'limits', title: t('health.limits'), format: (r) => (wasRun(r) ? html`<${Bar} test=${r} />
      <small class="block">${quantity(r.min, r.unit)} … ${quantity(r.max, r.unit)}</small>` : '') },
    { key: 'passed', title: t('health.verdict'), format: (r) => html`<${Badge} kind=${!wasRun(r) ? 'quiet' : r.passed ? 'good' : 'bad'}>
      ${t(!wasRun(r) ? 'health.notRun' : r.passed ? 'health.testPassed' : 'health.testFailed')}<//>` },
  ];
  return html`<${Section} title=${t('health.tests')} actions=${monitors.length > 0 && html`
      <${Switch} label=${t('health.onlyFailed')} checked=${failed} onChange=${setFailed} />`}>
    ${rows.length === 0 ? html`<p class="quiet">${t(failed && monitors.length > 0 ? 'health.noneFailed' : 'health.noTests')}</p>`
      : html`<${Table} caption=${t('health.testsTable')} columns=${columns} rows=${rows} />`}<//>`;
}
