package io.obdio.isotp.network;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.loop.EventLoop;
import io.obdio.isotp.loop.ThreadEventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
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
 * <p>Threads: every method may be called by any thread. Engines run on the network's loop, users'
 * code on its callback executor.
 */
public final class IsoTpNetwork implements AutoCloseable {

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
    ownLoop = settings.loop == null;
    loop =
        settings.loop == null ? new ThreadEventLoop("isotp-" + settings.bus.name()) : settings.loop;
    ownCallbacks = settings.callbacks == null ? CallbackThreads.make(settings.bus.name()) : null;
    Executor executor = settings.callbacks == null ? ownCallbacks : settings.callbacks;
    callbacks = executor == null ? Runnable::run : executor;
    FrameDispatcher dispatcher =
        new FrameDispatcher(settings.bus.name(), loop, routes, this::busLost);
    parts =
        new NetworkParts(
            loop, routes, dispatcher, new TransmitQueue(settings.bus, loop), callbacks);
    subscription = settings.bus.subscribe(List.of(), dispatcher);
    routes.onFilters(subscription::setFilters);
  }

  /** Opens a network with the defaults; the bus stays the caller's. */
  public static IsoTpNetwork open(CanBus bus) {
    return builder(bus).open();
  }

  /** Opens a network as one wants it; the bus stays the caller's. */
  public static Builder builder(CanBus bus) {
    return new Builder(bus);
  }

  /** The loop that the engines run on. */
  public EventLoop loop() {
    return loop;
  }

  /** The bus beneath. */
  public CanBus bus() {
    return settings.bus;
  }

  /** What connections are opened with unless they say otherwise. */
  public IsoTpOptions options() {
    return settings.options;
  }

  /** Opens a connection in callback style, normal addressing. */
  public IsoTpConnection createConnection(IsoTpListener listener, CanId rxId, CanId txId) {
    return createConnection(listener, IsoTpAddress.normal(txId, rxId), settings.options);
  }

  /**
   * Opens a connection in callback style.
   *
   * @throws IllegalArgumentException if another connection hears the very same
   * @throws IllegalStateException if the network is closed
   */
  public IsoTpConnection createConnection(
      IsoTpListener listener, IsoTpAddress address, IsoTpOptions options) {
    return register(listening(listener, address, options));
  }

  /** Opens a connection in stream style, normal addressing. */
  public IsoTpStream openConnection(CanId rxId, CanId txId) {
    return openConnection(IsoTpAddress.normal(txId, rxId), settings.options);
  }

  /**
   * Opens a connection in stream style.
   *
   * @throws IllegalArgumentException if another connection hears the very same
   * @throws IllegalStateException if the network is closed
   */
  public IsoTpStream openConnection(IsoTpAddress address, IsoTpOptions options) {
    StreamSink sink = new StreamSink(address.toString(), parts::callback);
    return new IsoTpStream(register(new Connection(parts, address, options, self -> sink)), sink);
  }

  /**
   * Opens a connection whenever a frame comes whose identifier passes the filter and that no
   * connection hears: for nodes whose addresses are not known beforehand.
   *
   * @param address what to open for an identifier, or null to leave it alone
   * @param limit most connections to open so
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

  /** The open connection that hears what this address hears, or null. */
  public @Nullable IsoTpConnection find(IsoTpAddress address) {
    return routes.find(address);
  }

  /** Sends a functional request: a single frame that many may hear. */
  public CompletableFuture<Void> send(CanId txId, byte... payload) {
    return send(IsoTpAddress.normal(txId, txId).asFunctional(), settings.options, payload);
  }

  /** Sends a functional request with any addressing; what the address hears does not matter. */
  public CompletableFuture<Void> send(IsoTpAddress address, IsoTpOptions options, byte... payload) {
    requireOpen();
    return new Connection(parts, address.asFunctional(), options, self -> DiscardingSink.INSTANCE)
        .send(payload);
  }

  /** A server that sends every message back. */
  public IsoTpServer echo(CanId rxId, CanId txId) {
    return echo(IsoTpAddress.normal(txId, rxId), settings.options);
  }

  /** The same with any addressing. */
  public IsoTpServer echo(IsoTpAddress address, IsoTpOptions options) {
    return new IsoTpServer(
        register(new Connection(parts, address, options, EchoSink::new)), List.of());
  }

  /** A server on normal addressing that also hears functional requests. */
  public IsoTpServer serve(
      IsoTpRequestHandler handler, CanId rxId, CanId txId, CanId... functionalRxIds) {
    List<IsoTpAddress> functional = new ArrayList<>();
    for (CanId id : functionalRxIds) {
      functional.add(IsoTpAddress.normal(txId, id).asFunctional());
    }
    return serve(handler, IsoTpAddress.normal(txId, rxId), functional, settings.options);
  }

  /**
   * A server: requests in, any number of answers out.
   *
   * @param address where it hears physical requests and answers from
   * @param functional where else it hears single frames
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
            self -> new ListenerSink(() -> self, new Requests(handler, false, self), serial));
    register(physical);
    List<IsoTpConnection> others = new ArrayList<>();
    for (IsoTpAddress other : functional) {
      Requests requests = new Requests(handler, true, physical);
      others.add(
          register(
              new Connection(
                  parts,
                  other.asFunctional(),
                  options,
                  self -> new ListenerSink(() -> self, requests, serial))));
    }
    return new IsoTpServer(physical, others);
  }

  private final class Requests implements IsoTpListener {
    private final IsoTpRequestHandler handler;
    private final boolean functional;
    private final IsoTpConnection answers;

    Requests(IsoTpRequestHandler handler, boolean functional, IsoTpConnection answers) {
      this.handler = handler;
      this.functional = functional;
      this.answers = answers;
    }

    @Override
    public void onMessage(IsoTpConnection connection, byte[] message) {
      handler.onRequest(new IsoTpRequest(message, functional, answers, loop));
    }

    @Override
    public void onError(IsoTpConnection connection, IsoTpException error) {
      handler.onError(error);
    }
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
      throw new IllegalStateException(settings.bus.name() + ": the network is closed: " + closed);
    }
  }

  private void busLost(String reason) {
    if (closed.isEmpty()) {
      closed = reason.isEmpty() ? "the bus is gone" : reason;
      String why = closed;
      routes.all().forEach(connection -> connection.shut(why));
      parts.callback(() -> settings.onBusLost.accept(why));
    }
  }

  /**
   * Closes every connection and ends the network's threads; the bus stays open. Never throws, may
   * be called twice.
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
        LOG.warn(
            "{}: the event loop does not respond, connections were not closed",
            settings.bus.name());
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

  /** How a network is to be. */
  public static final class Builder {
    private final CanBus bus;
    private IsoTpOptions options = IsoTpOptions.DEFAULTS;
    private @Nullable EventLoop loop;
    private @Nullable Executor callbacks;
    private Consumer<String> onBusLost = reason -> {};

    private Builder(CanBus bus) {
      this.bus = bus;
    }

    /** What connections are opened with unless they say otherwise. */
    public Builder options(IsoTpOptions options) {
      this.options = options;
      return this;
    }

    /**
     * The loop to run on, a thread of its own by default; it stays the caller's. The loop of a
     * {@link io.obdio.isotp.can.VirtualCanBus} saves the way from thread to thread.
     */
    public Builder loop(EventLoop loop) {
      this.loop = loop;
      return this;
    }

    /**
     * Where users' code runs; threads of its own by default, as many as connections are busy with
     * it. {@code Runnable::run} runs it on the loop, where it must not wait.
     */
    public Builder callbacks(Executor callbacks) {
      this.callbacks = callbacks;
      return this;
    }

    /** Whom to tell, with a reason for a person, when the bus is gone. */
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
