package io.obdio.socketio.app.doctor;

import io.obdio.elm327.inspection.AdapterClass;
import io.obdio.elm327.inspection.AdapterFeature;
import io.obdio.elm327.inspection.AdapterReport;
import io.obdio.elm327.inspection.LineQuality;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The checks of the adapter. */
final class AdapterChecks {

  private static final double SLOW_MILLIS = 150;
  private static final double LATE_PROMPT_MILLIS = 50;
  private static final double NO_SUPPLY = 6.0;
  private static final double LOW_BATTERY = 11.8;
  private static final double CHARGING = 13.0;
  private static final double TOO_HIGH = 15.5;

  /** The table. */
  static final List<Check<AdapterFacts>> ROWS =
      List.of(
          new Check<>("adapter", AdapterChecks::adapter),
          new Check<>("line", inspected(AdapterChecks::line)),
          new Check<>("identity", AdapterChecks::identityOrLive),
          new Check<>("commands", inspected((facts, adapter) -> commands(adapter))),
          new Check<>("supply-voltage", AdapterChecks::voltage));

  private AdapterChecks() {}

  /** The judgement of an inspected adapter. */
  interface Inspected {
    Judgement judge(AdapterFacts facts, AdapterReport adapter);
  }

  /** Returns a judge that skips where no adapter was inspected. */
  static Function<AdapterFacts, Judgement> inspected(Inspected judge) {
    return facts -> {
      AdapterReport adapter = facts.adapter();
      if (adapter != null && adapter.answered()) {
        return judge.judge(facts, adapter);
      }
      return Judgement.skipped(whyNot(facts));
    };
  }

  private static String whyNot(AdapterFacts facts) {
    if (!facts.skipped().isEmpty()) {
      return facts.skipped();
    }
    if (facts.live() != null) {
      return "the server uses the adapter";
    }
    return facts.failure().isEmpty() && facts.adapter() == null
        ? "the transport has no ELM327"
        : "no adapter answers";
  }

  private static Judgement adapter(AdapterFacts facts) {
    AdapterReport report = facts.adapter();
    if (!facts.skipped().isEmpty()) {
      return Judgement.skipped(facts.skipped());
    }
    if (!facts.failure().isEmpty()) {
      return failed(facts.failure());
    }
    if (report == null) {
      return Judgement.ok(facts.name() + (facts.live() == null ? "" : ", in use by the server"));
    }
    String at = report.bitRate() > 0 ? " at " + report.bitRate() + " bit/s" : "";
    if (!report.answered()) {
      return Judgement.fail(
          facts.name() + ": no ELM327 answers" + at,
          "Check that the adapter has power: some need the ignition switched on. Unplug it and plug"
              + " it in again.");
    }
    return report.interruption().isEmpty()
        ? Judgement.ok(facts.name() + " answers" + at)
        : Judgement.fail(
            facts.name() + ": the inspection ended early: " + report.interruption(),
            "Plug the adapter in again, closer to this machine if it is a wireless one, and repeat"
                + " the check.");
  }

  /**
   * Judges the message of a driver, whose form is "cause; remedy", or "cause; tried port: cause;
   * port: cause".
   */
  private static Judgement failed(String failure) {
    int end = failure.indexOf("; ");
    if (end < 0 || failure.startsWith("tried", end + 2)) {
      return Judgement.fail(
          failure,
          "Check that the adapter is plugged in and has power: some need the ignition switched on."
              + " Name the port or the address with --transport.");
    }
    return Judgement.fail(failure.substring(0, end), sentence(failure.substring(end + 2)));
  }

