package io.obdio.socketio.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.obdio.socketio.app.doctor.CanFacts.Interface;
import io.obdio.socketio.app.doctor.HostFacts.Folder;
import io.obdio.socketio.app.doctor.HostFacts.Unit;
import io.obdio.socketio.app.doctor.PortFacts.Bluetooth;
import io.obdio.socketio.app.doctor.PortFacts.Port;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The verdicts on facts, one row for each case: check, facts, verdict, text, remedy. */
class JudgementsTest {

  private static final long MIB = 1 << 20;
  private static final UserFacts PI =
      new UserFacts("pi", false, Set.of("pi", "dialout"), Set.of("pi", "dialout"));
  private static final UserFacts GUEST =
      new UserFacts("guest", false, Set.of("guest"), Set.of("guest"));
  private static final UserFacts ADDED =
      new UserFacts("guest", false, Set.of("guest"), Set.of("guest", "dialout"));

  private static <F> void judged(
      List<Check<F>> rows, String id, F facts, String verdict, String text, String remedy) {
    Check<F> check = rows.stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
    Judgement judgement = check.judge().apply(facts);
    assertEquals(verdict, judgement.verdict().word(), judgement::toString);
    assertTrue(judgement.text().contains(text), judgement::toString);
    assertTrue(judgement.remedy().contains(remedy), judgement::toString);
    boolean bad = judgement.verdict() == Verdict.WARN || judgement.verdict() == Verdict.FAIL;
    assertEquals(bad, !judgement.remedy().isEmpty(), judgement::toString);
  }

  private static JavaFacts java(int feature, long heap, Map<String, String> libraries) {
    return new JavaFacts(feature + ".0.9", feature, "Debian", "Linux aarch64", heap, 0, libraries);
  }

  static Stream<Arguments> javaFacts() {
    return Stream.of(
        arguments("java", java(17, 64 * MIB, Map.of()), "ok", "Java 17.0.9 (Debian)", ""),
        arguments("java", java(11, 64 * MIB, Map.of()), "fail", "Java 11", "Java 17 or later"),
        arguments("memory", java(17, 64 * MIB, Map.of()), "ok", "64 MiB", ""),
        arguments("memory", java(17, 16 * MIB, Map.of()), "warn", "16 MiB", "-Xmx64m"),
        arguments("native-libraries", java(17, MIB, Map.of("x", "")), "ok", "x loaded", ""),
        arguments("native-libraries", java(17, MIB, Map.of("x", "no y")), "warn", "x: no y", ""));
  }

  @ParameterizedTest
  @MethodSource("javaFacts")
  void judgesJava(String id, JavaFacts facts, String verdict, String text, String remedy) {
    judged(JavaChecks.ROWS, id, facts, verdict, text, remedy);
  }

  private static Port port(boolean exists, boolean permitted, String group, String... holders) {
    return new Port(
        "/dev/ttyUSB0", "CP2102", "", exists, permitted, group, List.of(holders), List.of());
  }

  private static Port locked(boolean alive) {
    Holders.LockFile lock = new Holders.LockFile("/run/lock/LCK..ttyUSB0", "412", alive);
    return new Port("/dev/ttyUSB0", "", "", true, true, "dialout", List.of(), List.of(lock));
  }

  private static PortFacts ports(boolean needed, String chosen, UserFacts user, Port... ports) {
    return new PortFacts(needed, chosen, List.of(ports), user, List.of(), Optional.empty());
  }

  private static PortFacts bluetooth(Bluetooth state) {
    return new PortFacts(true, "", List.of(), PI, List.of(), Optional.of(state));
  }

