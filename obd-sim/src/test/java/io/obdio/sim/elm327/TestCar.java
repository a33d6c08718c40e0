package io.obdio.sim.elm327;

import io.obdio.core.message.Payload;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.ecu.Ecu;
import io.obdio.sim.ecu.EcuAddresses;
import io.obdio.sim.ecu.EcuExtendedAddress;
import io.obdio.sim.ecu.EcuReply;
import io.obdio.sim.ecu.EcuRequest;
import io.obdio.sim.vehicle.EcuKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A car whose answers are written down: the adapter's tests need no engine. */
final class TestCar implements DiagnosticConnector {

  final List<Ecu> ecus = new ArrayList<>();
  final List<String> received = new ArrayList<>();
  final List<Boolean> sleeps = new ArrayList<>();
  boolean ignition = true;
  double volts = 14.2;

  /** An engine (7E8, 10) and a transmission (7E9, 18). */
  static TestCar standard() {
    TestCar car = new TestCar();
    car.ecu(EcuKind.ENGINE, 0x7E0, 0x10)
        .answer("0100", "4100BE3FA813")
        .answer("010C", "410C0B30")
        .answer("010D", "410D32")
        .answer("010C0D", "410C0B300D32")
        .answer("0902", "4902013144344750303052353542313233343536")
        .answer("03", "43020133C100")
        .answer("2233", "7F2278", 0, "62331122", 300)
        .answer("22F190", "62F1903144344750303052353542313233343536");
    car.ecu(EcuKind.TRANSMISSION, 0x7E1, 0x18).answer("0100", "410080180001");
    return car;
  }

  Script ecu(EcuKind kind, int request, int node) {
    Script script = new Script(kind, new EcuAddresses(request, request + 8, node));
    ecus.add(script);
    return script;
  }

  /** The first ECU, to give it more answers. */
  Script engine() {
    return (Script) ecus.get(0);
  }

  @Override
  public List<Ecu> ecus() {
    return ecus;
  }

  @Override
  public void adapterSleeps(boolean asleep) {
    sleeps.add(asleep);
  }

  @Override
  public boolean ignitionOn() {
    return ignition;
  }

  @Override
  public double voltage() {
    return volts;
  }

  /** An ECU with fixed answers. */
  final class Script implements Ecu {
    private final EcuKind kind;
    private final EcuAddresses addresses;
    private final Map<String, List<EcuReply>> answers = new HashMap<>();
    @Nullable EcuExtendedAddress extended;

    Script(EcuKind kind, EcuAddresses addresses) {
      this.kind = kind;
      this.addresses = addresses;
    }

    Script answer(String request, String... payloads) {
      List<EcuReply> list = new ArrayList<>();
      for (String p : payloads) {
        list.add(new EcuReply(Payload.ofHex(p), Duration.ZERO));
      }
      answers.put(request, list);
      return this;
    }

    Script answer(String request, String first, int firstMillis, String second, int secondMillis) {
      answers.put(
          request,
          List.of(
              new EcuReply(Payload.ofHex(first), Duration.ofMillis(firstMillis)),
              new EcuReply(Payload.ofHex(second), Duration.ofMillis(secondMillis))));
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
    public Optional<EcuExtendedAddress> extendedAddress() {
      return Optional.ofNullable(extended);
    }

    @Override
    public List<EcuReply> handle(EcuRequest request) {
      received.add(request.payload().toHex());
      return answers.getOrDefault(request.payload().toHex(), List.of());
    }
  }
}
