package io.obdio.elm327.line;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.elm327.reply.RawReply;
import org.jspecify.annotations.Nullable;

/**
 * The reader of a reply that is one single frame on one line of upper case digits, directly from
 * its bytes. It does not read replies with a space, an echo or a second line. Pure.
 */
final class PlainCanLine {

  private static final int MAX_PADDED = 8;

  private PlainCanLine() {}

  /** Returns the message of the line; null if the reply is anything else. */
  static @Nullable EcuMessage read(String command, RawReply reply, boolean extended) {
    int end = reply.length();
    while (end > 0 && isLineEnd(reply.at(end - 1))) {
      end--;
    }
    int start = 0;
    while (start < end && isLineEnd(reply.at(start))) {
      start++;
    }
    int idDigits = extended ? 8 : 3;
    int digits = end - start - idDigits;
    // At least the PCI and one byte, at most eight bytes.
    if (digits < 4 || digits > 2 * MAX_PADDED || (digits & 1) != 0 || reply.overflow()) {
      return null;
    }
    return mayBeEcho(command, reply.at(start))
        ? null
        : read(reply, start, start + idDigits, digits / 2, extended);
  }

  /** Returns whether the first character may be that of an echo. */
  private static boolean mayBeEcho(String command, byte first) {
    return !command.isEmpty() && (command.charAt(0) <= ' ' || command.charAt(0) == first);
  }

  private static @Nullable EcuMessage read(
      RawReply reply, int start, int at, int bytes, boolean extended) {
    int id = 0;
    for (int i = start; i < at; i++) {
      int digit = Hex.digit((char) reply.at(i));
      // 29 bits are no more than 1FFFFFFF; a greater digit would also set the sign.
      if (digit < 0 || i == start && extended && digit > 1) {
        return null;
      }
      id = id << 4 | digit;
    }
    int length = octet(reply, at);
    if (!extended && id > 0x7FF || length < 1 || length > 7) {
      return null;
    }
    if (bytes != MAX_PADDED && bytes != 1 + length) {
      return null;
    }
    for (int i = 1; i < bytes; i++) {
      if (octet(reply, at + 2 * i) < 0) {
        return null;
      }
    }
    EcuAddress ecu = extended ? EcuAddress.can29(id) : EcuAddress.can11(id);
    int data = at + 2;
    return new EcuMessage(ecu, Payload.generate(length, i -> octet(reply, data + 2 * i)));
  }

  /** Returns the value of two digits; negative if they are none. */
  private static int octet(RawReply reply, int at) {
    return Hex.digit((char) reply.at(at)) << 4 | Hex.digit((char) reply.at(at + 1));
  }

  private static boolean isLineEnd(byte b) {
    return b == '\r' || b == '\n';
  }
}
