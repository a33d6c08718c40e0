package io.obdio.socketio.devices;

import io.obdio.socketio.webhook.WebhookSender;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The sender of changes of devices to a URL, as the array that clients of {@code /ws} receive. One
 * request is in progress at a time; what changes meanwhile is sent with the next one, each device
 * once. If the request fails after its repetitions ({@link WebhookSender}), its devices are
 * dropped.
 *
 * <p>Belongs to the feed's thread; the requests run on threads of the HTTP client.
 */
final class Webhook implements AutoCloseable {

  private final WebhookOptions options;
  private final DeviceFeed feed;
  private final DeviceFrames frames;
  private final DeviceFilter filter;
  private final WebhookSender sender;
  private final Set<Device> pending = new LinkedHashSet<>();
  private boolean busy;
  private volatile boolean closed;

  Webhook(WebhookOptions options, DeviceFeed feed, DeviceFrames frames) {
    this.options = options;
    this.feed = feed;
    this.frames = frames;
    DeviceFilter all = DeviceFilter.everything();
    DeviceFilter typed =
        options.devices().isEmpty() ? all : all.withTypes(DeviceFilter.typesOf(options.devices()));
    this.filter =
        options.circuits().isEmpty()
            ? typed
            : typed.withCircuits(options.circuits().stream().map(Glob::of).toList());
    this.sender =
        new WebhookSender(options.url(), options.allowPrivate() ? null : "--webhook-private");
  }

  /** Takes over changes; returns at once. */
  void changed(List<Device> devices) {
    devices.stream().filter(filter::passes).forEach(pending::add);
    sendPending();
  }

  private void sendPending() {
    if (busy || closed || pending.isEmpty()) {
      return;
    }
    busy = true;
    List<byte[]> states = new ArrayList<>();
    pending.forEach(device -> states.add(frames.encode(device.json())));
    pending.clear();
    send(join(states));
  }

  private static byte[] join(List<byte[]> states) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = 0; i < states.size(); i++) {
      body.write(i == 0 ? '[' : ',');
      body.writeBytes(states.get(i));
    }
    body.write(']');
    return body.toByteArray();
  }

  private void send(byte[] body) {
    var unused = sender.post(body).whenComplete((done, failure) -> feed.executeAlways(this::next));
  }

  private void next() {
    feed.schedule(
        options.interval().toMillis(),
        () -> {
          busy = false;
          sendPending();
        });
  }

  @Override
  public void close() {
    closed = true;
    sender.close();
  }
}
