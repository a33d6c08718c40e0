package io.obdio.elm327.protocol;

import io.obdio.elm327.command.AtCommand;
import io.obdio.elm327.command.ElmAdapter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The protocol that the adapter is set to: the one that the user specified, else the one that the
 * vehicle used last, which saves the search, else the adapter's automatic search. Not thread-safe.
 */
public final class ProtocolSelection {

  /** The user's choice that tries the protocols one by one. */
  public static final String EACH = "each";

  private static final long SET_MILLIS = 1500;

  /** The most common ones first, the slow initialisations last. */
  private static final List<VehicleProtocol> ORDER =
      List.of(
          VehicleProtocol.CAN_11_500,
          VehicleProtocol.CAN_29_500,
          VehicleProtocol.CAN_11_250,
          VehicleProtocol.CAN_29_250,
          VehicleProtocol.KWP_FAST,
          VehicleProtocol.J1850_VPW,
          VehicleProtocol.J1850_PWM,
          VehicleProtocol.ISO_9141_2,
          VehicleProtocol.KWP_5BAUD);

  private final ElmAdapter adapter;
  private final String choice;

  /** Whether {@code AT SP} may be sent, which stores the protocol in the adapter. */
  private final boolean storing;

  private @Nullable VehicleProtocol last;
  private boolean selected;
  private boolean preferring;
  private boolean confirmed;

  /**
   * Creates a selection.
   *
   * @param choice {@code 0} for automatic search, a digit of {@code AT SP}, or {@link #EACH}
   * @param last the protocol that the vehicle used last; null if it is not known
   */
  public ProtocolSelection(ElmAdapter adapter, String choice, @Nullable VehicleProtocol last) {
    this(adapter, choice, true, last);
  }

  private ProtocolSelection(
      ElmAdapter adapter, String choice, boolean storing, @Nullable VehicleProtocol last) {
    this.adapter = adapter;
    this.choice = choice;
    this.storing = storing;
    this.last = last;
  }

  /**
   * Returns an automatic selection that never sends {@code AT SP}, so that the protocol that the
   * adapter has stored remains.
   */
  public static ProtocolSelection temporary(ElmAdapter adapter) {
    return new ProtocolSelection(adapter, "0", false, null);
  }

  /** Returns whether the protocols are to be tried one by one. */
  boolean isOneByOne() {
    return choice.equals(EACH);
  }

  /** Returns the protocol that the user specified. */
  Optional<VehicleProtocol> specified() {
    return isOneByOne() ? Optional.empty() : VehicleProtocol.of(choice.charAt(0));
  }

  /** Returns the order in which protocols are tried one by one: the last one, then by frequency. */
  List<VehicleProtocol> order() {
    List<VehicleProtocol> order = new ArrayList<>(ORDER);
    VehicleProtocol first = last;
    if (first != null && order.remove(first)) {
      order.add(0, first);
    }
    return order;
  }

  /** Notes that the adapter has lost its setting. */
  void forget() {
    selected = false;
  }

  /** Notes that the vehicle uses {@code protocol} and that the adapter is set to it. */
  void found(VehicleProtocol protocol) {
    last = protocol;
    confirmed = true;
    selected = true;
  }

  /**
   * Sets the adapter's protocol unless it is set already.
   *
   * @return false if the adapter refuses
   */
  boolean select(long deadline) throws IOException {
    if (!selected) {
      selected = specified().isPresent() ? set(specified().get(), deadline) : automatic(deadline);
    }
    return selected;
  }

  private boolean automatic(long deadline) throws IOException {
    VehicleProtocol first = last;
    preferring = first != null && !confirmed;
    if (!storing) {
      return send(AtCommand.TRY_PROTOCOL, "0", deadline);
    }
    return first != null
            && (send(AtCommand.SET_PROTOCOL, "A" + first.digit(), deadline) || set(first, deadline))
        || send(AtCommand.SET_PROTOCOL, "0", deadline);
  }

  /**
   * Notes that the vehicle does not answer on the protocol that is set, and that the adapter did
   * not search by itself. If the vehicle has answered on it over this link, it is switched off.
   *
   * @return true if another setting remains to be tried
   */
  boolean failed() {
    if (specified().isPresent() || !preferring || last == null) {
      return false;
    }
    last = null;
    preferring = false;
    selected = false;
    return true;
  }

  /** Sets the adapter to one protocol, without search; returns false if it refuses. */
  boolean set(VehicleProtocol protocol, long deadline) throws IOException {
    String digit = String.valueOf(protocol.digit());
    return send(AtCommand.TRY_PROTOCOL, digit, deadline)
        || storing && send(AtCommand.SET_PROTOCOL, digit, deadline);
  }

  /** Sends a command that some adapters support with some arguments only. */
  private boolean send(AtCommand command, String argument, long deadline) throws IOException {
    return adapter.send(command.text() + argument, adapter.dialogue().within(SET_MILLIS, deadline));
  }
}
