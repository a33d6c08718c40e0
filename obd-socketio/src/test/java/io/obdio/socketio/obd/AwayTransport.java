package io.obdio.socketio.obd;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportListener;
import io.obdio.core.transport.TransportProvider;
import io.obdio.core.transport.TransportUri;
import io.obdio.core.transport.Transports;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The simulated car, which a test can send away: {@code test:}. */
public final class AwayTransport implements DiagnosticTransport {

  static volatile boolean away;

  /** While it is closed, every exchange waits, as with an adapter that has frozen. */
  static volatile CountDownLatch gate = new CountDownLatch(0);

  private final DiagnosticTransport car;

  AwayTransport(DiagnosticTransport car) {
    this.car = car;
  }

  @Override
  public List<EcuMessage> open(Duration timeout) throws TransportException {
    return car.open(timeout);
  }

  @Override
  public TransportAnswer exchange(DiagnosticRequest request, Duration timeout)
      throws TransportException {
    awaitGate();
    TransportAnswer answer = car.exchange(request, timeout);
    return away && request instanceof DiagnosticRequest.ToVehicle
        ? TransportAnswer.none(TransportAnswer.Reason.NO_DATA, "sent away by the test")
        : answer;
  }

  private static void awaitGate() throws TransportException.Lost {
    try {
      if (!gate.await(60, TimeUnit.SECONDS)) {
        throw new TransportException.Lost("the test never opened the gate");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransportException.Lost("interrupted", e);
    }
  }

  @Override
  public ConnectionStatus status() {
    return car.status();
  }

  @Override
  public Protocol protocol() {
    return car.protocol();
  }

  @Override
  public String portName() {
    return car.portName();
  }

  @Override
  public void setListener(TransportListener listener) {
    car.setListener(listener);
  }

  @Override
  public void close() {
    car.close();
  }

  /** Found by ServiceLoader, as a driver is. */
  public static final class Provider implements TransportProvider {
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
      return new AwayTransport(Transports.create("sim:"));
    }
  }
}
