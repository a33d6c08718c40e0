package io.obdio.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tel.schich.javacan.platform.linux.LinuxNativeOperationException;

/** Against a folder that looks like Linux's. */
class CanInterfaceTest {

  @TempDir private Path sys;

  private void put(String name, int type, String flags, int mtu, boolean adapter)
      throws IOException {
    Path folder = Files.createDirectories(sys.resolve(name));
    Files.writeString(folder.resolve("type"), type + "\n");
    Files.writeString(folder.resolve("flags"), flags + "\n");
    Files.writeString(folder.resolve("mtu"), mtu + "\n");
    if (adapter) {
      Files.createDirectories(folder.resolve("device"));
    }
  }

  private String refused(String name) {
    return String.valueOf(
        assertThrows(IOException.class, () -> CanInterface.ready(sys, name)).getMessage());
  }

  @Test
  void oneThatIsReady() throws IOException {
    put("can0", 280, "0x40081", 16, true);
    put("vcan0", 280, "0xc1", 72, false);
    assertEquals(new CanInterface("can0", true, false, false), CanInterface.ready(sys, "can0"));
    assertEquals(new CanInterface("vcan0", true, true, true), CanInterface.ready(sys, "vcan0"));
    assertTrue(CanInterface.find(sys, "can0").fdCommand().contains("dbitrate"));
    assertTrue(CanInterface.find(sys, "vcan0").fdCommand().contains("mtu 72"));
  }

  @Test
  void oneThatIsDown() throws IOException {
    put("can0", 280, "0x40080", 16, true);
    put("vcan0", 280, "0xc0", 72, false);
    assertEquals(
        "can0 is down; run: sudo ip link set can0 up type can bitrate 500000", refused("can0"));
    assertEquals("vcan0 is down; run: sudo ip link set vcan0 up", refused("vcan0"));
  }

  @Test
  void oneThatIsMissing() throws IOException {
    put("eth0", 1, "0x1003", 1500, true);
    assertEquals(
        "there is no interface 'can7'; there are no CAN interfaces; connect its adapter, or create"
            + " a virtual one: sudo modprobe vcan && sudo ip link add dev can7 type vcan && sudo ip link"
            + " set can7 up",
        refused("can7"));
    put("can1", 280, "0x1", 16, true);
    put("can0", 280, "0x1", 16, true);
    assertTrue(refused("can7").contains("CAN interfaces: can0, can1;"));
  }

  @Test
  void oneThatIsNoCan() throws IOException {
    put("eth0", 1, "0x1003", 1500, true);
    assertEquals("eth0 is not a CAN interface; there are no CAN interfaces", refused("eth0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", ".", "../eth0", "a b", "0123456789abcdef", "x;reboot"})
  void namesThatCannotBe(String name) {
    String message = refused(name);
    assertTrue(message.contains("there is no interface"), message);
    assertFalse(message.contains("dev " + name + " "), message);
  }

  @Test
  void aMachineWithoutLinux() {
    String message =
        String.valueOf(
            assertThrows(IOException.class, () -> CanInterface.find(sys.resolve("nothing"), "can0"))
                .getMessage());
    assertTrue(message.contains("requires Linux"), message);
  }

  @ParameterizedTest
  @CsvSource({
    "97, sudo modprobe can && sudo modprobe can-isotp",
    "93, sudo modprobe can-isotp",
    "1, root",
    "13, root",
    "19, ip -details link show type can",
    "100, sudo ip link set can0 up",
    "105, txqueuelen"
  })
  void errorsOfTheKernelNameACommand(int number, String command) {
    String text =
        SocketErrors.explain(
            "can0", "can-isotp", new LinuxNativeOperationException("socket", number, "words"));
    assertTrue(text.contains(command), text);
  }

  @Test
  void otherErrorsKeepTheirWords() {
    assertEquals("can0: words", SocketErrors.explain("can0", "can-raw", new IOException("words")));
  }
}
