package io.obdio.sim.elm327;

import io.obdio.sim.bus.BusProtocol;

/**
 * Which adapter, on which car's protocol, with which timing.
 *
 * @param identity whose commands and quirks
 * @param protocol what the car speaks
 * @param timing how long things take
 */
public record ElmConfig(ElmIdentity identity, BusProtocol protocol, AdapterTiming timing) {

  /** A genuine v2.3 on CAN with 11 bit identifiers at 500 kbit/s, that takes no time. */
  public static final ElmConfig DEFAULT =
      new ElmConfig(ElmIdentity.ELM_2_3, BusProtocol.CAN_11_500, AdapterTiming.INSTANT);

  /** The same with another identity. */
  public ElmConfig with(ElmIdentity other) {
    return new ElmConfig(other, protocol, timing);
  }

  /** The same with another protocol of the car. */
  public ElmConfig with(BusProtocol other) {
    return new ElmConfig(identity, other, timing);
  }

  /** The same with another timing. */
  public ElmConfig with(AdapterTiming other) {
    return new ElmConfig(identity, protocol, other);
  }
}
