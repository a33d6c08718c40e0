package io.obdio.socketio.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.elm327.link.PortInfo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The collection of facts from a tree of files as Linux has them. */
@Timeout(60)
class ProbesTest {

  @TempDir Path root;

  private Machine machine() {
    return new Machine(root, true);
  }

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void process(String pid, String name, String... files) throws IOException {
    file("/proc/" + pid + "/comm", name + "\n");
    Path folder = Files.createDirectories(root.resolve("proc/" + pid + "/fd"));
    for (int i = 0; i < files.length; i++) {
      Files.createSymbolicLink(folder.resolve(String.valueOf(i)), Path.of(files[i]));
    }
  }

  @Test
  void readsTheGroupsOfTheUser() throws Exception {
    file(
        "/proc/self/status",
        "Name:\tjava\nUid:\t0\t1000\t1000\t1000\nGid:\t5\t5\nGroups:\t20 44\n");
    String name = System.getProperty("user.name");
    file("/etc/group", "dialout:x:20:\nvideo:x:44:" + name + "\nplugdev:x:46:" + name + "\n");
    UserFacts user = UserFacts.collect(machine());
    assertEquals(Set.of("dialout", "video"), user.groups());
    assertEquals(Set.of("video", "plugdev"), user.listed());
    assertEquals(false, user.root());
  }

  @Test
  void namesWhoHoldsADevice() throws Exception {
    Path device = Files.createFile(root.resolve("ttyUSB0"));
    String real = device.toRealPath().toString();
    process("101", "screen", "pipe:[7]", real);
    process("102", "bash", "pipe:[7]");
    process("103", "ModemManager");
    Holders holders = new Holders(machine());
    assertEquals(List.of("screen (process 101)"), holders.ofDevice(device.toString()));
    assertEquals(List.of("ModemManager (process 103)"), holders.named("ModemManager"));
  }

  @Test
  void readsLockFiles() throws Exception {
    file("/run/lock/LCK..ttyUSB0", "       101\n");
    file("/run/lock/LCK..ttyUSB1", "102 minicom pi\n");
    file("/proc/102/comm", "minicom");
    Holders holders = new Holders(machine());
    Holders.LockFile stale = holders.locksOf("/dev/ttyUSB0").get(0);
    assertEquals("101", stale.process());
    assertEquals(false, stale.alive());
    assertEquals(true, holders.locksOf("/dev/ttyUSB1").get(0).alive());
    assertEquals(List.of(), holders.locksOf("/dev/ttyUSB2"));
  }

  @Test
  void namesWhoListens() throws Exception {
    file(
        "/proc/net/tcp",
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n"
            + "   0: 0100007F:BD64 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0  0 4711"
            + " 1\n"
            + "   1: 0100007F:BD64 00000000:0000 01 00000000:00000000 00:00000000 00000000  0  0 4712"
            + " 1\n");
    process("200", "nginx", "socket:[4711]");
    process("201", "curl", "socket:[4712]");
    assertEquals(List.of("nginx (process 200)"), new Holders(machine()).ofPort(48484));
  }

  @Test
  void readsTheStateOfBluetooth() throws Exception {
    assertEquals(Optional.empty(), facts().bluetooth());
    file("/sys/class/bluetooth/hci0/address", "");
    file("/sys/class/rfkill/rfkill0/type", "bluetooth\n");
    file("/sys/class/rfkill/rfkill0/soft", "1\n");
    file("/sys/class/rfkill/rfkill0/hard", "0\n");
    file("/sys/class/tty/rfcomm0/address", "00:1D:A5:00:00:01\n");
    PortFacts.Bluetooth bluetooth = facts().bluetooth().orElseThrow();
    assertTrue(bluetooth.blocked());
    assertEquals(List.of("rfcomm0 to 00:1D:A5:00:00:01"), bluetooth.bound());
  }

  private PortFacts facts() {
    return PortFacts.collect(machine(), true, "", List.of());
  }

  @Test
  void describesPorts() throws Exception {
    Path device = Files.createFile(root.resolve("ttyUSB0"));
    PortFacts.Port port =
        PortFacts.collect(
                machine(), true, "", List.of(new PortInfo(device.toString(), "CP2102", "1:2:3")))
            .ports()
            .get(0);
    assertTrue(port.exists());
    assertTrue(port.permitted());
    assertEquals(device + " (CP2102)", port.title());
    PortFacts absent = PortFacts.collect(machine(), true, root + "/ttyUSB9", List.of());
    assertEquals(false, absent.usable().get(0).exists());
  }

  /** Membership of a group helps only where the group may read and write. */
  @ParameterizedTest
  @CsvSource({"rw-rw----, true", "rw--w----, false", "rw-r--r--, false", "rw-------, false"})
  void namesTheGroupThatMayOpenAPort(String permissions, boolean named) throws Exception {
    Path device = Files.createFile(root.resolve("ttyUSB0"));
    Files.setPosixFilePermissions(device, PosixFilePermissions.fromString(permissions));
    String owner = Files.readAttributes(device, PosixFileAttributes.class).group().getName();
    PortFacts.Port port =
        PortFacts.collect(machine(), true, device.toString(), List.of()).usable().get(0);
    assertEquals(named ? owner : "", port.group());
  }

