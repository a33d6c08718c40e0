package io.obdio.socketio.app.doctor;

import java.util.List;

/** The checks of configuration, port and access. */
final class ServerChecks {

  /** The table. */
  static final List<Check<ServerFacts>> ROWS =
      List.of(
          new Check<>("configuration", ServerChecks::configuration),
          new Check<>("server-port", ServerChecks::port),
          new Check<>("exposure", ServerChecks::exposure));

  private ServerChecks() {}

  private static Judgement configuration(ServerFacts facts) {
    if (!facts.settings().problems().isEmpty()) {
      return Judgement.fail(
          String.join("; ", facts.settings().problems()),
          "Correct it; 'obdio serve' does not start with it.");
    }
    return Judgement.ok(
        facts.settings().configuration().isEmpty()
            ? "no file; the defaults apply"
            : facts.settings().configuration() + " is valid");
  }

  private static Judgement port(ServerFacts facts) {
    if (facts.settings().addresses().isEmpty()) {
      return Judgement.skipped("the configuration is not valid");
    }
    if (facts.running()) {
      return Judgement.ok(
          "a server of OBDio runs on port " + facts.settings().addresses().get(0).getPort());
    }
    if (facts.obstacles().isEmpty()) {
      return Judgement.ok("port " + facts.settings().addresses().get(0).getPort() + " is free");
    }
    return Judgement.fail(
        "port " + String.join("; ", facts.obstacles()),
        "End the other program, or choose another port with --port. Ports below 1024 need a special"
            + " permission.");
  }

  private static Judgement exposure(ServerFacts facts) {
    if (facts.settings().addresses().isEmpty()) {
      return Judgement.skipped("the configuration is not valid");
    }
    if (!facts.settings().reachable()) {
      return Judgement.ok("only this machine reaches the server");
    }
    if (!facts.settings().keys() && facts.settings().open()) {
      return Judgement.fail(
          "every machine in the network can change the vehicle without a key (--open)",
          "Configure keys with 'obdio keys' and --keys, or remove --open.");
    }
    if (!facts.settings().keys()) {
      return Judgement.warn(
          "every machine in the network can read values without a key",
          "Configure keys with 'obdio keys' and --keys, unless the network is your own.");
    }
    return facts.settings().encrypted()
        ? Judgement.ok("other machines need a key; the connection is encrypted")
        : Judgement.warn(
            "other machines need a key, which is sent without encryption",
            "Use --tls-certificate and --tls-key, unless the network is your own.");
  }
}
