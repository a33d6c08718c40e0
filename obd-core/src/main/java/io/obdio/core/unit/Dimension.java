package io.obdio.core.unit;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The kind of quantity that a unit measures. Quantities convert within one dimension, and between
 * dimensions that are reciprocal.
 */
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
  /** Distance per energy; base: kilometre per kilowatt hour. */
  ENERGY_ECONOMY,
  /** Mass per volume; base: milligram per cubic metre. */
  CONCENTRATION,
  /** Base: lux. */
  ILLUMINANCE,
  /** Base: byte. */
  DATA,
  /** A unit that is not in the table; converts only to itself. */
  OTHER;

  /** The pairs of reciprocal dimensions, with the product of two quantities in the base units. */
  private static final Map<Set<Dimension>, Double> RECIPROCAL =
      Map.of(
          Set.of(FUEL_ECONOMY, FUEL_CONSUMPTION), 100.0,
          Set.of(ENERGY_ECONOMY, ENERGY_CONSUMPTION), 1000.0);

  /**
   * Returns the product of two quantities for the same consumption, one in the base unit of this
   * and one in that of the other dimension; empty if the dimensions are not reciprocal.
   */
  OptionalDouble productWith(Dimension other) {
    Double product = this == other ? null : RECIPROCAL.get(Set.of(this, other));
    return product == null ? OptionalDouble.empty() : OptionalDouble.of(product);
  }
}
