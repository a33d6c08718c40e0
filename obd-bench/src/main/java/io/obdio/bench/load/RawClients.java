package io.obdio.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Many clients of one server on one event loop. The public part is for one thread that drives the
 * load; all state belongs to the loop, and what is asked is asked there.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class RawClients implements AutoCloseable {
  private static final int CONNECTING = 100;
  private static final int PER_ADDRESS = 20_000;
  private static final long DEADLINE_S = 60;

  /** The counts so far. */
  record Counts(long answers, long deliveries, int connected, long nanos) {}

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final Bootstrap bootstrap;
  private final int port;
  private final boolean echo;
  private final Map<RawClient, ChannelHandlerContext> clients = new LinkedHashMap<>();
  private final Latencies latencies = new Latencies();
  private @Nullable Throwable failure;
  private boolean closing;
  private boolean asking;
  private boolean broadcasting;
  private long answers;
  private long deliveries;
  private long expected;
  private int started;
  private int target;

  RawClients(int port, boolean echo) {
    this.port = port;
    this.echo = echo;
    bootstrap =
        new Bootstrap()
            .group(group)
            .channel(EpollSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_LINGER, 0) // no ports in TIME_WAIT
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new RawClient(RawClients.this));
                  }
                });
  }

  // ---- for the driver

  /** Connects until there are so many; waits for it. */
  void connect(int count) throws IOException {
    inLoop(
        () -> {
          target = count;
          while (started < target && started - clients.size() < CONNECTING) {
            startOne();
          }
          return true;
        });
    await(() -> clients.size() == count);
  }

  /** Lets every client send a request, and the next one when it is answered. */
  void startAsking() throws IOException {
    inLoop(
        () -> {
          asking = true;
          clients.forEach(
              (client, ctx) -> {
                client.ask(ctx);
                ctx.flush();
              });
          return true;
        });
  }

  /** Ends the sending of requests. */
  void stopAsking() throws IOException {
    inLoop(() -> asking = false);
  }

  /**
   * Lets one client request broadcasts, a new one whenever one has reached all.
   *
   * @param inFlight how many at the same time
   */
  void startBroadcasting(int inFlight) throws IOException {
    inLoop(
        () -> {
          deliveries = 0;
          expected = 0;
          broadcasting = true;
          for (int i = 0; i < inFlight; i++) {
            broadcast();
          }
          return true;
        });
  }

  /** Stops and waits until what was asked for has reached all. */
  void stopBroadcasting() throws IOException {
    inLoop(() -> broadcasting = false);
    await(() -> deliveries >= expected);
  }

  /** Deliveries due for the broadcasts asked for since the start. */
  long expectedDeliveries() throws IOException {
    return inLoop(() -> expected);
  }

  /** Returns the counts and resets the latencies. */
  Counts counts() throws IOException {
    return inLoop(
        () -> {
          latencies.clear();
          return new Counts(answers, deliveries, clients.size(), System.nanoTime());
        });
  }

  /** Counts at the end of a measurement, with a latency's p50 and p99 in ms. */
  Map.Entry<Counts, double[]> result() throws IOException {
    return inLoop(
        () ->
            Map.entry(
                new Counts(answers, deliveries, clients.size(), System.nanoTime()),
                new double[] {latencies.millis(0.5), latencies.millis(0.99)}));
  }

  private <T> T inLoop(Callable<T> task) throws IOException {
    try {
      T result = loop.submit(task).get(DEADLINE_S, TimeUnit.SECONDS);
      Throwable broken = loop.submit(() -> failure).get(DEADLINE_S, TimeUnit.SECONDS);
      if (broken != null) {
        throw new IOException("a client failed", broken);
      }
      return result;
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the clients do not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void await(Callable<Boolean> condition) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_S);
    while (!inLoop(condition)) {
      if (System.nanoTime() > deadline) {
        int reached = inLoop(clients::size);
        throw new IOException("not reached in time; " + reached + " clients are connected");
      }
      Phases.pause(20);
    }
  }

  // ---- on the loop

  private void startOne() {
    // Another destination address gives another range of ports.
    String host = "127.0.0." + (1 + started / PER_ADDRESS);
    started++;
    bootstrap
        .connect(new InetSocketAddress(host, port))
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                failed(done.cause());
              }
            });
  }

  private void broadcast() {
    expected += clients.size();
    clients.values().iterator().next().writeAndFlush(Wire.BROADCAST.duplicate());
  }

  boolean echo() {
    return echo;
  }

  boolean asking() {
    return asking;
  }

  void connected(RawClient client, ChannelHandlerContext ctx) {
    clients.put(client, ctx);
    if (started < target) {
      startOne();
    }
  }

  void answered(long nanos) {
    answers++;
    latencies.add(nanos);
  }

  void delivered() {
    deliveries++;
    if (broadcasting && deliveries % clients.size() == 0) {
      broadcast();
    }
  }

  void lost(RawClient client, boolean wasConnected) {
    clients.remove(client);
    if (!closing) {
      failed(new IOException("connection lost, connected: " + wasConnected));
    }
  }

  void failed(Throwable cause) {
    if (failure == null && !closing) {
      failure = cause;
    }
  }

  @Override
  public void close() {
    loop.execute(
        () -> {
          closing = true;
          new java.util.ArrayList<>(clients.values()).forEach(ChannelHandlerContext::close);
        });
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
  }
}