  private static String sentence(String clause) {
    String end = clause.endsWith("?") || clause.endsWith(".") ? "" : ".";
    return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1) + end;
  }

  private static Judgement line(AdapterFacts facts, AdapterReport report) {
    LineQuality line = report.line();
    String text =
        String.format(
            Locale.ROOT, "%d commands, %.0f ms for a reply", line.commands(), line.replyMillis());
    if (line.unanswered() > 0) {
      return Judgement.warn(
          text + ", " + line.unanswered() + " without a reply",
          "A wireless adapter may be too far away, a cable may be damaged. A clone that hangs does"
              + " so for good: replace it.");
    }
    if (line.strayBytes() > 0) {
      return Judgement.warn(
          text + ", " + line.strayBytes() + " stray bytes",
          "OBDio ignores them. A shorter USB cable or another port may help.");
    }
    if (line.doubledEchoes() > 0) {
      return Judgement.warn(
          text + "; each character of the echo is sent twice",
          "OBDio removes the echo; other programs may fail with this adapter.");
    }
    if (line.promptMillis() >= LATE_PROMPT_MILLIS) {
      return Judgement.warn(
          text + String.format(Locale.ROOT, "; the prompt is %.0f ms late", line.promptMillis()),
          "OBDio waits for it. The rate of values is limited by the adapter: an OBDLink or another"
              + " genuine adapter is faster.");
    }
    return line.replyMillis() >= SLOW_MILLIS
        ? Judgement.warn(
            text,
            "The adapter or its connection is slow. USB is faster than Bluetooth and Wi-Fi; a"
                + " genuine adapter is faster than a clone.")
        : Judgement.ok(text);
  }

  private static Judgement identityOrLive(AdapterFacts facts) {
    AdapterFacts.LiveAdapter live = facts.live();
    return live != null && !live.identity().isEmpty()
        ? Judgement.ok(live.identity())
        : inspected(AdapterChecks::identity).apply(facts);
  }

  private static Judgement identity(AdapterFacts facts, AdapterReport report) {
    String name = report.identity().isEmpty() ? "reports no version" : report.identity();
    AdapterFacts.Similarity similar = facts.similar();
    String like =
        similar == null
            ? ""
            : similar.differences() == 0
                ? "; answers like the emulated " + similar.name()
                : "; resembles the emulated "
                    + similar.name()
                    + ", with "
                    + similar.differences()
                    + (similar.differences() == 1 ? " difference" : " differences");
    return switch (report.kind()) {
      case STN -> Judgement.ok(name + " (" + report.stn() + "), an STN chip" + like);
      case COMPLETE -> Judgement.ok(name + ", with the commands of this version" + like);
      case CLONE ->
          Judgement.warn(
              name
                  + ", a clone: "
                  + (report.versionExists()
                      ? "it lacks commands of this version"
                      : "this version never existed")
                  + like,
              "OBDio works with it. An adapter with an STN chip (OBDLink) is faster and complete.");
      case UNKNOWN -> Judgement.warn(name + like, "Check whether this is an ELM327.");
    };
  }

  private static Judgement commands(AdapterReport report) {
    List<AdapterFeature> missing = report.missing();
    if (report.kind() == AdapterClass.UNKNOWN) {
      return Judgement.skipped("without a version it is not known what the adapter should have");
    }
    if (missing.isEmpty()) {
      return Judgement.ok("none is missing of version " + report.version());
    }
    List<String> lost =
        missing.stream().map(AdapterFeature::consequence).filter(c -> !c.isEmpty()).toList();
    String list = String.join(", ", missing.stream().map(AdapterFeature::label).toList());
    String text = missing.size() + " are missing: " + list;
    return lost.isEmpty()
        ? Judgement.ok(text + "; OBDio needs none of them")
        : Judgement.warn(text, sentence("Without them: " + String.join("; ", lost)));
  }

  private static Judgement voltage(AdapterFacts facts) {
    AdapterReport report = facts.adapter();
    AdapterFacts.LiveAdapter live = facts.live();
    double volts = report != null ? report.volts() : live != null ? live.volts() : Double.NaN;
    if (Double.isNaN(volts)) {
      return Judgement.skipped(
          report != null && report.answered()
              ? "the adapter reports no voltage"
              : live != null ? "not known" : whyNot(facts));
    }
    String text = String.format(Locale.ROOT, "%.1f V", volts);
    if (volts < NO_SUPPLY) {
      return Judgement.fail(
          text + ": no supply from the vehicle",
          "Push the adapter fully into the socket, and check the fuse of the socket. If the adapter"
              + " reports a wrong voltage, use voltage=off in the transport.");
    }
    if (volts < LOW_BATTERY) {
      return Judgement.warn(text + ": the battery is low", "Charge it, or start the engine.");
    }
    if (volts > TOO_HIGH) {
      return Judgement.warn(
          text + " is too high for a vehicle of 12 V",
          "Check the alternator, or calibrate the adapter with AT CV.");
    }
    return Judgement.ok(text + (volts >= CHARGING ? ": the engine runs" : ": the engine is off"));
  }
}
