// The layouts that exist on every vehicle. A signal that the vehicle does not support is left out.

const dial = (command, more) => ({ command, kind: 'dial', w: 2, h: 2, ...more });
const number = (command, more) => ({ command, kind: 'number', w: 1, h: 1, ...more });
const graph = (command, more) => ({ command, kind: 'graph', w: 2, h: 1, ...more });
const bar = (command, more) => ({ command, kind: 'bar', w: 2, h: 1, ...more });

export const PRESETS = [
  { id: 'driver', items: [
    dial('RPM'), dial('SPEED'), dial('COOLANT_TEMP'), dial('ENGINE_LOAD'), number('FUEL_LEVEL'), number('THROTTLE_POS'),
    number('INTAKE_TEMP'), number('CONTROL_MODULE_VOLTAGE'), number('AMBIANT_AIR_TEMP'), number('RUN_TIME'),
    number('OIL_TEMP'), number('MAF')] },
  { id: 'economy', items: [
    dial('SPEED'), dial('FUEL_RATE'), dial('ENGINE_LOAD'), dial('FUEL_LEVEL'), graph('MAF'), graph('THROTTLE_POS'),
    graph('RPM'), number('SHORT_FUEL_TRIM_1'), number('LONG_FUEL_TRIM_1'), number('COOLANT_TEMP'), number('RUN_TIME'),
    number('FUEL_STATUS', { w: 2 })] },
  { id: 'diesel', items: [
    dial('RPM'), dial('SPEED'), dial('COOLANT_TEMP'), dial('INTAKE_PRESSURE', { max: 255 }),
    graph('FUEL_RAIL_PRESSURE_DIRECT'), graph('MAF'), bar('ENGINE_LOAD'), bar('COMMANDED_EGR'), number('EGR_ERROR'),
    number('INTAKE_TEMP'), number('OIL_TEMP'), number('FUEL_RATE'), number('FUEL_LEVEL'), number('BAROMETRIC_PRESSURE')] },
  { id: 'ev', items: [
    dial('SPEED'), dial('HYBRID_BATTERY_REMAINING'), dial('ACCELERATOR_POS_D'), graph('CONTROL_MODULE_VOLTAGE'),
    graph('SPEED'), number('AMBIANT_AIR_TEMP'), number('RUN_TIME'), number('ELM_VOLTAGE')] },
  { id: 'track', items: [
    dial('RPM', { w: 3, h: 3 }), dial('SPEED'), dial('THROTTLE_POS'), dial('OIL_TEMP'), dial('COOLANT_TEMP'),
    graph('INTAKE_PRESSURE'), graph('TIMING_ADVANCE'), number('INTAKE_TEMP'), number('MAF'), number('ENGINE_LOAD'),
    number('CATALYST_TEMP_B1S1'), number('CONTROL_MODULE_VOLTAGE')] },
];
