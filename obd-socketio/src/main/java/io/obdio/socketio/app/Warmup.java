package io.obdio.socketio.app;

import io.netty.channel.epoll.Epoll;
import io.obdio.core.util.DaemonThreads;
import io.obdio.socketio.json.jackson.JacksonJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The preloading of classes that the server needs, while the command line is parsed. On a small
 * machine this saves a third of the start-up time. Nothing depends on it.
 */
final class Warmup {

  private static final Logger log = LoggerFactory.getLogger(Warmup.class);

  private Warmup() {}

  static void begin() {
    DaemonThreads.start("obdio-warmup", Warmup::load);
  }

  private static void load() {
    try {
      new JacksonJson();
      log.debug("epoll: {}", Epoll.isAvailable());
    } catch (RuntimeException | LinkageError e) {
      log.debug("preloading failed; the start of the server reports the cause", e);
    }
  }
}
