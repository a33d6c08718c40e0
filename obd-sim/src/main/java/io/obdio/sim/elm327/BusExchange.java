package io.obdio.sim.elm327;

import io.obdio.sim.bus.Timeline;
import io.obdio.sim.fault.Fault;
import org.jspecify.annotations.Nullable;

/** One request and its answers: counts frames, waits, says NO DATA, can be interrupted. */
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

  /** Is on from now on, for so many answers. */
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

  /** One frame was received: its lines, and whether it was a 7F xx 78. */
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

  /** What a node broadcasts in packets comes too slowly for adaptive timing (J1939-21: 50 ms). */
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

  /** The bus will be silent: only an honest adapter waits on. */
  final void busIdle() {
    if (!over && !chip.config.timing().waits()) {
      timedOut();
    }
  }

  /** Begins to wait for the answer anew. */
  final void waitAgain() {
    if (!over) {
      sentAt = chip.time.now();
      rearm(timeout);
    }
  }

  /** Somebody else says when to give up, until {@link #waitAgain}. */
  final void suspendWait() {
    if (timer != null) {
      timer.cancel();
    }
  }

  /** Waits no longer. */
  final void timedOut() {
    if (over) {
      return;
    }
    if (shown == 0) {
      chip.replies.message(nothingText());
    }
    end();
  }

  /** What is said when nothing came. */
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

  /** Deaf until the fault is over; then the first byte brings the prompt. */
  private final class Frozen implements Activity {
    @Override
    public void onByte(int b) {
      if (chip.fault(Fault.FreezeOnLongReply.class) == null) {
        chip.stopped();
      }
    }
  }
}
