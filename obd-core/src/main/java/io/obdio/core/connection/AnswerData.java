package io.obdio.core.connection;

import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import org.jspecify.annotations.Nullable;

/** Finds what an answer says behind what it repeats of the request. Pure. */
public final class AnswerData {

  private AnswerData() {}

  /**
   * The data of {@code message}: what follows the echo of {@code request}, without frame number and
   * item count.
   *
   * @return null if the message does not answer the request, or refuses it
   */
  public static @Nullable Payload of(Payload request, EcuMessage message) {
    return ServiceEcho.data(request, message.ecu(), message.payload());
  }
}
