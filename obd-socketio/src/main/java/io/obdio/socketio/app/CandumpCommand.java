package io.obdio.socketio.app;

import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanBusProvider;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanListener;
import io.obdio.isotp.can.CanLogLine;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.terminal.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code obdio candump can0}: frames of an interface, as candump -L prints them. */
@Command(
    name = "candump",
    description = "Prints the frames of a CAN interface in the log format of candump.",
    mixinStandardHelpOptions = true)
final class CandumpCommand implements Callable<Integer> {

  private static final int CAPACITY = 100_000;

  @Parameters(
      paramLabel = "INTERFACE",
      description = "CAN interface, such as can0, or slcan:/dev/ttyACM0?bitrate=500000.")
  String can = "";

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Number of frames after which the program ends; 0 for no limit. Default: ${DEFAULT-VALUE}.")
  long count;

  @Spec @Nullable CommandSpec spec;

  /** A frame, or the end of the bus with its reason. */
  private record Seen(long micros, @Nullable CanFrame frame, String end) {}

  @Override
  public Integer call() throws Exception {
    // The bus's thread only queues. A slow terminal loses lines, and their number is reported;
    // other listeners lose no frames.
    BlockingQueue<Seen> seen = new ArrayBlockingQueue<>(CAPACITY);
    AtomicLong dropped = new AtomicLong();
    try (CanBus bus = CanBusProvider.openUri(can)) {
      bus.subscribe(
          List.of(CanFilter.allBase(), CanFilter.allExtended()), new Queue(seen, dropped));
      return print(bus.name(), seen, dropped);
    }
  }

  private record Queue(BlockingQueue<Seen> seen, AtomicLong dropped) implements CanListener {
    @Override
    public void onFrame(CanFrame frame) {
      put(new Seen(TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()), frame, ""));
    }

    @Override
    public void onBusLost(String reason) {
      put(new Seen(0, null, reason));
    }

    private void put(Seen one) {
      if (!seen.offer(one)) {
        dropped.incrementAndGet();
      }
    }
  }

  private int print(String bus, BlockingQueue<Seen> seen, AtomicLong dropped)
      throws InterruptedException {
    PrintWriter out = Console.out(spec);
    for (long printed = 0; count == 0 || printed < count; printed++) {
      Seen next = seen.take();
      CanFrame frame = next.frame;
      if (frame == null) {
        throw new UserError(can + ": " + next.end);
      }
      out.println(new CanLogLine(next.micros, bus, frame));
      if (seen.isEmpty()) {
        out.flush();
      }
      long lost = dropped.getAndSet(0);
      if (lost > 0) {
        Console.err(spec)
            .println(
                "obdio: "
                    + lost
                    + " frames were lost: they arrived faster than they could be printed");
      }
    }
    out.flush();
    return 0;
  }
}
