package io.obdio.sim.elm327.port;

import io.obdio.core.util.DaemonThreads;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.fault.FaultInjector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP server of emulated adapters, as Wi-Fi dongles have one.
 *
 * <p>Threads: one thread serves all clients and runs their adapters. Any thread may call {@link
 * #close} and use the fault injector.
 */
public final class ElmTcpServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ElmTcpServer.class);
  private static final int MOST_CLIENTS = 1000;
  private static final long FINE = 2_000_000L;
  private static final long NAP = 50_000L;

  private final Selector selector;
  private final ServerSocketChannel server;
  private final SelectionKey serverKey;
  private final FaultInjector faults;
  private final LongFunction<Elm327> adapters;

  /** The one adapter of a dongle; null if each client has its own. */
  private final @Nullable Elm327 shared;

  private final Set<ElmTcpSession> sessions = new HashSet<>();
  private final long origin = System.nanoTime();
  private final Thread thread;
  private final Runnable waker;
  private volatile boolean closing;
  private @Nullable ElmTcpSession holder;

  private ElmTcpServer(
      InetSocketAddress address,
      FaultInjector faults,
      LongFunction<Elm327> adapters,
      @Nullable Elm327 shared)
      throws IOException {
    this.faults = faults;
    this.adapters = adapters;
    this.shared = shared;
    selector = Selector.open();
    server = ServerSocketChannel.open();
    try {
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      server.bind(address);
      server.configureBlocking(false);
      serverKey = server.register(selector, SelectionKey.OP_ACCEPT);
    } catch (IOException e) {
      server.close();
      selector.close();
      throw new IOException(
          "cannot listen on "
              + address.getHostString()
              + ":"
              + address.getPort()
              + ": "
              + e.getMessage(),
          e);
    }
    waker = selector::wakeup;
    thread = DaemonThreads.create("elm327-tcp-" + port(), this::run);
  }

  /**
   * Starts a server with an adapter for each client. Each is powered up with its connection; all
   * share the vehicle.
   *
   * @param address the address to listen on; port 0 for a free one
   * @throws IOException if the port is not available
   */
  public static ElmTcpServer start(
      InetSocketAddress address, ElmConfig config, DiagnosticConnector car, FaultInjector faults)
      throws IOException {
    return new ElmTcpServer(address, faults, start -> new Elm327(config, car, faults, start), null)
        .begin();
  }

  /**
   * Starts a server with one adapter for all clients, as in a real Wi-Fi dongle: its state is kept
   * from one client to the next. While one client is connected, the next is accepted by the system
   * but not answered; up to 50 wait, more are refused. The adapter runs on without a client.
   *
   * @param address the address to listen on; port 0 for a free one
   * @throws IOException if the port is not available
   */
  public static ElmTcpServer startDongle(
      InetSocketAddress address, ElmConfig config, DiagnosticConnector car, FaultInjector faults)
      throws IOException {
    Elm327 one = new Elm327(config, car, faults);
    return new ElmTcpServer(address, faults, start -> one, one).begin();
  }

  private ElmTcpServer begin() {
    faults.addListener(waker);
    thread.start();
    return this;
  }

  /** Returns the port. */
  public int port() {
    return server.socket().getLocalPort();
  }

  private long now() {
    return System.nanoTime() - origin;
  }

  private void run() {
    try {
      while (!closing) {
        waitForWork();
        Elm327 dongle = shared;
        if (dongle != null && holder == null) {
          dongle.advanceTo(now());
          dongle.takeOutput(); // Output without a client is lost.
        }
        accept();
        serverKey.interestOps(shared != null && holder != null ? 0 : SelectionKey.OP_ACCEPT);
        for (ElmTcpSession session : Set.copyOf(sessions)) {
          if (!session.move(now())) {
            sessions.remove(session);
            if (session == holder) {
              holder = null;
              serverKey.interestOps(SelectionKey.OP_ACCEPT);
            }
          }
        }
      }
    } catch (IOException e) {
      LOG.warn("The emulated adapter on port {} ended: {}", port(), e.getMessage());
    } finally {
      sessions.forEach(ElmTcpSession::end);
    }
  }

  /**
   * Waits for bytes or for the next event of an adapter; short waits are accurate to a microsecond.
   */
  private void waitForWork() throws IOException {
    long next = faults.nextChange(now());
    if (shared != null && holder == null) {
      next = Math.min(next, shared.nextEvent());
    }
    for (ElmTcpSession session : sessions) {
      next = Math.min(next, session.nextEvent());
    }
    long wait = next == Long.MAX_VALUE ? Long.MAX_VALUE : next - now();
    if (wait == Long.MAX_VALUE) {
      selector.select();
    } else if (wait > FINE) {
      selector.select((wait - FINE / 2) / 1_000_000L);
    } else {
      if (selector.selectNow() == 0 && wait > 0) {
        LockSupport.parkNanos(Math.min(wait, NAP));
      }
    }
    for (Iterator<SelectionKey> i = selector.selectedKeys().iterator(); i.hasNext(); ) {
      i.next();
      i.remove();
    }
  }

  private void accept() throws IOException {
    if (shared != null && holder != null) {
      return; // The next client waits in the backlog.
    }
    SocketChannel client = server.accept();
    if (client == null) {
      return;
    }
    Elm327 adapter = adapters.apply(now());
    if (sessions.size() >= MOST_CLIENTS || adapter.unplugged()) {
      client.close();
      return;
    }
    client.configureBlocking(false);
    client.setOption(StandardSocketOptions.TCP_NODELAY, true);
    SelectionKey key = client.register(selector, SelectionKey.OP_READ);
    ElmTcpSession session = new ElmTcpSession(client, key, adapter, now());
    sessions.add(session);
    if (shared != null) {
      holder = session;
    }
  }

  /** Closes all sessions and the port. Never throws, may be called twice. */
  @Override
  public void close() {
    closing = true;
    faults.removeListener(waker);
    selector.wakeup();
    try {
      if (Thread.currentThread() != thread) {
        thread.join(5_000);
      }
      server.close();
      selector.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("On closing the emulated adapter: {}", e.getMessage());
    }
  }
}
