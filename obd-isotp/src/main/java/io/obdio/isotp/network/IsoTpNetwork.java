package io.obdio.isotp.network;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.loop.EventLoop;
import io.obdio.isotp.loop.ThreadEventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ISO-TP connections on a CAN bus: any number, each in both directions at once, on one thread.
 *
 * <pre>{@code
 * try (CanBus bus = VirtualCanBus.open("vcan0");
 *     IsoTpNetwork network = IsoTpNetwork.open(bus)) {
 *   IsoTpStream ecu = network.openConnection(CanId.parse("7E8"), CanId.parse("7E0"));
 *   byte[] vin = ecu.request(new byte[] {0x09, 0x02}, Duration.ofSeconds(1));
 * }
 * }</pre>
 *
 * <p>Threads: every method may be called by any thread. Engines run on the network's loop, user
 * code on its callback executor.
 */
public final class IsoTpNetwork implements IsoTpConnector {

  private static final Logger LOG = LoggerFactory.getLogger(IsoTpNetwork.class);

  private final Builder settings;
  private final EventLoop loop;
  private final boolean ownLoop;
  private final Executor callbacks;
  private final @Nullable ExecutorService ownCallbacks;
  private final Routes routes = new Routes();
  private final NetworkParts parts;
  private final CanBus.Subscription subscription;
  private volatile String closed = "";

  private IsoTpNetwork(Builder settings) {
    this.settings = settings;
    String name = settings.bus.name();
    ownLoop = settings.loop == null;
    loop = settings.loop == null ? new ThreadEventLoop("isotp-" + name) : settings.loop;
    ownCallbacks = settings.callbacks == null ? NetworkThreads.callbacks(name) : null;
    Executor executor = settings.callbacks == null ? ownCallbacks : settings.callbacks;
    callbacks = executor == null ? Runnable::run : executor;
    FrameDispatcher dispatcher = new FrameDispatcher(name, loop, routes, this::busLost);
    TransmitQueue transmitQueue = new TransmitQueue(settings.bus, loop);
    parts = new NetworkParts(loop, routes, dispatcher, transmitQueue, callbacks);
    subscription = settings.bus.subscribe(List.of(), dispatcher);
    routes.onFilters(subscription::setFilters);
  }

  /** Opens a network with the defaults; the bus is not closed with the network. */
  public static IsoTpNetwork open(CanBus bus) {
    return builder(bus).open();
  }

  /** Returns a builder of a network; the bus is not closed with the network. */
  public static Builder builder(CanBus bus) {
    return new Builder(bus);
  }

  @Override
  public String name() {
    return settings.bus.name();
  }

  /** Returns the loop that runs the engines. */
  public EventLoop loop() {
    return loop;
  }

  /** Returns the bus. */
  public CanBus bus() {
    return settings.bus;
  }

  /** Returns the default options of connections. */
  public IsoTpOptions options() {
    return settings.options;
  }

  /** Opens a connection with normal addressing whose messages go to a listener. */
  public IsoTpConnection createConnection(IsoTpListener listener, CanId rxId, CanId txId) {
    return createConnection(listener, IsoTpAddress.normal(txId, rxId), settings.options);
  }

  /**
   * Opens a connection whose messages go to a listener.
   *
   * @throws IllegalArgumentException if another connection receives the same physical frames
   * @throws IllegalStateException if the network is closed
   */
  @Override
  public IsoTpConnection createConnection(
      IsoTpListener listener, IsoTpAddress address, IsoTpOptions options) {
    return register(listening(listener, address, options));
  }

  /** Opens a connection with normal addressing whose messages are read from a stream. */
  public IsoTpStream openConnection(CanId rxId, CanId txId) {
    return openConnection(IsoTpAddress.normal(txId, rxId), settings.options);
  }

  /**
   * Opens a connection whose messages are read from a stream.
   *
   * @throws IllegalArgumentException if another connection receives the same physical frames
   * @throws IllegalStateException if the network is closed
   */
  @Override
  public IsoTpStream openConnection(IsoTpAddress address, IsoTpOptions options) {
    StreamSink sink = new StreamSink(address.toString(), parts::callback);
    return new IsoTpStream(register(new Connection(parts, address, options, self -> sink)), sink);
  }

