package io.obdio.core.definition;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.RequestTarget;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Headers as definition files write them. */
final class Headers {

  private Headers() {}

  /**
   * Whom to ask.
   *
   * @param header 3 or 8 hex digits of a CAN identifier, 6 of one whose priority is left out
   *     ({@code DA10F1}) or of an older bus ({@code C410F1}, {@code 686AF1}), 4 without the
   *     tester's address too; blank or the functional address for all ECUs
   * @param answer the answer's identifier, if it is given
   * @throws IllegalArgumentException if it is none of these
   */
  static Optional<RequestTarget> target(String header, @Nullable String answer) {
    String text = header.strip().replace(" ", "").toUpperCase(Locale.ROOT);
    if (text.isEmpty() || isFunctional(text)) {
      return Optional.empty();
    }
    EcuAddress request = address(text);
    if (answer == null || answer.isBlank()) {
      return Optional.of(RequestTarget.of(request));
    }
    String from = answer.strip().replace(" ", "").toUpperCase(Locale.ROOT);
    return Optional.of(RequestTarget.of(request, address(from)));
  }

  private static boolean isFunctional(String text) {
    return switch (text) {
      case "7DF", "18DB33F1", "DB33F1", "AUTO", "686AF1", "616AF1", "C133F1", "C233F1" -> true;
      default -> false;
    };
  }

  private static EcuAddress address(String text) {
    return switch (text.length()) {
      case 2, 3, 8 -> EcuAddress.parse(text);
      case 4 -> EcuAddress.parse("18" + text + "F1");
      case 6 ->
          text.startsWith("DA") || text.startsWith("DB")
              ? EcuAddress.parse("18" + text)
              : EcuAddress.parse(text.substring(2, 4));
      default -> throw new IllegalArgumentException("'" + text + "' is no header");
    };
  }
}
