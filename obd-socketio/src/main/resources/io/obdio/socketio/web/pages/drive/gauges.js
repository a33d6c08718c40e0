// The displays of a value. Each is built once; update(entry) changes only what differs, and only from the store's frame.

import { settings, t, time, units } from '../../core/app.js';
import { decimalsOf, level, scale } from './signals.js';
import { Trace } from './trace.js';

const SVG = 'http://www.w3.org/2000/svg';
const ARC = 'M 31.3 88.7 A 42 42 0 1 1 90.7 88.7';
const ARC_LENGTH = 197.92; // 42 * 1.5 * pi
const FONT_BY_CHARS = [30, 30, 30, 29, 26, 21.5, 18, 16, 14];
const START = Math.PI * 0.75;
const SWEEP = Math.PI * 1.5;

function add(parent, name, className = '', text = '') {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  parent.append(element);
  return element;
}

function draw(parent, name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent.append(element);
  return element;
}

/** Sets the text of a node if it differs. */
function write(node, text) {
  if (node.data !== text) node.data = text;
}

const textOf = (element) => element.firstChild ?? element.appendChild(document.createTextNode(''));
const share = (value, { min, max }) => Math.min(1, Math.max(0, (value - min) / (max - min || 1)));

class Gauge {
  #state = '';
  #level = '';

  constructor(root, item, title) {
    this.root = root;
    this.item = item;
    add(root, 'h2', '', title);
    this.since = add(root, 'p', 'since');
    this.sinceText = textOf(this.since);
  }

  /** Shows an entry of the store; it may be stale, or have no value yet. */
  update(entry) {
    const hasValue = entry.response !== null;
    const state = !hasValue ? 'empty' : entry.stale ? 'stale' : 'live';
    if (state !== this.#state) {
      this.#state = state;
      this.root.dataset.state = state;
    }
    if (state === 'stale') write(this.sinceText, t('drive.since', { time: time(entry.received) }));
    else write(this.sinceText, state === 'empty' ? entry.reason : '');
    if (!hasValue) return;
    const limits = scale(this.item, typeof entry.value === 'number' ? entry.value : undefined);
    const now = state === 'live' ? level(entry.value, limits) : 'normal';
    if (now !== this.#level) {
      this.#level = now;
      this.root.dataset.level = now;
    }
    this.show(entry, limits);
  }

  format(entry) {
    return units.format(entry.response, decimalsOf(this.item));
  }

  destroy() {
    this.root.replaceChildren();
  }
}

/** A number with its unit, as large as its room allows; the base of bar and graph. */
class NumberGauge extends Gauge {
  #chars = 0;

  constructor(root, item, title) {
    super(root, item, title);
    const box = add(root, 'div', 'value');
    this.value = add(box, 'span', 'figure', '–');
    this.unit = add(box, 'span', 'unit');
    this.box = box;
    this.valueText = textOf(this.value);
    this.unitText = textOf(this.unit);
  }

  show(entry) {
    const { text, unit, number } = this.format(entry);
    write(this.valueText, text);
    write(this.unitText, unit);
    const chars = Math.max(3, text.length) * 10 + unit.length; // both lengths in one number
    if (chars !== this.#chars) {
      this.#chars = chars;
      this.box.style.setProperty('--width', (Math.max(3, text.length) * 0.66 + unit.length * 0.3 + (unit ? 0.2 : 0)).toFixed(2));
      this.box.classList.toggle('words', number === null);
    }
  }
}

class BarGauge extends NumberGauge {
  #width = -1;

  constructor(root, item, title) {
    super(root, item, title);
    this.fill = add(add(root, 'div', 'bar-track'), 'div', 'bar-fill');
  }

  show(entry, limits) {
    super.show(entry, limits);
    const width = typeof entry.value === 'number' ? Math.round(share(entry.value, limits) * 1000) / 1000 : 0;
    if (width === this.#width) return;
    this.#width = width;
    this.fill.style.transform = `scaleX(${width})`;
  }
}

class GraphGauge extends NumberGauge {
  constructor(root, item, title) {
    super(root, item, title);
    const canvas = add(root, 'canvas', 'trace');
    canvas.setAttribute('aria-hidden', 'true');
    this.trace = new Trace(canvas);
  }

