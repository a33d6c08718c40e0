package io.obdio.core.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTargetTest {

  /**
   * Where responses come from.
   *
   * @see <a href="https://github.com/meatpiHQ/wican-fw/issues/614">wican-fw 614: 17FC0076</a>
   */
  @ParameterizedTest
  @CsvSource({
    "7E0, 7E8",
    "7E7, 7EF",
    "7B0, 7B8 7D0",
    "710, 718 77A 730",
    "744, 74C 7AE 764",
    "7F8, ''",
    "18DA10F1, 18DAF110",
    "14DA60F1, 14DAF160",
    "18DB33F1, 18DBF133",
    "17FC0076, 17FE0076",
    "1DD01635, ''",
    "10, 10",
  })
  void answersComeFromWhereTheRequestPoints(String request, String candidates) {
    String actual =
        RequestTarget.of(EcuAddress.parse(request)).answerCandidates().stream()
            .map(EcuAddress::toString)
            .collect(Collectors.joining(" "));
    assertEquals(candidates, actual);
  }

  @Test
  void anyIdentifierMayAnswerWhereNoneIsKnown() {
    RequestTarget target = RequestTarget.of(EcuAddress.parse("1DD01635"));
    assertTrue(target.answersFrom(EcuAddress.parse("1EC6AE80")));
    assertFalse(target.answersFrom(EcuAddress.parse("7E8")));
  }

  @Test
  void aGivenAnswerAddressIsTheOnlyOne() {
    RequestTarget target = RequestTarget.of(EcuAddress.parse("710"), EcuAddress.parse("77A"));
    assertTrue(target.answersFrom(EcuAddress.parse("77A")));
    assertFalse(target.answersFrom(EcuAddress.parse("718")));
  }

  @Test
  void extendedAddressesHaveOneByte() {
    RequestTarget target =
        RequestTarget.of(EcuAddress.parse("6F1"), EcuAddress.parse("607"))
            .with(AddressByte.of(0x07));
    assertEquals("6F1/07", target.toString());
    assertThrows(IllegalArgumentException.class, () -> AddressByte.of(0x100));
    assertThrows(IllegalArgumentException.class, () -> new AddressByte(7, OptionalInt.of(-1)));
  }
}