  /**
   * Opens a connection whenever a frame arrives whose identifier passes the filter and that no
   * connection receives: for nodes whose addresses are not known in advance.
   *
   * @param address returns the address of the connection for an identifier, or null to ignore it
   * @param limit the maximum number of connections that are opened
   */
  public void accept(
      CanFilter filter,
      Function<CanId, @Nullable IsoTpAddress> address,
      int limit,
      IsoTpListener listener) {
    int[] left = {limit};
    routes.add(
        new Routes.Acceptor(
            filter,
            id -> {
              IsoTpAddress found = left[0] > 0 ? address.apply(id) : null;
              if (found == null || !closed.isEmpty()) {
                return null;
              }
              left[0]--;
              return register(listening(listener, found, settings.options));
            }));
  }

  /** Returns the open connection that receives the frames of an address, or null. */
  public @Nullable IsoTpConnection find(IsoTpAddress address) {
    return routes.find(address);
  }

  /** Sends a functional request: a single frame to any number of nodes. */
  public CompletableFuture<Void> send(CanId txId, byte... payload) {
    return send(IsoTpAddress.normal(txId, txId).asFunctional(), settings.options, payload);
  }

  /**
   * Sends a functional request with any addressing; the receiving half of the address is unused.
   */
  public CompletableFuture<Void> send(IsoTpAddress address, IsoTpOptions options, byte... payload) {
    requireOpen();
    return new Connection(parts, address.asFunctional(), options, self -> DiscardingSink.INSTANCE)
        .send(payload);
  }

  /** Opens a server with normal addressing that sends every message back. */
  public IsoTpServer echo(CanId rxId, CanId txId) {
    return echo(IsoTpAddress.normal(txId, rxId), settings.options);
  }

  /** Opens a server that sends every message back. */
  public IsoTpServer echo(IsoTpAddress address, IsoTpOptions options) {
    return new IsoTpServer(
        register(new Connection(parts, address, options, EchoSink::new)), List.of());
  }

  /**
   * Opens a server with normal addressing.
   *
   * @param functionalRxIds the identifiers of functional requests, which other servers of this
   *     network may receive too
   */
  public IsoTpServer serve(
      IsoTpRequestHandler handler, CanId rxId, CanId txId, CanId... functionalRxIds) {
    List<IsoTpAddress> functional = new ArrayList<>();
    for (CanId id : functionalRxIds) {
      functional.add(IsoTpAddress.normal(txId, id).asFunctional());
    }
    return serve(handler, IsoTpAddress.normal(txId, rxId), functional, settings.options);
  }

