package io.obdio.elm327.line;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.elm327.reply.RawReply;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.engine.NResult;
import io.obdio.isotp.engine.PassiveReassembler;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * CAN frames as lines with headers (ATH1, ATCAF1): identifier of 3 or 8 digits, then PCI, data and
 * padding. Frames are reassembled per identifier by ISO 15765-2, so that ECUs may interleave. A
 * line must have complete bytes, and as many as its PCI specifies or the full eight, because a lost
 * or additional character shows nowhere else. Not thread-safe.
 */
public final class CanLines implements LineFormat, PassiveReassembler.Listener {

  private static final int SINGLE = 0;
  private static final int FIRST = 1;
  private static final int CONSECUTIVE = 2;

  private static final int NOT_ADDRESSED = -2;
  private static final int ANY = -1;

  private final boolean extended;

  /** The address byte before the PCI; ANY, or NOT_ADDRESSED for normal addressing. */
  private final int prefix;

  private final PassiveReassembler reassembler;
  private List<EcuMessage> messages = new ArrayList<>();
  private int failures;
  private int doubtful;

  /** Creates a format for identifiers of 29 bits, or of 11. */
  public CanLines(boolean extended) {
    this(extended, NOT_ADDRESSED);
  }

  private CanLines(boolean extended, int prefix) {
    this.extended = extended;
    this.prefix = prefix;
    this.reassembler = new PassiveReassembler(this, IsoTpOptions.DEFAULTS, prefix != NOT_ADDRESSED);
  }

  @Override
  public LineFormat addressed(OptionalInt addressByte) {
    return new CanLines(extended, addressByte.orElse(ANY));
  }

  /** Returns the frame that a line shows; null if it shows none. */
  public static @Nullable CanFrame frame(String line, boolean extended) {
    int idDigits = extended ? 8 : 3;
    long id = Hex.number(line, 0, idDigits);
    if (id < 0 || id > (extended ? CanId.MAX_EXTENDED : CanId.MAX_BASE)) {
      return null;
    }
    CanId canId = extended ? CanId.extended((int) id) : CanId.base((int) id);
    if (line.length() == idDigits) {
      return CanFrame.of(canId);
    }
    byte[] data = Hex.bytes(line, idDigits);
    return data.length == 0 || data.length > 8 ? null : CanFrame.of(canId, data);
  }

  @Override
  public LineMessages read(List<String> lines) {
    begin();
    int damaged = 0;
    List<CanFrame> frames = new ArrayList<>(lines.size());
    for (String line : lines) {
      CanFrame frame = frame(line, extended);
      if (frame == null || !hasPrefix(frame) || !hasRightLength(frame)) {
        damaged++;
        doubtful = messages.size();
      } else {
        frames.add(frame);
        reassembler.accept(frame, 0);
      }
    }
    finish(frames.size());
    if (failures > 0) {
      begin();
      CanLineOrder.sort(frames);
      frames.forEach(frame -> reassembler.accept(frame, 0));
      finish(frames.size());
      doubtful = damaged > 0 ? messages.size() : doubtful;
    }
    return new LineMessages(messages, frames.size(), damaged + failures, doubtful);
  }

  /** Returns whether a frame begins with the address byte, if there has to be one. */
  private boolean hasPrefix(CanFrame frame) {
    return prefix == NOT_ADDRESSED
        || frame.length() > 1 && (prefix == ANY || frame.at(0) == prefix);
  }

  private void begin() {
    messages = new ArrayList<>();
    failures = 0;
    doubtful = 0;
  }

  private void finish(int frames) {
    if (frames != messages.size()) {
      reassembler.finish();
    }
  }

  @Override
  public @Nullable LineMessages readPlain(String command, RawReply reply) {
    EcuMessage message =
        prefix == NOT_ADDRESSED ? PlainCanLine.read(command, reply, extended) : null;
    return message == null ? null : new LineMessages(List.of(message), 1, 0);
  }

  private boolean hasRightLength(CanFrame frame) {
    int first = prefix == NOT_ADDRESSED ? 0 : 1;
    if (frame.length() <= first) {
      return false;
    }
    int pci = frame.at(first);
    int length = pci & 0xF;
    return switch (pci >> 4) {
      case SINGLE ->
          length > 0
              && length < 8 - first
              && (frame.length() == 8 || frame.length() == first + 1 + length);
      case FIRST -> frame.length() == 8;
      case CONSECUTIVE -> frame.length() > first + 1;
      default -> false;
    };
  }

  @Override
  public void message(CanId id, byte[] message) {
    EcuAddress ecu = id.extended() ? EcuAddress.can29(id.value()) : EcuAddress.can11(id.value());
    messages.add(new EcuMessage(ecu, Payload.of(message)));
  }

  @Override
  public void failure(CanId id, NResult result) {
    failures++;
    doubtful = messages.size();
  }
}
