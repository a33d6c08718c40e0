package io.obdio.socketio.vehicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairQueueTest {

  private final List<String> displaced = new ArrayList<>();

  private boolean offer(FairQueue<String> queue, String client, String item, int cost) {
    return queue.offer(client, item, cost, displaced::add);
  }

  private static List<String> drain(FairQueue<String> queue) {
    List<String> items = new ArrayList<>();
    for (String item = queue.poll(); item != null; item = queue.poll()) {
      items.add(item);
    }
    return items;
  }

  @Test
  void clientsAreServedInTurn() {
    FairQueue<String> queue = new FairQueue<>(10, 100);
    for (int i = 1; i <= 4; i++) {
      assertTrue(offer(queue, "a", "a" + i, 1));
    }
    assertTrue(offer(queue, "b", "b1", 1));
    assertTrue(offer(queue, "b", "b2", 1));
    assertEquals(List.of("a1", "b1", "a2", "b2", "a3", "a4"), drain(queue));
    assertNull(queue.poll());
  }

  @Test
  void aClientThatArrivesLaterIsNotBehindAllOthers() {
    FairQueue<String> queue = new FairQueue<>(10, 100);
    for (int i = 1; i <= 5; i++) {
      offer(queue, "a", "a" + i, 1);
    }
    assertEquals("a1", queue.poll());
    assertEquals("a2", queue.poll());
    offer(queue, "b", "b1", 1);
    offer(queue, "b", "b2", 1);
    assertEquals(List.of("b1", "a3", "b2", "a4", "a5"), drain(queue));
  }

  @Test
  void aCostlyItemYieldsToManyCheapOnes() {
    FairQueue<String> queue = new FairQueue<>(10, 100);
    offer(queue, "a", "many1", 3);
    offer(queue, "a", "many2", 3);
    for (int i = 1; i <= 4; i++) {
      offer(queue, "b", "b" + i, 1);
    }
    assertEquals(List.of("many1", "b1", "b2", "b3", "many2", "b4"), drain(queue));
  }

  @Test
  void theShareOfAClientIsBounded() {
    FairQueue<String> queue = new FairQueue<>(2, 100);
    assertTrue(offer(queue, "a", "a1", 1));
    assertTrue(offer(queue, "a", "a2", 1));
    assertFalse(offer(queue, "a", "a3", 1));
    assertTrue(offer(queue, "b", "b1", 1));
    queue.removeIf("a1"::equals);
    assertTrue(offer(queue, "a", "a4", 1));
    assertEquals(List.of(), displaced);
  }

  @Test
  void theNewestOfTheLargestMakesRoom() {
    FairQueue<String> queue = new FairQueue<>(3, 4);
    for (int i = 1; i <= 3; i++) {
      offer(queue, "a", "a" + i, 1);
    }
    offer(queue, "b", "b1", 1);
    assertTrue(offer(queue, "c", "c1", 1));
    assertEquals(List.of("a3"), displaced);
    assertFalse(offer(queue, "b", "b2", 1), "the others have no more than b would have");
    assertEquals(4, queue.size());
    assertEquals(List.of("a1", "b1", "c1", "a2"), drain(queue));
  }
}
