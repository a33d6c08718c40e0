package example;

import io.obdio.core.connection.ObdConnection;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportProvider;
import io.obdio.core.transport.Transports;
import java.util.Set;
import java.util.TreeSet;

/** obd-core and the driver for CAN adapters on serial ports: its schemes, a missing port. */
public class Main {
  public static void main(String[] args) throws Exception {
    Set<String> schemes = new TreeSet<>();
    for (TransportProvider provider : Transports.providers()) {
      schemes.addAll(provider.schemes());
    }
    check(schemes.equals(Set.of("isotp", "isotpserver", "replay", "slcan", "socketcan")), schemes.toString());
    fails("slcan:/dev/there-is-none?bitrate=500000", "/dev/there-is-none");
    System.out.println("passed");
  }

  private static void fails(String uri, String expected) throws TransportException {
    try (ObdConnection connection = ObdConnection.open(uri)) {
      throw new AssertionError(uri + ": " + connection.status());
    } catch (TransportException.Unavailable e) {
      check(e.getMessage().contains(expected), e.getMessage());
    }
  }

  private static void check(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }
}
