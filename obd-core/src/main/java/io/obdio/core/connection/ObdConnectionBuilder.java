package io.obdio.core.connection;

import io.obdio.core.command.Commands;
import io.obdio.core.transport.DiagnosticTransport;
import java.time.Duration;

/** How a connection is to be. Not for several threads at once. */
public final class ObdConnectionBuilder {

  final DiagnosticTransport transport;
  Commands commands = Commands.standard();
  Duration openTimeout = Duration.ofSeconds(30);
  Duration exchangeTimeout = Duration.ofSeconds(10);
  Duration lockTimeout = Duration.ofSeconds(30);
  boolean batching = true;
  TimeSource time = TimeSource.SYSTEM;

  ObdConnectionBuilder(DiagnosticTransport transport) {
    this.transport = transport;
  }

  /** The registry; {@link Commands#standard} by default. */
  public ObdConnectionBuilder commands(Commands registry) {
    this.commands = registry;
    return this;
  }

  /** How long opening may take, discovery not counted; 30 s by default. */
  public ObdConnectionBuilder openTimeout(Duration timeout) {
    this.openTimeout = positive(timeout);
    return this;
  }

  /**
   * How long one exchange may take at most, 10 s by default; a transport knows earlier that nothing
   * more will come, so this is for the worst case (P2* of ISO 14229-2 is 5 s).
   */
  public ObdConnectionBuilder exchangeTimeout(Duration timeout) {
    this.exchangeTimeout = positive(timeout);
    return this;
  }

  /** How long a call waits for others' exchanges, 30 s by default. */
  public ObdConnectionBuilder lockTimeout(Duration timeout) {
    this.lockTimeout = positive(timeout);
    return this;
  }

  /** False if no request may carry several PIDs. */
  public ObdConnectionBuilder batching(boolean allowed) {
    this.batching = allowed;
    return this;
  }

  /** The clock, for tests. */
  public ObdConnectionBuilder time(TimeSource source) {
    this.time = source;
    return this;
  }

  /** A connection that is not open yet. */
  public ObdConnection build() {
    return new ObdConnection(this);
  }

  private static Duration positive(Duration duration) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException("a deadline must lie ahead, not " + duration);
    }
    return duration;
  }
}
