// A dial of three quarters of a circle, drawn once; setting a value moves one attribute.

import { number } from './format.js';

const SVG = 'http://www.w3.org/2000/svg';
const ARC = 'M 31.3 88.7 A 42 42 0 1 1 90.7 88.7';
const LENGTH = 197.92; // 42 * 1.5 * pi

function part(parent, name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  parent.append(element);
  return element;
}

export class Dial {
  constructor(parent, { name, title, unit, max }) {
    this.max = max;
    const root = document.createElement('article');
    root.className = 'dial';
    root.dataset.command = name;
    const heading = document.createElement('h3');
    heading.textContent = title;
    const svg = part(root, 'svg', { viewBox: '0 8 122 96', role: 'img', 'aria-label': title });
    const stroke = { d: ARC, fill: 'none', 'stroke-width': 8, 'stroke-linecap': 'round' };
    part(svg, 'path', { ...stroke, class: 'track' });
    this.fill = part(svg, 'path', { ...stroke, class: 'fill', 'stroke-dasharray': LENGTH, 'stroke-dashoffset': LENGTH });
    this.number = part(svg, 'text', { x: 61, y: 66, class: 'number' }, '–');
    part(svg, 'text', { x: 61, y: 80, class: 'unit' }, unit);
    part(svg, 'text', { x: 31, y: 102, class: 'end' }, '0');
    part(svg, 'text', { x: 91, y: 102, class: 'end' }, number(max));
    root.prepend(heading);
    parent.append(root);
  }

  set(value) {
    const known = typeof value === 'number';
    const share = known ? Math.min(1, Math.max(0, value / this.max)) : 0;
    this.fill.setAttribute('stroke-dashoffset', LENGTH * (1 - share));
    this.number.textContent = known ? Math.round(value).toLocaleString() : '–';
  }
}
