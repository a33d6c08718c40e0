package io.obdio.socketio.alarm;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.alarm.AlarmChange.Kind;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.webhook.WebhookSender;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sender of changes to a URL: alarms that become active or end, and tests, of rules with {@code
 * webhook}. Each change is one POST request, in order, one at a time. When {@value #QUEUE} are
 * waiting, the oldest is dropped.
 *
 * <p>Threads: all methods may be called by any thread and do not block.
 */
public final class AlarmWebhook implements AlarmListener, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AlarmWebhook.class);

  private static final int QUEUE = 100;

  private final WebhookSender sender;
  private final JsonCodec codec;

  @GuardedBy("this")
  private final Deque<byte[]> waiting = new ArrayDeque<>();

  @GuardedBy("this")
  private boolean busy;

  @GuardedBy("this")
  private boolean closed;

  /** Creates an output; the sender is closed with it. */
  public AlarmWebhook(WebhookSender sender, JsonCodec codec) {
    this.sender = sender;
    this.codec = codec;
  }

  @Override
  public void changed(AlarmChange change, Map<String, Object> json) {
    boolean sent = change.kind().isTransition() || change.kind() == Kind.TEST;
    if (!sent || !change.state().rule().webhook()) {
      return;
    }
    byte[] body;
    try {
      body = codec.encode(json, new ArrayList<>());
    } catch (JsonException e) {
      log.error("An alarm cannot be written as JSON", e);
      return;
    }
    synchronized (this) {
      if (waiting.size() == QUEUE) {
        waiting.remove();
        log.warn("The webhook is too slow: the oldest change of an alarm was dropped");
      }
      waiting.add(body);
    }
    sendNext();
  }

  private void sendNext() {
    byte[] body;
    synchronized (this) {
      if (busy || closed || waiting.isEmpty()) {
        return;
      }
      busy = true;
      body = waiting.remove();
    }
    var unused =
        sender
            .post(body)
            .whenComplete(
                (done, failure) -> {
                  synchronized (this) {
                    busy = false;
                  }
                  sendNext();
                });
  }

  /** Drops what is waiting. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      waiting.clear();
    }
    sender.close();
  }
}
