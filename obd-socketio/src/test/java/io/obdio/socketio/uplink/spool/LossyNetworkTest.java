package io.obdio.socketio.uplink.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.history.HistoryPosition;
import io.obdio.socketio.telemetry.Acknowledgement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The sender and a receiver in virtual time, with a network that loses, delays, repeats and
 * reorders messages of both directions, losses of the connection, deleted frames and restarts of
 * the sender with an old position: at the end the receiver has every frame that was not deleted,
 * once.
 */
class LossyNetworkTest {

  private static final long EPOCH = 1;
  private static final int FRAMES = 2_000;

  /** A message that arrives at a time. */
  private record Message(long at, long seq, long first, Acknowledgement ack) {}

  private final TreeSet<Long> database = new TreeSet<>();
  private final TreeSet<Long> deleted = new TreeSet<>();
  private final TreeSet<Long> stored = new TreeSet<>();
  private final List<Message> network = new ArrayList<>();
  private Acknowledgement receiver = Acknowledgement.none(EPOCH);
  private long persisted;
  private long newest;
  private SendWindow window = new SendWindow(new HistoryPosition(EPOCH, 0), 0);
  private boolean connected;
  private Random random = new Random();
  private double loss;
  private long now;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyFrameIsStored(long seed) {
    random = new Random(seed);
    loss = random.nextDouble() * 0.4;
    while (now < 40_000_000
        && !(newest == FRAMES && window.scanned() == FRAMES && window.size() == 0)) {
      now += 500;
      change();
      fill();
      send();
      deliver();
    }
    TreeSet<Long> missing = new TreeSet<>();
    for (long seq = 1; seq <= FRAMES; seq++) {
      if (!stored.contains(seq) && !deleted.contains(seq)) {
        missing.add(seq);
      }
    }
    assertEquals(new TreeSet<>(), missing, "after " + now / 1_000 + " s, loss " + loss);
    assertEquals(FRAMES, window.acknowledged().seq());
    assertTrue(persisted <= FRAMES);
  }

  private void change() {
    if (newest < FRAMES && random.nextInt(4) == 0) {
      database.add(++newest);
    }
    if (!database.isEmpty() && random.nextInt(200) == 0) {
      long oldest = database.first();
      database.remove(oldest);
      deleted.add(oldest);
    }
    if (connected ? random.nextInt(300) == 0 : random.nextInt(30) == 0) {
      connected = !connected;
      if (connected) {
        window.connected(now);
        network.add(new Message(now + 100, 0, 0, receiver)); // retained
      } else {
        window.disconnected();
        network.removeIf(message -> random.nextBoolean());
      }
    }
    if (random.nextInt(400) == 0) {
      window = new SendWindow(new HistoryPosition(EPOCH, persisted), newest);
      connected = false;
    }
  }

  private void fill() {
    Long next = database.higher(window.scanned());
    while (next != null && window.room() > 0) {
      window.add(next, now);
      next = database.higher(window.scanned());
    }
    assertTrue(window.size() <= SendWindow.SIZE);
  }

  private void send() {
    OptionalLong due = window.next(now);
    while (due.isPresent()) {
      long seq = due.getAsLong();
      if (database.contains(seq)) {
        transmit(new Message(now + random.nextInt(5_000), seq, window.first(seq), receiver));
        window.sent(seq, now);
      } else {
        window.drop(seq);
      }
      due = window.next(now);
    }
  }

  private void transmit(Message message) {
    for (int copies = random.nextInt(10) == 0 ? 2 : 1; copies > 0; copies--) {
      if (random.nextDouble() >= loss) {
        network.add(message);
      }
    }
  }

  private void deliver() {
    List<Message> arrived = network.stream().filter(message -> message.at() <= now).toList();
    network.removeAll(arrived);
    for (Message message : arrived) {
      if (message.seq() == 0) {
        acknowledged(message.ack());
      } else {
        receiver = receiver.withFirst(message.first());
        if (!receiver.covers(message.seq())) {
          assertTrue(stored.add(message.seq()), "stored twice: " + message.seq());
          receiver = receiver.with(message.seq());
        }
        transmit(new Message(now + random.nextInt(5_000), 0, 0, receiver));
      }
    }
  }

  private void acknowledged(Acknowledgement ack) {
    if (!connected) {
      return;
    }
    assertTrue(window.acknowledge(ack, now) != SendWindow.Effect.FOREIGN);
    long position = window.acknowledged().seq();
    for (long seq = persisted + 1; seq <= position; seq++) {
      assertTrue(stored.contains(seq) || deleted.contains(seq), "not stored: " + seq);
    }
    persisted = Math.max(persisted, random.nextInt(5) == 0 ? position : 0);
  }
}
