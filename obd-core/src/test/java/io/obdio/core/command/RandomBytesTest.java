package io.obdio.core.command;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.decode.Decoded;
import io.obdio.core.decode.Decoder;
import io.obdio.core.message.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** No decoder throws, whatever the bytes are; responses that are too short are reported. */
class RandomBytesTest {

  private static final long SEED = 0x0BD10L;

  private static List<ObdCommand<?>> commands() {
    List<ObdCommand<?>> all = new ArrayList<>(Commands.standard().all());
    all.add(Uds.readData(0xF190));
    all.add(Uds.codesByStatus(0xFF));
    all.add(Uds.extendedData(0x010413, 0xFF));
    all.add(Uds.supportedCodes());
    all.add(Uds.testerPresent());
    return all;
  }

  /** One test for all commands: hundreds of them cost more than what they check. */
  @Test
  void survivesRandomBytesOfEveryLength() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (ObdCommand<?> command : commands()) {
      for (int length = 0; length <= 64; length++) {
        for (int round = 0; round < 8; round++) {
          byte[] bytes = new byte[length];
          random.nextBytes(bytes);
          decode(command, Payload.of(bytes));
        }
      }
    }
  }

  private static void decode(ObdCommand<?> command, Payload data) {
    try {
      Decoded<?> decoded = command.decoder().decode(data);
      if (decoded instanceof Decoded.Value<?> value) {
        assertNotNull(value.value().toString());
      } else {
        assertFalse(((Decoded.Failed<?>) decoded).reason().isEmpty());
      }
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(command + " " + data + " seed " + SEED, e);
    }
  }

  @Test
  void mergesTheValuesOfTwoEcus() {
    for (ObdCommand<?> command : commands()) {
      assertNotNull(merged(command), command.name());
    }
  }

  private static <V> Object merged(ObdCommand<V> command) {
    Decoder<V> decoder = command.decoder();
    Payload data = Payload.ofHex("0104".repeat(20));
    return decoder.decode(data) instanceof Decoded.Value<V> value
        ? decoder.merge(value.value(), value.value())
        : "nothing to merge";
  }

  @Test
  void reportsHowManyBytesAreMissing() {
    for (ObdCommand<?> command : Commands.standard().all()) {
      int needed = command.answerBytes() - 2;
      if (command.service().orElse(0) != 0x01 || needed < 1) {
        continue;
      }
      Decoded<?> decoded = command.decoder().decode(Payload.EMPTY);
      if (decoded instanceof Decoded.Value<?> value) {
        assertInstanceOf(Payload.class, value.value(), command.name());
      } else {
        String reason = ((Decoded.Failed<?>) decoded).reason();
        assertTrue(reason.matches("too short: 0 of \\d+ bytes"), command + ": " + reason);
      }
    }
  }
}
