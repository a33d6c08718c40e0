package example;

import io.obdio.core.connection.ObdConnection;
import io.obdio.core.transport.TransportException;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanBusProvider;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.can.VirtualCanBus;
import io.obdio.isotp.network.IsoTpNetwork;
import io.obdio.isotp.network.IsoTpStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/** obd-core and obd-isotp: an echo on a virtual bus, a missing CAN driver, a missing server. */
public class Main {
  public static void main(String[] args) throws Exception {
    CanId server = CanId.parse("7E0");
    CanId client = CanId.parse("7E8");
    try (CanBus bus = VirtualCanBus.open("vcan0").receiveOwn(true);
        IsoTpNetwork network = IsoTpNetwork.open(bus)) {
      network.echo(server, client);
      IsoTpStream stream = network.openConnection(client, server);
      byte[] message = new byte[100];
      check(Arrays.equals(stream.request(message, Duration.ofSeconds(5)), message), "the echo");
    }
    try (CanBus bus = CanBusProvider.open("socketcan", "can0")) {
      throw new AssertionError(bus + " without its driver");
    } catch (IOException e) {
      check(e.getMessage().contains("io.obdio:obd-transport-socketcan"), e.getMessage());
    }
    try (ObdConnection connection = ObdConnection.open("isotpserver:127.0.0.1:1")) {
      throw new AssertionError(connection.status().toString());
    } catch (TransportException.Unavailable e) {
      check(e.getMessage().contains("127.0.0.1:1"), e.getMessage());
    }
    System.out.println("passed");
  }

  private static void check(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }
}
