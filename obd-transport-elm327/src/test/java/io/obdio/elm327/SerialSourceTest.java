package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.link.ForwardingLink;
import io.obdio.elm327.link.LinkUnavailableException;
import io.obdio.elm327.link.PortInfo;
import io.obdio.elm327.link.SerialPorts;
import io.obdio.elm327.link.VirtualLink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SerialSourceTest {

  /** Ports of which some have an adapter, at one bit rate. */
  private static final class FakePorts implements SerialPorts {
    final List<PortInfo> ports = new ArrayList<>();
    final Map<String, Integer> adapters = new HashMap<>();
    final List<String> opened = new ArrayList<>();

    void add(String path, String identity) {
      ports.add(new PortInfo(path, path, identity));
    }

    @Override
    public List<PortInfo> list() {
      List<PortInfo> sorted = new ArrayList<>(ports);
      Collections.sort(sorted);
      return sorted;
    }

    @Override
    public ByteLink open(String path, int baud) throws LinkUnavailableException {
      opened.add(path);
      if (ports.stream().noneMatch(p -> p.path().equals(path))) {
        throw new LinkUnavailableException(path + ": no such port");
      }
      int right = adapters.getOrDefault(path, 0);
      FakeElm elm = FakeElm.car();
      int[] rate = {baud};
      VirtualLink line =
          new VirtualLink(
              (b, link) -> {
                if (rate[0] == right) {
                  elm.receive(b, link);
                }
              },
              () -> 5);
      return new RatedLink(line, path, rate);
    }
  }

  /** A virtual link with a bit rate and a name. */
  private static final class RatedLink extends ForwardingLink {
    private final String path;
    private final int[] rate;

    RatedLink(VirtualLink line, String path, int[] rate) {
      super(line);
      this.path = path;
      this.rate = rate;
    }

    @Override
    public String name() {
      return path;
    }

    @Override
    public boolean setBaudRate(int baud) {
      rate[0] = baud;
      return true;
    }

    @Override
    public int baudRate() {
      return rate[0];
    }
  }

  private final FakePorts ports = new FakePorts();

  @Test
  void findsTheBitRate() throws Exception {
    ports.add("/dev/ttyUSB0", "1:2:3");
    for (int rate : new int[] {38_400, 9_600, 230_400, 115_200, 57_600, 19_200, 500_000}) {
      ports.adapters.put("/dev/ttyUSB0", rate);
      assertEquals(rate, new SerialSource(ports, "/dev/ttyUSB0", 0, 0).open(60_000).baudRate());
    }
  }

  /** A program that ended without a word may have left the adapter at its greater speed. */
  @Test
  void findsAnAdapterThatWasSpedUpBefore() throws Exception {
    ports.add("/dev/ttyUSB0", "1:2:3");
    ports.adapters.put("/dev/ttyUSB0", 115_200);
    assertThrows(
        LinkUnavailableException.class,
        () -> new SerialSource(ports, "/dev/ttyUSB0", 38_400, 0).open(60_000));
    SerialSource fast = new SerialSource(ports, "/dev/ttyUSB0", 38_400, 115_200);
    assertEquals(115_200, fast.open(60_000).baudRate());
    ports.adapters.put("/dev/ttyUSB0", 38_400);
    assertEquals(38_400, fast.open(60_000).baudRate());
  }

  @Test
  void scansUsbThenBluetoothThenOthers() throws Exception {
    ports.add("/dev/ttyS0", "");
    ports.add("/dev/rfcomm0", "");
    ports.add("/dev/ttyUSB1", "");
    ports.add("/dev/ttyUSB0", "");
    ports.adapters.put("/dev/ttyS0", 38_400);
    assertEquals("/dev/ttyS0", new SerialSource(ports, "", 0, 0).open(60_000).name());
    assertEquals(
        List.of("/dev/ttyUSB0", "/dev/ttyUSB1", "/dev/rfcomm0", "/dev/ttyS0"), ports.opened);
  }

  @Test
  void listsWhatItTried() {
    ports.add("/dev/ttyUSB0", "");
    ports.add("/dev/rfcomm0", "");
    LinkUnavailableException none =
        assertThrows(
            LinkUnavailableException.class, () -> new SerialSource(ports, "", 0, 0).open(60_000));
    assertTrue(none.getMessage().contains("/dev/ttyUSB0: no ELM327 answers at 38400, 9600"));
    assertTrue(none.getMessage().contains("/dev/rfcomm0"), none.getMessage());
  }

  @Test
  void findsARenamedDeviceAgain() throws Exception {
    ports.add("/dev/ttyUSB0", "1027:24577:A1");
    ports.adapters.put("/dev/ttyUSB0", 38_400);
    SerialSource source = new SerialSource(ports, "/dev/ttyUSB0", 0, 0);
    source.open(60_000).close();
    ports.ports.clear();
    ports.add("/dev/ttyUSB1", "1027:24577:A1");
    ports.adapters.put("/dev/ttyUSB1", 38_400);
    assertEquals("/dev/ttyUSB1", source.open(60_000).name());
  }

  @Test
  void doesNotTakeAnotherDeviceForIt() throws Exception {
    ports.add("/dev/ttyUSB0", "1027:24577:A1");
    ports.adapters.put("/dev/ttyUSB0", 38_400);
    SerialSource source = new SerialSource(ports, "/dev/ttyUSB0", 0, 0);
    source.open(60_000).close();
    ports.ports.clear();
    ports.add("/dev/ttyUSB1", "1027:24577:B2");
    ports.adapters.put("/dev/ttyUSB1", 38_400);
    assertThrows(LinkUnavailableException.class, () -> source.open(60_000));
  }
}
