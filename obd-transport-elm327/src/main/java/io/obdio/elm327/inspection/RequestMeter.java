package io.obdio.elm327.inspection;

import io.obdio.core.message.Payload;
import io.obdio.elm327.command.Dialogue;
import io.obdio.elm327.command.ElmAdapter;
import io.obdio.elm327.line.LineFormat;
import io.obdio.elm327.reply.ElmError;
import io.obdio.elm327.reply.RawReply;
import io.obdio.elm327.request.Attempt;
import io.obdio.elm327.request.AttemptReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The measurement of the {@link RequestForm}s. Used by one thread. */
final class RequestMeter {

  private static final int REQUESTS = 8;
  private static final int MAX_FAILURES = 2;
  private static final int MAX_COUNT = 0xF;
  private static final long REQUEST_MILLIS = 2_500;
  private static final long FOLLOWING_REPLY_MILLIS = 300;

  private final ElmAdapter adapter;
  private final LineFormat format;
  private final boolean can;
  private final TrialPids pids;
  private final long deadline;

  /**
   * Creates a meter.
   *
   * @param can whether a request may have several PIDs
   * @param deadline no request is sent later
   */
  RequestMeter(ElmAdapter adapter, LineFormat format, boolean can, TrialPids pids, long deadline) {
    this.adapter = adapter;
    this.format = format;
    this.can = can;
    this.pids = pids;
    this.deadline = deadline;
  }

  /** Measures every form that the bus permits; without the rest if the plain form fails. */
  List<RequestTrial> compareForms() throws IOException {
    List<RequestTrial> trials = new ArrayList<>();
    for (RequestForm form : RequestForm.values()) {
      if (form.batch() && (!can || pids.commands().size() < 2)) {
        continue;
      }
      RequestTrial trial = measure(form);
      trials.add(trial);
      boolean hung = trial.requests() == trial.failures() && adapter.dialogue().isSilent();
      if (form == RequestForm.PLAIN && !trial.works() || hung) {
        break;
      }
    }
    return trials;
  }

  /**
   * Returns the form for comparing bit rates: the last that works, which waits least for the
   * adapter's timeout and so gains most from a faster line; null if none works.
   */
  static @Nullable RequestForm densest(List<RequestTrial> trials) {
    RequestForm densest = null;
    for (RequestTrial trial : trials) {
      densest = trial.works() ? trial.form() : densest;
    }
    return densest;
  }

  /** Measures a form, after one request that counts the lines of the response. */
  RequestTrial measure(RequestForm form) throws IOException {
    int values = form.batch() ? pids.commands().size() : 1;
    int lines = lines(request(values), values);
    int failures = 0;
    int sent = 0;
    long start = adapter.dialogue().now();
    if (lines == 0 || form.counted() && lines > MAX_COUNT) {
      failures = 1;
      sent = 1;
    }
    String text = request(values) + (form.counted() ? Integer.toHexString(lines) : "");
    while (failures < (lines == 0 ? 1 : MAX_FAILURES)
        && sent < REQUESTS
        && deadline - adapter.dialogue().now() > 0) {
      sent++;
      failures += lines(text.toUpperCase(Locale.ROOT), values) == 0 ? 1 : 0;
    }
    Duration total = Duration.ofNanos(adapter.dialogue().now() - start);
    return new RequestTrial(form, adapter.link().baudRate(), sent, failures, values, total);
  }

  private String request(int values) {
    return pids.request(values).toHex();
  }

  /** Sends a request; returns the lines of its complete response, 0 if there is none. */
  private int lines(String command, int values) throws IOException {
    Dialogue dialogue = adapter.dialogue();
    Payload request = pids.request(values);
    AttemptReader reader = new AttemptReader(request, null, false);
    RawReply reply = dialogue.ask(command, dialogue.within(REQUEST_MILLIS, deadline));
    adapter.noteUnsolicited();
    Attempt attempt = reader.read(command, format, reply, List.of()).attempt();
    while (reply.prompt() && mayBeFollowed(attempt)) {
      dialogue.suspect();
      reply = dialogue.await(dialogue.within(FOLLOWING_REPLY_MILLIS, deadline));
      if (!reply.prompt() && reply.text().isBlank()) {
        return 0;
      }
      attempt = reader.read(command, format, reply, List.of()).attempt();
    }
    if (attempt instanceof Attempt.Answered answered && isComplete(answered, values)) {
      return answered.lines();
    }
    dialogue.suspect();
    return 0;
  }

  private boolean isComplete(Attempt.Answered answered, int values) {
    int length = pids.responseLength(values);
    return answered.messages().stream().anyMatch(m -> m.payload().length() >= length);
  }

  /** Returns whether the reply may belong to an earlier command, so that ours may still follow. */
  private static boolean mayBeFollowed(Attempt attempt) {
    return attempt instanceof Attempt.Silent
        || attempt instanceof Attempt.Unrelated
        || attempt instanceof Attempt.Refused refused && refused.error() == ElmError.STOPPED;
  }
}
