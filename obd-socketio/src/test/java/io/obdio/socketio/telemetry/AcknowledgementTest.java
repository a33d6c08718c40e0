package io.obdio.socketio.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.telemetry.Acknowledgement.Range;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcknowledgementTest {

  @Test
  void batchesInAnyOrderJoinToOneRange() {
    Acknowledgement ack = Acknowledgement.none(9).with(2).with(5).with(4).with(2);
    assertEquals(new Acknowledgement(9, 0, List.of(new Range(2, 2), new Range(4, 5))), ack);
    assertEquals(5, ack.newest());
    assertEquals(new Acknowledgement(9, 2, List.of(new Range(4, 5))), ack.with(1));
    assertEquals(new Acknowledgement(9, 5, List.of()), ack.with(1).with(3));
  }

  @Test
  void everythingBelowFirstCounts() {
    Acknowledgement ack = Acknowledgement.none(9).with(7).withFirst(7);
    assertEquals(new Acknowledgement(9, 7, List.of()), ack);
    assertEquals(ack, ack.withFirst(3));
  }

  @Test
  void anotherEpochIsNotJoined() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Acknowledgement.none(1).union(Acknowledgement.none(2)));
  }

  @Test
  void aUnionContainsBoth() {
    Random random = new Random(3);
    for (int round = 0; round < 300; round++) {
      TreeSet<Long> stored = new TreeSet<>();
      Acknowledgement a = Acknowledgement.none(1);
      Acknowledgement b = Acknowledgement.none(1);
      for (int i = 0; i < 20; i++) {
        long seq = 1L + random.nextInt(30);
        stored.add(seq);
        if (random.nextBoolean()) {
          a = a.with(seq);
        } else {
          b = b.with(seq);
        }
      }
      Acknowledgement both = a.union(b);
      assertEquals(both, b.union(a));
      for (long seq = 1; seq <= 31; seq++) {
        assertEquals(stored.contains(seq), both.covers(seq), "seq " + seq + " of " + both);
      }
    }
  }

  @Test
  void theJsonFormIsAsDocumented() throws Exception {
    Acknowledgement ack = new Acknowledgement(1, 4, List.of(new Range(6, 7)));
    assertEquals("{\"epoch\":1,\"seq\":4,\"also\":[[6,7]]}", new String(ack.encode(), UTF_8));
    assertEquals(ack, Acknowledgement.decode(ack.encode()));
    assertEquals(
        new Acknowledgement(1, 4, List.of()),
        Acknowledgement.decode("{\"epoch\":1,\"seq\":4}".getBytes(UTF_8)));
    assertTrue(ack.covers(3));
    assertFalse(ack.covers(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"epoch\":0,\"seq\":4}",
        "{\"epoch\":1}",
        "{\"epoch\":1,\"seq\":-1}",
        "{\"epoch\":1,\"seq\":1,\"also\":5}",
        "{\"epoch\":1,\"seq\":1,\"also\":[5]}",
        "{\"epoch\":1,\"seq\":1,\"also\":[[5]]}",
        "{\"epoch\":1,\"seq\":1,\"also\":[[5,4]]}",
      })
  void invalidPayloadsAreRefused(String payload) {
    assertThrows(BatchException.class, () -> Acknowledgement.decode(payload.getBytes(UTF_8)));
  }

  @Test
  void tooManyRangesAreNotSentAndNotAccepted() throws Exception {
    Acknowledgement ack = Acknowledgement.none(1);
    for (long seq = 2; seq < 4_000; seq += 2) {
      ack = ack.with(seq);
    }
    assertEquals(1_000, Acknowledgement.decode(ack.encode()).also().size());
    byte[] many =
        ("{\"epoch\":1,\"seq\":1,\"also\":[" + "[5,6],".repeat(1_001) + "[5,6]]}").getBytes(UTF_8);
    assertThrows(BatchException.class, () -> Acknowledgement.decode(many));
  }
}
