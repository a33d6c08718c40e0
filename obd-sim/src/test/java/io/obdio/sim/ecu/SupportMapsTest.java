package io.obdio.sim.ecu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.Payload;
import io.obdio.sim.vehicle.Dtc;
import io.obdio.sim.vehicle.EcuKind;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bit maps list exactly the ids that are answered: every id from 00 to FF is requested. */
class SupportMapsTest {

  private final TestBench bench = new TestBench();

  /** The rest of a request after the id, and the number of bytes before the bits of a map. */
  @ParameterizedTest(name = "{0} service {1} on {2}")
  @CsvSource({
    "ENGINE, 01, '', CAN, 2",
    "TRANSMISSION, 01, '', CAN, 2",
    "ABS, 01, '', CAN, 2",
    "EV_BATTERY, 01, '', CAN, 2",
    "ENGINE, 01, '', LEGACY, 2",
    "ABS, 01, '', LEGACY, 2",
    "ENGINE, 02, 00, CAN, 3",
    "TRANSMISSION, 02, 00, CAN, 3",
    "ENGINE, 02, 00, LEGACY, 3",
    "ENGINE, 05, 01, LEGACY, 3",
    "ENGINE, 05, 02, LEGACY, 3",
    "ENGINE, 06, '', CAN, 2",
    "ENGINE, 06, '', LEGACY, 3",
    "ENGINE, 08, '', CAN, 2",
    "ENGINE, 08, '', LEGACY, 2",
    "ENGINE, 09, '', CAN, 2",
    "TRANSMISSION, 09, '', CAN, 2",
    "ENGINE, 09, '', LEGACY, 3",
    "EV_BATTERY, 09, '', LEGACY, 3"
  })
  void listWhatIsAnswered(EcuKind kind, String service, String rest, Medium medium, int skip) {
    bench.vehicle.memory(kind).store(Dtc.parse("P0301"));
    TreeSet<Integer> listed = new TreeSet<>();
    TreeSet<Integer> answered = new TreeSet<>();
    for (int id = 0; id <= 0xFF; id++) {
      String request = service + String.format(Locale.ROOT, "%02X", id) + rest;
      String answer =
          TestBench.text(
              bench.ecu(kind).handle(new EcuRequest(Payload.ofHex(request), medium, true)));
      if (answer.isEmpty()) {
        continue;
      }
      answered.add(id);
      Payload payload = Payload.ofHex(answer.split(" ")[0]);
      assertEquals(id, payload.at(1), "echo of the id in " + answer);
      if (id % 0x20 == 0) {
        Payload bits = payload.from(skip);
        for (int i = 0; i < 32; i++) {
          if (bits.bit(i)) {
            listed.add(id + 1 + i);
          }
        }
      }
    }
    assertTrue(answered.remove(0), "map 00 is always there");
    assertFalse(answered.isEmpty());
    assertEquals(answered, listed);
  }
}
