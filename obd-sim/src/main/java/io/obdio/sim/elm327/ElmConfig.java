package io.obdio.sim.elm327;

import io.obdio.sim.BusProtocol;

/**
 * The configuration of an emulated adapter.
 *
 * @param identity its version, commands and quirks
 * @param protocol the vehicle's protocol
 * @param timing how long operations take
 */
public record ElmConfig(ElmIdentity identity, BusProtocol protocol, AdapterTiming timing) {

  /** A genuine v2.3 on CAN with 11-bit identifiers at 500 kbit/s that takes no time. */
  public static final ElmConfig DEFAULT =
      new ElmConfig(ElmIdentity.ELM_2_3, BusProtocol.CAN_11_500, AdapterTiming.INSTANT);

  /** Returns a copy with another identity. */
  public ElmConfig with(ElmIdentity other) {
    return new ElmConfig(other, protocol, timing);
  }

  /** Returns a copy with another protocol of the vehicle. */
  public ElmConfig with(BusProtocol other) {
    return new ElmConfig(identity, other, timing);
  }

  /** Returns a copy with another timing. */
  public ElmConfig with(AdapterTiming other) {
    return new ElmConfig(identity, protocol, other);
  }
}
