package io.obdio.socketio.vehicle;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.Support;
import io.obdio.core.transport.ConnectionStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The requests for what a vehicle supports, answered at once if the bit maps are known, else after
 * requesting them on the queue of the requests to the vehicle. All methods may be called by any
 * thread and do not block.
 */
final class SupportRequests {

  /** Longer than the bit maps take on a slow bus and a slow adapter. */
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final RequestQueue queue;
  private final BooleanSupplier suspended;

  /**
   * Creates the requests.
   *
   * @param suspended whether nothing may be requested
   */
  SupportRequests(RequestQueue queue, BooleanSupplier suspended) {
    this.queue = queue;
    this.suspended = suspended;
  }

  /**
   * Returns whether the vehicle supports a command; false without a connection.
   *
   * @return fails with {@link RequestException} {@link ErrorCode#BUSY} or {@link ErrorCode#TIMEOUT}
   */
  CompletableFuture<Boolean> supports(
      String client, @Nullable ObdConnection connection, ObdCommand<?> command) {
    if (connection == null) {
      return CompletableFuture.completedFuture(false);
    }
    boolean known = connection.support(command) != Support.UNKNOWN;
    return answer(
        client, connection, known, c -> c.requestSupport(command), c -> c.supports(command));
  }

  /** Returns the commands that the vehicle supports; empty without a connection. */
  CompletableFuture<List<ObdCommand<?>>> commands(
      String client, @Nullable ObdConnection connection) {
    if (connection == null) {
      return CompletableFuture.completedFuture(List.of());
    }
    boolean known = connection.isDiscovered();
    return answer(
        client, connection, known, ObdConnection::discover, ObdConnection::supportedCommands);
  }

  /**
   * Returns what the connection knows.
   *
   * @param request requests what is not known yet; waits for the vehicle
   * @param answer does not wait
   */
  private <T> CompletableFuture<T> answer(
      String client,
      ObdConnection connection,
      boolean known,
      Consumer<ObdConnection> request,
      Function<ObdConnection, T> answer) {
    if (known
        || suspended.getAsBoolean()
        || connection.status() != ConnectionStatus.CAR_CONNECTED) {
      return CompletableFuture.completedFuture(answer.apply(connection));
    }
    return queue.submit(
        client,
        1,
        DEADLINE,
        () -> {
          request.accept(connection);
          return answer.apply(connection);
        });
  }
}
