package io.obdio.core.connection;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The response to a command: a value, or the reason why there is none. Immutable.
 *
 * @param <V> the value's type
 */
public final class ObdResponse<V> {

  private final ObdCommand<V> command;
  private final Instant time;
  private final @Nullable V value;
  private final @Nullable NoValue noValue;

  /** Null if the only message has the value: then created on request, which is rare. */
  private final @Nullable Map<EcuAddress, V> byEcu;

  private final List<EcuMessage> messages;

  private ObdResponse(
      ObdCommand<V> command,
      Instant time,
      @Nullable V value,
      @Nullable NoValue noValue,
      @Nullable Map<EcuAddress, V> byEcu,
      List<EcuMessage> messages) {
    this.command = command;
    this.time = time;
    this.value = value;
    this.noValue = noValue;
    this.byEcu = byEcu;
    this.messages = messages;
  }

  /** Returns a response with the value of the only message. The list must be immutable. */
  static <V> ObdResponse<V> ofOne(
      ObdCommand<V> command, Instant time, V value, List<EcuMessage> message) {
    return new ObdResponse<>(command, time, value, null, null, message);
  }

  /** Returns a response with a value. The map and the list must be immutable. */
  public static <V> ObdResponse<V> of(
      ObdCommand<V> command,
      Instant time,
      V value,
      Map<EcuAddress, V> byEcu,
      List<EcuMessage> messages) {
    return new ObdResponse<>(command, time, value, null, byEcu, messages);
  }

  /** Returns an empty response, with the messages received. The list must be immutable. */
  public static <V> ObdResponse<V> empty(
      ObdCommand<V> command, Instant time, NoValue why, List<EcuMessage> messages) {
    return new ObdResponse<>(command, time, null, why, Map.of(), messages);
  }

  /** Returns the command. */
  public ObdCommand<V> command() {
    return command;
  }

  /** Returns the time at which the exchange was complete. */
  public Instant time() {
    return time;
  }

  /** Returns whether the response has no value. */
  public boolean isEmpty() {
    return value == null;
  }

  /**
   * Returns the value of the ECUs that the command's filter selects.
   *
   * @throws NoSuchElementException if the response is empty; the message has the reason
   */
  public V value() {
    if (value == null) {
      throw new NoSuchElementException(command.name() + ": " + noValue);
    }
    return value;
  }

  /** Returns the value, or null if the response is empty. */
  public @Nullable V valueOrNull() {
    return value;
  }

  /** Returns the reason why the response is empty. */
  public Optional<NoValue> noValue() {
    return Optional.ofNullable(noValue);
  }

  /** Returns the value of one ECU; empty if it sent none. */
  public Optional<V> from(EcuAddress ecu) {
    return Optional.ofNullable(byEcu().get(ecu));
  }

  /** Returns the value of each ECU, those outside the command's filter included. */
  public Map<EcuAddress, V> byEcu() {
    if (byEcu != null) {
      return byEcu;
    }
    return value != null ? Map.of(messages.get(0).ecu(), value) : Map.of();
  }

  /** Returns the raw messages, in order of reception. */
  public List<EcuMessage> messages() {
    return messages;
  }

  @Override
  public String toString() {
    return command.name() + " " + (value != null ? value : noValue);
  }
}
