package io.obdio.core.connection;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The messages that form one response on the buses without segmentation. */
final class MessageJoin {

  private MessageJoin() {}

  /** Returns whether several messages of {@code ecu} form one response to {@code request}. */
  static boolean joins(Payload request, EcuAddress ecu) {
    return ecu.kind() == EcuAddress.Kind.BYTE && Service.of(request).isSplitOffCan();
  }

  /** Returns the joined data; numbered messages are put in the order of their numbers. */
  static Payload join(Payload request, List<EcuMessage> messages) {
    List<EcuMessage> ordered = new ArrayList<>(messages);
    if (Service.of(request).prefix() == Service.Prefix.ITEM_COUNT) {
      ordered.sort(Comparator.comparingInt(m -> m.payload().length() > 2 ? m.payload().at(2) : 0));
    }
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (EcuMessage message : ordered) {
      Payload piece = Service.data(request, message);
      if (piece != null) {
        data.writeBytes(piece.toBytes());
      }
    }
    return Payload.of(data.toByteArray());
  }
}
