package io.obdio.elm327.line;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines without headers, of clones that do not know ATH1: a short answer is a line of its own, a
 * long one on CAN has its length in three digits and then numbered lines. The lines do not show the
 * ECU, so that all messages are attributed to a given one.
 */
public final class BareLines implements LineFormat {

  private static final int LENGTH_DIGITS = 3;

  private final EcuAddress ecu;
  private final boolean can;

  /**
   * Creates a format.
   *
   * @param ecu the ECU that all messages are attributed to
   * @param can whether long answers are split as on CAN
   */
  public BareLines(EcuAddress ecu, boolean can) {
    this.ecu = ecu;
    this.can = can;
  }

  @Override
  public boolean namesEcus() {
    return false;
  }

  @Override
  public LineFormat of(EcuAddress other) {
    return new BareLines(other, can);
  }

  @Override
  public LineMessages read(List<String> lines) {
    List<EcuMessage> messages = new ArrayList<>();
    List<Payload> single = new ArrayList<>();
    Assembly assembly = null;
    int good = 0;
    int damaged = 0;
    for (String line : lines) {
      if (line.length() == LENGTH_DIGITS) {
        damaged += assembly != null ? 1 : 0;
        assembly = new Assembly((int) Hex.number(line, 0, LENGTH_DIGITS));
      } else if (line.indexOf(':') == 1) {
        if (assembly != null && assembly.add(line)) {
          good++;
        } else {
          damaged++;
          assembly = null;
          continue;
        }
        if (assembly.isWhole()) {
          messages.add(new EcuMessage(ecu, assembly.message()));
          assembly = null;
        }
      } else {
        byte[] bytes = Hex.bytes(line, 0);
        if (bytes.length == 0) {
          damaged++;
        } else {
          good++;
          single.add(Payload.of(bytes));
        }
      }
    }
    damaged += assembly != null ? 1 : 0;
    if (can) {
      single.forEach(payload -> messages.add(new EcuMessage(ecu, payload)));
    } else {
      damaged += NumberedLines.join(ecu, single, messages);
    }
    return new LineMessages(messages, good, damaged);
  }

  /** A long answer of which a part was received. */
  private static final class Assembly {
    private final int length;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int number;

    Assembly(int length) {
      this.length = length;
    }

    boolean add(String line) {
      byte[] data = Hex.bytes(line, 2);
      if (Hex.digit(line.charAt(0)) != number || data.length == 0) {
        return false;
      }
      number = number + 1 & 0xF;
      bytes.writeBytes(data);
      return true;
    }

    boolean isWhole() {
      return bytes.size() >= length;
    }

    Payload message() {
      return Payload.of(bytes.toByteArray(), 0, length);
    }
  }
}
