package io.obdio.core.command;

/**
 * The group of related values that a command belongs to, for clients that subscribe to groups
 * instead of commands. Every quantity of service 01 is in exactly one of the specific groups;
 * commands that give the same PID in another form are in the same one.
 */
public enum Channel implements Column {
  /** Engine speed, vehicle speed, load, torque, throttle, pedal, air and engine temperatures. */
  POWERTRAIN,
  /** Fuel system status, level, rate, pressures, trims, equivalence ratio, composition. */
  FUEL,
  /** Oxygen sensors, catalyst, EGR, EVAP, particulate filter, NOx, exhaust, barometric pressure. */
  EMISSIONS,
  /** Voltages, hybrid and traction battery. */
  ELECTRICAL,
  /** Trouble codes, malfunction indicator, readiness, distances and times related to them. */
  TROUBLE,
  /** Everything else; the default. */
  OBD
}
