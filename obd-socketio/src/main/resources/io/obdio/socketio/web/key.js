// The form that asks for a key, where the server requires one. The key is kept for this tab only.

const STORE = 'obdio.key';

export class KeyForm {
  #form;
  #input;
  #message;

  /** Calls back when the user has entered a key. */
  constructor(form, entered) {
    this.#form = form;
    this.#input = form.querySelector('input');
    this.#message = form.querySelector('p');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      try {
        sessionStorage.setItem(STORE, this.#input.value.trim());
      } catch { /* no storage in this window: the input keeps the key until the page is closed */ }
      entered();
    });
  }

  /** The object for the handshake; empty without a key. */
  auth() {
    let key = this.#input.value.trim();
    try {
      key = sessionStorage.getItem(STORE) ?? key;
    } catch { /* as above */ }
    return key ? { 'x-api-key': key } : {};
  }

  /** Shows the form with the reason. */
  ask(message) {
    const refused = Object.keys(this.auth()).length > 0;
    this.#message.textContent = refused ? message : '';
    try {
      sessionStorage.removeItem(STORE);
    } catch { /* as above */ }
    this.#input.value = '';
    this.#form.hidden = false;
    this.#input.focus();
  }

  hide() {
    this.#form.hidden = true;
  }
}
