package io.obdio.core.value;

import io.obdio.core.message.Payload;

/**
 * A positive answer to a command that orders something and asks for nothing, such as clearing the
 * trouble codes.
 *
 * @param data what the answer said besides, mostly nothing
 */
public record Acknowledged(Payload data) {

  @Override
  public String toString() {
    return data.isEmpty() ? "OK" : "OK " + data;
  }
}
