package io.obdio.socketio.app.history;

import io.obdio.socketio.history.HistoryOptions;
import io.obdio.socketio.history.computer.EngineData;
import io.obdio.socketio.history.computer.Fuel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the history as flags, and so as keys of the configuration file. */
public final class HistoryFlags {

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description =
          "Keep trips, their samples and trouble codes in this SQLite file. Default: none.")
  @Nullable Path file;

  @Option(
      names = "--history-watch",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "standard",
      description =
          "Commands that the history requests itself: standard, none, or names. What clients watch is"
              + " kept too. Default: ${DEFAULT-VALUE}.")
  List<String> watch = List.of();

  @Option(
      names = "--history-interval",
      paramLabel = "MS",
      defaultValue = "1000",
      description =
          "Milliseconds between two requests for each of them; slow ones such as temperatures are"
              + " requested ten times less often. Default: ${DEFAULT-VALUE}.")
  long interval;

  @Option(
      names = "--history-rate",
      paramLabel = "HZ",
      defaultValue = "5",
      description = "Samples of one command in a second. Default: ${DEFAULT-VALUE}.")
  double rate;

  @Option(
      names = "--history-answers",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Keep the responses of the vehicle, so that trips can be exported as recordings. Default:"
              + " they are kept.")
  boolean answers;

  @Option(
      names = "--history-commit",
      paramLabel = "MS",
      defaultValue = "10000",
      description =
          "Milliseconds between two transactions: the most that a loss of power can take. Default:"
              + " ${DEFAULT-VALUE}.")
  long commit;

  @Option(
      names = "--history-trip-end",
      paramLabel = "S",
      defaultValue = "300",
      description =
          "Seconds without a running engine or a moving vehicle after which a trip ends. Default:"
              + " ${DEFAULT-VALUE}.")
  long tripEnd;

  @Option(
      names = "--history-max-size",
      paramLabel = "MB",
      defaultValue = "1000",
      description =
          "Size above which the oldest trips are deleted, in megabytes. Default: ${DEFAULT-VALUE}.")
  long maxSize;

  @Option(
      names = "--history-max-age",
      paramLabel = "DAYS",
      defaultValue = "730",
      description = "Days after which trips are deleted. Default: ${DEFAULT-VALUE}.")
  long maxAge;

  @Option(
      names = "--history-thin",
      paramLabel = "DAYS",
      defaultValue = "90",
      description =
          "Days after which one row a minute replaces the samples. Default: ${DEFAULT-VALUE}.")
  long thin;

  @Option(
      names = "--trip-fuel",
      paramLabel = "FUEL",
      defaultValue = "gasoline",
      description =
          "Fuel, if it is computed from the mass of air: gasoline, e10, e85, diesel or lpg. Default:"
              + " ${DEFAULT-VALUE}.")
  Fuel fuel = Fuel.GASOLINE;

  @Option(
      names = "--trip-displacement",
      paramLabel = "L",
      defaultValue = "0",
      description =
          "Displacement of the engine in litres, for vehicles without fuel rate and air flow sensor."
              + " Default: ${DEFAULT-VALUE}, not known.")
  double displacement;

  @Option(
      names = "--trip-fuel-price",
      paramLabel = "PRICE",
      defaultValue = "0",
      description = "Price of a litre of fuel. Default: ${DEFAULT-VALUE}, not known.")
  double fuelPrice;

  @Option(
      names = "--trip-energy-price",
      paramLabel = "PRICE",
      defaultValue = "0",
      description = "Price of a kilowatt hour. Default: ${DEFAULT-VALUE}, not known.")
  double energyPrice;

  @Option(
      names = "--trip-power",
      paramLabel = "NAME",
      description =
          "Command of a definition whose value is the power of the traction battery in kW or W."
              + " Default: none.")
  @Nullable String power;

  /** Creates flags without values. */
  public HistoryFlags() {}

  /** Returns whether there is a history. */
  public boolean enabled() {
    return file != null;
  }

  /**
   * Returns the options.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public HistoryOptions options() {
    if (file == null) {
      throw new IllegalArgumentException("--history is missing");
    }
    return new HistoryOptions(
        file,
        watch,
        Duration.ofMillis(interval),
        rate,
        answers,
        Duration.ofMillis(commit),
        Duration.ofSeconds(tripEnd),
        Math.multiplyExact(maxSize, 1_000_000L),
        Duration.ofDays(maxAge),
        Duration.ofDays(thin),
        new EngineData(
            fuel,
            displacement,
            EngineData.DEFAULT.volumetricEfficiency(),
            fuelPrice,
            energyPrice,
            power == null ? "" : power));
  }
}
