package io.obdio.sim.ecu.obd;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.service.ByteList;

/**
 * One PID of service 01.
 *
 * @param id 01 to FF
 * @param inFrame whether freeze frames contain it
 * @param canOnly whether its data is too long for a message of the older buses
 * @param encoder the encoder of its data
 */
public record Pid(int id, boolean inFrame, boolean canOnly, Encoder encoder) {

  /** The encoder of a PID's data bytes. */
  @FunctionalInterface
  public interface Encoder {
    void write(Measured car, ByteList to);
  }

  /** Returns the data bytes. */
  public Payload data(Measured car) {
    ByteList bytes = new ByteList();
    encoder.write(car, bytes);
    return bytes.payload();
  }
}
