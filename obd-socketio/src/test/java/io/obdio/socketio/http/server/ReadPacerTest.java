package io.obdio.socketio.http.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.obdio.socketio.netty.ReadShare;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The pauses of connections whose input takes long to process. */
class ReadPacerTest {

  private long nanos;
  private long work;

  private final ReadShare share = new ReadShare();
  private final EmbeddedChannel heavy = channel();
  private final EmbeddedChannel light = channel();

  private EmbeddedChannel channel() {
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new ReadPacer(share, () -> nanos),
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext ctx, Object message) {
                nanos += work;
              }
            });
    channel.freezeTime();
    return channel;
  }

  private void read(EmbeddedChannel channel, long millis) {
    work = TimeUnit.MILLISECONDS.toNanos(millis);
    channel.writeInbound("input");
  }

  @Test
  void aConnectionWithExpensiveInputIsNotReadForAWhile() {
    for (int i = 0; i < 4; i++) {
      read(heavy, 100);
    }
    assertFalse(heavy.config().isAutoRead());
    read(light, 1);
    assertTrue(light.config().isAutoRead());
    heavy.advanceTimeBy(10, TimeUnit.MILLISECONDS);
    heavy.runScheduledPendingTasks();
    assertFalse(heavy.config().isAutoRead());
    heavy.advanceTimeBy(1, TimeUnit.SECONDS);
    heavy.runScheduledPendingTasks();
    assertTrue(heavy.config().isAutoRead());
  }

  @Test
  void aProgramThatReadsOnRequestKeepsItsPace() {
    heavy.config().setAutoRead(false);
    for (int i = 0; i < 4; i++) {
      read(heavy, 100);
    }
    heavy.advanceTimeBy(2, TimeUnit.SECONDS);
    heavy.runScheduledPendingTasks();
    assertFalse(heavy.config().isAutoRead());
  }
}
