package io.obdio.socketio.obd;

import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportProvider;
import io.obdio.core.transport.TransportUri;
import io.obdio.core.transport.Transports;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The simulated vehicle as {@code test:}, which a test can silence and freeze. */
public final class ScriptedSim implements TransportProvider {

  private static volatile boolean silent;
  private static volatile ScriptedTransport current = new ScriptedTransport();

  /** While it is closed, every exchange waits, as with an adapter that does not respond. */
  private static volatile CountDownLatch gate = new CountDownLatch(0);

  /** Lets the vehicle answer nothing, or answer again. */
  static void silent(boolean value) {
    silent = value;
    current.silent(value);
  }

  static void freeze() {
    gate = new CountDownLatch(1);
  }

  static void unfreeze() {
    gate.countDown();
  }

  @Override
  public Set<String> schemes() {
    return Set.of("test");
  }

  @Override
  public String usage() {
    return "test:";
  }

  @Override
  public DiagnosticTransport create(TransportUri uri) throws TransportException.BadUri {
    ScriptedTransport transport = ScriptedTransport.around(Transports.create("sim:"));
    current = transport.silent(silent).before(request -> awaitGate());
    return transport;
  }

  private static void awaitGate() {
    try {
      if (!gate.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the test never opened the gate");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      current.lose();
    }
  }
}
