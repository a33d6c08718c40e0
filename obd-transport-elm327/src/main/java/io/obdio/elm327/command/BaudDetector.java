package io.obdio.elm327.command;

import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.reply.ElmReply;
import io.obdio.elm327.reply.RawReply;
import io.obdio.elm327.reply.ReplyReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The detection of the bit rate at which an adapter answers, and thereby of an adapter. */
public final class BaudDetector {

  /** The bit rates of known adapters, the most common first. */
  public static final List<Integer> RATES =
      List.of(38_400, 9_600, 230_400, 115_200, 57_600, 19_200, 500_000);

  private static final int MAX_ATTEMPTS = 2;

  /**
   * The result of a detection.
   *
   * @param rate the bit rate that is set now
   * @param identity the adapter's answer to {@code AT I}; empty if it has none
   */
  public record Detected(int rate, String identity) {}

  private BaudDetector() {}

  /**
   * Tries bit rates in turn.
   *
   * @param millisEach how long to wait for an answer at each rate
   * @return the rate that is set now; null if there was no answer at any
   * @throws IOException if the link is lost
   */
  public static @Nullable Detected detect(ByteLink link, List<Integer> rates, long millisEach)
      throws IOException {
    for (int rate : rates) {
      try {
        if (!link.setBaudRate(rate) && rate != rates.get(0)) {
          return null;
        }
      } catch (IOException e) {
        // The line does not support this rate; it may support the next one.
        continue;
      }
      String identity = identity(link, millisEach);
      if (identity != null) {
        return new Detected(rate, identity);
      }
    }
    return null;
  }

  /** Returns the identity of an adapter that answers at the present rate; null if none does. */
  private static @Nullable String identity(ByteLink link, long millis) throws IOException {
    Dialogue dialogue = new Dialogue(link);
    String text = AtCommand.IDENTITY.text();
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      long deadline = dialogue.now() + TimeUnit.MILLISECONDS.toNanos(millis);
      RawReply raw = dialogue.ask(text, deadline);
      while (raw.prompt()) {
        ElmReply reply = ReplyReader.adapter(text, raw);
        if (isAdapter(reply)) {
          return reply instanceof ElmReply.Words words ? Expect.IDENTITY.find(words.lines()) : "";
        }
        raw = dialogue.await(deadline);
      }
      if (raw.text().isBlank()) {
        return null;
      }
    }
    return null;
  }

  /** Returns whether a reply is an adapter's; noise at a wrong rate hardly looks like words. */
  private static boolean isAdapter(ElmReply reply) {
    return reply instanceof ElmReply.Ok
        || reply instanceof ElmReply.Unknown
        || reply instanceof ElmReply.Failed
        || Expect.IDENTITY.accepts(reply);
  }
}
