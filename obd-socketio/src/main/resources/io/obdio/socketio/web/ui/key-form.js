// The form that asks for a key, where the server requires one.

import { html, useEffect, useRef } from '../vendor/preact.js';
import { store, t } from '../core/app.js';
import { useState } from '../core/hooks.js';
import { enter, known } from '../core/key.js';

export function KeyForm() {
  const error = useState('error');
  const input = useRef();
  const refused = known();
  useEffect(() => {
    enter('');
    input.current.value = '';
    input.current.focus();
  }, [error]);
  const submit = (event) => {
    event.preventDefault();
    enter(input.current.value);
    store.connect();
  };
  return html`<form id="key-form" class="notice" onSubmit=${submit}>
    <label class="field"><span>${t('shell.key.required')}</span>
      <input ref=${input} type="password" autocomplete="off" required /></label>
    <button class="button primary" type="submit">${t('shell.key.connect')}</button>
    <p role="alert">${refused ? error : ''}</p></form>`;
}