  @Test
  void readsCanInterfaces() throws Exception {
    file("/sys/class/net/can0/type", "280\n");
    file("/sys/class/net/can0/flags", "0x40041\n");
    file("/sys/class/net/can0/statistics/rx_over_errors", "2\n");
    file("/sys/class/net/eth0/type", "1\n");
    CanFacts facts = CanFacts.collect(machine(), "can0");
    assertEquals(1, facts.interfaces().size());
    assertTrue(facts.interfaces().get(0).up());
    assertEquals(2, facts.interfaces().get(0).dropped());
    assertEquals(false, CanFacts.collect(new Machine(root, false), "can0").supported());
  }

  /** What iproute2 prints for an interface that is bus-off. */
  @Test
  void readsTheOutputOfIp() throws Exception {
    file("/sys/class/net/can0/flags", "0x40081\n");
    String json =
        "[{\"ifname\":\"lo\"},{\"ifname\":\"can0\",\"linkinfo\":{\"info_kind\":\"can\","
            + "\"info_data\":{\"state\":\"BUS-OFF\",\"berr_counter\":{\"tx\":248,\"rx\":7},"
            + "\"restart_ms\":100,\"bittiming\":{\"bitrate\":500000}}}}]";
    CanFacts.Interface can =
        CanFacts.of(machine(), "can0", Optional.ofNullable(CanFacts.links(json).get("can0")));
    assertEquals(
        new CanFacts.Interface("can0", true, false, 500_000, "BUS-OFF", 248, 7, 0, 100), can);
    assertEquals(Map.of(), CanFacts.links("no JSON"));
  }

  @Test
  void readsErrorsOfDisks() throws Exception {
    file("/sys/fs/ext4/mmcblk0p2/errors_count", "3\n");
    file("/sys/fs/ext4/sda1/errors_count", "0\n");
    file("/sys/class/rtc/rtc0/name", "rtc");
    file("/run/systemd/timesync/synchronized", "");
    HostFacts facts = HostFacts.collect(machine(), List.of(root, root, root.resolve("absent")));
    assertEquals(Map.of("mmcblk0p2", 3L), facts.brokenDisks());
    assertEquals(Optional.of(true), facts.synchronised());
    assertTrue(facts.hardwareClock());
    assertEquals(2, facts.folders().size());
    assertTrue(facts.folders().get(0).freeBytes() > 0);
    assertEquals(-1, facts.folders().get(1).freeBytes());
  }

  @Test
  void readsTheUnit() {
    String output =
        "LoadState=loaded\nActiveState=failed\nSubState=failed\nUnitFileState=enabled\nNRestarts=5\n";
    HostFacts.Unit unit = HostFacts.unit(output).orElseThrow();
    assertEquals("failed (failed)", unit.state());
    assertTrue(unit.failed() && unit.enabled());
    assertEquals(5, unit.restarts().orElseThrow());
    assertEquals(Optional.empty(), HostFacts.unit("LoadState=not-found\n"));
  }

  @Test
  void noticesAPortInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress address = (InetSocketAddress) taken.getLocalSocketAddress();
      ServerSettings settings =
          new ServerSettings("", List.of(), List.of(address), false, false, false);
      ServerFacts facts = ServerFacts.collect(machine(), settings);
      assertEquals(1, facts.obstacles().size(), facts::toString);
      assertEquals(false, facts.running());
    }
  }

  /** A probe that hangs or fails does not keep the others from their results. */
  @Test
  void boundsEveryProbe() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Check<String> check = new Check<>("a", Judgement::ok);
    Check<String> second = new Check<>("b", Judgement::ok);
    Duration soon = Duration.ofMillis(50);
    List<Finding> seen = new ArrayList<>();
    DoctorReport report =
        new Doctor(
                List.of(
                    new CheckGroup<>(
                        "hangs",
                        soon,
                        () -> {
                          never.await();
                          return "";
                        },
                        List.of(check, second)),
                    new CheckGroup<>(
                        "fails",
                        Duration.ofSeconds(10),
                        () -> {
                          throw new IOException("no such file");
                        },
                        List.of(check)),
                    new CheckGroup<>("works", Duration.ofSeconds(10), () -> "x", List.of(check))))
            .run(seen::add);
    assertEquals(seen, report.findings());
    assertEquals(
        List.of(Verdict.WARN, Verdict.SKIPPED, Verdict.WARN, Verdict.OK),
        seen.stream().map(Finding::verdict).toList());
    assertEquals("could not be checked: no such file", seen.get(2).text());
    assertTrue(report.isPassed());
    assertEquals(2, report.count(Verdict.WARN));
  }
}
