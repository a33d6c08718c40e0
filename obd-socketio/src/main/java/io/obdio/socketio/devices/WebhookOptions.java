package io.obdio.socketio.devices;

import io.obdio.socketio.webhook.WebhookSender;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A receiver of changes over HTTP.
 *
 * @param url {@code http} or {@code https}
 * @param devices types of devices; all if empty
 * @param circuits patterns of circuits; all if empty
 * @param interval least time between two requests; changes in between are sent together
 * @param allowPrivate whether the host may have a private address
 */
public record WebhookOptions(
    URI url, List<String> devices, List<String> circuits, Duration interval, boolean allowPrivate) {

  /** Checks the URL, the types and the interval. */
  public WebhookOptions {
    devices = List.copyOf(devices);
    circuits = List.copyOf(circuits);
    WebhookSender.check(url);
    for (String name : devices) {
      if (DeviceType.find(name) == null) {
        throw new IllegalArgumentException("there is no type of device '" + name + "'");
      }
    }
    if (interval.toMillis() < 100 || interval.toDays() > 0) {
      throw new IllegalArgumentException("the webhook's interval is from 100 ms to a day");
    }
  }
}
