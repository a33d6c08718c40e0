package io.obdio.core.unit;

/** The kind of quantity that a unit measures. Quantities convert within one dimension only. */
public enum Dimension {
  /** A number without a unit. */
  COUNT,
  /** A share or proportion; base: ratio. */
  RATIO,
  /** Rotational speed; base: rpm. */
  ROTATION,
  /** Base: hertz. */
  FREQUENCY,
  /** Base: metre per second. */
  SPEED,
  /** Base: metre per second squared. */
  ACCELERATION,
  /** Base: metre. */
  DISTANCE,
  /** Base: square metre. */
  AREA,
  /** Base: litre. */
  VOLUME,
  /** Base: second. */
  TIME,
  /** Base: degree Celsius. */
  TEMPERATURE,
  /** Base: pascal. */
  PRESSURE,
  /** Base: pascal per second. */
  PRESSURE_RATE,
  /** Base: volt. */
  VOLTAGE,
  /** Base: volt per second. */
  VOLTAGE_RATE,
  /** Base: ampere. */
  CURRENT,
  /** Base: ampere hour. */
  CHARGE,
  /** Base: ohm. */
  RESISTANCE,
  /** Base: degree. */
  ANGLE,
  /** Base: gram. */
  MASS,
  /** Base: gram per second. */
  MASS_FLOW,
  /** Base: litre per hour. */
  VOLUME_FLOW,
  /** Base: milligram per stroke. */
  MASS_PER_STROKE,
  /** Base: newton metre. */
  TORQUE,
  /** Base: newton. */
  FORCE,
  /** Base: watt. */
  POWER,
  /** Base: watt hour. */
  ENERGY,
  /** Distance per amount of fuel; base: kilometre per litre. */
  FUEL_ECONOMY,
  /** Fuel per distance; base: litre per 100 km. */
  FUEL_CONSUMPTION,
  /** Energy per distance; base: watt hour per kilometre. */
  ENERGY_CONSUMPTION,
  /** Mass per volume; base: milligram per cubic metre. */
  CONCENTRATION,
  /** Base: lux. */
  ILLUMINANCE,
  /** Base: byte. */
  DATA,
  /** A unit that is not in the table; converts only to itself. */
  OTHER
}
