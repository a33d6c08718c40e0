package io.obdio.isotp.engine;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Two endpoints in virtual time on a wire that loses, doubles and delays frames at random. */
final class FaultyWire {

  /** What came out of one end. */
  static final class End implements Endpoint.Output {
    final List<byte[]> messages = new ArrayList<>();
    final List<NResult> confirms = new ArrayList<>();
    final List<NResult> failures = new ArrayList<>();
    private final FaultyWire wire;
    private final Endpoint endpoint;
    private Handover handover = Handover.SENT;

    End(FaultyWire wire, IsoTpAddress address, IsoTpOptions options) {
      this.wire = wire;
      this.endpoint = new Endpoint(address, options, this);
    }

    @Override
    public Handover send(CanFrame frame) {
      handover = wire.random.nextDouble() < wire.faults ? wire.mood() : Handover.SENT;
      if (handover != Handover.BUSY) {
        wire.put(this, frame, handover == Handover.QUEUED);
      }
      return handover;
    }

    @Override
    public void confirm(NResult result) {
      confirms.add(result);
    }

    @Override
    public void indication(byte[] message) {
      messages.add(message);
    }

    @Override
    public void failure(NResult result) {
      failures.add(result);
    }
  }

  private record Event(long time, long order, Runnable action) {}

  final SplittableRandom random;
  final double faults;
  final End a;
  final End b;
  long now;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::order));
  private final long wireTime;
  private long order;

  FaultyWire(
      SplittableRandom random,
      double faults,
      IsoTpAddress address,
      IsoTpOptions optionsA,
      IsoTpOptions optionsB) {
    this.random = random;
    this.faults = faults;
    this.wireTime = random.nextLong(1, 500_000);
    this.a = new End(this, address, optionsA);
    this.b = new End(this, address.reversed(), optionsB);
  }

  private Handover mood() {
    return switch (random.nextInt(3)) {
      case 0 -> Handover.BUSY;
      case 1 -> Handover.QUEUED;
      default -> Handover.SENT;
    };
  }

  private void put(End from, CanFrame frame, boolean confirmLater) {
    End to = from == a ? b : a;
    if (confirmLater && random.nextDouble() >= faults / 4) {
      at(random.nextLong(1, 2_000_000), () -> from.endpoint.confirmed(frame, now));
    }
    double dice = random.nextDouble();
    if (dice < faults / 3) {
      return;
    }
    int copies = dice < faults * 2 / 3 ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      long extra = random.nextDouble() < faults / 3 ? random.nextLong(300_000_000) : 0;
      at(wireTime + extra, () -> to.endpoint.onFrame(frame, now));
    }
  }

  private void at(long delay, Runnable action) {
    events.add(new Event(now + delay, order++, action));
  }

  void send(End from, byte[] message) {
    from.endpoint.send(message, now);
  }

  /**
   * Lets time pass until nothing is in progress.
   *
   * @return false if that takes more steps or virtual time than any transfer can need
   */
  boolean settle() {
    long limit = now + 3_600_000_000_000L;
    for (int steps = 0; steps < 2_000_000; steps++) {
      long deadline = Math.min(a.endpoint.nextDeadline(), b.endpoint.nextDeadline());
      Event event = events.peek();
      if (event == null && deadline == Sender.NEVER) {
        return true;
      }
      if (event != null && event.time() <= deadline) {
        events.remove();
        now = Math.max(now, event.time());
        event.action().run();
      } else {
        now = Math.max(now, deadline);
        a.endpoint.tick(now);
        b.endpoint.tick(now);
      }
      if (now > limit) {
        return false;
      }
    }
    return false;
  }
}
