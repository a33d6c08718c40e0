package io.obdio.bench;

import io.obdio.isotp.can.CanId;
import io.obdio.isotp.can.VirtualWire;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.network.IsoTpConnection;
import io.obdio.isotp.network.IsoTpNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * CAN frames a second through bus and engine, both ends on one thread: messages of 4095 bytes,
 * STmin 0. Goal: 1 million frames a second on one core.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class IsoTpBenchmark {

  /** Messages of one call, over all connections. */
  private static final int MESSAGES = 100;

  private static final int LENGTH = 4095;

  /**
   * FF with 6 bytes, CF with 7 each, a flow control after the FF and after each 16 CF but the last.
   */
  private static final int CF = (LENGTH - 6 + 6) / 7;

  private static final int FRAMES = MESSAGES * (1 + CF + 1 + (CF - 1) / 16);

  /** How many connections share the messages. */
  @Param({"1", "100"})
  public int connections;

  private final Semaphore arrived = new Semaphore(0);
  private final List<IsoTpConnection> senders = new ArrayList<>();
  private final byte[] message = new byte[LENGTH];
  private final VirtualWire wire = VirtualWire.builder("bench").build();
  private final IsoTpNetwork near = network();
  private final IsoTpNetwork far = network();

  /** Opens the connections. */
  @Setup(Level.Trial)
  public void open() {
    new SplittableRandom(1).nextBytes(message);
    for (int i = 0; i < connections; i++) {
      CanId request = CanId.base(0x100 + i);
      CanId answer = CanId.base(0x200 + i);
      far.createConnection((connection, bytes) -> arrived.release(), request, answer);
      senders.add(near.createConnection((connection, bytes) -> {}, answer, request));
    }
  }

  private IsoTpNetwork network() {
    return IsoTpNetwork.builder(wire.join())
        .options(IsoTpOptions.builder().blockSize(16).stMin(0).build())
        .loop(wire.loop())
        .callbacks(Runnable::run)
        .open();
  }

  /** Frames of {@value #MESSAGES} messages; throws if one does not arrive. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public void frames() throws InterruptedException {
    for (int sent = 0; sent < MESSAGES; sent += connections) {
      for (IsoTpConnection sender : senders) {
        CompletableFuture<Void> unused = sender.send(message);
      }
      if (!arrived.tryAcquire(connections, 60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a message was lost");
      }
    }
  }

  /** Closes everything. */
  @TearDown(Level.Trial)
  public void close() {
    near.close();
    far.close();
    wire.close();
  }
}
