package io.obdio.core.message;

/**
 * One complete message of one ECU, reassembled and without framing.
 *
 * @param ecu who sent it
 * @param payload from the service id on, such as {@code 41 0C 0D 48}
 */
public record EcuMessage(EcuAddress ecu, Payload payload) {

  /** {@code 7E8#410C0D48}, as candump writes frames. */
  @Override
  public String toString() {
    return ecu + "#" + payload;
  }
}
