package io.obdio.socketio.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.telemetry.Acknowledgement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The window of stored batches, compared with a plain set of numbers. */
class AckWindowTest {

  private static final int NUMBERS = 60;

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void isASetOfNumbers(int seed) {
    Random random = new Random(seed);
    AckWindow window = new AckWindow(1);
    TreeSet<Long> model = new TreeSet<>();
    for (int step = 0; step < 80; step++) {
      long from = 1L + random.nextInt(NUMBERS);
      switch (random.nextInt(10)) {
        case 0 -> {
          window.settle(from / 4);
          add(model, 1, from / 4 - 1);
        }
        case 1, 2 -> {
          long to = from + random.nextInt(5);
          assertTrue(window.add(from, to));
          add(model, from, to);
        }
        default -> {
          assertTrue(window.add(from));
          model.add(from);
        }
      }
      assertSame(model, window);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void hasNoRangesWhenEveryBatchArrivedInAnyOrder(int seed) {
    List<Long> numbers = new ArrayList<>();
    for (long number = 1; number <= NUMBERS; number++) {
      numbers.add(number);
      numbers.add(number);
    }
    Collections.shuffle(numbers, new Random(seed));
    AckWindow window = new AckWindow(1);
    numbers.forEach(number -> assertTrue(window.add(number)));
    assertEquals(NUMBERS, window.seq());
    assertTrue(window.acknowledgement().also().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nodesThatExchangeTheirWindowsAgree(int seed) {
    Random random = new Random(seed);
    AckWindow one = new AckWindow(1);
    AckWindow two = new AckWindow(1);
    for (long number = 1; number <= NUMBERS; number++) {
      assertTrue((random.nextBoolean() ? one : two).add(number));
    }
    one.add(two.acknowledgement());
    two.add(one.acknowledgement());
    assertEquals(NUMBERS, one.seq());
    assertEquals(NUMBERS, two.seq());
  }

  @Test
  void refusesABatchThatItCouldNotAcknowledge() {
    AckWindow window = new AckWindow(1);
    for (long range = 0; range < AckWindow.MAX_RANGES; range++) {
      assertTrue(window.add(3 + 2 * range));
    }
    long next = 3 + 2L * AckWindow.MAX_RANGES;
    assertFalse(window.hasRoomFor(next));
    assertFalse(window.add(next));
    assertFalse(window.contains(next));
    assertTrue(window.hasRoomFor(1), "the next one needs no range");
    assertTrue(window.add(1));
    assertTrue(window.add(4), "fills a gap");
    assertTrue(window.add(next), "one range fewer");
    window.settle(next);
    assertEquals(next, window.seq());
    assertTrue(window.acknowledgement().also().isEmpty());
  }

  @Test
  void limitsNumbersToThoseOfJson() {
    AckWindow window = new AckWindow(1);
    assertFalse(window.add(Long.MAX_VALUE));
    assertTrue(window.add(AckWindow.MAX_SEQ));
    window.settle(Long.MAX_VALUE);
    assertEquals(AckWindow.MAX_SEQ, window.seq());
    assertTrue(window.contains(1));
  }

  @Test
  void keepsTheWindowsOfFormerEpochs() {
    EpochWindows windows = new EpochWindows();
    assertTrue(windows.of(7).add(1));
    assertTrue(windows.of(9).add(5));
    assertTrue(windows.of(7).contains(1));
    assertEquals(9, windows.all().get(0).epoch());
    windows.of(10);
    windows.of(11);
    assertEquals(EpochWindows.MAX_EPOCHS, windows.all().size());
    assertFalse(windows.of(7).contains(1), "the oldest is forgotten");
  }

  private static void add(SortedSet<Long> model, long from, long to) {
    for (long number = from; number <= to; number++) {
      model.add(number);
    }
  }

  private static void assertSame(SortedSet<Long> model, AckWindow window) {
    long contiguous = 0;
    while (model.contains(contiguous + 1)) {
      contiguous++;
    }
    assertEquals(contiguous, window.seq());
    TreeSet<Long> rest = new TreeSet<>();
    long last = contiguous;
    for (Acknowledgement.Range range : window.acknowledgement().also()) {
      assertTrue(range.from() > last + 1 && range.to() >= range.from(), range::toString);
      add(rest, range.from(), range.to());
      last = range.to();
    }
    assertEquals(model.tailSet(contiguous + 1), rest);
    for (long number = 1; number <= NUMBERS + 6; number++) {
      assertEquals(model.contains(number), window.contains(number));
    }
  }
}
