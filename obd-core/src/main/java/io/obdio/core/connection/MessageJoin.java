package io.obdio.core.connection;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes one answer of several messages of an ECU, on the buses that know no longer message: three
 * trouble codes each (SAE J1979 services 03, 07, 0A) and the numbered pieces of service 09. Pure.
 */
final class MessageJoin {

  private MessageJoin() {}

  /** True if several messages of {@code ecu} to {@code request} are one answer. */
  static boolean joins(Payload request, EcuAddress ecu) {
    return ecu.kind() == EcuAddress.Kind.BYTE
        && switch (request.at(0)) {
          case 0x03, 0x07, 0x09, 0x0A -> true;
          default -> false;
        };
  }

  /** The data of all of them, those of service 09 in the order of their numbers. */
  static Payload join(Payload request, List<EcuMessage> messages) {
    List<EcuMessage> ordered = new ArrayList<>(messages);
    if (request.at(0) == 0x09) {
      ordered.sort(Comparator.comparingInt(m -> m.payload().length() > 2 ? m.payload().at(2) : 0));
    }
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (EcuMessage message : ordered) {
      Payload piece = ServiceEcho.data(request, message.ecu(), message.payload());
      if (piece != null) {
        data.writeBytes(piece.toBytes());
      }
    }
    return Payload.of(data.toByteArray());
  }
}
