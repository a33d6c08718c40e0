// The checks of `obdio doctor`: started on the server, with their findings while they run.

import { html, useEffect, useState } from '../../vendor/preact.js';
import { t } from '../../core/app.js';
import { Badge, Button, Problem, Section, toast } from '../../ui/kit.js';

const POLL_MS = 700;
const KINDS = { ok: 'good', warn: 'warn', fail: 'bad', skipped: 'quiet' };

/** The state of the checks, read again while they run: [state, error, start]. */
function useChecks(request) {
  const [state, set] = useState(null);
  const [error, fail] = useState(null);
  const [turn, next] = useState(0);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(async () => {
      try {
        const now = await request('api/v1/doctor');
        if (!current) return;
        set(now);
        fail(null);
        if (now.running) next((n) => n + 1);
      } catch (e) {
        if (current) fail(e);
      }
    }, turn === 0 ? 0 : POLL_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [turn]);
  const start = async () => {
    try {
      set(await request('api/v1/doctor', { method: 'POST' }));
      next((n) => n + 1);
    } catch (e) {
      toast(e.message, { kind: 'bad' });
    }
  };
  return [state, error, start];
}

const Finding = ({ check }) => html`<div class="check"><${Badge} kind=${KINDS[check.verdict]}>
    ${t(`connection.verdicts.${check.verdict}`)}<//>
  <div><strong>${check.id}</strong> <span>${check.text}</span>${check.remedy && html`<small>${check.remedy}</small>`}</div></div>`;

const asText = (checks) => checks.map((c) => `${c.verdict.padEnd(7)} ${c.id.padEnd(16)} ${c.text}${c.remedy ? `\n        ${c.remedy}` : ''}`)
  .join('\n');

async function copy(checks) {
  try {
    await navigator.clipboard.writeText(asText(checks));
    toast(t('connection.copied'), { kind: 'good' });
  } catch { // browsers allow it on encrypted pages and on localhost only
    toast(t('connection.notCopied'), { kind: 'bad' });
  }
}

export function Checks({ request, live }) {
  const [state, error, start] = useChecks(request);
  const [all, showAll] = useState(false);
  const checks = state?.checks ?? [];
  const shown = checks.filter((check) => all || check.verdict === 'warn' || check.verdict === 'fail');
  const done = state && !state.running && checks.length > 0;
  const groups = [...new Set(shown.map((check) => check.group))];
  return html`<${Section} title=${t('connection.checks')} actions=${html`
      ${done && html`<${Button} kind="quiet" onClick=${() => copy(checks)}>${t('connection.copy')}<//>`}
      <${Button} kind="primary" icon="check" disabled=${state?.running} onClick=${start}>${t('connection.runChecks')}<//>`}>
    <p class="quiet">${t(live ? 'connection.liveHint' : 'connection.checksHint')}</p>
    <${Problem} error=${error} />
    <p aria-live="polite">${state?.running ? t('connection.running', { count: checks.length, step: state.step })
      : done ? t(state.passed ? 'connection.passed' : 'connection.failed') : ''}</p>
    ${groups.map((group) => html`<h3>${group}</h3>${shown.filter((check) => check.group === group)
      .map((check) => html`<${Finding} key=${check.id} check=${check} />`)}`)}
    ${checks.length > 0 && html`<${Button} kind="quiet" onClick=${() => showAll(!all)}>
      ${t(all ? 'connection.onlyProblems' : 'connection.showAll', { count: checks.length })}<//>`}<//>`;
}
