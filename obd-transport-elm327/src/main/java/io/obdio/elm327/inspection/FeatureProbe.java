package io.obdio.elm327.inspection;

import io.obdio.elm327.command.ElmAdapter;
import io.obdio.elm327.reply.ElmReply;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The trial of each {@link AdapterFeature}. Used once, by one thread. */
final class FeatureProbe {

  private static final long COMMAND_MILLIS = 1_500;
  private static final int MAX_SILENT = 3;

  private final ElmAdapter adapter;
  private final long deadline;
  private int repeated;

  FeatureProbe(ElmAdapter adapter, long deadline) {
    this.adapter = adapter;
    this.deadline = deadline;
  }

  /** Returns the number of commands that were sent again. */
  int repeated() {
    return repeated;
  }

  /** Returns whether the adapter has each feature; without those that it does not answer. */
  Map<AdapterFeature, Boolean> run() throws IOException {
    Map<AdapterFeature, Boolean> known = new EnumMap<>(AdapterFeature.class);
    int silent = 0;
    for (AdapterFeature feature : AdapterFeature.values()) {
      if (silent >= MAX_SILENT || deadline - adapter.dialogue().now() <= 0) {
        break;
      }
      Boolean has = has(feature);
      if (has == null) {
        silent++;
      } else {
        silent = 0;
        known.put(feature, has);
      }
    }
    return known;
  }

  /** Tries a command, twice if it is refused: noise on the line also causes a question mark. */
  private @Nullable Boolean has(AdapterFeature feature) throws IOException {
    Boolean first = answer(feature);
    if (Boolean.TRUE.equals(first)) {
      return true;
    }
    if (first == null) {
      repeated++;
    }
    return answer(feature);
  }

  private @Nullable Boolean answer(AdapterFeature feature) throws IOException {
    ElmReply reply =
        adapter.raw(feature.command(), adapter.dialogue().within(COMMAND_MILLIS, deadline));
    if (reply instanceof ElmReply.Unknown) {
      return false;
    }
    boolean answered = reply instanceof ElmReply.Ok || reply instanceof ElmReply.Words;
    return answered ? true : null;
  }
}
