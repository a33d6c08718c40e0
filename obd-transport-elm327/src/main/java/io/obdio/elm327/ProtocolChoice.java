package io.obdio.elm327;

import io.obdio.elm327.command.Adapter;
import io.obdio.elm327.command.AtCommand;
import io.obdio.elm327.command.ElmProtocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which protocol the adapter is told to speak: the one that the user gave; else the one that the
 * vehicle had before, which costs no search; else the adapter searches. Not for several threads.
 */
final class ProtocolChoice {

  private static final long SET_MILLIS = 1500;

  /** Most vehicles first; the slow initialisations last. */
  private static final List<ElmProtocol> ORDER =
      List.of(
          ElmProtocol.CAN_11_500,
          ElmProtocol.CAN_29_500,
          ElmProtocol.CAN_11_250,
          ElmProtocol.CAN_29_250,
          ElmProtocol.KWP_FAST,
          ElmProtocol.J1850_VPW,
          ElmProtocol.J1850_PWM,
          ElmProtocol.ISO_9141_2,
          ElmProtocol.KWP_5BAUD);

  private final Adapter adapter;
  private final String wanted;
  private @Nullable ElmProtocol last;
  private boolean selected;
  private boolean preferring;
  private boolean confirmed;

  /**
   * By the user's wish.
   *
   * @param wanted as {@link Elm327Options#protocol}
   * @param last what the vehicle spoke before; null if that is not known
   */
  ProtocolChoice(Adapter adapter, String wanted, @Nullable ElmProtocol last) {
    this.adapter = adapter;
    this.wanted = wanted;
    this.last = last;
  }

  /** True if they are to be tried one after the other. */
  boolean isOneByOne() {
    return wanted.equals(Elm327Options.EACH);
  }

  /** What the user gave. */
  Optional<ElmProtocol> given() {
    return isOneByOne() ? Optional.empty() : ElmProtocol.of(wanted.charAt(0));
  }

  /** In which order to try one by one: the one of before, then the most usual. */
  List<ElmProtocol> order() {
    List<ElmProtocol> order = new ArrayList<>(ORDER);
    ElmProtocol first = last;
    if (first != null && order.remove(first)) {
      order.add(0, first);
    }
    return order;
  }

  /** The adapter must be told again. */
  void forget() {
    selected = false;
  }

  /** The vehicle speaks this one, and the adapter knows. */
  void found(ElmProtocol protocol) {
    last = protocol;
    confirmed = true;
    selected = true;
  }

  /**
   * Tells the adapter, if it was not told yet.
   *
   * @return false if it refuses
   */
  boolean select(long deadline) throws IOException {
    if (!selected) {
      selected = given().isPresent() ? tell(given().get(), deadline) : automatic(deadline);
    }
    return selected;
  }

  private boolean automatic(long deadline) throws IOException {
    ElmProtocol first = last;
    preferring = first != null && !confirmed;
    return first != null
            && (set(AtCommand.SET_PROTOCOL, "A" + first.digit(), deadline) || tell(first, deadline))
        || set(AtCommand.SET_PROTOCOL, "0", deadline);
  }

  /**
   * The vehicle does not answer on what was told, and the adapter did not search by itself. Where
   * it has answered before over this link, it is still the same vehicle: then it is switched off.
   *
   * @return true if there is something else to tell now
   */
  boolean failed() {
    if (given().isPresent() || !preferring || last == null) {
      return false;
    }
    last = null;
    preferring = false;
    selected = false;
    return true;
  }

  /** Tells the adapter this one alone; false if it refuses. */
  boolean tell(ElmProtocol protocol, long deadline) throws IOException {
    String digit = String.valueOf(protocol.digit());
    return set(AtCommand.TRY_PROTOCOL, digit, deadline)
        || set(AtCommand.SET_PROTOCOL, digit, deadline);
  }

  /** A refused argument does not mean that the command is lacking: clones know some of them. */
  private boolean set(AtCommand command, String argument, long deadline) throws IOException {
    return adapter.tell(command.text() + argument, adapter.dialogue().within(SET_MILLIS, deadline));
  }
}
