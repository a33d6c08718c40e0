package io.obdio.socketcan;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.channels.Channel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tel.schich.javacan.platform.linux.UnixFileDescriptor;
import tel.schich.javacan.platform.linux.epoll.EPollSelector;
import tel.schich.javacan.select.IOEvent;
import tel.schich.javacan.select.SelectorRegistration;
import tel.schich.javacan.select.SelectorRegistration.Operation;

/**
 * A thread that waits until sockets can be read, so that a socket can be closed at once: the kernel
 * keeps a socket alive, and its flow controls, while a thread blocks in a read.
 *
 * <p>Threads: any thread adds and removes; the poller's thread calls the handlers.
 */
final class SocketPoller implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SocketPoller.class);

  private final EPollSelector selector;

  @GuardedBy("this")
  private final Map<Channel, SelectorRegistration<UnixFileDescriptor, ?>> registrations =
      new HashMap<>();

  @GuardedBy("this")
  private final Map<Channel, Runnable> handlers = new HashMap<>();

  private volatile boolean closed;

  private SocketPoller(EPollSelector selector) {
    this.selector = selector;
  }

  /** Starts a poller whose thread has this name. */
  static SocketPoller start(String name) throws IOException {
    SocketPoller poller;
    try {
      NativeLibrary.load();
      poller = new SocketPoller(new EPollSelector());
    } catch (LinkageError e) {
      throw new IOException(
          "no native library for SocketCAN on " + System.getProperty("os.arch") + ": " + e, e);
    }
    Thread thread = new Thread(poller::pollAll, name);
    thread.setDaemon(true);
    thread.start();
    return poller;
  }

  /**
   * Adds a channel.
   *
   * @param readable called whenever the channel can be read or has an error; reads once
   */
  synchronized void add(Channel channel, Runnable readable) throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    handlers.put(channel, readable);
    registrations.put(channel, selector.register(channel, Operation.READ));
  }

  /** Removes a channel that is still open; its handler may be running. */
  synchronized void remove(Channel channel) {
    handlers.remove(channel);
    SelectorRegistration<UnixFileDescriptor, ?> registration = registrations.remove(channel);
    if (registration != null && !closed) {
      try {
        selector.cancel(registration);
      } catch (IOException e) {
        LOG.debug("not removed: {}", e.getMessage());
      }
    }
  }

  private void pollAll() {
    try {
      while (!closed) {
        List<IOEvent<UnixFileDescriptor>> events = selector.select();
        for (IOEvent<UnixFileDescriptor> event : events) {
          handle(event.getRegistration().getChannel());
        }
      }
    } catch (IOException e) {
      if (!closed) {
        LOG.error("sockets cannot be read any more: {}", e.getMessage());
      }
    } finally {
      synchronized (this) {
        closed = true;
        try {
          selector.close();
        } catch (IOException e) {
          LOG.debug("{}", e.getMessage());
        }
      }
    }
  }

  private void handle(Channel channel) {
    Runnable handler;
    synchronized (this) {
      handler = handlers.get(channel);
    }
    if (handler != null) {
      try {
        handler.run();
      } catch (RuntimeException e) {
        LOG.error("a socket's handler failed", e);
      }
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      selector.wakeup();
    }
  }
}
