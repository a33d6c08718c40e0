package io.obdio.core.connection;

import io.obdio.core.command.Commands;
import io.obdio.core.transport.DiagnosticTransport;
import java.time.Duration;

/** A builder of connections. Not thread-safe. */
public final class ObdConnectionBuilder {

  final DiagnosticTransport transport;
  Commands commands = Commands.standard();
  Duration openTimeout = Duration.ofSeconds(30);
  Duration exchangeTimeout = Duration.ofSeconds(10);
  Duration lockTimeout = Duration.ofSeconds(30);
  boolean batching = true;
  boolean deferred;
  TimeSource time = TimeSource.SYSTEM;

  ObdConnectionBuilder(DiagnosticTransport transport) {
    this.transport = transport;
  }

  /** Sets the registry; {@link Commands#standard} by default. */
  public ObdConnectionBuilder commands(Commands registry) {
    this.commands = registry;
    return this;
  }

  /** Sets the limit for opening, discovery excluded; 30 s by default. */
  public ObdConnectionBuilder openTimeout(Duration timeout) {
    this.openTimeout = positive(timeout);
    return this;
  }

  /**
   * Sets the limit for one exchange, 10 s by default. It applies to the worst case (P2* of ISO
   * 14229-2 is 5 s); a transport usually knows earlier that nothing more will arrive.
   */
  public ObdConnectionBuilder exchangeTimeout(Duration timeout) {
    this.exchangeTimeout = positive(timeout);
    return this;
  }

  /** Sets the limit for waiting for the exchanges of other calls, 30 s by default. */
  public ObdConnectionBuilder lockTimeout(Duration timeout) {
    this.lockTimeout = positive(timeout);
    return this;
  }

  /** Sets whether a request may contain several PIDs; true by default. */
  public ObdConnectionBuilder batching(boolean allowed) {
    this.batching = allowed;
    return this;
  }

  /**
   * Sets whether opening returns as soon as the vehicle has answered; false by default: then it
   * returns after all bit maps were requested. If true, a query requests the bit maps that it
   * needs, so that the first value costs few exchanges, and {@link ObdConnection#discover} or a
   * {@link ConnectionSupervisor} requests the others.
   */
  public ObdConnectionBuilder deferredDiscovery(boolean later) {
    this.deferred = later;
    return this;
  }

  /** Sets the clock, for tests. */
  public ObdConnectionBuilder time(TimeSource source) {
    this.time = source;
    return this;
  }

  /** Returns a connection that is not open yet. */
  public ObdConnection build() {
    return new ObdConnection(this);
  }

  private static Duration positive(Duration duration) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException("expected a positive duration, found " + duration);
    }
    return duration;
  }
}
