package io.obdio.socketio.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoopTest {
  private static final int MANY = 1000;

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final EventLoop eventLoop = group.next();
  private final Loop loop = new Loop(eventLoop, 10);
  private final List<Integer> flushed = new ArrayList<>();
  private final CompletableFuture<List<Integer>> done = new CompletableFuture<>();

  @AfterEach
  void stop() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
  }

  private void flush(int number) {
    flushed.add(number);
    if (number == MANY - 1) {
      done.complete(List.copyOf(flushed));
    }
  }

  private void flushMany() {
    for (int i = 0; i < MANY; i++) {
      int number = i;
      loop.flushLater(() -> flush(number));
    }
    assertTrue(flushed.isEmpty(), "flushed before the end of the tick");
  }

  @Test
  void everythingIsFlushedOnceAndInOrder() throws Exception {
    eventLoop.submit(this::flushMany).get(20, TimeUnit.SECONDS);
    assertEquals(IntStream.range(0, MANY).boxed().toList(), done.get(20, TimeUnit.SECONDS));
  }

  @Test
  void theLoopDoesOtherThingsBetweenSlices() throws Exception {
    CompletableFuture<Integer> seen = new CompletableFuture<>();
    eventLoop
        .submit(
            () -> {
              flushMany();
              // Due at once, as a socket that has something to read is.
              var unused =
                  eventLoop.schedule(() -> seen.complete(flushed.size()), 0, TimeUnit.NANOSECONDS);
            })
        .get(20, TimeUnit.SECONDS);
    int before = seen.get(20, TimeUnit.SECONDS);
    assertTrue(before < MANY / 2, () -> before + " were flushed before it had its turn");
    done.get(20, TimeUnit.SECONDS);
  }

  @Test
  void oneThatFailsDelaysNoOther() throws Exception {
    eventLoop
        .submit(
            () -> {
              loop.flushLater(
                  () -> {
                    throw new IllegalStateException("on purpose: a flush that fails");
                  });
              flushMany();
            })
        .get(20, TimeUnit.SECONDS);
    assertEquals(MANY, done.get(20, TimeUnit.SECONDS).size());
    eventLoop.submit(() -> loop.flushLater(() -> flush(-1))).get(20, TimeUnit.SECONDS);
    eventLoop.submit(() -> {}).get(20, TimeUnit.SECONDS);
    assertEquals(-1, eventLoop.submit(() -> flushed.get(MANY)).get(20, TimeUnit.SECONDS));
  }

  @Test
  void whatIsFlushedLateIsFlushedToo() throws Exception {
    eventLoop
        .submit(() -> loop.flushLater(() -> loop.flushLater(() -> flush(MANY - 1))))
        .get(20, TimeUnit.SECONDS);
    assertEquals(List.of(MANY - 1), done.get(20, TimeUnit.SECONDS));
  }
}
