package io.obdio.elm327.line;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.isotp.can.CanFrame;
import java.util.ArrayList;
import java.util.List;

/** CAN frames with 29-bit identifiers, such as SAE J1939's, each as a message of its own. */
public final class RawCanLines implements LineFormat {

  @Override
  public LineMessages read(List<String> lines) {
    List<EcuMessage> messages = new ArrayList<>();
    int damaged = 0;
    for (String line : lines) {
      CanFrame frame = CanLines.frame(line, true);
      if (frame == null || frame.length() == 0) {
        damaged++;
      } else {
        messages.add(
            new EcuMessage(EcuAddress.can29(frame.id().value()), Payload.of(frame.data())));
      }
    }
    return new LineMessages(messages, messages.size(), damaged);
  }
}
