package io.obdio.core.value;

import io.obdio.core.message.Payload;

/**
 * The positive response to a command that has an effect but requests no value, such as clearing the
 * trouble codes.
 *
 * @param data the data of the response, usually empty
 */
public record Acknowledged(Payload data) {

  @Override
  public String toString() {
    return data.isEmpty() ? "OK" : "OK " + data;
  }
}