  /**
   * Opens a server: receives requests and sends any number of responses.
   *
   * @param address the address of physical requests and of all responses
   * @param functional the addresses of functional requests, which other servers of this network may
   *     receive too
   * @throws IllegalArgumentException if another connection receives the same physical frames;
   *     nothing is opened then
   * @throws IllegalStateException if the network is closed
   */
  public IsoTpServer serve(
      IsoTpRequestHandler handler,
      IsoTpAddress address,
      List<IsoTpAddress> functional,
      IsoTpOptions options) {
    ConnectionCallbacks serial = new ConnectionCallbacks(callbacks);
    Connection physical =
        new Connection(
            parts,
            address,
            options,
            self -> new ListenerSink(() -> self, requests(handler, false, self), serial));
    List<Connection> others = new ArrayList<>();
    for (IsoTpAddress other : functional) {
      IsoTpListener requests = requests(handler, true, physical);
      others.add(
          new Connection(
              parts,
              other.asFunctional(),
              options,
              self -> new ListenerSink(() -> self, requests, serial)));
    }
    IsoTpServer server = new IsoTpServer(physical, List.copyOf(others));
    try {
      register(physical);
      others.forEach(this::register);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    return server;
  }

  private IsoTpListener requests(
      IsoTpRequestHandler handler, boolean functional, IsoTpConnection responses) {
    return new IsoTpListener() {
      @Override
      public void onMessage(IsoTpConnection connection, byte[] message) {
        handler.onRequest(new IsoTpRequest(message, functional, responses, loop));
      }

      @Override
      public void onFunctionalMessage(IsoTpConnection connection, byte[] message) {
        handler.onRequest(new IsoTpRequest(message, true, responses, loop));
      }

      @Override
      public void onError(IsoTpConnection connection, IsoTpException error) {
        handler.onError(error);
      }
    };
  }

  private Connection listening(IsoTpListener listener, IsoTpAddress address, IsoTpOptions options) {
    return new Connection(
        parts,
        address,
        options,
        self -> new ListenerSink(() -> self, listener, new ConnectionCallbacks(callbacks)));
  }

  private Connection register(Connection connection) {
    requireOpen();
    routes.add(connection);
    return connection;
  }

  private void requireOpen() {
    if (!closed.isEmpty()) {
      throw new IllegalStateException(name() + ": the network is closed: " + closed);
    }
  }

  private void busLost(String reason) {
    if (closed.isEmpty()) {
      closed = reason.isEmpty() ? "the bus was lost" : reason;
      String why = closed;
      routes.all().forEach(connection -> connection.shut(why));
      parts.callback(() -> settings.onBusLost.accept(why));
    }
  }

  /**
   * Sends the messages that are waiting, then closes the network.
   *
   * @param limit the time after which the network is closed in any case
   */
  public void closeAfterSending(Duration limit) throws InterruptedException {
    CompletableFuture<?>[] closing =
        routes.all().stream()
            .map(connection -> connection.closeAfterSending(limit))
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(closing).get(limit.toNanos() + 1, TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.debug("{}: closed with messages waiting to be sent", name());
    }
    close();
  }

  /**
   * Closes every connection and ends the network's threads; the bus stays open. Never throws, may
   * be called repeatedly.
   */
  @Override
  public void close() {
    if (closed.isEmpty()) {
      closed = "closed";
    }
    subscription.close();
    CountDownLatch done = new CountDownLatch(1);
    parts.runOnLoop(
        () -> {
          routes.all().forEach(connection -> connection.shut(""));
          done.countDown();
        });
    try {
      if (!done.await(5, TimeUnit.SECONDS)) {
        LOG.warn("{}: the event loop does not respond, connections were not closed", name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (ownLoop) {
      loop.close();
    }
    if (ownCallbacks != null) {
      ownCallbacks.shutdown();
    }
  }

  /** A builder of networks. */
  public static final class Builder {
    private final CanBus bus;
    private IsoTpOptions options = IsoTpOptions.DEFAULTS;
    private @Nullable EventLoop loop;
    private @Nullable Executor callbacks;
    private Consumer<String> onBusLost = reason -> {};

    private Builder(CanBus bus) {
      this.bus = bus;
    }

    /** Returns the default options of connections. */
    public IsoTpOptions options() {
      return options;
    }

    /** Sets the default options of connections. */
    public Builder options(IsoTpOptions options) {
      this.options = options;
      return this;
    }

    /**
     * Sets the loop that runs the engines; it is not closed with the network. The loop of a {@link
     * io.obdio.isotp.can.VirtualCanBus} saves a thread switch for each frame. Default: a new one.
     */
    public Builder loop(EventLoop loop) {
      this.loop = loop;
      return this;
    }

    /**
     * Sets the executor that runs user code. {@code Runnable::run} runs it on the loop, where it
     * must not block. Default: threads of the network, at most one for each connection.
     */
    public Builder callbacks(Executor callbacks) {
      this.callbacks = callbacks;
      return this;
    }

    /** Sets the listener that is called with the reason when the bus is lost. */
    public Builder onBusLost(Consumer<String> listener) {
      this.onBusLost = listener;
      return this;
    }

    /** Opens the network. */
    public IsoTpNetwork open() {
      return new IsoTpNetwork(this);
    }
  }
}
