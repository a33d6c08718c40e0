package io.obdio.sim.elm327;

import io.obdio.sim.bus.Timeline;
import io.obdio.sim.fault.Fault;
import org.jspecify.annotations.Nullable;

/**
 * A request to the vehicle and its answers: counts frames, applies the time-outs, prints NO DATA,
 * and can be interrupted.
 */
abstract class BusExchange implements Activity {

  private static final long PENDING_EXTENSION = 5_000_000_000L;
  private static final long LEAST_WAIT = 8_000_000L;

  final Chip chip;
  private int left;
  private int shown;
  private long timeout;
  private long sentAt;
  private boolean over;
  private boolean extended;
  private Timeline.@Nullable Event timer;

  BusExchange(Chip chip) {
    this.chip = chip;
  }

  /** Starts the exchange. */
  final void begin(Outgoing request) {
    left = request.expected();
    timeout =
        request.timeoutNanos() == ElmSettings.NONE
            ? chip.settings.timeoutNanos * chip.link.timeoutFactor()
            : request.timeoutNanos();
    chip.begin(this);
    sentAt = chip.time.now();
    if (left == 0) {
      end();
    } else {
      rearm(timeout);
    }
  }

  final boolean over() {
    return over;
  }

  private void rearm(long nanos) {
    if (timer != null) {
      timer.cancel();
    }
    timer = chip.time.after(nanos, this::timedOut);
  }

  /**
   * Handles a received frame.
   *
   * @param lines the lines to print
   * @param pending whether it was a 7F xx 78
   */
  final void received(Iterable<String> lines, boolean pending) {
    Fault.BufferFull full = chip.fault(Fault.BufferFull.class);
    for (String text : lines) {
      if (full != null) {
        int keep = Math.min(full.characters(), text.length());
        chip.replies.line(text.substring(0, keep) + "BUFFER FULL");
        end();
        return;
      }
      Fault.FreezeOnLongReply freeze = chip.fault(Fault.FreezeOnLongReply.class);
      if (freeze != null && shown >= freeze.lines()) {
        detach();
        chip.begin(new Frozen());
        return;
      }
      chip.replies.line(text);
      shown++;
    }
    long took = chip.time.now() - sentAt;
    sentAt = chip.time.now();
    chip.link.learnt = (3 * chip.link.learnt + took) / 4;
    if (--left == 0) {
      end();
      return;
    }
    extended |= pending && chip.config.identity().extendsOnPending();
    if (!pending) {
      extended = false;
    }
    rearm(extended ? PENDING_EXTENSION : furtherWait());
  }

  /**
   * Returns the time-out after an answer. The packets of a J1939 broadcast are too slow for
   * adaptive timing (J1939-21: 50 ms).
   */
  private long furtherWait() {
    CanWire wire = chip.link.wire();
    if (wire != null && wire.j1939()) {
      return timeout;
    }
    long learnt = chip.link.learnt;
    return switch (chip.settings.adaptive) {
      case 0 -> timeout;
      case 1 -> Math.min(timeout, 2 * learnt + 3 * LEAST_WAIT);
      default -> Math.min(timeout, learnt + LEAST_WAIT);
    };
  }

  /** Ends the exchange when no answer is pending, unless the adapter waits as a real one. */
  final void busIdle() {
    if (!over && !chip.config.timing().waits()) {
      timedOut();
    }
  }

  /** Restarts the time-out. */
  final void waitAgain() {
    if (!over) {
      sentAt = chip.time.now();
      rearm(timeout);
    }
  }

  /** Stops the time-out until {@link #waitAgain}. */
  final void suspendWait() {
    if (timer != null) {
      timer.cancel();
    }
  }

  /** Ends the exchange. */
  final void timedOut() {
    if (over) {
      return;
    }
    if (shown == 0) {
      chip.replies.message(nothingText());
    }
    end();
  }

  /** Returns the text that is printed if no answer was received. */
  String nothingText() {
    return "NO DATA";
  }

  final void end() {
    if (over) {
      return;
    }
    detach();
    chip.finish();
  }

  private void detach() {
    over = true;
    if (timer != null) {
      timer.cancel();
    }
    stopListening();
  }

  abstract void stopListening();

  @Override
  public void onByte(int b) {
    detach();
    chip.stopped();
  }

  @Override
  public void abandon() {
    detach();
  }

  /** The state of an adapter that hangs. After the fault the next byte brings the prompt. */
  private final class Frozen implements Activity {
    @Override
    public void onByte(int b) {
      if (chip.fault(Fault.FreezeOnLongReply.class) == null) {
        chip.stopped();
      }
    }
  }
}
