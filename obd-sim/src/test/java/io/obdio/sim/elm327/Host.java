package io.obdio.sim.elm327;

import io.obdio.sim.BusProtocol;
import io.obdio.sim.fault.FaultInjector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A host of an adapter in virtual time. CR is shown as {@code |}. */
final class Host {

  final TestCar car;
  final FaultInjector faults = new FaultInjector(7);
  final Elm327 adapter;

  Host(ElmConfig config) {
    this(config, TestCar.standard());
  }

  Host(ElmConfig config, TestCar car) {
    this.car = car;
    this.adapter = new Elm327(config, car, faults);
  }

  /** An adapter without echo, on that protocol of the car. */
  static Host silent(ElmIdentity identity, BusProtocol protocol) {
    Host host = new Host(ElmConfig.DEFAULT.with(identity).with(protocol));
    host.send("ATE0");
    return host;
  }

  /** Types without a carriage return. */
  void type(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    adapter.receive(bytes, 0, bytes.length);
  }

  /** What came so far. */
  String seen() {
    return new String(adapter.takeOutput(), StandardCharsets.ISO_8859_1).replace('\r', '|');
  }

  /** Sends characters and returns what came at once. */
  String seenAfter(String text) {
    type(text);
    return seen();
  }

  /** Sends a command and reads until the prompt, at most ten virtual minutes. */
  String send(String command) {
    type(command + "\r");
    return untilPrompt();
  }

  String untilPrompt() {
    StringBuilder all = new StringBuilder(seen());
    long limit = adapter.now() + Duration.ofMinutes(10).toNanos();
    while (all.indexOf(">") < 0) {
      long next = adapter.nextEvent();
      if (next > limit) {
        return all + "(no prompt)";
      }
      adapter.advanceTo(next);
      all.append(seen());
    }
    return all.toString();
  }

  /** Lets time pass and reads. */
  String wait(Duration time) {
    adapter.advanceTo(adapter.now() + time.toNanos());
    return seen();
  }
}
