package io.obdio.isotp.transport;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.network.IsoTpConnection;
import io.obdio.isotp.network.IsoTpException;
import io.obdio.isotp.network.IsoTpListener;
import io.obdio.isotp.network.IsoTpNetwork;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The own engine on a CAN bus. Answers of the legislated identifiers (7E8..7EF, 18DAF1xx) are heard
 * from the start, others once they were asked for.
 */
public final class CanBusLink implements ObdLink {

  private static final int MOST_ECUS = 256;

  private final CanBus bus;
  private final IsoTpNetwork network;
  private final IsoTpListener ears;

  /** Connections to an ECU whose answer address is not known; only the sending thread uses them. */
  private final List<IsoTpConnection> candidates = new ArrayList<>();

  /** Takes over the bus. */
  public CanBusLink(CanBus bus, IsoTpOptions options, Listener listener) {
    this.bus = bus;
    ears = new Ears(listener);
    // The listener returns at once, so that the loop itself may call it.
    network =
        IsoTpNetwork.builder(bus)
            .options(options)
            .callbacks(Runnable::run)
            .onBusLost(listener::lost)
            .open();
    for (CanFilter responses : List.of(ObdIds.RESPONSES_11, ObdIds.RESPONSES_29)) {
      network.accept(responses, CanBusLink::ecu, MOST_ECUS, ears);
    }
  }

  private static @Nullable IsoTpAddress ecu(CanId response) {
    CanId request = ObdIds.requestOf(response);
    return request == null ? null : IsoTpAddress.normal(request, response);
  }

  @Override
  public String portName() {
    return bus.name();
  }

  @Override
  public void listen(List<IsoTpAddress> addresses) throws IOException {
    for (IsoTpConnection candidate : candidates) {
      if (!addresses.contains(candidate.address())) {
        candidate.close();
      }
    }
    candidates.clear();
    if (addresses.size() > 1) {
      for (IsoTpAddress address : addresses) {
        candidates.add(connection(address));
      }
    }
  }

  @Override
  public void send(IsoTpAddress address, byte[] message, Duration timeout)
      throws IOException, InterruptedException {
    CompletableFuture<Void> sent =
        address.functional()
            ? network.send(address, network.options(), message)
            : connection(address).send(message);
    try {
      sent.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new IOException(address + ": not sent within " + timeout.toMillis() + " ms", e);
    }
  }

  private IsoTpConnection connection(IsoTpAddress address) throws IOException {
    try {
      IsoTpConnection open = network.find(address);
      if (open != null && !open.address().equals(address)) {
        open.close();
        open = null;
      }
      return open != null ? open : network.createConnection(ears, address, network.options());
    } catch (IllegalArgumentException e) {
      // The ECU spoke in between, and its connection was opened for that.
      IsoTpConnection open = network.find(address);
      if (open != null) {
        return open;
      }
      throw e;
    } catch (IllegalStateException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    network.close();
    bus.close();
  }

  private record Ears(Listener listener) implements IsoTpListener {

    @Override
    public void onMessage(IsoTpConnection connection, byte[] message) {
      listener.message(connection.address().rxId(), message);
    }

    @Override
    public void onFirstFrame(IsoTpConnection connection, int length) {
      listener.began(connection.address().rxId());
    }

    @Override
    public void onError(IsoTpConnection connection, IsoTpException error) {
      listener.failed(connection.address().rxId(), String.valueOf(error.getMessage()));
    }
  }
}
