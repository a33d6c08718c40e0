package io.obdio.socketio.app.check;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuAddress.Kind;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.ObdAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of an ECU that answers in a file, by the file alone: the definitions are not used,
 * so that a wrong address in them is found.
 *
 * @param request the identifier of requests to it
 * @param answer the identifier of its answers
 * @param address the first byte of requests in extended addressing; empty in normal addressing
 * @param tester the first byte of answers in extended addressing
 */
record EcuKey(EcuAddress request, EcuAddress answer, OptionalInt address, int tester) {

  private static final int WHOLE = 8;
  private static final int WITHOUT_PRIORITY = 6;

  /**
   * Returns the ECU that sent a message of a line. Where ISO 15765-4 has a rule for its requests,
   * the rule counts: the line of a functional request may hold answers of several ECUs.
   *
   * @throws IllegalArgumentException if the line's header is not one of the message's bus
   */
  static EcuKey of(TextReply reply, EcuMessage message) {
    EcuAddress answer = message.ecu();
    OptionalInt address = hexByte(reply.options().get("e"));
    if (address.isPresent()) {
      int tester = ElmFrames.addressByte(reply.response()).orElse(ObdAddress.TESTER);
      return new EcuKey(header(reply, answer), answer, address, tester);
    }
    Optional<EcuAddress> legislated =
        answer.kind() == Kind.BYTE ? Optional.of(answer) : ObdAddress.requestOf(answer);
    EcuAddress request = legislated.orElseGet(() -> header(reply, answer));
    return new EcuKey(request, answer, OptionalInt.empty(), ObdAddress.TESTER);
  }

  private static OptionalInt hexByte(@Nullable String text) {
    return text == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text, 16));
  }

  /** Returns the identifier that a header of 3 to 8 digits means where {@code answer} answers. */
  private static EcuAddress header(TextReply reply, EcuAddress answer) {
    String text = reply.header().toUpperCase(Locale.ROOT);
    if (answer.kind() == Kind.CAN_29 && text.length() < WHOLE) {
      String priority =
          reply.options().getOrDefault("c", String.format(Locale.ROOT, "%02X", answer.id() >>> 24));
      boolean tester = text.length() < WITHOUT_PRIORITY;
      text = priority + text + (tester ? reply.options().getOrDefault("ta", "F1") : "");
    }
    EcuAddress header = EcuAddress.parse(text);
    if (header.kind() != answer.kind()) {
      throw new IllegalArgumentException(
          "the header " + reply.header() + " is not one of the bus where " + answer + " answers");
    }
    return header;
  }

  /** Returns whether it answers requests to all ECUs. */
  boolean isFunctional() {
    return address.isEmpty() && (answer.kind() == Kind.BYTE || ObdAddress.isResponse(answer));
  }
}
