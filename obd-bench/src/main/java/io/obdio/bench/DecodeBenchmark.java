package io.obdio.bench;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.command.Service03;
import io.obdio.core.command.Service09;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.connection.ResponseDecoding;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From an adapter's bytes (headers on, spaces off) to typed values: parse, reassemble, check the
 * echo, decode. {@code rpmDecode} leaves out the adapter: what a transport without text costs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {

  private static final byte[] RPM = ReplyParsing.bytes("7E804410C0D48");
  private static final byte[] STATUS = ReplyParsing.bytes("7E80641010007E500");
  private static final byte[] VIN =
      ReplyParsing.bytes("7E81014490201575030", "7E8215A5A5A39395A54", "7E82253333930303030");
  private static final byte[] GET_DTC = ReplyParsing.bytes("7E806430201044123", "7E9044301070000");
  private static final byte[] SIX =
      ReplyParsing.bytes("7E8100E41044F054B0B", "7E821600C0D480D0411", "7E82227AAAAAAAAAAAA");

  private static final Instant TIME = Instant.EPOCH;
  private static final List<EcuMessage> RPM_MESSAGE =
      List.of(new EcuMessage(EcuAddress.can11(0x7E8), Payload.ofHex("410C0D48")));

  private final ReplyParsing replies = new ReplyParsing();
  private final Map<Integer, ObdCommand<?>> six = new LinkedHashMap<>();
  private final Map<Integer, Integer> lengths = new LinkedHashMap<>();

  /** Picks the six commands. */
  public DecodeBenchmark() {
    for (int pid : new int[] {0x04, 0x05, 0x0B, 0x0C, 0x0D, 0x11}) {
      ObdCommand<?> command = Commands.standard().find(0x01, pid).orElseThrow();
      six.put(pid, command);
      lengths.put(pid, command.answerBytes());
    }
  }

  @Benchmark
  public Object rpm() {
    return ResponseDecoding.read(Service01.RPM, replies.messages("010C", RPM), TIME);
  }

  @Benchmark
  public Object rpmDecode() {
    return ResponseDecoding.read(Service01.RPM, RPM_MESSAGE, TIME);
  }

  @Benchmark
  public Object status() {
    return ResponseDecoding.read(Service01.STATUS, replies.messages("0101", STATUS), TIME);
  }

  @Benchmark
  public Object vin() {
    return ResponseDecoding.read(Service09.VIN, replies.messages("0902", VIN), TIME);
  }

  @Benchmark
  public Object getDtc() {
    return ResponseDecoding.read(Service03.GET_DTC, replies.messages("03", GET_DTC), TIME);
  }

  /** Decodes six values per operation. */
  @Benchmark
  public Object sixPids() {
    List<EcuMessage> messages = replies.messages("0104050B0C0D11", SIX);
    List<ObdResponse<?>> responses = new ArrayList<>(6);
    ResponseDecoding.split(messages, lengths)
        .forEach((pid, answer) -> responses.add(read(pid, answer)));
    return responses;
  }

  private ObdResponse<?> read(int pid, List<EcuMessage> answer) {
    ObdCommand<?> command = six.get(pid);
    if (command == null) {
      throw new IllegalStateException("not asked for: " + pid);
    }
    return ResponseDecoding.read(command, answer, TIME);
  }
}
