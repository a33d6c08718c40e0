package io.obdio.bench;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import io.obdio.elm327.Elm327Options;
import io.obdio.elm327.Elm327Transport;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The cost of the ELM327 client itself: an exchange with an adapter that answers at once. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ExchangeBenchmark {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final DiagnosticRequest RPM = DiagnosticRequest.functional(Payload.of(0x01, 0x0C));
  private static final DiagnosticRequest SPEED =
      DiagnosticRequest.functional(Payload.of(0x01, 0x0D));

  private final Elm327Transport transport =
      new Elm327Transport(timeout -> new InstantLink(), new Elm327Options(0, 0, "0", false, 0));
  private boolean odd;

  /** Connects. */
  @Setup(Level.Trial)
  public void open() throws TransportException {
    transport.open(TIMEOUT);
  }

  /** Exchanges one of two requests in turn, so that no reply is to a repeated command. */
  @Benchmark
  public TransportAnswer exchange() throws TransportException {
    odd = !odd;
    TransportAnswer answer = transport.exchange(odd ? RPM : SPEED, TIMEOUT);
    if (!(answer instanceof TransportAnswer.Messages)) {
      throw new IllegalStateException("no answer: " + answer);
    }
    return answer;
  }

  /** Closes it. */
  @TearDown(Level.Trial)
  public void close() {
    transport.close();
  }
}
