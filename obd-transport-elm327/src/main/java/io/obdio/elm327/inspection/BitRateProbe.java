package io.obdio.elm327.inspection;

import io.obdio.elm327.command.AtCommand;
import io.obdio.elm327.command.BaudDetector;
import io.obdio.elm327.command.BaudRateSwitch;
import io.obdio.elm327.command.ElmAdapter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The trial of higher bit rates of the serial line. Restores the former rate after each. */
final class BitRateProbe {

  /** The rates that adapters and USB converters support, from the lowest on. */
  private static final List<Integer> RATES = List.of(115_200, 230_400, 500_000);

  private static final long SWITCH_MILLIS = 6_000;
  private static final long RESTORE_MILLIS = 20_000;
  private static final long DETECT_MILLIS = 1_500;
  private static final long RESET_MILLIS = 2_500;

  private final ElmAdapter adapter;
  private final RequestMeter meter;
  private final RequestForm form;
  private final long deadline;
  private final Consumer<String> progress;

  BitRateProbe(
      ElmAdapter adapter,
      RequestMeter meter,
      RequestForm form,
      long deadline,
      Consumer<String> progress) {
    this.adapter = adapter;
    this.meter = meter;
    this.form = form;
    this.deadline = deadline;
    this.progress = progress;
  }

  /** Tries the rates above the present one, until one fails; none if the link has no rate. */
  List<BitRateTrial> run(Map<AdapterFeature, Boolean> features) throws IOException {
    List<BitRateTrial> trials = new ArrayList<>();
    int former = adapter.link().baudRate();
    boolean able = !Boolean.FALSE.equals(features.get(AdapterFeature.BAUD_TIMEOUT));
    if (former <= 0 || !able && !adapter.isStn(deadline)) {
      return trials;
    }
    for (int rate : RATES) {
      boolean time =
          deadline - adapter.dialogue().now() > TimeUnit.MILLISECONDS.toNanos(SWITCH_MILLIS);
      if (rate <= former || !time) {
        continue;
      }
      progress.accept("trying " + rate + " bit/s");
      BitRateTrial trial = attempt(former, rate);
      trials.add(trial);
      if (!trial.switched() || !trial.restored()) {
        break;
      }
    }
    return trials;
  }

  private BitRateTrial attempt(int former, int rate) throws IOException {
    if (!BaudRateSwitch.to(
        adapter, former, rate, adapter.dialogue().within(SWITCH_MILLIS, deadline))) {
      return new BitRateTrial(rate, false, null, answersAt(former) || restore(former, rate));
    }
    RequestTrial trial = meter.measure(form);
    // Not limited by the deadline: the adapter must not be left at another rate.
    long until = adapter.dialogue().now() + TimeUnit.MILLISECONDS.toNanos(SWITCH_MILLIS);
    boolean back = BaudRateSwitch.to(adapter, rate, former, until);
    return new BitRateTrial(rate, true, trial, back && answersAt(former) || restore(former, rate));
  }

  private boolean answersAt(int rate) throws IOException {
    return BaudDetector.detect(adapter.link(), List.of(rate), DETECT_MILLIS) != null;
  }

  /** Resets an adapter that remains at {@code rate}: a restart ends a rate that is not stored. */
  private boolean restore(int former, int rate) throws IOException {
    long end = adapter.dialogue().now() + TimeUnit.MILLISECONDS.toNanos(RESTORE_MILLIS);
    while (end - adapter.dialogue().now() > 0) {
      if (answersAt(former)) {
        return true;
      }
      if (answersAt(rate)) {
        adapter.dialogue().send(AtCommand.RESET.text());
        adapter.dialogue().await(adapter.dialogue().within(RESET_MILLIS, end));
        adapter.dialogue().forget();
      }
    }
    return false;
  }
}
