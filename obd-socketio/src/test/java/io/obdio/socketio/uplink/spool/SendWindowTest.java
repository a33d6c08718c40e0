package io.obdio.socketio.uplink.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.history.HistoryPosition;
import io.obdio.socketio.telemetry.Acknowledgement;
import io.obdio.socketio.telemetry.Acknowledgement.Range;
import io.obdio.socketio.uplink.spool.SendWindow.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The sender of frames in virtual time. */
class SendWindowTest {

  private static final long EPOCH = 42;

  private long now = 1_000;
  private SendWindow window = new SendWindow(new HistoryPosition(EPOCH, 0), 0);

  private void add(long from, long to) {
    for (long seq = from; seq <= to; seq++) {
      window.add(seq, now);
    }
  }

  private void connect() {
    window.connected(now);
    now += SendWindow.GREETING_MILLIS;
  }

  /** Sends what is due. */
  private List<Long> send() {
    List<Long> sent = new ArrayList<>();
    OptionalLong next = window.next(now);
    while (next.isPresent()) {
      sent.add(next.getAsLong());
      window.sent(next.getAsLong(), now);
      next = window.next(now);
    }
    return sent;
  }

  private Effect ack(long seq, Range... also) {
    return window.acknowledge(new Acknowledgement(EPOCH, seq, List.of(also)), now);
  }

  @Test
  void framesAreSentOnceInOrderAndSettledByTheAcknowledgement() {
    add(1, 3);
    assertEquals(List.of(), send(), "there is no connection");
    connect();
    assertEquals(List.of(1L, 2L, 3L), send());
    assertEquals(List.of(), send());
    assertEquals(1, window.first(3));
    assertEquals(Effect.PROGRESS, ack(2));
    assertEquals(new HistoryPosition(EPOCH, 2), window.acknowledged());
    assertEquals(3, window.first(3));
    assertEquals(Effect.PROGRESS, ack(3));
    assertEquals(new HistoryPosition(EPOCH, 3), window.acknowledged());
    assertEquals(Effect.NONE, ack(3), "a duplicate");
    assertEquals(Effect.NONE, ack(1), "an old one that was delayed");
    assertEquals(new HistoryPosition(EPOCH, 3), window.acknowledged());
    assertEquals(0, window.size());
  }

  @Test
  void atMostTwentyArePending() {
    connect();
    add(1, 20);
    assertEquals(0, window.room());
    assertEquals(20, send().size());
    ack(0, new Range(5, 8));
    assertEquals(4, window.room());
    assertEquals(new HistoryPosition(EPOCH, 0), window.acknowledged());
  }

  @Test
  void aFrameWithoutAcknowledgementIsSentAgainWithLongerAndLongerPauses() {
    connect();
    add(1, 1);
    List<Long> times = new ArrayList<>();
    long begin = now;
    for (; now < begin + 3_600_000; now += 1_000) {
      if (!send().isEmpty()) {
        times.add((now - begin) / 1_000);
      }
    }
    assertEquals(List.of(0L, 30L, 90L, 210L, 450L, 930L, 1530L, 2130L, 2730L, 3330L), times);
  }

  @Test
  void afterProgressTheOthersAreRepeatedSoon() {
    connect();
    add(1, 2);
    for (int i = 0; i < 400; i++) {
      send();
      now += 1_000;
    }
    assertEquals(Effect.PROGRESS, ack(0, new Range(2, 2)));
    now += SendWindow.REPEAT_MILLIS;
    assertEquals(List.of(1L), send());
  }

  @Test
  void aNewConnectionSendsWhatIsPendingAgainAfterTheRetainedAcknowledgement() {
    connect();
    add(1, 4);
    send();
    window.disconnected();
    assertEquals(Long.MAX_VALUE, window.wakeUp());
    now += 100;
    window.connected(now);
    assertEquals(List.of(), send(), "the retained acknowledgement is on its path");
    assertEquals(now + SendWindow.GREETING_MILLIS, window.wakeUp());
    ack(2);
    assertEquals(List.of(3L, 4L), send());
  }

  @Test
  void withoutARetainedAcknowledgementTheSendingBeginsAfterAWhile() {
    add(1, 2);
    connect();
    assertEquals(List.of(1L, 2L), send());
  }

  /** A previous run has sent frames; the position in the database is older. */
  @Test
  void theRetainedAcknowledgementSettlesWhatThePreviousRunHasSent() {
    window = new SendWindow(new HistoryPosition(EPOCH, 10), 30);
    window.connected(now);
    assertEquals(Effect.PROGRESS, ack(25, new Range(27, 28)));
    assertEquals(25, window.scanned());
    add(26, 30);
    assertEquals(List.of(26L, 29L, 30L), send());
    assertEquals(new HistoryPosition(EPOCH, 25), window.acknowledged());
  }

  @Test
  void anAcknowledgementOfAnotherDatabaseHasNoEffect() {
    connect();
    add(1, 2);
    send();
    assertEquals(
        Effect.NONE, window.acknowledge(new Acknowledgement(EPOCH + 1, 50, List.of()), now));
    assertEquals(2, window.size());
  }

  /** Two cards with the same database: the receiver has frames that were not sent from here. */
  @Test
  void anAcknowledgementOfFramesThatWereNotSentIsForeign() {
    window = new SendWindow(new HistoryPosition(EPOCH, 5), 8);
    connect();
    assertEquals(Effect.FOREIGN, ack(9));
    add(6, 9);
    assertEquals(4, send().size());
    assertEquals(Effect.FOREIGN, ack(6, new Range(10, 12)));
    assertEquals(4, window.size());
    assertEquals(Effect.PROGRESS, ack(9));
  }

  @Test
  void deletedFramesAreLeftOut() {
    connect();
    add(1, 3);
    window.drop(1);
    assertEquals(2, window.first(3));
    assertEquals(List.of(2L, 3L), send());
    assertEquals(new HistoryPosition(EPOCH, 1), window.acknowledged());
    add(10, 10); // 4 to 9 were deleted with their trip
    assertEquals(List.of(10L), send());
    ack(10);
    assertEquals(new HistoryPosition(EPOCH, 10), window.acknowledged());
    assertTrue(window.room() == SendWindow.SIZE);
  }
}
