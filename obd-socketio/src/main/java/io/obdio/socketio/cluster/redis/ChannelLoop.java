package io.obdio.socketio.cluster.redis;

import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The event loop of the connections to one Redis, once the first was opened. What runs there writes
 * to a connection without waking another thread, and in the order in which it runs. Safe for use by
 * any thread.
 */
final class ChannelLoop implements NettyCustomizer {
  private volatile @Nullable ScheduledExecutorService loop;

  @Override
  public void afterChannelInitialized(Channel channel) {
    loop = channel.eventLoop();
  }

  /**
   * Runs a task on the event loop after a delay.
   *
   * @return false if there was no connection yet, or if it was closed: the task does not run then
   */
  boolean schedule(Runnable task, long nanos) {
    ScheduledExecutorService current = loop;
    if (current == null) {
      return false;
    }
    try {
      if (nanos <= 0) {
        current.execute(task);
      } else {
        var unused = current.schedule(task, nanos, TimeUnit.NANOSECONDS);
      }
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }
}
