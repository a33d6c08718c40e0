package io.obdio.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Commands;
import io.obdio.core.command.EcuFilter;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.command.Service03;
import io.obdio.core.command.Service06;
import io.obdio.core.command.Service09;
import io.obdio.core.connection.NoValue.Reason;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Units;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseReaderTest {

  private static final Instant NOW = Instant.EPOCH;

  private static <V> ObdResponse<V> read(ObdCommand<V> command, String... messages) {
    return ResponseReader.STANDARD.read(command, ScriptedTransport.parse(messages), NOW);
  }

  private static ObdCommand<Payload> raw(String hex, EcuFilter filter) {
    return ObdCommand.named("RAW").request(hex).ecus(filter).build();
  }

  private static String[] words(String text) {
    return text.split(" ");
  }

  /** What is data behind the echo, service by service. */
  @ParameterizedTest(name = "{0} <- {1}")
  @CsvSource({
    // request, answer, data
    "010C, 7E8#410C0D48, 0D48",
    "020C00, 7E8#420C000D48, 0D48",
    "020C, 7E8#420C000D48, 0D48",
    "03, 7E8#43020133C123, 0133C123", // CAN: count, codes
    "03, 7E8#43010133000000, 0133", // CAN: padded
    "03, 7E8#4300, ''",
    "03, 7E8#43, ''",
    "03, 10#43013302000000, 013302000000", // older buses: no count
    "07, 18DAF110#47010133, 0133",
    "0A, 7E8#4A010133, 0133",
    "050101, 10#450101B4, B4",
    "0600, 7E8#4600C0000001, C0000001",
    "0600, 10#4600FFC0000001, C0000001", // older buses: filler
    "0601, 7E8#4601010A0BB00BB00BB0, 010A0BB00BB00BB0",
    "0900, 7E8#490055400000, 55400000",
    "0900, 10#49000155400000, 55400000", // older buses: message number
    "0901, 10#490105, 05",
    "0902, 7E8#4902014142, 4142",
    "090A, 7E8#490A0145434D, 45434D",
    "22F190, 7E8#62F1904142, 4142",
    "1902FF, 7E8#5902FF01331108, FF01331108",
    "2101, 7E8#6101AABB, AABB",
    "1003, 7E8#5003003201F4, 003201F4",
    "3E00, 7E8#7E00, ''",
    "3E80, 7E8#7E00, ''", // suppressed, and answered all the same
    "31010203, 7E8#7101020300, 00",
    "2E F190 41, 7E8#6EF190, ''",
  })
  void findsTheDataBehindTheEcho(String request, String answer, String data) {
    ObdResponse<Payload> response = read(raw(request, EcuFilter.ALL), answer);
    assertEquals(Payload.ofHex(data), response.valueOrNull(), response.toString());
  }

  /** What answers something else is never a value. */
  @ParameterizedTest(name = "{0} <- {1}")
  @CsvSource({
    "010C, 7E8#7F0112, NEGATIVE_RESPONSE",
    "020C00, 7E8#7F0212, NEGATIVE_RESPONSE", // became 1152 rpm elsewhere
    "010C, 7E8#7F0178, NO_DATA", // promised, never came
    "010C, 7E8#7F0212, BAD_ANSWER", // refuses another service
    "010C, 7E8#7F01, BAD_ANSWER",
    "010C, 7E8#7F, BAD_ANSWER",
    "010C, 7E8#410D1D, BAD_ANSWER",
    "010C, 7E8#420C0D48, BAD_ANSWER",
    "010C, 7E8#41, BAD_ANSWER",
    "010C, 7E8#010C, BAD_ANSWER",
    "22F190, 7E8#62F19141, BAD_ANSWER",
    "22F190, 7E8#62F1, BAD_ANSWER",
    "1902FF, 7E8#5906FF, BAD_ANSWER",
    "0601, 7E8#4602010A0BB00BB00BB0, BAD_ANSWER",
    "0902, 7E8#490401, BAD_ANSWER",
  })
  void neverReadsAValueFromAnotherResponse(String request, String answer, Reason reason) {
    ObdResponse<Payload> response = read(raw(request, EcuFilter.ALL), answer);
    assertTrue(response.isEmpty(), response.toString());
    assertEquals(reason, response.noValue().orElseThrow().reason(), response.toString());
  }

  @Test
  void namesTheNegativeResponseOfAnEcu() {
    ObdResponse<Quantity> response = read(Service01.RPM, "7E8#7F0112");
    assertEquals(
        "7E8: service 01: 12 subFunctionNotSupported", response.noValue().orElseThrow().detail());
    assertEquals("7E8#7F0112", response.messages().get(0).toString());
  }

  @Test
  void readsTheFinalResponseAfterPending() {
    assertEquals(850, read(Service01.RPM, "7E8#7F0178", "7E8#410C0D48").value().in(Units.RPM));
  }

  @Test
  void keepsEveryEcusAnswerAndTakesTheEnginesForTheValue() {
    ObdResponse<Quantity> response = read(Service01.RPM, "7E9#410C0000", "7E8#410C0D48");
    assertEquals(850, response.value().value());
    assertEquals(0, response.from(EcuAddress.can11(0x7E9)).orElseThrow().value());
    assertEquals(
        List.of(EcuAddress.can11(0x7E8), EcuAddress.can11(0x7E9)),
        List.copyOf(response.byEcu().keySet()));
    assertEquals(2, response.messages().size());
  }

  /** Whose answer is the plain value: answering ECUs of PIDS_A, answers, value. */
  @ParameterizedTest
  @CsvSource({
    "ENGINE, 7E8 7E9, 7E9#410D02 7E8#410D01, 01",
    "ENGINE, 18DAF110 18DAF118, 18DAF118#410D02 18DAF110#410D01, 01",
    "ENGINE, 10 18, 18#410D02 10#410D01, 01",
    "ENGINE, 11 28, 28#410D02 11#410D01, 01",
    "ENGINE, 7EA 7EB, 7EB#410D02 7EA#410D01, 01", // elsewhere: the lowest
    "ENGINE, 7E8 7EA, 7EA#410D02, 02", // the engine is silent: who spoke
    "ENGINE, 7E8 7E9, 7E9#410D02 7E8#7F0112, ''", // the engine has refused
    "TRANSMISSION, 7E8 7E9, 7E8#410D01 7E9#410D02, 02",
    "TRANSMISSION, 18DAF110 18DAF118, 18DAF110#410D01 18DAF118#410D02, 02",
    "ALL, 7E8 7E9, 7E9#410D02 7E8#410D01, 01", // bytes do not merge: the first address
    "ALL, 7E8 7E9, 7E8#7F0112 7E9#410D02, 02",
  })
  void followsTheFilter(EcuFilter filter, String ecus, String answers, String value) {
    ResponseReader reader =
        ResponseReader.of(List.of(words(ecus)).stream().map(EcuAddress::parse).toList());
    ObdResponse<Payload> response =
        reader.read(raw("010D", filter), ScriptedTransport.parse(words(answers)), NOW);
    if (value.isEmpty()) {
      assertTrue(response.isEmpty(), response.toString());
    } else {
      assertEquals(Payload.ofHex(value), response.value());
    }
  }

  @Test
  void aPhysicalRequestIsAnsweredByItsTarget() {
    ObdCommand<Payload> command = ObdCommand.named("X").request("2101").to("7B0").build();
    assertEquals(Payload.of(2), read(command, "7E8#610101", "7B8#610102").value());
  }

  @Test
  void joinsTroubleCodesOfAllEcus() {
    assertEquals(
        List.of("P0133", "C0123"),
        read(Service03.GET_DTC, "7E9#43014123", "7E8#43010133").value().stream()
            .map(code -> code.code())
            .toList());
  }

  @Test
  void joinsTheMessagesOfOlderBuses() {
    ObdResponse<String> vin =
        read(
            Service09.VIN,
            "10#49020100000031",
            "10#49020330305235", // out of order
            "10#49020244344750",
            "10#49020435423132",
            "10#49020533343536");
    assertEquals("1D4GP00R55B123456", vin.value());
    assertEquals(
        List.of("P0133", "P0200", "P0300", "P0400"),
        read(Service03.GET_DTC, "10#43013302000300", "10#43040000000000").value().stream()
            .map(code -> code.code())
            .toList());
  }

  @Test
  void noDataIsNeverAValue() {
    for (TransportAnswer.Reason reason : TransportAnswer.Reason.values()) {
      TransportAnswer answer = TransportAnswer.none(reason, "NO DATA");
      ObdResponse<?> response = ResponseReader.STANDARD.read(Service06.MIDS_A, answer, NOW);
      assertTrue(response.isEmpty(), reason.toString());
      assertTrue(response.byEcu().isEmpty());
    }
    TransportAnswer text = new TransportAnswer.AdapterText("?");
    assertTrue(ResponseReader.STANDARD.read(Service06.MIDS_A, text, NOW).isEmpty());
    assertTrue(ResponseReader.STANDARD.read(Service01.RPM, List.of(), NOW).isEmpty());
  }

  @Test
  void acceptsArbitraryBytes() {
    long seed = 20261121;
    SplittableRandom random = new SplittableRandom(seed);
    List<ObdCommand<?>> commands = Commands.standard().all();
    for (int i = 0; i < 50_000; i++) {
      ObdCommand<?> command = commands.get(random.nextInt(commands.size()));
      EcuMessage[] messages = new EcuMessage[1 + random.nextInt(3)];
      for (int m = 0; m < messages.length; m++) {
        byte[] bytes = new byte[random.nextInt(12)];
        random.nextBytes(bytes);
        byte[] echo = command.payload().toBytes();
        if (random.nextBoolean() && echo.length > 0 && bytes.length >= echo.length) {
          System.arraycopy(echo, 0, bytes, 0, echo.length);
          bytes[0] = (byte) (bytes[0] + 0x40);
        }
        messages[m] =
            new EcuMessage(EcuAddress.can11(0x7E8 + random.nextInt(2)), Payload.of(bytes));
      }
      ObdResponse<?> response = ResponseReader.STANDARD.read(command, List.of(messages), NOW);
      assertFalse(
          response.isEmpty() && response.noValue().isEmpty(),
          "seed " + seed + ": " + command + " " + List.of(messages));
    }
  }
}
