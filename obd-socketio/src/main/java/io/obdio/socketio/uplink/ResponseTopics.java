package io.obdio.socketio.uplink;

import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.LimitedLog;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.vehicle.ClientText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics of responses: the one that a request names (MQTT 5, 4.10), unless a response there
 * could be taken for something else that this vehicle or another one sends, or for a request with
 * the rights of this vehicle. For any thread.
 */
final class ResponseTopics {

  private static final Logger log = LoggerFactory.getLogger(ResponseTopics.class);

  /** Messages there create devices of Home Assistant. */
  private static final String HOME_ASSISTANT = "homeassistant/";

  private final LimitedLog refused = new LimitedLog(log);
  private final Topics topics;
  private final String vehicle;

  ResponseTopics(Topics topics, String vehicle) {
    this.topics = topics;
    this.vehicle = vehicle;
  }

  /** Returns the topic of the response to a request. */
  String of(BrokerMessage request, String id) {
    String otherwise = topics.response(vehicle, id);
    String named = request.responseTopic();
    if (named == null || isPermitted(named)) {
      return named == null ? otherwise : named;
    }
    refused.warn(
        "the response to " + request.topic() + " does not go to " + ClientText.brief(named));
    return otherwise;
  }

  private boolean isPermitted(String topic) {
    boolean ofVehicles = topic.startsWith(topics.root() + "/");
    return ofVehicles
        ? topic.startsWith(topics.response(vehicle, ""))
        : !topic.startsWith("$") && !topic.startsWith(HOME_ASSISTANT) && !topic.contains("/cmd/");
  }
}
