package io.obdio.core.message;

/**
 * A complete message of one ECU, reassembled and without framing.
 *
 * @param ecu the sender
 * @param payload from the service id on, such as {@code 41 0C 0D 48}
 */
public record EcuMessage(EcuAddress ecu, Payload payload) {

  /** Returns {@code 7E8#410C0D48}, the form in which candump writes frames. */
  @Override
  public String toString() {
    return ecu + "#" + payload;
  }
}
