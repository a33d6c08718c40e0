package io.obdio.socketio.app.check;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.ObdAddress;
import io.obdio.core.message.Payload;
import io.obdio.sim.BusProtocol;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.ecu.Ecu;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A vehicle with the ECUs that answer in a file, on one bus. Its engine ECU always answers 0100.
 */
final class RecordedVehicle implements DiagnosticConnector {

  private static final int ENGINE_BYTE = 0x10;
  private static final Payload PIDS_A = Payload.of(0x01, 0x00);

  private final BusProtocol protocol;
  private final Map<EcuKey, RecordedEcu> ecus = new LinkedHashMap<>();

  /** Creates the vehicle of those lines whose answers are on {@code protocol}. */
  RecordedVehicle(BusProtocol protocol, List<TextReply> replies) {
    this.protocol = protocol;
    ecu(engine(protocol)).supports(PIDS_A);
    for (TextReply reply : replies) {
      if (protocolOf(reply) == protocol) {
        for (EcuMessage message : reply.messages()) {
          ecu(EcuKey.of(reply, message)).supports(reply.request());
        }
      }
    }
  }

  /**
   * Returns the protocol of a line's answers.
   *
   * @throws IllegalArgumentException if the line has no answer
   */
  static BusProtocol protocolOf(TextReply reply) {
    List<EcuMessage> messages = reply.messages();
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("no answer in the line");
    }
    return switch (messages.get(0).ecu().kind()) {
      case CAN_11 -> BusProtocol.CAN_11_500;
      case CAN_29 -> BusProtocol.CAN_29_500;
      case BYTE, ADAPTER -> legacy(reply);
    };
  }

  /** Returns the older bus whose headers begin as that of the request. */
  private static BusProtocol legacy(TextReply reply) {
    return switch (reply.header().toUpperCase(Locale.ROOT).charAt(0)) {
      case '8', 'C' -> BusProtocol.KWP_FAST;
      default -> reply.header().startsWith("61") ? BusProtocol.J1850_PWM : BusProtocol.J1850_VPW;
    };
  }

  private static EcuKey engine(BusProtocol protocol) {
    EcuAddress request =
        switch (protocol.bus()) {
          case CAN_11 -> ObdAddress.request11(0);
          case CAN_29 -> ObdAddress.request29(ENGINE_BYTE);
          case J1850, K_LINE -> EcuAddress.ofByte(ENGINE_BYTE);
        };
    return new EcuKey(
        request, ObdAddress.responseOf(request), OptionalInt.empty(), ObdAddress.TESTER);
  }

  private RecordedEcu ecu(EcuKey key) {
    return ecus.computeIfAbsent(key, k -> new RecordedEcu(k, 2 * ecus.size()));
  }

  BusProtocol protocol() {
    return protocol;
  }

  /** Makes the ECUs answer the request of {@code reply} as it states. */
  void play(TextReply reply) {
    Map<EcuKey, List<Payload>> answers = new LinkedHashMap<>();
    for (EcuMessage message : reply.messages()) {
      answers
          .computeIfAbsent(EcuKey.of(reply, message), key -> new ArrayList<>())
          .add(message.payload());
    }
    String session = reply.options().getOrDefault("din", "");
    OptionalInt needed =
        session.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(session, 16));
    ecus.forEach(
        (key, ecu) -> ecu.play(reply.request(), answers.getOrDefault(key, List.of()), needed));
  }

  @Override
  public List<Ecu> ecus() {
    return List.copyOf(ecus.values());
  }

  @Override
  public boolean ignitionOn() {
    return true;
  }

  @Override
  public double voltage() {
    return BATTERY_VOLTAGE;
  }
}
