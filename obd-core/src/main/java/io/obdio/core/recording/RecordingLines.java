package io.obdio.core.recording;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The words and lines of recordings, for programs that write one from stored exchanges. {@link
 * RecordingTransport} records exchanges as they happen.
 */
public final class RecordingLines {

  private RecordingLines() {}

  /** Returns the first line. */
  public static String title() {
    return RecordingFormat.TITLE;
  }

  /** Returns the header line of a vehicle that was connected through an adapter. */
  public static String adapter() {
    return RecordingFormat.ADAPTER;
  }

  /** Returns the header line of a protocol. */
  public static String protocol(Protocol protocol) {
    return RecordingFormat.format(protocol);
  }

  /** Returns the word of a request, such as {@code 010C}, {@code 7E0#2101} or {@code "ATRV"}. */
  public static String request(DiagnosticRequest request) {
    return RecordingFormat.format(request.plain());
  }

  /**
   * Returns the words of an answer, such as {@code 7E8#410C0D48}; the text of an adapter is quoted.
   *
   * @param messages at least one
   */
  public static String answer(List<EcuMessage> messages) {
    EcuMessage first = messages.get(0);
    if (first.ecu().equals(EcuAddress.ADAPTER)) {
      return QuotedWords.quote(new String(first.payload().toBytes(), StandardCharsets.ISO_8859_1));
    }
    return messages.stream().map(EcuMessage::toString).collect(Collectors.joining(" "));
  }

  /**
   * Returns the line of an exchange, without line end.
   *
   * @param millis since the beginning of the recording
   * @param request as {@link #request} returns it
   * @param answer as {@link #answer} returns it
   */
  public static String exchange(long millis, String request, String answer) {
    return String.format(
        Locale.ROOT, "%d.%03d %s %s", millis / 1000, millis % 1000, request, answer);
  }
}
