package io.obdio.elm327.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ResponseCountsTest {

  private static final String RPM = "010C";

  private final ResponseCounts counts = new ResponseCounts();

  private void answered(int... lines) {
    for (int count : lines) {
      counts.answered(RPM, count);
    }
  }

  @Test
  void isUsedAfterTwoEqualAnswers() {
    assertEquals(0, counts.expected(RPM));
    answered(1);
    assertEquals(0, counts.expected(RPM));
    answered(1);
    assertEquals(1, counts.expected(RPM));
    assertEquals(0, counts.expected("010D"), "each request has its own");
  }

  @Test
  void twoUnequalAnswersTeachNothing() {
    answered(1, 2, 1, 2);
    assertEquals(0, counts.expected(RPM));
    answered(2);
    assertEquals(2, counts.expected(RPM));
  }

  @Test
  void isCheckedFromTimeToTimeAndLearntAgainAfterAnyChange() {
    answered(2, 2);
    int without = 0;
    for (int i = 0; i < 640; i++) {
      if (counts.expected(RPM) == 0) {
        without++;
      }
    }
    assertEquals(10, without);
    answered(3);
    assertEquals(0, counts.expected(RPM), "one more ECU");
    answered(3);
    assertEquals(3, counts.expected(RPM));
    answered(1, 1);
    assertEquals(1, counts.expected(RPM), "two ECUs less");
  }

  @Test
  void oneHexDigitIsAllThereIs() {
    answered(16, 16, 16);
    assertEquals(0, counts.expected(RPM));
    counts.answered("0902", 15);
    counts.answered("0902", 15);
    assertEquals(15, counts.expected("0902"));
  }

  @Test
  void noLinesAreNotLearnt() {
    answered(0, 0, 0);
    assertEquals(0, counts.expected(RPM));
  }

  @Test
  void isDoubtedAfterAFailureAndGivenUpAfterThree() {
    answered(1, 1);
    counts.forget(RPM);
    counts.failed(RPM);
    answered(1, 1, 1);
    assertEquals(0, counts.expected(RPM), "not so soon again");
    answered(1, 1);
    assertEquals(1, counts.expected(RPM));
    counts.worked();
    for (int i = 0; i < 3; i++) {
      counts.failed("01" + i);
    }
    assertEquals(0, counts.expected(RPM), "this adapter does not like them");
  }

  @Test
  void forgetsTheEldestOfManyRequests() {
    answered(1, 1);
    for (int i = 0; i < 512; i++) {
      counts.answered("22" + i, 1);
    }
    assertEquals(0, counts.expected(RPM));
    counts.answered("22511", 1);
    assertTrue(counts.expected("22511") > 0);
  }
}
