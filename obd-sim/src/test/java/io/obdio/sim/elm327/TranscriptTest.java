package io.obdio.sim.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.sim.BusProtocol;
import io.obdio.sim.vehicle.EcuKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Dialogues that programs had with real adapters, replayed byte by byte: echo, blanks, ends of
 * lines, prompts. The files name where each was published. In them {@code |} is a carriage return,
 * {@code {7F}} a byte, {@code {id}} the adapter's own identity; the car answers what the real one
 * did.
 */
@Timeout(60)
class TranscriptTest {

  private static final Pattern BYTE = Pattern.compile("\\{([0-9A-F]{2})}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "python-obd-198",
        "python-obd-200",
        "elmduino-260",
        "car-scanner-wican-424",
        "kline-reader-11",
        "ddt4all-652",
        "forscan-elmconfig",
      })
  void isRepeated(String name) throws IOException {
    TestCar car = new TestCar();
    ElmConfig config = ElmConfig.DEFAULT;
    TestCar.Script ecu = null;
    Host host = null;
    String answer = "";
    int replies = 0;
    for (String line : lines(name)) {
      String rest = line.substring(line.indexOf(' ') + 1);
      String[] words = rest.split(" ");
      switch (line.split(" ", 2)[0]) {
        case "#" -> assertTrue(replies == 0, "comments are at the top");
        case "adapter" -> config = config.with(ElmIdentity.valueOf(rest));
        case "car" -> config = config.with(BusProtocol.valueOf(rest));
        case "volts" -> car.volts = Double.parseDouble(rest);
        case "ecu" ->
            ecu =
                car.ecu(
                    EcuKind.ENGINE, Integer.parseInt(words[0], 16), Integer.parseInt(words[1], 16));
        case "answer" -> Objects.requireNonNull(ecu).answer(words[0], words[1]);
        case "before" -> {
          host = new Host(config, car);
          host.send(rest);
        }
        case ">" -> {
          host = host == null ? new Host(config, car) : host;
          answer = host.send(bytes(rest, config));
        }
        case "<" -> {
          assertEquals(bytes(rest, config), answer, name + ", reply " + ++replies);
        }
        default -> throw new AssertionError(line);
      }
    }
    assertTrue(replies > 5, name);
  }

  private static String bytes(String text, ElmConfig config) {
    return BYTE.matcher(text.replace("{id}", config.identity().id()))
        .replaceAll(m -> String.valueOf((char) Integer.parseInt(m.group(1), 16)));
  }

  private static List<String> lines(String name) throws IOException {
    try (InputStream in =
        TranscriptTest.class.getResourceAsStream("transcripts/" + name + ".txt")) {
      byte[] all = Objects.requireNonNull(in, name).readAllBytes();
      return new String(all, StandardCharsets.UTF_8).lines().toList();
    }
  }
}
