package io.obdio.elm327.request;

import io.obdio.elm327.command.AtCommand;
import io.obdio.elm327.command.ElmAdapter;
import java.io.IOException;

/**
 * How long the adapter waits for responses: as by default, or until P2* (5 s, ISO 15765-4) for an
 * ECU that announced its response (NRC 78). Not thread-safe.
 */
final class ResponseTimeout {

  private final ElmAdapter adapter;
  private boolean extended;
  private boolean confirmed = true;

  ResponseTimeout(ElmAdapter adapter) {
    this.adapter = adapter;
  }

  /** Notes that the adapter has its default settings again. */
  void reset() {
    extended = false;
    confirmed = true;
    adapter.dialogue().setPatient(false);
  }

  /** Returns whether the adapter waits until P2*. */
  boolean isExtended() {
    return extended;
  }

  /** Sets whether the adapter waits until P2*; returns whether commands were sent for it. */
  boolean setExtended(boolean extend, long deadline) throws IOException {
    if (extend == extended && confirmed) {
      return false;
    }
    extended = extend;
    adapter.dialogue().setPatient(extend);
    if (adapter.isStn(deadline)) {
      adapter.set(AtCommand.STN_TIMEOUT, extend ? "5000" : "102", deadline);
    } else {
      // Adaptive timing would shorten the wait to the latest response times of the ECUs.
      adapter.set(AtCommand.ADAPTIVE_TIMING, extend ? "0" : "1", deadline);
      adapter.set(AtCommand.TIMEOUT, extend ? "FF" : "32", deadline);
      adapter.set(AtCommand.TIMEOUT_MULTIPLIER, extend ? "5" : "1", deadline);
    }
    // If the deadline passed meanwhile, only a part was sent: send all of it next time.
    confirmed = deadline - adapter.dialogue().now() > 0;
    return true;
  }
}
