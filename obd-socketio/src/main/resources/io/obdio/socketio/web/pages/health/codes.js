// The trouble codes of all ECUs and services in one list.

import { html } from '../../vendor/preact.js';
import { dateTime, t } from '../../core/app.js';
import { Badge, List, Section } from '../../ui/kit.js';

const KINDS = { stored: 'bad', pending: 'warn', permanent: 'bad', uds: 'quiet' };

/** Since when and how often a code was seen, if the server keeps a history. */
const seen = (code) => (code.first_seen
  ? t('health.seen', { first: dateTime(code.first_seen), last: dateTime(code.last_seen), count: code.times }) : '');

/** The status bits of ISO 14229-1 that tell more than the kinds do. */
const STATUS = new Set(['testFailed', 'testFailedThisOperationCycle', 'testNotCompletedThisOperationCycle', 'warningIndicatorRequested']);

const Code = ({ code }) => html`<div class="code"><strong class="mono">${code.code}</strong>
  <div><span>${code.explanation}</span>
    <small>${[code.ecu ? t('health.ecu', { ecu: code.ecu }) : '', code.manufacturer ? t('health.manufacturer') : '', seen(code)].filter(Boolean).join(' · ')}</small>
    ${code.status_bits && html`<small class="mono">${code.status_bits.filter((b) => STATUS.has(b)).join(', ')}</small>`}</div>
  <div class="kinds">${code.kinds.map((k) => html`<${Badge} key=${k} kind=${KINDS[k]}>${t(`health.kind.${k}`)}<//>`)}</div></div>`;

export function Codes({ codes, missing }) {
  const items = codes.map((c) => ({ ...c, id: `${c.ecu} ${c.code}` }));
  const absent = Object.keys(missing).map((kind) => t(`health.kind.${kind}`));
  return html`<${Section} title=${t('health.codes')}>
    ${items.length === 0 ? html`<p class="good-note">${t('health.noCodes')}</p>`
      : html`<${List} label=${t('health.codes')} items=${items} render=${(code) => html`<${Code} code=${code} />`} />`}
    ${absent.length > 0 && html`<p class="quiet">${t('health.missing', { kinds: absent.join(', ') })}</p>`}<//>`;
}
