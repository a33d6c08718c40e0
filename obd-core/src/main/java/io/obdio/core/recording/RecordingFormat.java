package io.obdio.core.recording;

import io.obdio.core.message.AddressByte;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestTarget;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The text form of recordings, one line per exchange: {@code 0.120 010C 7E8#410C0D48}.
 *
 * <p>The time is in seconds. A request is in hexadecimal digits, {@code 7E0#2101} to one ECU,
 * {@code 7B0>7B8#2101} with the response address, {@code 6F1/07>607#22DD68} with extended
 * addressing, {@code "ATRV"} to the adapter. An answer is {@code ECU#payload} for each message, the
 * adapter's text in quotes, or a reason in upper case with the raw text in quotes.
 */
final class RecordingFormat {

  /** The first line of a recording. */
  static final String TITLE = "# OBDio recording 1";

  private static final String PROTOCOL = "@protocol";

  /** The header line of a recording with an adapter that has commands of its own. */
  static final String ADAPTER = "@adapter";

  private static final String LOST = "LOST";
  private static final double MAX_SECONDS = 1e9;

  private RecordingFormat() {}

  /** Returns the line of an exchange, without line end. */
  public static String format(RecordedExchange exchange) {
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%.3f ", exchange.time().toNanos() / 1e9));
    line.append(format(exchange.request()));
    Optional<TransportAnswer> answer = exchange.answer();
    if (answer.isEmpty()) {
      return line.append(' ')
          .append(LOST)
          .append(' ')
          .append(QuotedWords.quote(exchange.loss()))
          .toString();
    }
    if (answer.get() instanceof TransportAnswer.Messages messages) {
      messages.messages().forEach(message -> line.append(' ').append(message));
    } else if (answer.get() instanceof TransportAnswer.AdapterText text) {
      line.append(' ').append(QuotedWords.quote(text.text()));
    } else if (answer.get() instanceof TransportAnswer.NoAnswer none) {
      line.append(' ').append(none.reason());
      if (!none.detail().isEmpty()) {
        line.append(' ').append(QuotedWords.quote(none.detail()));
      }
    }
    return line.toString();
  }

  /** Returns the word of a request. */
  static String format(DiagnosticRequest request) {
    if (request instanceof DiagnosticRequest.ToVehicle vehicle) {
      return vehicle
          .target()
          .map(RecordingFormat::format)
          .orElse("")
          .concat(vehicle.payload().toHex());
    }
    return QuotedWords.quote(((DiagnosticRequest.ToAdapter) request).command());
  }

  private static String format(RequestTarget target) {
    String answerByte =
        target
            .extended()
            .filter(address -> address.answer().isPresent())
            .map(address -> "/" + AddressByte.of(address.answer().getAsInt()))
            .orElse("");
    String answer = target.answer().map(EcuAddress::toString).orElse("") + answerByte;
    return target + (answer.isEmpty() ? "" : ">" + answer) + "#";
  }

  /** Returns the header line of a protocol. */
  public static String format(Protocol protocol) {
    return PROTOCOL
        + " "
        + QuotedWords.quote(protocol.id())
        + " "
        + QuotedWords.quote(protocol.name())
        + (protocol.can() ? " can" : "");
  }

  /**
   * Parses a recording.
   *
   * @throws IllegalArgumentException if a line is invalid, with its number and the cause
   */
  public static Recording parse(String text) {
    Optional<Protocol> protocol = Optional.empty();
    boolean adapter = false;
    List<RecordedExchange> exchanges = new ArrayList<>();
    Duration time = Duration.ZERO;
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      number++;
      try {
        List<String> words = QuotedWords.split(line);
        if (words.isEmpty()) {
          continue;
        }
        if (words.equals(List.of(ADAPTER))) {
          adapter = true;
        } else if (words.get(0).startsWith("@")) {
          protocol = Optional.of(protocol(words));
        } else {
          RecordedExchange exchange = exchange(words, time);
          time = exchange.time();
          exchanges.add(exchange);
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
      }
    }
    return Recording.of(protocol, adapter, exchanges);
  }

  private static Protocol protocol(List<String> words) {
    if (!words.get(0).equals(PROTOCOL)) {
      throw new IllegalArgumentException(
          "expected the header " + PROTOCOL + " or " + ADAPTER + ", found '" + words.get(0) + "'");
    }
    boolean can = words.size() == 4 && words.get(3).equals("can");
    if (words.size() != 3 && !can) {
      throw new IllegalArgumentException(
          "expected id and name of the protocol, followed by can on CAN, such as "
              + format(new Protocol("6", "ISO 15765-4 (CAN 11/500)", true)));
    }
    return new Protocol(QuotedWords.text(words.get(1)), QuotedWords.text(words.get(2)), can);
  }

  private static RecordedExchange exchange(List<String> words, Duration previous) {
    if (words.size() < 3) {
      throw new IllegalArgumentException(
          "expected time, request and answer, such as 0.120 010C 7E8#410C0D48");
    }
    Duration time = words.get(0).equals("-") ? previous : time(words.get(0));
    DiagnosticRequest request = request(words.get(1));
    List<String> rest = words.subList(2, words.size());
    return rest.get(0).equals(LOST)
        ? RecordedExchange.lost(time, request, detail(rest))
        : RecordedExchange.answered(time, request, answer(rest));
  }

  private static Duration time(String text) {
    try {
      double seconds = new BigDecimal(text).doubleValue();
      if (seconds >= 0 && seconds <= MAX_SECONDS) {
        return Duration.ofNanos((long) (seconds * 1e9));
      }
    } catch (NumberFormatException e) {
      // Reported below, like a number out of range.
    }
    throw new IllegalArgumentException(
        "expected seconds since the beginning, or - for those of the line before, found '"
            + text
            + "'");
  }

  private static DiagnosticRequest request(String word) {
    if (QuotedWords.isQuoted(word)) {
      return new DiagnosticRequest.ToAdapter(QuotedWords.text(word));
    }
    int hash = word.indexOf('#');
    if (hash < 0) {
      return DiagnosticRequest.functional(payload(word));
    }
    return DiagnosticRequest.physical(
        payload(word.substring(hash + 1)), target(word.substring(0, hash)));
  }

  /** Parses {@code 7E0}, {@code 7B0>7B8}, {@code 6F1/07>607} or {@code 750/2A>758/2A}. */
  private static RequestTarget target(String text) {
    String[] addresses = text.split(">", 2);
    String[] to = addresses[0].split("/", 2);
    String[] from = addresses.length == 2 ? addresses[1].split("/", 2) : new String[] {""};
    RequestTarget target =
        new RequestTarget(
            EcuAddress.parse(to[0]),
            from[0].isEmpty() ? Optional.empty() : Optional.of(EcuAddress.parse(from[0])));
    if (to.length == 1) {
      return target;
    }
    OptionalInt answer =
        from.length == 2 ? OptionalInt.of(payload(from[1]).at(0)) : OptionalInt.empty();
    return target.with(new AddressByte(payload(to[1]).at(0), answer));
  }

  private static TransportAnswer answer(List<String> words) {
    String first = words.get(0);
    if (QuotedWords.isQuoted(first)) {
      if (words.size() > 1) {
        throw new IllegalArgumentException(
            "expected nothing after the adapter's text, found '" + words.get(1) + "'");
      }
      return new TransportAnswer.AdapterText(QuotedWords.text(first));
    }
    if (first.indexOf('#') < 0) {
      return TransportAnswer.none(reason(first), detail(words));
    }
    List<EcuMessage> messages = new ArrayList<>();
    for (String word : words) {
      int hash = word.indexOf('#');
      if (hash < 0) {
        throw new IllegalArgumentException(
            "expected a message such as 7E8#410C0D48, found '" + word + "'");
      }
      messages.add(
          new EcuMessage(
              EcuAddress.parse(word.substring(0, hash)), payload(word.substring(hash + 1))));
    }
    return new TransportAnswer.Messages(messages);
  }

  private static String detail(List<String> words) {
    if (words.size() > 2 || words.size() == 2 && !QuotedWords.isQuoted(words.get(1))) {
      throw new IllegalArgumentException(
          "expected at most one text in quotes after " + words.get(0));
    }
    return words.size() == 2 ? QuotedWords.text(words.get(1)) : "";
  }

  private static Reason reason(String word) {
    for (Reason reason : Reason.values()) {
      if (reason.name().equals(word)) {
        return reason;
      }
    }
    throw new IllegalArgumentException(
        "expected 7E8#410C0D48, \"the adapter's text\", "
            + LOST
            + " or one of "
            + Arrays.toString(Reason.values())
            + ", found '"
            + word
            + "'");
  }

  private static Payload payload(String hex) {
    try {
      return Payload.ofHex(hex);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "expected pairs of hexadecimal digits, found '" + hex + "'", e);
    }
  }
}
