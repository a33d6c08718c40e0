package io.obdio.sim.elm327;

import io.obdio.core.message.Payload;

/**
 * A request to be sent to the vehicle.
 *
 * @param data from the service id on, without PCI bytes (with them while CAF is 0)
 * @param expected number of answer frames after which the reply ends; 0 for none, NONE for the
 *     time-out
 * @param header replaces the header of the settings, or NONE
 * @param timeoutNanos replaces the time-out of the settings, or NONE
 */
record Outgoing(Payload data, int expected, int header, long timeoutNanos) {

  static Outgoing of(byte[] data, int expected) {
    return new Outgoing(Payload.of(data), expected, ElmSettings.NONE, ElmSettings.NONE);
  }
}
