package io.obdio.socketio.app;

import io.netty.channel.epoll.Epoll;
import io.obdio.socketio.json.JacksonJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads what the server will need while the command line is still being read: on a small machine
 * that is a third of the time to start. Nothing waits for it, and nothing depends on it.
 */
final class Warmup {

  private static final Logger log = LoggerFactory.getLogger(Warmup.class);

  private Warmup() {}

  static void begin() {
    Thread thread = new Thread(Warmup::load, "obdio-warmup");
    thread.setDaemon(true);
    thread.start();
  }

  private static void load() {
    try {
      new JacksonJson();
      log.debug("epoll: {}", Epoll.isAvailable());
    } catch (RuntimeException | LinkageError e) {
      log.debug("the server will meet it again, and say so", e);
    }
  }
}
