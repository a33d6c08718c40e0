package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.elm327.inspection.AdapterClass;
import io.obdio.elm327.inspection.AdapterInspection;
import io.obdio.elm327.inspection.AdapterReport;
import io.obdio.elm327.inspection.BitRateTrial;
import io.obdio.elm327.inspection.InspectedVehicle.LongReply;
import io.obdio.elm327.inspection.PermittedCommand;
import io.obdio.elm327.inspection.RequestForm;
import io.obdio.elm327.inspection.RequestTrial;
import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.link.ForwardingLink;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.elm327.AdapterTiming;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.ElmIdentity;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import io.obdio.sim.fault.Faults;
import io.obdio.sim.vehicle.SimClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The inspection of the emulated adapters, sound and faulty, in virtual time. */
@Timeout(120)
class AdapterInspectionTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int FACTORY_RATE = 38_400;

  /** The faults with which an adapter does not answer at all. */
  private static final Set<String> MUTE = Set.of("silence", "unplug");

  private final FaultInjector faults = new FaultInjector(3);

  private Elm327 adapter(ElmIdentity identity) {
    SimulatedVehicle car = SimulatedVehicle.standard(SimClock.manual(), 1);
    return new Elm327(
        ElmConfig.DEFAULT.with(identity).with(AdapterTiming.realistic(FACTORY_RATE)),
        DiagnosticConnector.of(car),
        faults);
  }

  private static AdapterReport inspect(ByteLink link) {
    return AdapterInspection.inspect(link, LIMIT, step -> {});
  }

  @ParameterizedTest
  @CsvSource({
    "CLONE_1_5, CLONE",
    "CLONE_2_1, CLONE",
    "ELM_2_3, COMPLETE",
    "OBDLINK, STN",
  })
  void distinguishesTheIdentities(ElmIdentity identity, AdapterClass kind) throws Exception {
    AdapterReport report = inspect(new EmulatorLink(adapter(identity)));
    assertEquals("", report.interruption(), report::toString);
    assertEquals(kind, report.kind(), report::toString);
    assertEquals(identity.id(), report.identity());
    assertEquals(identity.stn(), !report.stn().isEmpty());
    assertEquals(LongReply.COMPLETE, report.vehicle().longReply());
    assertEquals("[7E8, 7E9, 7EA]", report.vehicle().ecus().toString(), report::toString);
    assertEquals(0, report.line().unanswered(), report::toString);
    assertEquals(kind == AdapterClass.CLONE, !report.missing().isEmpty(), report::toString);
  }

  @ParameterizedTest
  @EnumSource(ElmIdentity.class)
  void measuresWhatEachFormGains(ElmIdentity identity) throws Exception {
    AdapterReport report = inspect(new EmulatorLink(adapter(identity)));
    assertEquals(RequestForm.values().length, report.trials().size(), report::toString);
    double plain = report.trials().get(0).valuesPerSecond();
    for (RequestTrial trial : report.trials()) {
      assertTrue(trial.works(), report::toString);
      assertTrue(
          trial.form() == RequestForm.PLAIN || trial.valuesPerSecond() > 2 * plain,
          report::toString);
    }
  }

  @ParameterizedTest
  @EnumSource(ElmIdentity.class)
  void triesBitRatesAndRestoresTheFormerOne(ElmIdentity identity) throws Exception {
    Elm327 adapter = adapter(identity);
    EmulatorLink link = new EmulatorLink(adapter);
    link.setBaudRate(FACTORY_RATE);
    AdapterReport report = inspect(link);
    assertEquals(FACTORY_RATE, link.baudRate());
    assertEquals(identity.id(), ask(link, "ATI"));
    assertEquals(
        identity == ElmIdentity.CLONE_2_1 ? List.of() : List.of(115_200, 230_400, 500_000),
        report.bitRates().stream().map(BitRateTrial::bitRate).toList());
    assertTrue(report.bitRates().stream().allMatch(BitRateTrial::restored), report::toString);
    assertTrue(report.bitRates().stream().allMatch(BitRateTrial::switched), report::toString);
  }

  /**
   * Where the bit rate has no effect, its search leaves commands whose prompts are late: each reply
   * then follows the one of an earlier command.
   */
  @ParameterizedTest
  @MethodSource("identitiesAndCommands")
  void recoversFromCommandsThatTheSearchHasLeft(ElmIdentity identity, int left) throws Exception {
    faults.inject(Faults.of("late-prompt", Map.of()));
    EmulatorLink link = new EmulatorLink(adapter(identity));
    byte[] command = "ATI\r".getBytes(StandardCharsets.ISO_8859_1);
    byte[] seen = new byte[64];
    for (int i = 0; i < left; i++) {
      link.write(command, 0, command.length);
      long end = link.nanoTime() + Duration.ofMillis(300).toNanos();
      while (end - link.nanoTime() > 0) {
        link.read(seen, 0, seen.length, end);
      }
    }
    AdapterReport report = inspect(link);
    assertEquals(identity.id(), report.identity(), report::toString);
    assertEquals("[7E8, 7E9, 7EA]", report.vehicle().ecus().toString(), report::toString);
    assertFalse(Double.isNaN(report.volts()), report::toString);
  }

  static Stream<Arguments> identitiesAndCommands() {
    return Stream.of(ElmIdentity.values())
        .flatMap(each -> IntStream.rangeClosed(1, 6).mapToObj(left -> Arguments.of(each, left)));
  }

  static Stream<Arguments> everyFault() {
    return Faults.names().stream()
        .flatMap(fault -> Stream.of(ElmIdentity.values()).map(each -> Arguments.of(fault, each)));
  }

  /** With every fault: only permitted commands, nothing stored, the former rate, an end in time. */
  @ParameterizedTest
  @MethodSource("everyFault")
  void changesNothing(String fault, ElmIdentity identity) throws Exception {
    Elm327 adapter = adapter(identity);
    EmulatorLink link = new EmulatorLink(adapter);
    link.setBaudRate(FACTORY_RATE);
    ask(link, "ATSP3"); // stored by the user: it must remain
    String before = stored(link);
    long start = link.nanoTime();
    Recorder recorder = new Recorder(link);
    Fault injected = Faults.of(fault);
    faults.inject(injected);
    AdapterReport report = inspect(recorder);
    assertTrue(link.nanoTime() - start < LIMIT.plusSeconds(30).toNanos(), report::toString);
    assertEquals(MUTE.contains(fault), !report.answered(), report::toString);
    for (String line : recorder.lines) {
      assertTrue(PermittedCommand.of(line).isPresent(), line);
      assertFalse(line.startsWith("ATSP") || line.startsWith("ATPP "), line);
    }
    faults.clear();
    assertEquals(FACTORY_RATE, link.baudRate());
    EmulatorLink after = new EmulatorLink(adapter);
    after.setBaudRate(FACTORY_RATE);
    ask(after, ""); // ends what a fault has left
    assertEquals(before, stored(after), () -> report + "\n" + recorder.lines);
  }

  /** Returns what the adapter stores: it shows after a restart. */
  private static String stored(EmulatorLink link) throws IOException {
    ask(link, "ATZ");
    return ask(link, "ATDPN") + ask(link, "ATPPS") + ask(link, "AT@2");
  }

  private static String ask(EmulatorLink link, String command) throws IOException {
    byte[] line = (command + "\r").getBytes(StandardCharsets.ISO_8859_1);
    link.write(line, 0, line.length);
    StringBuilder reply = new StringBuilder();
    byte[] buffer = new byte[4096];
    long deadline = link.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (reply.indexOf(">") < 0 && link.nanoTime() < deadline) {
      int n = link.read(buffer, 0, buffer.length, deadline);
      reply.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
    }
    String text = reply.toString().replaceAll("[\r\n]+", "|").replace(">", "").replace(" ", "");
    text = text.startsWith(command) ? text.substring(command.length()) : text;
    return text.replaceAll("^\\|+|\\|+$", "").replace("ELM327v", "ELM327 v");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ATSP6",
        "ATSPA6",
        "ATSP00",
        "ATPP0CSV23",
        "ATPP0CON",
        "AT@3X",
        "ATSD12",
        "ATCV1250",
        "ATLP",
        "ATWS",
        "ATMA",
        "ATM1",
        "ATIIA33",
        "ATFI",
        "ATSI",
        "ATRTR",
        "STSBR115200",
        "STWBR",
        "STRSTNVM",
        "STP33",
        "04",
        "03",
        "0902FF",
        "14FFFFFF",
        "2701",
        "31010203",
        "22F190",
        "1003",
        "3E00",
        "2E123456"
      })
  void permitsNothingElse(String command) {
    assertTrue(PermittedCommand.of(command).isEmpty(), command);
  }

  /** A link that keeps every line that was sent over it. */
  private static final class Recorder extends ForwardingLink {
    final List<String> lines = new ArrayList<>();

    Recorder(EmulatorLink link) {
      super(link);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      lines.add(new String(bytes, offset, length, StandardCharsets.ISO_8859_1).strip());
      super.write(bytes, offset, length);
    }
  }
}
