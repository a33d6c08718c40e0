package example;

import io.obdio.core.connection.ObdConnection;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportProvider;
import io.obdio.core.transport.Transports;
import java.util.Set;
import java.util.TreeSet;

/** obd-core and the ELM327 driver: its schemes, a missing port, a missing adapter. */
public class Main {
  public static void main(String[] args) throws Exception {
    Set<String> schemes = new TreeSet<>();
    for (TransportProvider provider : Transports.providers()) {
      schemes.addAll(provider.schemes());
    }
    check(schemes.equals(Set.of("elm327", "isotpserver", "replay")), schemes.toString());
    fails("elm327:/dev/there-is-none", "no such port");
    fails("elm327://127.0.0.1:1", "127.0.0.1");
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