  static Stream<Arguments> portFacts() {
    String usb = "/dev/ttyUSB0";
    Port free = port(true, true, "dialout");
    Port closed = port(true, false, "dialout");
    PortFacts managed =
        new PortFacts(
            true, "", List.of(), PI, List.of("ModemManager (process 4)"), Optional.empty());
    return Stream.of(
        arguments("user", ports(true, "", PI), "ok", "pi, in the groups dialout, pi", ""),
        arguments("ports", ports(true, "", PI, free), "ok", "/dev/ttyUSB0 (CP2102)", ""),
        arguments("ports", ports(true, "", PI), "fail", "no serial port", "Plug the adapter in"),
        arguments("ports", ports(false, "", PI), "skipped", "uses no serial port", ""),
        arguments(
            "ports",
            ports(true, usb, PI, port(false, false, "")),
            "fail",
            "/dev/ttyUSB0 does not exist",
            "/dev/serial/by-id"),
        arguments("permission", ports(true, "", PI, free), "ok", "pi may open /dev/ttyUSB0", ""),
        arguments(
            "permission",
            ports(true, usb, GUEST, closed),
            "fail",
            "guest may not open /dev/ttyUSB0",
            "sudo usermod -a -G dialout guest"),
        arguments("permission", ports(true, usb, ADDED, closed), "fail", "guest may", "Log out"),
        arguments(
            "permission",
            ports(true, usb, GUEST, port(true, false, "root")),
            "fail",
            "guest may",
            "udev rule"),
        arguments(
            "permission", ports(false, "", GUEST, closed), "warn", "guest may not", "usermod"),
        arguments("permission", ports(true, "", GUEST), "skipped", "no port", ""),
        arguments("port-in-use", ports(true, "", PI, free), "ok", "no other program", ""),
        arguments(
            "port-in-use",
            ports(true, usb, PI, port(true, true, "dialout", "screen (process 7)")),
            "fail",
            "is open in screen (process 7)",
            "End this program"),
        arguments(
            "port-in-use",
            ports(true, usb, PI, locked(true)),
            "fail",
            "locked by /run/lock/LCK..ttyUSB0 of process 412",
            "End this program"),
        arguments(
            "port-in-use",
            ports(true, usb, PI, locked(false)),
            "warn",
            "which has ended",
            "Delete the lock file"),
        arguments("modem-manager", ports(true, "", PI), "ok", "no program", ""),
        arguments("modem-manager", managed, "warn", "ModemManager", "ID_MM_DEVICE_IGNORE"),
        arguments("bluetooth", ports(true, "", PI), "skipped", "no Bluetooth", ""),
        arguments(
            "bluetooth",
            bluetooth(new Bluetooth(true, List.of())),
            "warn",
            "off",
            "rfkill unblock"),
        arguments(
            "bluetooth",
            bluetooth(new Bluetooth(false, List.of("rfcomm0 to 00:1D:A5:00:00:01"))),
            "ok",
            "rfcomm0 to 00:1D",
            ""));
  }

  @ParameterizedTest
  @MethodSource("portFacts")
  void judgesPorts(String id, PortFacts facts, String verdict, String text, String remedy) {
    judged(PortChecks.ROWS, id, facts, verdict, text, remedy);
  }

  private static CanFacts can(String chosen, boolean up, long bitRate, String state, long errors) {
    Interface one = new Interface("can0", up, false, bitRate, state, errors, 0, 0, 0);
    return new CanFacts(true, chosen, List.of(one));
  }

  static Stream<Arguments> canFacts() {
    CanFacts none = new CanFacts(true, "", List.of());
    return Stream.of(
        arguments("can-interface", new CanFacts(false, "", List.of()), "skipped", "Linux", ""),
        arguments("can-interface", none, "skipped", "no CAN interface", ""),
        arguments(
            "can-interface", can("can1", true, 0, "", 0), "fail", "can1 does not exist", "driver"),
        arguments("can-interface", can("can0", true, 0, "", 0), "ok", "can0 up", ""),
        arguments(
            "can-interface",
            can("can0", false, 0, "", 0),
            "fail",
            "can0 down",
            "sudo ip link set can0 up type can bitrate 500000"),
        arguments("can-interface", can("", false, 0, "", 0), "warn", "can0 down", "ip link"),
        arguments("can-bit-rate", can("", true, 500_000, "", 0), "ok", "500000 bit/s", ""),
        arguments("can-bit-rate", can("", true, 125_000, "", 0), "warn", "125000", "ISO 15765-4"),
        arguments("can-bit-rate", can("", true, 0, "", 0), "skipped", "iproute2", ""),
        arguments("can-bit-rate", none, "skipped", "no CAN interface", ""),
        arguments("can-errors", can("", true, 0, "ERROR-ACTIVE", 0), "ok", "no errors", ""),
        arguments(
            "can-errors", can("", true, 0, "ERROR-ACTIVE", 3), "warn", "3 transmit", "wiring"),
        arguments("can-errors", can("", true, 0, "", 128), "fail", "128 transmit", "termination"),
        arguments("can-errors", can("", true, 0, "BUS-OFF", 248), "fail", "bus-off", "restart"));
  }

  @ParameterizedTest
  @MethodSource("canFacts")
  void judgesCan(String id, CanFacts facts, String verdict, String text, String remedy) {
    judged(CanChecks.ROWS, id, facts, verdict, text, remedy);
  }

  private static HostFacts clock(String now, Boolean synchronised, boolean battery) {
    return new HostFacts(
        Instant.parse(now),
        Optional.ofNullable(synchronised),
        battery,
        List.of(),
        Map.of(),
        Optional.empty());
  }

  private static HostFacts folder(long free, boolean writable) {
    return new HostFacts(
        Instant.EPOCH,
        Optional.empty(),
        true,
        List.of(new Folder("/var/lib/obdio", free, writable)),
        Map.of("mmcblk0p2", 3L),
        Optional.empty());
  }

  private static HostFacts unit(String state, boolean failed, boolean enabled, int restarts) {
    Unit unit = new Unit(state, failed, enabled, OptionalInt.of(restarts));
    return new HostFacts(
        Instant.EPOCH, Optional.empty(), true, List.of(), Map.of(), Optional.of(unit));
  }

