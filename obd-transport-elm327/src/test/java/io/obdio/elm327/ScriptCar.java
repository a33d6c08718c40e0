package io.obdio.elm327;

import io.obdio.core.message.Payload;
import io.obdio.core.transport.DiagnosticTransportContract;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.ecu.Ecu;
import io.obdio.sim.ecu.EcuAddresses;
import io.obdio.sim.ecu.EcuReply;
import io.obdio.sim.ecu.EcuRequest;
import io.obdio.sim.ecu.Medium;
import io.obdio.sim.vehicle.EcuKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A car whose answers are written down. */
final class ScriptCar implements DiagnosticConnector {

  static final String VIN = "3144344750303052353542313233343536";

  final List<String> received = new CopyOnWriteArrayList<>();
  private final List<Ecu> ecus = new ArrayList<>();
  volatile boolean ignition = true;
  volatile double volts = 14.2;

  /** An engine (7E0, 10) and a transmission (7E1, 18). */
  static ScriptCar standard() {
    ScriptCar car = new ScriptCar();
    car.ecu(EcuKind.ENGINE, 0x7E0, 0x7E8, 0x10)
        .answer("0100", "4100BE3FA813")
        .answer("010C", "410C0B30")
        .answer("010D", "410D32")
        .answer("010C0D", "410C0B300D32")
        .answer("03", "43020133C100")
        .answer("0902", "490201" + VIN)
        .answer("22F190", "62F190" + VIN)
        .answer("2233", "7F2278")
        .answers(DiagnosticTransportContract.ROUTINE, DiagnosticTransportContract.LATE_ROUTINES)
        .answer("2E1234" + "00".repeat(20), "6E1234");
    car.ecu(EcuKind.TRANSMISSION, 0x7E1, 0x7E9, 0x18)
        .answer("0100", "410080180001")
        .answer("0904", "490401" + "41".repeat(16))
        .answer("22F190", "62F190" + "58".repeat(17));
    return car;
  }

  ScriptEcu ecu(EcuKind kind, int request, int answer, int node) {
    ScriptEcu ecu = new ScriptEcu(kind, new EcuAddresses(request, answer, node));
    ecus.add(ecu);
    return ecu;
  }

  @Override
  public List<Ecu> ecus() {
    return ecus;
  }

  @Override
  public boolean ignitionOn() {
    return ignition;
  }

  @Override
  public double voltage() {
    return volts;
  }

  /** One ECU. */
  final class ScriptEcu implements Ecu {
    private final EcuKind kind;
    private final EcuAddresses addresses;
    private final Map<String, List<EcuReply>> answers = new HashMap<>();

    ScriptEcu(EcuKind kind, EcuAddresses addresses) {
      this.kind = kind;
      this.addresses = addresses;
    }

    ScriptEcu answer(String request, String payload) {
      answers.put(request, List.of(new EcuReply(Payload.ofHex(payload), Duration.ZERO)));
      return this;
    }

    /** Answers with several messages, separated by commas, 1 ms apart. */
    ScriptEcu answers(String request, String payloads) {
      List<EcuReply> replies = new ArrayList<>();
      for (String payload : payloads.split(",", -1)) {
        replies.add(new EcuReply(Payload.ofHex(payload), Duration.ofMillis(replies.size())));
      }
      answers.put(request, replies);
      return this;
    }

    ScriptEcu pending(String request, String pending, String payload, int millis) {
      answers.put(
          request,
          List.of(
              new EcuReply(Payload.ofHex(pending), Duration.ZERO),
              new EcuReply(Payload.ofHex(payload), Duration.ofMillis(millis))));
      return this;
    }

    @Override
    public EcuKind kind() {
      return kind;
    }

    @Override
    public EcuAddresses addresses() {
      return addresses;
    }

    @Override
    public List<EcuReply> handle(EcuRequest request) {
      String hex = request.payload().toHex();
      received.add(hex);
      if (request.medium() == Medium.LEGACY && hex.equals("0902") && answers.containsKey(hex)) {
        return legacyVin();
      }
      return answers.getOrDefault(hex, List.of());
    }

    /** SAE J1979: three bytes of padding, four characters a message. */
    private List<EcuReply> legacyVin() {
      String padded = "000000" + VIN;
      List<EcuReply> lines = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        String line = "49020" + (i + 1) + padded.substring(8 * i, 8 * i + 8);
        lines.add(new EcuReply(Payload.ofHex(line), Duration.ofMillis(i)));
      }
      return lines;
    }
  }
}
