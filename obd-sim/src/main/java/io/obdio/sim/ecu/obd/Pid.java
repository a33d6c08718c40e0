package io.obdio.sim.ecu.obd;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.service.ByteList;

/**
 * One PID of service 01.
 *
 * @param id 01..FF
 * @param inFrame true if a freeze frame holds it too
 * @param canOnly true if its data is too long for a message of the older buses
 * @param encoder its data bytes
 */
public record Pid(int id, boolean inFrame, boolean canOnly, Encoder encoder) {

  /** Writes a PID's data bytes. */
  @FunctionalInterface
  public interface Encoder {
    void write(Measured car, ByteList to);
  }

  /** The data bytes. */
  public Payload data(Measured car) {
    ByteList bytes = new ByteList();
    encoder.write(car, bytes);
    return bytes.payload();
  }
}