  show(entry, limits) {
    super.show(entry, limits);
    if (!entry.stale && typeof entry.value === 'number') this.trace.push(entry.received, entry.value);
  }

  destroy() {
    this.trace.destroy();
    super.destroy();
  }
}

/** A dial of three quarters of a circle with its limits as arcs. */
class DialGauge extends Gauge {
  #offset = '';
  #range = '';
  #font = 0;

  constructor(root, item, title) {
    super(root, item, title);
    const svg = draw(root, 'svg', { viewBox: '8 6 106 100', 'aria-hidden': 'true' });
    const stroke = { d: ARC, fill: 'none', 'stroke-width': 8, 'stroke-linecap': 'round' };
    draw(svg, 'path', { ...stroke, class: 'track' });
    this.zones = draw(svg, 'g', { class: 'zones' });
    this.fill = draw(svg, 'path', { ...stroke, class: 'fill', 'stroke-dasharray': ARC_LENGTH, 'stroke-dashoffset': ARC_LENGTH });
    this.number = draw(svg, 'text', { x: 61, y: 67, class: 'figure' });
    this.unit = draw(svg, 'text', { x: 61, y: 81, class: 'unit' });
    this.low = draw(svg, 'text', { x: 31, y: 103, class: 'end' });
    this.high = draw(svg, 'text', { x: 91, y: 103, class: 'end' });
    this.numberText = textOf(this.number);
    this.unitText = textOf(this.unit);
    this.spoken = textOf(add(root, 'p', 'hidden'));
    write(this.numberText, '–');
    this.#scale(scale(item));
  }

  #scale(limits, unit) {
    const key = `${limits.min} ${limits.max} ${unit}`;
    if (key === this.#range) return;
    this.#range = key;
    const end = (value) => units.number(Math.round(units.convert(value, unit) * 10) / 10);
    write(textOf(this.low), end(limits.min));
    write(textOf(this.high), end(limits.max));
    this.zones.replaceChildren();
    for (const [name, [below, above]] of [['warn', limits.warn], ['alarm', limits.alarm]]) {
      if (below !== null && below > limits.min) this.#zone(name, 0, share(below, limits));
      if (above !== null && above < limits.max) this.#zone(name, share(above, limits), 1);
    }
  }

  #zone(name, from, to) {
    const point = (at) => {
      const angle = START + SWEEP * at;
      return `${(61 + 49.5 * Math.cos(angle)).toFixed(2)} ${(59 + 49.5 * Math.sin(angle)).toFixed(2)}`;
    };
    const large = (to - from) * 270 > 180 ? 1 : 0;
    draw(this.zones, 'path', { class: name, fill: 'none', 'stroke-width': 2.4, d: `M ${point(from)} A 49.5 49.5 0 ${large} 1 ${point(to)}` });
  }

  show(entry, limits) {
    this.#scale(limits, entry.unit);
    const { text, unit } = this.format(entry);
    const isNumber = typeof entry.value === 'number';
    write(this.numberText, text);
    write(this.unitText, unit);
    const font = FONT_BY_CHARS[Math.min(text.length, FONT_BY_CHARS.length - 1)];
    if (font !== this.#font) {
      this.#font = font;
      this.number.setAttribute('font-size', font);
    }
    const offset = (ARC_LENGTH * (1 - (isNumber ? share(entry.value, limits) : 0))).toFixed(1);
    if (offset !== this.#offset) {
      this.#offset = offset;
      this.fill.setAttribute('stroke-dashoffset', offset);
    }
  }

  /** Sets the text that screen readers find; not with every value, so that it does not change while it is read. */
  speak(entry) {
    if (settings.get().announce && entry.response) write(this.spoken, Object.values(this.format(entry)).slice(0, 2).join(' '));
  }
}

const KINDS = { dial: DialGauge, number: NumberGauge, bar: BarGauge, graph: GraphGauge };

/** The kinds of displays. */
export const kinds = Object.keys(KINDS);

/** The rate in Hz at which a display requests its value. */
export const rateOf = (item) => item.rate ?? (item.kind === 'dial' ? 10 : 5);

/** Builds the display of an item in an element. */
export const build = (root, item, title) => new (KINDS[item.kind] ?? NumberGauge)(root, item, title);
