package io.obdio.elm327;

import io.obdio.elm327.command.Adapter;
import io.obdio.elm327.command.AtCommand;
import java.io.IOException;

/**
 * How long the adapter waits for answers: short by default, long (P2*, 5 s by ISO 15765-4) for an
 * ECU that said "response pending". Not for several threads.
 */
final class Timing {

  private final Adapter adapter;
  private boolean slow;
  private boolean sure = true;

  Timing(Adapter adapter) {
    this.adapter = adapter;
  }

  /** The adapter has its defaults again. */
  void reset() {
    slow = false;
    sure = true;
    adapter.dialogue().setPatient(false);
  }

  /** True while the adapter waits long. */
  boolean isSlow() {
    return slow;
  }

  /** Makes it wait long, or as by default; true if it had to be told. */
  boolean set(boolean wanted, long deadline) throws IOException {
    if (wanted == slow && sure) {
      return false;
    }
    slow = wanted;
    adapter.dialogue().setPatient(wanted);
    if (adapter.capabilities().isStn()) {
      adapter.set(AtCommand.STN_TIMEOUT, wanted ? "5000" : "102", deadline);
    } else {
      // Adaptive timing would shorten the wait to what the ECUs took lately.
      adapter.set(AtCommand.ADAPTIVE_TIMING, wanted ? "0" : "1", deadline);
      adapter.set(AtCommand.TIMEOUT, wanted ? "FF" : "32", deadline);
      adapter.set(AtCommand.TIMEOUT_MULTIPLIER, wanted ? "5" : "1", deadline);
    }
    // A deadline that passed meanwhile leaves it half said: say it again next time.
    sure = deadline - adapter.dialogue().now() > 0;
    return true;
  }
}
