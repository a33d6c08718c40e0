// Finds a command by words and hands its name on. Works with the keyboard alone.

const SHOWN = 30;

export class Picker {
  constructor(input, box, onPick, isOffered) {
    this.input = input;
    this.box = box;
    this.onPick = onPick;
    this.isOffered = isOffered;
    this.commands = [];
    this.at = 0;
    input.addEventListener('input', () => this.search());
    input.addEventListener('focus', () => this.search());
    input.addEventListener('keydown', (event) => this.key(event));
    input.addEventListener('blur', () => this.close());
    // mousedown comes before the input's blur, which would take the list away.
    box.addEventListener('mousedown', (event) => {
      event.preventDefault();
      const item = event.target.closest('li');
      if (item) this.pick(item.dataset.command);
    });
  }

  offer(commands) {
    this.commands = commands;
  }

  search() {
    const words = this.input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (c) => words.every((w) => `${c.name} ${c.desc}`.toLowerCase().includes(w));
    const found = this.commands.filter((c) => this.isOffered(c.name) && fits(c)).slice(0, SHOWN);
    this.at = 0;
    this.box.replaceChildren(...found.map((c, i) => {
      const item = document.createElement('li');
      item.role = 'option';
      item.dataset.command = c.name;
      item.setAttribute('aria-selected', i === 0);
      const name = document.createElement('small');
      name.textContent = c.name;
      item.append(c.desc, name);
      return item;
    }));
    this.box.hidden = found.length === 0;
    this.input.setAttribute('aria-expanded', !this.box.hidden);
  }

  key(event) {
    const items = [...this.box.children];
    if (event.key === 'Escape') this.close();
    if (this.box.hidden || items.length === 0) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      this.at = (this.at + (event.key === 'ArrowDown' ? 1 : items.length - 1)) % items.length;
      items.forEach((item, i) => item.setAttribute('aria-selected', i === this.at));
      items[this.at].scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.pick(items[this.at].dataset.command);
    }
  }

  pick(name) {
    this.input.value = '';
    this.close();
    this.onPick(name);
  }

  close() {
    this.box.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
  }
}
