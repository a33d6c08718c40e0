package io.obdio.socketio.metrics;

import io.obdio.core.command.Commands;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.NegativeResponse;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.vehicle.TrafficListener;
import io.obdio.socketio.vehicle.VehicleConnection;
import io.obdio.socketio.vehicle.VehicleListener;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/** The metrics of the connection to the vehicle and of its requests. Safe for any thread. */
final class VehicleMetrics implements TrafficListener, VehicleListener {

  private static final String NEGATIVE = "negative_response";

  private final VehicleConnection vehicle;
  private final CommandLabels labels;
  private final Histogram latency;
  private final Counter failures;
  private final Counter opened;
  private final Counter lost;
  private final AtomicReference<ConnectionStatus> last =
      new AtomicReference<>(ConnectionStatus.NOT_CONNECTED);

  VehicleMetrics(MetricSet set, VehicleConnection vehicle, ObdHub hub, Commands commands) {
    this.vehicle = vehicle;
    labels = new CommandLabels(commands);
    List<String> states =
        Arrays.stream(ConnectionStatus.values()).map(VehicleMetrics::word).toList();
    set.states(Metric.STATUS, states, current -> current.accept(word(vehicle.status())));
    opened = set.counter(Metric.OPENED);
    lost = set.counter(Metric.LOST);
    set.gauge(Metric.WATCHED, () -> hub.watched().size());
    latency = set.histogram(Metric.LATENCY);
    failures = set.counter(Metric.FAILURES);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void messageReceived(DiagnosticRequest request, EcuMessage message, Protocol protocol) {}

  @Override
  public void exchanged(DiagnosticRequest request, TransportAnswer answer, long nanos) {
    String failure = failure(answer);
    for (String command : labels.of(request)) {
      latency.labelValues(command).observe(nanos / 1e9);
      if (!failure.isEmpty()) {
        failures.labelValues(command, failure).inc();
      }
    }
  }

  /** Returns the reason of a failure; "" if there is a positive response. */
  private static String failure(TransportAnswer answer) {
    if (answer instanceof TransportAnswer.NoAnswer none) {
      return word(none.reason());
    }
    boolean negative =
        answer instanceof TransportAnswer.Messages messages
            && messages.messages().stream()
                .allMatch(message -> NegativeResponse.isNegative(message.payload()));
    return negative ? NEGATIVE : "";
  }

  @Override
  public void statusChanged(ConnectionStatus reported, String reason) {
    ConnectionStatus status = vehicle.status(); // reports of two threads may be late
    ConnectionStatus before = last.getAndSet(status);
    boolean connected = status == ConnectionStatus.CAR_CONNECTED;
    if (connected && before != status) {
      opened.inc();
    } else if (!connected && before == ConnectionStatus.CAR_CONNECTED) {
      lost.labelValues(word(status)).inc();
    }
  }

  @Override
  public void closed() {
    last.set(ConnectionStatus.NOT_CONNECTED);
  }
}
