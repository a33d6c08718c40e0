package io.obdio.socketio.metrics;

import io.obdio.socketio.http.HttpExchange;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;

/** The metrics as text: in the format of OpenMetrics if the client accepts it, else Prometheus. */
final class Exposition {

  private final MetricSet metrics;
  private final ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();
  private final ExpositionFormatWriter prometheus = PrometheusTextFormatWriter.create();

  Exposition(MetricSet metrics) {
    this.metrics = metrics;
  }

  void respond(HttpExchange exchange) throws IOException {
    String accept = Objects.requireNonNullElse(exchange.header("accept"), "");
    ExpositionFormatWriter writer = openMetrics.accepts(accept) ? openMetrics : prometheus;
    ByteArrayOutputStream text = new ByteArrayOutputStream(1 << 14);
    writer.write(text, metrics.collect());
    exchange.responseHeader("cache-control", "no-store");
    exchange.responseHeader("vary", "accept");
    exchange.respond(200, writer.getContentType(), text.toByteArray());
  }
}
