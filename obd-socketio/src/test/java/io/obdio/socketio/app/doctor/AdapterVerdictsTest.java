package io.obdio.socketio.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.core.transport.TransportUri;
import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.link.LinkUnavailableException;
import io.obdio.elm327.link.PortInfo;
import io.obdio.elm327.link.SerialPorts;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.elm327.AdapterTiming;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.ElmIdentity;
import io.obdio.sim.fault.FaultInjector;
import io.obdio.sim.fault.Faults;
import io.obdio.sim.vehicle.SimClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The verdicts on each emulated identity with each fault of the emulator, in virtual time. The
 * golden table has a row for each pair and a column for each check.
 */
@Timeout(120)
class AdapterVerdictsTest {

  private static final String TABLE = "adapter-verdicts.tsv";

  static final List<Check<AdapterFacts>> CHECKS =
      Stream.concat(AdapterChecks.ROWS.stream(), VehicleChecks.ROWS.stream()).toList();

  private static List<String> lines() throws IOException {
    try (var in = AdapterVerdictsTest.class.getResourceAsStream(TABLE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** The names of the columns. */
  static List<String> header() throws IOException {
    return List.of(lines().get(0).split("\t", -1));
  }

  static List<String> rows() throws IOException {
    return lines().subList(1, lines().size());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void judges(String row) throws Exception {
    String[] cells = row.split("\t");
    AdapterFacts facts = facts(ElmIdentity.ofKey(cells[0]).orElseThrow(), cells[1]);
    assertEquals(row, row(cells[0], cells[1], facts), () -> details(facts));
  }

  /** Every identity with every fault has a row, and every check a column. */
  @Test
  void isComplete() throws Exception {
    List<String> expected = new ArrayList<>();
    for (ElmIdentity identity : ElmIdentity.values()) {
      expected.add(identity.key() + "\tnone");
      Faults.names().forEach(fault -> expected.add(identity.key() + "\t" + fault));
    }
    List<String> there =
        rows().stream().map(row -> row.split("\t")[0] + "\t" + row.split("\t")[1]).toList();
    assertEquals(expected, there);
  }

  private static String row(String identity, String fault, AdapterFacts facts) {
    StringBuilder row = new StringBuilder(identity + "\t" + fault);
    for (Check<AdapterFacts> check : CHECKS) {
      row.append('\t').append(check.judge().apply(facts).verdict().word());
    }
    return row.toString();
  }

  private static String details(AdapterFacts facts) {
    StringBuilder text = new StringBuilder();
    for (Check<AdapterFacts> check : CHECKS) {
      text.append(check.id()).append(": ").append(check.judge().apply(facts)).append('\n');
    }
    return text.append(facts).toString();
  }

  /** Inspects an emulated adapter at {@code /dev/ttyUSB0}; the fault may be {@code none}. */
  static AdapterFacts facts(ElmIdentity identity, String fault) throws Exception {
    FaultInjector faults = new FaultInjector(3);
    if (!fault.equals("none")) {
      // A longer delay exceeds the wait for a reply at each bit rate; the emulator does not garble
      // a reply that arrives at another rate.
      faults.inject(fault.equals("delay") ? Faults.of(fault, Map.of("ms", 200)) : Faults.of(fault));
    }
    Elm327 adapter =
        new Elm327(
            ElmConfig.DEFAULT.with(identity).with(AdapterTiming.realistic(38_400)),
            DiagnosticConnector.of(SimulatedVehicle.standard(SimClock.manual(), 1)),
            faults);
    SerialPorts ports =
        new SerialPorts() {
          @Override
          public List<PortInfo> list() {
            return List.of(new PortInfo("/dev/ttyUSB0", "", ""));
          }

          @Override
          public ByteLink open(String path, int baud) throws LinkUnavailableException {
            try {
              ByteLink link = new VirtualAdapter(adapter);
              link.setBaudRate(baud);
              return link;
            } catch (IOException e) {
              throw new LinkUnavailableException(path + ": " + e.getMessage(), e);
            }
          }
        };
    return new AdapterProbe(TransportUri.parse("elm327:/dev/ttyUSB0"), ports, step -> {}).collect();
  }

  /** Writes the table, for review: {@code java ...AdapterVerdictsTest FILE}. */
  public static void main(String[] args) throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add("identity\tfault\t" + String.join("\t", CHECKS.stream().map(Check::id).toList()));
    for (ElmIdentity identity : ElmIdentity.values()) {
      for (String fault : Stream.concat(Stream.of("none"), Faults.names().stream()).toList()) {
        AdapterFacts facts = facts(identity, fault);
        lines.add(row(identity.key(), fault, facts));
        System.err.println("=== " + identity + " " + fault + "\n" + details(facts));
      }
    }
    Files.write(Path.of(args[0]), lines);
  }
}
