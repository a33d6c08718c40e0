package io.obdio.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.obd.metrics.api.Adjustments;
import org.obd.metrics.codec.CodecRegistry;
import org.obd.metrics.codec.batch.BatchCodec;
import org.obd.metrics.command.VinCommand;
import org.obd.metrics.command.obd.ObdCommand;
import org.obd.metrics.pid.PidDefinition;
import org.obd.metrics.pid.PidDefinitionRegistry;
import org.obd.metrics.raw.RawMessage;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The peer, io.github.tzebrowski:obd-metrics, decoding the same answers where it can. It requires
 * them without headers and line ends; it has no decoder of readiness and of trouble codes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PeerDecodeBenchmark {

  private static final byte[] RPM = bytes("410C0D48");
  private static final byte[] VIN = bytes("0140:4902015750301:5A5A5A39395A542:53333930303030");
  private static final byte[] SIX = bytes("00E0:41044F054B0B1:600C0D480D04112:27AAAAAAAAAAAA");

  private final CodecRegistry codecs = CodecRegistry.of("JavaScript", Adjustments.DEFAULT);
  private final PidDefinitionRegistry pids;
  private final PidDefinition rpm;
  private final VinCommand vin = new VinCommand();
  private final BatchCodec batch;

  /** Loads the peer's own table of service 01. */
  public PeerDecodeBenchmark() {
    try (InputStream table =
        Objects.requireNonNull(PidDefinition.class.getResourceAsStream("/mode01.json"))) {
      pids = PidDefinitionRegistry.builder().source(table).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rpm = pid("0C");
    List<ObdCommand> commands = new ArrayList<>();
    for (String pid : List.of("04", "05", "0B", "0C", "0D", "11")) {
      commands.add(new ObdCommand(pid(pid)));
    }
    batch = BatchCodec.instance("0104050B0C0D11", commands);
  }

  private PidDefinition pid(String pid) {
    return pids.findAll().stream()
        .filter(row -> row.getMode().equals("01") && row.getPid().equals(pid))
        .findFirst()
        .orElseThrow();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Fails if the peer does not decode what is measured. */
  @Setup
  public void check() {
    System.out.println("rpm " + rpm() + ", VIN " + vin() + ", six " + sixPids());
  }

  @Benchmark
  public Object rpm() {
    return codecs.findCodec(rpm).decode(rpm, RawMessage.wrap(RPM));
  }

  @Benchmark
  public Object vin() {
    return vin.decode(null, RawMessage.wrap(VIN));
  }

  /** Decodes six values per operation. */
  @Benchmark
  public Object sixPids() {
    Map<ObdCommand, RawMessage> answers = batch.decode(null, RawMessage.wrap(SIX));
    List<Object> values = new ArrayList<>(6);
    answers.forEach(
        (command, raw) ->
            values.add(codecs.findCodec(command.getPid()).decode(command.getPid(), raw)));
    return values;
  }
}
