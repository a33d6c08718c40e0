package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CountDigitsTest {

  private static final String RPM = "010C";

  private final CountDigits digits = new CountDigits();

  private void answered(int... lines) {
    for (int count : lines) {
      digits.answered(RPM, count);
    }
  }

  @Test
  void isUsedAfterTwoEqualAnswers() {
    assertEquals(0, digits.of(RPM));
    answered(1);
    assertEquals(0, digits.of(RPM));
    answered(1);
    assertEquals(1, digits.of(RPM));
    assertEquals(0, digits.of("010D"), "each request has its own");
  }

  @Test
  void twoUnequalAnswersTeachNothing() {
    answered(1, 2, 1, 2);
    assertEquals(0, digits.of(RPM));
    answered(2);
    assertEquals(2, digits.of(RPM));
  }

  @Test
  void isCheckedFromTimeToTimeAndLearntAnewWhateverHasChanged() {
    answered(2, 2);
    int without = 0;
    for (int i = 0; i < 640; i++) {
      if (digits.of(RPM) == 0) {
        without++;
      }
    }
    assertEquals(10, without);
    answered(3);
    assertEquals(0, digits.of(RPM), "one more ECU");
    answered(3);
    assertEquals(3, digits.of(RPM));
    answered(1, 1);
    assertEquals(1, digits.of(RPM), "two ECUs less");
  }

  @Test
  void oneHexDigitIsAllThereIs() {
    answered(16, 16, 16);
    assertEquals(0, digits.of(RPM));
    digits.answered("0902", 15);
    digits.answered("0902", 15);
    assertEquals(15, digits.of("0902"));
  }

  @Test
  void noLinesAreNotLearnt() {
    answered(0, 0, 0);
    assertEquals(0, digits.of(RPM));
  }

  @Test
  void isDoubtedAfterAFailureAndGivenUpAfterThree() {
    answered(1, 1);
    digits.unlearn(RPM);
    digits.failed(RPM);
    answered(1, 1, 1);
    assertEquals(0, digits.of(RPM), "not so soon again");
    answered(1, 1);
    assertEquals(1, digits.of(RPM));
    digits.worked();
    for (int i = 0; i < 3; i++) {
      digits.failed("01" + i);
    }
    assertEquals(0, digits.of(RPM), "this adapter does not like them");
  }

  @Test
  void forgetsTheEldestOfManyRequests() {
    answered(1, 1);
    for (int i = 0; i < 512; i++) {
      digits.answered("22" + i, 1);
    }
    assertEquals(0, digits.of(RPM));
    digits.answered("22511", 1);
    assertTrue(digits.of("22511") > 0);
  }
}
