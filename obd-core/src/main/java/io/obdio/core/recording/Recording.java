package io.obdio.core.recording;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import java.util.List;
import java.util.Optional;

/**
 * The content of a recording.
 *
 * @param protocol the protocol of its header, else the usual one for the ECUs' addresses
 * @param adapter whether there was an adapter with commands of its own
 * @param exchanges the exchanges, in order
 */
record Recording(Protocol protocol, boolean adapter, List<RecordedExchange> exchanges) {

  /** Copies the list. */
  public Recording {
    exchanges = List.copyOf(exchanges);
  }

  /**
   * Returns a recording; if no protocol is given, it has the usual one. An adapter whose command
   * was answered was there, given or not.
   */
  static Recording of(
      Optional<Protocol> protocol, boolean adapter, List<RecordedExchange> exchanges) {
    boolean answered =
        exchanges.stream()
            .anyMatch(e -> e.answer().orElse(null) instanceof TransportAnswer.AdapterText);
    return new Recording(
        protocol.orElseGet(() -> usual(exchanges)), adapter || answered, exchanges);
  }

  private static Protocol usual(List<RecordedExchange> exchanges) {
    for (RecordedExchange exchange : exchanges) {
      if (exchange.answer().orElse(null) instanceof TransportAnswer.Messages messages) {
        EcuAddress ecu = messages.messages().get(0).ecu();
        return switch (ecu.kind()) {
          case CAN_11 -> new Protocol("6", "ISO 15765-4 (CAN 11/500)", true);
          case CAN_29 -> new Protocol("7", "ISO 15765-4 (CAN 29/500)", true);
          case BYTE -> new Protocol("5", "ISO 14230-4 (KWP FAST)", false);
          case ADAPTER -> Protocol.NONE;
        };
      }
    }
    return Protocol.NONE;
  }

  /** Returns whether a vehicle answers in it. */
  boolean hasVehicle() {
    return exchanges.stream()
        .anyMatch(e -> e.answer().orElse(null) instanceof TransportAnswer.Messages);
  }
}
