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
 * The answer to one command: a value, or the reason why there is none. Immutable.
 *
 * @param <V> the value's type
 */
public final class ObdResponse<V> {

  private final ObdCommand<V> command;
  private final Instant time;
  private final @Nullable V value;
  private final @Nullable NoValue noValue;

  /** Null where the one message's ECU gave the value: made when asked for, as few ask. */
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

  /** A response with the value that the only message's ECU gave. The list must be immutable. */
  static <V> ObdResponse<V> ofOne(
      ObdCommand<V> command, Instant time, V value, List<EcuMessage> message) {
    return new ObdResponse<>(command, time, value, null, null, message);
  }

  /** A response with a value. The map and the list must be immutable. */
  public static <V> ObdResponse<V> of(
      ObdCommand<V> command,
      Instant time,
      V value,
      Map<EcuAddress, V> byEcu,
      List<EcuMessage> messages) {
    return new ObdResponse<>(command, time, value, null, byEcu, messages);
  }

  /** An empty response, with the messages that came all the same. The list must be immutable. */
  public static <V> ObdResponse<V> empty(
      ObdCommand<V> command, Instant time, NoValue why, List<EcuMessage> messages) {
    return new ObdResponse<>(command, time, null, why, Map.of(), messages);
  }

  /** The command that was asked. */
  public ObdCommand<V> command() {
    return command;
  }

  /** When the answer was complete. */
  public Instant time() {
    return time;
  }

  /** True if there is no value. */
  public boolean isEmpty() {
    return value == null;
  }

  /**
   * The value, by the command's ECU filter.
   *
   * @throws NoSuchElementException if the response is empty, with the reason in its message
   */
  public V value() {
    if (value == null) {
      throw new NoSuchElementException(command.name() + ": " + noValue);
    }
    return value;
  }

  /** The value, or null if the response is empty. */
  public @Nullable V valueOrNull() {
    return value;
  }

  /** Why it is empty. */
  public Optional<NoValue> noValue() {
    return Optional.ofNullable(noValue);
  }

  /** What one ECU said; empty if it said nothing that can be read. */
  public Optional<V> from(EcuAddress ecu) {
    return Optional.ofNullable(byEcu().get(ecu));
  }

  /** What each ECU said, those outside the command's filter too. */
  public Map<EcuAddress, V> byEcu() {
    if (byEcu != null) {
      return byEcu;
    }
    return value != null ? Map.of(messages.get(0).ecu(), value) : Map.of();
  }

  /** The raw messages, as they came. */
  public List<EcuMessage> messages() {
    return messages;
  }

  @Override
  public String toString() {
    return command.name() + " " + (value != null ? value : noValue);
  }
}
