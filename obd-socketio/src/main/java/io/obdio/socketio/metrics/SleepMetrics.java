package io.obdio.socketio.metrics;

import io.obdio.socketio.vehicle.sleep.SleepState;
import io.obdio.socketio.vehicle.sleep.VehicleSleep;
import io.prometheus.metrics.core.metrics.Counter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The metrics of sleep and guard; they have no values if sleep and guard are off. */
final class SleepMetrics {

  private SleepMetrics() {}

  static void addTo(MetricSet set, @Nullable VehicleSleep sleep) {
    List<String> states = Arrays.stream(SleepState.values()).map(SleepState::word).toList();
    set.states(
        Metric.SLEEP,
        states,
        current -> {
          if (sleep != null) {
            current.accept(sleep.status().state().word());
          }
        });
    Counter changes = set.counter(Metric.SLEEP_CHANGES);
    set.gauges(
        Metric.VOLTAGE,
        values -> {
          if (sleep != null) {
            sleep.status().volts().ifPresent(values::put);
          }
        });
    if (sleep != null) {
      sleep.addListener(
          status -> changes.labelValues(status.state().word(), status.reason().word()).inc());
    }
  }
}
