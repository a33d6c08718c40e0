// How rules are shown: their condition in words, and the live value of their signal.

import { html } from '../../vendor/preact.js';
import { t, units } from '../../core/app.js';
import { useEntry } from '../../core/hooks.js';
import { current } from '../../core/i18n.js';

const command = (signal) => signal.split('.')[0];
const member = (signal) => signal.split('.').slice(1).join('.');

/** A number as it was entered: with as many decimals as it has. */
export const exact = (value) => new Intl.NumberFormat(current(), { maximumFractionDigits: 6 }).format(value);

/** A condition such as "COOLANT_TEMP > 110 °C". */
const text = (c) => [c.expression ? c.expression.replaceAll(/\bx\b/g, c.signal) : c.signal, c.comparison,
  exact(c.threshold), c.unit ?? ''].join(' ').trim();

/** The condition of a rule in words. */
export function conditionText(rule) {
  const parts = [text(rule)];
  if (rule.duration_ms > 0) parts.push(t('alarms.for', { seconds: exact(rule.duration_ms / 1000) }));
  if (rule.hysteresis > 0) parts.push(t('alarms.back', { value: exact(rule.hysteresis) }));
  if (rule.only_while) parts.push(t('alarms.while', { condition: text(rule.only_while) }));
  return parts.join(', ');
}

/** The present value of a rule's signal, grey if it is not current. */
export function Live({ rule }) {
  const entry = useEntry(command(rule.signal), 1);
  const name = member(rule.signal);
  const value = name ? entry.response?.value?.[name] : entry.response?.value;
  const shown = value && typeof value === 'object' && 'unit' in value ? value : { value, unit: name ? '' : entry.unit };
  const { text: number, unit } = units.format(shown);
  return html`<span class=${`live ${entry.stale ? 'stale' : ''}`}>${number}${unit ? ` ${unit}` : ''}</span>`;
}
