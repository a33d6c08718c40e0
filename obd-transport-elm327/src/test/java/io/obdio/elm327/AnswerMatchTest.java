package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose answer a message is, by what it echoes. */
class AnswerMatchTest {

  @ParameterizedTest
  @CsvSource({
    // SAE J1979: service and PID; of several PIDs the first that the ECU has.
    "010C, 410C0D48, ANSWER",
    "010C, 410D48, STRANGER",
    "010C, 41, STRANGER",
    "010C, 420C000D48, STRANGER",
    "010C0D, 410C0D480D32, ANSWER",
    "010C0D, 410D32, ANSWER",
    "010C0D, 410532, STRANGER",
    "020C00, 420C000D48, ANSWER",
    "020C00, 420D0032, STRANGER",
    "03, 43020133C100, ANSWER",
    "03, 4700, STRANGER",
    "0902, 490201313233, ANSWER",
    "0902, 490401313233, STRANGER",
    "0601, 46010B0BB8, ANSWER",
    // A negative response is one, of that service alone; never a value.
    "010C, 7F0112, ANSWER",
    "010C, 7F0212, STRANGER",
    "020C00, 7F0212, ANSWER",
    "010C, 7F, STRANGER",
    "010C, 7F01, ANSWER",
    "22F190, 7F2278, PENDING",
    "22F190, 7F1978, STRANGER",
    // ISO 14229-1: the identifier's two bytes, the sub-function without its top bit.
    "22F190, 62F190313233, ANSWER",
    "22F190, 62F191313233, STRANGER",
    "22F190, 62F1, STRANGER",
    "1083, 5003, ANSWER",
    "1003, 5001, STRANGER",
    "3E00, 7E00, ANSWER",
    "2E123401, 6E1234, ANSWER",
    "2E123401, 6E1235, STRANGER",
    "14FFFFFF, 54, ANSWER",
  })
  void isTold(String request, String message, AnswerMatch.Kind kind) {
    assertEquals(
        kind,
        AnswerMatch.of(
            Payload.ofHex(request),
            new EcuMessage(EcuAddress.can11(0x7E8), Payload.ofHex(message))));
  }
}
