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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A link that uses the ISO-TP engine of this library on a CAN bus. Responses with the identifiers
 * of legislated OBD (7E8..7EF, 18DAF1xx) are always received.
 */
public final class CanBusLink implements ObdLink {

  private static final int MAX_ECUS = 256;

  private final CanBus bus;
  private final String note;
  private final IsoTpNetwork network;
  private final IsoTpListener messages;

  /** Opens a link on a bus, which is closed with the link. */
  public CanBusLink(CanBus bus, IsoTpOptions options, Listener listener) {
    this(bus, "", IsoTpNetwork.builder(bus).options(options), listener);
  }

  /**
   * Opens a link on a bus, which is closed with the link.
   *
   * @param note see {@link ObdLink#note}
   * @param network the network to open on the bus
   */
  public CanBusLink(CanBus bus, String note, IsoTpNetwork.Builder network, Listener listener) {
    this.bus = bus;
    this.note = note;
    messages = new Messages(listener);
    IsoTpOptions options = network.options();
    // The listener returns at once, so the loop itself may call it.
    this.network =
        network
            .options(options.toBuilder().confirmed(true).build())
            .callbacks(Runnable::run)
            .onBusLost(listener::lost)
            .open();
    for (CanFilter responses : List.of(ObdIds.RESPONSES_11, ObdIds.RESPONSES_29)) {
      this.network.accept(responses, CanBusLink::ecu, MAX_ECUS, messages);
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
  public Optional<CanBus> bus() {
    return Optional.of(bus);
  }

  @Override
  public String note() {
    return note;
  }

  @Override
  public void listen(List<IsoTpAddress> addresses) throws IOException {
    for (IsoTpAddress address : addresses) {
      connection(address);
    }
  }

  @Override
  public CompletableFuture<Void> send(IsoTpAddress address, byte[] message) {
    try {
      return address.functional()
          ? network.send(address, network.options(), message)
          : connection(address).send(message);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    } catch (IllegalStateException e) {
      return CompletableFuture.failedFuture(new IOException(e.getMessage(), e));
    }
  }

  private IsoTpConnection connection(IsoTpAddress address) throws IOException {
    try {
      IsoTpConnection open = network.find(address);
      if (open != null && !open.address().equals(address)) {
        open.close();
        open = null;
      }
      return open != null ? open : network.createConnection(messages, address, network.options());
    } catch (IllegalArgumentException e) {
      // A frame of the ECU has opened its connection in the meantime.
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

  private record Messages(Listener listener) implements IsoTpListener {

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
