package io.obdio.socketio.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Commands;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.obd.SleepEvents;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.TestClient;
import io.obdio.socketio.vehicle.sleep.SleepOptions;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The metrics of a server with a client and a simulated vehicle. */
@Timeout(120)
class MetricsIT {

  private static final ClusterFigures CLUSTER =
      new ClusterFigures() {
        @Override
        public boolean isConnected() {
          return true;
        }

        @Override
        public long queued() {
          return 3;
        }

        @Override
        public long dropped() {
          return 2;
        }

        @Override
        public long gaps() {
          return 1;
        }
      };

  private static final UplinkFigures UPLINK =
      new UplinkFigures() {
        @Override
        public boolean isConnected() {
          return true;
        }

        @Override
        public long waiting() {
          return 5;
        }

        @Override
        public long lost() {
          return 4;
        }
      };

  private ObdIo io;

  @BeforeEach
  void start() throws Exception {
    io = ObdIo.builder().listen("127.0.0.1", 0).build();
    Metrics metrics =
        new Metrics(
            io.access(),
            io.vehicle(),
            io.hub(),
            Commands.standard(),
            () -> io.server().stats(),
            SleepEvents.addTo(io, SleepOptions.defaults()),
            CLUSTER,
            UPLINK,
            "1.2.3");
    io.addFace(metrics, metrics, () -> {});
    io.start();
    Await.value(io.connectObd("sim:?cycle=idle"));
  }

  @AfterEach
  void stop() {
    io.close();
  }

  private HttpResponse<String> get(String accept) throws Exception {
    return RawHttp.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + io.server().port() + "/metrics"))
            .header("accept", accept));
  }

  private PrometheusText scrape() throws Exception {
    HttpResponse<String> response = get("text/plain;version=0.0.4;q=0.3,*/*;q=0.2");
    assertEquals(200, response.statusCode());
    assertEquals(
        "text/plain; version=0.0.4; charset=utf-8",
        response.headers().firstValue("content-type").orElse(""));
    return PrometheusText.parse(response.body());
  }

  private double value(String series) throws Exception {
    return scrape().series.getOrDefault(series, Double.NaN);
  }

  private void await(String series, double least) {
    Await.until(
        series + " >= " + least,
        () -> {
          try {
            return value(series) >= least;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void everyMetricHasItsTypeAndText() throws Exception {
    try (TestClient client = TestClient.connect(io.server().port())) {
      client.emit("watch", "RPM");
      Object[] cleared = client.askAll("clear_dtc");
      assertEquals(true, cleared[0]);
      assertEquals(
          "not_supported", failure(client.askAll("query_now", "HYBRID_BATTERY_REMAINING")));
      io.vehicle().simulator().orElseThrow().setIgnition(false);
      await("obdio_vehicle_lost_total{remaining=\"obd_connected\"}", 1);
      await("obdio_supply_voltage_volts", 12);
      PrometheusText text = scrape();
      Map<String, String> types = new HashMap<>();
      for (Metric metric : Metric.values()) {
        if (metric == Metric.SLEEP_CHANGES || metric.isOfFleet()) {
          continue; // nothing has changed yet; there is no fleet
        }
        boolean gauge = metric.type() == Metric.Type.STATE || metric.type() == Metric.Type.INFO;
        types.put(metric.title(), gauge ? "gauge" : metric.type().name().toLowerCase(Locale.ROOT));
        assertEquals(metric.help(), text.helps.get(metric.title()));
      }
      assertEquals(types, text.types);
    }
  }

  private static Object failure(Object[] answer) throws Exception {
    return ((JSONObject) answer[0]).get("code");
  }

  @Test
  void theValuesAreThoseOfTheCluster() throws Exception {
    assertEquals(1, value("obdio_cluster_up"));
    assertEquals(3, value("obdio_cluster_queued_messages"));
    assertEquals(2, value("obdio_cluster_dropped_messages_total"));
    assertEquals(1, value("obdio_cluster_gaps_total"));
    assertEquals(1, value("obdio_uplink_up"));
    assertEquals(5, value("obdio_uplink_waiting_batches"));
    assertEquals(4, value("obdio_uplink_lost_batches_total"));
  }

  @Test
  void theValuesAreThoseOfTheServer() throws Exception {
    try (TestClient client = TestClient.connect(io.server().port())) {
      client.emit("watch", "RPM");
      await("obdio_request_duration_seconds_count{command=\"RPM\"}", 3);
      PrometheusText text = scrape();
      assertEquals(1, text.series.get("obdio_server_sockets"));
      assertEquals(1, text.series.get("obdio_server_sessions"));
      assertEquals(1, text.series.get("obdio_vehicle_watched_commands"));
      assertEquals(1, text.series.get("obdio_vehicle_status{status=\"car_connected\"}"));
      assertEquals(0, text.series.get("obdio_vehicle_status{status=\"not_connected\"}"));
      assertEquals(1, text.series.get("obdio_vehicle_connected_total"));
      assertEquals(1, text.series.get("obdio_sleep_state{state=\"awake\"}"));
      assertTrue(text.series.get("obdio_server_packets_total{direction=\"in\"}") >= 2);
      assertTrue(text.series.get("obdio_server_packet_bytes_total{direction=\"out\"}") > 100);
      assertTrue(
          text.series.containsKey(
                  "obdio_build_info{java=\"" + Runtime.version() + "\",version=\"1.2.3\"}")
              || text.series.containsKey(
                  "obdio_build_info{version=\"1.2.3\",java=\"" + Runtime.version() + "\"}"),
          text.series.keySet().toString());
      assertTrue(text.series.get("jvm_memory_used_bytes{area=\"heap\"}") > 1e6);
      assertTrue(text.series.get("process_cpu_seconds_total") > 0.1);
      assertTrue(text.series.get("jvm_threads_current") > 5);
    }
  }

  @Test
  void failuresAreCountedByCommandAndReason() throws Exception {
    try (TestClient client = TestClient.connect(io.server().port())) {
      client.emit("watch", "RPM");
      await("obdio_request_duration_seconds_count{command=\"RPM\"}", 1);
      io.vehicle().simulator().orElseThrow().setFault("bus_trouble", true);
      await("obdio_request_failures_total{command=\"RPM\",reason=\"bus_error\"}", 1);
    }
  }

  @Test
  void openMetricsIsServedToThoseWhoAcceptIt() throws Exception {
    HttpResponse<String> response =
        get("application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5");
    assertEquals(
        "application/openmetrics-text; version=1.0.0; charset=utf-8",
        response.headers().firstValue("content-type").orElse(""));
    assertTrue(response.body().endsWith("# EOF\n"), response.body());
    assertTrue(response.body().contains("# TYPE obdio_build info\n"), response.body());
    assertEquals("no-store", response.headers().firstValue("cache-control").orElse(""));
  }

  @Test
  void otherMethodsAreRefused() throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + io.server().port() + "/metrics");
    HttpRequest.Builder post =
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody());
    assertEquals(405, RawHttp.send(post).statusCode());
    assertTrue(io.server().routes().contains("GET /metrics"));
  }
}
