// The figures of a trip as text, in the user's units.

import { units } from '../../core/app.js';

/** A number in the user's unit; a dash for null. */
function quantity(value, unit, decimals) {
  if (value === null || value === undefined) return '–';
  return `${units.number(units.convert(value, unit), decimals)} ${units.symbol(unit)}`;
}

/** A duration in ms as 1:02:03. */
export function duration(ms) {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const two = (n) => String(n).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

export const distance = (km) => quantity(km, 'kilometer', 1);
export const speed = (kmh) => quantity(kmh, 'kilometer_per_hour', 0);
export const volume = (litres) => quantity(litres, 'liter', 2);

/** The consumption of fuel, else that of energy. */
export function consumption(trip) {
  if (trip.fuel_l_per_100km !== null) return quantity(trip.fuel_l_per_100km, 'liter / 100 kilometer', 1);
  if (trip.energy_wh_per_km !== null) return quantity(trip.energy_wh_per_km, 'watt_hour / kilometer', 0);
  return '–';
}

export const energy = (kwh) => quantity(kwh, 'kilowatt_hour', 2);
export const money = (value) => (value === null ? '–' : units.number(value, 2));
