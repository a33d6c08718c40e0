package io.obdio.sim.elm327;

import io.obdio.core.message.Payload;

/**
 * A request on its way to the vehicle.
 *
 * @param data from the service id on, without PCI bytes (with them while CAF is 0)
 * @param expected after how many answer frames to stop; 0 for none at all, NONE for the time-out
 * @param header instead of the one in the settings, or NONE
 * @param timeoutNanos instead of the one in the settings, or NONE
 */
record Outgoing(Payload data, int expected, int header, long timeoutNanos) {

  static Outgoing of(byte[] data, int expected) {
    return new Outgoing(Payload.of(data), expected, ElmSettings.NONE, ElmSettings.NONE);
  }
}
