// One watched value: its words, and for numbers the last minute as a line.

import { number, symbol, words } from './format.js';

const KEEP_MS = 60000;
const SVG = 'http://www.w3.org/2000/svg';

export class Tile {
  constructor(parent, command, onRemove) {
    this.points = [];
    const root = document.createElement('article');
    root.className = 'tile';
    root.dataset.command = command.name;
    const heading = document.createElement('h3');
    heading.textContent = command.desc;
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.textContent = '×';
    remove.setAttribute('aria-label', `Remove ${command.desc}`);
    remove.addEventListener('click', onRemove);
    this.value = document.createElement('div');
    this.value.className = 'value none';
    this.value.textContent = 'waiting';
    const code = document.createElement('code');
    code.textContent = command.name;
    this.chart = document.createElementNS(SVG, 'svg');
    this.chart.setAttribute('viewBox', '0 0 100 30');
    this.chart.setAttribute('preserveAspectRatio', 'none');
    this.chart.setAttribute('aria-hidden', 'true');
    this.line = document.createElementNS(SVG, 'polyline');
    this.chart.append(this.line);
    this.chart.style.display = 'none';
    root.append(heading, remove, this.value, this.chart, code);
    parent.append(root);
    this.root = root;
  }

  remove() {
    this.root.remove();
  }

  set(response) {
    const value = response.value;
    if (value === null || value === undefined) {
      this.value.className = 'value none';
      this.value.textContent = response.reason ?? 'no value';
      return;
    }
    if (typeof value !== 'number') {
      this.value.className = 'value text';
      this.value.textContent = words(value);
      return;
    }
    this.value.className = 'value';
    const unit = document.createElement('small');
    unit.textContent = ` ${symbol(response.unit)}`;
    this.value.replaceChildren(number(value), unit);
    this.draw(response.time, value);
  }

  draw(time, value) {
    this.points.push([time, value]);
    const from = time - KEEP_MS;
    while (this.points.length > 0 && this.points[0][0] < from) this.points.shift();
    let low = Infinity;
    let high = -Infinity;
    for (const [, v] of this.points) {
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
    const span = high - low || 1;
    this.line.setAttribute('points', this.points
      .map(([t, v]) => `${(100 * (t - from)) / KEEP_MS},${28 - (26 * (v - low)) / span}`).join(' '));
    this.chart.style.display = '';
  }
}
