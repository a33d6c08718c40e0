package io.obdio.elm327;

import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;

/**
 * Whether a message answers a request, by what it echoes (SAE J1979 and ISO 14229-1). Late answers
 * to an earlier request, which clones mix in, are told apart by it.
 */
final class AnswerMatch {

  private static final int NEGATIVE = 0x7F;
  private static final int PENDING = 0x78;
  private static final int POSITIVE = 0x40;

  /** What a message is to a request. */
  enum Kind {
    /** Its answer, positive or negative. */
    ANSWER,
    /** The announcement that the answer will come (NRC 78). */
    PENDING,
    /** Another request's. */
    STRANGER
  }

  private AnswerMatch() {}

  /** Judges one message. */
  static Kind of(Payload request, EcuMessage message) {
    Payload answer = message.payload();
    int service = request.at(0);
    if (answer.at(0) == NEGATIVE) {
      if (answer.length() < 2 || answer.at(1) != service) {
        return Kind.STRANGER;
      }
      return answer.length() > 2 && answer.at(2) == PENDING ? Kind.PENDING : Kind.ANSWER;
    }
    if (answer.at(0) != service + POSITIVE) {
      return Kind.STRANGER;
    }
    return echoes(service, request, answer) ? Kind.ANSWER : Kind.STRANGER;
  }

  private static boolean echoes(int service, Payload request, Payload answer) {
    return switch (service) {
      case 0x01 -> echoesOneOf(request, 1, answer);
      case 0x06 -> echoesOneOf(request, 1, answer);
      case 0x02, 0x05, 0x08, 0x09, 0x1A, 0x21 -> echoes(request, answer, 1, 0xFF);
      case 0x10, 0x11, 0x19, 0x27, 0x28, 0x31, 0x3E, 0x85 -> echoes(request, answer, 1, 0x7F);
      case 0x22, 0x2E, 0x2F -> echoes(request, answer, 2, 0xFF);
      default -> true;
    };
  }

  private static boolean echoes(Payload request, Payload answer, int count, int mask) {
    for (int i = 1; i <= count && i < request.length(); i++) {
      if (i >= answer.length() || answer.at(i) != (request.at(i) & mask)) {
        return false;
      }
    }
    return true;
  }

  /** Several PIDs in one request: the answer begins with one that the ECU has. */
  private static boolean echoesOneOf(Payload request, int from, Payload answer) {
    if (request.length() <= from) {
      return true;
    }
    if (answer.length() <= from) {
      return false;
    }
    for (int i = from; i < request.length(); i++) {
      if (request.at(i) == answer.at(1)) {
        return true;
      }
    }
    return false;
  }
}
