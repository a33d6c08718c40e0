package io.obdio.socketio.app.doctor;

import io.obdio.elm327.inspection.AdapterFeature;
import io.obdio.elm327.inspection.AdapterReport;
import io.obdio.elm327.inspection.BitRateTrial;
import io.obdio.elm327.inspection.InspectedVehicle.LongReply;
import io.obdio.elm327.inspection.RequestForm;
import io.obdio.elm327.inspection.RequestTrial;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The checks of the vehicle and of the rate at which values arrive. */
final class VehicleChecks {

  private static final double SLOW_MILLIS = 300;

  /** A rate that is not faster by this factor is not worth a change of the configuration. */
  private static final double WORTHWHILE = 1.2;

  private static final String FAILING = "not measured, because requests fail";

  /** The table. */
  static final List<Check<AdapterFacts>> ROWS =
      List.of(
          new Check<>("protocol", VehicleChecks::protocol),
          new Check<>("ecus", answered(VehicleChecks::ecus)),
          new Check<>("latency", answered(VehicleChecks::latency)),
          new Check<>("requests", measured(VehicleChecks::requests)),
          new Check<>("count-digit", measured(VehicleChecks::countDigit)),
          new Check<>("batch", measured(VehicleChecks::batch)),
          new Check<>("long-response", measured(VehicleChecks::longResponse)),
          new Check<>("bit-rate", measured(VehicleChecks::bitRate)),
          new Check<>("speed", measured(VehicleChecks::speed)));

  private VehicleChecks() {}

  private static Function<AdapterFacts, Judgement> answered(
      Function<ObservedVehicle, Judgement> judge) {
    return facts -> {
      ObservedVehicle vehicle = facts.vehicle();
      return vehicle != null && vehicle.answered()
          ? judge.apply(vehicle)
          : Judgement.skipped("no vehicle answers");
    };
  }

  private static Function<AdapterFacts, Judgement> measured(
      Function<AdapterReport, Judgement> judge) {
    return AdapterChecks.inspected(
        (facts, report) ->
            report.trials().isEmpty()
                ? Judgement.skipped("no vehicle answers")
                : judge.apply(report));
  }

  private static Judgement protocol(AdapterFacts facts) {
    ObservedVehicle vehicle = facts.vehicle();
    if (vehicle == null) {
      return Judgement.skipped("nothing was opened");
    }
    if (vehicle.answered()) {
      return Judgement.ok(vehicle.protocol());
    }
    AdapterReport report = facts.adapter();
    if (report != null && !report.answered()) {
      return Judgement.skipped("no adapter answers");
    }
    if (vehicle.failure().startsWith("not searched for")) {
      return Judgement.skipped(vehicle.failure());
    }
    return Judgement.fail(
        "the vehicle does not answer"
            + (vehicle.failure().isEmpty() ? "" : ": " + vehicle.failure()),
        remedy(vehicle.failure()));
  }

  private static String remedy(String failure) {
    if (failure.contains("BUFFER FULL")) {
      return "The adapter loses responses. Use a higher bit rate, such as speed=115200 in the"
          + " transport, or another adapter.";
    }
    if (failure.contains("CAN ERROR") || failure.contains("BUS")) {
      return "Switch the ignition on. If it is on, check the wiring of the socket and omit"
          + " protocol= in the transport.";
    }
    return "Switch the ignition on; some vehicles need the engine to run.";
  }

  private static Judgement ecus(ObservedVehicle vehicle) {
    return vehicle.ecus().isEmpty()
        ? Judgement.warn("the ECUs are not known", "Repeat the check with the engine running.")
        : Judgement.ok(vehicle.ecus().size() + ": " + String.join(", ", vehicle.ecus()));
  }

  private static Judgement latency(ObservedVehicle vehicle) {
    if (Double.isNaN(vehicle.requestMillis())) {
      return Judgement.skipped("not measured");
    }
    String text = String.format(Locale.ROOT, "%.1f ms for a request", vehicle.requestMillis());
    return vehicle.requestMillis() < SLOW_MILLIS
        ? Judgement.ok(text)
        : Judgement.warn(
            text, "Request fewer values at a time, or use a faster adapter or connection.");
  }

  private static Judgement requests(AdapterReport report) {
    RequestTrial plain = trial(report, RequestForm.PLAIN);
    if (plain != null && plain.works()) {
      return Judgement.ok("all of " + plain.requests() + " are answered at once");
    }
    return Judgement.warn(
        "requests are not answered at once, or the answers are damaged",
        "OBDio repeats such requests, so that fewer values arrive. Check the connection of the"
            + " adapter; if it is a clone, try another one.");
  }

  private static Judgement countDigit(AdapterReport report) {
    RequestTrial plain = trial(report, RequestForm.PLAIN);
    RequestTrial counted = trial(report, RequestForm.COUNTED);
    if (plain == null || !plain.works()) {
      return Judgement.skipped(FAILING);
    }
    if (counted == null || !counted.works()) {
      return Judgement.warn(
          "the adapter or the vehicle does not accept the number of responses (010C1)",
          "OBDio notices it and does without it; values arrive more slowly.");
    }
    return Judgement.ok("accepted: " + gain(plain, counted));
  }

