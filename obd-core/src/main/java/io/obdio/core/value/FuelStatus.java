package io.obdio.core.value;

/**
 * Fuel system status (SAE J1979 PID 03).
 *
 * @param system1 the state of the first fuel system as text
 * @param system2 the state of the second fuel system as text; "" if there is none
 */
public record FuelStatus(String system1, String system2) {

  /** The status while the engine is off. */
  public static final FuelStatus ENGINE_OFF = new FuelStatus("Engine off", "Engine off");
}
