// What is known about common signals: the range of a dial and the limits of its colours, in the units of the responses.
// warn and alarm are [below, above]; null is no limit. Another signal has the range of its values.

const row = (min, max, warn = [null, null], alarm = [null, null]) => ({ min, max, warn, alarm });

export const SIGNALS = {
  RPM: row(0, 8000, [null, 6000], [null, 6800]),
  SPEED: row(0, 240),
  ENGINE_LOAD: row(0, 100),
  ABSOLUTE_LOAD: row(0, 150),
  COOLANT_TEMP: row(0, 130, [null, 108], [null, 115]),
  OIL_TEMP: row(0, 150, [null, 125], [null, 135]),
  INTAKE_TEMP: row(-20, 80, [null, 65], [null, null]),
  AMBIANT_AIR_TEMP: row(-30, 50),
  THROTTLE_POS: row(0, 100),
  ACCELERATOR_POS_D: row(0, 100),
  FUEL_LEVEL: row(0, 100, [15, null], [7, null]),
  HYBRID_BATTERY_REMAINING: row(0, 100, [20, null], [10, null]),
  CONTROL_MODULE_VOLTAGE: row(10, 16, [12, 15.2], [11.3, 15.8]),
  ELM_VOLTAGE: row(10, 16, [12, 15.2], [11.3, 15.8]),
  MAF: row(0, 250),
  FUEL_RATE: row(0, 40),
  INTAKE_PRESSURE: row(0, 255),
  BAROMETRIC_PRESSURE: row(60, 110),
  TIMING_ADVANCE: row(-20, 50),
  SHORT_FUEL_TRIM_1: row(-25, 25, [-15, 15], [-22, 22]),
  LONG_FUEL_TRIM_1: row(-25, 25, [-12, 12], [-20, 20]),
  CATALYST_TEMP_B1S1: row(0, 1000, [null, 850], [null, 950]),
  FUEL_RAIL_PRESSURE_DIRECT: row(0, 200000),
};

/** The decimals of signals of which those of their unit are too few or too many. */
const DECIMALS = { SHORT_FUEL_TRIM_1: 1, LONG_FUEL_TRIM_1: 1, SHORT_FUEL_TRIM_2: 1, LONG_FUEL_TRIM_2: 1, CONTROL_MODULE_VOLTAGE: 1, ELM_VOLTAGE: 1 };

/** The decimals of an item: its own, else those of its signal; undefined for those of the unit. */
export const decimalsOf = (item) => item.decimals ?? DECIMALS[item.command];

/** The range and the limits of an item: its own, else those of its signal. */
export function scale(item, value) {
  const known = SIGNALS[item.command] ?? {};
  const min = item.min ?? known.min ?? Math.min(0, value ?? 0);
  const max = item.max ?? known.max ?? Math.max(100, niceAbove(value ?? 0));
  return { min, max, warn: item.warn ?? known.warn ?? [null, null], alarm: item.alarm ?? known.alarm ?? [null, null] };
}

function niceAbove(value) {
  const power = 10 ** Math.floor(Math.log10(Math.abs(value) || 1));
  return Math.ceil(value / power) * power;
}

const outside = (value, [low, high]) => (low !== null && value < low) || (high !== null && value > high);

/** The level of a value: 'alarm', 'warn' or 'normal'. */
export function level(value, { warn, alarm }) {
  if (typeof value !== 'number') return 'normal';
  return outside(value, alarm) ? 'alarm' : outside(value, warn) ? 'warn' : 'normal';
}