  private static Judgement batch(AdapterReport report) {
    RequestTrial plain = trial(report, RequestForm.PLAIN);
    RequestTrial batch =
        better(trial(report, RequestForm.BATCH), trial(report, RequestForm.COUNTED_BATCH));
    if (plain == null || !plain.works()) {
      return Judgement.skipped(FAILING);
    }
    if (batch == null) {
      return Judgement.skipped(
          report.vehicle().protocol().can()
              ? "the vehicle supports a single PID of those that are tried"
              : "only ISO 15765-4 (CAN) has requests with several PIDs");
    }
    if (!batch.works()) {
      return Judgement.warn(
          "requests with several PIDs are not answered completely",
          "OBDio notices it and sends one PID a request; values arrive more slowly.");
    }
    return Judgement.ok(batch.valuesPerRequest() + " values a request: " + gain(plain, batch));
  }

  private static Judgement longResponse(AdapterReport report) {
    LongReply outcome = report.vehicle().longReply();
    return switch (outcome) {
      case COMPLETE -> Judgement.ok("a response of several frames (VIN) arrives complete");
      case BROKEN ->
          Judgement.fail(
              "a response of several frames (VIN) does not arrive",
              "The adapter loses long responses or hangs in them: VIN, trouble codes and requests"
                  + " with several PIDs fail. Replace the adapter.");
      case NOT_SUPPORTED -> Judgement.skipped("the vehicle does not report its VIN");
      case NOT_TRIED -> Judgement.skipped("not tried on this bus");
    };
  }

  private static Judgement bitRate(AdapterReport report) {
    if (report.bitRate() == 0) {
      return Judgement.skipped("the connection has no bit rate");
    }
    String now = report.bitRate() + " bit/s";
    for (BitRateTrial trial : report.bitRates()) {
      if (!trial.restored()) {
        return Judgement.fail(
            "after the trial of "
                + trial.bitRate()
                + " bit/s the adapter does not return to "
                + now,
            "Unplug the adapter and plug it in again: it starts with its stored bit rate.");
      }
    }
    if (report.bitRates().isEmpty()) {
      boolean able = !Boolean.FALSE.equals(report.features().get(AdapterFeature.BAUD_TIMEOUT));
      return able ? Judgement.skipped(FAILING) : Judgement.ok(now + "; the adapter keeps it");
    }
    RequestTrial fastest = fastest(report);
    RequestTrial best = best(report);
    List<String> tried =
        report.bitRates().stream()
            .map(t -> t.bitRate() + (t.switched() && works(t) ? "" : " (fails)"))
            .toList();
    String text = now + "; tried " + String.join(", ", tried);
    if (fastest == null
        || best == null
        || fastest.valuesPerSecond() <= WORTHWHILE * best.valuesPerSecond()) {
      return Judgement.ok(text + "; none is much faster");
    }
    return Judgement.warn(
        text,
        String.format(
            Locale.ROOT,
            "Add speed=%d to the transport, such as elm327:/dev/ttyUSB0?speed=%d: %.1f times as many"
                + " values.",
            fastest.bitRate(),
            fastest.bitRate(),
            fastest.valuesPerSecond() / best.valuesPerSecond()));
  }

  private static boolean works(BitRateTrial trial) {
    RequestTrial request = trial.trial();
    return request != null && request.works();
  }

  private static Judgement speed(AdapterReport report) {
    RequestTrial plain = trial(report, RequestForm.PLAIN);
    RequestTrial best = better(best(report), fastest(report));
    if (plain == null || best == null || !plain.works()) {
      return Judgement.skipped(FAILING);
    }
    return Judgement.ok(
        "best: "
            + best.form().text()
            + (best.bitRate() > 0 ? " at " + best.bitRate() + " bit/s" : "")
            + ": "
            + gain(plain, best));
  }

  private static String gain(RequestTrial plain, RequestTrial other) {
    return String.format(
        Locale.ROOT,
        "%.0f values a second instead of %.0f (%.1f times)",
        other.valuesPerSecond(),
        plain.valuesPerSecond(),
        other.valuesPerSecond() / plain.valuesPerSecond());
  }

  private static @Nullable RequestTrial trial(AdapterReport report, RequestForm form) {
    return report.trials().stream().filter(t -> t.form() == form).findFirst().orElse(null);
  }

  private static @Nullable RequestTrial best(AdapterReport report) {
    RequestTrial best = null;
    for (RequestTrial trial : report.trials()) {
      best = better(best, trial);
    }
    return best;
  }

  /** Returns the fastest trial at another bit rate; null if there is none that works. */
  private static @Nullable RequestTrial fastest(AdapterReport report) {
    RequestTrial fastest = null;
    for (BitRateTrial trial : report.bitRates()) {
      fastest = works(trial) ? better(fastest, trial.trial()) : fastest;
    }
    return fastest;
  }

  private static @Nullable RequestTrial better(
      @Nullable RequestTrial one, @Nullable RequestTrial other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return other.valuesPerSecond() > one.valuesPerSecond() ? other : one;
  }
}
