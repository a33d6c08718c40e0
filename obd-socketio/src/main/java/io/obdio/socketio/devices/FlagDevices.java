package io.obdio.socketio.devices;

import io.obdio.core.command.Service01;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.decode.Decoders;
import io.obdio.core.unit.Quantity;
import io.obdio.core.value.ReadinessTest;
import io.obdio.core.value.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The digital inputs: the malfunction indicator lamp, whether trouble codes are stored, readiness,
 * the connection, and whether the engine runs.
 */
final class FlagDevices {

  static final String STATUS = Service01.STATUS.name();

  private static final String SUFFIX = "_MONITORING";

  private final Map<String, FlagDevice> byTest = new LinkedHashMap<>();
  private final FlagDevice mil = new FlagDevice("MIL");
  private final FlagDevice codes = new FlagDevice("DTC");
  private final FlagDevice connected = new FlagDevice("CONNECTED");
  private final FlagDevice engine = new FlagDevice("ENGINE");

  FlagDevices() {
    for (String test : Decoders.readinessTests()) {
      byTest.put(test, new FlagDevice("READY_" + test.replace(SUFFIX, "")));
    }
  }

  /** Returns all of them. */
  Collection<FlagDevice> all() {
    List<FlagDevice> all = new ArrayList<>(List.of(mil, codes, connected, engine));
    all.addAll(byTest.values());
    return all;
  }

  /** Takes over a response; returns the devices that it concerns. */
  List<FlagDevice> update(ObdResponse<?> response) {
    Object value = response.valueOrNull();
    if (value instanceof Status status && response.command().name().equals(STATUS)) {
      mil.update(status.mil());
      codes.update(status.dtcCount() > 0);
      List<FlagDevice> concerned = new ArrayList<>(List.of(mil, codes));
      for (ReadinessTest test : status.tests()) {
        FlagDevice device = byTest.get(test.name());
        if (device != null) {
          device.update(test.available() && test.complete());
          concerned.add(device);
        }
      }
      return concerned;
    }
    if (value instanceof Quantity speed && response.command().name().equals(Service01.RPM.name())) {
      engine.update(speed.value() > 0);
      return List.of(engine);
    }
    return List.of();
  }

  /** Takes over the status of the connection. */
  void connected(boolean now) {
    connected.update(now);
    if (!now) {
      engine.update(false);
    }
  }
}
