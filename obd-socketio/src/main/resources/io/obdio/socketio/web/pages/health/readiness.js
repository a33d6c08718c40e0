// The readiness for an inspection: the verdict, the rules, and each monitor.

import { html } from '../../vendor/preact.js';
import { t } from '../../core/app.js';
import { Badge, Section } from '../../ui/kit.js';

/** The name of a monitor such as CATALYST_MONITORING for people. */
export const monitorName = (name) => t(`health.monitor.${name}`, {
  fallback: name.replace(/_MONITORING$/, '').replaceAll('_', ' ').toLowerCase(),
});

/** Why a rule is met or not, in the words of the page's language. */
function text(data, rule) {
  const { incomplete } = data.readiness;
  const reasons = [];
  if (data.mil) reasons.push(t('health.lampOn'));
  if (incomplete.length > rule.max_incomplete) reasons.push(t('health.incomplete', { count: incomplete.length }));
  if (reasons.length > 0) return reasons.join(', ');
  return incomplete.length === 0 ? t('health.allComplete') : t('health.incomplete', { count: incomplete.length });
}

/** The verdict by the rule for the vehicle; null if the vehicle does not report its monitors. */
export function verdictOf(data) {
  const rule = data.readiness?.rules.find((r) => r.rule === data.readiness.rule);
  return rule ? { passes: rule.passes, text: text(data, rule) } : null;
}

const Monitor = ({ name, complete }) => html`<li class="monitor"><span>${monitorName(name)}</span>
  <${Badge} kind=${complete ? 'good' : 'warn'}>${t(complete ? 'health.complete' : 'health.open')}<//></li>`;

export function Readiness({ data }) {
  const { readiness } = data;
  if (!readiness) return html`<${Section} title=${t('health.readiness')}><p class="quiet">${t('health.noReadiness')}</p><//>`;
  return html`<${Section} title=${t('health.readiness')}>
    <ul class="rules">${readiness.rules.map((r) => html`<li key=${r.rule}><${Badge} kind=${r.passes ? 'good' : 'bad'}>
      ${t(r.passes ? 'health.passes' : 'health.fails')}<//><span>${t(`health.rule.${r.rule}`)}</span><small>${text(data, r)}</small></li>`)}</ul>
    <ul class="monitors" aria-label=${t('health.monitors')}>
      ${readiness.incomplete.map((n) => html`<${Monitor} key=${n} name=${n} complete=${false} />`)}
      ${readiness.complete.map((n) => html`<${Monitor} key=${n} name=${n} complete=${true} />`)}</ul>
    <p class="quiet">${t(`health.ignition.${data.ignition}`, { fallback: '' })} ${t('health.ruleOfThumb')}</p><//>`;
}
