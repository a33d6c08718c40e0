package io.obdio.bench;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.can.CanListener;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.network.IsoTpConnector;
import io.obdio.isotp.network.IsoTpException;
import io.obdio.isotp.network.IsoTpStream;
import io.obdio.socketcan.IsoTpImplementation;
import io.obdio.socketcan.SocketCanBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Throughput of ISO-TP on a CAN interface, by this library's engine and by the kernel's, in one
 * run; and the gaps between consecutive frames for an STmin, as the kernel's clock measures them.
 *
 * <p>Arguments: the interface, the number of rounds, the number of messages in a round. Every round
 * measures each pair once; the median of the rounds is printed. A virtual interface may change the
 * order of frames that were sent on different processors (N_WRONG_SN): such a round is repeated and
 * counted. {@code taskset -c 0} avoids it.
 */
public final class VcanThroughput {

  private static final CanId REQUEST = CanId.base(0x7E0);
  private static final CanId RESPONSE = CanId.base(0x7E8);
  private static final int LENGTH = 4095;
  private static final int STMIN_MICROS = 1000;
  private static final int BLOCK_SIZE = 8;
  private static final long FIRST_FRAME = -1;
  private static final int MAX_FAILURES = 20;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private record Pair(IsoTpImplementation from, IsoTpImplementation to) {}

  private VcanThroughput() {}

  /** Runs the measurements. */
  public static void main(String[] arguments) throws Exception {
    String name = arguments.length > 0 ? arguments[0] : "vcan0";
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    int messages = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 50;
    List<Pair> pairs =
        List.of(
            new Pair(IsoTpImplementation.KERNEL, IsoTpImplementation.KERNEL),
            new Pair(IsoTpImplementation.OWN, IsoTpImplementation.OWN),
            new Pair(IsoTpImplementation.OWN, IsoTpImplementation.KERNEL),
            new Pair(IsoTpImplementation.KERNEL, IsoTpImplementation.OWN));
    List<List<Double>> rates = new ArrayList<>();
    pairs.forEach(pair -> rates.add(new ArrayList<>()));
    Map<Pair, Integer> failures = new HashMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (int i = 0; i < pairs.size(); i++) {
        double rate = repeated(name, pairs.get(i), messages, failures);
        if (round > 0) { // The first one compiles.
          rates.get(i).add(rate);
        }
      }
    }
    double kernel = median(rates.get(0));
    for (int i = 0; i < pairs.size(); i++) {
      double rate = median(rates.get(i));
      System.out.printf(
          Locale.ROOT,
          "%-22s %8.0f kB/s, %.2f, %d rounds repeated%n",
          text(pairs.get(i)),
          rate,
          rate / kernel,
          failures.getOrDefault(pairs.get(i), 0));
    }
    for (Pair pair : pairs) {
      System.out.println(text(pair) + ", STmin " + STMIN_MICROS + " us: " + gaps(name, pair));
    }
  }

  private static String text(Pair pair) {
    return (pair.from + " to " + pair.to).toLowerCase(Locale.ROOT);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  /** Returns the rate in kB/s of a round without failures. */
  private static double repeated(String name, Pair pair, int messages, Map<Pair, Integer> failures)
      throws Exception {
    while (true) {
      try {
        return rate(name, pair, messages);
      } catch (IsoTpException e) {
        if (failures.merge(pair, 1, Integer::sum) > MAX_FAILURES) {
          throw e;
        }
      }
    }
  }

  /** Returns the rate in kB/s. */
  private static double rate(String name, Pair pair, int messages) throws Exception {
    IsoTpOptions options = IsoTpOptions.builder().blockSize(0).build();
    try (IsoTpConnector from = pair.from.open(name);
        IsoTpConnector to = pair.to.open(name);
        IsoTpStream sender = from.openConnection(IsoTpAddress.normal(REQUEST, RESPONSE), options);
        IsoTpStream receiver = to.openConnection(IsoTpAddress.normal(RESPONSE, REQUEST), options)) {
      byte[] message = new byte[LENGTH];
      long start = System.nanoTime();
      for (int i = 0; i < messages; i++) {
        message[1] = (byte) i;
        sender.send(message, TIMEOUT);
        byte[] received = receiver.receive(TIMEOUT);
        if (received.length != LENGTH || received[1] != (byte) i) {
          throw new IllegalStateException("another message was received");
        }
      }
      return messages * (double) LENGTH / (System.nanoTime() - start) * 1e6;
    }
  }

  private static String gaps(String name, Pair pair) throws Exception {
    IsoTpOptions options =
        IsoTpOptions.builder().blockSize(BLOCK_SIZE).stMinMicros(STMIN_MICROS).build();
    List<Long> times = new ArrayList<>();
    try (CanBus observer = SocketCanBus.open(name);
        IsoTpConnector from = pair.from.open(name);
        IsoTpConnector to = pair.to.open(name);
        IsoTpStream sender = from.openConnection(IsoTpAddress.normal(REQUEST, RESPONSE), options);
        IsoTpStream receiver = to.openConnection(IsoTpAddress.normal(RESPONSE, REQUEST), options)) {
      observer.subscribe(List.of(CanFilter.exactly(REQUEST)), new Times(times));
      for (int i = 0; i < 3; i++) {
        sender.send(new byte[LENGTH], TIMEOUT);
        int unused = receiver.receive(TIMEOUT).length;
      }
    }
    return summary(times);
  }

  /** The times of consecutive frames, and {@link #FIRST_FRAME} where a message begins. */
  private record Times(List<Long> times) implements CanListener {
    @Override
    public void onFrame(CanFrame frame) {}

    @Override
    public void onFrame(CanFrame frame, long timeNanos) {
      synchronized (times) {
        times.add(frame.at(0) >> 4 == 2 ? timeNanos : FIRST_FRAME);
      }
    }
  }

  private static String summary(List<Long> times) {
    List<Long> gaps = new ArrayList<>();
    synchronized (times) {
      int number = -1;
      for (int i = 1; i < times.size(); i++) {
        number = times.get(i).equals(FIRST_FRAME) ? -1 : number + 1;
        // The first frame of a block follows a flow control.
        if (number >= 0 && number % BLOCK_SIZE != 0) {
          gaps.add((times.get(i) - times.get(i - 1)) / 1000);
        }
      }
    }
    gaps.sort(null);
    long early = gaps.stream().filter(gap -> gap < STMIN_MICROS).count();
    return gaps.size()
        + " gaps within blocks, least "
        + gaps.get(0)
        + " us, median "
        + gaps.get(gaps.size() / 2)
        + " us, "
        + early
        + " too short";
  }
}
