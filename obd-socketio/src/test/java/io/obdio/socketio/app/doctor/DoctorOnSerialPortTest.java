package io.obdio.socketio.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.transport.TransportUri;
import io.obdio.sim.elm327.ElmIdentity;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import io.obdio.sim.fault.Faults;
import io.obdio.socketio.testing.Requires;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole {@code obdio doctor} on real pseudo-terminals: the verdicts are those of the golden
 * table, except for what depends on the speed of the machine.
 */
@Timeout(300)
class DoctorOnSerialPortTest {

  /** Checks whose verdict depends on how fast the machine is at the moment. */
  private static final Set<String> TIMED = Set.of("line", "latency", "bit-rate");

  @TempDir Path folder;

  @BeforeAll
  static void needsSocat() {
    Requires.that(Requires.runs("socat", "-V"), "socat");
  }

  private DoctorReport run(PseudoTerminal port) throws Exception {
    return new DoctorSetup(TransportUri.parse("elm327:" + port.device), step -> {})
        .folders(List.of(folder))
        .build()
        .run(finding -> {});
  }

  private static Finding finding(DoctorReport report, String id) {
    return report.findings().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
  }

  /** Returns the verdicts of the golden table by check. */
  private static Map<String, String> expected(String identity, String fault) throws Exception {
    List<String> header = AdapterVerdictsTest.header();
    for (String row : AdapterVerdictsTest.rows()) {
      List<String> cells = List.of(row.split("\t", -1));
      if (cells.get(0).equals(identity) && cells.get(1).equals(fault)) {
        Map<String, String> verdicts = new LinkedHashMap<>();
        for (int i = 2; i < cells.size(); i++) {
          verdicts.put(header.get(i), cells.get(i));
        }
        return verdicts;
      }
    }
    throw new IllegalArgumentException(identity + " " + fault);
  }

  private void judges(ElmIdentity identity, String fault) throws Exception {
    FaultInjector faults = new FaultInjector(3);
    if (!fault.equals("none")) {
      Fault injected = Faults.of(fault, fault.equals("delay") ? Map.of("ms", 200) : Map.of());
      faults.inject(injected);
    }
    try (PseudoTerminal port = new PseudoTerminal(folder, identity, faults)) {
      DoctorReport report = run(port);
      List<String> differences = new ArrayList<>();
      expected(identity.key(), fault)
          .forEach(
              (id, verdict) -> {
                Finding found = finding(report, id);
                if (!TIMED.contains(id) && !found.verdict().word().equals(verdict)) {
                  differences.add(verdict + " expected: " + found);
                }
              });
      assertEquals(List.of(), differences);
      assertEquals(Verdict.OK, finding(report, "port-in-use").verdict(), report::toString);
      assertTrue(report.duration().compareTo(Duration.ofMinutes(4)) < 0);
    }
  }

  @ParameterizedTest
  @EnumSource(ElmIdentity.class)
  void judgesEachIdentity(ElmIdentity identity) throws Exception {
    judges(identity, "none");
  }

  static Stream<Arguments> everyFault() {
    return Stream.of(ElmIdentity.values())
        .flatMap(identity -> Faults.names().stream().map(name -> Arguments.of(identity, name)));
  }

  /** The whole table on pseudo-terminals takes minutes. */
  @ParameterizedTest
  @MethodSource("everyFault")
  @Tag("long")
  void judgesEachIdentityWithEachFault(ElmIdentity identity, String fault) throws Exception {
    judges(identity, fault);
  }

  /** A port that another process has opened is named with the process, and not opened. */
  @Test
  void doesNotOpenAPortThatAnotherProcessHolds() throws Exception {
    FaultInjector faults = new FaultInjector();
    try (PseudoTerminal port = new PseudoTerminal(folder, ElmIdentity.ELM_2_3, faults)) {
      Process holder =
          new ProcessBuilder("sh", "-c", "exec 3<>" + port.device + "; echo open; exec sleep 60")
              .start();
      try {
        assertEquals('o', holder.getInputStream().read());
        DoctorReport report = run(port);
        Finding inUse = finding(report, "port-in-use");
        assertEquals(Verdict.FAIL, inUse.verdict(), report::toString);
        assertTrue(inUse.text().contains("(process " + holder.pid() + ")"), inUse::toString);
        assertEquals(Verdict.SKIPPED, finding(report, "adapter").verdict());
        assertEquals(
            "another program uses the port", finding(report, "adapter").text(), report::toString);
      } finally {
        holder.destroyForcibly();
        assertTrue(holder.waitFor(30, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  void worksWithoutAnAdapter() throws Exception {
    DoctorReport report =
        new DoctorSetup(TransportUri.parse("elm327:" + folder.resolve("absent")), step -> {})
            .build()
            .run(finding -> {});
    assertEquals(Verdict.FAIL, finding(report, "ports").verdict());
    assertEquals(Verdict.FAIL, finding(report, "adapter").verdict());
    assertEquals(Verdict.SKIPPED, finding(report, "speed").verdict());
    assertEquals(false, report.isPassed());
  }
}