  static Stream<Arguments> hostFacts() {
    String day = "2026-05-01T10:00:00Z";
    return Stream.of(
        arguments("clock", clock(day, true, false), "ok", day + ", synchronised", ""),
        arguments("clock", clock(day, null, true), "ok", "not known", ""),
        arguments("clock", clock(day, false, false), "warn", "not synchronised", "DS3231"),
        arguments("clock", clock("1970-01-01T00:01:00Z", null, false), "fail", "1970", "Set the"),
        arguments("disk-space", folder(2_000 * MIB, true), "ok", "2000 MiB free", ""),
        arguments("disk-space", folder(400 * MIB, true), "warn", "400 MiB", "larger card"),
        arguments("disk-space", folder(10 * MIB, true), "fail", "10 MiB", "larger card"),
        arguments("disk-space", folder(2_000 * MIB, false), "warn", "cannot be written", "fsck"),
        arguments("disk-space", folder(-1, false), "fail", "does not exist", "Create"),
        arguments("disk-space", clock(day, true, true), "skipped", "no files", ""),
        arguments("disk-errors", clock(day, true, true), "ok", "no errors", ""),
        arguments("disk-errors", folder(MIB, true), "fail", "mmcblk0p2: 3 errors", "replace"),
        arguments("service", clock(day, true, true), "skipped", "no unit", ""),
        arguments("service", unit("active (running)", false, true, 0), "ok", "active", ""),
        arguments("service", unit("active (running)", false, false, 0), "warn", "start", "enable"),
        arguments(
            "service", unit("active (running)", false, true, 9), "warn", "9 times", "journal"),
        arguments("service", unit("failed (failed)", true, true, 5), "fail", "failed", "journal"));
  }

  @ParameterizedTest
  @MethodSource("hostFacts")
  void judgesTheMachine(String id, HostFacts facts, String verdict, String text, String remedy) {
    judged(HostChecks.ROWS, id, facts, verdict, text, remedy);
  }

  private static ServerFacts server(String host, boolean keys, boolean open, boolean encrypted) {
    return new ServerFacts(
        new ServerSettings(
            "obdio.yaml",
            List.of(),
            List.of(new InetSocketAddress(host, 48484)),
            keys,
            open,
            encrypted),
        List.of(),
        false);
  }

  private static ServerFacts busy(boolean running) {
    return new ServerFacts(
        server("127.0.0.1", false, false, false).settings(),
        List.of("48484: Address already in use, by nginx (process 5)"),
        running);
  }

  static Stream<Arguments> serverFacts() {
    ServerFacts local = server("127.0.0.1", false, false, false);
    ServerFacts broken =
        new ServerFacts(
            new ServerSettings(
                "obdio.yaml",
                List.of("obdio.yaml: unknown key 'prot'"),
                List.of(),
                false,
                false,
                false),
            List.of(),
            false);
    return Stream.of(
        arguments("configuration", local, "ok", "obdio.yaml is valid", ""),
        arguments(
            "configuration",
            new ServerFacts(ServerSettings.NONE, List.of(), false),
            "ok",
            "defaults",
            ""),
        arguments("configuration", broken, "fail", "unknown key 'prot'", "Correct it"),
        arguments("server-port", local, "ok", "48484 is free", ""),
        arguments("server-port", busy(true), "ok", "a server of OBDio runs on port 48484", ""),
        arguments("server-port", busy(false), "fail", "by nginx (process 5)", "--port"),
        arguments("server-port", broken, "skipped", "not valid", ""),
        arguments("exposure", local, "ok", "only this machine", ""),
        arguments(
            "exposure", server("0.0.0.0", false, true, false), "fail", "--open", "obdio keys"),
        arguments("exposure", server("0.0.0.0", false, false, false), "warn", "read", "obdio keys"),
        arguments("exposure", server("0.0.0.0", true, false, false), "warn", "encryption", "--tls"),
        arguments("exposure", server("0.0.0.0", true, false, true), "ok", "encrypted", ""),
        arguments("exposure", broken, "skipped", "not valid", ""));
  }

  @ParameterizedTest
  @MethodSource("serverFacts")
  void judgesTheServer(String id, ServerFacts facts, String verdict, String text, String remedy) {
    judged(ServerChecks.ROWS, id, facts, verdict, text, remedy);
  }

  static Stream<Arguments> everyCheck() {
    return Stream.of(
            JavaChecks.ROWS,
            PortChecks.ROWS,
            AdapterChecks.ROWS,
            VehicleChecks.ROWS,
            CanChecks.ROWS,
            HostChecks.ROWS,
            ServerChecks.ROWS)
        .flatMap(List::stream)
        .map(check -> arguments(check.id()));
  }

  @ParameterizedTest
  @MethodSource("everyCheck")
  void hasAnIdOfItsOwn(String id) {
    assertTrue(id.matches("[a-z]+(-[a-z]+)*"), id);
    assertEquals(1, everyCheck().filter(row -> row.get()[0].equals(id)).count(), id);
    assertFalse(id.length() > 16, "the column of the text is narrower than " + id);
  }
}
