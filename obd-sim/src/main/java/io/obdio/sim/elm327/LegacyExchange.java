package io.obdio.sim.elm327;

import io.obdio.sim.BusProtocol;
import io.obdio.sim.bus.LegacyNetwork;
import java.util.List;

/** A request on J1850 or the K-line: three header bytes, data, a checksum. */
final class LegacyExchange extends BusExchange implements LegacyNetwork.Listener {

  private static final int LONGEST = 7;

  private final BusProtocol protocol;
  private final ElmSettings settings;

  LegacyExchange(Chip chip, BusProtocol protocol) {
    super(chip);
    this.protocol = protocol;
    this.settings = chip.settings;
  }

  void start(Outgoing request) {
    int most = settings.allowLong ? LONGEST + 1 : LONGEST;
    if (request.data().length() > (protocol.isKwp() ? 255 : most)) {
      chip.unknown();
      chip.endIfBusy();
      return;
    }
    begin(request);
    if (over()) {
      return;
    }
    chip.link.legacy.listen(this);
    chip.buffer.store(header(request), request.data().toBytes(), protocol);
    if (chip.link.ecusListen(protocol)) {
      chip.link.legacy.send(header(request), request.data().toBytes(), this::waitAgain);
    } else if (!chip.config.timing().waits()) {
      busIdle();
    }
  }

  private int[] header(Outgoing request) {
    int given = request.header() != ElmSettings.NONE ? request.header() : settings.header;
    if (given == ElmSettings.NONE) {
      given = standardHeader();
    }
    int first = given >> 16 & 0xFF;
    if (protocol.isKwp()) {
      first = first & 0xC0 | request.data().length() & 0x3F;
    }
    return new int[] {first, given >> 8 & 0xFF, given & 0xFF};
  }

  private int standardHeader() {
    return switch (protocol) {
      case J1850_PWM -> 0x616AF1;
      case J1850_VPW, ISO_9141 -> 0x686AF1;
      default -> 0xC033F1;
    };
  }

  @Override
  public void onMessage(byte[] message) {
    if (settings.receiveAddress != ElmSettings.NONE
        && settings.receiveAddress != (message[1] & 0xFF)) {
      return;
    }
    chip.buffer.store(message);
    int length = message.length;
    int headerLength = LegacyText.headerLength(protocol, message);
    boolean pending =
        length - headerLength == 4
            && message[headerLength] == 0x7F
            && message[headerLength + 2] == 0x78;
    received(List.of(LegacyText.line(settings, protocol, message)), pending);
  }

  @Override
  public void onIdle() {
    busIdle();
  }

  @Override
  void stopListening() {
    chip.link.legacy.listen(null);
  }
}
